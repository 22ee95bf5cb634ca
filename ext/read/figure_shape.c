/* figure_shape.c - what kind of figure it is: currency, unit, range, age, ratio, rate, score. */
#include "read/digits.h"
#include "read/figure.h"

#include <math.h>

#define LEVEL 3      /* "rose by 300 to 2,100": more than so many times the change, it is a level */
#define SCORE_BACK 8 /* tokens between two scores of one sentence */
#define PLAY_BACK 5  /* tokens between a verb of play and its score */
#define CHANGE_BACK 12 /* tokens between a verb of change and "from" */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

/* The Number that starts at t, NULL. */
static const Number *number_at(const Draft *d, int32_t t) {
  if (t >= d->end) return 0;
  int32_t n = token(d, t)->number;
  return n == NONE ? 0 : &d->doc->numbers.at[n];
}

static void set_unit(Draft *d, int32_t entry, Str text) {
  Str kind = lex_str(d->lang, entry, UNIT_KIND);
  d->f.unit = lex_str(d->lang, entry, UNIT_CODE);
  d->f.unit_text = text;
  d->f.per = lex_str(d->lang, entry, UNIT_PER);
  d->f.why = lex_why(d->lang, entry);
  for (int k = FIGURE_COUNT; k <= FIGURE_INDEX; k++) {
    const char *name = figure_kind_name(k);
    if (str_eq(kind, (Str){name, (int32_t)strlen(name)})) d->f.kind = (uint8_t)k;
  }
  if (!str_none(d->f.per)) d->f.kind = FIGURE_RATE;
}

/* $, US$, Rs before the number. */
static bool money_before(Draft *d) {
  int32_t h = hit_before(d, d->first, LEX_CURRENCY);
  if (h == NONE || !str_eq(hit_str(d, h, CURRENCY_PLACE), STR("prefix"))) return false;
  const Hit *hit = &d->doc->hits.at[h];
  d->first = hit->first;
  d->f.kind = FIGURE_MONEY;
  d->f.unit = lex_str(d->lang, hit->entry, CURRENCY_CODE);
  d->f.unit_text = range_text(d->doc, doc_range(d->doc, hit->first, hit->last));
  d->f.why = lex_why(d->lang, hit->entry);
  return true;
}

/* "3 billion won", "to 1,205 won": a sum, not those who won. */
static bool sums(const Draft *d) {
  int32_t join = hit_before(d, d->first, LEX_JOIN);
  return d->number->scale > 1 || (join != NONE && d->number->value >= 100);
}

/* "dollars" behind it. What can be a weight too (pounds) is money only with a scale word. */
static bool money_behind(Draft *d, int32_t t) {
  int32_t h = hit_at(d, t, LEX_CURRENCY, CURRENCY_PLACE, STR("word"));
  if (h == NONE || (token(d, t)->tag == TAG_VBD && !sums(d))) return false; /* "the 12 won" */
  const Hit *hit = &d->doc->hits.at[h];
  bool weight = lex_hit(d->doc, t, LEX_UNIT) != NONE &&
                d->doc->hits.at[lex_hit(d->doc, t, LEX_UNIT)].last == hit->last;
  bool which =
      !str_none(lex_str(d->lang, hit->entry, CURRENCY_CODE)); /* crowns: of which country? */
  if ((weight || !which) && d->number->scale < 2) return false;
  d->last = hit->last;
  if (d->f.kind == FIGURE_MONEY) return true;
  d->f.kind = FIGURE_MONEY;
  d->f.unit = lex_str(d->lang, hit->entry, CURRENCY_CODE);
  d->f.unit_text = range_text(d->doc, doc_range(d->doc, hit->first, hit->last));
  d->f.why = lex_why(d->lang, hit->entry);
  return true;
}

/* "three times" counts occasions unless something is multiplied: "three times the rate", "as". */
static bool multiplies(const Draft *d, int32_t t) {
  if (t >= d->end || joins(d, t, STR("each"), 0)) return false;
  int tag = token(d, t)->tag;
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_DT || tag == TAG_PDT || tag == TAG_PRPS ||
         tag == TAG_JJR || tag == TAG_RBR || tag == TAG_RB;
}

/* C for °C, but no "13F filing", no "500 F-Series": a letter that stands for more only where its phrase ends. */
static bool letter_fits(const Draft *d, int32_t entry, Str text, int32_t behind) {
  bool letter = text.n == 1 && text.s[0] >= 'A' && text.s[0] <= 'Z' &&
                lex_str(d->lang, entry, UNIT_CODE).n > 1;
  if (!letter || behind >= d->end) return true;
  int tag = token(d, behind)->tag;
  bool ends = tok_is(d->doc, behind, TOK_PUNCT) && tag != TAG_HYPH;
  return (ends || tag == TAG_IN || tag == TAG_CC) && fabs(d->number->value) < 200;
}

/* The unit behind the number at token t, a hyphen between them or not. */
static bool unit_behind(Draft *d, int32_t t) {
  int32_t part = t; /* "half a percentage point", "a quarter of an hour" */
  joins(d, part, STR("of"), &part);
  if (d->number->form == NUM_FRACTION && joins(d, part, STR("each"), &part)) t = part;
  bool hyphen = joins(d, t, STR("dash"), 0) && glued_to_next(d, t);
  if (money_behind(d, t) || (hyphen && money_behind(d, t + 1))) return true;
  if (d->f.kind == FIGURE_MONEY) return false;
  if (hyphen) t++;
  int32_t h = t < d->end ? lex_hit(d->doc, t, LEX_UNIT) : NONE;
  if (h == NONE || (token(d, t)->number != NONE && t != part)) return false;
  const Hit *hit = &d->doc->hits.at[h];
  if (str_eq(hit_str(d, h, UNIT_KIND), STR("multiple")) && !multiplies(d, hit->last)) return false;
  Str text = range_text(d->doc, doc_range(d->doc, hit->first, hit->last));
  if (!letter_fits(d, hit->entry, text, hit->last)) return false;
  if (token(d, t)->number != NONE) d->next_number = token(d, t)->number + 1; /* of a second */
  set_unit(d, hit->entry, text);
  d->last = hit->last;
  return true;
}

/* The unit glued to a number's digits; NONE. */
static int32_t glued_entry(const Draft *d, const Number *n) {
  return n->glued == NONE ? NONE
                          : lex_entry(d->lang, str_sub(d->doc->fold, n->glued, n->end), LEX_UNIT);
}

static bool glued_unit(Draft *d, const Number *n) {
  int32_t entry = glued_entry(d, n);
  if (n->glued == NONE) return false;
  Str text = str_sub(d->doc->text, n->glued, n->end); /* 115USD */
  if (entry != NONE) {
    if (!letter_fits(d, entry, text, n->last)) return false;
    set_unit(d, entry, text);
    return true;
  }
  entry = lex_entry(d->lang, str_sub(d->doc->fold, n->glued, n->end), LEX_CURRENCY);
  if (entry == NONE) return false;
  d->f.kind = FIGURE_MONEY;
  d->f.unit = lex_str(d->lang, entry, CURRENCY_CODE);
  d->f.unit_text = text;
  d->f.why = lex_why(d->lang, entry);
  return true;
}

/* How many of the smaller unit make one of the figure's; 0 where it is no part of it. */
static double parts_of(const Draft *d, Str smaller) {
  char codes[24];
  int32_t n = d->f.unit.n + 1 + smaller.n;
  if (n > (int32_t)sizeof codes) return 0;
  memcpy(codes, d->f.unit.s, (size_t)d->f.unit.n);
  codes[d->f.unit.n] = ' ';
  memcpy(codes + d->f.unit.n + 1, smaller.s, (size_t)smaller.n);
  for (int32_t i = 0; i < n; i++)
    if (codes[i] >= 'A' && codes[i] <= 'Z') codes[i] = (char)(codes[i] + 32);
  int32_t parts = lex_entry(d->lang, (Str){codes, n}, LEX_PARTS);
  return parts == NONE ? 0 : lex_num(d->lang, parts, PARTS_RATIO);
}

/* The code of the unit of b, a number that may go on a measure, and where it ends. */
static Str smaller_code(const Draft *d, const Number *b, int32_t *last) {
  int32_t unit = glued_entry(d, b);
  *last = b->last;
  if (unit != NONE) return lex_str(d->lang, unit, UNIT_CODE);
  if (joins(d, *last, STR("dash"), 0) && glued_to_next(d, *last)) (*last)++;
  if (*last >= d->end) return STR_NONE;
  bool money = d->f.kind == FIGURE_MONEY;
  int32_t h = lex_hit(d->doc, *last, money ? LEX_CURRENCY : LEX_UNIT);
  int32_t at = *last;
  *last = h == NONE ? at + 1 : d->doc->hits.at[h].last;
  if (h == NONE) return tok_fold(d->doc, at); /* "5 ft 2 in" */
  return hit_str(d, h, money ? CURRENCY_CODE : UNIT_CODE);
}

/* "six feet two inches", "5ft 10in", "6-foot-2", "two hours and 30 minutes": a smaller unit goes on. */
static void smaller_unit(Draft *d) {
  int32_t t = d->last, last;
  bool close = joins(d, t, STR("dash"), 0) && glued_to_next(d, t);
  bool comma = t < d->end && token(d, t)->tag == TAG_COMMA && d->f.kind != FIGURE_DURATION;
  if (close || comma || joins(d, t, STR("and"), 0)) t++;
  const Number *b = number_at(d, t);
  if (!b || !b->has_value || b->form > NUM_WORDS || str_none(d->f.unit)) return;
  Str code = smaller_code(d, b, &last);
  double ratio = str_none(code) ? 0 : parts_of(d, code);
  if (ratio == 0 && close) {
    ratio = parts_of(d, STR("-"));
    last = b->last;
  }
  if (!(b->value >= 0 && b->value < ratio)) return;
  double value = d->number->value + b->value / ratio;
  d->f.value = d->f.low = d->f.high = floor(value * 10000 + 0.5) / 10000;
  d->last = last;
  d->next_number = token(d, t)->number + 1;
}

/* Ranges: "10 to 12", "$5–8 million", "between 6 and 11", "two or three". With "from", a change
** verb's two ends are two figures: "rose from 5 to 7". */
static bool changes(const Draft *d) {
  for (int32_t t = d->first - 1; t >= d->begin && t >= d->first - CHANGE_BACK; t--)
    if (lex_hit(d->doc, t, LEX_CHANGE) != NONE) return true;
  return false;
}

static bool joined_by(const Draft *d, int32_t t, int32_t *last) {
  if (joins(d, t, STR("dash"), last) || joins(d, t, STR("or"), last)) return true;
  int32_t before = hit_before(d, d->first, LEX_JOIN);
  Str role = before == NONE ? STR_NONE : hit_str(d, before, JOIN_ROLE);
  if (joins(d, t, STR("and"), last)) {
    if (str_eq(role, STR("aged"))) { /* between the ages of 17 and 29 */
      int32_t from = d->doc->hits.at[before].first;
      if (from > d->begin && token(d, from - 1)->tag == TAG_DT) from--;
      int32_t outer = hit_before(d, from, LEX_JOIN);
      role = outer == NONE ? STR_NONE : hit_str(d, outer, JOIN_ROLE);
    }
    return str_eq(role, STR("between"));
  }
  return joins(d, t, STR("to"), last) && !(str_eq(role, STR("from")) && changes(d));
}

/* "fell 5,000 to 330,000": right behind a word of change, and no unit that both share ("rose 5 to 20 percent"). */
static bool to_level(const Draft *d, const Number *b, int32_t t) {
  if (d->f.kind != FIGURE_COUNT || !joins(d, t - 1, STR("to"), 0)) return false;
  if (hit_before(d, d->first, LEX_CHANGE) == NONE || b->glued != NONE) return false;
  return b->last >= d->end || (lex_hit(d->doc, b->last, LEX_UNIT) == NONE &&
                               lex_hit(d->doc, b->last, LEX_CURRENCY) == NONE);
}

static bool range_ends(Draft *d, const Number *b, int32_t t) {
  const Number *a = d->number;
  if (a->form == NUM_FRACTION && a->value < 1 && b->value > 10) return false; /* a third to 45 */
  double low = a->value;
  if (a->scale < 2 && b->scale > 1 && low * b->scale <= b->value)
    low = digits_scaled(low, b->scale);
  if (!(low < b->value) || b->form == NUM_ORDINAL || a->form == NUM_ORDINAL) return false;
  int32_t before = hit_before(d, d->first, LEX_JOIN);
  Str role = before == NONE ? STR_NONE : hit_str(d, before, JOIN_ROLE);
  bool far = b->value > LEVEL * low;
  if (far && str_eq(role, STR("by")) && changes(d)) return false;
  if (far && to_level(d, b, t)) return false;
  if (str_eq(role, STR("between")) || str_eq(role, STR("from")))
    d->first = d->doc->hits.at[before].first;
  d->f.value = d->f.low = low;
  d->f.high = b->value;
  d->f.relation = RELATION_BETWEEN;
  d->last = b->last;
  d->next_number = token(d, t)->number + 1;
  return true;
}

/* The second end of a range, behind token t. Its own currency sign may stand before it. */
static bool range_behind(Draft *d) {
  int32_t t;
  if (!d->number->has_value || !joined_by(d, d->last, &t)) return false;
  int32_t prefix = t < d->end ? lex_hit(d->doc, t, LEX_CURRENCY) : NONE;
  if (d->f.kind == FIGURE_MONEY && prefix != NONE && !number_at(d, t)) {
    if (!str_eq(hit_str(d, prefix, CURRENCY_CODE), d->f.unit)) return false;
    t = d->doc->hits.at[prefix].last;
  }
  const Number *b = number_at(d, t);
  return b && b->has_value && range_ends(d, b, t);
}

/* "lost 3-6 to", "6-4, 3-6, 7-5": behind a verb of play or another score, with nothing behind that could be counted. */
static bool played(const Draft *d, int32_t last) {
  int tag = last < d->end ? token(d, last)->tag : TAG_NONE;
  bool counts = figure_is_noun(tag) || tag == TAG_JJ || tag == TAG_HYPH ||
                (last < d->end && lex_hit(d->doc, last, LEX_UNIT) != NONE);
  if (counts) return false;
  int32_t i = d->doc->figures.n - 1;
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  if (f && f->kind == FIGURE_SCORE && f->sentence == d->f.sentence &&
      d->first - f->last <= SCORE_BACK)
    return true;
  for (int32_t t = d->first - 1; t >= d->begin && t >= d->first - PLAY_BACK; t--) {
    if (token(d, t)->number != NONE) return false;
    if (hit_at(d, t, LEX_LIGHT, LIGHT_ROLE, STR("plays")) != NONE) return true;
  }
  return false;
}

/* 2-0, 52–48: two small whole numbers joined without a blank, the first not below the second or told of play. */
static bool score(Draft *d) {
  int32_t t = d->last;
  const Number *a = d->number, *b = number_at(d, t + 1);
  if (a->form != NUM_DIGITS || !joins(d, t, STR("dash"), 0) || !glued_to_next(d, t) || !b)
    return false;
  if (b->form != NUM_DIGITS || a->value > 500 || b->value > 500) return false;
  if (a->value < b->value && !played(d, b->last)) return false;
  if (a->value != floor(a->value) || b->value != floor(b->value)) return false;
  d->f.kind = FIGURE_SCORE;
  d->last = b->last;
  d->next_number = token(d, t + 1)->number + 1;
  return true;
}

/* A hyphen at t is skipped ("three-in-five"). */
static int32_t behind_hyphen(const Draft *d, int32_t t) {
  return joins(d, t, STR("dash"), 0) && glued_to_next(d, t) ? t + 1 : t;
}

/* "voted 70 to 20", "230-to-198": more against less, where nothing changes from one to the other. */
static bool tally(Draft *d) {
  int32_t t;
  const Number *a = d->number;
  if (a->form != NUM_DIGITS || d->f.kind != FIGURE_COUNT) return false;
  if (!joins(d, behind_hyphen(d, d->last), STR("to"), &t)) return false;
  t = behind_hyphen(d, t);
  const Number *b = number_at(d, t);
  int32_t before = hit_before(d, d->first, LEX_JOIN);
  bool from = before != NONE && str_eq(hit_str(d, before, JOIN_ROLE), STR("from"));
  if (!b || b->form != NUM_DIGITS || a->scale > 1 || b->scale > 1 || from || changes(d))
    return false;
  if (a->value != floor(a->value) || !(a->value > b->value) || a->value > 1000) return false;
  if (b->last < d->end && lex_hit(d->doc, b->last, LEX_UNIT) != NONE) return false;
  d->f.kind = FIGURE_SCORE;
  d->last = b->last;
  d->next_number = token(d, t)->number + 1;
  return true;
}

/* "one in ten", "three out of five", "a three-in-five chance". */
static bool ratio(Draft *d) {
  int32_t t, from = behind_hyphen(d, d->last);
  const Number *a = d->number;
  bool out = joins(d, from, STR("out"), &t);
  if (!out && !joins(d, from, STR("in"), &t)) return false;
  t = behind_hyphen(d, t);
  const Number *b = number_at(d, t);
  if (!b || !b->has_value || token(d, t)->date != NONE || !(a->value < b->value)) return false;
  if (!out && (a->value > 10 || a->form != b->form)) return false;
  d->f.kind = FIGURE_RATIO;
  d->f.value = d->f.low = d->f.high = floor(a->value / b->value * 10000 + 0.5) / 10000;
  d->last = b->last;
  d->next_number = token(d, t)->number + 1;
  return true;
}

/* "$" and "a barrel" stand apart in the text; the unit as written is both. */
static Str joined(Draft *d, Str a, Str b) {
  char *to = doc_alloc(d->doc, (size_t)a.n + (size_t)b.n + 1);
  if (!to) return a;
  memcpy(to, a.s, (size_t)a.n);
  to[a.n] = ' ';
  memcpy(to + a.n + 1, b.s, (size_t)b.n);
  return (Str){to, a.n + b.n + 1};
}

/* "$58 a barrel", "12 deaths per 1,000": the unit after per. */
void figure_rate(Draft *d) {
  int32_t t;
  bool per = joins(d, d->last, STR("per"), &t) ||
             (joins(d, d->last, STR("slash"), &t) && t < d->end && tok_is(d->doc, t, TOK_LETTER));
  if (!per && !joins(d, d->last, STR("each"), &t)) return;
  int32_t date = token(d, d->last)->date; /* "1.6 million a year earlier" */
  if (date != NONE && d->doc->dates.at[date].kind <= DATE_TIME) return;
  if (t >= d->end || tok_is(d->doc, t, TOK_PUNCT)) return;
  bool unit = lex_hit(d->doc, t, LEX_UNIT) != NONE;
  if (!per && d->f.kind == FIGURE_COUNT) return;
  if (!per && !unit && token(d, t)->tag != TAG_NN) return;
  if (!per && d->f.kind != FIGURE_MONEY && !unit) return;
  int32_t last = unit ? d->doc->hits.at[lex_hit(d->doc, t, LEX_UNIT)].last : t + 1;
  if (number_at(d, t)) {
    last = number_at(d, t)->last;
    d->next_number = token(d, t)->number + 1;
  }
  d->f.per = unit ? lex_phrase(d->lang, d->doc->hits.at[lex_hit(d->doc, t, LEX_UNIT)].entry)
                  : range_text(d->doc, doc_range(d->doc, t, last));
  d->f.kind = FIGURE_RATE;
  if (!str_none(d->f.unit_text))
    d->f.unit_text =
        joined(d, d->f.unit_text, range_text(d->doc, doc_range(d->doc, d->last, last)));
  d->last = last;
}

/* "magnitude 5.8", "a magnitude of 4.9": the scale's name in front. */
static bool index_before(Draft *d) {
  int32_t of = hit_before(d, d->first, LEX_JOIN), from = d->first;
  if (of != NONE && str_eq(hit_str(d, of, JOIN_ROLE), STR("of"))) from = d->doc->hits.at[of].first;
  int32_t h = hit_before(d, from, LEX_UNIT);
  if (h == NONE || d->f.kind != FIGURE_COUNT || !str_eq(hit_str(d, h, UNIT_KIND), STR("index")))
    return false;
  const Hit *hit = &d->doc->hits.at[h];
  if (tok_is(d->doc, hit->first, TOK_DIGIT)) return false;
  set_unit(d, hit->entry, range_text(d->doc, doc_range(d->doc, hit->first, hit->last)));
  d->first = hit->first;
  return true;
}

/* "rose 12 pence to 340 pence": a change, and the level that it leads to. */
static bool moved(const Draft *d, const Draft *range) {
  return range->f.high > LEVEL * range->f.low && hit_before(d, d->first, LEX_CHANGE) != NONE;
}

/* "8.9 per cent, up 0.7 points": of a level told in percent right before. */
static void points_of_percent(Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  bool points = d->f.kind == FIGURE_INDEX && d->last == d->number->last + 1 && d->f.value < 30;
  if (!points || !f || f->kind != FIGURE_PERCENT || !str_none(f->change)) return;
  if (f->sentence != d->f.sentence || d->first - f->last > 3) return;
  if (hit_before(d, d->first, LEX_CHANGE) == NONE) return;
  d->f.kind = FIGURE_POINTS;
  d->f.unit = f->unit;
}

/* "the last three quarters": the number took the unit for a part, the dates know better. */
static bool quarters(Draft *d) {
  const Number *n = d->number;
  int32_t t = n->last - 1, date = NONE;
  for (int32_t i = n->first; date == NONE && i >= d->begin && i > n->first - 4; i--)
    date = token(d, i)->date; /* "over the last three quarters" */
  int32_t h = lex_hit(d->doc, t, LEX_UNIT), part = lex_hit(d->doc, t, LEX_NUMBER);
  if (n->form != NUM_FRACTION || date == NONE || h == NONE || part == NONE) return false;
  const Date *length = &d->doc->dates.at[date];
  if (length->kind != DATE_DURATION || length->last_token != n->last) return false;
  set_unit(d, d->doc->hits.at[h].entry, tok_text(d->doc, t));
  d->f.value = n->value * lex_num(d->lang, d->doc->hits.at[part].entry, NUMBER_VALUE);
  d->f.low = d->f.high = d->f.value = floor(d->f.value + 0.5);
  return true;
}

bool figure_shape(Draft *d) {
  const Number *n = d->number;
  if (n->form == NUM_ORDINAL) {
    d->f.kind = FIGURE_ORDINAL;
    return true;
  }
  if (quarters(d)) return true;
  if (n->form == NUM_FRACTION && n->value < 1) d->f.kind = FIGURE_RATIO;
  money_before(d);
  if (n->form == NUM_CLOCK) {
    d->f.kind = FIGURE_DURATION;
    d->f.unit = STR("s");
    return true;
  }
  if (n->glued != NONE && !glued_unit(d, n)) return false; /* a 13F filing */
  if (n->glued == NONE && (score(d) || tally(d) || ratio(d))) return true;
  if (index_before(d)) return true;
  if (range_behind(d)) {
    const Number *b = &d->doc->numbers.at[d->next_number - 1];
    if (!glued_unit(d, b)) unit_behind(d, d->last);
  } else if (n->glued != NONE || unit_behind(d, d->last)) {
    Draft ahead = *d; /* "5% to 7%": only with the same unit; "fell 5% to 3,005" is two figures */
    if (range_behind(&ahead) && !moved(d, &ahead) && unit_behind(&ahead, ahead.last) &&
        str_eq(ahead.f.unit, d->f.unit) && ahead.f.kind == d->f.kind)
      *d = ahead;
    else
      smaller_unit(d);
  }
  points_of_percent(d);
  figure_age(d);
  figure_rate(d);
  return true;
}

bool figure_one(Draft *d, int32_t t) {
  const Token *k = token(d, t);
  if (k->date == NONE || t == d->begin || token(d, t - 1)->tag != TAG_IN) return false;
  const Date *date = &d->doc->dates.at[k->date];
  if (date->kind != DATE_DURATION || date->first_token != t || date->last_token != t + 2)
    return false;
  int32_t h = lex_hit(d->doc, t + 1, LEX_UNIT);
  if (hit_at(d, t, LEX_NUMBER, NUMBER_ROLE, STR("article")) == NONE || h == NONE) return false;
  Str code = hit_str(d, h, UNIT_CODE);
  if (code.n > 0 && code.s[0] >= '0' && code.s[0] <= '9') return false; /* a century: no count */
  set_unit(d, d->doc->hits.at[h].entry, tok_text(d->doc, t + 1));
  d->last = t + 2;
  d->f.value = d->f.low = d->f.high = 1;
  return true;
}

bool figure_multiple(Draft *d, int32_t t) {
  int32_t h = lex_hit(d->doc, t, LEX_MULTIPLE);
  if (h == NONE || lex_hit(d->doc, t, LEX_CUT) != NONE) return false; /* "doubled down" */
  const Hit *hit = &d->doc->hits.at[h];
  int tag = token(d, t)->tag;
  bool verb = tag == TAG_VBD || tag == TAG_VBN || tag == TAG_VBZ || tag == TAG_VBP ||
              tag == TAG_VB || tag == TAG_VBG;
  Str kind = hit_str(d, h, MULTIPLE_KIND);
  bool count = str_eq(kind, STR("count")), fold = str_eq(kind, STR("fold"));
  bool the = hit->last < d->end && token(d, hit->last)->tag == TAG_DT; /* double the number */
  if (!count && !verb && tag != TAG_RB && !the && !fold) return false;
  if (count && tag != TAG_RB && tag != TAG_NONE) return false;
  if (count && lex_num(d->lang, hit->entry, MULTIPLE_VALUE) < 2)
    return false; /* "once" is mostly "formerly" */
  d->last = hit->last;
  d->f.value = d->f.low = d->f.high = lex_num(d->lang, hit->entry, MULTIPLE_VALUE);
  bool as = the || joins(d, hit->last, STR("as"), 0); /* twice the number, twice as many */
  d->f.kind = count && !as ? FIGURE_COUNT : FIGURE_MULTIPLE;
  d->f.why = lex_why(d->lang, hit->entry);
  return true;
}
