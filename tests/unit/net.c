/* net.c - the trainers' network: products against plain loops, gradients against differences. */
#include "../tap.h"
#include "tool/train_net.h"

#include <math.h>
#include <stdlib.h>

void train_die(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  exit(1);
}

void *train_alloc(size_t n, size_t size) {
  void *p = calloc(n ? n : 1, size);
  if (!p) exit(1);
  return p;
}

uint32_t random_below(Random *r, uint32_t n) {
  r->state = r->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((r->state >> 32) * n >> 32);
}

static float number(Random *r) {
  return (float)random_below(r, 2001) / 1000 - 1;
}

static float *numbers(Random *r, int n) {
  float *x = train_alloc((size_t)n, sizeof *x);
  for (int i = 0; i < n; i++) x[i] = number(r);
  return x;
}

static void test_product(int m, int k, int n) {
  Random r = {7};
  float *a = numbers(&r, m * k), *b = numbers(&r, k * n), *c = numbers(&r, m * n), worst = 0;
  float *want = train_alloc((size_t)(m * n), sizeof *want);
  for (int i = 0; i < m * n; i++) {
    want[i] = c[i];
    for (int l = 0; l < k; l++) want[i] += a[i / n * k + l] * b[l * n + i % n];
  }
  mat_add(c, a, b, m, k, n);
  for (int i = 0; i < m * n; i++) worst = fmaxf(worst, fabsf(c[i] - want[i]));
  tap_ok(worst < 1e-5f, "%d x %d times %d x %d: off by %g", m, k, k, n, (double)worst);
  mat_turn(want, b, k, n);
  bool turned = true;
  for (int i = 0; i < k * n && k <= m; i++) turned = turned && want[i % n * k + i / n] == b[i];
  tap_ok(turned, "and turned");
  free(a);
  free(b);
  free(c);
  free(want);
}

static void test_exp(void) {
  float x[200], worst = 0;
  for (int i = 0; i < 200; i++) x[i] = (float)(i - 100) * 0.31f;
  net_exp(x, 200);
  for (int i = 0; i < 200; i++) {
    float want = expf((float)(i - 100) * 0.31f);
    worst = fmaxf(worst, fabsf(x[i] - want) / want);
  }
  tap_ok(worst < 2e-6f, "e^x is off by %g", (double)worst);
}

enum { STEPS = 4, BATCH = 3, INPUTS = 16, SIZE = 16, ROWS = STEPS * BATCH };
static const int length[BATCH] = {4, 2, 3};

/* The outputs, weighted by `by`, summed up. */
static double loss_of(const Lstm *l, const float *x, const float *by) {
  LstmRun run = {0};
  double loss = 0;
  lstm_read(l, &run, x, length, STEPS, BATCH);
  for (int i = 0; i < ROWS * SIZE; i++) loss += (double)run.h[i] * (double)by[i];
  lstm_run_close(&run);
  return loss;
}

/* The gradient at *at by differences. */
static double slope(const Lstm *l, const float *x, const float *by, float *at) {
  const float step = 0.01f, keep = *at;
  *at = keep + step;
  double more = loss_of(l, x, by);
  *at = keep - step;
  double less = loss_of(l, x, by);
  *at = keep;
  return (more - less) / (2 * (double)step);
}

static void compare(const Lstm *l, const float *x, const float *by, float *at, const float *grad,
                    int n, const char *what) {
  double worst = 0;
  for (int i = 0; i < n; i += 7)
    worst = fmax(worst, fabs(slope(l, x, by, at + i) - (double)grad[i]));
  tap_ok(worst < 2e-3, "%s, %s: off by %g", l->backward ? "backward" : "forward", what, worst);
}

static void test_lstm(bool backward) {
  Random r = {3};
  Lstm l;
  LstmRun run = {0};
  lstm_open(&l, INPUTS, SIZE, backward, &r);
  float *x = numbers(&r, ROWS * INPUTS), *by = numbers(&r, ROWS * SIZE);
  float *dh = train_alloc(ROWS * SIZE, sizeof *dh), *dx = train_alloc(ROWS * INPUTS, sizeof *dx);
  for (int i = 0; i < ROWS * SIZE; i++) /* nothing is asked of what lies behind a sequence */
    if (i / SIZE / BATCH >= length[i / SIZE % BATCH]) by[i] = 0;
  memcpy(dh, by, ROWS * SIZE * sizeof *dh);
  lstm_read(&l, &run, x, length, STEPS, BATCH);
  lstm_learn(&l, &run, dh, dx);
  compare(&l, x, by, x, dx, ROWS * INPUTS, "gradient of the inputs");
  compare(&l, x, by, l.in.w, l.in.grad, INPUTS * 4 * SIZE, "of the weights of inputs");
  compare(&l, x, by, l.own.w, l.own.grad, SIZE * 4 * SIZE, "of those of outputs");
  compare(&l, x, by, l.bias.w, l.bias.grad, 4 * SIZE, "of the constants");
  free(x);
  free(by);
  free(dh);
  free(dx);
  lstm_run_close(&run);
  lstm_close(&l);
}

/* A line through points: the way down ends there. */
static void test_learn(void) {
  Random r = {5};
  Weights w;
  weights_open(&w, 1, NET_LANES, false, &r);
  for (int step = 1; step <= 2000; step++) {
    for (int i = 0; i < NET_LANES; i++) w.grad[i] = w.w[i] - (float)i / 10;
    weights_learn(&w, &(Adam){0.01f, step});
  }
  float worst = 0;
  for (int i = 0; i < NET_LANES; i++) worst = fmaxf(worst, fabsf(w.w[i] - (float)i / 10));
  tap_ok(worst < 0.02f, "weights find their place, %g beside it", (double)worst);
  weights_close(&w);
}

int main(void) {
  tap_plan(14);
  test_product(9, 7, 32);
  test_product(4, 1, 16);
  test_exp();
  test_lstm(false);
  test_lstm(true);
  test_learn();
  return tap_done();
}
