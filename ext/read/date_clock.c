/* date_clock.c - times of day ("3 p.m. Tuesday", "13:30 GMT"), and what only its shape tells (13:30,
** 5/3/2019). */
#include "read/date.h"

/* Up to three groups of digits with one kind of mark between them; gives how many, 0 if the words
** are anything else. */
static int groups(Str s, int32_t group[3], char *mark) {
  int n = 1;
  int32_t width = 0;
  *mark = 0;
  group[0] = 0;
  for (int32_t i = 0; i < s.n; i++) {
    char c = s.s[i];
    if (c >= '0' && c <= '9') {
      if (++width > 4) return 0;
      group[n - 1] = group[n - 1] * 10 + c - '0';
      continue;
    }
    if ((c != ':' && c != '.' && c != '/') || (*mark && c != *mark) || !width || n == 3) return 0;
    *mark = c;
    group[n++] = 0;
    width = 0;
  }
  return width ? n : 0;
}

/* "9:54", "10.30", "1354", "9"; false if it is no time of day. */
static bool clock_of(Dating *x, Str s, bool military) {
  int32_t g[3];
  char mark;
  int n = groups(s, g, &mark);
  if (!n || mark == '/') return false;
  bool four = n == 1 && s.n == 4 && military;
  if (n == 1 && !four && s.n > 2) return false;
  if (n > 1 && (s.n < 3 || s.s[s.n - 3] != mark)) return false; /* minutes have two digits */
  x->hour = (int16_t)(four ? g[0] / 100 : g[0]);
  x->minute = (int16_t)(four ? g[0] % 100 : n > 1 ? g[1] : 0);
  x->second = (int16_t)(n > 2 ? g[2] : -1);
  return x->hour < 24 && x->minute < 60 && x->second < 60;
}

/* The day of a time of day: its own, or the one last told if that is about now, else the day of
** publication. */
static void tell_time(Dating *x) {
  int32_t day;
  x->has_day = date_own_day(x, &day);
  bool known = x->has_day || date_told(x, &day);
  bool far = known && !x->has_day && x->known && x->told_sentence != x->d.sentence &&
             (day < x->now - 31 || day > x->now + 31);
  value_time(x, known, far ? x->now : day);
}

bool op_clock(Dating *x) {
  Str c = GIVEN(x, "c"), part = GIVEN(x, "part");
  int32_t h = given_number(x, STR("h")), hour = given_number(x, STR("hour")),
          half = given_number(x, STR("ap"));
  x->minute = 0;
  x->second = -1;
  if (hour >= 0)
    x->hour = (int16_t)hour;
  else if (h >= 0)
    x->hour = (int16_t)h;
  else if (!clock_of(x, c, true))
    return false;
  if (x->hour > 23) return false;
  if (half == 12 && x->hour < 12) x->hour = (int16_t)(x->hour + 12);
  if (half == 0 && x->hour == 12) x->hour = 0;
  bool later = str_eq(part, STR("AF")) || str_eq(part, STR("EV")) || str_eq(part, STR("NI"));
  if (later && x->hour < 12) x->hour = (int16_t)(x->hour + 12);
  tell_time(x);
  return true;
}

/* "half past seven", "a quarter to nine", "ten past nine" */
bool op_past(Dating *x) {
  int32_t h = given_number(x, STR("h")), minute = given_number(x, STR("minutes"));
  int32_t half = given_number(x, STR("ap"));
  if (!str_none(GIVEN(x, "half"))) minute = 30;
  if (!str_none(GIVEN(x, "quarter"))) minute = 15;
  if (h < 1 || h > 12 || minute < 1) return false;
  if (!str_none(GIVEN(x, "to"))) minute = 60 - minute, h--;
  if (half == 12 && h < 12) h += 12;
  x->hour = (int16_t)h;
  x->minute = (int16_t)minute;
  x->second = -1;
  tell_time(x);
  return true;
}

/* "2 to 4 p.m."; what would end before it begins is no stretch ("3-1 a.m."). */
bool op_clocks(Dating *x) {
  Str c = GIVEN(x, "c0");
  int32_t h = given_number(x, STR("h0"));
  if (!op_clock(x)) return false;
  bool known = !str_none(x->d.first);
  int16_t hour = x->hour, minute = x->minute;
  Str end = x->d.timex;
  if (h >= 0)
    x->hour = (int16_t)h, x->minute = 0;
  else if (!clock_of(x, c, true))
    return false;
  if (hour >= 12 && x->hour < 12 && x->hour + 12 <= hour) x->hour = (int16_t)(x->hour + 12);
  if (x->hour * 60 + x->minute > hour * 60 + minute) return false;
  value_time(x, known, x->told);
  if (known) x->d.last = end;
  x->d.timex = doc_print(x->doc, "%.*s/%.*s", x->d.timex.n, x->d.timex.s, end.n, end.s);
  return true;
}

/* "5/3/2019": month first unless that cannot be; "2012/13". */
static bool slashes(Dating *x, const int32_t g[3], int n) {
  if (n == 2) {
    bool years = g[0] >= 1900 && g[0] < 2100 && g[1] == (g[0] + 1) % 100;
    if (years) value_range(x, (Span){SPAN_YEAR, g[0]}, (Span){SPAN_YEAR, g[0] + 1});
    return years;
  }
  bool last = g[2] > 31 || (g[0] <= 31 && g[2] < 50), first = g[0] > 31;
  int32_t y = last ? g[2] + (g[2] < 50 ? 2000 : 0) : g[0], m = last ? g[0] : g[1],
          d = last ? g[1] : g[2];
  if (m > 12 && last) m = g[1], d = g[0];
  if ((!last && !first) || y < 1000 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
    return false;
  value_span(x, (Span){SPAN_DAY, day_of(y, m, d)});
  return true;
}

/* "8p.m." in one token */
static bool glued_half(Dating *x, Str c) {
  int32_t digits = 0;
  while (digits < c.n && (uint8_t)c.s[digits] < 'A') digits++;
  if (!digits || digits > 5 || digits == c.n) return false;
  int32_t e = lex_entry(x->lang, str_sub(tok_fold(x->doc, x->m.first), digits, c.n), LEX_HALFDAY);
  if (e == NONE || !clock_of(x, str_sub(c, 0, digits), true) || x->hour > 12) return false;
  x->hour = (int16_t)(x->hour % 12 + (int32_t)lex_num(x->lang, e, HALFDAY_HOURS));
  tell_time(x);
  return true;
}

bool op_raw(Dating *x) {
  Str c = GIVEN(x, "c");
  if (glued_half(x, c)) return true;
  int32_t g[3];
  char mark;
  int n = groups(c, g, &mark), before = token_tag(x, x->m.first - 1);
  if (n < 2) return false;
  if (mark == '/') return slashes(x, g, n);
  bool placed = before == TAG_IN || before == TAG_TO || before == TAG_RB || before == TAG_SYM;
  if (mark != ':' || !placed || n != 2 || !clock_of(x, c, false)) return false;
  tell_time(x);
  return true;
}
