/* train_graph_round.c - teaching the graph parser: examples, batches, rounds. */
#include "tool/train_graph.h"

#include "read/read.h"
#include "read/word.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 14, LEAST_STEPS = 160 /* of a small treebank more rounds */, BATCH_ROWS = 900 };
static const float FIRST = 0.15f; /* root of the mean square of a vector's numbers */

/* ---- rounds ---- */

static Example example_of(const Graph *g, const Rendered *r, const Sentence *s) {
  static Parse p;
  static GoldTree gold;
  if (s->last - s->first > PARSE_PIECE) return (Example){0};
  parse_begin(&p, &r->doc, g->tagger, s->first, s->last);
  if (p.n < 2) return (Example){0};
  gold_tree(&gold, &p, r->gold);
  Example e = example_open(p.n + 1);
  graph_see(g, &p, &r->doc, &e);
  for (int i = 1; i <= p.n; i++) {
    bool root = gold.head[i] > p.n;
    e.head[i] = (int16_t)(root ? 0 : gold.head[i]);
    e.rel[i] = root ? ROW_WIDTH : g->label_of[r->gold[p.token[i]].rel];
  }
  return e;
}

/* Sentences of about the same length stand together. */
static int by_length(const void *a, const void *b) {
  const Example *const *x = a, *const *y = b;
  return (*x)->n - (*y)->n;
}

enum { POOL = 1500 /* sentences sorted together */ };

static int batch_of(Example *const *e, int32_t n) {
  int batch = 0;
  while (batch < n && batch < GRAPH_BATCH && e[batch]->n * (batch + 1) <= BATCH_ROWS) batch++;
  return batch ? batch : 1;
}

typedef struct Batch {
  Example **at;
  int n;
} Batch;

/* Cuts shuffled examples into batches, whose order is shuffled as well. */
static int32_t cut_batches(Graph *g, Example **e, int32_t n, Batch *out, int32_t *order) {
  int32_t batches = 0;
  for (int32_t from = 0; from < n; from += POOL) {
    int32_t pool = n - from < POOL ? n - from : POOL;
    qsort(e + from, (size_t)pool, sizeof *e, by_length);
    for (int32_t i = 0; i < pool; i += out[batches++].n)
      out[batches] = (Batch){e + from + i, batch_of(e + from + i, pool - i)};
  }
  for (int32_t i = 0; i < batches; i++) order[i] = i;
  random_shuffle(&g->random, order, batches);
  return batches;
}

static void learn_round(Graph *g, int round) {
  clock_t start = clock();
  Rendered r;
  g->seed++;
  g->words = g->wrong = 0;
  treebank_doc(&r, g->tb, 0, g->tb->sentences.n, train_manner, &g->seed);
  folds_tag(g->folds, g->tb, &r.doc);
  int32_t all = r.doc.sentences.n, n = 0;
  Example *e = train_alloc((size_t)all, sizeof *e), **at = train_alloc((size_t)all, sizeof *at);
  Batch *batch = train_alloc((size_t)all, sizeof *batch);
  int32_t *order = train_alloc((size_t)all, sizeof *order);
  for (int32_t i = 0; i < all; i++) order[i] = i;
  random_shuffle(&g->random, order, all);
  for (int32_t i = 0; i < all; i++) {
    e[i] = example_of(g, &r, &r.doc.sentences.at[order[i]]);
    if (e[i].n) at[n++] = &e[i];
  }
  if (!n) train_die("teach", "no sentences to learn from");
  int32_t batches = cut_batches(g, at, n, batch, order);
  if (!g->steps)
    g->steps = batches * (ROUNDS * batches < LEAST_STEPS ? LEAST_STEPS / batches : ROUNDS);
  for (int32_t i = 0; i < batches; i++) graph_learn_batch(g, batch[order[i]].at, batch[order[i]].n);
  printf("round %2d: %5.2f %% of the heads wrong, %d steps, %.1f s\n", round,
         100.0 * g->wrong / g->words, batches, (double)(clock() - start) / CLOCKS_PER_SEC);
  for (int32_t i = 0; i < all; i++) example_close(&e[i]);
  free(e);
  free(at);
  free(batch);
  free(order);
  rendered_close(&r);
}

static void count_words(Graph *g) {
  Rendered r;
  treebank_doc(&r, g->tb, 0, g->tb->sentences.n, 0, 0);
  for (int32_t i = 0; i < r.doc.tokens.n; i++) {
    uint16_t *n = &g->count[graph_word_row(word_key(&r.doc, i))];
    if (*n < UINT16_MAX) ++*n;
  }
  rendered_close(&r);
}

float *graph_words(const char *text) {
  size_t all = (size_t)GRAPH_TABLE * GRAPH_WIDE;
  float *words = train_alloc(all, sizeof *words);
  double sum = 0, n = 0;
  skip_learn(words, GRAPH_TABLE, GRAPH_WIDE, graph_word_row, text);
  for (size_t i = 0; i < all; i++)
    if (words[i] != 0) sum += (double)words[i] * (double)words[i], n++;
  float scale = FIRST / (float)sqrt(sum / n);
  for (size_t i = 0; i < all; i++) words[i] *= scale;
  return words;
}

Graph *graph_learn(const Lesson *lesson, const float *words) {
  Graph *g = train_alloc(1, sizeof *g);
  g->tagger = lesson->tagger;
  g->folds = lesson->folds;
  g->tb = lesson->tb;
  g->random = (Random){88172645463325252u + lesson->seed};
  g->seed = 1 + lesson->seed * 100;
  g->count = train_alloc(GRAPH_TABLE, sizeof *g->count);
  g->one = example_open(PARSE_PIECE + 2);
  g->labels = choose_labels(g->tb, true, g->rels, g->label_of);
  graph_open(g);
  memcpy(g->seen.w, words, sizeof *words * GRAPH_TABLE * GRAPH_WIDE);
  count_words(g);
  for (int round = 1; !g->steps || g->step < g->steps; round++) learn_round(g, round);
  return g;
}
