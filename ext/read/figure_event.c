/* figure_event.c - what happened to the thing counted: the verb above it in the parse, the
** participle below it, a noun that tells it ("death toll"), or carried over where it is left out. */
#include "read/figure.h"

#define WINDOW 12 /* tokens looked at around a figure; keeps long sentences linear */
#define CLIMB 8   /* arcs followed up the parse */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}
static bool is_verb(int tag) {
  return tag >= TAG_VB && tag <= TAG_VBZ;
}

static bool light(const Draft *d, int32_t t) {
  return lex_hit(d->doc, t, LEX_LIGHT) != NONE;
}

/* Verbs of plain saying tell nothing of what happened; "ordered", "promised", "found" do. */
static bool says(const Draft *d, int32_t t) {
  int32_t h = lex_hit(d->doc, t, LEX_CUE);
  if (h == NONE || d->doc->hits.at[h].last != t + 1) return false;
  return str_eq(hit_str(d, h, CUE_CLASS), STR("say"));
}

int32_t figure_verb(const Draft *d, int32_t from) {
  for (int32_t t = from, i = 0; t != NONE && i < CLIMB; t = token(d, t)->head, i++) {
    if (t < d->begin || t >= d->end) return NONE;
    if (is_verb(token(d, t)->tag) && t != from) return t;
  }
  return NONE;
}

/* A participle that hangs on the noun counted: "90 people killed in the raid". */
static int32_t verb_below(const Draft *d, int32_t noun) {
  for (int32_t t = noun + 1; t < d->end && t < noun + WINDOW; t++) {
    int rel = token(d, t)->rel;
    if (token(d, t)->head == noun && (rel == REL_ACL || rel == REL_ACL_RELCL) &&
        is_verb(token(d, t)->tag))
      return t;
  }
  return NONE;
}

/* The lexicon's own lemma where it knows the verb: it holds whatever the tag ("rose", VBP). */
static Str lemma(const Draft *d, int32_t verb) {
  int32_t h = lex_hit(d->doc, verb, LEX_CHANGE);
  if (h != NONE && d->doc->hits.at[h].last == verb + 1)
    return lex_phrase(d->lang, d->doc->hits.at[h].entry);
  return lemma_of(d->doc, d->lang, verb);
}

/* Without a parse: the participle right before the figure, else the first full verb right behind
 * it. */
static int32_t verb_near(const Draft *d) {
  for (int32_t t = d->first - 1; t >= d->begin && t >= d->first - 2; t--)
    if (is_verb(token(d, t)->tag) && !light(d, t)) return t;
  for (int32_t t = d->last; t < d->end && t < d->last + 5; t++) {
    int tag = token(d, t)->tag;
    if (is_verb(tag) && !light(d, t)) return t;
    if (!is_verb(tag) && tag != TAG_MD && tag != TAG_RB) return NONE;
  }
  return NONE;
}

/* A noun that tells the event, last in the phrase counted ("five deaths", "prison terms"). */
static int32_t noun_inside(const Draft *d) {
  for (int32_t t = d->noun; t < d->noun_last; t++) {
    int32_t h = lex_hit(d->doc, t, LEX_EVENT);
    if (h != NONE && d->doc->hits.at[h].last == d->noun_last) return h;
  }
  return NONE;
}

/* A noun that tells the event: in the item itself ("nine deaths") or before "of" ("a death toll of
 * 12"). */
static int32_t event_noun(const Draft *d) {
  int32_t behind = d->first;
  int32_t of = hit_before(d, d->first, LEX_JOIN);
  if (of != NONE && str_eq(hit_str(d, of, JOIN_ROLE), STR("of")))
    behind = d->doc->hits.at[of].first;
  if (behind == d->first) return d->last < d->end ? lex_hit(d->doc, d->last, LEX_EVENT) : NONE;
  return hit_before(d, behind, LEX_EVENT);
}

/* Ages and lengths of time: what a noun tells ("prison terms"), or the verb that "aged" hangs on
** ("died aged 41"). */
static void event_of_span(Draft *d) {
  int32_t noun = d->noun == NONE ? NONE : noun_inside(d);
  if (noun != NONE) {
    d->f.event = hit_str(d, noun, EVENT_LEMMA);
    return;
  }
  int32_t aged = d->f.kind == FIGURE_AGE ? hit_before(d, d->first, LEX_JOIN) : NONE;
  int32_t verb = aged == NONE ? NONE : token(d, d->doc->hits.at[aged].first)->head;
  if (verb >= d->begin && verb < d->end && is_verb(token(d, verb)->tag) && !light(d, verb))
    d->f.event = lemma(d, verb);
}

void figure_event(Draft *d) {
  if (d->f.kind == FIGURE_AGE || d->f.kind == FIGURE_DURATION) {
    event_of_span(d);
    return;
  }
  bool parsed = token(d, d->head)->rel != REL_NONE;
  int32_t verb = parsed ? figure_verb(d, d->head) : verb_near(d);
  if (d->first > d->begin && is_verb(token(d, d->first - 1)->tag) && !light(d, d->first - 1))
    verb = d->first - 1; /* "injuring more than 80": nearer than any arc */
  bool usable = verb != NONE && !light(d, verb) && !says(d, verb);
  if (!usable && d->noun != NONE) {
    verb = verb_below(d, d->noun_last - 1);
    usable = verb != NONE && !light(d, verb);
  }
  int32_t noun = d->noun == NONE ? NONE : noun_inside(d);
  if (noun != NONE) usable = false;
  if (noun == NONE) noun = event_noun(d);
  if (noun != NONE && !usable) {
    d->f.event = hit_str(d, noun, EVENT_LEMMA);
    return;
  }
  if (usable) {
    d->f.event = lemma(d, verb);
    return;
  }
  const Figure *before = d->noun == NONE && d->f.kind == FIGURE_COUNT ? figure_antecedent(d) : 0;
  if (before) d->f.event = before->event;
}
