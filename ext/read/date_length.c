/* date_length.c - lengths of time ("two weeks", "a year", "for decades") and what is done again and
** again ("every Monday", "daily"). */
#include "read/date.h"

#include <math.h>

/* The period's letter; how many of them the word means, and its name. */
static Str period(const Dating *x, int32_t *times, Str *name) {
  int32_t entry = given_entry(x, STR("p"), LEX_PERIOD);
  *times = 1;
  *name = STR_NONE;
  if (entry == NONE) return STR_NONE;
  double n = lex_num(x->lang, entry, PERIOD_TIMES);
  if (!isnan(n)) *times = (int32_t)n;
  *name = lex_str(x->lang, entry, PERIOD_UNIT);
  return lex_str(x->lang, entry, PERIOD_ISO);
}

static bool ordinal(const Dating *x, Str key) {
  int32_t from, to;
  if (!rule_span(x->lang, &x->m, key, &from, &to)) return false;
  int32_t n = x->doc->tokens.at[from].number;
  return n != NONE && x->doc->numbers.at[n].form == NUM_ORDINAL;
}

/* "40 hours a week": again and again. "$5 a day", "90 miles an hour": a rate, which is a figure's. */
typedef enum Rate { NO_RATE, OFTEN, RATE } Rate;

static Rate rate_of(const Dating *x) {
  int32_t b = x->article - 1;
  if (b < x->begin) return NO_RATE;
  Str kind = token_column(x, b, LEX_UNIT, UNIT_KIND);
  if (str_eq(kind, STR("duration"))) return OFTEN;
  bool figure = !str_none(kind) || token_tag(x, b) == TAG_CD;
  return figure || lex_hit(x->doc, b, LEX_CURRENCY) != NONE ? RATE : NO_RATE;
}

/* What a length of whole units may hang on is not read yet: date_join.c. */
static void note_length(Dating *x, double n, Str name) {
  SpanUnit unit = span_unit(name);
  if (n != floor(n) || n < 1 || n > 10000 || unit == SPAN_UNITS || unit == SPAN_WEEKEND) return;
  x->length = (int32_t)n;
  x->length_unit = (int32_t)unit;
  x->length_date = x->doc->dates.n;
}

/* "It will open in two weeks": counted from now. Behind a noun it is as often a length alone ("will be the
** third strike in two weeks"). */
static bool looks_ahead(const Dating *x) {
  int32_t b = match_begin(x) - 1;
  if (!is_bond(x, b, STR("ahead")) || date_tense(x) < 2) return false;
  switch (token_tag(x, b - 1)) {
  case TAG_VB:
  case TAG_VBN:
  case TAG_VBG:
  case TAG_RB:
  case TAG_RP: return true;
  default: return false;
  }
}

bool op_length(Dating *x) {
  double n = str_none(GIVEN(x, "zero")) ? 1 : 0;
  int32_t times;
  Str name, iso = period(x, &times, &name);
  bool vague = !str_none(GIVEN(x, "q"));
  if (ordinal(x, STR("n"))) return false;
  x->d.kind = DATE_DURATION;
  if (str_none(iso)) {
    value_open(x, STR("P1Y"));
    return true;
  }
  if (!str_none(GIVEN(x, "bare")) && !plural_fits(x)) return false;
  if (!str_none(GIVEN(x, "lone"))) {
    bool odd = str_eq(iso, STR("TS")) || str_eq(name, STR("night")) || str_eq(iso, STR("Q")) ||
               str_eq(iso, STR("WE"));
    bool kind_of = str_eq(name, STR("day")) &&
                   str_eq(token_column(x, x->m.last, LEX_JOIN, JOIN_ROLE), STR("of"));
    if (odd || kind_of || !one_article(x) || !alone_fits(x)) return false;
    Rate rate = rate_of(x);
    if (rate == RATE) return false;
    if (rate == OFTEN) x->d.kind = DATE_SET;
  }
  if (!str_none(GIVEN(x, "n")) && !given_value(x, STR("n"), &n)) vague = true;
  if (!str_none(GIVEN(x, "half"))) n += 0.5;
  if (str_none(GIVEN(x, "n")) && n == 0.5 && str_eq(iso, STR("TH"))) {
    n = 30;
    iso = STR("TM");
  }
  if (!vague && looks_ahead(x)) return date_stretch(x, n, false, name, iso, 1);
  value_length(x, n * times, vague, iso);
  if (!vague) note_length(x, n * times, name);
  return true;
}

/* "two years and six months", "2 hours 35 minutes" */
bool op_length_two(Dating *x) {
  double n = 1, m = 1;
  int32_t times;
  Str name, iso = period(x, &times, &name), small = GIVEN(x, "p2");
  if (str_none(iso) || str_none(small) || ordinal(x, STR("n"))) return false;
  if (!given_value(x, STR("n"), &n) || !given_value(x, STR("n2"), &m)) return false;
  bool time = iso.s[0] == 'T', both = small.s[0] == 'T';
  if (iso.n > 1 && time) iso = str_sub(iso, 1, iso.n);
  if (small.n > 1 && both) small = str_sub(small, 1, small.n);
  x->d.kind = DATE_DURATION;
  x->d.timex = doc_print(x->doc, "P%s%.6g%.*s%s%.6g%.*s", time ? "T" : "", n, iso.n, iso.s,
                         both && !time ? "T" : "", m, small.n, small.s);
  return true;
}

bool op_often(Dating *x) {
  Str timex = GIVEN(x, "timex"), part = GIVEN(x, "part");
  int32_t wd = given_number(x, STR("wd")), times;
  double n = 1;
  int32_t dom = given_number(x, STR("dom"));
  if (!str_none(GIVEN(x, "bare")) && !often_fits(x)) return false;
  if (!str_none(GIVEN(x, "bare")) && !str_none(part) && !parts_fit(x)) return false;
  x->d.kind = DATE_SET;
  if (dom >= 1 && dom <= 31) {
    x->d.timex = doc_print(x->doc, "XXXX-XX-%02d", dom);
    return true;
  }
  if (!str_none(timex)) {
    value_open(x, timex);
    return true;
  }
  if (wd >= 1) {
    x->d.timex = str_none(part) ? doc_print(x->doc, "XXXX-WXX-%d", wd)
                                : doc_print(x->doc, "XXXX-WXX-%dT%.*s", wd, part.n, part.s);
    return true;
  }
  if (!str_none(part)) {
    x->d.timex = doc_print(x->doc, "XXXX-XX-XXT%.*s", part.n, part.s);
    return true;
  }
  Str name, iso = period(x, &times, &name);
  if (str_none(iso)) return false;
  if (!str_none(GIVEN(x, "other"))) n = 2;
  given_value(x, STR("n"), &n);
  value_length(x, n * times, false, iso);
  return true;
}
