/* date_op.c - what the ops of dates.rules do: days, months, weekdays, years and what is counted from
** them. */
#include "read/date.h"

#include <math.h>
#include <stdio.h>

/* ---- roles ---- */

static int32_t digits(Str s) {
  int32_t v = 0, i = 0;
  bool minus = s.n > 1 && s.s[0] == '-';
  for (i = minus; i < s.n && i < 9 && s.s[i] >= '0' && s.s[i] <= '9'; i++)
    v = v * 10 + s.s[i] - '0';
  return i == minus ? -1 : minus ? -v : v;
}

bool given_value(const Dating *x, Str key, double *value) {
  int32_t from, to;
  if (!rule_span(x->lang, &x->m, key, &from, &to)) return false;
  int32_t n = x->doc->tokens.at[from].number;
  if (n == NONE || !x->doc->numbers.at[n].has_value) return false;
  *value = x->doc->numbers.at[n].value;
  return true;
}

int32_t given_number(const Dating *x, Str key) {
  double value;
  Str s = rule_str(x->doc, x->lang, &x->m, key);
  if (str_none(s)) return -1;
  if (s.n < 10 && strspn(s.s, "0123456789") >= (size_t)s.n) return digits(s);
  return given_value(x, key, &value) && value >= 0 && value < 1e6 ? (int32_t)value : -1;
}

/* A column that counts, "-1" and the like; 0 if it is not given. */
static int32_t given_shift(const Dating *x, Str key) {
  Str s = rule_str(x->doc, x->lang, &x->m, key);
  return str_none(s) ? 0 : digits(s);
}

/* The entry that a role matched; NONE. */
static int32_t given_entry(const Dating *x, Str key, LexKind kind) {
  int32_t from, to;
  if (!rule_span(x->lang, &x->m, key, &from, &to)) return NONE;
  for (int32_t h = x->doc->tokens.at[from].hit; h != NONE && h < x->doc->hits.n; h++) {
    const Hit *hit = &x->doc->hits.at[h];
    if (hit->first != from) return NONE;
    if (hit->kind == kind && hit->last == to) return hit->entry;
  }
  return NONE;
}

static Str given_column(const Dating *x, Str key, LexKind kind, int column) {
  int32_t e = given_entry(x, key, kind);
  return e == NONE ? STR_NONE : lex_str(x->lang, e, column);
}

/* last, this, next: how far, and counted from what. */
typedef struct Which {
  bool given, told, past;
  int32_t shift;
} Which;

static Which which_of(const Dating *x, Str key) {
  Str anchor = given_column(x, key, LEX_WHICH, WHICH_ANCHOR);
  if (str_none(anchor)) return (Which){0};
  bool past = str_eq(anchor, STR("past"));
  return (Which){true, str_eq(anchor, STR("told")), past,
                 digits(given_column(x, key, LEX_WHICH, WHICH_SHIFT))};
}

bool date_told(const Dating *x, int32_t *day) {
  bool back = x->has_back && x->has_told && x->told > x->now && date_tense(x) <= 0;
  *day = back ? x->back : x->has_told ? x->told : x->now;
  return x->has_told || x->known;
}

/* The day from which a shift is counted. */
static bool anchor_day(const Dating *x, bool told, int32_t *day) {
  if (told) return date_told(x, day);
  *day = x->now;
  return x->known;
}

/* The same for a shift of units: "the next month" is counted from a month that was told as well. */
static bool anchor_unit(const Dating *x, bool told, SpanUnit unit, int32_t *day) {
  if (!told || !x->has_span || unit < SPAN_MONTH) return anchor_day(x, told, day);
  *day = span_begin(x->span);
  return true;
}

static bool year_here(const Dating *x) {
  return x->year_sentence == x->d.sentence && x->year > 0;
}

/* ---- days and months ---- */

/* The year of a month (day == 0) or day without one: that of publication, unless the sentence looks
** the other way, or it is nearer in the year beside. Who means the day a year before one that is but
** weeks away says so, whatever the tense: hence the 45 days. */
static int32_t pick_year(const Dating *x, int32_t month, int32_t day) {
  int32_t y, m, d;
  day_civil(x->now, &y, &m, &d);
  int32_t off = day ? day_of(y, month, day) - x->now : 31 * (month - m);
  int tense = date_tense(x);
  if (off > 45 && (tense <= -2 || (tense == -1 && off > 92))) return y - 1;
  if (off < -45 && tense >= 2) return y + 1;
  if (off > 213 && tense <= 0) return y - 1;
  if (off < -273 && tense >= 0) return y + 1;
  return y;
}

/* The year told, that of the sentence, or by tense; 0: unknown. */
static int32_t find_year(const Dating *x, int32_t month, int32_t day) {
  int32_t year = given_number(x, STR("y"));
  Which w = which_of(x, STR("yw"));
  int32_t now;
  if (year >= 0) return year;
  if (w.given) return anchor_day(x, w.told, &now) ? span_at(SPAN_YEAR, now).index + w.shift : 0;
  if (year_here(x)) return x->year;
  return x->known ? pick_year(x, month, day) : 0;
}

static void open_day(Dating *x, int32_t month, int32_t day) {
  x->d.timex =
      day ? doc_print(x->doc, "XXXX-%02d-%02d", month, day) : doc_print(x->doc, "XXXX-%02d", month);
}

/* "from June to July 2012", "Nov. 18-Dec. 19, 2015": the year holds for the day or month before too. */
static void lend_year(Dating *x, int32_t year, int32_t month) {
  Doc *doc = x->doc;
  int32_t i = doc->dates.n - 1, m = x->open_month, d = x->open_day;
  if (i < 0 || x->open_date != i || x->m.first - doc->dates.at[i].last_token > 1) return;
  Date now = x->d;
  Span s = {SPAN_MONTH, 12 * (m > month ? year - 1 : year) + m - 1};
  if (d > month_days(s.index / 12, m)) return;
  x->d = doc->dates.at[i];
  value_span(x, d ? (Span){SPAN_DAY, span_begin(s) + d - 1} : s);
  doc->dates.at[i] = x->d;
  x->d = now;
}

/* A day or month whose year was not told: what follows may tell it. */
static void note_open(Dating *x, int32_t month, int32_t day) {
  x->open_date = x->doc->dates.n;
  x->open_month = month;
  x->open_day = day;
}

static void note_year(Dating *x, int32_t year) {
  x->year = year;
  x->year_sentence = x->d.sentence;
}

static bool op_day(Dating *x) {
  int32_t m = given_number(x, STR("m")), d = given_number(x, STR("d")),
          to = given_number(x, STR("d2"));
  if (m < 1 || m > 12 || d < 1 || d > 31) return false;
  int32_t y = find_year(x, m, d);
  if (given_number(x, STR("y")) > 0)
    lend_year(x, y, m), note_year(x, y);
  else if (y > 0)
    note_open(x, m, d);
  if (d > month_days(y ? y : 2000, m)) return false;
  if (!y) {
    open_day(x, m, d);
    return true;
  }
  Span from = {SPAN_DAY, day_of(y, m, d)};
  if (to > d && to <= month_days(y, m))
    value_range(x, from, (Span){SPAN_DAY, from.index + to - d});
  else
    value_part(x, from.index, GIVEN(x, "part"));
  return true;
}

/* The month that is the nth before or after a day's, with this number. */
static int32_t month_beside(int32_t now, int32_t month, int32_t shift) {
  int32_t here = span_at(SPAN_MONTH, now).index, there = here - here % 12 + month - 1;
  if (shift < 0 && there >= here) there -= 12;
  if (shift > 0 && there <= here) there += 12;
  return there;
}

static bool op_month(Dating *x) {
  int32_t m = given_number(x, STR("m")), y = given_number(x, STR("y")), now = 0;
  Which w = which_of(x, STR("w")), yw = which_of(x, STR("yw"));
  if (m < 1 || !month_fits(x, !w.given && !yw.given && y < 0)) return false;
  Which used = w.given ? w : yw;
  if (used.given && !anchor_day(x, used.told, &now)) return true;
  if (y > 0)
    lend_year(x, y, m), note_year(x, y);
  else if (yw.given)
    y = span_at(SPAN_YEAR, now).index + yw.shift;
  else if (!w.given)
    y = find_year(x, m, 0), note_open(x, m, 0);
  if (w.given)
    value_span(x, (Span){SPAN_MONTH, month_beside(now, m, w.shift)});
  else if (y > 0)
    value_span(x, (Span){SPAN_MONTH, 12 * y + m - 1});
  else
    open_day(x, m, 0);
  return true;
}

/* "the week of May 6" */
static bool op_week(Dating *x) {
  int32_t m = given_number(x, STR("m")), d = given_number(x, STR("d"));
  SpanUnit unit = span_unit(GIVEN(x, "p"));
  if (m < 1 || d < 1 || unit == SPAN_UNITS) return false;
  int32_t y = find_year(x, m, d);
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
static bool op_nth(Dating *x) {
  int32_t m = given_number(x, STR("m")), y = given_number(x, STR("y")), now;
  int32_t n = str_none(GIVEN(x, "last")) ? given_number(x, STR("n")) : 0;
  SpanUnit unit = span_unit(GIVEN(x, "p")), in = span_unit(GIVEN(x, "in"));
  Which w = which_of(x, STR("w"));
  Span whole = {SPAN_YEAR, y};
  if (n < 0 || n > 53 || unit == SPAN_UNITS) return false;
  if (m > 0) {
    y = find_year(x, m, 0);
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

/* "the first nine months of 2012", "the last three weeks of the year" */
static bool op_run(Dating *x) {
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
static bool op_partday(Dating *x) {
  int32_t day;
  x->d.kind = DATE_TIME;
  if (date_own_day(x, &day)) value_part(x, day, GIVEN(x, "part"));
  return true;
}

/* "on the 15th", "the 15th of next month" */
static bool op_dom(Dating *x) {
  int32_t d = given_number(x, STR("d")), now;
  Which w = which_of(x, STR("w"));
  if (d < 1 || d > 31 || (!w.given && !dom_fits(x))) return false;
  if (!anchor_day(x, w.told, &now)) return true;
  Span month = span_at(SPAN_MONTH, now);
  int32_t at = span_begin(month) + d - 1, tense = w.given ? 0 : date_tense(x);
  month.index += w.given ? w.shift : at > now && tense < 0 ? -1 : at < now && tense > 0 ? 1 : 0;
  at = span_begin(month) + d - 1;
  if (at <= span_end(month)) value_span(x, (Span){SPAN_DAY, at});
  return true;
}

/* ---- years and longer, parts of a year ---- */

static bool op_year(Dating *x) {
  int32_t y = given_number(x, STR("y"));
  if (str_none(GIVEN(x, "named")) && !year_fits(x, y)) return false;
  note_year(x, y);
  value_span(x, (Span){SPAN_YEAR, y});
  return true;
}

/* "2012-13"; else the first year alone. */
static bool op_years(Dating *x) {
  int32_t y = given_number(x, STR("y")), to = y / 100 * 100 + given_number(x, STR("y2"));
  if (y < 1700 || y > 2100) return false;
  if (to <= y || to > y + 15) {
    x->m.last = x->m.first + 1;
    return op_year(x);
  }
  value_range(x, (Span){SPAN_YEAR, y}, (Span){SPAN_YEAR, to});
  return true;
}

static bool op_decade(Dating *x) {
  Str edge = GIVEN(x, "mod");
  bool digit = tok_is(x->doc, x->m.last - 1, TOK_DIGIT);
  if (!digit && str_none(edge) && x->article == NONE) return false;
  value_span(x, (Span){SPAN_DECADE, given_number(x, STR("value"))});
  return true;
}

static bool op_century(Dating *x) {
  int32_t n = given_number(x, STR("n"));
  if (n < 1 || n > 30) return false;
  value_span(x, (Span){SPAN_CENTURY, n - 1});
  return true;
}

/* The quarter, half or season with this number that the words mean: of a year told, or the one
** before or behind now. */
static int32_t yearpart_index(const Dating *x, SpanUnit unit, int32_t n, Which w) {
  int32_t each = unit == SPAN_HALF ? 2 : 4, here = span_at(unit, x->now).index;
  int32_t there = here - here % each + n;
  int tense = w.given ? w.shift : date_tense(x);
  if (w.given && w.shift == 0 && there < here - 2) there += each;
  if (w.given && w.shift < 0 && there >= here) there -= each;
  if (w.given && w.shift > 0 && there <= here) there += each;
  if (w.given) return there;
  if (there > here && tense <= 0 && (tense < 0 || there > here + 1)) there -= each;
  if (there < here && tense > 1) there += each;
  return there;
}

static bool op_yearpart(Dating *x) {
  int32_t y = given_number(x, STR("y")), n = given_number(x, STR("n")), now;
  SpanUnit unit = span_unit(GIVEN(x, "unit"));
  Which w = which_of(x, STR("w")), yw = which_of(x, STR("yw"));
  if (n < 0) n = given_number(x, STR("value"));
  if (unit == SPAN_UNITS || n < 1 || n > (unit == SPAN_HALF ? 2 : 4)) return false;
  if (!str_none(GIVEN(x, "bare")) && !season_fits(x)) return false;
  if (yw.given && anchor_day(x, yw.told, &now)) y = span_at(SPAN_YEAR, now).index + yw.shift;
  if (y > 0)
    value_span(x, (Span){unit, (unit == SPAN_HALF ? 2 : 4) * y + n - 1});
  else if (year_here(x) && !w.given)
    value_span(x, (Span){unit, (unit == SPAN_HALF ? 2 : 4) * x->year + n - 1});
  else if (x->known)
    value_span(x, (Span){unit, yearpart_index(x, unit, n - 1, w)});
  return true;
}

/* Fiscal years begin in different months: no days. */
static bool op_fiscal(Dating *x) {
  int32_t y = given_number(x, STR("y")), now;
  Which w = which_of(x, STR("w"));
  if (y < 0 && !anchor_day(x, w.told, &now)) return true;
  if (y < 0) y = span_at(SPAN_YEAR, now).index + w.shift;
  x->d.timex = doc_print(x->doc, "FY%04d", y);
  return true;
}

/* ---- weekdays and days counted from today ---- */

/* The day with this weekday: the latest one up to `from`, or the first one from it on. */
static int32_t weekday_back(int32_t from, int32_t weekday) {
  return from - (day_week(from) - weekday + 7) % 7;
}
static int32_t weekday_ahead(int32_t from, int32_t weekday) {
  return from + (weekday - day_week(from) + 7) % 7;
}

int32_t date_weekday(const Dating *x, int32_t weekday) {
  return date_tense(x) > 0 ? weekday_ahead(x->now, weekday) : weekday_back(x->now, weekday);
}

static int32_t weekday_which(const Dating *x, int32_t now, int32_t weekday, Which w) {
  if (w.told && w.shift == 0) return 7 * span_at(SPAN_WEEK, now).index - 4 + weekday;
  if (w.shift < 0) return weekday_back(now - 1, weekday);
  if (w.shift > 0) return weekday_ahead(now + 1, weekday);
  return date_tense(x) < 0 ? weekday_back(now, weekday) : weekday_ahead(now, weekday);
}

/* "Sat", "Sun": only where a time may stand. */
static bool short_fits(const Dating *x) {
  int before = token_tag(x, x->m.first - 1);
  return before == TAG_IN || before == TAG_LRB || x->m.last - x->m.first > 1;
}

/* "Thursday through Sunday": the second day does not lie before the first. */
static bool behind_day(const Dating *x, int32_t *day) {
  const Doc *doc = x->doc;
  if (!doc->dates.n || !x->has_told) return false;
  const Date *before = &doc->dates.at[doc->dates.n - 1];
  int joint = token_tag(x, x->m.first - 1);
  bool joined = joint == TAG_IN || joint == TAG_TO || joint == TAG_SYM || joint == TAG_HYPH;
  *day = x->told;
  return joined && before->sentence == x->d.sentence && before->last_token == x->m.first - 1 &&
         before->first.n == 10;
}

static bool op_weekday(Dating *x) {
  int32_t wd = given_number(x, STR("wd")), n = given_number(x, STR("n")), now, first;
  Str part = GIVEN(x, "part"), form = GIVEN(x, "form");
  Which w = which_of(x, STR("w")), ww = which_of(x, STR("ww")), used = w.given ? w : ww;
  if (str_eq(form, STR("short")) && !short_fits(x)) return false;
  if (n > 0) {
    if (n < 53 && x->known)
      value_span(x, (Span){SPAN_DAY, weekday_back(x->now - 1, wd) - 7 * (n - 1)});
    return true;
  }
  if (str_eq(form, STR("many")) && !used.given) {
    x->d.kind = DATE_SET;
    x->d.timex = str_none(part) ? doc_print(x->doc, "XXXX-WXX-%d", wd)
                                : doc_print(x->doc, "XXXX-WXX-%dT%.*s", wd, part.n, part.s);
    return true;
  }
  if (!anchor_day(x, used.told, &now)) {
    x->d.timex = doc_print(x->doc, "XXXX-WXX-%d", wd);
    if (!str_none(part)) x->d.kind = DATE_TIME;
    return true;
  }
  if (ww.given)
    now = 7 * (span_at(SPAN_WEEK, now).index + ww.shift) - 4 + wd;
  else
    now = w.given ? weekday_which(x, now, wd, w) : date_weekday(x, wd);
  if (!used.given && behind_day(x, &first) && first > now && first < now + 7) now += 7;
  value_part(x, now, part);
  return true;
}

static bool op_deixis(Dating *x) {
  Str part = GIVEN(x, "part");
  if (str_none(part)) part = GIVEN(x, "code");
  if (!str_none(part)) x->d.kind = DATE_TIME;
  if (x->known) value_part(x, x->now + given_shift(x, STR("dx")), part);
  return true;
}

/* ---- this, last, next ---- */

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

static bool op_rolling(Dating *x) {
  Which w = which_of(x, STR("w"));
  double n = 0;
  bool vague = !given_value(x, STR("n"), &n);
  return stretch(x, n, vague, period_of(x, PERIOD_UNIT), period_of(x, PERIOD_ISO),
                 w.told ? 0 : w.shift);
}

/* A weekend, from a day: 0 the coming or present one, -1 the one before. */
static Span weekend_at(int32_t day, int32_t shift) {
  Span s = span_at(SPAN_WEEKEND, day);
  s.index += shift;
  return s;
}

static bool op_rel(Dating *x) {
  Which w = which_of(x, STR("w"));
  Str name = GIVEN(x, "unit"), iso = period_of(x, PERIOD_ISO);
  if (str_none(name)) name = period_of(x, PERIOD_UNIT);
  SpanUnit unit = span_unit(name);
  int32_t now;
  bool night = str_eq(name, STR("night")), article = x->article != NONE;
  if (w.past) return stretch(x, 1, false, name, iso, -1);
  if (unit == SPAN_UNITS && !night)
    return w.told || !w.shift || !article ? false : stretch(x, 1, false, name, iso, w.shift);
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

static bool op_relpart(Dating *x) {
  Which w = which_of(x, STR("w"));
  int32_t now;
  x->d.kind = DATE_TIME;
  bool told = w.told || (w.shift > 0 && x->has_told);
  if (anchor_day(x, told, &now)) value_part(x, now + w.shift, GIVEN(x, "part"));
  return true;
}

/* "the end of the year", "later in the day" */
static bool op_edge(Dating *x) {
  Str name = period_of(x, PERIOD_UNIT);
  if (str_none(name)) name = GIVEN(x, "p");
  SpanUnit unit = span_unit(name);
  int32_t now;
  if (unit == SPAN_UNITS) return false;
  if (unit == SPAN_YEAR && year_here(x)) {
    value_span(x, (Span){SPAN_YEAR, x->year});
    return true;
  }
  if (anchor_day(x, unit == SPAN_DAY, &now)) value_span(x, span_at(unit, now));
  return true;
}

static bool op_weekend(Dating *x) {
  if (x->article == NONE) return false;
  bool saturday = x->known && day_week(x->now) >= 6;
  if (x->known) value_span(x, weekend_at(x->now, date_tense(x) <= 0 && !saturday ? -1 : 0));
  return true;
}

static bool op_ref(Dating *x) {
  Str timex = GIVEN(x, "timex");
  if (!str_none(GIVEN(x, "need")) && (x->article == NONE || one_article(x))) return false;
  if (!str_none(GIVEN(x, "inside")) && x->m.first == x->begin) return false; /* "Now, ..." */
  if (str_none(timex) || !often_fits(x)) return false;
  value_open(x, timex);
  return true;
}

/* ---- ago, later ---- */

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

static bool op_ago(Dating *x) {
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

/* ---- feasts ---- */

/* The day of a feast in a year: 12-25, 11-4-4 (month, nth, weekday), easter-2. */
static int32_t feast(Str rule, int32_t year) {
  int32_t part[3] = {0}, n = 0;
  Str fixed = STR("easter");
  if (str_starts(rule, fixed)) {
    Str rest = str_sub(rule, fixed.n, rule.n);
    bool plus = rest.n && rest.s[0] == '+';
    return easter(year) + (rest.n ? digits(plus ? str_sub(rest, 1, rest.n) : rest) : 0);
  }
  for (int32_t i = 0; i < rule.n && n < 3; i++) {
    if (rule.s[i] == '-')
      n++;
    else
      part[n] = part[n] * 10 + rule.s[i] - '0';
  }
  if (part[0] > 12) return day_of(part[0], part[1], part[2]);
  return n == 2 ? nth_weekday(year, part[0], part[1], part[2]) : day_of(year, part[0], part[1]);
}

static int32_t feast_year(const Dating *x, Str rule) {
  int32_t y, m, d, tense = date_tense(x);
  day_civil(x->now, &y, &m, &d);
  int32_t off = feast(rule, y) - x->now;
  if (off > 14 && (tense <= -2 || off > 183)) return y - 1;
  if (off < 0 && (tense >= 2 || off < -183)) return y + 1;
  return y;
}

static bool op_holiday(Dating *x) {
  Str rule = GIVEN(x, "h");
  int32_t y = given_number(x, STR("y")), now = x->now;
  Which w = which_of(x, STR("w"));
  if (str_none(rule)) return false;
  if (y < 0 && year_here(x)) y = x->year;
  if (y < 0 && !x->known) return true;
  if (y < 0) y = w.given ? span_at(SPAN_YEAR, now).index : feast_year(x, rule);
  int32_t day = feast(rule, y);
  if (w.given && w.shift < 0 && day >= now) day = feast(rule, y - 1);
  if (w.given && w.shift > 0 && day <= now) day = feast(rule, y + 1);
  if (!str_none(GIVEN(x, "we"))) { /* of a Monday, the weekend that ends with it */
    value_span(x, span_at(SPAN_WEEKEND, day_week(day) < 4 ? day - 7 : day));
    return true;
  }
  value_span(x, (Span){SPAN_DAY, day});
  return true;
}

/* ---- a day of its own, for times of day ---- */

bool date_own_day(Dating *x, int32_t *day) {
  int32_t wd = given_number(x, STR("wd")), m = given_number(x, STR("m")),
          d = given_number(x, STR("d"));
  if (m >= 1 && d >= 1) {
    int32_t y = find_year(x, m, d);
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

/* ---- the table ---- */

bool date_read(Dating *x) {
  static const struct {
    Str name;
    bool (*read)(Dating *);
  } ops[] = {
#define OP(name, read) {{name, sizeof name - 1}, read}
      OP("day", op_day),           OP("month", op_month),     OP("year", op_year),
      OP("years", op_years),       OP("decade", op_decade),   OP("century", op_century),
      OP("yearpart", op_yearpart), OP("fiscal", op_fiscal),   OP("weekday", op_weekday),
      OP("deixis", op_deixis),     OP("rolling", op_rolling), OP("rel", op_rel),
      OP("relpart", op_relpart),   OP("edge", op_edge),       OP("weekend", op_weekend),
      OP("ref", op_ref),           OP("ago", op_ago),         OP("holiday", op_holiday),
      OP("length", date_length),   OP("often", date_often),   OP("clock", date_clock),
      OP("raw", date_raw),         OP("week", op_week),       OP("nth", op_nth),
      OP("dom", op_dom),           OP("clocks", date_clocks), OP("length2", date_length_two),
      OP("past", date_past),       OP("run", op_run),         OP("partday", op_partday),
#undef OP
  };
  Str op = GIVEN(x, "op");
  for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
    if (str_eq(op, ops[i].name)) return ops[i].read(x);
  return false;
}
