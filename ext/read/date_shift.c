/* date_shift.c - this, last and next; ago and later; stretches of time up to now. */
#include "read/date.h"

#include <math.h>

static Str period_of(const Dating *x, int column) {
  return given_column(x, STR("p"), LEX_PERIOD, column);
}

/* How often the unit that the word names is meant: a fortnight is two weeks. */
static double period_times(const Dating *x) {
  double times = lex_num(x->lang, given_entry(x, STR("p"), LEX_PERIOD), PERIOD_TIMES);
  return isnan(times) ? 1 : times;
}

int32_t day_moved(int32_t day, SpanUnit unit, int32_t n) {
  static const int16_t months[SPAN_UNITS] = {
      [SPAN_MONTH] = 1, [SPAN_SEASON] = 3,   [SPAN_QUARTER] = 3,   [SPAN_HALF] = 6,
      [SPAN_YEAR] = 12, [SPAN_DECADE] = 120, [SPAN_CENTURY] = 1200};
  if (unit <= SPAN_WEEK || unit >= SPAN_UNITS) return day + (unit == SPAN_DAY ? 1 : 7) * n;
  Span month = span_at(SPAN_MONTH, day), there = month;
  there.index += months[unit] * n;
  int32_t at = span_begin(there) + day - span_begin(month);
  return at > span_end(there) ? span_end(there) : at;
}

/* Minutes of a unit of the clock; 0 if it is none. */
static int32_t clock_unit(Str iso) {
  return str_eq(iso, STR("TH")) ? 60 : str_eq(iso, STR("TM")) ? 1 : 0;
}

/* The minute of publication, counted as days are, if it is known; and that many minutes off. */
static bool minute_off(const Dating *x, double minutes, int64_t *at) {
  const Moment *p = &x->doc->published;
  if (!x->known || p->hour < 0 || fabs(minutes) > 1e7) return false;
  *at = ((int64_t)x->now * 24 + p->hour) * 60 + (p->minute < 0 ? 0 : p->minute) +
        (int64_t)floor(minutes + 0.5);
  return true;
}

static void value_minute(Dating *x, int64_t at) {
  int32_t day = (int32_t)(at / 1440 - (at % 1440 < 0)), of_day = (int32_t)(at - 1440LL * day);
  x->hour = (int16_t)(of_day / 60);
  x->minute = (int16_t)(of_day % 60);
  x->second = -1;
  value_time(x, true, day);
}

/* "the last five minutes", where the time of publication is known. */
static void stretch_minutes(Dating *x, double minutes) {
  int64_t now, there;
  if (!minute_off(x, 0, &now) || !minute_off(x, minutes, &there)) return;
  Date length = x->d;
  value_minute(x, minutes < 0 ? now : there);
  length.last = x->d.last;
  value_minute(x, minutes < 0 ? there : now);
  length.first = x->d.first;
  x->d = length;
}

/* The last or next n whole units: quarters, as companies report by them. */
static void whole_units(Dating *x, SpanUnit unit, int32_t n, int32_t shift) {
  Span near = span_at(unit, x->now), far = near;
  near.index += shift;
  far.index += shift * n;
  value_range(x, shift < 0 ? far : near, shift < 0 ? near : far);
}

/* A length of time up to now or from now on: first and last at the next finer unit. */
bool date_stretch(Dating *x, double n, bool vague, Str name, Str iso, int32_t shift) {
  SpanUnit unit = span_unit(name);
  n *= period_times(x);
  x->d.kind = DATE_DURATION;
  value_length(x, n, vague, iso);
  bool counted = !vague && x->known && shift && n > 0 && n < 1000;
  if (counted && clock_unit(iso)) stretch_minutes(x, shift * n * clock_unit(iso));
  if (!counted || n != floor(n) || unit == SPAN_UNITS || unit == SPAN_WEEKEND) return true;
  Str timex = x->d.timex;
  SpanUnit fine = unit > SPAN_MONTH ? SPAN_MONTH : SPAN_DAY;
  Span here = span_at(fine, x->now);
  Span there = span_at(fine, day_moved(x->now, unit, shift * (int32_t)n));
  if (unit == SPAN_QUARTER)
    whole_units(x, unit, (int32_t)n, shift);
  else
    value_range(x, shift < 0 ? there : here, shift < 0 ? here : there);
  x->d.timex = timex;
  return true;
}

/* "the last three quarters": the number took the word for a fraction. */
static bool rolling_quarters(Dating *x, Which w) {
  double n = 0;
  Str name = token_column(x, x->m.last - 1, LEX_PERIOD, PERIOD_UNIT);
  if (span_unit(name) != SPAN_QUARTER || !given_value(x, STR("quarters"), &n)) return false;
  return date_stretch(x, 4 * n, false, name, STR("Q"), w.shift);
}

bool op_rolling(Dating *x) {
  Which w = which_of(x, STR("w"));
  double n = 0;
  if (!str_none(GIVEN(x, "quarters"))) return rolling_quarters(x, w);
  bool vague = !given_value(x, STR("n"), &n),
       told = w.told && (x->has_told || (w.shift > 0 && x->article == NONE));
  return date_stretch(x, n, vague, period_of(x, PERIOD_UNIT), period_of(x, PERIOD_ISO),
                      told ? 0 : w.shift);
}

/* "the last year" and "over the next year" are stretches, "last year" is a year; "the next year" alone is
** the one behind what was told. */
static bool stretches(const Dating *x, Which w, SpanUnit unit) {
  if (unit == SPAN_QUARTER || w.whole) return false;
  if (w.past) return true;
  if (w.told || !w.shift || !str_none(GIVEN(x, "mod"))) return false;
  if (unit == SPAN_UNITS) return x->article != NONE || clock_unit(period_of(x, PERIOD_ISO)) == 60;
  if (x->article == NONE) return false;
  return unit >= SPAN_WEEK && (w.shift < 0 || token_tag(x, x->article - 1) == TAG_IN);
}

bool op_rel(Dating *x) {
  Which w = which_of(x, STR("w"));
  Str name = GIVEN(x, "unit");
  int32_t now;
  if (str_none(name)) name = period_of(x, PERIOD_UNIT);
  SpanUnit unit = span_unit(name);
  bool night = str_eq(name, STR("night"));
  if (!night && stretches(x, w, unit))
    return date_stretch(x, 1, false, name, period_of(x, PERIOD_ISO), w.shift);
  if (unit == SPAN_UNITS && !night) return false;
  if (unit == SPAN_QUARTER && is_join(x, x->m.last, STR("of"))) return false;
  if (unit == SPAN_DAY && !w.told && w.shift < 0) return false; /* "the last day of" */
  bool told = w.told || (w.shift > 0 && x->article != NONE && x->has_told);
  if (night) x->d.kind = DATE_TIME;
  if (!anchor_unit(x, told, unit, &now)) return true;
  Span s = span_at(unit, now);
  s.index += w.shift;
  if (night)
    value_part(x, now + w.shift, STR("NI"));
  else
    value_span(x, s);
  return true;
}

bool op_relpart(Dating *x) {
  Which w = which_of(x, STR("w"));
  int32_t now;
  x->d.kind = DATE_TIME;
  bool told = w.told || (w.shift > 0 && x->has_told);
  if (anchor_day(x, told, &now)) value_part(x, now + w.shift, GIVEN(x, "part"));
  return true;
}

/* "in the evening": of the day last told */
bool op_part_alone(Dating *x) {
  int32_t day;
  bool edge = !str_none(GIVEN(x, "mod"));
  if (!part_fits(x, edge)) return false;
  x->d.kind = DATE_TIME;
  if (anchor_day(x, true, &day)) value_part(x, day, GIVEN(x, "part"));
  return true;
}

/* "the end of the year", "later in the day" */
bool op_edge(Dating *x) {
  Str name = period_of(x, PERIOD_UNIT);
  if (str_none(name)) name = GIVEN(x, "p");
  SpanUnit unit = span_unit(name);
  int32_t now;
  if (unit == SPAN_UNITS || (unit < SPAN_MONTH && !str_none(GIVEN(x, "bare")))) return false;
  if (unit == SPAN_YEAR && date_year_here(x)) {
    value_span(x, (Span){SPAN_YEAR, x->year});
    return true;
  }
  if (anchor_day(x, unit == SPAN_DAY, &now)) value_span(x, span_at(unit, now));
  return true;
}

bool op_weekend(Dating *x) {
  if (x->article == NONE) return false;
  if (!x->known) return true;
  Span s = span_at(SPAN_WEEKEND, x->now);
  if (date_tense(x) <= 0 && day_week(x->now) < 6) s.index--;
  value_span(x, s);
  return true;
}

bool op_ref(Dating *x) {
  Str timex = GIVEN(x, "timex");
  if (!str_none(GIVEN(x, "need")) && (x->article == NONE || one_article(x))) return false;
  if (!str_none(GIVEN(x, "inside")) && x->m.first == x->begin) return false; /* "Now, ..." */
  if (str_none(timex) || !often_fits(x)) return false;
  value_open(x, timex);
  return true;
}

/* "two years ago" has the granularity of a year; two and a half, of a month. */
static void move(Dating *x, int32_t from, SpanUnit unit, double n, int32_t shift) {
  if (fabs(n) > 1e6) return;
  if (n != floor(n) && (unit == SPAN_DECADE || unit == SPAN_CENTURY)) { /* half a century ago */
    n *= unit == SPAN_DECADE ? 10 : 100;
    unit = SPAN_YEAR;
  }
  if (unit == SPAN_YEAR && n != floor(n)) {
    unit = SPAN_MONTH;
    n = floor(12 * n + 0.5);
  }
  Span s = span_at(unit, from);
  s.index += shift * (int32_t)n;
  value_span(x, s);
}

/* "three hours ago": a time where that of publication is known, else its length alone. */
static void ago_minutes(Dating *x, double n, int32_t shift, bool told) {
  int64_t at;
  Str iso = period_of(x, PERIOD_ISO);
  int32_t unit = clock_unit(iso);
  if (unit && !told && minute_off(x, shift * n * unit, &at)) {
    value_minute(x, at);
    return;
  }
  bool half = n < 1 && unit == 60;
  x->d.kind = DATE_DURATION;
  value_length(x, half ? 60 * n : n, false, half ? STR("TM") : iso);
}

/* "half an hour ago" */
bool op_half_ago(Dating *x) {
  bool told = str_eq(GIVEN(x, "anchor"), STR("told")) && x->has_told;
  int32_t shift = given_shift(x, STR("shift")), now;
  SpanUnit unit = span_unit(period_of(x, PERIOD_UNIT));
  if (clock_unit(period_of(x, PERIOD_ISO)) == 60)
    ago_minutes(x, 0.5, shift, told);
  else if (unit >= SPAN_YEAR && unit < SPAN_UNITS && anchor_day(x, told, &now))
    move(x, now, unit, 0.5, shift);
  else
    value_open(x, shift < 0 ? STR("PAST_REF") : STR("FUTURE_REF"));
  return true;
}

/* "the week after next", "the year before last" */
bool op_beyond(Dating *x) {
  SpanUnit unit = span_unit(period_of(x, PERIOD_UNIT));
  if (unit == SPAN_UNITS || x->article == NONE) return false;
  Span s = span_at(unit, x->now);
  s.index += given_shift(x, STR("shift"));
  if (x->known) value_span(x, s);
  return true;
}

bool op_ago(Dating *x) {
  double n = 1;
  bool vague = !str_none(GIVEN(x, "q"));
  bool told = str_eq(GIVEN(x, "anchor"), STR("told"));
  SpanUnit unit = span_unit(period_of(x, PERIOD_UNIT));
  int32_t shift = given_shift(x, STR("shift")), now;
  bool counted = given_value(x, STR("n"), &n);
  if (!counted && !vague && x->article == NONE && str_none(GIVEN(x, "joined"))) return false;
  if (!str_none(GIVEN(x, "half"))) n += 0.5;
  n *= period_times(x);
  if (vague) {
    value_open(x, shift < 0 ? STR("PAST_REF") : STR("FUTURE_REF"));
    return true;
  }
  bool night = str_eq(period_of(x, PERIOD_UNIT), STR("night"));
  if (night) x->d.kind = DATE_TIME;
  if (unit == SPAN_UNITS && !night)
    ago_minutes(x, n, shift, told && x->has_told);
  else if (!anchor_unit(x, told, unit, &now))
    return true;
  else if (night)
    value_part(x, now + shift * (int32_t)n, STR("NI"));
  else
    move(x, now, unit, n, shift);
  return true;
}

/* "two weeks from tomorrow", "two weeks ago today": to the day */
bool op_from(Dating *x) {
  double n = 0;
  SpanUnit unit = span_unit(period_of(x, PERIOD_UNIT));
  if (unit == SPAN_UNITS) { /* "three hours from today": only the length */
    end_at(x, STR("p"));
    return op_length(x);
  }
  if (!given_value(x, STR("n"), &n) || n < 0 || n > 1e4) return false;
  int32_t sign = str_none(GIVEN(x, "back")) ? 1 : -1;
  int32_t day = day_moved(x->now + given_shift(x, STR("dx")), unit, sign * (int32_t)n);
  if (x->known) value_span(x, (Span){SPAN_DAY, day});
  return true;
}

/* "during that period": between the two days told last, if one sentence told both. */
bool op_period(Dating *x) {
  x->d.kind = DATE_DURATION;
  bool both = x->has_told && x->prior_sentence == x->told_sentence && x->prior < x->told;
  if (!both || x->told_sentence + 3 < x->d.sentence) return true;
  int32_t from = x->prior, to = x->told;
  value_range(x, (Span){SPAN_DAY, from}, (Span){SPAN_DAY, to});
  return true;
}
