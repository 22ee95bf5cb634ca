/* train_parse.h - training the parser: the gold tree of a sentence, and which actions keep it. */
#ifndef NEWS_TRAIN_PARSE_H
#define NEWS_TRAIN_PARSE_H

#include "read/parser.h"
#include "tool/conllu.h"

/* ---- train_oracle.c ---- */

/* The gold tree of a piece, words numbered as in Parse. */
typedef struct GoldTree {
  int n;
  int16_t head[PARSE_PIECE + 2];                                     /* n + 1 = root */
  int16_t first_child[PARSE_PIECE + 2], next_child[PARSE_PIECE + 2]; /* 0 = none */
} GoldTree;

void gold_tree(GoldTree *g, const GoldWord *gold, int32_t first, int32_t last);

/* How many arcs of the gold tree cannot be had any more after each action; -1: not allowed
** (Goldberg and Nivre 2013). */
void gold_costs(const GoldTree *g, const Parse *p, int cost[ACTIONS]);

/* ---- train_measure.c ---- */

/* Tags and parses the documents at `path` with the reader's own code, and prints how well. */
typedef struct ParseScore {
  int32_t words, heads, both; /* all, and with the gold head, and its relation */
  int32_t gold[REL_COUNT], found[REL_COUNT], right[REL_COUNT]; /* by relation without subtype */
} ParseScore;
void measure_parser(const Model *m, const char *path, ParseScore *sum);
void print_relations(const ParseScore *sum);

#endif
