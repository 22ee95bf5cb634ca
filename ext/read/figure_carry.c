/* figure_carry.c - what one figure takes over from another: units and nouns of ranges and lists, nouns left
** out ("two more"), numbers told again ("the eight"). */
#include "read/figure.h"

#define LIST_GAP 12  /* tokens between two figures of a list */
#define SAME_BACK 12 /* figures looked back over for a number told again */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

/* "seven people, including three children, died and five are missing": the subject of a verb of its own is no part of the
** part told last. */
static bool told_apart(const Draft *d, const Figure *part) {
  if (figure_is_subject(token(d, d->head)->rel)) return true;
  for (int32_t t = part->last; t < d->first; t++) {
    int tag = token(d, t)->tag;
    if (tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP || tag == TAG_MD) return true;
  }
  return false;
}

/* The latest figure in this sentence or the one before that has an item: what is left out is
 * carried over. */
const Figure *figure_antecedent(const Draft *d) {
  const Doc *doc = d->doc;
  bool before = d->more || d->of; /* "another 12": of the sentence before as well */
  for (int32_t i = doc->figures.n - 1; i >= 0 && i > doc->figures.n - 5; i--) {
    const Figure *f = &doc->figures.at[i];
    if (f->sentence + (before ? 1 : 0) < d->f.sentence) return 0;
    bool part = !str_none(f->scope) && str_eq(f->scope, STR("part"));
    if (f->kind == FIGURE_COUNT && !str_none(f->item) && !(part && (d->more || told_apart(d, f))))
      return f;
  }
  return 0;
}

/* "53% for women, 29% for men": one more of the same kind in a list; it says the same of the same. */
bool figure_lists(Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  if (!f || f->sentence != d->f.sentence || d->first - f->last > LIST_GAP) return false;
  const Figure *told =
      f->same_as == NONE ? f : &d->doc->figures.at[f->same_as]; /* "(6,000 dollars)" */
  if (told->kind != d->f.kind || !str_eq(told->unit, d->f.unit) || str_none(f->item)) return false;
  bool inside = false; /* a prepositional phrase ("for women") */
  for (int32_t t = f->last; t < d->first; t++) {
    int tag = token(d, t)->tag;
    bool verb = (tag >= TAG_VB && tag <= TAG_VBZ && tag != TAG_VBN) || tag == TAG_MD;
    if (tag == TAG_IN && d->f.kind != FIGURE_AGE)
      inside = true;
    else if (tag == TAG_COMMA || tag == TAG_CC || tag == TAG_RRB)
      inside = false;
    else if (verb || tag == TAG_COLON || !inside)
      return false;
  }
  d->f.item = f->item;
  d->f.event = f->event;
  return true;
}

/* What stands between the last figure and this one is no more than "to", "and", a comma. */
static bool goes_on(const Draft *d, int32_t from, int32_t to) {
  if (from >= to || to - from > 4) return false;
  for (int32_t t = from; t < to;) {
    int32_t h = lex_hit(d->doc, t, LEX_JOIN);
    if (joins(d, t, STR("aged"), 0)) return false; /* "two aged 14" */
    if (joins(d, t, STR("in"), 0)) return false;   /* "rose to 4,100 in 3 weeks" */
    if (h == NONE && token(d, t)->tag != TAG_COMMA) return false;
    t = h == NONE ? t + 1 : d->doc->hits.at[h].last;
  }
  return true;
}

/* A bare number that goes on from a figure shares its unit and noun: "from 21 mpg to 23". */
bool figure_shares(Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  if (i < 0 || d->f.kind != FIGURE_COUNT) return false;
  const Figure *f = &d->doc->figures.at[i];
  int32_t h = hit_before(d, d->first, LEX_JOIN);
  bool to = h != NONE && str_eq(hit_str(d, h, JOIN_ROLE), STR("to"));
  if (f->sentence != d->f.sentence || str_none(f->unit) || f->kind == FIGURE_AGE) return false;
  if (!to || d->doc->hits.at[h].first > f->last + 3) return false;
  for (int32_t t = f->last; t < d->doc->hits.at[h].first; t++) /* "in a week, and rose to 200" */
    if (token(d, t)->tag >= TAG_VB && token(d, t)->tag <= TAG_VBZ) return false;
  int32_t from = hit_before(d, f->first, LEX_JOIN); /* "rose 5% to 7,300" is another unit's level */
  bool change = f->kind == FIGURE_PERCENT || f->kind == FIGURE_POINTS;
  if (change && (from == NONE || !str_eq(hit_str(d, from, JOIN_ROLE), STR("from")))) return false;
  d->f.kind = f->kind;
  d->f.unit = f->unit;
  d->f.unit_text = f->unit_text;
  d->f.per = f->per;
  d->f.item = f->item;
  return true;
}

/* "$1.2 billion, or 85 cents a share": the figure before, told in another way; NULL. */
const Figure *figure_retold(const Draft *d) {
  int32_t i = d->doc->figures.n - 1, t = d->first - 1;
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  if (!f || f->sentence != d->f.sentence || str_none(d->f.unit) || !joins(d, t, STR("or"), 0))
    return 0;
  bool comma =
      t - 1 >= d->begin && token(d, t - 1)->tag == TAG_COMMA && !joins(d, t - 1, STR("dash"), 0);
  return comma && f->last == t - 1 ? f : 0;
}

/* The latest figure of this sentence that tells an index in points; NULL. */
static const Figure *index_told(const Draft *d) {
  const Doc *doc = d->doc;
  for (int32_t i = doc->figures.n - 1; i >= 0 && i > doc->figures.n - 4; i--) {
    const Figure *f = &doc->figures.at[i];
    if (f->sentence != d->f.sentence) return 0;
    if (f->kind == FIGURE_INDEX && !str_none(f->change)) return f;
  }
  return 0;
}

/* "the Greens with 21 percent and the Liberals with 9": told in the same way. */
static bool parallel(const Draft *d, const Figure *f) {
  if (f->first <= d->begin || d->first <= d->begin || f->kind != FIGURE_PERCENT) return false;
  const Token *a = token(d, f->first - 1), *b = token(d, d->first - 1);
  return a->tag == TAG_IN && b->tag == TAG_IN &&
         str_eq(tok_fold(d->doc, f->first - 1), tok_fold(d->doc, d->first - 1));
}

/* The figure whose unit a bare number leaves out: "9 percent, down from 12"; "a profit of $23 million, more than
** forecasts of 21 million"; "lost 34 points to 6,402". "Rose 5% to 7,300" is another unit's level. NULL. */
static const Figure *unit_told(const Draft *d) {
  int32_t i = d->doc->figures.n - 1, h = hit_before(d, d->first, LEX_JOIN);
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  if (!f || f->sentence != d->f.sentence) return 0;
  if (parallel(d, f) && d->number->scale < 2 && d->f.value <= 100) return f;
  if (h == NONE) return 0;
  Str role = hit_str(d, h, JOIN_ROLE);
  bool from = str_eq(role, STR("from")), by = str_eq(role, STR("by")),
       level = str_eq(role, STR("to")) || str_eq(role, STR("at")), of = str_eq(role, STR("of"));
  if (level && d->number->scale < 2 && d->number->value >= 100) return index_told(d);
  bool same = f->number != NONE && d->doc->numbers.at[f->number].scale == d->number->scale;
  if (f->kind == FIGURE_MONEY) return same && d->number->scale > 1 && (from || of) ? f : 0;
  if (f->kind != FIGURE_PERCENT || !same || d->number->value > 100) return 0;
  return by || (from && str_none(f->change)) ? f : 0;
}

/* A bare number whose unit was told before takes it over. */
bool figure_elided(Draft *d) {
  if (d->f.kind != FIGURE_COUNT || d->noun != NONE || !d->number || d->more || d->of) return false;
  bool ends = d->last >= d->end || tok_is(d->doc, d->last, TOK_PUNCT) ||
              token(d, d->last)->tag == TAG_IN || token(d, d->last)->date != NONE;
  const Figure *f = ends && d->number->form <= NUM_MIXED ? unit_told(d) : 0;
  if (!f) return false;
  d->f.kind = f->kind;
  d->f.unit = f->unit;
  d->f.why = f->why;
  d->f.unit_text = f->unit_text;
  return true;
}

/* "16,369 up 58 points", "16,369, down 40 points": the level before a change in points. */
static void share_points(const Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  if (!f || f->sentence != d->f.sentence || d->f.kind != FIGURE_INDEX || str_none(d->f.change))
    return;
  if (f->kind != FIGURE_COUNT || !str_none(f->unit) || !(f->value > d->f.value)) return;
  int32_t t = f->last;
  if (t < d->first && token(d, t)->tag == TAG_COMMA) t++;
  if (t + 1 != d->first || lex_hit(d->doc, t, LEX_CHANGE) == NONE) return;
  f->kind = FIGURE_INDEX;
  f->unit = d->f.unit;
  f->unit_text = d->f.unit_text;
}

/* And the other way round: "from 1,000 to 2,000 nurses", "four-, five- and six-seat vans". */
void figure_share(const Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  share_points(d);
  if (i < 0 || (d->noun == NONE && str_none(d->f.unit))) return;
  Figure *f = &d->doc->figures.at[i];
  bool bare =
      (f->kind == FIGURE_COUNT || f->kind == d->f.kind) && str_none(f->unit) && str_none(f->item);
  if (f->sentence != d->f.sentence || !bare || !goes_on(d, f->last, d->f.first)) return;
  f->kind = d->f.kind;
  f->unit = d->f.unit;
  f->unit_text = d->f.unit_text;
  f->per = d->f.per;
  f->item = d->f.item;
}

/* A bare number with another behind it waits for the noun of that one (figure_share). */
bool figure_waits(const Draft *d) {
  for (int32_t t = d->last; t < d->end && t < d->last + 4; t++)
    if (token(d, t)->number != NONE) return goes_on(d, d->last, t);
  return false;
}

/* "the eight": a number told before. */
const Figure *figure_same_number(const Draft *d) {
  const Doc *doc = d->doc;
  if (d->first == d->begin || token(d, d->first - 1)->tag != TAG_DT) return 0;
  for (int32_t i = doc->figures.n - 1; i >= 0 && i > doc->figures.n - SAME_BACK; i--) {
    const Figure *f = &doc->figures.at[i];
    if (f->kind == FIGURE_COUNT && f->value == d->f.value && !str_none(f->item)) return f;
  }
  return 0;
}
