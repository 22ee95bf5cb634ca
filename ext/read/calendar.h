/* calendar.h - days, weeks, months, years as numbers that can be counted with.
**
** A day is the number of days since 1970-01-01 (proleptic Gregorian). A Span is one whole unit of
** the calendar: every unit has its own count, so that "two weeks before" is index - 2.
**   day      as above              week, weekend   Monday's day number / 7
**   month    12 * year + month-1   quarter, season 4 * year + 0..3    half  2 * year + 0..1
**   year     year                  decade  year / 10                  century  year / 100
** Weeks are ISO 8601 weeks. Seasons are those of the north, by whole months; the winter of a year
** begins in its December.
** Day numbers from civil dates: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
** Easter: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8).
*/
#ifndef NEWS_CALENDAR_H
#define NEWS_CALENDAR_H

#include "core/doc.h"

typedef enum SpanUnit {
#define SPAN_UNIT(id, name) SPAN_##id,
#include "read/spans.def"
#undef SPAN_UNIT
  SPAN_UNITS
} SpanUnit;

typedef struct Span {
  SpanUnit unit;
  int32_t index;
} Span;

#define YEAR_LEAST 1
#define YEAR_MOST 9999

int32_t day_of(int32_t year, int32_t month, int32_t day); /* month and day from 1 */
void day_civil(int32_t at, int32_t *year, int32_t *month, int32_t *day);
int32_t day_week(int32_t at); /* 1 Monday to 7 Sunday */
/* The day with this weekday: the latest one up to `from`, or the first one from it on. */
int32_t day_back(int32_t from, int32_t weekday);
int32_t day_ahead(int32_t from, int32_t weekday);
int32_t month_days(int32_t year, int32_t month);
int32_t easter(int32_t year);
/* The nth weekday (1 to 7) of a month; n = 5: the last one. */
int32_t nth_weekday(int32_t year, int32_t month, int32_t n, int32_t weekday);

/* The unit with this name ("week"), SPAN_UNITS if there is none: hours, say. */
SpanUnit span_unit(Str name);
/* The unit around a day. */
Span span_at(SpanUnit unit, int32_t at);
int32_t span_begin(Span s); /* its first and last day */
int32_t span_end(Span s);
bool span_valid(Span s); /* within the years that ISO 8601 writes with four digits */

#define SPAN_TEXT 24
/* The TIMEX3 value ("2013-W12", "2013-SU"), and the first or last day, month or year, at the
** granularity of the unit. Buffers of SPAN_TEXT bytes; give the length. */
int32_t span_timex(Span s, char *to);
int32_t span_first(Span s, char *to);
int32_t span_last(Span s, char *to);

#endif
