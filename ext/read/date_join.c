/* date_join.c - expressions side by side: a day lends itself to the times before it, the months of a
** range follow each other, a length hangs on a day ("two weeks before Christmas"). */
#include "read/date.h"

Str bond_at(const Dating *x, int32_t t, int column) {
  return token_column(x, t, LEX_BOND, column);
}

bool is_bond(const Dating *x, int32_t t, Str role) {
  return str_eq(bond_at(x, t, BOND_ROLE), role);
}

bool is_join(const Dating *x, int32_t t, Str role) {
  return str_eq(token_column(x, t, LEX_JOIN, JOIN_ROLE), role);
}

int32_t match_begin(const Dating *x) {
  return x->article == NONE ? x->m.first : x->article;
}

const Date *date_before(const Dating *x, int32_t t, int32_t gap) {
  const Doc *doc = x->doc;
  const Date *d = doc->dates.n ? &doc->dates.at[doc->dates.n - 1] : 0;
  int32_t off = d ? t - d->last_token : -1;
  return off >= 0 && off <= gap && d->first_token >= x->begin ? d : 0;
}

/* "from X to Y", "X - Y", "between X and Y", where Y is the match. */
bool date_joined(const Dating *x) {
  int32_t b = match_begin(x) - 1;
  const Date *d = date_before(x, b, 0);
  if (!d) return false;
  return is_bond(x, b, STR("range")) ||
         (is_join(x, b, STR("and")) && is_join(x, d->first_token - 1, STR("between")));
}

/* ---- a day for the times before it ---- */

static bool is_clock(const Date *d) {
  return d->kind == DATE_TIME && d->timex.n >= 6 && d->timex.s[d->timex.n - 3] == ':';
}

/* Where c stands in the words; their end without it. */
static int32_t find(Str s, char c) {
  int32_t i = 0;
  while (i < s.n && s.s[i] != c) i++;
  return i;
}

/* One end of it, from and to with a slash between. */
static Str half_of(Str timex, bool end) {
  int32_t slash = find(timex, '/');
  if (slash == timex.n) return timex;
  return end ? str_sub(timex, slash + 1, timex.n) : str_sub(timex, 0, slash);
}

static Str time_of(Str timex) {
  return str_sub(timex, find(timex, 'T'), timex.n);
}

/* "T03:00", "2016-11-07T03:00", "…/…": another day before each T. */
static Str with_day(Doc *doc, Str timex, Str day) {
  Str a = time_of(half_of(timex, false)), b = time_of(half_of(timex, true));
  if (find(timex, '/') == timex.n) return doc_print(doc, "%.*s%.*s", day.n, day.s, a.n, a.s);
  return doc_print(doc, "%.*s%.*s/%.*s%.*s", day.n, day.s, a.n, a.s, day.n, day.s, b.n, b.s);
}

static void lend(Dating *x, Str day) {
  for (int32_t i = x->clock_date; i < x->doc->dates.n; i++) {
    Date *d = &x->doc->dates.at[i];
    d->timex = with_day(x->doc, d->timex, day);
    d->first = half_of(d->timex, false);
    d->last = half_of(d->timex, true);
  }
  x->clock_date = NONE;
}

/* "at 9 a.m. on Tuesday", "3:00 to 4:00 tomorrow", "9 a.m. Tuesday, May 3": a time takes the day told right behind it, and so
** does the one joined to it. */
static void lend_day(Dating *x) {
  const Date *d = &x->d, *before = date_before(x, d->first_token, 1);
  bool beside = x->clock_date != NONE && before,
       gap = beside && before->last_token < d->first_token;
  if (is_clock(d)) {
    bool run = gap && (is_bond(x, before->last_token, STR("range")) ||
                       token_tag(x, before->last_token) == TAG_CC);
    if (x->has_day && run) lend(x, str_sub(d->timex, 0, 10));
    int32_t weekday = given_number(x, STR("wd"));
    x->clock_weekday = weekday > 0 ? weekday : 0;
    if (x->has_day)
      x->clock_date = weekday > 0 ? x->doc->dates.n : NONE;
    else if (!run)
      x->clock_date = x->doc->dates.n;
    return;
  }
  bool day = d->kind == DATE_DATE && d->timex.n == 10 && d->first.n == 10;
  bool same = !x->clock_weekday || x->clock_weekday == day_week(x->told);
  if (day && same && beside && !(gap && is_bond(x, before->last_token, STR("range"))))
    lend(x, d->timex);
  x->clock_date = NONE;
}

/* ---- what stands before a day ---- */

/* Where the bond of one or two tokens begins that ends before token t. */
static int32_t bond_before(const Dating *x, int32_t t) {
  int32_t h = lex_hit_before(x->doc, t, LEX_BOND, t - 2 < x->begin ? x->begin : t - 2);
  return h == NONE ? t - 1 : x->doc->hits.at[h].first;
}

/* "before May", "since 1988", but not of "two weeks before Christmas", nor of "after Sunday's vote". */
static void set_relation(Dating *x) {
  int32_t b = bond_before(x, x->d.first_token);
  Str relation = bond_at(x, b, BOND_RELATION);
  bool day = x->d.kind == DATE_DATE && !str_none(x->d.first) && str_eq(x->d.relation, STR("="));
  bool owns = token_tag(x, x->d.last_token) == TAG_POS;
  if (day && !owns && !str_none(relation) && !date_before(x, b, 0)) x->d.relation = relation;
}

static void keep_ends(Dating *x, int32_t i, Span a, Span z) {
  char buffer[SPAN_TEXT];
  if (!span_valid(a) || !span_valid(z)) return;
  Date *d = &x->doc->dates.at[i];
  d->first = doc_keep(x->doc, (Str){buffer, span_first(a, buffer)});
  d->last = doc_keep(x->doc, (Str){buffer, span_last(z, buffer)});
}

static void hang_length(Dating *x) {
  int32_t b = bond_before(x, x->d.first_token), i = x->doc->dates.n - 1;
  const Date *before = date_before(x, b, 0);
  bool day = x->d.kind == DATE_DATE && x->d.timex.n == 10 && x->d.first.n == 10;
  if (!before || !day || x->length_date != i || !is_bond(x, b, STR("hang"))) return;
  int32_t shift = date_digits(bond_at(x, b, BOND_SHIFT)), from = x->told,
          to = day_moved(from, (SpanUnit)x->length_unit, shift * x->length);
  Span a = {SPAN_DAY, from < to ? from : to}, z = {SPAN_DAY, from < to ? to : from};
  keep_ends(x, i, a, z);
}

/* "the quarter ended June 30", "the week ending March 9": one of the calendar's, where it ends as that one does. */
static void name_ended(Dating *x, int32_t i, SpanUnit unit, int32_t end) {
  char buffer[SPAN_TEXT];
  Span s = span_at(unit, unit == SPAN_WEEK ? end - 3 : end);
  bool named = x->length == 1 && (unit == SPAN_WEEK || unit == SPAN_QUARTER);
  if (!named || (unit == SPAN_QUARTER && span_end(s) != end) || !span_valid(s)) return;
  x->doc->dates.at[i].kind = DATE_DATE;
  x->doc->dates.at[i].timex = doc_keep(x->doc, (Str){buffer, span_timex(s, buffer)});
}

/* "the year to March 2012", "12 months through June", "nine months ended Sept. 30": a length up to the end of what
** stands behind. */
static void end_length(Dating *x) {
  int32_t b = bond_before(x, x->d.first_token), i = x->doc->dates.n - 1;
  SpanUnit unit = (SpanUnit)x->length_unit;
  bool ends = is_bond(x, b, STR("ends")) || is_bond(x, b, STR("range"));
  if (!ends || !date_before(x, b, 0) || x->length_date != i || unit < SPAN_WEEK) return;
  bool told = x->d.kind == DATE_DATE && !str_none(x->d.first) && x->has_span &&
              (x->span.unit == SPAN_DAY || x->span.unit == SPAN_MONTH);
  if (!told) return;
  int32_t end = span_end(x->span);
  Span z = span_at(SPAN_MONTH, end), a;
  if (unit == SPAN_WEEK || span_end(z) != end) z = (Span){SPAN_DAY, end};
  a = span_at(z.unit, day_moved(span_begin(z), unit, -x->length));
  a.index++;
  keep_ends(x, i, a, z);
  name_ended(x, i, unit, end);
}

void date_join(Dating *x) {
  set_relation(x);
  hang_length(x);
  end_length(x);
  lend_day(x);
}

/* ---- the year of what stands beside ---- */

/* A Date that was read before, with another year. */
static void read_again(Dating *x, int32_t i, int32_t year) {
  int32_t m = x->open_month, d = x->open_day;
  Span s = {SPAN_MONTH, 12 * year + m - 1};
  if (d > month_days(year, m)) return;
  Date now = x->d;
  x->d = x->doc->dates.at[i];
  value_span(x, d ? (Span){SPAN_DAY, span_begin(s) + d - 1} : s);
  x->doc->dates.at[i] = x->d;
  x->d = now;
}

/* "from June to July 2012", "Nov. 18-Dec. 19, 2015": the year holds for the day or month before too. */
void date_lend_year(Dating *x, int32_t year, int32_t month) {
  int32_t i = x->doc->dates.n - 1;
  if (i < 0 || x->open_date != i || match_begin(x) - x->doc->dates.at[i].last_token > 1) return;
  read_again(x, i, x->open_month > month ? year - 1 : year);
}

/* "from May to March": the second end is the first one behind the first end. */
int32_t date_order(Dating *x, int32_t year, int32_t month, int32_t day) {
  int32_t i = x->doc->dates.n - 1;
  if (i < 0 || x->open_date != i || !date_joined(x) || x->doc->dates.at[i].first.n < 4) return year;
  int32_t before = date_digits(str_sub(x->doc->dates.at[i].first, 0, 4));
  int32_t from = 31 * (12 * before + x->open_month) + (day ? x->open_day : 0),
          to = 31 * (12 * year + month) + day, next = 31 * (12 * before + month) + day;
  if (to < from) read_again(x, i, before - 1);
  return to > from + 12 * 31 ? before + (next < from) : year;
}
