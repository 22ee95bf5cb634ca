/* date_value.c - what a time expression is worth, as text: timex, first, last. */
#include "read/date.h"

#include <stdio.h>

static Str keep(Dating *x, const char *s, int32_t n) {
  return doc_keep(x->doc, (Str){s, n});
}

static void tell(Dating *x, Span s) {
  x->span = s;
  x->has_span = true;
  if (s.unit != SPAN_DAY) return;
  if (x->has_told) x->prior = x->told, x->prior_sentence = x->told_sentence;
  x->told = s.index;
  x->told_sentence = x->d.sentence;
  x->has_told = true;
  if (!x->known || s.index > x->now) return;
  x->back = s.index;
  x->has_back = true;
}

void value_span(Dating *x, Span s) {
  char buffer[SPAN_TEXT];
  if (!span_valid(s)) return;
  x->d.timex = keep(x, buffer, span_timex(s, buffer));
  x->d.first = keep(x, buffer, span_first(s, buffer));
  x->d.last = keep(x, buffer, span_last(s, buffer));
  tell(x, s);
}

void value_range(Dating *x, Span from, Span to) {
  char a[SPAN_TEXT], b[SPAN_TEXT];
  if (!span_valid(from) || !span_valid(to)) return;
  int32_t n = span_timex(from, a), m = span_timex(to, b);
  x->d.timex = doc_print(x->doc, "%.*s/%.*s", n, a, m, b);
  x->d.first = keep(x, a, span_first(from, a));
  x->d.last = keep(x, b, span_last(to, b));
  tell(x, to);
}

void value_part(Dating *x, int32_t day, Str part) {
  Span s = {SPAN_DAY, day};
  char buffer[SPAN_TEXT];
  value_span(x, s);
  if (str_none(part) || !span_valid(s)) return;
  int32_t n = span_timex(s, buffer);
  x->d.kind = DATE_TIME;
  x->d.timex = doc_print(x->doc, "%.*sT%.*s", n, buffer, part.n, part.s);
}

void value_time(Dating *x, bool known, int32_t day) {
  char buffer[2 * SPAN_TEXT];
  Span s = {SPAN_DAY, day};
  known = known && span_valid(s);
  int n = known ? span_timex(s, buffer) : 0;
  n += snprintf(buffer + n, SPAN_TEXT, "T%02d:%02d", x->hour, x->minute);
  if (x->second >= 0) n += snprintf(buffer + n, SPAN_TEXT - 12, ":%02d", x->second);
  x->d.kind = DATE_TIME;
  x->d.timex = keep(x, buffer, n);
  x->d.first = x->d.last = known ? x->d.timex : STR_NONE;
  if (known) tell(x, s);
}

void value_open(Dating *x, Str timex) {
  x->d.timex = doc_keep(x->doc, timex);
}

/* "TH": hours stand behind a T. A vague count is X. */
void value_length(Dating *x, double n, bool vague, Str iso) {
  bool time = iso.n > 1 && iso.s[0] == 'T';
  Str unit = time ? str_sub(iso, 1, iso.n) : iso;
  if (vague)
    x->d.timex = doc_print(x->doc, "P%sX%.*s", time ? "T" : "", unit.n, unit.s);
  else
    x->d.timex = doc_print(x->doc, n < 1e6 ? "P%s%.6g%.*s" : "P%s%.0f%.*s", time ? "T" : "", n,
                           unit.n, unit.s);
}
