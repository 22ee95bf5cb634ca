/* date_shift.c - this, last and next; ago and later; stretches of time up to now. */
#include "read/date.h"

#include <math.h>

static Str period_of(const Dating *x, int column) {
  return given_column(x, STR("p"), LEX_PERIOD, column);
}

/* A length of time up to now or from now on: first and last at the next finer unit. */
static bool stretch(Dating *x, double n, bool vague, Str name, Str iso, int32_t shift) {
  SpanUnit unit = span_unit(name);
  double times = lex_num(x->lang, given_entry(x, STR("p"), LEX_PERIOD), PERIOD_TIMES);
  if (!isnan(times)) n *= times;
  x->d.kind = DATE_DURATION;
  value_length(x, n, vague, iso);
  bool counted = !vague && x->known && shift && n == floor(n) && n > 0 && n < 1000;
  if (!counted || unit > SPAN_CENTURY || unit == SPAN_WEEKEND) return true;
  Str timex = x->d.timex;
  int32_t days = unit == SPAN_WEEK ? 7 : 1;
  SpanUnit fine = unit > SPAN_MONTH ? SPAN_MONTH : SPAN_DAY;
  Span here = span_at(fine, x->now), there = here;
  if (unit <= SPAN_WEEK) {
    there.index += shift * days * (int32_t)n;
  } else {
    int32_t months = unit == SPAN_MONTH     ? 1
                     : unit == SPAN_QUARTER ? 3
                     : unit == SPAN_YEAR    ? 12
                     : unit == SPAN_DECADE  ? 120
                                            : 1200;
    Span month = span_at(SPAN_MONTH, x->now);
    month.index += shift * months * (int32_t)n;
    there = month;
    if (fine == SPAN_DAY)
      there =
          (Span){SPAN_DAY, span_begin(month) + x->now - span_begin(span_at(SPAN_MONTH, x->now))};
  }
  if (shift < 0)
    value_range(x, there, here);
  else
    value_range(x, here, there);
  x->d.timex = timex;
  return true;
}

bool op_rolling(Dating *x) {
  Which w = which_of(x, STR("w"));
  double n = 0;
  bool vague = !given_value(x, STR("n"), &n);
  return stretch(x, n, vague, period_of(x, PERIOD_UNIT), period_of(x, PERIOD_ISO),
                 w.told ? 0 : w.shift);
}

bool op_rel(Dating *x) {
  Which w = which_of(x, STR("w"));
  Str name = GIVEN(x, "unit"), iso = period_of(x, PERIOD_ISO);
  if (str_none(name)) name = period_of(x, PERIOD_UNIT);
  SpanUnit unit = span_unit(name);
  int32_t now;
  bool night = str_eq(name, STR("night")), article = x->article != NONE;
  if (w.past) return stretch(x, 1, false, name, iso, -1);
  if (unit == SPAN_UNITS && !night)
    return w.told || !w.shift || !article ? false : stretch(x, 1, false, name, iso, w.shift);
  bool stretches = unit >= SPAN_WEEK && unit < SPAN_UNITS && !w.told && article &&
                   (w.shift < 0 || (w.shift > 0 && token_tag(x, x->article - 1) == TAG_IN));
  if (stretches && str_none(GIVEN(x, "mod"))) return stretch(x, 1, false, name, iso, w.shift);
  if (!w.told && w.shift > 0 && article) w.told = x->has_told;
  if (unit == SPAN_DAY && !w.told && w.shift < 0) return false;
  if (!anchor_unit(x, w.told, unit, &now)) return true;
  if (night) {
    value_part(x, now + w.shift, STR("NI"));
    return true;
  }
  Span s = span_at(unit, now);
  s.index += w.shift;
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
  if (unit == SPAN_UNITS) return false;
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
  if (unit == SPAN_YEAR && n != floor(n)) {
    unit = SPAN_MONTH;
    n = floor(12 * n + 0.5);
  }
  Span s = span_at(unit, from);
  s.index += shift * (int32_t)n;
  value_span(x, s);
}

bool op_ago(Dating *x) {
  double n = 1, times = lex_num(x->lang, given_entry(x, STR("p"), LEX_PERIOD), PERIOD_TIMES);
  bool vague = !str_none(GIVEN(x, "q"));
  bool told = str_eq(GIVEN(x, "anchor"), STR("told"));
  SpanUnit unit = span_unit(period_of(x, PERIOD_UNIT));
  int32_t shift = given_shift(x, STR("shift")), now;
  bool counted = given_value(x, STR("n"), &n);
  if (!counted && !vague && x->article == NONE && str_none(GIVEN(x, "joined"))) return false;
  if (!str_none(GIVEN(x, "half"))) n += 0.5;
  if (!isnan(times)) n *= times;
  if (vague) {
    value_open(x, shift < 0 ? STR("PAST_REF") : STR("FUTURE_REF"));
    return true;
  }
  if (!anchor_unit(x, told, unit, &now)) return true;
  if (unit < SPAN_UNITS)
    move(x, now, unit, n, shift);
  else
    value_length(x, n, false, period_of(x, PERIOD_ISO)), x->d.kind = DATE_DURATION;
  return true;
}

/* "two weeks from tomorrow": to the day */
bool op_from(Dating *x) {
  double n = 0;
  SpanUnit unit = span_unit(period_of(x, PERIOD_UNIT));
  if (!given_value(x, STR("n"), &n) || n < 0 || n > 1e4 || unit == SPAN_UNITS) return false;
  if (!x->known) return true;
  int32_t day = x->now + given_shift(x, STR("dx"));
  if (unit <= SPAN_WEEK) {
    value_span(x, (Span){SPAN_DAY, day + (unit == SPAN_DAY ? 1 : 7) * (int32_t)n});
    return true;
  }
  Span month = span_at(SPAN_MONTH, day), there = month;
  there.index += (unit == SPAN_YEAR ? 12 : 1) * (int32_t)n;
  if (unit == SPAN_MONTH || unit == SPAN_YEAR)
    value_span(x, (Span){SPAN_DAY, span_begin(there) + day - span_begin(month)});
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
