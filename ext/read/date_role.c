/* date_role.c - what a match gives: numbers, columns, last and next, and from where these count. */
#include "read/date.h"

int32_t date_digits(Str s) {
  int32_t v = 0, minus = s.n > 1 && s.s[0] == '-', i = minus;
  for (; i < s.n && i < 9 && s.s[i] >= '0' && s.s[i] <= '9'; i++) v = v * 10 + s.s[i] - '0';
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

/* Nothing but digits? The text ends without a NUL. */
static bool all_digits(Str s) {
  int32_t i = 0;
  while (i < s.n && s.s[i] >= '0' && s.s[i] <= '9') i++;
  return i == s.n;
}

int32_t given_number(const Dating *x, Str key) {
  double value;
  Str s = rule_str(x->doc, x->lang, &x->m, key);
  if (str_none(s)) return -1;
  if (s.n < 10 && all_digits(s)) return date_digits(s);
  return given_value(x, key, &value) && value >= 0 && value < 1e6 ? (int32_t)value : -1;
}

void end_at(Dating *x, Str key) {
  int32_t from, to;
  if (rule_span(x->lang, &x->m, key, &from, &to)) x->m.last = to;
}

/* A column that counts, "-1" and the like; 0 if it is not given. */
int32_t given_shift(const Dating *x, Str key) {
  Str s = rule_str(x->doc, x->lang, &x->m, key);
  return str_none(s) ? 0 : date_digits(s);
}

/* The entry that a role matched; NONE. */
int32_t given_entry(const Dating *x, Str key, LexKind kind) {
  int32_t from, to;
  if (!rule_span(x->lang, &x->m, key, &from, &to)) return NONE;
  for (int32_t h = x->doc->tokens.at[from].hit; h != NONE && h < x->doc->hits.n; h++) {
    const Hit *hit = &x->doc->hits.at[h];
    if (hit->first != from) return NONE;
    if (hit->kind == kind && hit->last == to) return hit->entry;
  }
  return NONE;
}

Str given_column(const Dating *x, Str key, LexKind kind, int column) {
  int32_t e = given_entry(x, key, kind);
  return e == NONE ? STR_NONE : lex_str(x->lang, e, column);
}

Which which_of(const Dating *x, Str key) {
  Str anchor = given_column(x, key, LEX_WHICH, WHICH_ANCHOR);
  if (str_none(anchor)) return (Which){0};
  bool past = str_eq(anchor, STR("past"));
  return (Which){true, str_eq(anchor, STR("told")), past, str_eq(anchor, STR("whole")),
                 date_digits(given_column(x, key, LEX_WHICH, WHICH_SHIFT))};
}

bool date_told(const Dating *x, int32_t *day) {
  bool back = x->has_back && x->has_told && x->told > x->now && date_tense(x) <= 0;
  *day = back ? x->back : x->has_told ? x->told : x->now;
  return x->has_told || x->known;
}

/* The day from which a shift is counted. */
bool anchor_day(const Dating *x, bool told, int32_t *day) {
  if (told) return date_told(x, day);
  *day = x->now;
  return x->known;
}

/* The same for a shift of units: "the next month" is counted from a month that was told as well. */
bool anchor_unit(const Dating *x, bool told, SpanUnit unit, int32_t *day) {
  if (!told || !x->has_span || unit < SPAN_MONTH) return anchor_day(x, told, day);
  *day = span_begin(x->span);
  return true;
}
