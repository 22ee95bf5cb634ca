/* figure_event.c - what happened to the thing counted: the verb above it in the parse, the
** participle below it, a noun or adjective that tells it ("death toll", "left homeless"), or carried
** over where it is left out. */
#include "read/figure.h"

#define WINDOW 12 /* tokens looked at around a figure; keeps long sentences linear */
#define CLIMB 8   /* arcs followed up the parse */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}
static bool is_verb(int tag) {
  return tag >= TAG_VB && tag <= TAG_VBZ;
}
static bool is_subject(int rel) {
  return rel == REL_NSUBJ || rel == REL_NSUBJ_PASS;
}

static bool light(const Draft *d, int32_t t) {
  return hit_at(d, t, LEX_LIGHT, LIGHT_ROLE, STR("tells")) != NONE;
}
/* "forced to flee", "believed to have died": what happened is told by the verb below. */
static bool leads(const Draft *d, int32_t t) {
  return hit_at(d, t, LEX_LIGHT, LIGHT_ROLE, STR("leads")) != NONE;
}
/* Verbs of plain saying tell nothing of what happened; "ordered", "promised", "found" do. */
static bool says(const Draft *d, int32_t t) {
  int32_t h = lex_hit(d->doc, t, LEX_CUE);
  if (h == NONE || d->doc->hits.at[h].last != t + 1) return false;
  return str_eq(hit_str(d, h, CUE_CLASS), STR("say"));
}

/* A verb that tells what happened. */
static bool full(const Draft *d, int32_t t) {
  int32_t told = lex_hit(d->doc, t, LEX_EVENT);
  if (told != NONE && d->doc->hits.at[told].last > t + 1) return true;
  return is_verb(token(d, t)->tag) && !light(d, t) && !says(d, t) && !figure_gives(d, t);
}

int32_t figure_verb(const Draft *d, int32_t from) {
  for (int32_t t = from, i = 0; t != NONE && i < CLIMB; t = token(d, t)->head, i++) {
    if (t < d->begin || t >= d->end) return NONE;
    if (is_verb(token(d, t)->tag) && t != from) return t;
  }
  return NONE;
}

/* How a figure hangs on the word that tells what happened. */
typedef struct Link {
  int32_t word; /* verb, or an adjective or noun of the lexicon; NONE */
  int rel;      /* the last arc */
  bool deep;    /* inside a noun phrase of another noun: "a trial of four drugs" */
} Link;

/* Does a clause end with this arc, where it does not lead to a verb? */
static bool clause(int rel) {
  return is_subject(rel) || rel == REL_ACL || rel == REL_ACL_RELCL || rel == REL_ADVCL ||
         rel == REL_PARATAXIS || rel == REL_CCOMP || rel == REL_XCOMP || rel == REL_ROOT;
}

static Link climb(const Draft *d, int32_t from) {
  Link link = {NONE, REL_NONE, false};
  int32_t t = from;
  for (int i = 0; i < CLIMB; i++) {
    int32_t up = token(d, t)->head;
    if (up < d->begin || up >= d->end) return link;
    link.rel = token(d, t)->rel;
    bool inside = up >= d->first && up < d->last; /* "exceeding 300 tons" */
    bool verb = is_verb(token(d, up)->tag) && token(d, up)->rel != REL_AMOD && !inside;
    bool told = is_subject(link.rel) && lex_hit(d->doc, up, LEX_EVENT) != NONE; /* 12 are dead */
    if (verb || told) {
      link.word = up;
      return link;
    }
    if (clause(link.rel)) return link;
    link.deep |= link.rel == REL_NMOD && !inside; /* "tens of thousands of people" is one */
    t = up;
  }
  return link;
}

/* The verb or telling adjective below a verb that only leads to it. */
static int32_t led_to(const Draft *d, int32_t verb) {
  for (int step = 0; step < 3 && leads(d, verb); step++) {
    int32_t below = NONE;
    for (int32_t t = verb + 1; t < d->end && t < verb + 2 * WINDOW && below == NONE; t++) {
      int rel = token(d, t)->rel;
      if (token(d, t)->tag == TAG_COLON) break;
      if (token(d, t)->head != verb) continue;
      bool to = rel == REL_ADVCL && token(d, t)->tag == TAG_VB && token(d, t - 1)->tag == TAG_TO;
      if (rel == REL_XCOMP || rel == REL_CCOMP || rel == REL_OBJ || to)
        if (is_verb(token(d, t)->tag) || lex_hit(d->doc, t, LEX_EVENT) != NONE) below = t;
    }
    if (below == NONE) return verb;
    verb = below;
  }
  return verb;
}

/* A participle, relative clause or infinitive that hangs on the noun counted: "90 people killed in the
** raid", "the first person to win". */
static int32_t verb_below(const Draft *d, int32_t noun) {
  for (int32_t t = noun + 1; t < d->end && t < noun + WINDOW; t++) {
    int rel = token(d, t)->rel;
    if (token(d, t)->head == noun && (rel == REL_ACL || rel == REL_ACL_RELCL) &&
        is_verb(token(d, t)->tag))
      return t;
  }
  bool to =
      noun + 2 < d->end && token(d, noun + 1)->tag == TAG_TO && token(d, noun + 2)->tag == TAG_VB;
  return to && d->f.kind == FIGURE_ORDINAL ? noun + 2 : NONE;
}

/* The lexicon's own lemma where it knows the word: it holds whatever the tag ("rose", VBP). */
static Str lemma(const Draft *d, int32_t word) {
  int32_t h = lex_hit(d->doc, word, LEX_EVENT);
  if (h != NONE) return hit_str(d, h, EVENT_LEMMA);
  h = lex_hit(d->doc, word, LEX_CHANGE);
  Str phrase = h != NONE && d->doc->hits.at[h].last == word + 1
                   ? lex_phrase(d->lang, d->doc->hits.at[h].entry)
                   : STR_NONE;
  bool form = str_eq(phrase, tok_fold(d->doc, word)); /* listed as it stands: "contracted" */
  return str_none(phrase) || form ? lemma_of(d->doc, d->lang, word) : phrase;
}

/* A noun that tells the event, last in the phrase counted ("five deaths", "prison terms"). */
static int32_t noun_inside(const Draft *d) {
  if (d->noun == NONE || (d->noun < d->first && !d->predicate)) return NONE;
  for (int32_t t = d->noun; t < d->noun_last; t++) {
    int32_t h = lex_hit(d->doc, t, LEX_EVENT);
    bool first = d->predicate && t == d->noun; /* "the number of displaced people rose to 9,000" */
    if (h != NONE && (first || d->doc->hits.at[h].last == d->noun_last)) return h;
  }
  return NONE;
}

/* A word that tells the event right behind the figure ("nine dead") or before "of" ("a death toll of
** 12", "the displacement of 4,000 families"), "at" ("put the toll at 41"). */
static int32_t event_beside(const Draft *d) {
  int32_t in;
  if (d->f.kind == FIGURE_DURATION) /* 30 years in prison */
    return joins(d, d->last, STR("in"), &in) && in < d->end ? lex_hit(d->doc, in, LEX_EVENT) : NONE;
  int32_t t = d->last;
  while (t < d->end && t < d->last + 2 && token(d, t)->tag == TAG_RB) t++; /* "12 still missing" */
  int32_t behind = t < d->end ? lex_hit(d->doc, t, LEX_EVENT) : NONE;
  if (behind != NONE) return behind;
  int32_t from = d->first, right = hit_before(d, from, LEX_EVENT); /* "displaced 400 families" */
  if (right != NONE) return right;
  if (from > d->begin && token(d, from - 1)->tag == TAG_DT) from--;
  int32_t join = hit_before(d, from, LEX_JOIN);
  if (join == NONE) return NONE;
  Str role = hit_str(d, join, JOIN_ROLE);
  if (!str_eq(role, STR("of")) && !str_eq(role, STR("at")) && !str_eq(role, STR("to"))) return NONE;
  return hit_before(d, d->doc->hits.at[join].first, LEX_EVENT);
}

/* The subject of a verb without an object: it happens to the subject ("a 40-year-old man died"). */
static bool alone(const Draft *d, const Link *link) {
  if (link->rel != REL_NSUBJ) return false;
  for (int32_t t = link->word + 1; t < d->end && t < link->word + WINDOW; t++)
    if (token(d, t)->head == link->word && token(d, t)->rel == REL_OBJ) return false;
  return true;
}

/* Arcs by which something counted takes part in what its verb tells. A count deep in another noun's
** phrase does not ("a trial of four drugs was stopped"), nor where it is a place or an origin. */
static bool takes_part(const Draft *d, const Link *link) {
  int kind = d->f.kind;
  if (kind == FIGURE_DURATION)
    return link->rel == REL_OBL || link->rel == REL_OBL_UNMARKED || link->rel == REL_OBJ ||
           link->rel == REL_ADVMOD;
  if (kind == FIGURE_AGE)
    return link->rel == REL_NSUBJ_PASS || link->rel == REL_OBJ || alone(d, link);
  if (kind != FIGURE_COUNT && kind != FIGURE_ORDINAL) return true;
  if (link->rel != REL_OBL) return !link->deep || link->rel == REL_CONJ;
  int32_t join = hit_before(d, d->first, LEX_JOIN);
  Str role = join == NONE ? STR_NONE : hit_str(d, join, JOIN_ROLE);
  return !link->deep && !str_eq(role, STR("from")) && !str_eq(role, STR("at"));
}

/* "injuring more than 80": nearer than any arc. */
static int32_t verb_before(const Draft *d) {
  int32_t t = d->first - 1;
  if (t < d->begin || !is_verb(token(d, t)->tag)) return NONE;
  t = led_to(d, t);
  return lex_hit(d->doc, t, LEX_EVENT) != NONE || full(d, t) ? t : NONE;
}

/* "one passenger badly hurt", "40 houses damaged in the town", where the parse does not say so. */
static int32_t participle_behind(const Draft *d) {
  int32_t t = d->last;
  if (d->f.kind != FIGURE_COUNT && d->f.kind != FIGURE_MEASURE) return NONE;
  while (t < d->end && t < d->last + 2 && token(d, t)->tag == TAG_RB) t++;
  bool verb = t < d->end && (token(d, t)->tag == TAG_VBN || token(d, t)->tag == TAG_VBD);
  return verb && full(d, t) ? t : NONE;
}

/* The word that tells what happened, by the parse; NONE. */
static int32_t event_word(const Draft *d) {
  if (token(d, d->head)->rel == REL_NONE) return NONE; /* nothing is parsed, nor tagged */
  Link link = climb(d, d->head);
  int32_t behind = participle_behind(d); /* "12 towns were cut off and 300 houses burned" */
  if (link.word != NONE && link.rel == REL_CONJ && behind != NONE) return behind;
  if (link.word != NONE && takes_part(d, &link)) {
    int32_t word = led_to(d, link.word);
    if (lex_hit(d->doc, word, LEX_EVENT) != NONE || full(d, word)) return word;
  }
  int32_t below = d->noun == NONE ? NONE : verb_below(d, d->noun_last - 1);
  return below == NONE || !full(d, below) ? behind : below;
}

/* Of ages: what the verb that "aged" hangs on tells ("died aged 41"). */
static int32_t aged_word(const Draft *d) {
  int32_t aged = hit_before(d, d->first, LEX_JOIN);
  int32_t verb = aged == NONE ? NONE : token(d, d->doc->hits.at[aged].first)->head;
  bool good = verb >= d->begin && verb < d->end && is_verb(token(d, verb)->tag) && full(d, verb);
  return good ? verb : NONE;
}

/* A word of the lexicon that the subject itself is ("the deceased were aged nine"). */
static int32_t told_by_item(const Draft *d) {
  return d->noun == NONE ? NONE : lex_hit(d->doc, d->noun_last - 1, LEX_EVENT);
}

/* "five minutes after takeoff": a time between two others, no length of what happened. */
static bool since(const Draft *d) {
  if (d->f.kind != FIGURE_DURATION || d->last >= d->end || token(d, d->last)->tag != TAG_IN)
    return false;
  bool inside = d->first > d->begin && token(d, d->first - 1)->tag == TAG_IN; /* for a week after */
  return !inside && d->f.relation != RELATION_LE && lex_hit(d->doc, d->last, LEX_JOIN) == NONE;
}

void figure_event(Draft *d) {
  if (!str_none(d->f.event)) return;                  /* a list goes on: figure_phrase */
  if (d->hyphen && d->f.kind == FIGURE_COUNT) return; /* a ten-storey house */
  int32_t noun = noun_inside(d), word = NONE;
  if (noun == NONE && d->f.kind == FIGURE_AGE) {
    noun = told_by_item(d);
    word = aged_word(d);
    if (word == NONE && d->noun >= d->last) word = event_word(d); /* a 30-year-old man died */
  } else if (noun == NONE) {
    noun = event_beside(d);
    if (noun == NONE && !since(d)) word = verb_before(d);
    if (noun == NONE && word == NONE && !since(d) && !d->predicate) word = event_word(d);
  }
  if (noun != NONE)
    d->f.event = hit_str(d, noun, EVENT_LEMMA);
  else if (word != NONE)
    d->f.event = lemma(d, word);
  if (noun != NONE || word != NONE) return;
  const Figure *before = d->noun == NONE && d->f.kind == FIGURE_COUNT ? figure_antecedent(d) : 0;
  if (before) d->f.event = before->event;
}
