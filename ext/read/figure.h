/* figure.h - inside the figure stage: a figure while it is put together, and the steps in order.
**
** figure.c walks the numbers and drives the steps; each step fills fields of the draft:
**   figure_cut.c      is it a figure at all?
**   figure_shape.c    currency, unit, range, ratio, rate, score: the kind and the value
**   figure_age.c      ages
**   figure_hedge.c    hedges and bounds
**   figure_phrase.c   item: the noun counted, with figure_noun.c, figure_subject.c and figure_carry.c
**   figure_event.c    what happened to it
**   figure_context.c  change, scope, date, source, links to other figures
**   figure_place.c    where it holds
**   figure_sure.c     how sure: confidence
*/
#ifndef NEWS_FIGURE_H
#define NEWS_FIGURE_H

#include "data/lexicon.h"
#include "read/read.h"

typedef struct Draft {
  Doc *doc;
  const Lang *lang;
  const Number *number;
  Figure f;
  int32_t first, last;     /* tokens: currency, number, unit, and what later steps add */
  int32_t begin, end;      /* the sentence's tokens */
  int32_t next_number;     /* the next Number that this figure has not taken */
  int32_t noun, noun_last; /* the noun phrase counted; noun == NONE: none stands here */
  int32_t head;            /* token that stands for the figure in the parse */
  bool of;                 /* part of a whole: "two of the ..." */
  bool more;               /* "two more", "another five" */
  bool hyphen;             /* "ten-storey": of something else */
  bool predicate;          /* what is said of a subject: "the rate was 9%" */
} Draft;

/* ---- small views on hits (figure.c) ---- */

/* A hit of `kind` that ends right before token t, the longest; NONE. */
int32_t hit_before(const Draft *d, int32_t t, LexKind kind);
/* The longest hit of `kind` at t whose `column` is `value`; NONE. */
int32_t hit_at(const Draft *d, int32_t t, LexKind kind, int column, Str value);
/* A joining word with this role at t ("dash", "to"); its one behind in *last if given. */
bool joins(const Draft *d, int32_t t, Str role, int32_t *last);
Str hit_str(const Draft *d, int32_t hit, int column);
bool glued_to_next(const Draft *d, int32_t t); /* no white space on both sides of token t */

static inline bool figure_is_noun(int tag) {
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS;
}
static inline bool figure_determines(int tag) {
  return tag == TAG_DT || tag == TAG_PRPS || tag == TAG_PDT;
}
static inline bool figure_is_subject(int rel) {
  return rel == REL_NSUBJ || rel == REL_NSUBJ_PASS;
}

/* ---- noun phrases (figure_noun.c) ---- */

/* The noun phrase from token t on, modifiers included; false if none begins there. */
bool figure_noun_at(const Draft *d, int32_t t, int32_t *first, int32_t *last);
/* The noun phrase in front of and with its head; of a name, the name. */
void figure_noun(const Draft *d, int32_t head, int32_t *first, int32_t *last);
/* The mention that holds token t, of any form; NONE. */
int32_t figure_mention(const Draft *d, int32_t t);
/* Part of a number as written ("million" in "8 million views"). */
bool figure_in_number(const Draft *d, int32_t t);

/* ---- subjects (figure_subject.c): they set noun or item ---- */

/* The subject of a verb or predicate, in front of the figure; false if none is known. */
bool figure_subject_of(Draft *d, int32_t verb);
void figure_subject(Draft *d);

/* ---- what goes on from figure to figure (figure_carry.c) ---- */

bool figure_lists(Draft *d);                 /* one more of a list: item and event taken over */
bool figure_shares(Draft *d);                /* "from 21 mpg to 23": unit and item taken over */
bool figure_elided(Draft *d);                /* "9 percent, down from 12": the unit taken over */
const Figure *figure_retold(const Draft *d); /* "$2 million, or 85 cents a share": NULL */
bool figure_waits(const Draft *d);           /* its noun comes with the next figure */
const Figure *figure_same_number(const Draft *d); /* "the eight": told before; NULL */

/* ---- the steps ---- */
bool figure_cut(const Draft *d);
bool figure_shape(Draft *d); /* false: on a closer look it is no figure */
bool figure_age(Draft *d);
void figure_aged(Draft *d);                    /* its item: who is that old */
const Figure *figure_last_age(const Draft *d); /* the latest age told in this sentence, NULL */
void figure_rate(Draft *d); /* "a barrel", "per 1,000" behind it: the kind, per */
void figure_hedge(Draft *d);
void figure_phrase(Draft *d);
void figure_share(
    const Draft *d); /* the figure before takes over unit and noun, if it waits for them */
void figure_event(Draft *d);
void figure_context(Draft *d);
void figure_place(Draft *d);
void figure_sure(Draft *d);

/* A verb by which somebody gives a number without a clause ("put the toll at 41"). */
static inline bool figure_gives(const Draft *d, int32_t verb) {
  return verb >= d->begin && verb < d->end &&
         lex_hit_is(d->doc, d->lang, verb, LEX_LIGHT, LIGHT_ROLE, STR("gives")) != NONE;
}
/* The verb above token `from` in the parse, in the sentence; NONE. */
int32_t figure_verb(const Draft *d, int32_t from);
/* The latest figure in this sentence or the one before that has an item: what is left out is
** carried over; NULL. */
const Figure *figure_antecedent(const Draft *d);

/* A multiple told by a word alone ("doubled"): true if token t begins one. */
bool figure_multiple(Draft *d, int32_t t);
/* A length of time told without a number ("for a year"): true if token t begins one. */
bool figure_one(Draft *d, int32_t t);
/* "who is nine", "she was 81": a bare number that the text says of a person; its age. */
bool figure_is_age(const Draft *d);

#endif
