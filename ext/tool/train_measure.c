/* train_measure.c - how well the parser does on a treebank: heads, relations, by relation. */
#include "tool/train_parse.h"

#include "read/read.h"
#include "tool/train.h"

#include <stdio.h>
#include <time.h>

/* A relation without its subtype: "nsubj:pass" is "nsubj". */
static int base_of(int rel) {
  const char *name = rel_name(rel), *colon = strchr(name, ':');
  int base = colon ? rel_of_name((Str){name, (int32_t)(colon - name)}) : rel;
  return base < 0 ? rel : base;
}

static void count(ParseScore *s, const Token *t, const GoldWord *gold) {
  int want = base_of(gold->rel), got = base_of(t->rel);
  s->words++;
  s->heads += t->head == gold->head;
  s->gold[want]++;
  s->found[got]++;
  if (t->head != gold->head || want != got) return;
  s->both++;
  s->right[want]++;
}

static void add(ParseScore *sum, const ParseScore *s) {
  sum->words += s->words;
  sum->heads += s->heads;
  sum->both += s->both;
  for (int i = 0; i < REL_COUNT; i++) {
    sum->gold[i] += s->gold[i];
    sum->found[i] += s->found[i];
    sum->right[i] += s->right[i];
  }
}

void score_tree(ParseScore *s, const Doc *doc, const GoldWord *gold) {
  for (int32_t i = 0; i < doc->tokens.n; i++) count(s, &doc->tokens.at[i], &gold[i]);
}

void measure_parser(const Model *m, const char *path, ParseScore *sum) {
  Rendered r;
  ParseScore s = {0};
  Lang lang = {.model = m};
  Reader reader = {.lang = &lang};
  train_render(&r, path);
  read_tag(&r.doc, &reader);
  clock_t start = clock();
  read_parse(&r.doc, &reader);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  score_tree(&s, &r.doc, r.gold);
  printf("  %-32s %6d words, heads %5.2f %%, with relation %5.2f %%, %.2f M/s\n", train_base(path),
         s.words, 100.0 * s.heads / s.words, 100.0 * s.both / s.words, s.words / seconds / 1e6);
  add(sum, &s);
  rendered_close(&r);
}

void print_relations(const char *what, const ParseScore *s) {
  if (!s->words) return;
  printf("  %s together: heads %.2f %%, with relation %.2f %%; F1:", what,
         100.0 * s->heads / s->words, 100.0 * s->both / s->words);
  for (int i = 0; i < REL_COUNT; i++)
    if (s->gold[i] >= 20)
      printf(" %s %.0f", rel_name(i), 200.0 * s->right[i] / (s->gold[i] + s->found[i]));
  printf("\n");
}
