/* alias.c - how well names are merged, given the names: alias [-v] < FILE.tsv
**
** A line a mention in text order: document, entity, type, name (the Makefile makes them of the corpus). B-cubed
** over all mentions. There is no text: each name stands in a line of its own. -v prints, for each
** document with mistakes, what was parted or put together wrongly.
*/
#include "analyze.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST = 4096, LINE = 1024 };

typedef struct Gold {
  int32_t start, end;
  int entity, type;
} Gold;

static int verbose;
static Gold gold[MOST];
static int golds;
static char text[MOST * 128];
static int32_t used;
static double sum_p, sum_r, sum_n;

static int type_number(const char *name) {
  for (int t = ENTITY_PERSON; t < ENTITY_GROUP; t++)
    if (!strcmp(type_name(t), name)) return t;
  return ENTITY_WORK;
}

static void add_mentions(Doc *doc) {
  for (int i = 0; i < golds; i++) {
    int32_t first = doc_token_at(doc, gold[i].start), last = doc_token_at(doc, gold[i].end - 1) + 1;
    Mention m = {.start = gold[i].start,
                 .end = gold[i].end,
                 .first = first,
                 .last = last,
                 .head = last - 1,
                 .title = first,
                 .sentence = doc->tokens.at[first].sentence,
                 .entity = NONE,
                 .type = (uint8_t)gold[i].type,
                 .conf = 1};
    doc_add(doc, &doc->mentions, &m);
  }
}

static void tell(const Doc *doc, int i, int j, const char *what) {
  const Mention *a = &doc->mentions.at[i], *b = &doc->mentions.at[j];
  printf("%s: %.*s | %.*s\n", what, a->end - a->start, text + a->start, b->end - b->start,
         text + b->start);
}

static void score(const Doc *doc) {
  for (int i = 0; i < golds; i++) {
    int both = 0, ours = 0, theirs = 0;
    for (int j = 0; j < golds; j++) {
      int32_t a = doc->mentions.at[i].entity, b = doc->mentions.at[j].entity;
      bool same = i == j || (a == b && a != NONE), right = gold[i].entity == gold[j].entity;
      both += same && right;
      ours += same;
      theirs += right;
      if (verbose && j < i && same != right) tell(doc, j, i, same ? "together" : "apart");
    }
    sum_p += (double)both / ours;
    sum_r += (double)both / theirs;
    sum_n++;
  }
}

static void run(Reader *r) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, used});
  read_text(&doc, r);
  read_segment(&doc, r);
  read_lookup(&doc, r);
  add_mentions(&doc);
  read_entity(&doc, r);
  score(&doc);
  doc_close(&doc);
  golds = 0;
  used = 0;
}

int main(int argc, char **argv) {
  static LangStore store;
  const Lang *lang;
  Reader r;
  char line[LINE], last[LINE] = "";
  verbose = argc > 1 && !strcmp(argv[1], "-v");
  if (lang_en(&store, &lang) || !reader_open(&r, lang)) return 1;
  while (fgets(line, sizeof line, stdin)) {
    char *save, *id = strtok_r(line, "\t", &save), *entity = strtok_r(0, "\t", &save);
    char *type = strtok_r(0, "\t", &save), *name = strtok_r(0, "\n", &save);
    if (!name) continue;
    if (strcmp(id, last) != 0 || golds == MOST) run(&r);
    snprintf(last, sizeof last, "%s", id);
    int32_t n = (int32_t)strlen(name);
    memcpy(text + used, name, (size_t)n);
    memcpy(text + used + n, " ;\n\n", 4);
    gold[golds++] = (Gold){used, used + n, atoi(entity), type_number(type)};
    used += n + 4;
  }
  run(&r);
  double p = sum_p / sum_n, recall = sum_r / sum_n;
  printf("%.0f mentions  B3 precision %.2f  recall %.2f  F1 %.2f\n", sum_n, 100 * p, 100 * recall,
         200 * p * recall / (p + recall));
  reader_close(&r);
  return 0;
}
