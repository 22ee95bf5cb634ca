/* date.h - inside the date stage: an expression while it is read, and the steps in order.
**
** date.c walks the matches of dates.rules and drives the steps:
**   date_op.c      what each op of the rules does: days, months, weekdays, ago, holidays …
**   date_length.c  lengths of time and what is done again and again
**   date_clock.c   times of day, and what only its shape tells
**   date_tense.c   does the sentence look ahead or back here?
**   date_cut.c     words and numbers that only look like a time
**   date_value.c   the values as text: timex, first, last
*/
#ifndef NEWS_DATE_H
#define NEWS_DATE_H

#include "data/lexicon.h"
#include "data/rule.h"
#include "read/calendar.h"
#include "read/read.h"

typedef struct Dating {
  Doc *doc;
  const Lang *lang;
  bool known;  /* is the day of publication? */
  int32_t now; /* that day */

  /* What was told last, for "the day before" and "at 3 p.m.". */
  bool has_told, has_back, has_span;
  int32_t told; /* a day */
  int32_t back; /* the last day that is not behind that of publication */
  Span span;    /* of any unit */
  int32_t told_sentence;
  int32_t year, year_sentence;             /* the year last written out, and where */
  int32_t open_date, open_month, open_day; /* the last Date without a year of its own */

  /* The expression being read. */
  RuleMatch m;
  int32_t begin, end; /* its sentence's tokens */
  int32_t article;    /* the article before it; NONE */
  Date d;
  bool has_day; /* of a time of day: its own day is told too */
  int32_t day;
  int16_t hour, minute, second; /* of a time of day; -1: not told */
} Dating;

/* What dates.rules gives for a key; STR_NONE. */
#define GIVEN(x, key) rule_str((x)->doc, (x)->lang, &(x)->m, STR(key))
/* The same as a whole number, -1 if there is none: digits, or the value of a number that stands
** there. */
int32_t given_number(const Dating *x, Str key);
bool given_value(const Dating *x, Str key, double *value);
/* The hit of `kind` at token t, its column; STR_NONE. */
Str token_column(const Dating *x, int32_t t, LexKind kind, int column);
int token_tag(const Dating *x, int32_t t); /* TAG_NONE outside of the sentence */

/* The op of the match: fills x->d. False: on a closer look it is no date. */
bool date_read(Dating *x);
bool date_length(Dating *x);
bool date_often(Dating *x);
bool date_length_two(Dating *x);
bool date_clock(Dating *x);
bool date_clocks(Dating *x);
bool date_past(Dating *x);
bool date_raw(Dating *x);

/* The day that roles wd, dx or m and d of a time of day tell; false if none. */
bool date_own_day(Dating *x, int32_t *day);
/* From which day "the next day", "at 3 p.m." are counted; false if nothing is known. */
bool date_told(const Dating *x, int32_t *day);
int32_t date_weekday(const Dating *x, int32_t weekday); /* by tense */

/* -2, -1 back (-1: weak evidence), 0 unknown, 1, 2 ahead. */
int date_tense(const Dating *x);

/* date_cut.c */
bool year_fits(const Dating *x, int32_t year);
bool month_fits(const Dating *x, bool bare);
bool season_fits(const Dating *x);
bool alone_fits(const Dating *x); /* "a year", not "a year book" */
bool plural_fits(const Dating *x);
bool often_fits(const Dating *x);
bool dom_fits(const Dating *x);
bool one_article(const Dating *x); /* "a" or "an" before it */
void value_span(Dating *x, Span s);
void value_range(Dating *x, Span from, Span to); /* first and last; timex from/to */
void value_part(Dating *x, int32_t day, Str part);
void value_time(Dating *x, bool known, int32_t day);
void value_length(Dating *x, double n, bool vague, Str iso);
/* What is only known in part: timex alone. */
void value_open(Dating *x, Str timex);

#endif
