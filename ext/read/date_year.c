/* date_year.c - years and longer, quarters, halves, seasons, fiscal years. */
#include "read/date.h"

/* A year of two digits: the nearest that lies no more than some years ahead. */
int32_t year_short(const Dating *x, int32_t two) {
  if (!x->known) return two + (two < 50 ? 2000 : 1900);
  int32_t now = span_at(SPAN_YEAR, x->now).index, y = now - now % 100 + two;
  return y > now + 20 ? y - 100 : y;
}

/* The year of the match: digits (1987, '87), or words as they are spoken ("nineteen eighty-seven", "two
** thousand and five"); -1 if it tells none. */
int32_t date_told_year(const Dating *x) {
  int32_t y = given_number(x, STR("y")), a = given_number(x, STR("y1")),
          b = given_number(x, STR("y2")), two = given_number(x, STR("yy"));
  if (two >= 0) return year_short(x, two);
  if (a < 0) return y;
  if (b >= 10 && b < 100 && a >= 15 && a <= 20) return 100 * a + b;
  return b < 0 && a >= 1500 && a < 2100 ? a : -1;
}

bool spoken_wrong(const Dating *x) {
  return !str_none(GIVEN(x, "y1")) && date_told_year(x) < 0;
}

/* "in nineteen eighty-seven", "by two thousand and thirty" */
bool op_spoken(Dating *x) {
  int32_t y = date_told_year(x);
  if (y < 0 || !spoken_fits(x)) return false;
  value_span(x, (Span){SPAN_YEAR, y});
  return true;
}

bool op_year(Dating *x) {
  int32_t y = given_number(x, STR("y"));
  if (str_none(GIVEN(x, "named")) && !year_fits(x, y)) return false;
  date_note_year(x, y);
  value_span(x, (Span){SPAN_YEAR, y});
  return true;
}

/* "2012-13"; "2015-12", where that cannot be; else the first year alone. */
bool op_years(Dating *x) {
  int32_t y = given_number(x, STR("y")), two = given_number(x, STR("y2")), to = y / 100 * 100 + two;
  if (y < 1700 || y > 2100) return false;
  const Token *last = &x->doc->tokens.at[x->m.last - 1];
  if (to <= y && two >= 1 && two <= 12 && last->end - last->start == 2) {
    value_span(x, (Span){SPAN_MONTH, 12 * y + two - 1});
    return true;
  }
  if (to <= y || to > y + 15) {
    x->m.last = x->m.first + 1;
    return op_year(x);
  }
  value_range(x, (Span){SPAN_YEAR, y}, (Span){SPAN_YEAR, to});
  return true;
}

bool op_decade(Dating *x) {
  Str edge = GIVEN(x, "mod");
  bool digit = tok_is(x->doc, x->m.last - 1, TOK_DIGIT);
  if (!digit && str_none(edge) && x->article == NONE) return false;
  value_span(x, (Span){SPAN_DECADE, given_number(x, STR("value"))});
  return true;
}

bool op_century(Dating *x) {
  int32_t n = given_number(x, STR("n"));
  if (n < 1 || n > 30) return false;
  value_span(x, (Span){SPAN_CENTURY, n - 1});
  return true;
}

/* The quarter, half or season with this number that the words mean: of a year told, or the one
** before or behind now. */
static int32_t yearpart_index(const Dating *x, SpanUnit unit, int32_t n, Which w) {
  int32_t each = unit == SPAN_HALF ? 2 : 4, here = span_at(unit, x->now).index;
  int32_t there = here - here % each + n;
  int tense = w.given ? w.shift : date_tense(x);
  if (w.given && w.shift == 0 && there < here - 2) there += each;
  if (w.given && w.shift < 0 && there >= here) there -= each;
  if (w.given && w.shift > 0 && there <= here) there += each;
  if (w.given) return there;
  if (there > here && tense <= 0 && (tense < 0 || there > here + 1)) there -= each;
  if (there < here && tense > 1) there += each;
  return there;
}

bool op_yearpart(Dating *x) {
  int32_t y = given_number(x, STR("y")), n = given_number(x, STR("n")), now;
  SpanUnit unit = span_unit(GIVEN(x, "unit"));
  Which w = which_of(x, STR("w")), yw = which_of(x, STR("yw"));
  if (n < 0) n = given_number(x, STR("value"));
  if (!str_none(GIVEN(x, "last"))) n = unit == SPAN_HALF ? 2 : 4;
  if (unit == SPAN_UNITS || n < 1 || n > (unit == SPAN_HALF ? 2 : 4)) return false;
  if (!str_none(GIVEN(x, "bare")) && !season_fits(x)) return false;
  if (yw.given && anchor_day(x, yw.told, &now)) y = span_at(SPAN_YEAR, now).index + yw.shift;
  if (y > 0)
    value_span(x, (Span){unit, (unit == SPAN_HALF ? 2 : 4) * y + n - 1});
  else if (date_year_here(x) && !w.given)
    value_span(x, (Span){unit, (unit == SPAN_HALF ? 2 : 4) * x->year + n - 1});
  else if (x->known)
    value_span(x, (Span){unit, yearpart_index(x, unit, n - 1, w)});
  return true;
}

/* Fiscal years begin in different months: no days. */
bool op_fiscal(Dating *x) {
  int32_t y = given_number(x, STR("y")), now;
  Which w = which_of(x, STR("w"));
  if (y < 0 && !anchor_day(x, w.told, &now)) return true;
  if (y < 0) y = span_at(SPAN_YEAR, now).index + w.shift;
  x->d.timex = doc_print(x->doc, "FY%04d", y);
  return true;
}
