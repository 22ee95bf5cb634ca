/* train_net.c - weights of the trainers' network, and how they learn. */
#include "tool/train_net.h"

#include <math.h>
#include <stdlib.h>

void weights_open(Weights *w, int rows, int width, bool sparse, Random *r) {
  size_t n = (size_t)rows * (size_t)width;
  *w = (Weights){.rows = rows, .width = width};
  w->w = mat_open(rows, width);
  w->grad = mat_open(rows, width);
  w->first = mat_open(rows, width);
  w->second = mat_open(rows, width);
  if (sparse) {
    w->touched = train_alloc((size_t)rows, 1);
    return;
  }
  float most = sqrtf(6.0f / (float)(rows + width));
  for (size_t i = 0; i < n; i++) w->w[i] = most * ((float)random_below(r, 1 << 24) / (1 << 23) - 1);
}

void weights_close(Weights *w) {
  free(w->w);
  free(w->grad);
  free(w->first);
  free(w->second);
  free(w->touched);
}

__attribute__((target_clones("avx2", "default"))) static void
learn(Weights *w, size_t from, size_t n, float rate, float scale) {
  const float keep = 0.9f, keep2 = 0.95f, least = 1e-8f;
  float *at = w->w + from, *g = w->grad + from, *m = w->first + from, *v = w->second + from;
  for (size_t i = 0; i < n; i++) {
    m[i] = keep * m[i] + (1 - keep) * g[i];
    v[i] = keep2 * v[i] + (1 - keep2) * g[i] * g[i];
    at[i] -= rate * m[i] / (sqrtf(v[i] * scale) + least);
    g[i] = 0;
  }
}

void weights_learn(Weights *w, const Adam *adam) {
  float unbias = 1 - powf(0.9f, (float)adam->step), unbias2 = 1 - powf(0.95f, (float)adam->step);
  size_t width = (size_t)w->width;
  if (!w->touched) {
    learn(w, 0, (size_t)w->rows * width, adam->rate / unbias, 1 / unbias2);
    return;
  }
  for (int i = 0; i < w->rows; i++) {
    if (!w->touched[i]) continue;
    w->touched[i] = 0;
    learn(w, (size_t)i * width, width, adam->rate / unbias, 1 / unbias2);
  }
}
