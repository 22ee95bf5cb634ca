/* number.c - numbers as written: digits with groups, words to any size, scales, fractions,
** ordinals.
**
** A hand over the tokens from left to right, one number at a time; the words and what they are
** worth stand in numbers.tsv. Decimals are kept as written (mantissa over a power of ten, both
** exact), never averaged.
*/
#include "read/read.h"
#include "data/lexicon.h"
#include "read/digits.h"

#include <math.h>

#define LONGEST 24 /* tokens of one number; longer runs of number words are broken up */

/* What the current group can take. */
typedef enum Place { EMPTY, OPEN, AFTER_TEN, CLOSED } Place;

typedef struct Scan {
  const Doc *doc;
  const Lang *lang;
  int32_t at, end;   /* next token; one behind the sentence */
  double total;      /* what closed scales sum up to */
  double current;    /* below the next scale */
  double last_scale; /* smallest scale so far */
  double scale;      /* largest scale so far */
  int32_t scaled;    /* where the latest scale word stands */
  Place place;
  bool digits, words;
  Why why;
} Scan;

/* The entry of a number word at token t with this role; its value too. */
static bool role_at(const Scan *s, int32_t t, Str role, double *value, Why *why) {
  if (t < 0 || t >= s->end) return false;
  const Doc *doc = s->doc;
  for (int32_t h = doc->tokens.at[t].hit; h != NONE && h < doc->hits.n; h++) {
    const Hit *hit = &doc->hits.at[h];
    if (hit->first != t) return false;
    if (hit->kind != LEX_NUMBER || hit->last != t + 1) continue;
    if (!str_eq(lex_str(s->lang, hit->entry, NUMBER_ROLE), role)) continue;
    if (value) *value = lex_num(s->lang, hit->entry, NUMBER_VALUE);
    if (why) *why = lex_why(s->lang, hit->entry);
    return true;
  }
  return false;
}

static bool is_mark(const Doc *doc, int32_t t, char c) {
  const Token *k = &doc->tokens.at[t];
  return k->end == k->start + 1 && doc->text.s[k->start] == c;
}

static bool spaced(const Doc *doc, int32_t t) {
  return tok_is(doc, t, TOK_SPACE);
}

/* A hyphen between words that belong together: "twenty-one", "two-thirds". */
static bool hyphen(const Scan *s, int32_t t) {
  return t + 1 < s->end && is_mark(s->doc, t, '-') && !spaced(s->doc, t) && !spaced(s->doc, t + 1);
}

static void take(Scan *s, double value, Place place) {
  s->current = s->place == EMPTY ? value : s->current + value;
  s->place = place;
  s->words = true;
  s->at++;
}

/* unit, teen, ten: where the grammar of number words lets them stand. */
static bool take_small(Scan *s) {
  double v;
  Why *why = s->why ? 0 : &s->why;
  if (s->digits && !s->words && s->place != EMPTY) return false;
  if (s->place == EMPTY || s->place == OPEN) {
    if (role_at(s, s->at, STR("teen"), &v, why)) return take(s, v, CLOSED), true;
    if (role_at(s, s->at, STR("ten"), &v, why)) return take(s, v, AFTER_TEN), true;
  }
  if (s->place != CLOSED && role_at(s, s->at, STR("unit"), &v, why)) {
    if (v == 0 && s->place != EMPTY) return false;
    return take(s, v, CLOSED), true;
  }
  return false;
}

/* hundred, dozen, million: multiply what stands before them. */
static bool take_scale(Scan *s) {
  double v = 0;
  if (s->place == EMPTY && s->total == 0) return false;
  if (role_at(s, s->at, STR("hundred"), &v, 0) && s->place != EMPTY && s->current < 100) {
    s->current *= v;
    s->place = OPEN;
  } else if (role_at(s, s->at, STR("dozen"), &v, 0) && s->place != EMPTY) {
    s->current *= v;
    s->place = CLOSED;
  } else if (role_at(s, s->at, STR("scale"), &v, 0) && s->place != EMPTY && v < s->last_scale) {
    s->total += digits_scaled(s->current, v);
    s->current = 0;
    s->place = s->digits && !s->words ? CLOSED : EMPTY;
    s->last_scale = v;
    if (v > s->scale) s->scale = v;
    s->scaled = s->at;
  } else if (v > s->last_scale && s->total > 0 && s->scaled == s->at - 1) { /* 3 lakh crore */
    s->total *= v;
    s->scale *= v;
    s->last_scale = INFINITY;
  } else {
    return false;
  }
  s->at++;
  return true;
}

/* "two-and-a-half", "two-and-half" */
static bool take_hyphened_half(Scan *s) {
  double v;
  int32_t t = s->at;
  if (!hyphen(s, t) || !role_at(s, t + 1, STR("and"), 0, 0) || !hyphen(s, t + 2)) return false;
  t += 3;
  if (role_at(s, t, STR("article"), 0, 0) && hyphen(s, t + 1)) t += 2;
  if (!role_at(s, t, STR("part"), &v, 0) || (v != 2 && v != 4) || s->place == EMPTY) return false;
  s->current += 1 / v;
  s->at = t + 1;
  return true;
}

/* "two hundred and five", and "two and a half (million)". */
static bool take_and(Scan *s) {
  double v;
  Scan ahead = *s;
  if (take_hyphened_half(s)) return true;
  if (!role_at(s, s->at, STR("and"), 0, 0)) return false;
  if (role_at(s, s->at + 1, STR("article"), 0, 0) && role_at(s, s->at + 2, STR("part"), &v, 0) &&
      (v == 2 || v == 4)) {
    if (s->scaled == s->at - 1 && s->total > 0) /* 3 million and a half */
      s->total += s->last_scale / v;
    else
      s->current += 1 / v;
    s->at += 3;
    return true;
  }
  bool after_large = s->words && (s->place == OPEN || (s->place == EMPTY && s->total > 0));
  ahead.at++;
  if (!after_large || !take_small(&ahead)) return false;
  *s = ahead;
  return true;
}

/* "point five two". */
static bool take_point(Scan *s) {
  double v, unit = 0.1;
  if (!s->words || s->place == EMPTY || !role_at(s, s->at, STR("point"), 0, 0)) return false;
  int32_t t = s->at + 1;
  if (!role_at(s, t, STR("unit"), &v, 0)) return false;
  for (; t < s->at + 8 && role_at(s, t, STR("unit"), &v, 0); t++) {
    s->current += v * unit;
    unit /= 10;
  }
  s->at = t;
  s->place = CLOSED;
  return true;
}

/* "40-odd million": the scale behind a hedge that hangs on the number. */
static bool take_odd_scale(Scan *s) {
  Scan ahead = *s;
  if (!hyphen(s, s->at) || !role_at(s, s->at + 1, STR("odd"), 0, 0)) return false;
  ahead.at += 2;
  if (!take_scale(&ahead)) return false;
  *s = ahead;
  return true;
}

static bool take_word(Scan *s) {
  if (take_small(s) || take_scale(s) || take_and(s) || take_point(s)) return true;
  if (take_odd_scale(s)) return true;
  if (!hyphen(s, s->at) || (s->place != AFTER_TEN && s->place != OPEN && s->total == 0))
    return false;
  Scan ahead = *s;
  ahead.at++;
  if (!take_small(&ahead) && !take_scale(&ahead)) return false;
  *s = ahead;
  return true;
}

static double value_of(const Scan *s) {
  return s->total + (s->place == EMPTY ? 0 : s->current);
}

static bool is_of(const Scan *s, int32_t t) {
  return lex_hit_is(s->doc, s->lang, t, LEX_JOIN, JOIN_ROLE, STR("of")) != NONE;
}

/* The tag says that a noun phrase follows ("half the ...", "half of ..."). */
static bool opens_phrase(const Scan *s, int32_t t) {
  if (t >= s->end) return false;
  int tag = s->doc->tokens.at[t].tag;
  return tag == TAG_DT || tag == TAG_PRPS || tag == TAG_PDT || is_of(s, t);
}

/* "fell by almost a third", "up a fifth from May": a part of what moved, with nothing behind that it could rank ("added a
** third goal"). */
static bool part_moved(const Scan *s, int32_t first, int32_t last) {
  enum { WORDS = 3 /* before it */ };
  if (first < 1) return false;
  bool moved = lex_hit_before(s->doc, first, LEX_CHANGE, first - WORDS) != NONE ||
               lex_hit_before(s->doc, first, LEX_HEDGE, first - WORDS) != NONE ||
               lex_hit_is(s->doc, s->lang, first - 1, LEX_JOIN, JOIN_ROLE, STR("by")) != NONE;
  if (!moved) return false;
  int tag = last < s->end ? s->doc->tokens.at[last].tag : TAG_PERIOD;
  return tag == TAG_TO || tag == TAG_IN || tag == TAG_CC || tag == TAG_RB ||
         (last >= s->end || (s->doc->tokens.at[last].flags & TOK_PUNCT && !hyphen(s, last)));
}

/* two-thirds, a quarter of, half the: a denominator behind what was read so far. */
static bool take_part(Scan *s, bool article) {
  double v;
  int32_t t = s->at;
  if (s->words && hyphen(s, t)) t++;
  if (!role_at(s, t, STR("part"), &v, s->why ? 0 : &s->why)) return false;
  if (s->digits || s->total != 0) return false;
  if (s->current > 1 && role_at(s, t, STR("ord_hundred"), 0, 0))
    return false; /* the two hundredth */
  if (s->place == EMPTY) {
    bool half = v == 2;
    bool some = role_at(s, t + 1, STR("article"), 0, 0); /* half a million */
    bool scale = role_at(s, t + 1, STR("scale"), 0, 0);  /* a quarter million */
    bool moved = part_moved(s, article ? t - 1 : t, t + 1);
    if (!article && !half && !scale) return false; /* "third", "quarter" alone: ordinals, seasons */
    if (!some && !scale && !moved && !opens_phrase(s, t + 1) && !(half && article)) return false;
    s->current = 1 / v;
  } else {
    if (s->current < 1 || s->current >= v) return false;
    s->current /= v;
  }
  s->place = CLOSED;
  s->at = t + 1;
  return true;
}

/* "twenty-first", "second", "two hundredth": the ordinal word that ends the number. */
static bool take_ordinal(Scan *s) {
  double v;
  int32_t t = s->at;
  Why *why = s->why ? 0 : &s->why;
  if (s->digits) return false;
  if (s->place != EMPTY && hyphen(s, t)) t++;
  bool open = s->place == EMPTY || s->place == OPEN;
  if ((open &&
       (role_at(s, t, STR("ord_teen"), &v, why) || role_at(s, t, STR("ord_ten"), &v, why))) ||
      (s->place != CLOSED && role_at(s, t, STR("ord_unit"), &v, why))) {
    s->current = s->place == EMPTY ? v : s->current + v;
  } else if (role_at(s, t, STR("ord_hundred"), &v, why) ||
             role_at(s, t, STR("ord_scale"), &v, why)) {
    s->current = s->place == EMPTY ? v : s->current * v;
  } else {
    return false;
  }
  s->place = CLOSED;
  s->at = t + 1;
  return true;
}

/* interface.md: two thirds is 0.6667. */
static double four_decimals(double x) {
  return floor(x * 10000 + 0.5) / 10000;
}

static Number number_from(const Scan *s, int32_t first, double value, NumberForm form) {
  const Token *tokens = s->doc->tokens.at;
  return (Number){.start = tokens[first].start,
                  .end = tokens[s->at - 1].end,
                  .first = first,
                  .last = s->at,
                  .value = form == NUM_FRACTION ? four_decimals(value) : value,
                  .low = NAN,
                  .high = NAN,
                  .scale = s->scale > 0 ? s->scale : 1,
                  .glued = NONE,
                  .form = (uint8_t)form,
                  .has_value = form != NUM_VAGUE,
                  .why = s->why};
}

/* "half a million", "a quarter million", "two thirds of a million": the scale behind a part. */
static bool part_of_scale(Scan *s) {
  Scan ahead = *s;
  if (s->at + 1 < s->end && is_of(s, s->at) && role_at(&ahead, s->at + 1, STR("article"), 0, 0))
    ahead.at++;
  if (role_at(&ahead, ahead.at, STR("article"), 0, 0)) ahead.at++;
  if (!take_scale(&ahead)) return false;
  *s = ahead;
  return true;
}

/* Words alone. `first` is the token that they begin at. */
static bool read_words(Scan *s, int32_t first, Number *n) {
  bool article = role_at(s, s->at, STR("article"), 0, 0);
  if (article) {
    double v;
    Scan ahead = *s;
    ahead.at++;
    if (take_part(&ahead, true)) { /* a third of, a half */
      *s = ahead;
      part_of_scale(s);
      *n = number_from(s, first, value_of(s), s->scale > 0 ? NUM_WORDS : NUM_FRACTION);
      return true;
    }
    bool large = role_at(s, s->at + 1, STR("hundred"), &v, 0) ||
                 role_at(s, s->at + 1, STR("scale"), &v, 0) ||
                 role_at(s, s->at + 1, STR("dozen"), &v, 0);
    if (!large) return false;
    take(s, 1, CLOSED);
  }
  if (take_part(s, false)) { /* half the, half a million */
    part_of_scale(s);
    *n = number_from(s, first, value_of(s), s->scale > 0 ? NUM_WORDS : NUM_FRACTION);
    return true;
  }
  while (s->at - first < LONGEST && take_word(s)) {
  }
  if (s->place != EMPTY && s->total == 0 && take_part(s, false)) {
    part_of_scale(s);
    *n = number_from(s, first, value_of(s), s->scale > 0 ? NUM_WORDS : NUM_FRACTION);
    return true;
  }
  if (take_ordinal(s)) {
    *n = number_from(s, first, value_of(s), NUM_ORDINAL);
    return true;
  }
  if (s->at == first || (s->place == EMPTY && s->total == 0)) return false;
  *n = number_from(s, first, value_of(s), NUM_WORDS);
  return true;
}

/* "1/2" or "½" behind whole digits, or alone. Denominators that are dates or scores (9/11) are left
 * out. */
static bool take_slash(Scan *s, double *value) {
  double v;
  if (role_at(s, s->at, STR("glyph"), &v, 0)) {
    *value += v;
    s->at++;
    return true;
  }
  Str text = tok_fold(s->doc, s->at);
  const char *slash = memchr(text.s, '/', (size_t)text.n);
  if (!slash) return false;
  int32_t at = (int32_t)(slash - text.s);
  Digits a = digits_read(str_sub(text, 0, at)), b = digits_read(str_sub(text, at + 1, text.n));
  if (!a.good || !b.good || a.rest || b.rest) return false;
  bool of = s->at + 1 < s->end && s->doc->tokens.at[s->at + 1].tag == TAG_IN && b.value <= 128 &&
            lex_hit(s->doc, s->at + 1, LEX_JOIN) != NONE; /* 1/16 of an inch */
  if (a.value < 1 || a.value >= b.value || (b.value > 10 && !of)) return false;
  *value += a.value / b.value;
  s->at++;
  return true;
}

/* Something to count or a unit stands at t: then "1.2m" before it is millions, not metres. */
static bool counts(const Scan *s, int32_t t) {
  if (t >= s->end) return false;
  int tag = s->doc->tokens.at[t].tag;
  return tag == TAG_NNS || tag == TAG_NNPS || lex_hit(s->doc, t, LEX_UNIT) != NONE;
}

/* A scale's letter in a token of its own, cut from the digits before it: of money ("$1.2m"), or
** with something to count behind it. Letters that are no unit need neither. */
static bool take_letter(Scan *s, int32_t first) {
  const Doc *doc = s->doc;
  int32_t t = s->at;
  if (t >= s->end || spaced(doc, t)) return false;
  int32_t e = lex_entry(s->lang, tok_fold(doc, t), LEX_NUMBER);
  if (e == NONE || !str_eq(lex_str(s->lang, e, NUMBER_ROLE), STR("suffix"))) return false;
  bool money = first > 0 && lex_hit(doc, first - 1, LEX_CURRENCY) != NONE;
  bool unit = lex_entry(s->lang, tok_fold(doc, t), LEX_UNIT) != NONE;
  if (unit && !money && !counts(s, t + 1)) return false;
  s->scale = lex_num(s->lang, e, NUMBER_VALUE);
  s->current = digits_scaled(s->current, s->scale);
  s->at++;
  return true;
}

/* A unit of two words whose first is glued to digits: "20sq m", "31deg C". Its entry; NONE. */
static int32_t unit_of_two(Scan *s, Str glued) {
  char both[24];
  if (s->at >= s->end) return NONE;
  Str next = tok_fold(s->doc, s->at);
  if (glued.n + 1 + next.n > (int32_t)sizeof both) return NONE;
  memcpy(both, glued.s, (size_t)glued.n);
  both[glued.n] = ' ';
  memcpy(both + glued.n + 1, next.s, (size_t)next.n);
  return lex_entry(s->lang, (Str){both, glued.n + 1 + next.n}, LEX_UNIT);
}

/* What is glued to digits: a scale, an ordinal ending, a unit. False: a code, not a number ("4x4").
*/
static bool take_glued(Scan *s, const Token *tok, int32_t rest, Number *n, double *value,
                       bool *ordinal) {
  Str glued = str_sub(s->doc->fold, tok->start + rest, tok->end);
  int32_t e = lex_entry(s->lang, glued, LEX_NUMBER);
  int32_t unit = lex_entry(s->lang, glued, LEX_UNIT);
  Str role = e == NONE ? STR_NONE : lex_str(s->lang, e, NUMBER_ROLE);
  bool money = tok->start > 0 && s->at >= 2 && s->doc->tokens.at[s->at - 2].end == tok->start;
  if (str_eq(role, STR("ending"))) {
    *ordinal = true;
  } else if ((str_eq(role, STR("suffix")) || str_eq(role, STR("scale"))) &&
             (unit == NONE || money || counts(s, s->at))) {
    s->scale = lex_num(s->lang, e, NUMBER_VALUE);
    *value = digits_scaled(*value, s->scale);
  } else if (unit_of_two(s, glued) != NONE) {
    n->glued = tok->start + rest;
    s->at++;
  } else if (unit != NONE || lex_entry(s->lang, glued, LEX_CURRENCY) != NONE) {
    n->glued = tok->start + rest;
  } else {
    return false;
  }
  return true;
}

/* Digits, with a sign, a fraction, a scale word behind. */
static bool read_digits(Scan *s, int32_t first, Number *n) {
  const Doc *doc = s->doc;
  double value = 0;
  bool ordinal = false;
  if (take_slash(s, &value)) {
    *n = number_from(s, first, value, NUM_FRACTION);
    return true;
  }
  const Token *tok = &doc->tokens.at[s->at];
  Digits d = digits_read(tok_fold(doc, s->at));
  if (!d.good) return false;
  value = d.value;
  s->at++;
  s->digits = true;
  Number glued = {.glued = NONE};
  if (d.rest) {
    if (!take_glued(s, tok, d.rest, &glued, &value, &ordinal)) return false;
  } else {
    Scan joined = *s; /* 1 234 567: groups of three parted by blanks */
    double groups = d.grouped ? 0 : digits_groups(doc, first, s->end, &joined.at);
    if (groups > 0) {
      *s = joined;
      value = groups;
    }
    Scan ahead = *s;
    if (ahead.at < s->end && take_slash(&ahead, &value)) *s = ahead;
  }
  s->current = value;
  s->place = OPEN;
  if (!ordinal && glued.glued == NONE && s->scale == 0 && !take_letter(s, first)) {
    take_odd_scale(s);
    Scan ahead = *s;
    if (take_and(&ahead) || hyphen(s, s->at)) { /* 2 and a half million, 12-million */
      if (hyphen(s, s->at)) ahead = *s, ahead.at++;
      if (take_scale(&ahead))
        *s = ahead;
      else if (!hyphen(s, s->at))
        *s = ahead;
    }
    while (take_scale(s)) {
    }
    if (s->scale > 0) take_and(s); /* 3 million and a half */
  }
  *n = number_from(s, first, value_of(s),
                   ordinal        ? NUM_ORDINAL
                   : s->scale > 0 ? NUM_MIXED
                                  : NUM_DIGITS);
  n->glued = glued.glued;
  return true;
}

/* 2:14:04 and 1:36.6, as seconds. 4:39 is rather a time of day. */
static bool read_clock(Scan *s, int32_t first, Number *n) {
  double seconds;
  if (!digits_clock(tok_text(s->doc, first), &seconds)) return false;
  s->at = first + 1;
  *n = number_from(s, first, seconds, NUM_CLOCK);
  return true;
}

/* Vague amounts are phrases of the lexicon as they stand. */
static bool read_vague(Scan *s, int32_t first, Number *n) {
  int32_t h = lex_hit(s->doc, first, LEX_NUMBER);
  if (h == NONE) return false;
  const Hit *hit = &s->doc->hits.at[h];
  if (!str_eq(lex_str(s->lang, hit->entry, NUMBER_ROLE), STR("vague"))) return false;
  s->at = hit->last;
  s->why = lex_why(s->lang, hit->entry);
  *n = number_from(s, first, NAN, NUM_VAGUE);
  n->low = lex_num(s->lang, hit->entry, NUMBER_VALUE); /* "dozens": two at least */
  return true;
}

/* "plus or | minus 3 points": either way, no sign. */
static bool either(const Scan *s, int32_t minus) {
  int32_t t = minus - 1;
  while (t > minus - 5 && t >= 0 && !role_at(s, t, STR("plus"), 0, 0)) t--;
  return t > minus - 5 && t >= 0 && t < minus - 1;
}

/* A minus sign stands right before digits and behind a space; "minus" before any number. */
static bool take_sign(Scan *s) {
  const Doc *doc = s->doc;
  int32_t t = s->at;
  if (t + 1 >= s->end) return false;
  if (role_at(s, t, STR("minus"), 0, 0) && either(s, t)) return false;
  if (role_at(s, t, STR("minus"), 0, 0)) {
    s->at += hyphen(s, t + 1) && t + 2 < s->end ? 2 : 1;
    return true;
  }
  bool dash = is_mark(doc, t, '-') || str_eq(tok_text(doc, t), STR("\xE2\x88\x92"));
  if (!dash || !spaced(doc, t) || spaced(doc, t + 1) || !tok_is(doc, t + 1, TOK_DIGIT))
    return false;
  if (t > 0 && tok_is(doc, t - 1, TOK_DIGIT)) { /* "5 -3" is none, "the 500 -0.6%" is */
    Digits d = digits_read(tok_text(doc, t + 1));
    if (!d.good || !d.decimals) return false;
  }
  s->at++;
  return true;
}

static bool number_at(const Doc *doc, const Lang *lang, int32_t t, int32_t end, Number *n) {
  Scan s = {.doc = doc, .lang = lang, .at = t, .end = end, .last_scale = INFINITY, .scaled = NONE};
  if (read_vague(&s, t, n) || read_clock(&s, t, n)) return true;
  bool minus = take_sign(&s);
  int32_t from = s.at;
  Str text = tok_text(doc, from);
  bool point = text.n > 1 && text.s[0] == '.' && text.s[1] >= '0' && text.s[1] <= '9'; /* .5 */
  bool good = tok_is(doc, from, TOK_DIGIT) || point || role_at(&s, from, STR("glyph"), 0, 0)
                  ? read_digits(&s, from, n)
                  : doc->tokens.at[from].hit != NONE && read_words(&s, from, n);
  if (!good) return false;
  if (minus) {
    n->value = -n->value;
    n->first = t;
    n->start = doc->tokens.at[t].start;
  }
  return true;
}

/* A word of numbers.tsv; of those that most often begin none, "and" never does, and an article only before
** another one. */
static bool word_begins(const Doc *doc, const Lang *lang, int32_t hit) {
  Str role = lex_str(lang, doc->hits.at[hit].entry, NUMBER_ROLE);
  int32_t next = doc->hits.at[hit].last;
  if (str_eq(role, STR("article")))
    return next < doc->tokens.n && lex_hit(doc, next, LEX_NUMBER) != NONE;
  return !str_eq(role, STR("and"));
}

/* Most tokens begin no number: a digit, a word, a sign before digits, ".5" do. */
static bool may_begin(const Doc *doc, const Lang *lang, int32_t t) {
  const Token *tok = &doc->tokens.at[t];
  if (tok->flags & TOK_DIGIT) return true;
  int32_t hit = lex_hit(doc, t, LEX_NUMBER);
  if (hit != NONE) return word_begins(doc, lang, hit);
  if (tok->flags & TOK_PUNCT) return t + 1 < doc->tokens.n && tok_is(doc, t + 1, TOK_DIGIT);
  return doc->text.s[tok->start] == '.';
}

void read_number(Doc *doc, Reader *r) {
  for (int32_t i = 0; i < doc->sentences.n; i++) {
    int32_t end = doc->sentences.at[i].last;
    for (int32_t t = doc->sentences.at[i].first; t < end;) {
      Number n;
      if (!may_begin(doc, r->lang, t) || !number_at(doc, r->lang, t, end, &n)) {
        t++;
        continue;
      }
      int32_t id = doc_add(doc, &doc->numbers, &n);
      if (id == NONE) return;
      doc->tokens.at[n.first].number = id;
      t = n.last;
    }
    if ((i & 1023) == 0 && doc_stop(doc)) return;
  }
}

double number_of(const Doc *doc) {
  if (doc->rc != DOC_OK || doc->numbers.n != 1) return NAN;
  const Number *n = &doc->numbers.at[0];
  bool whole = n->first == 0 && n->last == doc->tokens.n;
  return whole && n->has_value && n->form != NUM_CLOCK ? n->value : NAN;
}
