/* date_clock.c - times of day ("3 p.m. Tuesday", "13:30 GMT"), and what only its shape tells (13:30). */
#include "read/date.h"

/* Up to three groups of digits with one kind of mark between them; gives how many, 0 if the words
** are anything else. */
int digit_groups(Str s, int32_t group[3], char *mark) {
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
  int n = digit_groups(s, g, &mark);
  if (!n || mark == '/') return false;
  bool four = n == 1 && s.n == 4 && military;
  if (n == 1 && !four && s.n > 2) return false;
  if (n > 1 && (s.n < 3 || s.s[s.n - 3] != mark)) return false; /* minutes have two digits */
  x->hour = (int16_t)(four ? g[0] / 100 : g[0]);
  x->minute = (int16_t)(four ? g[0] % 100 : n > 1 ? g[1] : 0);
  x->second = (int16_t)(n > 2 ? g[2] : -1);
  return x->hour < 24 && x->minute < 60 && x->second < 60;
}

/* "Tuesday 9 a.m.", "Thursday at noon": the day stands right before. */
static bool day_beside(const Dating *x) {
  int32_t b = x->m.first - 1;
  const Date *d = date_before(x, b, 0);
  if (d && !is_bond(x, b, STR("clock")) && token_tag(x, b) != TAG_COMMA) return false;
  if (!d) d = date_before(x, b + 1, 0);
  return d && d->kind == DATE_DATE && d->timex.n == 10 && d->first.n == 10;
}

/* "Tuesdays at 9 a.m.": the time is as open as the day. */
static bool set_beside(Dating *x) {
  const Date *d = date_before(x, x->m.first, 1);
  if (!d || d->kind != DATE_SET || d->timex.n != 10 || d->timex.s[0] != 'X') return false;
  value_time(x, false, 0);
  x->d.kind = DATE_SET;
  x->d.timex = doc_print(x->doc, "%.*s%.*s", d->timex.n, d->timex.s, x->d.timex.n, x->d.timex.s);
  return true;
}

/* "tonight around 9" without a day of publication */
static bool beside_unknown(const Dating *x) {
  const Date *d = date_before(x, x->m.first, 2);
  return d && d->kind <= DATE_TIME && str_starts(d->timex, STR("XXXX-")) && str_none(d->first);
}

/* The day of a time of day: its own, the one beside, or the one last told if that is about now, else the
** day of publication. */
static void tell_time(Dating *x) {
  int32_t day;
  if (set_beside(x)) return;
  x->has_day = date_own_day(x, &day);
  if (!x->has_day && x->has_told && day_beside(x)) {
    x->has_day = true;
    day = x->told;
  }
  bool known = x->has_day || (!beside_unknown(x) && date_told(x, &day));
  bool far = known && !x->has_day && x->known && x->told_sentence != x->d.sentence &&
             (day < x->now - 31 || day > x->now + 31);
  value_time(x, known, far ? x->now : day);
}

/* The part of the day that the words tell, or the expression beside ("last night at 8"). */
static Str day_part(const Dating *x) {
  Str part = GIVEN(x, "part"), code = GIVEN(x, "code");
  if (!str_none(part)) return part;
  if (!str_none(code)) return code;
  const Date *d = date_before(x, x->m.first, 2); /* "at around" */
  bool told = d && d->kind == DATE_TIME && d->timex.n > 12 && d->timex.s[10] == 'T' &&
              d->timex.s[11] >= 'A';
  return told ? str_sub(d->timex, 11, 13) : STR_NONE;
}

/* Twelve hours on, where half or part of the day ask for it: at night from five o'clock. */
static void set_half(Dating *x, int32_t half, Str part) {
  bool night = str_eq(part, STR("NI")) && x->hour >= 5;
  bool later = str_eq(part, STR("AF")) || str_eq(part, STR("EV")) || night;
  if (half == 0 && x->hour == 12) x->hour = 0;
  if ((half == 12 || (half < 0 && later)) && x->hour < 12) x->hour = (int16_t)(x->hour + 12);
}

/* Is there a mark among the digits ("8:30")? */
static bool marked(Str c) {
  int32_t i = 0;
  while (i < c.n && c.s[i] >= '0' && c.s[i] <= '9') i++;
  return i < c.n;
}

/* The hour and minute that roles tell: in words and digits (hour, minute) or as "9:30" (clock); false if
** they tell no time of day. */
static bool read_clock(Dating *x, int32_t hour, int32_t minute, Str clock) {
  x->minute = (int16_t)(minute < 0 ? 0 : minute);
  x->second = -1;
  x->hour = (int16_t)hour;
  if (hour < 0) {
    bool late = !marked(clock) && clock.n < 3; /* "at 15 Monday" */
    return clock_of(x, clock, true) && !(late && x->hour > 12);
  }
  return hour < 24 && (minute < 0 || (minute >= 10 && minute < 60));
}

/* A bare hour ("8 Monday") stands behind a word that may lead to a time, and one behind "at" beside its day
** ("Monday at 8"). */
static bool bare_fits(const Dating *x) {
  Str c = GIVEN(x, "c"), bare = GIVEN(x, "bare");
  bool told =
      !str_none(GIVEN(x, "ap")) || !str_none(GIVEN(x, "zone")) || !str_none(GIVEN(x, "part"));
  bool plain = !told && !marked(c);
  if (!str_none(bare)) return hour_fits(x);
  if (plain && c.n == 4 && (c.s[0] == '2' || str_starts(c, STR("19"))))
    return false; /* "by 2011 Friday" */
  return !plain || str_none(c) || !str_none(bond_at(x, x->m.first - 1, BOND_CLOCK));
}

bool op_clock(Dating *x) {
  int32_t h = given_number(x, STR("h")), hour = given_number(x, STR("hour"));
  if (!bare_fits(x)) return false;
  if (hour >= 0) h = hour;
  if (!read_clock(x, h, given_number(x, STR("minutes")), GIVEN(x, "c"))) return false;
  set_half(x, given_number(x, STR("ap")), day_part(x));
  tell_time(x);
  return true;
}

/* "half past seven", "a quarter to nine", "ten past nine" */
bool op_past(Dating *x) {
  int32_t h = given_number(x, STR("h")), minute = given_number(x, STR("minutes"));
  if (!str_none(GIVEN(x, "half"))) minute = 30;
  if (!str_none(GIVEN(x, "quarter"))) minute = 15;
  if (h < 1 || h > 12 || minute < 1 || minute > 59) return false;
  if (!str_none(GIVEN(x, "to"))) minute = 60 - minute, h--;
  x->hour = (int16_t)h;
  x->minute = (int16_t)minute;
  x->second = -1;
  set_half(x, given_number(x, STR("ap")), day_part(x));
  tell_time(x);
  return true;
}

/* Between "from" or "between" and no half of the day, something must tell that these are times: a colon, a
** zone, a part of the day, four digits ("0730"). */
static bool clocks_fit(const Dating *x) {
  Str c = GIVEN(x, "c"), c0 = GIVEN(x, "c0");
  if (str_none(GIVEN(x, "sure"))) return true;
  if (!str_none(token_column(x, x->m.last, LEX_CLOCK, CLOCK_HOUR)))
    return false; /* "10:30 - 12 noon" */
  if (!str_none(GIVEN(x, "ap")) || !str_none(GIVEN(x, "zone"))) return true;
  if (!str_none(day_part(x)) || given_number(x, STR("minutes")) >= 0) return true;
  bool colon = (c.n > 2 && c.s[c.n - 3] == ':') || (c0.n > 2 && c0.s[c0.n - 3] == ':');
  bool four = c.n == 4 && c0.n == 4 && !marked(c) && !marked(c0);
  return colon || (four && (c.s[0] == '0' || c0.s[0] == '0'));
}

static int32_t of_day(const Dating *x) {
  return x->hour * 60 + x->minute;
}

/* "from 10:30 to 3": the end lies behind noon where it would else lie before the begin. */
static void pass_noon(Dating *x, int32_t h0, int32_t minute0) {
  int16_t hour = x->hour, minute = x->minute;
  int32_t end = of_day(x);
  bool later = read_clock(x, h0, minute0, GIVEN(x, "c0")) && of_day(x) > end && hour <= 12;
  x->hour = (int16_t)(later && hour < 12 ? hour + 12 : hour);
  x->minute = minute;
}

/* "2 to 4 p.m."; what would end before it begins is no stretch ("3-1 a.m."). */
bool op_clocks(Dating *x) {
  if (!clocks_fit(x)) return false;
  int32_t half = given_number(x, STR("ap"));
  Str part = day_part(x);
  if (!read_clock(x, given_number(x, STR("h")), given_number(x, STR("minutes")), GIVEN(x, "c")))
    return false;
  set_half(x, half, part);
  int32_t h0 = given_number(x, STR("h0")), minute0 = given_number(x, STR("minutes0"));
  if (half < 0 && str_none(part)) pass_noon(x, h0, minute0);
  tell_time(x);
  bool known = !str_none(x->d.first);
  int32_t end = of_day(x);
  Str end_timex = x->d.timex;
  if (!read_clock(x, h0, minute0, GIVEN(x, "c0"))) return false;
  if (half < 0) set_half(x, half, part);
  if (half == 12 && x->hour < 12 && of_day(x) + 720 <= end) x->hour = (int16_t)(x->hour + 12);
  if (of_day(x) > end) return false;
  value_time(x, known, x->told);
  if (known) x->d.last = end_timex;
  x->d.timex = doc_print(x->doc, "%.*s/%.*s", x->d.timex.n, x->d.timex.s, end_timex.n, end_timex.s);
  return true;
}

/* "8p.m." in one token */
static bool glued_half(Dating *x, Str c) {
  int32_t digits = 0;
  while (digits < c.n && (uint8_t)c.s[digits] < 'A') digits++;
  if (!digits || digits > 5 || digits == c.n) return false;
  int32_t e = lex_entry(x->lang, str_sub(tok_fold(x->doc, x->m.first), digits, c.n), LEX_HALFDAY);
  if (e == NONE || !clock_of(x, str_sub(c, 0, digits), true) || x->hour > 12) return false;
  x->hour = (int16_t)(x->hour % 12 + lex_int(x->lang, e, HALFDAY_HOURS));
  tell_time(x);
  return true;
}

/* "at 13:30", "23.04.2022 14:55" */
static bool clock_placed(const Dating *x, int n) {
  int before = token_tag(x, x->m.first - 1);
  bool day = date_before(x, x->m.first, 0) || date_joined(x);
  if (n > 2) return day || is_bond(x, x->m.first - 1, STR("clock"));
  return day || before == TAG_IN || before == TAG_TO || before == TAG_RB || before == TAG_SYM;
}

bool op_raw(Dating *x) {
  Str c = GIVEN(x, "c");
  int32_t g[3];
  char mark;
  if (glued_half(x, c)) return true;
  int n = digit_groups(c, g, &mark);
  if (n < 2) return false;
  if (mark == '/' || (mark == '.' && n == 3)) return date_slashes(x, g, n, mark);
  if (mark != ':' || !clock_placed(x, n) || !clock_of(x, c, false)) return false;
  set_half(x, -1, day_part(x));
  tell_time(x);
  return true;
}
