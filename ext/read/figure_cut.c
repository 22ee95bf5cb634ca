/* figure_cut.c - numbers that are no figures: years, dates, names, labels, idioms, phone and list
 * numbers. */
#include "read/figure.h"

#include <math.h>

#define LAST_YEAR 2100 /* told as a bare number */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

static bool is_char(const Draft *d, int32_t t, char c) {
  return t >= d->begin && t < d->end && token(d, t)->end == token(d, t)->start + 1 &&
         d->doc->text.s[token(d, t)->start] == c;
}

/* Part of a name ("Boeing 737"). A name that the number merely precedes ("18 B-17s") starts behind
** it; a number with its unit ("50GB") is no name whatever the model says. */
static bool in_name(const Draft *d) {
  int32_t m = token(d, d->first)->mention;
  if (m == NONE || hit_before(d, d->first, LEX_CURRENCY) != NONE) return false;
  const Mention *name = &d->doc->mentions.at[m];
  if (name->first == d->first && name->last <= d->last && d->number->glued != NONE) return false;
  int32_t unit = d->last < d->end ? lex_hit(d->doc, d->last, LEX_UNIT) : NONE;
  if (unit != NONE && str_eq(hit_str(d, unit, UNIT_KIND), STR("percent"))) return false;
  return name->first <= d->first && d->number->last <= name->last;
}

/* "Watch 5", "Voyager 2": digits right behind a capitalised noun, with nothing behind them that they
** count or measure. */
static bool numbered_name(const Draft *d) {
  int32_t t = d->first, next = d->last;
  if (t == d->begin || !tok_is(d->doc, t, TOK_SPACE) || d->number->form != NUM_DIGITS) return false;
  if (token(d, t)->end - token(d, t)->start > 4 || d->number->glued != NONE) return false;
  int before = token(d, t - 1)->tag;
  bool name = before == TAG_NNP || before == TAG_NNPS || (before == TAG_NN && t - 1 > d->begin);
  if (!name || !tok_is(d->doc, t - 1, TOK_CAP)) return false;
  if (d->number->value != floor(d->number->value)) return false;
  if (hit_before(d, t, LEX_CURRENCY) != NONE) return false;
  if (next >= d->end) return true;
  int tag = token(d, next)->tag;
  if (tag == TAG_NN || tag == TAG_NNP) /* "HIV 2 drug", no "12 percent" */
    return d->number->value != 1 && lex_hit(d->doc, next, LEX_UNIT) == NONE &&
           lex_hit(d->doc, next, LEX_CURRENCY) == NONE;
  bool to = joins(d, next, STR("to"), 0) || joins(d, next, STR("dash"), 0);
  return !to && lex_hit(d->doc, next, LEX_UNIT) == NONE &&
         lex_hit(d->doc, next, LEX_CURRENCY) == NONE && tag != TAG_NNS && tag != TAG_NNPS &&
         tag != TAG_JJ && tag != TAG_JJR && tag != TAG_JJS && tag != TAG_VBN && tag != TAG_VBG;
}

/* "16 Industrial Avenue", "22 Rue Foch": capitalised words behind it, one of which is a kind of street.
*/
static bool address(const Draft *d) {
  int32_t t = d->last;
  if (d->number->form != NUM_DIGITS && d->number->form != NUM_ORDINAL) return false;
  if (is_char(d, t, '-') && glued_to_next(d, t) && token(d, t + 1)->number != NONE) t += 2;
  for (int i = 0; i < 5 && t < d->end; i++, t++) {
    bool part = tok_is(d->doc, t, TOK_CAP) || tok_is(d->doc, t, TOK_DIGIT);
    if (!part || lex_hit(d->doc, t, LEX_UNIT) != NONE) return false;
    if (hit_at(d, t, LEX_CUT, CUT_ROLE, STR("street")) != NONE) return true;
  }
  return false;
}

static bool labelled(const Draft *d) {
  int32_t t = d->first;
  if (t == d->begin) return false;
  if (hit_at(d, t - 1, LEX_CUT, CUT_ROLE, STR("label")) != NONE) {
    bool capital = tok_is(d->doc, t - 1, TOK_CAP) || tok_is(d->doc, t - 1, TOK_PUNCT);
    return capital || d->number->form == NUM_DIGITS;
  }
  int32_t h = hit_before(d, t, LEX_CUT);
  if (h != NONE && str_eq(hit_str(d, h, CUT_ROLE), STR("label"))) return true;
  return hit_at(d, d->last, LEX_CUT, CUT_ROLE, STR("behind")) != NONE;
}

/* "the 747 was": digits that name a model, with nothing counted behind. */
static bool model(const Draft *d) {
  if (hit_at(d, d->first, LEX_CUT, CUT_ROLE, STR("model")) == NONE) return false;
  int tag = d->last < d->end ? token(d, d->last)->tag : TAG_NONE;
  return tag != TAG_NNS && tag != TAG_JJ &&
         (d->last >= d->end || lex_hit(d->doc, d->last, LEX_UNIT) == NONE) &&
         hit_before(d, d->first, LEX_CURRENCY) == NONE;
}

/* "Ann Lee (4)": a shirt, a seat, a place in a list. From 13 on it may be an age. */
static bool bracketed(const Draft *d) {
  if (d->first < d->begin + 2 || !is_char(d, d->first - 1, '(') || !is_char(d, d->last, ')'))
    return false;
  int32_t m = token(d, d->first - 2)->mention;
  return m != NONE && d->doc->mentions.at[m].type == ENTITY_PERSON && d->number->value <= 12;
}

static bool idiom(const Draft *d) {
  for (int32_t t = d->first - 4 > d->begin ? d->first - 4 : d->begin; t <= d->first; t++) {
    int32_t h = hit_at(d, t, LEX_CUT, CUT_ROLE, STR("idiom"));
    if (h != NONE && d->doc->hits.at[h].last > d->first) return true;
  }
  return false;
}

/* Letters glued before it ("B-17", "F-16", "COVID-19"), or "#5". */
static bool code(const Draft *d) {
  int32_t t = d->first;
  if (t == d->begin || tok_is(d->doc, t, TOK_SPACE)) return false;
  if (is_char(d, t - 1, '#') || is_char(d, t - 1, '@') || is_char(d, t - 1, '_')) return true;
  if (is_char(d, t - 1, '[') && !tok_is(d->doc, t - 1, TOK_SPACE) && is_char(d, d->last, ']'))
    return true; /* a note[3] */
  if (is_char(d, t - 1, '+') && glued_to_next(d, t - 1) && t - 1 > d->begin &&
      tok_is(d->doc, t - 2, TOK_LETTER))
    return true; /* UTC+0900 */
  bool dash = is_char(d, t - 1, '-') && t - 1 > d->begin && !tok_is(d->doc, t - 1, TOK_SPACE);
  return dash && tok_is(d->doc, t - 2, TOK_LETTER) && token(d, t - 2)->number == NONE &&
         d->number->form != NUM_ORDINAL && tok_is(d->doc, t - 2, TOK_CAP);
}

/* A token of nothing but digits and the dashes between them; how many runs of digits, 0 = it is none. */
static int groups_at(const Draft *d, int32_t t) {
  int groups = 1;
  if (t < d->begin || t >= d->end || !tok_is(d->doc, t, TOK_DIGIT)) return 0;
  Str s = tok_text(d->doc, t);
  for (int32_t i = 0; i < s.n; i++) {
    if (s.s[i] == '-') groups++;
    if (s.s[i] != '-' && !(s.s[i] >= '0' && s.s[i] <= '9')) return 0;
  }
  return groups;
}

/* "020", "0142": written as no amount is. */
static bool leads_with_zero(const Draft *d, int32_t t) {
  Str s = groups_at(d, t) ? tok_text(d->doc, t) : STR_NONE;
  return s.n >= 3 && s.s[0] == '0';
}

/* Digits one behind the other, with a mark or a blank between them. */
typedef struct Chain {
  int groups, glued; /* runs of digits; of those, the most that no blank parts */
  bool zero;         /* one is written as no amount is */
  int32_t first;     /* where it begins */
} Chain;

/* Token of digits behind (step 1) or before (-1) that at t, NONE; glued: only a mark stands between. */
static int32_t next_group(const Draft *d, int32_t t, int step, bool *glued) {
  int32_t mark = t + step, far = t + 2 * step;
  *glued = false;
  if (mark < d->begin || mark >= d->end) return NONE;
  if (groups_at(d, mark)) return mark;
  bool joins_them = is_char(d, mark, '-') || is_char(d, mark, '/') || is_char(d, mark, '.');
  if (!joins_them || far < d->begin || far >= d->end || !tok_is(d->doc, far, TOK_DIGIT))
    return NONE;
  *glued = glued_to_next(d, mark);
  return *glued ? far : NONE;
}

static Chain chain_of(const Draft *d) {
  enum { MOST = 6 };
  Chain c = {
      .groups = groups_at(d, d->first), .zero = leads_with_zero(d, d->first), .first = d->first};
  if (!c.groups) c.groups = 1; /* 1.5 */
  c.glued = c.groups;
  for (int step = -1; step <= 1; step += 2) {
    int32_t t = step < 0 ? d->first : d->last - 1;
    bool glued, close = true;
    for (int i = 0; i < MOST && (t = next_group(d, t, step, &glued)) != NONE; i++) {
      int groups = groups_at(d, t);
      c.groups += groups ? groups : 1;
      close &= glued;
      if (close) c.glued += groups ? groups : 1;
      c.zero |= leads_with_zero(d, t);
      if (step < 0) c.first = t;
    }
  }
  return c;
}

/* "(212) 555-0147": digits in brackets before a chain, or such digits themselves. */
static bool area_code(const Draft *d, int32_t first) {
  enum { LEAST = 3 /* digits; "Lee (34)" is none */ };
  int32_t t = is_char(d, d->last, ')') ? d->last : first - 1;
  if (!is_char(d, t, ')') || !is_char(d, t - 2, '(')) return false;
  return groups_at(d, t - 1) && tok_text(d->doc, t - 1).n >= LEAST && groups_at(d, t + 1);
}

/* Phone numbers, dates, codes: three groups of digits joined by marks; two or more where one begins with a zero as no
** amount does ("020 7946 0123") or a plus stands before the first ("+44 20"). */
static bool chained(const Draft *d) {
  Chain c = chain_of(d);
  if (c.glued >= 3 || (c.zero && d->number->form == NUM_DIGITS)) return true;
  if (area_code(d, c.first)) return true;
  if (c.groups >= 2 && c.first > d->begin && is_char(d, c.first - 1, '+')) return true;
  int32_t t = is_char(d, d->last, '-') ? d->first : d->first - 2; /* 555-1234, not 500-1000 men */
  int32_t behind = t + 3;
  if (behind < d->end && !tok_is(d->doc, behind, TOK_PUNCT)) return false;
  return c.glued == 2 && t >= d->begin && is_char(d, t + 1, '-') &&
         token(d, t)->end - token(d, t)->start == 3 &&
         token(d, t + 2)->end - token(d, t + 2)->start == 4 &&
         d->doc->text.s[token(d, t)->start] != '0';
}

/* "1." or "(2)" where a line begins. */
static bool list_number(const Draft *d) {
  int32_t t = d->first;
  bool line = tok_is(d->doc, t, TOK_LINE) ||
              (t > d->begin && is_char(d, t - 1, '(') && tok_is(d->doc, t - 1, TOK_LINE));
  bool closes = is_char(d, d->last, '.') || is_char(d, d->last, ')') || is_char(d, d->last, ':');
  return line && closes && d->number->form == NUM_DIGITS;
}

/* What can never be a year: money, "below 1500" (but "around 1900"), an end of "1800-2500". */
static bool no_year(const Draft *d) {
  if (d->first > d->begin && hit_before(d, d->first, LEX_CURRENCY) != NONE) return true;
  int32_t hedge = hit_before(d, d->first, LEX_HEDGE);
  if (hedge != NONE && !str_eq(hit_str(d, hedge, HEDGE_RELATION), STR("~"))) return true;
  int32_t t = d->last;
  if (t + 1 >= d->end || (!joins(d, t, STR("dash"), 0) && !joins(d, t, STR("to"), 0))) return false;
  int32_t other = token(d, t + 1)->number;
  return other != NONE && d->doc->numbers.at[other].value > LAST_YEAR;
}

/* A bare four-digit number that can be a year, with nothing that it could count behind it. */
static bool year(const Draft *d) {
  const Token *k = token(d, d->first);
  double v = d->number->value;
  if (d->number->form != NUM_DIGITS || k->end - k->start != 4 || v < 1400 || v > LAST_YEAR ||
      v != (int)v)
    return false;
  if (no_year(d)) return false;
  if (d->last >= d->end) return true;
  int tag = token(d, d->last)->tag;
  bool counts = tag == TAG_NNS || tag == TAG_NNPS || lex_hit(d->doc, d->last, LEX_UNIT) != NONE;
  return !counts && !(tag == TAG_JJ || tag == TAG_JJR);
}

/* Inside a date or a time of day. A length of time is a figure as well, and so is what comes again
** ("every 30 years", "900 times a minute"). */
static bool in_date(const Draft *d) {
  const Doc *doc = d->doc;
  int32_t from = d->first - 8 > d->begin ? d->first - 8 : d->begin;
  for (int32_t t = from; t <= d->first; t++) {
    int32_t i = token(d, t)->date;
    if (i == NONE) continue;
    const Date *date = &doc->dates.at[i];
    if (date->kind != DATE_DATE && date->kind != DATE_TIME) continue;
    if (date->first_token > d->first || d->first >= date->last_token) continue;
    bool alone = date->first_token == d->first && date->last_token == d->last;
    return !(alone && no_year(d));
  }
  return false;
}

/* "second-largest", "third-placed", not "first-degree": what an ordinal with a hyphen ranks by. */
static bool ranks(const Draft *d) {
  int32_t t = d->last + 1;
  if (t >= d->end) return false;
  int tag = token(d, t)->tag;
  return tag == TAG_JJS || tag == TAG_VBN || tag == TAG_VBD || tag == TAG_JJR;
}

/* "finished third", "placed 12th": said of who is ranked. */
static bool placed(const Draft *d) {
  int32_t t = d->first - 1;
  if (t > d->begin && token(d, t)->tag == TAG_IN) t--; /* "came in third" */
  return t >= d->begin && hit_at(d, t, LEX_LIGHT, LIGHT_ROLE, STR("ranks")) != NONE;
}

/* "one" that stands for somebody, ordinals that only order the telling ("first, ..."). */
static bool pronoun(const Draft *d) {
  const Number *n = d->number;
  int tag = token(d, d->first)->tag;
  int next = d->last < d->end ? token(d, d->last)->tag : TAG_NONE;
  bool noun = next == TAG_NN || next == TAG_NNS || next == TAG_NNP || next == TAG_NNPS ||
              next == TAG_JJ || next == TAG_JJR || next == TAG_JJS || next == TAG_HYPH ||
              next == TAG_VBN || next == TAG_VBG;
  if (n->form == NUM_ORDINAL && next == TAG_CC &&
      d->last + 1 < d->end) { /* first and third place */
    int32_t i = token(d, d->last + 1)->number;
    if (i != NONE && d->doc->numbers.at[i].form == NUM_ORDINAL) return tag == TAG_RB;
  }
  if (n->form == NUM_ORDINAL && placed(d)) return false;
  if (n->form == NUM_ORDINAL) return tag == TAG_RB || !noun || (next == TAG_HYPH && !ranks(d));
  if (n->form != NUM_WORDS || n->value != 1 || n->last != n->first + 1) return false;
  if (figure_is_age(d)) return false;
  if (tag != TAG_CD && tag != TAG_NONE) return true;
  int32_t aged = hit_before(d, d->first, LEX_JOIN);
  if (aged != NONE && str_eq(hit_str(d, aged, JOIN_ROLE), STR("aged"))) return false;
  return !noun && lex_hit(d->doc, d->last < d->end ? d->last : d->first, LEX_SCOPE) == NONE &&
         !joins(d, d->last, STR("in"), 0) && !joins(d, d->last, STR("out"), 0);
}

bool figure_cut(const Draft *d) {
  return in_date(d) || in_name(d) || labelled(d) || idiom(d) || code(d) || chained(d) ||
         list_number(d) || bracketed(d) || model(d) || numbered_name(d) || address(d) ||
         (d->number->has_value && (year(d) || pronoun(d)));
}
