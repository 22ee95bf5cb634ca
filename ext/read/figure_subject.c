/* figure_subject.c - the subject of what a figure is said of: "the rate was 9%", "shares fell 5%". */
#include "read/figure.h"

#define WINDOW 12 /* tokens looked at around a figure; keeps long sentences linear */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

/* The subject is a figure itself ("12% were tested, 9% in May"): then it says what that one does. */
static bool of_figure(Draft *d, int32_t t) {
  for (int32_t i = d->doc->figures.n - 1; i >= 0 && i > d->doc->figures.n - 4; i--) {
    const Figure *f = &d->doc->figures.at[i];
    if (t < f->first || t >= f->last || (str_none(f->unit) && f->kind != FIGURE_RATIO)) continue;
    d->f.item = f->item;
    return true;
  }
  return false;
}

/* The subject of a verb, as a noun phrase in front of the figure. */
bool figure_subject_of(Draft *d, int32_t verb) {
  for (int32_t t = verb - 1; t >= d->begin && t > verb - 2 * WINDOW; t--) {
    bool subject = token(d, t)->head == verb && figure_is_subject(token(d, t)->rel);
    if (!subject || (t >= d->first && t < d->last)) continue;
    if (of_figure(d, t)) return true;
    if (figure_is_noun(token(d, t)->tag) || lex_hit(d->doc, t, LEX_EVENT) != NONE) {
      figure_noun(d, t, &d->noun, &d->noun_last); /* a noun, or "the dead" */
      return true;
    }
    if (d->f.kind != FIGURE_AGE || token(d, t)->tag != TAG_PRP) continue;
    int32_t m = figure_mention(d, t); /* she was 95: nobody else is, even where she stays unknown */
    if (m != NONE && d->doc->mentions.at[m].entity != NONE)
      d->f.item = d->doc->entities.at[d->doc->mentions.at[m].entity].name;
    return true;
  }
  return false;
}

/* "raised its key rate by 5 points", "cut its forecast to 3%": what somebody changes. */
static bool object_of(Draft *d, int32_t verb) {
  if (lex_hit(d->doc, verb, LEX_CHANGE) == NONE) return false;
  for (int32_t t = verb + 1; t < d->first && t < verb + 2 * WINDOW; t++) {
    if (token(d, t)->head != verb || token(d, t)->rel != REL_OBJ) continue;
    if (!figure_is_noun(token(d, t)->tag) || figure_in_number(d, t) || of_figure(d, t)) continue;
    if (lex_hit(d->doc, t, LEX_UNIT) != NONE || lex_hit(d->doc, t, LEX_CURRENCY) != NONE) continue;
    figure_noun(d, t, &d->noun, &d->noun_last);
    return d->noun_last <= d->first;
  }
  return false;
}

/* What a percentage, sum or measure says something about: the subject of its verb, or of the verb
** that this one goes on from ("shares opened higher, gaining 3%"). */
static bool subject_item(Draft *d) {
  d->predicate = figure_subject_of(d, d->head); /* the rate was 49% */
  if (d->predicate) return true;
  int32_t verb = figure_verb(d, d->head);
  for (int i = 0; i < 3 && verb != NONE; i++) {
    if (object_of(d, verb) || figure_subject_of(d, verb)) return true;
    int rel = token(d, verb)->rel;
    bool on = rel == REL_CONJ || rel == REL_XCOMP || rel == REL_ADVCL || rel == REL_ACL;
    int32_t next = on ? token(d, verb)->head : NONE;
    if (next < d->begin || next >= d->end) return false;
    if (rel == REL_ACL && figure_is_noun(token(d, next)->tag) && next < d->first) {
      if (of_figure(d, next)) return true; /* "was 61%, compared with 58%" */
      figure_noun(d, next, &d->noun, &d->noun_last);
      return true;
    }
    verb = next;
  }
  return false;
}

/* Failing that, the nearest subject before it in its sentence. */
static bool subject_before(Draft *d) {
  for (int32_t t = d->first - 1; t >= d->begin && t > d->first - 2 * WINDOW; t--) {
    if (!figure_is_subject(token(d, t)->rel) || !figure_is_noun(token(d, t)->tag)) continue;
    figure_noun(d, t, &d->noun, &d->noun_last);
    return true;
  }
  return false;
}

/* What a percentage, sum or measure says something about: the subject before it. */
void figure_subject(Draft *d) {
  if (!subject_item(d)) subject_before(d);
}
