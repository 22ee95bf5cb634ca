/* train_matrix.c - products of matrices for the trainers' network. */
#include "tool/train_net.h"

enum { ROWS = 4, HALF = NET_LANES / 2 };

typedef float Vec __attribute__((vector_size(HALF * sizeof(float)), aligned(sizeof(float))));

float *mat_open(int rows, int width) {
  return train_alloc((size_t)rows * (size_t)width, sizeof(float));
}

static inline __attribute__((always_inline)) void tile(float *c, const float *a, const float *b,
                                                       int rows, int k, int n) {
  Vec sum[ROWS][2];
#pragma GCC unroll 4
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
    for (int h = 0; h < 2; h++) memcpy(&sum[r][h], c + r * n + h * HALF, sizeof(Vec));
  for (int i = 0; i < k; i++) {
    Vec left, right;
    memcpy(&left, b + i * n, sizeof left);
    memcpy(&right, b + i * n + HALF, sizeof right);
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
      sum[r][0] += left * a[r * k + i];
      sum[r][1] += right * a[r * k + i];
    }
  }
#pragma GCC unroll 4
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
    for (int h = 0; h < 2; h++) memcpy(c + r * n + h * HALF, &sum[r][h], sizeof(Vec));
}

/* Tiles of ROWS times NET_LANES sums stay in registers. */
__attribute__((target_clones("avx2", "default"))) void
mat_add(float *c, const float *a, const float *b, int m, int k, int n) {
  for (int col = 0; col < n; col += NET_LANES) {
    int row = 0;
    for (; row + ROWS <= m; row += ROWS) tile(c + row * n + col, a + row * k, b + col, ROWS, k, n);
    for (; row < m; row++) tile(c + row * n + col, a + row * k, b + col, 1, k, n);
  }
}

void mat_turn(float *to, const float *from, int m, int n) {
  enum { BLOCK = 16 };
  for (int r = 0; r < m; r += BLOCK)
    for (int c = 0; c < n; c++)
      for (int i = r; i < r + BLOCK && i < m; i++) to[c * m + i] = from[i * n + c];
}

/* e^x = 2^whole * e^part, the latter by Taylor's series to x^6; |part| <= ln(2) / 2. */
__attribute__((target_clones("avx2", "default"))) void net_exp(float *x, int n) {
  const float most = 80, log2e = 1.44269504f, ln2_high = 0.693359375f, ln2_low = -2.12194440e-4f;
  for (int i = 0; i < n; i++) {
    float v = x[i] > most ? most : x[i] < -most ? -most : x[i];
    float scaled = v * log2e;
    int32_t whole = (int32_t)(scaled + (scaled < 0 ? -0.5f : 0.5f));
    float f = (float)whole;
    float r = v - f * ln2_high - f * ln2_low;
    float sum =
        1 + r * (1 + r * (0.5f + r * (0.16666667f + r * (0.041666667f + r * (0.0083333333f +
                                                                             r * 0.0013888889f)))));
    union {
      int32_t bits;
      float value;
    } power = {.bits = (whole + 127) << 23};
    x[i] = sum * power.value;
  }
}

__attribute__((target_clones("avx2", "default"))) float vec_dot(const float *a, const float *b,
                                                                int n) {
  Vec sum = {0}, x, y;
  for (int i = 0; i < n; i += HALF) {
    memcpy(&x, a + i, sizeof x);
    memcpy(&y, b + i, sizeof y);
    sum += x * y;
  }
  float all = 0;
  for (int i = 0; i < HALF; i++) all += sum[i];
  return all;
}

__attribute__((target_clones("avx2", "default"))) void vec_add(float *to, float by,
                                                               const float *from, int n) {
  Vec x, y;
  for (int i = 0; i < n; i += HALF) {
    memcpy(&x, to + i, sizeof x);
    memcpy(&y, from + i, sizeof y);
    x += y * by;
    memcpy(to + i, &x, sizeof x);
  }
}
