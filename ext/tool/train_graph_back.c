/* train_graph_back.c - the graph parser's network learns from a batch. */
#include "tool/train_graph.h"

#include <stdlib.h>

static const float RATE = 0.002f;

/* scatter: adds rows of a sentence's gradient to the batch's. */
static void scatter(Graph *g, int k, int from, int width, const float *d) {
  for (int i = 0; i < g->length[k]; i++) {
    float *to = g->dpoint + (i * g->batch + k) * GRAPH_SPACE + from;
    for (int c = 0; c < width; c++) to[c] += d[i * width + c];
  }
}

static void count_heads(Graph *g, const Arcs *a, const Example *e) {
  for (int i = 1; i < a->n; i++) {
    const float *row = a->score + i * a->wide;
    int best = 0;
    for (int j = 1; j < a->n; j++)
      if (row[j] > row[best]) best = j;
    g->words++;
    g->wrong += best != e->head[i];
  }
}

static void learn_heads(Graph *g, int k, const Example *e) {
  Arcs a;
  arcs_open(g, k, &a);
  arcs_chances(&a);
  count_heads(g, &a, e);
  int n = a.n, wide = a.wide;
  memset(a.score, 0, (size_t)wide * sizeof *a.score); /* the root has no head */
  for (int i = 1; i < n; i++) a.score[i * wide + e->head[i]] -= 1;
  for (int i = 0; i < n * wide; i++) a.score[i] *= g->share;
  float *dpull = mat_open(wide, GRAPH_ARC);
  float *dhead = mat_open(wide, GRAPH_ARC);
  float *ddep = mat_open(wide, GRAPH_ARC);
  float *arc = mat_open(GRAPH_ARC, GRAPH_ARC);
  mat_add(dpull, a.score, a.head, n, wide, GRAPH_ARC);
  mat_turn(a.turned, a.score, wide, wide);
  mat_add(dhead, a.turned, a.pull, n, wide, GRAPH_ARC);
  mat_turn(arc, g->arc.w, GRAPH_ARC, GRAPH_ARC);
  mat_add(ddep, dpull, arc, n, GRAPH_ARC, GRAPH_ARC);
  mat_turn(a.turned, a.dep, wide, GRAPH_ARC);
  mat_add(g->arc.grad, a.turned, dpull, GRAPH_ARC, wide, GRAPH_ARC);
  for (int i = 1; i < n; i++)
    for (int c = 0; c < GRAPH_ARC; c++) g->arc_bias.grad[c] += dpull[i * GRAPH_ARC + c];
  scatter(g, k, POINT_DEP, GRAPH_ARC, ddep);
  scatter(g, k, POINT_HEAD, GRAPH_ARC, dhead);
  free(dpull);
  free(dhead);
  free(ddep);
  free(arc);
  arcs_close(&a);
}

/* Words as dependents, their gold heads, and what the former make of each label, for a sentence. */
typedef struct Labelled {
  int n, width;
  float *dep, *head, *pull, *turned, *ddep, *dhead;
} Labelled;

static Labelled labelled_open(const Graph *g, int k, const Example *e) {
  int n = e->n, width = g->labels * GRAPH_REL;
  Labelled a = {.n = n, .width = width};
  a.dep = mat_open(n, GRAPH_REL);
  a.head = mat_open(n, GRAPH_REL);
  a.ddep = mat_open(n, GRAPH_REL);
  a.dhead = mat_open(n, GRAPH_REL);
  a.pull = mat_open(n, width);
  a.turned = mat_open(width, n > GRAPH_REL ? n : GRAPH_REL);
  for (int i = 1; i < n; i++) {
    graph_rel_point(g, k, i, POINT_REL_DEP, a.dep + i * GRAPH_REL);
    graph_rel_point(g, k, e->head[i], POINT_REL_HEAD, a.head + i * GRAPH_REL);
  }
  mat_add(a.pull, a.dep, g->rel.w, n, GRAPH_REL, width);
  return a;
}

static void labelled_close(Labelled *a) {
  free(a->dep);
  free(a->head);
  free(a->pull);
  free(a->turned);
  free(a->ddep);
  free(a->dhead);
}

/* The gradient of the scores of a word's labels. */
static void label_slope(const Graph *g, const Labelled *a, int word, int label, float *slope) {
  const float *pull = a->pull + word * a->width, *head = a->head + word * GRAPH_REL;
  for (int l = 0; l < g->labels; l++) {
    slope[l] = 0;
    for (int c = 0; c < GRAPH_REL; c++) slope[l] += pull[l * GRAPH_REL + c] * head[c];
  }
  graph_chances(slope, g->labels);
  slope[label] -= 1;
  for (int l = 0; l < g->labels; l++) slope[l] *= g->share;
}

/* Of a word whose slopes are known: the gradient of its head, and of its pull in place of it. */
static void label_back(const Graph *g, Labelled *a, int word, const float *slope) {
  float *pull = a->pull + word * a->width, *dhead = a->dhead + word * GRAPH_REL;
  const float *head = a->head + word * GRAPH_REL;
  for (int l = 0; l < g->labels; l++)
    for (int c = 0; c < GRAPH_REL; c++) {
      dhead[c] += slope[l] * pull[l * GRAPH_REL + c];
      pull[l * GRAPH_REL + c] = slope[l] * head[c];
    }
}

/* The relation of each word to its gold head. */
static void learn_rels(Graph *g, int k, const Example *e) {
  Labelled a = labelled_open(g, k, e);
  for (int i = 0; i < a.n; i++) {
    float slope[ROW_WIDTH] = {0};
    if (i && e->rel[i] < g->labels) label_slope(g, &a, i, e->rel[i], slope);
    label_back(g, &a, i, slope);
  }
  mat_turn(a.turned, g->rel.w, GRAPH_REL, a.width);
  mat_add(a.ddep, a.pull, a.turned, a.n, a.width, GRAPH_REL);
  mat_turn(a.turned, a.dep, a.n, GRAPH_REL);
  mat_add(g->rel.grad, a.turned, a.pull, GRAPH_REL, a.n, a.width);
  for (int i = 1; i < a.n; i++) { /* the last number is no point's */
    float *to = g->dpoint + (e->head[i] * g->batch + k) * GRAPH_SPACE + POINT_REL_HEAD;
    for (int c = 0; c < GRAPH_REL - 1; c++) to[c] += a.dhead[i * GRAPH_REL + c];
    a.ddep[i * GRAPH_REL + GRAPH_REL - 1] = 0;
  }
  scatter(g, k, POINT_REL_DEP, GRAPH_REL, a.ddep);
  labelled_close(&a);
}

/* ---- back ---- */

static void learn_space(Graph *g) {
  graph_mask(g, g->dpoint, g->point_mask, GRAPH_SPACE);
  for (int row = 0; row < g->rows; row++)
    for (int i = 0; i < GRAPH_SPACE; i++) {
      float *d = &g->dpoint[row * GRAPH_SPACE + i];
      if (g->point[row * GRAPH_SPACE + i] < 0) *d *= GRAPH_LEAK;
      g->space_bias.grad[i] += *d;
    }
  float *turned = mat_open(g->rows > GRAPH_SPACE ? g->rows : GRAPH_SPACE, GRAPH_BOTH);
  mat_turn(turned, g->top, g->rows, GRAPH_BOTH);
  mat_add(g->space.grad, turned, g->dpoint, GRAPH_BOTH, g->rows, GRAPH_SPACE);
  mat_turn(turned, g->space.w, GRAPH_BOTH, GRAPH_SPACE);
  memset(g->dtop, 0, (size_t)(g->rows * GRAPH_BOTH) * sizeof *g->dtop);
  mat_add(g->dtop, g->dpoint, turned, g->rows, GRAPH_SPACE, GRAPH_BOTH);
  graph_mask(g, g->dtop, g->top_mask, GRAPH_BOTH);
  free(turned);
}

static void learn_layer(Graph *g, Layer *l, const float *dout) {
  float *dh = mat_open(g->rows, GRAPH_SIZE);
  memset(l->din, 0, (size_t)(g->rows * l->inputs) * sizeof *l->din);
  for (int s = 0; s < 2; s++) {
    for (int row = 0; row < g->rows; row++)
      memcpy(dh + row * GRAPH_SIZE, dout + row * GRAPH_BOTH + s * GRAPH_SIZE,
             GRAPH_SIZE * sizeof *dh);
    lstm_learn(&l->side[s], &l->run[s], dh, l->din);
  }
  graph_mask(g, l->din, l->mask, l->inputs);
  free(dh);
}

static void learn_seen(Graph *g, Example *const *e) {
  for (int k = 0; k < g->batch; k++)
    for (int i = 0; i < e[k]->n; i++)
      for (int f = 0; f < GRAPH_SEEN; f++) {
        uint32_t row = e[k]->seen[i][f];
        if (row == GRAPH_TABLE) continue;
        const float *d = g->layer[0].din + (i * g->batch + k) * GRAPH_WIDE;
        float *to = g->seen.grad + (size_t)row * GRAPH_WIDE;
        g->seen.touched[row] = 1;
        for (int c = 0; c < GRAPH_WIDE; c++) to[c] += d[c];
      }
}

void graph_learn_batch(Graph *g, Example *const *e, int batch) {
  graph_read_batch(g, e, batch, true);
  memset(g->dpoint, 0, (size_t)(g->rows * GRAPH_SPACE) * sizeof *g->dpoint);
  int words = 0;
  for (int k = 0; k < batch; k++) words += e[k]->n - 1;
  g->share = 1 / (float)words;
  for (int k = 0; k < batch; k++) {
    learn_heads(g, k, e[k]);
    learn_rels(g, k, e[k]);
  }
  learn_space(g);
  for (int i = GRAPH_LAYERS - 1; i >= 0; i--)
    learn_layer(g, &g->layer[i], i + 1 < GRAPH_LAYERS ? g->layer[i + 1].din : g->dtop);
  learn_seen(g, e);
  Weights *all[GRAPH_WEIGHTS];
  int n = graph_weights(g, all);
  float rest = 1 - (float)g->step / (float)g->steps;
  Adam adam = {RATE * (rest < 0.02f ? 0.02f : rest), ++g->step};
  for (int i = 0; i < n; i++) weights_learn(all[i], &adam);
}
