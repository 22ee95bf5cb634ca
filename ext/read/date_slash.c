/* date_slash.c - days in digits: 5/3/2019, 23.04.2022, "on 5/12", "from 10/1 to 11/7", 2012/13. */
#include "read/date.h"

/* Which of two numbers is the month: the first, unless that cannot be; false if neither can. */
static bool month_day(const int32_t g[2], int32_t *m, int32_t *d) {
  *m = g[0];
  *d = g[1];
  if (*m > 12) *m = g[1], *d = g[0];
  return *m >= 1 && *m <= 12 && *d >= 1 && *d <= month_days(2000, *m);
}

/* "10/1 to 11/7", "10/1-11/7": is such a pair of numbers at token t? */
static bool pair_at(const Dating *x, int32_t t) {
  int32_t g[3], m, d;
  char mark;
  if (t < x->begin || t >= x->end || !tok_is(x->doc, t, TOK_DIGIT)) return false;
  int n = digit_groups(tok_text(x->doc, t), g, &mark);
  return n > 1 && mark == '/' && (n == 3 || month_day(g, &m, &d));
}

/* A pair of numbers is a day where its place says so: beside its weekday, between "from" and "to", behind "on"
** with nothing behind it that it may count. Else it is as often a fraction or a score. */
static bool pair_fits(const Dating *x, const int32_t g[2]) {
  int32_t t = x->m.first, b = t - 1;
  if (!str_none(GIVEN(x, "wd"))) return true;
  bool fraction = g[0] < g[1] && (g[1] < 7 || g[1] % 4 == 0 || g[1] == 10); /* 5/8 to 7/8 */
  bool ahead = is_bond(x, x->m.last, STR("range")) && pair_at(x, x->m.last + 1);
  bool back = date_before(x, b, 0) && pair_at(x, b - 1); /* "on 11/20, 11/22 or 11/25" */
  if ((ahead || back) && !fraction) return true;         /* "from 10/1 to 11/7" */
  int after = token_tag(x, x->m.last);
  bool ends = after == TAG_NONE || after == TAG_COMMA || after == TAG_PERIOD || after == TAG_IN ||
              after == TAG_RRB;
  return is_bond(x, b, STR("day")) && ends && !is_join(x, x->m.last, STR("of"));
}

/* The year, this or one beside, in which it is the weekday told; 0. */
static int32_t weekday_year(const Dating *x, int32_t y, int32_t m, int32_t d) {
  int32_t wd = given_number(x, STR("wd"));
  for (int32_t i = 0; i < 3 && m <= 12; i++) {
    int32_t near = y + (i == 2 ? -1 : i);
    if (d <= month_days(near, m) && day_week(day_of(near, m, d)) == wd) return near;
  }
  return 0;
}

/* By tense; a weekday beside tells the year, and the order where the month cannot be first ("Friday 5/12"). */
static int32_t pair_year(const Dating *x, int32_t *m, int32_t *d) {
  int32_t y = date_find_year(x, *m, *d);
  bool which = !str_none(GIVEN(x, "w")) || str_none(GIVEN(x, "wd"));
  if (which || y <= 0) return y;
  int32_t near = weekday_year(x, y, *m, *d), turned = near ? 0 : weekday_year(x, y, *d, *m);
  if (turned) {
    int32_t swap = *m;
    *m = *d, *d = swap;
  }
  return near ? near : turned ? turned : y;
}

/* "5/7, 2020"; 0 */
static int32_t year_behind(const Dating *x) {
  int32_t t = x->m.last;
  if (t + 1 >= x->end || token_tag(x, t) != TAG_COMMA || !tok_is(x->doc, t + 1, TOK_DIGIT))
    return 0;
  Str s = tok_text(x->doc, t + 1);
  int32_t y = s.n == 4 ? date_digits(s) : 0;
  return y >= 1900 && y < 2100 ? y : 0;
}

static bool pair(Dating *x, const int32_t g[2]) {
  int32_t m, d;
  bool years = g[0] >= 1900 && g[0] < 2100 && g[1] == (g[0] + 1) % 100;
  if (years) {
    value_range(x, (Span){SPAN_YEAR, g[0]}, (Span){SPAN_YEAR, g[0] + 1});
    return true;
  }
  if (!month_day(g, &m, &d) || !pair_fits(x, g)) return false;
  int32_t y = year_behind(x);
  bool told = y > 0;
  if (!told) y = pair_year(x, &m, &d);
  if (y <= 0 && x->known) return false;
  if (y <= 0) { /* as "March 21" without a year */
    date_open_day(x, m, d);
    return true;
  }
  if (told)
    date_lend_year(x, y, m), x->m.last += 2;
  else
    y = date_order(x, y, m, d), date_note_open(x, m, d);
  if (d > month_days(y, m)) return false;
  value_span(x, (Span){SPAN_DAY, day_of(y, m, d)});
  return true;
}

/* Month first unless that cannot be; with full stops the day is first. */
bool date_slashes(Dating *x, const int32_t g[3], int n, char mark) {
  if (n == 2) return pair(x, g);
  bool last = g[2] > 31 || (g[0] <= 31 && g[2] < 50), first = g[0] > 31;
  bool dots = mark == '.';
  if (dots && (g[2] < 1900 || g[2] > 2100 || g[0] > 31)) return false;
  int32_t y = last ? g[2] : g[0], m = last ? g[dots] : g[1], d = last ? g[!dots] : g[2];
  if (m > 12 && last) m = g[dots ? 0 : 1], d = g[dots ? 1 : 0];
  if (last && y < 100) y = year_short(x, y);
  if ((!last && !first) || y < 1000 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
    return false;
  date_lend_year(x, y, m);
  value_span(x, (Span){SPAN_DAY, day_of(y, m, d)});
  return true;
}

/* "Friday 5/12"; else the weekday alone, of "Friday 8:00 p.m." and "Friday, 79 people". */
bool op_slash(Dating *x) {
  int32_t g[3];
  char mark;
  int n = digit_groups(GIVEN(x, "c"), g, &mark);
  if (n > 1 && mark == '/' && date_slashes(x, g, n, mark)) return true;
  return weekday_alone(x);
}
