/* train_parse.h - training the parser: the gold tree of a sentence, and which actions keep it. */
#ifndef NEWS_TRAIN_PARSE_H
#define NEWS_TRAIN_PARSE_H

#include "read/parser.h"
#include "tool/train.h"

/* ---- train_parse.c ---- */

typedef struct Lesson {
  const Treebank *tb;
  const Model *tagger; /* numbers the tags */
  const Folds *folds;  /* taggers for tb */
  int32_t gold;        /* sentences before those of plain text */
  uint32_t seed;
} Lesson;

/* Learns, and sets the sections of the parser. */
void parser_learn(const Lesson *lesson, ModelOut *out);

/* The relations of a treebank, but for the root's, numbered as labels: how many; rels[] of each label, label_of[] each
** Rel, ROW_WIDTH for none. `all`, as the teachers tell them; else without those that no stage asks for, ROW_SHORT at most. */
int choose_labels(const Treebank *tb, bool all, uint8_t rels[ROW_WIDTH],
                  uint8_t label_of[REL_COUNT]);

/* ---- train_oracle.c ---- */

/* The gold tree of a piece, words numbered as in Parse. */
typedef struct GoldTree {
  int n;
  int16_t head[PARSE_PIECE + 2];                                     /* n + 1 = root */
  int16_t first_child[PARSE_PIECE + 2], next_child[PARSE_PIECE + 2]; /* 0 = none */
} GoldTree;

/* The tree of the words of a parse; what depends on a mark depends on the mark's head. */
void gold_tree(GoldTree *g, const Parse *p, const GoldWord *gold);

/* How many arcs of the gold tree cannot be had any more after each action; -1: not allowed
** (Goldberg and Nivre 2013). */
void gold_costs(const GoldTree *g, const Parse *p, int cost[ACTIONS]);

/* ---- train_eisner.c ---- */

/* votes[head * (words + 1) + word], words from 1, the root 0: the heads of the projective tree that has
** most of them. */
void best_tree(int words, const int *votes, int16_t *head);

/* ---- train_measure.c ---- */

/* Tags and parses the documents at `path` with the reader's own code, and prints how well. */
typedef struct ParseScore {
  int32_t words, heads, both; /* all, and with the gold head, and its relation */
  int32_t gold[REL_COUNT], found[REL_COUNT], right[REL_COUNT]; /* by relation without subtype */
} ParseScore;
void score_tree(ParseScore *s, const Doc *doc, const GoldWord *gold);
void measure_parser(const Model *m, const char *path, ParseScore *sum);
void print_relations(const char *what, const ParseScore *sum);

#endif
