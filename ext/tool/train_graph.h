/* train_graph.h - a parser that scores every pair of words: slow, better than the one that ships, whose
** teacher it is.
**
** Words are sums of embeddings of what the shipped parser sees of them too; two layers of LSTM in both
** directions; heads and relations by biaffine products (Dozat and Manning 2017, without characters); the
** tree by Eisner's algorithm. Nothing of it ships.
*/
#ifndef NEWS_TRAIN_GRAPH_H
#define NEWS_TRAIN_GRAPH_H

#include "tool/train_net.h"
#include "tool/train_parse.h"

enum {
  GRAPH_SEEN = 6,        /* features of a word */
  GRAPH_CERTAIN = 1000,  /* the sum of a word's votes */
  GRAPH_TABLE = 1 << 17, /* rows of embeddings */
  GRAPH_WIDE = 128,      /* of an embedding */
  GRAPH_LAYERS = 2,
  GRAPH_SIZE = 128, /* of a layer, each direction */
  GRAPH_BOTH = 2 * GRAPH_SIZE,
  GRAPH_ARC = 128, /* of a word as a dependent, or as a head */
  GRAPH_REL = 48,  /* the same for relations; the last number is always 1 */
  /* Where these stand in what the network says of a word, its point. */
  POINT_DEP = 0,
  POINT_HEAD = POINT_DEP + GRAPH_ARC,
  POINT_REL_DEP = POINT_HEAD + GRAPH_ARC,
  POINT_REL_HEAD = POINT_REL_DEP + GRAPH_REL,
  GRAPH_SPACE = POINT_REL_HEAD + GRAPH_REL,
  GRAPH_BATCH = 48, /* sentences, at most */
  GRAPH_WEIGHTS = 6 + GRAPH_LAYERS * 6
};
static const float GRAPH_LEAK = 0.1f; /* of what is negative */

/* A sentence as the network reads it; word 0 is the root. */
typedef struct Example {
  int n;                        /* words and the root */
  uint32_t (*seen)[GRAPH_SEEN]; /* rows of embeddings; GRAPH_TABLE: not seen this time */
  int16_t *head;
  uint8_t *rel; /* labels; ROW_WIDTH: none */
} Example;
Example example_open(int words);
void example_close(Example *e);

typedef struct Layer {
  Lstm side[2];
  LstmRun run[2];
  int inputs;
  float *in, *din, *mask; /* what it reads, times the mask */
} Layer;

/* Rows of a batch are numbered word * batch + sentence. */
typedef struct Graph {
  const Model *tagger;
  const Folds *folds;
  const Treebank *tb;
  Random random;
  uint32_t seed;
  int step, steps;
  int labels;
  uint8_t rels[ROW_WIDTH], label_of[REL_COUNT];
  uint16_t *count; /* of each row of embeddings, in the treebank */
  Weights seen, space, space_bias, arc, arc_bias, rel;
  Layer layer[GRAPH_LAYERS];
  float *top, *dtop, *top_mask;       /* what the last layer says */
  float *point, *dpoint, *point_mask; /* GRAPH_SPACE numbers of a word */
  int room, batch, rows, length[GRAPH_BATCH];
  float share;          /* of a word in the batch's loss */
  int32_t words, wrong; /* of this round */
  Example one;          /* what graph_read reads */
} Graph;

/* ---- train_graph_round.c ---- */

/* Vectors of words as they begin, by what a plain text tells of them; the caller frees them. */
float *graph_words(const char *text);
/* Learns from the lesson's treebank, with its folds' tags. */
Graph *graph_learn(const Lesson *lesson, const float *words);

/* ---- train_graph.c ---- */

void graph_open(Graph *g);
void graph_close(Graph *g);
/* All weights; the number of them. */
int graph_weights(Graph *g, Weights *all[GRAPH_WEIGHTS]);
uint32_t graph_word_row(uint32_t key);
/* What is seen of the sentence that parse_begin has begun from left to right. */
void graph_see(const Graph *g, const Parse *p, const Doc *doc, Example *e);
/* Sets the points of a batch. Where it learns, some numbers are left out (dropout). */
void graph_read_batch(Graph *g, Example *const *e, int batch, bool learns);
/* x[rows][width] times a mask[batch][width]. */
void graph_mask(const Graph *g, float *x, const float *mask, int width);

/* The same sentence as rows of dependents and of heads; score[dependent][head]. */
typedef struct Arcs {
  int n, wide; /* words and the root; that, to a multiple of NET_LANES */
  float *dep, *head, *pull, *turned, *score;
} Arcs;
/* Of sentence k of the batch. */
void arcs_open(const Graph *g, int k, Arcs *a);
void arcs_close(Arcs *a);
/* Scores become the chances of each head. */
void arcs_chances(Arcs *a);
/* Scores of n choices become their chances. */
void graph_chances(float *x, int n);
/* What the relation of a word is told by, as a dependent or as a head. */
void graph_rel_point(const Graph *g, int k, int word, int from, float to[GRAPH_REL]);

/* Reads one sentence, begun by parse_begin from left to right. */
void graph_read(Graph *g, const Parse *p, const Doc *doc);
/* Adds to votes[head * n + word] of the sentence last read, n: its words and the root. */
void graph_vote(const Graph *g, int *votes);
/* Adds the chances of each Rel that an arc may have. */
void graph_rels(const Graph *g, int word, int head, float score[REL_COUNT]);

/* ---- train_graph_back.c ---- */

/* One step down the loss of a batch. */
void graph_learn_batch(Graph *g, Example *const *e, int batch);

#endif
