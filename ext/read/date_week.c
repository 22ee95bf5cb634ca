/* date_week.c - weekdays, and days counted from today. */
#include "read/date.h"

int32_t date_weekday(const Dating *x, int32_t weekday) {
  return date_tense(x) > 0 ? day_ahead(x->now, weekday) : day_back(x->now, weekday);
}

int32_t weekday_which(const Dating *x, int32_t now, int32_t weekday, Which w) {
  if (w.told && w.shift == 0) return 7 * span_at(SPAN_WEEK, now).index - 4 + weekday;
  if (w.shift < 0) return day_back(now - 1, weekday);
  if (w.shift > 0) return day_ahead(now + 1, weekday);
  return date_tense(x) < 0 ? day_back(now, weekday) : day_ahead(now, weekday);
}

/* "Sat", "Sun": only where a time may stand. */
static bool short_fits(const Dating *x) {
  int before = token_tag(x, x->m.first - 1);
  return before == TAG_IN || before == TAG_LRB || x->m.last - x->m.first > 1;
}

/* "Thursday through Sunday": the second day does not lie before the first. */
static bool behind_day(const Dating *x, int32_t *day) {
  const Date *before = date_before(x, x->m.first - 1, 0);
  if (!before || !x->has_told || !date_joined(x)) return false;
  *day = x->told;
  return before->kind <= DATE_TIME && before->first.n == 10;
}

/* "Friday the 13th": the nearest month whose 13th is a Friday, on the side that the tense tells; false
** if there is none within a year. */
static bool weekday_dom(const Dating *x, int32_t weekday, int32_t dom, int32_t *day) {
  int tense = date_tense(x);
  for (int32_t i = 0; i < 25; i++) {
    Span month = span_at(SPAN_MONTH, x->now);
    month.index += i % 2 ? -(i + 1) / 2 : i / 2;
    *day = span_begin(month) + dom - 1;
    if ((tense < 0 && *day > x->now) || (tense > 0 && *day < x->now)) continue;
    if (dom >= 1 && *day <= span_end(month) && day_week(*day) == weekday) return true;
  }
  return false;
}

/* "Mondays", or one of which the day is not known. */
static bool open_weekday(Dating *x, int32_t weekday, DateKind kind) {
  Str part = GIVEN(x, "part");
  x->d.kind = (uint8_t)kind;
  x->d.timex = str_none(part) ? doc_print(x->doc, "XXXX-WXX-%d", weekday)
                              : doc_print(x->doc, "XXXX-WXX-%dT%.*s", weekday, part.n, part.s);
  return true;
}

/* "two Sundays ago", "Friday the 13th"; false in *said if the words do not say so. */
static bool counted_weekday(Dating *x, int32_t weekday, bool *said) {
  int32_t n = given_number(x, STR("n")), dom = given_number(x, STR("d")), day;
  *said = x->known && (n > 0 || dom > 0);
  if (!*said) return false;
  bool digits = dom > 0 && tok_is(x->doc, x->m.last - 1, TOK_DIGIT) &&
                x->doc->tokens.at[x->m.last - 1].end - x->doc->tokens.at[x->m.last - 1].start < 3;
  if (digits && !weekday_dom(x, weekday, dom, &day)) { /* "Friday 13 were hurt" */
    end_at(x, STR("wd"));
    return *said = false;
  }
  if (n > 52 || (dom > 0 && !weekday_dom(x, weekday, dom, &day))) return false;
  if (n > 0) day = day_back(x->now - 1, weekday) - 7 * (n - 1);
  value_span(x, (Span){SPAN_DAY, day});
  return true;
}

static bool plain_weekday(Dating *x, int32_t wd) {
  int32_t now, first;
  Str part = GIVEN(x, "part");
  Which w = which_of(x, STR("w")), ww = which_of(x, STR("ww")), used = w.given ? w : ww;
  if (str_eq(GIVEN(x, "form"), STR("many")) && !used.given) return open_weekday(x, wd, DATE_SET);
  if (!anchor_day(x, used.told, &now))
    return open_weekday(x, wd, str_none(part) ? DATE_DATE : DATE_TIME);
  if (ww.given)
    now = 7 * (span_at(SPAN_WEEK, now).index + ww.shift) - 4 + wd;
  else
    now = w.given ? weekday_which(x, now, wd, w) : date_weekday(x, wd);
  if (!used.given && behind_day(x, &first) && first > now && first < now + 7) now += 7;
  value_part(x, now, part);
  return true;
}

bool op_weekday(Dating *x) {
  int32_t wd = given_number(x, STR("wd"));
  bool said;
  if (str_eq(GIVEN(x, "form"), STR("short")) && !short_fits(x)) return false;
  if (counted_weekday(x, wd, &said) || said) return said && !str_none(x->d.timex);
  return plain_weekday(x, wd);
}

bool weekday_alone(Dating *x) {
  end_at(x, STR("wd"));
  if (str_eq(GIVEN(x, "form"), STR("short")) && !short_fits(x)) return false;
  return plain_weekday(x, given_number(x, STR("wd")));
}

bool op_deixis(Dating *x) {
  Str part = GIVEN(x, "part");
  if (str_none(part)) part = GIVEN(x, "code");
  if (!str_none(part)) x->d.kind = DATE_TIME;
  if (x->known)
    value_part(x, x->now + given_shift(x, STR("dx")), part);
  else /* a day all the same, for a time beside it */
    x->d.timex =
        str_none(part) ? STR("XXXX-XX-XX") : doc_print(x->doc, "XXXX-XX-XXT%.*s", part.n, part.s);
  return true;
}
