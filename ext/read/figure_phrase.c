/* figure_phrase.c - item and event: the noun phrase that is counted, and the verb or noun that
** tells what happened to it. Rests on tags; the parse is followed where there is one. */
#include "read/figure.h"

#define WINDOW 12 /* tokens looked at around a figure; keeps long sentences linear */
#define CLIMB 8   /* arcs followed up the parse */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}
static bool is_noun(int tag) {
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS;
}
static bool is_verb(int tag) {
  return tag >= TAG_VB && tag <= TAG_VBZ;
}
static bool modifies(int tag) {
  return tag == TAG_JJ || tag == TAG_JJR || tag == TAG_JJS || tag == TAG_VBN || tag == TAG_VBG ||
         tag == TAG_HYPH || tag == TAG_POS || tag == TAG_CD || tag == TAG_AFX || tag == TAG_FW;
}
static bool determines(int tag) {
  return tag == TAG_DT || tag == TAG_PRPS || tag == TAG_PDT;
}

/* The noun phrase from token t on, modifiers included; false if none begins there. */
static bool phrase_at(const Draft *d, int32_t t, int32_t *first, int32_t *last) {
  int32_t noun = NONE, end = t + WINDOW < d->end ? t + WINDOW : d->end;
  *first = t;
  for (int32_t i = t; i < end; i++) {
    int tag = token(d, i)->tag;
    if (token(d, i)->date != NONE && i > t) break;
    if (is_noun(tag))
      noun = i;
    else if (!modifies(tag) || (tag == TAG_CD && noun != NONE))
      break;
    if (noun != NONE && noun < i && tag != TAG_HYPH && tag != TAG_POS && tag != TAG_AFX) break;
  }
  if (noun == NONE) return false;
  *last = noun + 1;
  return true;
}

static void take_scope(Draft *d, int32_t *t) {
  int32_t h = *t < d->end ? lex_hit(d->doc, *t, LEX_SCOPE) : NONE;
  if (h == NONE || !str_eq(hit_str(d, h, SCOPE_PLACE), STR("after"))) return;
  d->f.scope = hit_str(d, h, SCOPE_SCOPE);
  *t = d->doc->hits.at[h].last;
  if (d->last < *t) d->last = *t;
  d->more = true;
}

/* "of the children", "of them": the whole that it is a part of. */
static bool part_of_whole(Draft *d, int32_t t) {
  int32_t behind, first, last;
  if (!joins(d, t, STR("of"), &behind) || behind >= d->end) return false;
  bool definite = determines(token(d, behind)->tag);
  while (behind < d->end && determines(token(d, behind)->tag)) behind++;
  if (behind < d->end && token(d, behind)->tag == TAG_PRP) {
    d->last = behind + 1;
    d->of = true;
    return true;
  }
  if (!phrase_at(d, behind, &first, &last)) return false;
  d->noun = first;
  d->noun_last = last;
  d->last = last;
  d->of = definite && d->f.kind == FIGURE_COUNT;
  return true;
}

/* The subject of the verb above the figure ("rates were 49%"), as a noun phrase. */
static int32_t verb_above(const Draft *d, int32_t from);

static void phrase_around(const Draft *d, int32_t head, int32_t *first, int32_t *last) {
  *last = head + 1;
  *first = head;
  while (*first > d->begin && *first > head - WINDOW) {
    int tag = token(d, *first - 1)->tag;
    if (!is_noun(tag) && !modifies(tag)) break;
    if (token(d, *first - 1)->number != NONE) break;
    (*first)--;
  }
}

static bool is_subject(int rel) {
  return rel == REL_NSUBJ || rel == REL_NSUBJ_PASS;
}

/* What a percentage, sum or measure says something about: "of X" behind it, else the subject. */
static bool subject_item(Draft *d) {
  int32_t verb = verb_above(d, d->head);
  if (verb == NONE) return false;
  for (int32_t t = verb - 1; t >= d->begin && t > verb - 2 * WINDOW; t--) {
    bool subject = token(d, t)->head == verb && is_subject(token(d, t)->rel);
    if (!subject || t >= d->first || !is_noun(token(d, t)->tag)) continue;
    phrase_around(d, t, &d->noun, &d->noun_last);
    return true;
  }
  return false;
}

/* The latest figure in this sentence or the one before that has an item: what is left out is
 * carried over. */
static const Figure *antecedent(const Draft *d) {
  const Doc *doc = d->doc;
  for (int32_t i = doc->figures.n - 1; i >= 0 && i > doc->figures.n - 5; i--) {
    const Figure *f = &doc->figures.at[i];
    if (f->sentence + 1 < d->f.sentence) return 0;
    if (f->kind == FIGURE_COUNT && !str_none(f->item)) return f;
  }
  return 0;
}

/* Scope words inside the phrase ("three other treatments") stay; those before the noun ("more
 * people") go. */
static void count_item(Draft *d) {
  int32_t t = d->last, first, last;
  bool hyphen = joins(d, t, STR("dash"), 0) && glued_to_next(d, t);
  if (hyphen) t++;
  take_scope(d, &t);
  if (part_of_whole(d, t)) return;
  if (t < d->end && phrase_at(d, t, &first, &last)) {
    d->noun = first;
    d->noun_last = hyphen ? first + 1 : last;
    if (d->last < d->noun_last) d->last = d->noun_last;
    d->head = last - 1;
  }
}

static void other_item(Draft *d) {
  int32_t first, last;
  if (part_of_whole(d, d->last)) return;
  bool modifier =
      d->last < d->end && phrase_at(d, d->last, &first, &last) && token(d, d->last)->number == NONE;
  if (modifier) { /* "30-year prison terms", "$340 million contract" */
    d->noun = first;
    d->noun_last = last;
    d->head = last - 1;
    return;
  }
  subject_item(d);
}

void figure_phrase(Draft *d) {
  d->head = d->last - 1;
  if (d->f.kind == FIGURE_COUNT || d->f.kind == FIGURE_ORDINAL)
    count_item(d);
  else
    other_item(d);
  if (d->f.kind == FIGURE_RATIO && d->noun == NONE) count_item(d);
  if (d->noun != NONE) {
    Range r = doc_range(d->doc, d->noun, d->noun_last);
    d->f.item = range_text(d->doc, r);
    return;
  }
  if (d->f.kind != FIGURE_COUNT) return;
  const Figure *before = antecedent(d);
  if (!before) return;
  d->f.item = before->item;
  d->f.conf *= 0.8f;
}

/* ---- event ---- */

static bool light(const Draft *d, int32_t t) {
  return lex_hit(d->doc, t, LEX_LIGHT) != NONE;
}

static int32_t verb_above(const Draft *d, int32_t from) {
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

void figure_event(Draft *d) {
  bool parsed = token(d, d->head)->rel != REL_NONE;
  int32_t verb = parsed ? verb_above(d, d->head) : verb_near(d);
  bool usable = verb != NONE && !light(d, verb) && lex_hit(d->doc, verb, LEX_CUE) == NONE;
  if (!usable && d->noun != NONE) {
    verb = verb_below(d, d->noun_last - 1);
    usable = verb != NONE && !light(d, verb);
  }
  int32_t noun = event_noun(d);
  if (noun != NONE && !usable) {
    d->f.event = hit_str(d, noun, EVENT_LEMMA);
    return;
  }
  if (usable) {
    d->f.event = lemma_of(d->doc, d->lang, verb);
    return;
  }
  const Figure *before = d->noun == NONE && d->f.kind == FIGURE_COUNT ? antecedent(d) : 0;
  if (before) d->f.event = before->event;
}
