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
  const Doc *doc = x->doc;
  if (!doc->dates.n || !x->has_told) return false;
  const Date *before = &doc->dates.at[doc->dates.n - 1];
  int joint = token_tag(x, x->m.first - 1);
  bool joined = joint == TAG_IN || joint == TAG_TO || joint == TAG_SYM || joint == TAG_HYPH;
  *day = x->told;
  return joined && before->sentence == x->d.sentence && before->last_token == x->m.first - 1 &&
         before->first.n == 10;
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

bool op_weekday(Dating *x) {
  int32_t wd = given_number(x, STR("wd")), n = given_number(x, STR("n")), now, first;
  Str part = GIVEN(x, "part"), form = GIVEN(x, "form");
  Which w = which_of(x, STR("w")), ww = which_of(x, STR("ww")), used = w.given ? w : ww;
  if (str_eq(form, STR("short")) && !short_fits(x)) return false;
  int32_t dom = given_number(x, STR("d"));
  if (dom > 0 && x->known) {
    if (!weekday_dom(x, wd, dom, &now)) return false;
    value_span(x, (Span){SPAN_DAY, now});
    return true;
  }
  if (n > 0) {
    if (n < 53 && x->known) value_span(x, (Span){SPAN_DAY, day_back(x->now - 1, wd) - 7 * (n - 1)});
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

bool op_deixis(Dating *x) {
  Str part = GIVEN(x, "part");
  if (str_none(part)) part = GIVEN(x, "code");
  if (!str_none(part)) x->d.kind = DATE_TIME;
  if (x->known) value_part(x, x->now + given_shift(x, STR("dx")), part);
  return true;
}
