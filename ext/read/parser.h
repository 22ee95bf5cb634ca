/* parser.h - the transition system of the dependency parser, and what its models see: shared by parse.c
** and the trainer.
**
** Arc-hybrid (Kuhlmann, Gomez-Rodriguez and Satta 2011): words wait in a buffer, go to a stack, and
** leave it once they have their head, either the next word of the buffer (LEFT) or the word below them
** (RIGHT). 2n steps for n words, whatever the sentence. The root stands behind the last word; only the
** last word left on the stack goes to it, so that a piece has one root.
**
** Commas, quotation marks and other marks are no words here: they are features of the words beside
** them, and get their heads by rule when the tree of the words is done (parse_mark.c).
*/
#ifndef NEWS_PARSER_H
#define NEWS_PARSER_H

#include "core/doc.h"
#include "data/model.h"

enum {
  PARSE_PIECE =
      400, /* words parsed together; longer sentences are cut, so that trees stay shallow */
  PARSE_ABSENT = 0, /* the word that stands for none */
  PARSE_FIRST = 1,
  PARSE_BOTTOM = 3,    /* absent words under the stack */
  PARSE_FEATURES = 48, /* room for keys: a multiple of SCORE_STEP */
  LABEL_FEATURES = 16
};

typedef enum Action { ACTION_SHIFT, ACTION_LEFT, ACTION_RIGHT, ACTIONS } Action;

typedef struct ParseWord {
  uint32_t key;                          /* Word.key */
  int16_t head;                          /* PARSE_ABSENT before it has one; n + 1 = root */
  int16_t first, last;                   /* words of its subtree */
  int16_t left[2];                       /* children on the left: outermost, the one inside it */
  int16_t right[2];                      /* the same on the right */
  uint8_t lefts, rights;                 /* how many of them, at most 3 */
  uint16_t left_set, right_set;          /* of the labels of its children */
  uint8_t tag;                           /* label of the tagger */
  uint8_t cluster;                       /* Word.cluster */
  uint8_t label;                         /* of its arc */
  uint8_t gap;                           /* marks directly before it: bits by kind */
  uint8_t verbs, commas, quotes, breaks; /* of their kind up to it, modulo 256 */
} ParseWord;

/* Words 1 to n, the root n + 1. */
typedef struct Parse {
  ParseWord word[PARSE_PIECE + 2];
  int16_t stack[PARSE_PIECE + PARSE_BOTTOM + 1];
  int top;  /* stack[top] is on top; PARSE_BOTTOM - 1 when empty */
  int next; /* first word of the buffer */
  int n;
  int32_t first, last;            /* tokens of the piece */
  int32_t token[PARSE_PIECE + 2]; /* of each word */
  int16_t at[PARSE_PIECE];        /* word of each token of the piece, PARSE_ABSENT for a mark */
} Parse;

/* Tokens first to last, at most PARSE_PIECE. Of marks alone, all are words. */
void parse_begin(Parse *p, const Doc *doc, const Model *m, int32_t first, int32_t last);
static inline bool parse_done(const Parse *p) {
  return p->next == p->n + 1 && p->top < PARSE_BOTTOM;
}
bool parse_allowed(const Parse *p, Action action);
/* The action, where only one is allowed; else NONE. */
int parse_only(const Parse *p);
void parse_do(Parse *p, Action action);

/* The arc that LEFT or RIGHT makes. */
static inline int parse_head(const Parse *p, Action action) {
  return action == ACTION_LEFT ? p->next : p->stack[p->top - 1];
}
/* Tells the label of the arc that LEFT or RIGHT is about to make. Before parse_do. */
static inline void parse_label(Parse *p, int label) {
  p->word[p->stack[p->top]].label = (uint8_t)label;
}

/* The features of a state, for the actions. The number of keys is PARSE_FEATURES or less. */
int parse_features(const Parse *p, uint32_t keys[PARSE_FEATURES]);
/* The features of the arc that an action is about to make, for the labels. */
int label_features(const Parse *p, Action action, uint32_t keys[LABEL_FEATURES]);

/* parse_front.c: does the piece begin with a participle? Then the action that is sure, NONE if none is. */
bool parse_fronted(const Parse *p, const Model *m);
int parse_front(const Parse *p, const Model *m);

/* parse_mark.c: the word that each mark of a finished parse depends on, onto its token. */
void parse_marks(Doc *doc, const Parse *p);

#endif
