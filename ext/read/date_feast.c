/* date_feast.c - holidays: fixed days, nth weekdays, days counted from Easter. */
#include "read/date.h"

/* The day of a feast in a year: 12-25, 11-4-4 (month, nth, weekday), easter-2. */
static int32_t feast(Str rule, int32_t year) {
  int32_t part[3] = {0}, n = 0;
  Str fixed = STR("easter");
  if (str_starts(rule, fixed)) {
    Str rest = str_sub(rule, fixed.n, rule.n);
    bool plus = rest.n && rest.s[0] == '+';
    return easter(year) + (rest.n ? date_digits(plus ? str_sub(rest, 1, rest.n) : rest) : 0);
  }
  for (int32_t i = 0; i < rule.n && n < 3; i++) {
    if (rule.s[i] == '-')
      n++;
    else
      part[n] = part[n] * 10 + rule.s[i] - '0';
  }
  if (part[0] > 12) return day_of(part[0], part[1], part[2]);
  return n == 2 ? nth_weekday(year, part[0], part[1], part[2]) : day_of(year, part[0], part[1]);
}

static int32_t feast_year(const Dating *x, Str rule) {
  int32_t y, m, d, tense = date_tense(x);
  day_civil(x->now, &y, &m, &d);
  int32_t off = feast(rule, y) - x->now;
  if (off > 14 && (tense <= -2 || (off > 183 && tense < 1))) return y - 1;
  if (off < 0 && (tense >= 2 || (off < -183 && tense > -1))) return y + 1;
  return y;
}

bool op_holiday(Dating *x) {
  Str rule = GIVEN(x, "h");
  int32_t y = given_number(x, STR("y")), now = x->now;
  Which w = which_of(x, STR("w"));
  if (str_none(rule) || !feast_fits(x)) return false;
  if (y < 0 && date_year_here(x)) y = x->year;
  if (y < 0 && !x->known) return true;
  if (y < 0) y = w.given ? span_at(SPAN_YEAR, now).index : feast_year(x, rule);
  int32_t day = feast(rule, y);
  if (w.given && w.shift < 0 && day >= now) day = feast(rule, y - 1);
  if (w.given && w.shift > 0 && day <= now) day = feast(rule, y + 1);
  if (!str_none(GIVEN(x, "we")) ||
      !str_none(GIVEN(x, "we2"))) { /* of a Monday, the weekend that ends with it */
    value_span(x, span_at(SPAN_WEEKEND, day_week(day) < 4 ? day - 7 : day));
    return true;
  }
  value_span(x, (Span){SPAN_DAY, day});
  return true;
}
