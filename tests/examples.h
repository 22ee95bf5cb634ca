/* examples.h - runs the + and - lines of data files, as the pack tool wrote them out, one TAP line
 * each. */
#ifndef NEWS_EXAMPLES_H
#define NEWS_EXAMPLES_H

#include "analyze.h"
#include "data/lexicon.h"
#include "data/rule.h"
#include "tap.h"

typedef struct Example {
  Str where, what, text, want; /* want: behind "=>", empty without one */
  char sign;
} Example;

static const struct {
  const char *name;
} example_kinds[] =
    {
#define KIND(id, name) {name},
#define COLUMN(kind, id, index, name)
#include "data/kinds.def"
#undef KIND
#undef COLUMN
},
  example_sets[] = {
#define RULESET(id, name) {name},
#include "data/rulesets.def"
#undef RULESET
};

static Str example_trim(Str s) {
  while (s.n && s.s[0] == ' ') s = str_sub(s, 1, s.n);
  while (s.n && strchr(" \n", s.s[s.n - 1])) s.n--;
  return s;
}

/* "file:line <tab> sign <tab> kind or set <tab> text => want" */
static Example example_split(Str line) {
  Str part[4] = {0};
  for (int i = 0, at = 0; i < 4 && at <= line.n; i++) {
    const char *tab = i < 3 ? memchr(line.s + at, '\t', (size_t)(line.n - at)) : 0;
    int end = tab ? (int)(tab - line.s) : line.n;
    part[i] = str_sub(line, at, end);
    at = end + 1;
  }
  Example e = {.where = part[0], .what = part[2], .text = part[3], .sign = part[1].s[0]};
  for (int i = e.text.n - 2; i >= 0 && str_none(e.want); i--)
    if (e.text.s[i] == '=' && e.text.s[i + 1] == '>') {
      e.want = example_trim(str_sub(e.text, i + 2, e.text.n));
      e.text.n = i;
    }
  e.text = example_trim(e.text);
  return e;
}

/* key=value and key="two words", each as the match gives it. */
static int example_gives(const Doc *doc, const Lang *lang, const RuleMatch *m, Str want,
                         char *got) {
  int good = 1;
  while (want.n) {
    int n = 0;
    while (n < want.n && want.s[n] != '=') n++;
    Str key = str_sub(want, 0, n), value;
    want = str_sub(want, n < want.n ? n + 1 : n, want.n);
    char close = want.n && want.s[0] == '"' ? '"' : ' ';
    if (close == '"') want = str_sub(want, 1, want.n);
    for (n = 0; n < want.n && want.s[n] != close;) n++;
    value = str_sub(want, 0, n);
    want = example_trim(str_sub(want, n < want.n ? n + 1 : n, want.n));
    Str gives = rule_str(doc, lang, m, key);
    if (!str_eq(gives, value)) good = 0;
    got += sprintf(got, "%.*s=%.*s ", key.n, key.s, gives.n < 60 ? gives.n : 60,
                   gives.s ? gives.s : "");
  }
  return good;
}

static int example_rule(const Doc *doc, const Lang *lang, const Example *e, char *got) {
  RuleSet set = RULESET_COUNT;
  for (int i = 0; i < RULESET_COUNT; i++)
    if (str_eq(e->what, (Str){example_sets[i].name, (int32_t)strlen(example_sets[i].name)}))
      set = (RuleSet)i;
  RuleMatch m;
  int32_t t = 0;
  if (set == RULESET_COUNT) return 0;
  if (!rule_find(doc, lang, set, &t, &m)) return e->sign == '-';
  char why[WHY_SIZE];
  got += sprintf(got, "%s: ", lang_why(lang, rule_why(lang, &m), why));
  return example_gives(doc, lang, &m, e->want, got) && e->sign == '+';
}

/* Hits of the kind, longest first from the left: "cue:pointed out; cue:said". */
static int example_hits(const Doc *doc, const Example *e, char *got) {
  int kind = -1, length = 0;
  for (int i = 0; i < LEX_KIND_COUNT; i++)
    if (str_eq(e->what, (Str){example_kinds[i].name, (int32_t)strlen(example_kinds[i].name)}))
      kind = i;
  if (kind < 0) return 0;
  for (int32_t t = 0; t < doc->tokens.n;) {
    int32_t h = lex_hit(doc, t, (LexKind)kind);
    if (h == NONE) {
      t++;
      continue;
    }
    t = doc->hits.at[h].last;
    Str words = range_text(doc, doc_range(doc, doc->hits.at[h].first, t));
    length += sprintf(got + length, "%s%s:%.*s", length ? "; " : "", example_kinds[kind].name,
                      words.n < 60 ? words.n : 60, words.s);
  }
  if (e->sign == '-') return length == 0;
  return e->want.n ? str_eq(e->want, (Str){got, length}) : length > 0;
}

static void example_run(Reader *r, const Example *e) {
  static char got[65536];
  Doc doc;
  got[0] = 0;
  doc_open(&doc, mem_libc, 0, e->text);
  doc.published =
      (Moment){.year = 2025, .month = 4, .day = 25, .hour = -1, .minute = -1, .known = true};
  analyze(&doc, r, WANT_ALL);
  bool rules = memmem(e->where.s, (size_t)e->where.n, ".rules:", 7) != 0;
  int good = rules ? example_rule(&doc, r->lang, e, got) : example_hits(&doc, e, got);
  const char *wrong = doc_check(&doc);
  tap_ok(good && !wrong, "%.*s %c %.*s", e->where.n, e->where.s, e->sign, e->text.n, e->text.s);
  if (!good || wrong) printf("# got %s%s\n", got[0] ? got : "nothing", wrong ? wrong : "");
  doc_close(&doc);
}

/* All of a file that the pack tool wrote. Returns what main should. */
static int examples_main(const Lang *lang, const char *path, int more_planned,
                         void (*more)(Reader *r)) {
  char line[4096];
  int n = 0;
  Reader r;
  FILE *f = fopen(path, "r");
  if (!f || !reader_open(&r, lang)) {
    printf("Bail out! %s cannot be read\n", path);
    return 1;
  }
  while (fgets(line, sizeof line, f)) n++;
  tap_plan(n + more_planned);
  rewind(f);
  while (fgets(line, sizeof line, f)) {
    Example e = example_split((Str){line, (int32_t)strcspn(line, "\n")});
    example_run(&r, &e);
  }
  if (more) more(&r);
  reader_close(&r);
  fclose(f);
  return tap_done();
}

#endif
