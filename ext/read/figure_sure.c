/* figure_sure.c - confidence: the chance that value, unit and relation of a figure are right.
**
** Classes by what the text itself shows, from a sign of currency or a unit down to a bare number, in
** steps coarse enough to need no fitting. Checked on annotated news (tests/measure/sure.py prints step by
** step what held: 0.9: 0.89 of 488 figures, 0.8: 0.75 of 8, 0.7: 0.74 of 38, 0.5: 0.49 of 53).
*/
#include "read/figure.h"

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

/* A count's noun: in the plural where there are several, no name. */
static bool agrees(const Draft *d) {
  int tag = token(d, d->noun_last - 1)->tag;
  bool one = d->f.value == 1 || d->f.kind == FIGURE_RATIO;
  bool people = hit_at(d, d->noun_last - 1, LEX_NOUN, NOUN_KIND, STR("people")) != NONE;
  return tag == TAG_NNS || people || (one && tag == TAG_NN);
}

static float sure(const Draft *d) {
  bool words = d->number && d->number->form == NUM_WORDS;
  switch (d->f.kind) {
  case FIGURE_MONEY:
  case FIGURE_PERCENT:
  case FIGURE_POINTS:
  case FIGURE_MEASURE:
  case FIGURE_DURATION:
  case FIGURE_RATE:
  case FIGURE_AGE: return 0.9f;
  case FIGURE_COUNT:
    if (d->noun == NONE) return str_none(d->f.item) ? 0.5f : 0.7f; /* bare, or carried over */
    if (!d->number) return 0.5f;                                   /* "twice" */
    return agrees(d) ? 0.9f : words ? 0.5f : 0.7f;
  case FIGURE_RATIO:
  case FIGURE_INDEX: return 0.8f;
  default: /* ordinals, scores, multiples: which of them count is for the reader to say */
    return 0.5f;
  }
}

void figure_sure(Draft *d) {
  d->f.conf = sure(d);
}
