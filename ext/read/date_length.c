/* date_length.c - lengths of time ("two weeks", "a year", "for decades") and what is done again and
** again ("every Monday", "daily"). */
#include "read/date.h"

#include <math.h>

static Str period(const Dating *x, int32_t *times) {
  int32_t from, to;
  *times = 1;
  if (!rule_span(x->lang, &x->m, STR("p"), &from, &to)) return STR_NONE;
  for (int32_t h = x->doc->tokens.at[from].hit; h != NONE && h < x->doc->hits.n; h++) {
    const Hit *hit = &x->doc->hits.at[h];
    if (hit->first != from) break;
    if (hit->kind != LEX_PERIOD || hit->last != to) continue;
    double n = lex_num(x->lang, hit->entry, PERIOD_TIMES);
    if (!isnan(n)) *times = (int32_t)n;
    return lex_str(x->lang, hit->entry, PERIOD_ISO);
  }
  return STR_NONE;
}

static bool ordinal(const Dating *x, Str key) {
  int32_t from, to;
  if (!rule_span(x->lang, &x->m, key, &from, &to)) return false;
  int32_t n = x->doc->tokens.at[from].number;
  return n != NONE && x->doc->numbers.at[n].form == NUM_ORDINAL;
}

/* "a" or "an" before it, not "the". */
static bool one_article(const Dating *x) {
  if (x->article == NONE) return false;
  Str role = token_column(x, x->article, LEX_NUMBER, NUMBER_ROLE);
  return str_eq(role, STR("article"));
}

/* "$5 a day": a rate, hence a set. */
static bool is_rate(const Dating *x) {
  int32_t b = x->article - 1;
  if (b < x->begin) return false;
  if (token_tag(x, b) == TAG_CD) return true;
  return lex_hit(x->doc, b, LEX_UNIT) != NONE || lex_hit(x->doc, b, LEX_CURRENCY) != NONE;
}

bool date_length(Dating *x) {
  double n = str_none(GIVEN(x, "zero")) ? 1 : 0;
  int32_t times;
  Str iso = period(x, &times);
  bool vague = !str_none(GIVEN(x, "q"));
  if (ordinal(x, STR("n"))) return false;
  x->d.kind = DATE_DURATION;
  if (str_none(iso)) {
    value_open(x, STR("P1Y"));
    return true;
  }
  if (!str_none(GIVEN(x, "bare")) && !plural_fits(x)) return false;
  if (!str_none(GIVEN(x, "lone"))) {
    bool odd = str_eq(iso, STR("TS")) || str_eq(iso, STR("NI")) || str_eq(iso, STR("Q")) ||
               str_eq(iso, STR("WE"));
    if (odd || !one_article(x) || !alone_fits(x)) return false;
    if (is_rate(x)) x->d.kind = DATE_SET;
  }
  if (!str_none(GIVEN(x, "n")) && !given_value(x, STR("n"), &n)) vague = true;
  if (!str_none(GIVEN(x, "half"))) n += 0.5;
  if (str_none(GIVEN(x, "n")) && n == 0.5 && str_eq(iso, STR("TH"))) {
    n = 30;
    iso = STR("TM");
  }
  value_length(x, n * times, vague, iso);
  return true;
}

bool date_often(Dating *x) {
  Str timex = GIVEN(x, "timex"), part = GIVEN(x, "part");
  int32_t wd = given_number(x, STR("wd")), times;
  double n = 1;
  if (!str_none(GIVEN(x, "bare")) && !often_fits(x)) return false;
  x->d.kind = DATE_SET;
  if (!str_none(timex)) {
    value_open(x, timex);
    return true;
  }
  if (wd >= 1) {
    x->d.timex = str_none(part) ? doc_print(x->doc, "XXXX-WXX-%d", wd)
                                : doc_print(x->doc, "XXXX-WXX-%dT%.*s", wd, part.n, part.s);
    return true;
  }
  Str iso = period(x, &times);
  if (str_none(iso)) return false;
  given_value(x, STR("n"), &n);
  value_length(x, n * times, false, iso);
  return true;
}
