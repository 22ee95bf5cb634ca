/* figure_hedge.c - the bounds that words give: at least, nearly, up to, or more. */
#include "read/figure.h"

#include <math.h>

static int relation_of(Str s) {
  for (int i = RELATION_EQ; i <= RELATION_BETWEEN; i++) {
    const char *name = relation_name(i);
    if (str_eq(s, (Str){name, (int32_t)strlen(name)})) return i;
  }
  return RELATION_EQ;
}

/* Bounds only ever as told: about 20 has none, over 100 has a lower one. */
static void bind(Draft *d, int relation, Why why) {
  Figure *f = &d->f;
  if (relation == RELATION_EQ) return;
  f->why = why;
  if (f->relation == RELATION_BETWEEN) { /* "about 10 to 12": the ends stand, as told */
    if (relation == RELATION_ABOUT) f->relation = RELATION_ABOUT;
    return;
  }
  f->relation = (uint8_t)relation;
  bool down = relation == RELATION_LT || relation == RELATION_LE;
  bool up = relation == RELATION_GT || relation == RELATION_GE;
  f->low = up ? f->value : NAN;
  f->high = down ? f->value : NAN;
}

/* "stole $5m over six years": what stands before is done in that time; "lasted over six years". */
static bool during(const Draft *d, int32_t over) {
  if (!joins(d, over, STR("during"), 0) || over == d->begin) return false;
  const Token *k = &d->doc->tokens.at[over - 1];
  bool noun = k->tag == TAG_NN || k->tag == TAG_NNS || k->tag == TAG_NNP || k->tag == TAG_NNPS;
  return noun || k->tag == TAG_CD;
}

/* "another 12", "all 40 passengers", "a further 300": part of the figure's words. "including" is not.
*/
static void scope_before(Draft *d, int32_t number) {
  int32_t h = hit_before(d, d->first, LEX_SCOPE);
  const Hit *hit = h == NONE ? 0 : &d->doc->hits.at[h];
  if (!hit || (hit->last == hit->first + 1 && hit->last != number)) return; /* "all within 3 km" */
  if (!str_eq(hit_str(d, h, SCOPE_PLACE), STR("before"))) return;
  d->f.scope = hit_str(d, h, SCOPE_SCOPE);
  if (str_eq(d->f.scope, STR("part"))) return;
  d->first = d->doc->hits.at[h].first;
  d->more = str_eq(d->f.scope, STR("more"));
}

/* Hedges before it, one behind the other ("at least some 200"): the first told decides. */
static void hedges_before(Draft *d) {
  for (int i = 0; i < 3; i++) {
    int32_t h = hit_before(d, d->first, LEX_HEDGE);
    if (h == NONE || !str_eq(hit_str(d, h, HEDGE_PLACE), STR("before"))) return;
    const Hit *hit = &d->doc->hits.at[h];
    if (d->f.kind == FIGURE_DURATION && during(d, hit->first)) return;
    d->first = hit->first;
    bind(d, relation_of(lex_str(d->lang, hit->entry, HEDGE_RELATION)),
         lex_why(d->lang, hit->entry));
  }
}

/* "40-odd million": a hedge inside the number. */
static void hedge_inside(Draft *d) {
  const Number *n = d->number;
  for (int32_t t = n ? n->first + 1 : 0; n && t < n->last; t++) {
    int32_t h = hit_at(d, t, LEX_HEDGE, HEDGE_PLACE, STR("after"));
    if (h != NONE)
      bind(d, relation_of(hit_str(d, h, HEDGE_RELATION)),
           lex_why(d->lang, d->doc->hits.at[h].entry));
  }
}

void figure_hedge(Draft *d) {
  if (d->f.kind == FIGURE_ORDINAL || d->f.kind == FIGURE_SCORE) return;
  int32_t number = d->first;
  hedge_inside(d);
  hedges_before(d);
  scope_before(d, number);
  if (d->more) hedges_before(d); /* "at least another 12" */
  int32_t h = hit_at(d, d->last, LEX_HEDGE, HEDGE_PLACE, STR("after"));
  if (h == NONE) return;
  const Hit *hit = &d->doc->hits.at[h];
  d->last = hit->last;
  bind(d, relation_of(lex_str(d->lang, hit->entry, HEDGE_RELATION)), lex_why(d->lang, hit->entry));
}
