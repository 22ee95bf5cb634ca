/* coref.c - how many pronouns mean who they should: coref FILE.conllu ... (GUM, coreference in MISC Entity=).
**
** A pronoun counts as right if our entity holds another mention, no pronoun, over the head of one of the gold entity's
** mentions. `make coref`.
*/
#include "analyze.h"
#include "data/lexicon.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXT = 1 << 20, TOKENS = 1 << 16, MENTIONS = 1 << 15, OPEN = 64, LINE = 1 << 16 };

typedef struct Gold {
  int id, first, last;
} Gold;

static char text[TEXT];
static int32_t used, starts[TOKENS], heads[TOKENS];
static bool pronouns[TOKENS];
static int tokens, sentence;
static Gold mentions[MENTIONS], open[OPEN];
static int n_mentions, n_open;

static void close_one(int id) {
  for (int i = n_open - 1; i >= 0; i--)
    if (open[i].id == id && n_mentions < MENTIONS) {
      mentions[n_mentions] = open[i];
      mentions[n_mentions++].last = tokens - 1;
      memmove(&open[i], &open[i + 1], (size_t)(--n_open - i) * sizeof *open);
      return;
    }
}

/* "(1-person-new-cf1" opens, "(2-place-new)" is whole, "1)" closes. */
static void entities(const char *s) {
  while (*s && *s != '|' && *s != '\n') {
    if (*s == '(' && n_open < OPEN) {
      int id = atoi(s + 1);
      open[n_open++] = (Gold){id, tokens - 1, 0};
      s += 1 + strcspn(s + 1, "()|\n");
      if (*s == ')') close_one(id), s++;
    } else if (*s >= '0' && *s <= '9') {
      close_one(atoi(s));
      s += strcspn(s, "()|\n");
      s += *s == ')';
    } else
      s++;
  }
}

static void token(char **field, bool space) {
  int32_t n = (int32_t)strlen(field[1]);
  starts[tokens] = used;
  heads[tokens] = atoi(field[6]) ? sentence + atoi(field[6]) - 1 : -1;
  pronouns[tokens++] = !strncmp(field[4], "PRP", 3);
  memcpy(text + used, field[1], (size_t)n);
  used += n;
  if (space) text[used++] = ' ';
  char *e = strstr(field[9], "Entity=");
  if (e) entities(e + 7);
}

static bool fields(char *line, char *field[10]) {
  for (int i = 0; i < 10; i++, line++) {
    field[i] = line;
    line += strcspn(line, "\t\n");
    if (!*line) return i == 9;
    *line = 0;
  }
  return true;
}

static void read_file(FILE *f) {
  static char line[LINE];
  char *field[10];
  int range = 0;
  bool range_space = true;
  used = tokens = n_mentions = n_open = sentence = 0;
  while (fgets(line, sizeof line, f) && tokens < TOKENS - 1 && used < TEXT - LINE) {
    if (!strncmp(line, "# newpar", 8) && used) memcpy(text + used, "\n\n", 2), used += 2;
    if (line[0] == '\n') sentence = tokens, range = 0;
    if (line[0] < '0' || line[0] > '9' || !fields(line, field) || strchr(field[0], '.')) continue;
    bool space = !strstr(field[9], "SpaceAfter=No");
    char *dash = strchr(field[0], '-');
    int id = atoi(field[0]);
    if (dash)
      range = atoi(dash + 1), range_space = space;
    else
      token(field, id < range ? false : id == range ? range_space : space);
  }
}

static bool is_pronoun(const Gold *g) {
  return g->first == g->last && pronouns[g->first];
}

static int32_t head_start(const Gold *g) {
  for (int t = g->first; t <= g->last; t++)
    if (heads[t] < g->first || heads[t] > g->last) return starts[t];
  return starts[g->last];
}

/* Has the gold entity been told before, by a name or noun? */
static bool told_before(const Gold *p) {
  for (int i = 0; i < n_mentions; i++)
    if (mentions[i].id == p->id && mentions[i].first < p->first && !is_pronoun(&mentions[i]))
      return true;
  return false;
}

static bool right(const Doc *doc, const Gold *p, int32_t entity) {
  for (int i = 0; i < n_mentions; i++) {
    if (mentions[i].id != p->id || is_pronoun(&mentions[i])) continue;
    int32_t at = head_start(&mentions[i]);
    for (int32_t j = 0; j < doc->mentions.n; j++) {
      const Mention *m = &doc->mentions.at[j];
      if (m->entity == entity && m->form != FORM_PRONOUN && m->start <= at && at < m->end)
        return true;
    }
  }
  return false;
}

enum { PERSONS, THINGS, MANY, KINDS };
static int golds[KINDS], ours[KINDS], rights[KINDS];

static int kind_of(const Doc *doc, const Lang *lang, int32_t t) {
  int32_t h = lex_hit(doc, t, LEX_PRONOUN);
  if (h == NONE) return KINDS;
  int32_t e = doc->hits.at[h].entry;
  if (!str_eq(lex_str(lang, e, PRONOUN_WHO), STR("other"))) return KINDS;
  if (str_eq(lex_str(lang, e, PRONOUN_NUMBER), STR("many"))) return MANY;
  return str_eq(lex_str(lang, e, PRONOUN_GENDER), STR("neuter")) ? THINGS : PERSONS;
}

static void score(const Doc *doc, const Lang *lang) {
  for (int i = 0; i < n_mentions; i++) {
    const Gold *g = &mentions[i];
    if (!is_pronoun(g)) continue;
    int32_t start = starts[g->first], entity = NONE;
    int kind = kind_of(doc, lang, doc_token_at(doc, start));
    if (kind == KINDS) continue;
    for (int32_t j = 0; j < doc->mentions.n; j++) {
      const Mention *m = &doc->mentions.at[j];
      if (m->start == start && m->form == FORM_PRONOUN) entity = m->entity;
    }
    golds[kind] += told_before(g);
    ours[kind] += entity != NONE;
    rights[kind] += entity != NONE && right(doc, g, entity);
  }
}

int main(int argc, char **argv) {
  static LangStore store;
  static const char *const names[KINDS] = {"he, she", "it", "they"};
  const Lang *lang;
  Reader r;
  if (lang_en(&store, &lang) || !reader_open(&r, lang)) return 1;
  for (int i = 1; i < argc; i++) {
    FILE *f = fopen(argv[i], "r");
    if (!f) return perror(argv[i]), 1;
    read_file(f);
    fclose(f);
    Doc doc;
    doc_open(&doc, mem_libc, 0, (Str){text, used});
    analyze(&doc, &r, WANT_QUOTES);
    score(&doc, lang);
    doc_close(&doc);
  }
  for (int k = 0; k < KINDS; k++)
    printf("%-8s %5d told before, %5d resolved, %5d right: P %.1f R %.1f\n", names[k], golds[k],
           ours[k], rights[k], 100.0 * rights[k] / (ours[k] ? ours[k] : 1),
           100.0 * rights[k] / (golds[k] ? golds[k] : 1));
  reader_close(&r);
  return 0;
}
