/* date.h - inside the date stage: an expression while it is read, and the steps in order.
**
** date.c walks the matches of dates.rules; for each, date_op.c calls the function that the rule's op
** names (dateops.def), which fills the Date or finds that it is none:
**   date_day.c     days and months       date_week.c    weekdays, today
**   date_year.c    years, quarters       date_shift.c   last, next, ago
**   date_feast.c   holidays              date_length.c  lengths of time, every Monday
**   date_clock.c   times of day, and what only its shape tells
** They share
**   date_role.c    what the match gives, and from which day "next" counts
**   date_tense.c   does the sentence look ahead or back here?
**   date_cut.c     words and numbers that only look like a time
**   date_value.c   the values as text: timex, first, last
**   date_join.c    what stands side by side: ranges, times before their day, lengths before a day
** A new kind of expression: a rule; a new op: a line of dateops.def and its function.
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
  int32_t told, told_sentence;             /* a day */
  int32_t prior, prior_sentence;           /* the day told before that */
  int32_t back;                            /* the last day that is not behind that of publication */
  Span span;                               /* of any unit */
  int32_t year, year_sentence;             /* the year that a sentence began with */
  int32_t open_date, open_month, open_day; /* the last Date that lacked its year; its month and day
                                              (0: none) */

  int32_t clock_weekday; /* the weekday that it tells itself; 0 */
  int32_t clock_date;    /* first of the times of day that lack their day, side by side; NONE */
  int32_t length_date;   /* the last Date that was a length of whole units; NONE */
  int32_t length, length_unit; /* how many of which SpanUnit */

  /* The expression being read. */
  RuleMatch m;
  int32_t begin, end; /* its sentence's tokens */
  int32_t article;    /* the article before it; NONE */
  Date d;
  bool has_day;                 /* a time of day that tells its own day */
  int16_t hour, minute, second; /* of a time of day; second -1: not told */
} Dating;

/* The functions of the ops. False: on a closer look it is no date. */
#define DATE_OP(name, function) bool function(Dating *x);
#include "read/dateops.def"
#undef DATE_OP
bool date_read(Dating *x); /* calls the one that the match asks for */

/* ---- date.c ---- */

/* The first hit of `kind` at token t, its column; STR_NONE. */
Str token_column(const Dating *x, int32_t t, LexKind kind, int column);
int token_tag(const Dating *x, int32_t t); /* TAG_NONE outside of the sentence */

/* ---- date_join.c ---- */

Str bond_at(const Dating *x, int32_t t, int column);
bool is_bond(const Dating *x, int32_t t, Str role);
bool is_join(const Dating *x, int32_t t, Str role); /* of figures.tsv: and, of */
int32_t match_begin(const Dating *x);               /* its article included */
/* The last Date, if it is of this sentence and ends at token t or up to `gap` tokens before it; NULL. */
const Date *date_before(const Dating *x, int32_t t, int32_t gap);
bool date_joined(const Dating *x); /* is the match the end of a range? */
void date_join(Dating *x);         /* x->d is read and about to be kept */
/* A year told holds for the open day or month before; the year of the end of a range. */
void date_lend_year(Dating *x, int32_t year, int32_t month);
int32_t date_order(Dating *x, int32_t year, int32_t month, int32_t day);

/* ---- date_shift.c ---- */

/* The day n units before or behind a day; the last of a month that is too short. */
int32_t day_moved(int32_t day, SpanUnit unit, int32_t n);
/* A length of time up to a day (shift -1) or from it on (1): first and last at the next finer unit. */
bool date_stretch(Dating *x, double n, bool vague, Str name, Str iso, int32_t shift);

/* ---- date_role.c ---- */

/* What dates.rules gives for a key; STR_NONE. */
#define GIVEN(x, key) rule_str((x)->doc, (x)->lang, &(x)->m, STR(key))
/* The same as a whole number, -1 if there is none: digits, or the value of a number there. */
int32_t given_number(const Dating *x, Str key);
bool given_value(const Dating *x, Str key, double *value);
int32_t given_shift(const Dating *x, Str key); /* may be negative; 0 if not given */
/* The entry that a role matched, and a column of it. */
int32_t given_entry(const Dating *x, Str key, LexKind kind);
Str given_column(const Dating *x, Str key, LexKind kind, int column);
int32_t date_digits(Str s); /* "-12"; -1 if it is no number */

void end_at(Dating *x,
            Str key); /* the match ends behind this role: what follows is no part of it */

/* last, this, next: how far, and counted from what. */
typedef struct Which {
  bool given, told, past, whole; /* whole: the unit, no stretch ("the latest week") */
  int32_t shift;
} Which;
Which which_of(const Dating *x, Str key);

/* The day from which a shift is counted: that of publication, or the one last told; false if it is
** not known. anchor_unit counts months and longer from months and years told as well. */
bool date_told(const Dating *x, int32_t *day);
bool anchor_day(const Dating *x, bool told, int32_t *day);
bool anchor_unit(const Dating *x, bool told, SpanUnit unit, int32_t *day);

/* ---- date_day.c, date_week.c ---- */

/* Did this sentence begin with a year ("In 2015, …")? One that stands further behind is as often not
** meant by what follows. */
bool date_year_here(const Dating *x);
/* The year of a month or day (day 0): the one told, that of the sentence, or by tense; 0 unknown. */
int32_t date_find_year(const Dating *x, int32_t month, int32_t day);
void date_note_open(Dating *x, int32_t month, int32_t day); /* without a year of its own */
void date_open_day(Dating *x, int32_t month,
                   int32_t day); /* the value where no year is known; day 0: the month */
void date_note_year(Dating *x, int32_t year);
int32_t date_told_year(const Dating *x);          /* by the match itself; -1 */
bool spoken_wrong(const Dating *x);               /* words behind the month that are no year */
int32_t year_short(const Dating *x, int32_t two); /* '87 */
/* The day that roles wd, dx or m and d of a time of day tell; false if none. */
bool date_own_day(Dating *x, int32_t *day);
int32_t date_weekday(const Dating *x, int32_t weekday); /* by tense */
int32_t weekday_which(const Dating *x, int32_t now, int32_t weekday, Which w);

/* ---- date_clock.c, date_slash.c ---- */

/* Up to three groups of digits with one kind of mark between them; how many, 0 if it is anything else. */
int digit_groups(Str s, int32_t group[3], char *mark);
bool date_slashes(Dating *x, const int32_t g[3], int n, char mark);

bool weekday_alone(Dating *x); /* date_week.c: what follows it in the match is no part of it */

/* ---- date_tense.c ---- */

/* -2, -1 back (-1: weak evidence), 0 unknown, 1, 2 ahead. */
int date_tense(const Dating *x);

/* ---- date_cut.c ---- */

bool year_fits(const Dating *x, int32_t year);
bool month_fits(const Dating *x, bool bare);
bool spoken_fits(const Dating *x);
bool season_fits(const Dating *x);
bool dom_fits(const Dating *x);
bool feast_fits(const Dating *x);
bool alone_fits(const Dating *x);           /* "a year", not "a year book" */
bool plural_fits(const Dating *x);          /* "for years", not "office hours" */
bool part_fits(const Dating *x, bool edge); /* "in the evening", "early morning" */
bool often_fits(const Dating *x);
bool parts_fit(const Dating *x);
bool hour_fits(const Dating *x);   /* "on Monday at 7" */
bool one_article(const Dating *x); /* "a" or "an" before it */

/* ---- date_value.c ---- */

void value_span(Dating *x, Span s);
void value_range(Dating *x, Span from, Span to); /* first and last; timex from/to */
void value_part(Dating *x, int32_t day, Str part);
void value_time(Dating *x, bool known, int32_t day);
void value_length(Dating *x, double n, bool vague, Str iso);
void value_open(Dating *x, Str timex); /* what is only known in part: timex alone */

#endif
