/* date_day.c - days and months of the calendar, with or without their year. */
#include "read/date.h"

bool date_year_here(const Dating *x) {
  return x->year_sentence == x->d.sentence && x->year > 0;
}

/* The year of a month (day == 0) or day without one: that of publication, or the year beside where the
** sentence looks that way, or where that one is nearer. How many days off are too many, by tense from
** -2 to 2: who means the day a year before one that is but weeks away says so. */
static int32_t pick_year(const Dating *x, int32_t month, int32_t day) {
  static const int32_t most[] = {45, 92, 183, 330, 366}, least[] = {-366, -366, -250, -60, -45};
  int32_t y, m, d, tense = date_tense(x) + 2;
  day_civil(x->now, &y, &m, &d);
  int32_t off = day ? day_of(y, month, day) - x->now : 31 * (month - m);
  y = off > most[tense] ? y - 1 : off < least[tense] ? y + 1 : y;
  int32_t step = tense > 2 || day_of(y, month, day ? day : 1) > x->now ? 1 : -1;
  for (int i = 0; i < 8 && month == 2 && day == 29 && month_days(y, 2) < 29; i++) y += step;
  return y;
}

/* The year told, that of the sentence, or by tense; 0: unknown. */
int32_t date_find_year(const Dating *x, int32_t month, int32_t day) {
  int32_t year = date_told_year(x);
  Which w = which_of(x, STR("yw"));
  int32_t now;
  if (year >= 0) return year;
  if (w.given) return anchor_day(x, w.told, &now) ? span_at(SPAN_YEAR, now).index + w.shift : 0;
  if (date_year_here(x)) return x->year;
  return x->known ? pick_year(x, month, day) : 0;
}

void date_open_day(Dating *x, int32_t month, int32_t day) {
  x->d.timex =
      day ? doc_print(x->doc, "XXXX-%02d-%02d", month, day) : doc_print(x->doc, "XXXX-%02d", month);
}

/* A day or month whose year was not told: what follows may tell it. */
void date_note_open(Dating *x, int32_t month, int32_t day) {
  x->open_date = x->doc->dates.n;
  x->open_month = month;
  x->open_day = day;
}

void date_note_year(Dating *x, int32_t year) {
  int32_t edge = str_none(GIVEN(x, "mod")) ? 0 : 2; /* "the end of" */
  if (x->m.first > x->begin + 2 + edge) return;
  x->year = year;
  x->year_sentence = x->d.sentence;
}

/* The days that d and d2 tell: within the month m, into the next one ("April 27 to the 3rd") or, where the
** month stands behind both, from the one before. */
static void value_days(Dating *x, int32_t y, int32_t m, int32_t d, int32_t d2) {
  Span month = {SPAN_MONTH, 12 * y + m - 1}, other = month;
  Span from = {SPAN_DAY, span_begin(month) + d - 1}, to = from;
  bool behind = !str_none(GIVEN(x, "behind"));
  if (d2 < d) other.index += behind ? -1 : 1;
  if (d2 < d && behind) from.index = span_begin(other) + d - 1, other = month;
  to.index = span_begin(other) + d2 - 1;
  if (to.index > span_end(other) || to.index <= from.index) to = from;
  if (to.index > from.index)
    value_range(x, from, to);
  else
    value_part(x, from.index, GIVEN(x, "part"));
}

/* "$12 December 27": the 12 are dollars. */
static bool day_paid(const Dating *x) {
  int32_t b = x->m.first - 1;
  return b >= x->begin && tok_is(x->doc, x->m.first, TOK_DIGIT) &&
         lex_hit(x->doc, b, LEX_CURRENCY) != NONE;
}

/* "June sixth two": what stands behind is no year. */
static void drop_spoken(Dating *x) {
  int32_t m, d, after_month, after_day;
  if (!rule_span(x->lang, &x->m, STR("m"), &m, &after_month)) return;
  if (!rule_span(x->lang, &x->m, STR("d"), &d, &after_day)) return;
  x->m.last = after_month > after_day ? after_month : after_day;
}

bool op_day(Dating *x) {
  int32_t m = given_number(x, STR("m")), d = given_number(x, STR("d")),
          to = given_number(x, STR("d2"));
  bool words = !str_none(GIVEN(x, "words")); /* "May twenty-nine", not "May two" */
  if (words && (d < 21 || d > 31)) return op_month(x);
  if (m < 1 || m > 12 || d < 1 || d > 31 || day_paid(x)) return false;
  if (spoken_wrong(x)) drop_spoken(x);
  int32_t y = date_find_year(x, m, d);
  if (date_told_year(x) > 0)
    date_lend_year(x, y, m), date_note_year(x, y);
  else if (y > 0 && which_of(x, STR("yw")).given)
    date_lend_year(x, y, m);
  else if (y > 0)
    y = date_order(x, y, m, d), date_note_open(x, m, d);
  if (d > month_days(y ? y : 2000, m)) return false;
  if (!y)
    date_open_day(x, m, d);
  else
    value_days(x, y, m, d, to < 1 ? d : to);
  return true;
}

/* The month that is the nth before or after a day's, with this number. */
static int32_t month_beside(int32_t now, int32_t month, int32_t shift) {
  int32_t here = span_at(SPAN_MONTH, now).index, there = here - here % 12 + month - 1;
  if (shift < 0 && there >= here) there -= 12;
  if (shift > 0 && there <= here) there += 12;
  return there;
}

bool op_month(Dating *x) {
  if (spoken_wrong(x)) end_at(x, STR("m"));
  int32_t m = given_number(x, STR("m")), y = date_told_year(x), now = 0;
  Which w = which_of(x, STR("w")), yw = which_of(x, STR("yw"));
  if (m < 1 || !month_fits(x, !w.given && !yw.given && y < 0)) return false;
  Which used = w.given ? w : yw;
  if (used.given && !anchor_day(x, used.told, &now)) return true;
  if (y > 0)
    date_lend_year(x, y, m), date_note_year(x, y);
  else if (yw.given)
    y = span_at(SPAN_YEAR, now).index + yw.shift, date_lend_year(x, y, m);
  else if (!w.given)
    y = date_find_year(x, m, 0), y = y > 0 ? date_order(x, y, m, 0) : y, date_note_open(x, m, 0);
  if (w.given)
    value_span(x, (Span){SPAN_MONTH, month_beside(now, m, w.shift)});
  else if (y > 0)
    value_span(x, (Span){SPAN_MONTH, 12 * y + m - 1});
  else
    date_open_day(x, m, 0);
  return true;
}

/* The day d of this month, or of the one that the words or the tense tell; false if it has none. */
static bool dom_day(const Dating *x, int32_t d, Which w, int tense, int32_t *day) {
  int32_t now;
  if (d > 31 || !anchor_day(x, w.told, &now)) return false;
  Span month = span_at(SPAN_MONTH, now);
  int32_t at = span_begin(month) + d - 1;
  month.index += w.given ? w.shift : at > now && tense < 0 ? -1 : at < now && tense > 0 ? 1 : 0;
  *day = span_begin(month) + d - 1;
  return *day <= span_end(month);
}

/* "the week of May 6" */
bool op_week(Dating *x) {
  int32_t m = given_number(x, STR("m")), d = given_number(x, STR("d"));
  SpanUnit unit = span_unit(GIVEN(x, "p"));
  if (d < 1 || unit == SPAN_UNITS) return false;
  int32_t at;
  if (m < 1) {
    if (x->known && dom_day(x, d, (Which){0}, date_tense(x), &at)) value_span(x, span_at(unit, at));
    return true;
  }
  int32_t y = date_find_year(x, m, d);
  if (y && d <= month_days(y, m)) value_span(x, span_at(unit, day_of(y, m, d)));
  return true;
}

/* The nth unit within a longer one; n = 0: its last. */
static Span nth_in(Span whole, SpanUnit unit, int32_t n) {
  int32_t inside = unit == SPAN_WEEK ? 3 : 0; /* a week belongs where its Thursday does */
  Span s = span_at(unit, span_begin(whole)), last = span_at(unit, span_end(whole));
  if (span_begin(s) + inside < span_begin(whole)) s.index++;
  if (span_begin(last) + inside > span_end(whole)) last.index--;
  s.index += n - 1;
  return n ? s : last;
}

/* "the first week of May", "the last weekend of the year" */
bool op_nth(Dating *x) {
  int32_t m = given_number(x, STR("m")), y = given_number(x, STR("y")), now;
  int32_t n = str_none(GIVEN(x, "last")) ? given_number(x, STR("n")) : 0;
  SpanUnit unit = span_unit(GIVEN(x, "p")), in = span_unit(GIVEN(x, "in"));
  Which w = which_of(x, STR("w"));
  Span whole = {SPAN_YEAR, y};
  if (n < 0 || n > 53 || unit == SPAN_UNITS) return false;
  if (m > 0) {
    y = date_find_year(x, m, 0);
    whole = (Span){SPAN_MONTH, 12 * y + m - 1};
    if (!y) return true;
  } else if (w.given) {
    if (in <= SPAN_WEEK || in == SPAN_UNITS) return false;
    if (!anchor_unit(x, w.told, in, &now)) return true;
    whole = span_at(in, now);
    whole.index += w.shift;
  }
  Span s = nth_in(whole, unit, n);
  if (!span_valid(whole) || span_begin(s) > span_end(whole)) return false;
  value_span(x, s);
  return true;
}

/* "the first Monday of next month", "the last Friday in June" */
bool op_nthday(Dating *x) {
  int32_t m = given_number(x, STR("m")), y = 0, now, wd = given_number(x, STR("wd"));
  int32_t n = str_none(GIVEN(x, "last")) ? given_number(x, STR("n")) : 5;
  Which w = which_of(x, STR("w"));
  if (wd < 1 || n < 1 || n > 5) return false;
  if (m > 0)
    y = date_find_year(x, m, 0);
  else if (span_unit(GIVEN(x, "in")) != SPAN_MONTH)
    return false;
  else if (anchor_unit(x, w.told, SPAN_MONTH, &now)) {
    Span month = span_at(SPAN_MONTH, now);
    month.index += w.shift;
    y = month.index / 12, m = month.index % 12 + 1;
  }
  if (y > 0) value_part(x, nth_weekday(y, m, n, wd), GIVEN(x, "part"));
  return true;
}

/* "the first nine months of 2012", "the last three weeks of the year" */
bool op_run(Dating *x) {
  int32_t y = given_number(x, STR("y")), now = x->now, n = given_number(x, STR("n"));
  SpanUnit unit = span_unit(given_column(x, STR("p"), LEX_PERIOD, PERIOD_UNIT));
  Which w = which_of(x, STR("w"));
  if (n < 1 || n > 366 || unit == SPAN_UNITS) return false;
  x->d.kind = DATE_DURATION;
  value_length(x, n, false, given_column(x, STR("p"), LEX_PERIOD, PERIOD_ISO));
  if (y < 0 && !anchor_day(x, w.told, &now)) return true;
  if (y < 0) y = span_at(SPAN_YEAR, now).index + w.shift;
  Span whole = {SPAN_YEAR, y}, from = nth_in(whole, unit, 1), to = from;
  Str timex = x->d.timex;
  to.index += n - 1;
  if (!str_none(GIVEN(x, "last"))) to = nth_in(whole, unit, 0), from = to, from.index -= n - 1;
  value_range(x, from, to);
  x->d.timex = timex;
  return true;
}

/* "the evening of May 3" */
bool op_partday(Dating *x) {
  int32_t day;
  x->d.kind = DATE_TIME;
  if (date_own_day(x, &day)) value_part(x, day, GIVEN(x, "part"));
  return true;
}

/* "on the 15th", "the 15th of next month" */
bool op_dom(Dating *x) {
  int32_t d = given_number(x, STR("d")), day;
  Which w = which_of(x, STR("w"));
  bool month_told = w.given || !str_none(GIVEN(x, "this"));
  if (d < 1 || d > 31 || (!month_told && !dom_fits(x))) return false;
  if (!str_none(GIVEN(x, "digits")) && !tok_is(x->doc, x->m.first, TOK_DIGIT)) return false;
  if (dom_day(x, d, w, month_told ? 0 : date_tense(x), &day)) value_span(x, (Span){SPAN_DAY, day});
  return true;
}

bool date_own_day(Dating *x, int32_t *day) {
  int32_t wd = given_number(x, STR("wd")), m = given_number(x, STR("m")),
          d = given_number(x, STR("d"));
  if (m >= 1 && d >= 1) {
    int32_t y = date_find_year(x, m, d);
    if (!y || d > month_days(y, m)) return false;
    *day = day_of(y, m, d);
    return true;
  }
  if (!x->known) return false;
  if (wd >= 1) {
    Which w = which_of(x, STR("w"));
    *day = w.given ? weekday_which(x, x->now, wd, w) : date_weekday(x, wd);
    return true;
  }
  if (str_none(GIVEN(x, "dx"))) return false;
  *day = x->now + given_shift(x, STR("dx"));
  return true;
}
