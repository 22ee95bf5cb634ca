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

/* Hedges before it, one behind the other ("at least some 200"): the first told decides. */
static void hedges_before(Draft *d) {
  for (int i = 0; i < 3; i++) {
    int32_t h = hit_before(d, d->first, LEX_HEDGE);
    if (h == NONE || !str_eq(hit_str(d, h, HEDGE_PLACE), STR("before"))) return;
    const Hit *hit = &d->doc->hits.at[h];
    d->first = hit->first;
    bind(d, relation_of(lex_str(d->lang, hit->entry, HEDGE_RELATION)),
         lex_why(d->lang, hit->entry));
  }
}

void figure_hedge(Draft *d) {
  if (d->f.kind == FIGURE_ORDINAL || d->f.kind == FIGURE_SCORE) return;
  hedges_before(d);
  int32_t h = hit_at(d, d->last, LEX_HEDGE, HEDGE_PLACE, STR("after"));
  if (h == NONE) return;
  const Hit *hit = &d->doc->hits.at[h];
  d->last = hit->last;
  bind(d, relation_of(lex_str(d->lang, hit->entry, HEDGE_RELATION)), lex_why(d->lang, hit->entry));
}
