/* date.c - time expressions: walks the matches of dates.rules, drives the steps of date.h. */
#include "read/date.h"

Str token_column(const Dating *x, int32_t t, LexKind kind, int column) {
  if (t < x->begin || t >= x->end) return STR_NONE;
  int32_t h = lex_hit(x->doc, t, kind);
  return h == NONE ? STR_NONE : lex_str(x->lang, x->doc->hits.at[h].entry, column);
}

int token_tag(const Dating *x, int32_t t) {
  return t < x->begin || t >= x->end ? TAG_NONE : x->doc->tokens.at[t].tag;
}

/* The article before the match, which belongs to it where the rule says so. */
static int32_t article_before(const Dating *x, int32_t taken) {
  int32_t b = x->m.first - 1;
  bool wanted = !str_none(GIVEN(x, "lead")) || !str_none(GIVEN(x, "mod"));
  if (b < x->begin || b < taken || !wanted) return NONE;
  bool points = lex_hit(x->doc, b, LEX_WHICH) != NONE; /* "that" */
  return token_tag(x, b) == TAG_DT && !points ? b : NONE;
}

/* Words of the match that only lead to it: "at" in "at half past seven". Not all of them, even where a pack is damaged. */
static void skip_lead(Dating *x) {
  int32_t from, to;
  if (rule_span(x->lang, &x->m, STR("skip"), &from, &to) && from == x->m.first && to < x->m.last)
    x->m.first = to;
}

static void open_date(Dating *x, int32_t taken) {
  skip_lead(x);
  const Token *k = &x->doc->tokens.at[x->m.first];
  const Sentence *s = &x->doc->sentences.at[k->sentence];
  x->begin = s->first;
  x->end = s->last;
  x->article = article_before(x, taken);
  Str mod = GIVEN(x, "mod");
  int32_t conf = given_number(x, STR("conf"));
  x->has_day = false;
  x->d = (Date){.sentence = k->sentence,
                .relation = str_none(mod) ? STR("=") : mod,
                .kind = DATE_DATE,
                .conf = (float)(conf < 0 ? 90 : conf) / 100.0f,
                .why = rule_why(x->lang, &x->m)};
}

static void keep_date(Dating *x) {
  Doc *doc = x->doc;
  int32_t first = x->article == NONE ? x->m.first : x->article;
  Range r = doc_range(doc, first, x->m.last);
  x->d.first_token = r.first;
  x->d.last_token = r.last;
  x->d.start = r.start;
  x->d.end = r.end;
  date_join(x);
  int32_t i = doc_add(doc, &doc->dates, &x->d);
  if (i != NONE) doc->tokens.at[first].date = i;
}

/* The next token from t on that a rule may start with, outside of phrases that only look like a time. */
static int32_t next_start(const Doc *doc, const Lang *lang, int32_t t) {
  int32_t start = rule_next(doc, lang, RULES_DATE, t);
  while (t <= start && t < doc->tokens.n) {
    int32_t phrase = lex_hit(doc, t++, LEX_NOTIME);
    if (phrase == NONE) continue;
    t = doc->hits.at[phrase].last;
    if (start < t) start = rule_next(doc, lang, RULES_DATE, t);
  }
  return start;
}

void read_date(Doc *doc, Reader *r) {
  if (!r->lang->pack) return;
  Dating x = {.doc = doc,
              .lang = r->lang,
              .known = doc->published.known,
              .year_sentence = NONE,
              .told_sentence = NONE,
              .prior_sentence = NONE - 1,
              .open_date = NONE,
              .clock_date = NONE,
              .length_date = NONE};
  if (x.known)
    x.now = day_of(doc->published.year, doc->published.month ? doc->published.month : 1,
                   doc->published.day ? doc->published.day : 1);
  int32_t taken = 0; /* one behind the last date */
  for (int32_t t = 0, tried = 0; doc->rc == DOC_OK; tried++) {
    t = next_start(doc, r->lang, t);
    if (t >= doc->tokens.n || ((tried & 255) == 0 && doc_stop(doc))) return;
    bool good = rule_at(doc, r->lang, RULES_DATE, t, &x.m);
    if (good) {
      open_date(&x, taken);
      good = date_read(&x);
    }
    if (good) keep_date(&x), taken = x.m.last;
    t = good ? taken : t + 1;
  }
}
