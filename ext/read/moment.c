/* moment.c - `published`, read leniently: ISO 8601, RFC 2822, "April 25, 2025", unix seconds.
**
** Cut into groups of digits, names of months and marks; what else stands there (weekdays, zones, "at")
** is passed over. The day is what counts: a text without a day, month and year is unknown. Days are
** those of the place of writing, so a zone moves nothing; unix seconds are UTC.
*/
#include "data/lexicon.h"
#include "read/calendar.h"
#include "read/read.h"

#define MOST_GROUPS 8
#define LONGEST 64

typedef struct Group {
  int64_t value;
  int width;
  char before, after; /* the characters beside it */
} Group;

typedef struct Cut {
  Group group[MOST_GROUPS];
  int n;
  int month, month_at; /* told by name, before which group; 0: none */
  bool pm, am;
} Cut;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int month_named(const Lang *lang, Str word) {
  char lower[16];
  if (word.n < 3 || word.n > 15) return 0;
  for (int32_t i = 0; i < word.n; i++)
    lower[i] = (char)(word.s[i] >= 'A' && word.s[i] <= 'Z' ? word.s[i] + 32 : word.s[i]);
  int32_t e = lex_entry(lang, (Str){lower, word.n}, LEX_MONTH);
  return e == NONE ? 0 : lex_int(lang, e, MONTH_VALUE);
}

static int32_t cut_digits(Cut *c, Str s, int32_t i) {
  Group g = {.before = i ? s.s[i - 1] : 0};
  for (; i < s.n && is_digit(s.s[i]) && g.width < 15; i++, g.width++)
    g.value = g.value * 10 + s.s[i] - '0';
  g.after = i < s.n ? s.s[i] : 0;
  if (c->n < MOST_GROUPS) c->group[c->n++] = g;
  return i;
}

static int32_t cut_letters(Cut *c, const Lang *lang, Str s, int32_t i) {
  int32_t from = i;
  while (i < s.n && is_letter(s.s[i])) i++;
  Str word = str_sub(s, from, i);
  int month = c->month ? 0 : month_named(lang, word);
  if (month) c->month = month, c->month_at = c->n;
  char first = (char)(word.s[0] | 32);
  bool half = c->n && (word.n == 1 || (word.n == 2 && (word.s[1] | 32) == 'm'));
  if (half && first == 'p') c->pm = true;
  if (half && first == 'a') c->am = true;
  return i;
}

static Cut cut(const Lang *lang, Str s) {
  Cut c = {0};
  for (int32_t i = 0; i < s.n;) {
    if (is_digit(s.s[i]))
      i = cut_digits(&c, s, i);
    else if (is_letter(s.s[i]))
      i = cut_letters(&c, lang, s, i);
    else
      i++;
  }
  return c;
}

static Moment set_day(int64_t y, int64_t m, int64_t d) {
  Moment out = {.hour = -1, .minute = -1};
  if (y < YEAR_LEAST || y > YEAR_MOST || m < 1 || m > 12 || d < 1) return out;
  if (d > month_days((int32_t)y, (int32_t)m)) return out;
  out.year = (int16_t)y;
  out.month = (int8_t)m;
  out.day = (int8_t)d;
  out.known = true;
  return out;
}

/* Seconds, or milliseconds where there are that many digits. */
static Moment unix_time(Group g) {
  int64_t seconds = g.width >= 12 ? g.value / 1000 : g.value;
  int32_t y, m, d, of_day = (int32_t)(seconds % 86400);
  if (seconds / 86400 > 2900000) return (Moment){.hour = -1, .minute = -1};
  day_civil((int32_t)(seconds / 86400), &y, &m, &d);
  Moment out = set_day(y, m, d);
  out.hour = (int8_t)(of_day / 3600);
  out.minute = (int8_t)(of_day / 60 % 60);
  return out;
}

/* The hour and minute: two groups with a colon between, from group i on. */
static void set_time(Moment *out, const Cut *c, int from) {
  for (int i = from; i + 1 < c->n; i++) {
    if (c->group[i].after != ':' || c->group[i].value > 23 || c->group[i + 1].value > 59) continue;
    int hour = (int)c->group[i].value;
    if (c->pm && hour < 12) hour += 12;
    if (c->am && hour == 12) hour = 0;
    out->hour = (int8_t)hour;
    out->minute = (int8_t)c->group[i + 1].value;
    return;
  }
}

/* "25 Apr 2025", "April 25, 2025", "2025 April 25": the first group that is no time and fits. */
static Moment by_name(const Cut *c) {
  int64_t y = 0, d = 0;
  for (int i = 0; i < c->n && i < 5; i++) {
    const Group *g = &c->group[i];
    if (g->after == ':' || g->before == ':') continue;
    if (!y && g->width == 4 && g->before != '+' && g->before != '-')
      y = g->value;
    else if (!y && g->width == 4 && g->before == '-' && i == c->month_at)
      y = g->value;
    else if (!d && g->width <= 2)
      d = g->value;
  }
  return set_day(y, c->month, d);
}

/* 2025-04-25, 2025/4/25, 20250425; 4/25/2025 month first, unless only day first is possible. */
static Moment by_digits(const Cut *c, int *taken) {
  const Group *g = c->group;
  *taken = 1;
  if (g[0].width == 8) return set_day(g[0].value / 10000, g[0].value / 100 % 100, g[0].value % 100);
  *taken = 3;
  if (c->n < 3 || g[0].after != g[1].after || !g[0].after || g[0].after == ':')
    return (Moment){.hour = -1, .minute = -1};
  if (g[0].width == 4) return set_day(g[0].value, g[1].value, g[2].value);
  if (g[2].width != 4) return (Moment){.hour = -1, .minute = -1};
  bool day_first = g[0].value > 12 || g[0].after == '.';
  return day_first ? set_day(g[2].value, g[1].value, g[0].value)
                   : set_day(g[2].value, g[0].value, g[1].value);
}

/* "2025-04-25T10:00" ends its day with a T: what parts the groups must be alike up to there. */
static Moment iso_day(const Cut *c) {
  const Group *g = c->group;
  if (c->n < 3 || g[0].width != 4 || g[1].width > 2 || g[2].width > 2) return (Moment){0};
  return set_day(g[0].value, g[1].value, g[2].value);
}

Moment moment_read(const Lang *lang, Str s) {
  int taken = 3;
  while (s.n && (uint8_t)s.s[0] <= ' ') s = str_sub(s, 1, s.n);
  if (str_none(s) || s.n > LONGEST) return (Moment){0};
  Cut c = cut(lang, s);
  if (!c.n) return (Moment){0};
  bool number = is_digit(s.s[0]) && c.group[0].width >= 9;
  if (number && (c.n == 1 || (c.n == 2 && c.group[0].after == '.'))) return unix_time(c.group[0]);
  Moment out = c.month ? by_name(&c) : iso_day(&c);
  if (!out.known && !c.month) out = by_digits(&c, &taken);
  if (out.known) set_time(&out, &c, c.month ? 0 : taken);
  return out.known ? out : (Moment){0};
}
