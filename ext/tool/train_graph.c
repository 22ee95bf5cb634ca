/* train_graph.c - the graph parser's network: what it sees, what it says. */
#include "tool/train_graph.h"

#include "read/word.h"

#include <stdlib.h>

enum {
  DROP = 33,    /* percent of the numbers between layers */
  DROP_SEEN = 8 /* percent of a word's features; rare words more often */
};

/* ---- words ---- */

static uint32_t row_of(uint32_t form, uint32_t value) {
  return score_key(form, value, 0, 0) & (GRAPH_TABLE - 1);
}

uint32_t graph_word_row(uint32_t key) {
  return row_of(0, key);
}

static void see_word(const Graph *g, const Parse *p, const Doc *doc, int word, uint32_t style,
                     uint32_t seen[GRAPH_SEEN]) {
  const ParseWord *at = &p->word[word];
  Word w = word_of(doc, &g->tagger->words, p->token[word], style);
  uint32_t value[GRAPH_SEEN] = {w.key, at->tag, w.cluster, w.tail >> 8, w.shape & 0xFFF, at->gap};
  for (uint32_t i = 0; i < GRAPH_SEEN; i++) seen[i] = row_of(i, value[i]);
}

void graph_see(const Graph *g, const Parse *p, const Doc *doc, Example *e) {
  uint32_t style = sentence_style(doc, p->first, p->last);
  e->n = p->n + 1;
  for (uint32_t i = 0; i < GRAPH_SEEN; i++) e->seen[0][i] = row_of(i + GRAPH_SEEN, 0);
  for (int i = 1; i <= p->n; i++) see_word(g, p, doc, i, style, e->seen[i]);
}

Example example_open(int words) {
  Example e = {.n = words};
  e.seen = train_alloc((size_t)words, sizeof *e.seen);
  e.head = train_alloc((size_t)words, sizeof *e.head);
  e.rel = train_alloc((size_t)words, 1);
  return e;
}

void example_close(Example *e) {
  free(e->seen);
  free(e->head);
  free(e->rel);
}

/* ---- dropout ---- */

void graph_mask(const Graph *g, float *x, const float *mask, int width) {
  for (int row = 0; row < g->rows; row++)
    for (int i = 0; i < width; i++) x[row * width + i] *= mask[row % g->batch * width + i];
}

/* Leaves out some numbers, by one mask for all steps of a sequence (Gal and Ghahramani 2016). */
static void drop(Graph *g, float *x, float *mask, int width) {
  for (int i = 0; i < g->batch * width; i++)
    mask[i] = random_below(&g->random, 100) < DROP ? 0 : 100.0f / (100 - DROP);
  graph_mask(g, x, mask, width);
}

static bool sees(Graph *g, uint32_t row, int feature, bool learns) {
  if (!learns) return true;
  uint32_t drop = DROP_SEEN * 10; /* permille */
  if (feature == 0) drop = 250000 / (250 + 1000 * (uint32_t)g->count[row]) + 50;
  return random_below(&g->random, 1000) >= drop;
}

/* ---- forwards ---- */

static float *grow(float *old, int n) {
  free(old);
  return mat_open(1, n);
}

static void make_room(Graph *g) {
  if (g->rows <= g->room) return;
  int n = g->room = g->rows + g->rows / 4;
  for (int i = 0; i < GRAPH_LAYERS; i++) {
    Layer *l = &g->layer[i];
    l->in = grow(l->in, n * l->inputs);
    l->din = grow(l->din, n * l->inputs);
    if (!l->mask) l->mask = grow(0, GRAPH_BATCH * l->inputs);
  }
  g->top = grow(g->top, n * GRAPH_BOTH);
  g->dtop = grow(g->dtop, n * GRAPH_BOTH);
  g->point = grow(g->point, n * GRAPH_SPACE);
  g->dpoint = grow(g->dpoint, n * GRAPH_SPACE);
  if (!g->top_mask) g->top_mask = grow(0, GRAPH_BATCH * GRAPH_BOTH);
  if (!g->point_mask) g->point_mask = grow(0, GRAPH_BATCH * GRAPH_SPACE);
}

/* Features not seen this time become GRAPH_TABLE. */
static void sum_seen(Graph *g, Example *const *e, bool learns) {
  float *x = g->layer[0].in;
  memset(x, 0, (size_t)(g->rows * GRAPH_WIDE) * sizeof *x);
  for (int k = 0; k < g->batch; k++)
    for (int i = 0; i < e[k]->n; i++)
      for (int f = 0; f < GRAPH_SEEN; f++) {
        uint32_t row = e[k]->seen[i][f];
        if (!sees(g, row, f, learns)) {
          e[k]->seen[i][f] = GRAPH_TABLE;
          continue;
        }
        const float *from = g->seen.w + (size_t)row * GRAPH_WIDE;
        float *to = x + (i * g->batch + k) * GRAPH_WIDE;
        for (int d = 0; d < GRAPH_WIDE; d++) to[d] += from[d];
      }
}

static void read_layer(Graph *g, Layer *l, float *out, int steps, bool learns) {
  if (learns) drop(g, l->in, l->mask, l->inputs);
  for (int s = 0; s < 2; s++) {
    lstm_read(&l->side[s], &l->run[s], l->in, g->length, steps, g->batch);
    for (int row = 0; row < g->rows; row++)
      memcpy(out + row * GRAPH_BOTH + s * GRAPH_SIZE, l->run[s].h + row * GRAPH_SIZE,
             GRAPH_SIZE * sizeof *out);
  }
}

void graph_read_batch(Graph *g, Example *const *e, int batch, bool learns) {
  int steps = 0;
  for (int k = 0; k < batch; k++) {
    g->length[k] = e[k]->n;
    if (e[k]->n > steps) steps = e[k]->n;
  }
  g->batch = batch;
  g->rows = batch * steps;
  make_room(g);
  sum_seen(g, e, learns);
  for (int i = 0; i < GRAPH_LAYERS; i++)
    read_layer(g, &g->layer[i], i + 1 < GRAPH_LAYERS ? g->layer[i + 1].in : g->top, steps, learns);
  if (learns) drop(g, g->top, g->top_mask, GRAPH_BOTH);
  for (int row = 0; row < g->rows; row++)
    memcpy(g->point + row * GRAPH_SPACE, g->space_bias.w, GRAPH_SPACE * sizeof(float));
  mat_add(g->point, g->top, g->space.w, g->rows, GRAPH_BOTH, GRAPH_SPACE);
  for (int i = 0; i < g->rows * GRAPH_SPACE; i++)
    if (g->point[i] < 0) g->point[i] *= GRAPH_LEAK;
  if (learns) drop(g, g->point, g->point_mask, GRAPH_SPACE);
}

/* ---- one sentence of the batch: heads ---- */

static void gather(const Graph *g, int k, int from, int width, float *to) {
  for (int i = 0; i < g->length[k]; i++)
    memcpy(to + i * width, g->point + (i * g->batch + k) * GRAPH_SPACE + from,
           (size_t)width * sizeof *to);
}

void arcs_open(const Graph *g, int k, Arcs *a) {
  int n = a->n = g->length[k];
  int wide = a->wide = (n + NET_LANES - 1) / NET_LANES * NET_LANES;
  a->dep = mat_open(wide, GRAPH_ARC);
  a->head = mat_open(wide, GRAPH_ARC);
  a->pull = mat_open(wide, GRAPH_ARC);
  a->turned = mat_open(wide, wide > GRAPH_ARC ? wide : GRAPH_ARC);
  a->score = mat_open(wide, wide);
  gather(g, k, POINT_DEP, GRAPH_ARC, a->dep);
  gather(g, k, POINT_HEAD, GRAPH_ARC, a->head);
  for (int i = 0; i < n; i++)
    memcpy(a->pull + i * GRAPH_ARC, g->arc_bias.w, GRAPH_ARC * sizeof(float));
  mat_add(a->pull, a->dep, g->arc.w, n, GRAPH_ARC, GRAPH_ARC);
  mat_turn(a->turned, a->head, wide, GRAPH_ARC);
  mat_add(a->score, a->pull, a->turned, n, GRAPH_ARC, wide);
}

void arcs_close(Arcs *a) {
  free(a->dep);
  free(a->head);
  free(a->pull);
  free(a->turned);
  free(a->score);
}

/* Scores of n choices become their graph_chances. */
void graph_chances(float *x, int n) {
  float most = x[0], sum = 0;
  for (int i = 1; i < n; i++)
    if (x[i] > most) most = x[i];
  for (int i = 0; i < n; i++) x[i] -= most;
  net_exp(x, n);
  for (int i = 0; i < n; i++) sum += x[i];
  for (int i = 0; i < n; i++) x[i] /= sum;
}

void arcs_chances(Arcs *a) {
  for (int i = 1; i < a->n; i++) {
    a->score[i * a->wide + i] = -80;
    graph_chances(a->score + i * a->wide, a->n);
  }
}

/* ---- relations ---- */

static const float *point_at(const Graph *g, int k, int word, int from) {
  return g->point + (word * g->batch + k) * GRAPH_SPACE + from;
}

void graph_rel_point(const Graph *g, int k, int word, int from, float to[GRAPH_REL]) {
  memcpy(to, point_at(g, k, word, from), GRAPH_REL * sizeof *to);
  to[GRAPH_REL - 1] = 1;
}

/* ---- opening and closing ---- */

void graph_open(Graph *g) {
  Random *r = &g->random;
  weights_open(&g->seen, GRAPH_TABLE, GRAPH_WIDE, true, r);
  for (int i = 0; i < GRAPH_LAYERS; i++) {
    Layer *l = &g->layer[i];
    l->inputs = i ? GRAPH_BOTH : GRAPH_WIDE;
    for (int s = 0; s < 2; s++) lstm_open(&l->side[s], l->inputs, GRAPH_SIZE, s == 1, r);
  }
  weights_open(&g->space, GRAPH_BOTH, GRAPH_SPACE, false, r);
  weights_open(&g->space_bias, 1, GRAPH_SPACE, false, r);
  weights_open(&g->arc, GRAPH_ARC, GRAPH_ARC, false, r);
  weights_open(&g->arc_bias, 1, GRAPH_ARC, false, r);
  weights_open(&g->rel, GRAPH_REL, g->labels * GRAPH_REL, false, r);
  memset(g->arc.w, 0, sizeof(float) * GRAPH_ARC * GRAPH_ARC);
  memset(g->arc_bias.w, 0, sizeof(float) * GRAPH_ARC);
  memset(g->space_bias.w, 0, sizeof(float) * GRAPH_SPACE);
}

/* All weights but the embeddings, and those. */
int graph_weights(Graph *g, Weights *all[GRAPH_WEIGHTS]) {
  int n = 0;
  Weights *own[] = {&g->seen, &g->space, &g->space_bias, &g->arc, &g->arc_bias, &g->rel};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) all[n++] = own[i];
  for (int i = 0; i < GRAPH_LAYERS; i++)
    for (int s = 0; s < 2; s++) {
      all[n++] = &g->layer[i].side[s].in;
      all[n++] = &g->layer[i].side[s].own;
      all[n++] = &g->layer[i].side[s].bias;
    }
  return n;
}

void graph_close(Graph *g) {
  Weights *all[GRAPH_WEIGHTS];
  int n = graph_weights(g, all);
  for (int i = 0; i < n; i++) weights_close(all[i]);
  for (int i = 0; i < GRAPH_LAYERS; i++) {
    Layer *l = &g->layer[i];
    for (int s = 0; s < 2; s++) lstm_run_close(&l->run[s]);
    free(l->in);
    free(l->din);
    free(l->mask);
  }
  free(g->top);
  free(g->dtop);
  free(g->top_mask);
  free(g->point);
  free(g->dpoint);
  free(g->point_mask);
  free(g->count);
  example_close(&g->one);
  free(g);
}

/* ---- reading ---- */

void graph_read(Graph *g, const Parse *p, const Doc *doc) {
  Example *one = &g->one;
  graph_see(g, p, doc, one);
  graph_read_batch(g, &one, 1, false);
}

void graph_vote(const Graph *g, int *votes) {
  Arcs a;
  arcs_open(g, 0, &a);
  arcs_chances(&a);
  for (int i = 1; i < a.n; i++)
    for (int j = 0; j < a.n; j++)
      if (i != j) votes[j * a.n + i] += (int)(a.score[i * a.wide + j] * GRAPH_CERTAIN);
  arcs_close(&a);
}

void graph_rels(const Graph *g, int word, int head, float score[REL_COUNT]) {
  float d[GRAPH_REL], h[GRAPH_REL], out[ROW_WIDTH] = {0};
  graph_rel_point(g, 0, word, POINT_REL_DEP, d);
  graph_rel_point(g, 0, head, POINT_REL_HEAD, h);
  for (int l = 0; l < g->labels; l++)
    for (int i = 0; i < GRAPH_REL; i++) {
      const float *w =
          g->rel.w + (size_t)i * (size_t)(g->labels * GRAPH_REL) + (size_t)(l * GRAPH_REL);
      for (int c = 0; c < GRAPH_REL; c++) out[l] += d[i] * w[c] * h[c];
    }
  graph_chances(out, g->labels);
  for (int l = 0; l < g->labels; l++) score[g->rels[l]] += out[l];
}
