/* calendar.c - counting with days, weeks, months and years. */
#include "read/calendar.h"

static int32_t floor_div(int32_t a, int32_t b) {
  return a / b - (a % b < 0);
}
static int32_t floor_mod(int32_t a, int32_t b) {
  return a - b * floor_div(a, b);
}

int32_t day_of(int32_t year, int32_t month, int32_t day) {
  int32_t y = year - (month <= 2), era = floor_div(y, 400), of_era = y - era * 400;
  int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_civil(int32_t at, int32_t *year, int32_t *month, int32_t *day) {
  int32_t z = at + 719468, era = floor_div(z, 146097), of_era = z - era * 146097;
  int32_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int32_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
  *day = of_year - (153 * m + 2) / 5 + 1;
  *month = m < 10 ? m + 3 : m - 9;
  *year = y + era * 400 + (*month <= 2);
}

int32_t day_week(int32_t at) {
  return floor_mod(at + 3, 7) + 1;
}

int32_t day_back(int32_t from, int32_t weekday) {
  return from - floor_mod(day_week(from) - weekday, 7);
}
int32_t day_ahead(int32_t from, int32_t weekday) {
  return from + floor_mod(weekday - day_week(from), 7);
}

int32_t month_days(int32_t year, int32_t month) {
  return day_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) -
         day_of(year, month, 1);
}

int32_t easter(int32_t year) {
  int32_t a = year % 19, b = year / 100, c = year % 100;
  int32_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int32_t m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return day_of(year, n / 31, n % 31 + 1);
}

int32_t nth_weekday(int32_t year, int32_t month, int32_t n, int32_t weekday) {
  int32_t first = day_of(year, month, 1);
  int32_t at = first + floor_mod(weekday - day_week(first), 7) + 7 * (n - 1);
  return n == 5 && at >= first + month_days(year, month) ? at - 7 : at;
}

SpanUnit span_unit(Str name) {
  static const Str names[] = {
#define SPAN_UNIT(id, text) {text, sizeof text - 1},
#include "read/spans.def"
#undef SPAN_UNIT
  };
  int i = 0;
  while (i < SPAN_UNITS && !str_eq(name, names[i])) i++;
  return (SpanUnit)i;
}

Span span_at(SpanUnit unit, int32_t at) {
  int32_t y, m, d;
  day_civil(at, &y, &m, &d);
  Span s = {unit, at};
  switch (unit) {
  case SPAN_WEEKEND:
  case SPAN_WEEK: s.index = floor_div(at + 3, 7); break;
  case SPAN_MONTH: s.index = 12 * y + m - 1; break;
  case SPAN_SEASON: s.index = floor_div(12 * y + m - 3, 3); break;
  case SPAN_QUARTER: s.index = 4 * y + (m - 1) / 3; break;
  case SPAN_HALF: s.index = 2 * y + (m - 1) / 6; break;
  case SPAN_YEAR: s.index = y; break;
  case SPAN_DECADE: s.index = floor_div(y, 10); break;
  case SPAN_CENTURY: s.index = floor_div(y, 100); break;
  default: break;
  }
  return s;
}

/* First month of a unit of months, counted as months are, and how many; 0 months for days and
 * weeks. */
static int32_t months_of(Span s, int32_t *first) {
  switch (s.unit) {
  case SPAN_MONTH: return *first = s.index, 1;
  case SPAN_SEASON: return *first = 3 * s.index + 2, 3;
  case SPAN_QUARTER: return *first = 3 * s.index, 3;
  case SPAN_HALF: return *first = 6 * s.index, 6;
  case SPAN_YEAR: return *first = 12 * s.index, 12;
  case SPAN_DECADE: return *first = 120 * s.index, 120;
  case SPAN_CENTURY: return *first = 1200 * s.index, 1200;
  default: return 0;
  }
}

static int32_t month_begin(int32_t month) {
  return day_of(floor_div(month, 12), floor_mod(month, 12) + 1, 1);
}

int32_t span_begin(Span s) {
  int32_t first;
  if (months_of(s, &first)) return month_begin(first);
  if (s.unit == SPAN_DAY) return s.index;
  return 7 * s.index - 3 + (s.unit == SPAN_WEEKEND ? 5 : 0);
}

int32_t span_end(Span s) {
  int32_t first, months = months_of(s, &first);
  if (months) return month_begin(first + months) - 1;
  return s.unit == SPAN_DAY ? s.index : 7 * s.index + 3;
}

bool span_valid(Span s) {
  static const int32_t most[] = {3000000, 420000, 420000, 119999, 39998,
                                 39999,   19999,  9999,   999,    99};
  static const int32_t least[] = {-719162, -102737, -102737, 12, 4, 4, 2, 1, 1, 1};
  if (s.unit >= SPAN_UNITS || s.index < least[s.unit] || s.index > most[s.unit]) return false;
  int32_t y, m, d;
  day_civil(span_end(s), &y, &m, &d);
  return y <= YEAR_MOST;
}

/* ---- as text ---- */

/* A number of so many digits, from 0 on; where it ends. (snprintf took a tenth of the date stage.) */
static char *put(char *to, int32_t value, int32_t digits) {
  for (int32_t i = digits - 1; i >= 0; i--, value /= 10) to[i] = (char)('0' + value % 10);
  return to + digits;
}

static char *put_text(char *to, const char *s) {
  while (*s) *to++ = *s++;
  return to;
}

static char *put_month(char *to, int32_t year, int32_t month) {
  return put(put_text(put(to, year, 4), "-"), month, 2);
}

static char *put_day(char *to, int32_t at) {
  int32_t y, m, d;
  day_civil(at, &y, &m, &d);
  return put(put_text(put_month(to, y, m), "-"), d, 2);
}

static char *put_week(char *to, Span s) {
  int32_t y, m, d;
  day_civil(7 * s.index, &y, &m, &d); /* its Thursday tells the year */
  int32_t week = (7 * s.index - day_of(y, 1, 1)) / 7 + 1;
  to = put(put_text(put(to, y, 4), "-W"), week, 2);
  return put_text(to, s.unit == SPAN_WEEK ? "" : "-WE");
}

/* A year and the parts of it that are counted from 0. */
static char *put_part(char *to, Span s, int32_t parts, const char *mark) {
  return put(put_text(put(to, s.index / parts, 4), mark), s.index % parts + 1, 1);
}

int32_t span_timex(Span s, char *to) {
  static const char *const seasons[] = {"-SP", "-SU", "-FA", "-WI"};
  char *end;
  switch (s.unit) {
  case SPAN_DAY: end = put_day(to, s.index); break;
  case SPAN_WEEKEND:
  case SPAN_WEEK: end = put_week(to, s); break;
  case SPAN_MONTH: end = put_month(to, s.index / 12, s.index % 12 + 1); break;
  case SPAN_SEASON: end = put_text(put(to, s.index / 4, 4), seasons[s.index % 4]); break;
  case SPAN_QUARTER: end = put_part(to, s, 4, "-Q"); break;
  case SPAN_HALF: end = put_part(to, s, 2, "-H"); break;
  case SPAN_DECADE: end = put_text(put(to, s.index, 3), "X"); break;
  case SPAN_CENTURY: end = put_text(put(to, s.index, 2), "XX"); break;
  default: end = put(to, s.index, 4);
  }
  return (int32_t)(end - to);
}

/* A day at the granularity of the unit that it bounds. */
static int32_t bound(SpanUnit unit, int32_t at, char *to) {
  int32_t y, m, d;
  day_civil(at, &y, &m, &d);
  char *end = unit <= SPAN_WEEK  ? put_day(to, at)
              : unit < SPAN_YEAR ? put_month(to, y, m)
                                 : put(to, y, 4);
  return (int32_t)(end - to);
}

int32_t span_first(Span s, char *to) {
  return bound(s.unit, span_begin(s), to);
}
int32_t span_last(Span s, char *to) {
  return bound(s.unit, span_end(s), to);
}
