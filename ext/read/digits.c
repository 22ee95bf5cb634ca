/* digits.c - groups, decimals and what is glued to digits. */
#include "read/digits.h"

#include <math.h>

#define MOST_DIGITS 40 /* longer runs are codes */

typedef struct Shape {
  int32_t n; /* bytes of digits and separators */
  int32_t commas, dots;
  int32_t last_comma, last_dot; /* where; -1 */
  int32_t figures;
} Shape;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static Shape shape_of(Str s) {
  Shape p = {.last_comma = -1, .last_dot = -1};
  for (; p.n < s.n; p.n++) {
    char c = s.s[p.n];
    bool inner = p.n + 1 < s.n && is_digit(s.s[p.n + 1]);
    if (is_digit(c))
      p.figures++;
    else if (c == ',' && inner)
      p.commas++, p.last_comma = p.n;
    else if (c == '.' && inner)
      p.dots++, p.last_dot = p.n;
    else
      break;
  }
  return p;
}

/* Separators `sep` in s[0..to) part groups of three, or (Indian) twos before a last three. */
static bool groups_well(Str s, int32_t to, char sep) {
  int32_t from = 0, length = 0, groups = 0;
  bool twos = true, threes = true;
  for (int32_t i = 0; i <= to; i++) {
    if (i < to && s.s[i] != sep) continue;
    length = i - from;
    bool last = i == to;
    if (groups == 0) {
      if (length < 1 || length > 3 || s.s[0] == '0') return false;
      if (length == 3) twos = false;
    } else {
      if (length != 3) threes = false;
      if (last ? length != 3 : length != 2) twos = false;
    }
    groups++;
    from = i + 1;
  }
  return threes || (twos && groups > 2);
}

/* Digits of s[0..n) as mantissa / 10^k, `point` being the byte of the decimal mark or -1. */
static double worth(Str s, int32_t n, int32_t point) {
  double mantissa = 0, power = 1;
  for (int32_t i = 0; i < n; i++) {
    if (!is_digit(s.s[i])) continue;
    mantissa = mantissa * 10 + (s.s[i] - '0');
    if (point >= 0 && i > point) power *= 10;
  }
  return mantissa / power;
}

Digits digits_read(Str s) {
  Shape p = shape_of(s);
  Digits d = {.rest = p.n < s.n ? p.n : 0};
  if (p.figures == 0 || p.figures > MOST_DIGITS) return d;
  int32_t point = -1;
  if (p.commas == 0 && p.dots <= 1) {
    point = p.last_dot;
  } else if (p.commas == 0) { /* 1.234.567 */
    if (!groups_well(s, p.n, '.')) return d;
    d.grouped = true;
  } else if (p.dots == 0) { /* 1,234 or 3,75 */
    d.grouped = groups_well(s, p.n, ',');
    if (!d.grouped && p.commas > 1) return d;
    if (!d.grouped) point = p.last_comma;
  } else if (p.dots == 1 && p.last_dot > p.last_comma) { /* 1,234.5 */
    if (!groups_well(s, p.last_dot, ',')) return d;
    d.grouped = true;
    point = p.last_dot;
  } else if (p.commas == 1 && p.last_comma > p.last_dot) { /* 1.234,5 */
    if (!groups_well(s, p.last_comma, '.')) return d;
    d.grouped = true;
    point = p.last_comma;
  } else {
    return d;
  }
  d.value = worth(s, p.n, point);
  d.decimals = point >= 0;
  d.good = true;
  return d;
}

static bool plain(Str s, int32_t least, int32_t most) {
  if (s.n < least || s.n > most) return false;
  for (int32_t i = 0; i < s.n; i++)
    if (!is_digit(s.s[i])) return false;
  return true;
}

bool digits_clock(Str s, double *seconds) {
  int32_t colons = 0, field = 0, dot = 0;
  double total = 0, value = 0, part = 1;
  if (s.n > 16) return false;
  for (int32_t i = 0; i < s.n; i++) {
    char c = s.s[i];
    if (is_digit(c)) {
      value = value * 10 + (c - '0');
      if (dot) part *= 10;
      field++;
      if (!dot && field > 2) return false;
    } else if ((c == ':' && field && !dot) || (c == '.' && field && !dot && colons)) {
      if (colons && field != 2) return false;
      if (c == '.')
        dot = i;
      else
        total = (total + value) * 60, value = 0, field = 0, colons++;
    } else {
      return false;
    }
  }
  if (field < 2 || colons < 1 || colons > 2 || (colons == 1 && !dot)) return false;
  *seconds = total + value / part;
  return true;
}

double digits_scaled(double value, double scale) {
  double product = value * scale, whole = floor(product + 0.5);
  return fabs(product - whole) <= fabs(product) * 1e-15 ? whole : product;
}

double digits_groups(const Doc *doc, int32_t t, int32_t end, int32_t *behind) {
  const Token *tokens = doc->tokens.at;
  if (!plain(tok_text(doc, t), 1, 3) || doc->text.s[tokens[t].start] == '0') return 0;
  double value = worth(tok_text(doc, t), tok_text(doc, t).n, -1);
  int32_t i = t + 1;
  for (; i < end && i < t + 6 && plain(tok_text(doc, i), 3, 3); i++) {
    int32_t gap = tokens[i].start - tokens[i - 1].end;
    if (gap < 1 || gap > 3 || (gap == 1 && doc->text.s[tokens[i].start - 1] != ' ')) break;
    value = value * 1000 + worth(tok_text(doc, i), 3, -1);
  }
  if (i == t + 1) return 0;
  *behind = i;
  return value;
}
