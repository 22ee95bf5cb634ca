/* train_lstm.c - a layer of long short-term memory, forwards in time and back. */
#include "tool/train_net.h"

#include <stdlib.h>

/* Of the four gates of a row: what comes in, what stays, what goes out, the candidate. */
enum { GATE_IN, GATE_KEEP, GATE_OUT, GATE_NEW, GATES };

void lstm_open(Lstm *l, int inputs, int size, bool backward, Random *r) {
  *l = (Lstm){.inputs = inputs, .size = size, .backward = backward};
  weights_open(&l->in, inputs, GATES * size, false, r);
  weights_open(&l->own, size, GATES * size, false, r);
  weights_open(&l->bias, 1, GATES * size, false, r);
  for (int i = 0; i < GATES * size; i++) l->bias.w[i] = i / size == GATE_KEEP ? 1 : 0;
}

void lstm_close(Lstm *l) {
  weights_close(&l->in);
  weights_close(&l->own);
  weights_close(&l->bias);
}

static void make_room(const Lstm *l, LstmRun *run, int rows) {
  size_t need = (size_t)rows * (size_t)l->size;
  if (need <= run->room) return;
  lstm_run_close(run);
  run->room = need;
  run->gates = train_alloc(need * GATES, sizeof(float));
  run->cell = train_alloc(need, sizeof(float));
  run->h = train_alloc(need, sizeof(float));
  run->work = train_alloc(need * GATES, sizeof(float));
  run->turned = mat_open(l->inputs > l->size ? l->inputs : l->size, GATES * l->size);
}

void lstm_run_close(LstmRun *run) {
  free(run->gates);
  free(run->cell);
  free(run->h);
  free(run->work);
  free(run->turned);
  *run = (LstmRun){0};
}

/* The step before, as the layer reads; negative: none. */
static int before(const Lstm *l, const LstmRun *run, int step) {
  if (!l->backward) return step - 1;
  return step + 1 < run->steps ? step + 1 : -1;
}

/* Logistic of n numbers: 1 / (1 + e^-x). */
static void logistic(float *x, int n) {
  for (int i = 0; i < n; i++) x[i] = -x[i];
  net_exp(x, n);
  for (int i = 0; i < n; i++) x[i] = 1 / (1 + x[i]);
}

static void hyperbolic(float *x, int n) {
  for (int i = 0; i < n; i++) x[i] *= 2;
  logistic(x, n);
  for (int i = 0; i < n; i++) x[i] = 2 * x[i] - 1;
}

static void cell_step(const Lstm *l, LstmRun *run, int row, int last, bool inside) {
  int size = l->size;
  float *g = run->gates + (size_t)row * (size_t)(GATES * size), *c = run->cell + row * size;
  float *h = run->h + row * size;
  const float *was = last < 0 ? 0 : run->cell + last * size;
  if (!inside) {
    memset(c, 0, (size_t)size * sizeof *c);
    memset(h, 0, (size_t)size * sizeof *h);
    return;
  }
  logistic(g, GATE_NEW * size);
  hyperbolic(g + GATE_NEW * size, size);
  for (int i = 0; i < size; i++) {
    c[i] = g[i] * g[GATE_NEW * size + i] + (was ? g[GATE_KEEP * size + i] * was[i] : 0);
    h[i] = c[i];
  }
  hyperbolic(h, size);
  for (int i = 0; i < size; i++) h[i] *= g[GATE_OUT * size + i];
}

void lstm_read(const Lstm *l, LstmRun *run, const float *x, const int *length, int steps,
               int batch) {
  int width = GATES * l->size, rows = steps * batch;
  make_room(l, run, rows);
  run->x = x, run->length = length, run->steps = steps, run->batch = batch;
  for (int i = 0; i < rows; i++)
    memcpy(run->gates + (size_t)i * (size_t)width, l->bias.w, (size_t)width * sizeof(float));
  mat_add(run->gates, x, l->in.w, rows, l->inputs, width);
  for (int i = 0; i < steps; i++) {
    int step = l->backward ? steps - 1 - i : i, last = before(l, run, step);
    float *g = run->gates + (size_t)(step * batch) * (size_t)width;
    if (last >= 0) mat_add(g, run->h + last * batch * l->size, l->own.w, batch, l->size, width);
    for (int k = 0; k < batch; k++)
      cell_step(l, run, step * batch + k, last < 0 ? -1 : last * batch + k, step < length[k]);
  }
}

/* From the gradient of a row's output and cell to that of its gates, in place of them; dc becomes the
** gradient of the cell before. */
static void cell_back(const Lstm *l, LstmRun *run, int row, int last, const float *dh, float *dc) {
  int size = l->size;
  float *g = run->gates + (size_t)row * (size_t)(GATES * size), *t = run->work;
  const float *c = run->cell + row * size, *was = last < 0 ? 0 : run->cell + last * size;
  memcpy(t, c, (size_t)size * sizeof *t);
  hyperbolic(t, size);
  for (int i = 0; i < size; i++) {
    float in = g[i], keep = g[GATE_KEEP * size + i], out = g[GATE_OUT * size + i];
    float new = g[GATE_NEW * size + i], d = dc[i] + dh[i] * out *(1 - t[i] * t[i]);
    g[i] = d * new *in *(1 - in);
    g[GATE_KEEP * size + i] = was ? d * was[i] * keep * (1 - keep) : 0;
    g[GATE_OUT * size + i] = dh[i] * t[i] * out * (1 - out);
    g[GATE_NEW * size + i] = d * in * (1 - new *new);
    dc[i] = d * keep;
  }
}

static void back_step(const Lstm *l, LstmRun *run, int step, float *dh, float *dc) {
  int size = l->size, batch = run->batch, last = before(l, run, step);
  float *g = run->gates + (size_t)(step * batch) * (size_t)(GATES * size);
  for (int k = 0; k < batch; k++) {
    int row = step * batch + k;
    if (step < run->length[k]) {
      cell_back(l, run, row, last < 0 ? -1 : last * batch + k, dh + row * size, dc + k * size);
      continue;
    }
    memset(g + k * GATES * size, 0, (size_t)(GATES * size) * sizeof *g);
    memset(dc + k * size, 0, (size_t)size * sizeof *dc);
  }
  if (last >= 0) mat_add(dh + last * batch * size, g, run->turned, batch, GATES * size, size);
}

static void learn_weights(Lstm *l, LstmRun *run) {
  int rows = run->steps * run->batch, width = GATES * l->size, size = l->size;
  int most = l->inputs > size ? l->inputs : size;
  float *turned = mat_open(rows, most);
  mat_turn(turned, run->x, rows, l->inputs);
  mat_add(l->in.grad, turned, run->gates, l->inputs, rows, width);
  int less = rows - run->batch; /* each output beside the gates that read it */
  const float *h = run->h + (l->backward ? run->batch * size : 0);
  const float *g = run->gates + (l->backward ? 0 : run->batch * width);
  mat_turn(turned, h, less, size);
  mat_add(l->own.grad, turned, g, size, less, width);
  for (int i = 0; i < rows; i++)
    for (int k = 0; k < width; k++)
      l->bias.grad[k] += run->gates[(size_t)i * (size_t)width + (size_t)k];
  free(turned);
}

void lstm_learn(Lstm *l, LstmRun *run, float *dh, float *dx) {
  int rows = run->steps * run->batch, width = GATES * l->size;
  float *dc = mat_open(run->batch, l->size);
  mat_turn(run->turned, l->own.w, l->size, width);
  for (int i = run->steps - 1; i >= 0; i--)
    back_step(l, run, l->backward ? run->steps - 1 - i : i, dh, dc);
  free(dc);
  learn_weights(l, run);
  mat_turn(run->turned, l->in.w, l->inputs, width);
  mat_add(dx, run->gates, run->turned, rows, width, l->inputs);
}
