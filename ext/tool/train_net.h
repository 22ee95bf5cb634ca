/* train_net.h - a small neural network for the trainers: dense layers, LSTM, Adam. Nothing of it ships.
**
** Matrices are float, row after row; widths are multiples of NET_LANES. Sums are taken in one order,
** without fused operations, so that the same data give the same weights on every machine.
*/
#ifndef NEWS_TRAIN_NET_H
#define NEWS_TRAIN_NET_H

#include "tool/train.h"

enum { NET_LANES = 16 };

/* ---- train_matrix.c ---- */

/* A matrix of zeros, the caller's to free. */
float *mat_open(int rows, int width);
/* c[m][n] += a[m][k] * b[k][n]; n a multiple of NET_LANES. */
void mat_add(float *c, const float *a, const float *b, int m, int k, int n);
/* to[n][m] = from[m][n]. */
void mat_turn(float *to, const float *from, int m, int n);
float vec_dot(const float *a, const float *b, int n);
/* to += by * from. n a multiple of NET_LANES. */
void vec_add(float *to, float by, const float *from, int n);
/* e^x with a relative error below 1e-6, by operations that vectors have. */
void net_exp(float *x, int n);

/* ---- train_net.c: weights, and how they learn ---- */

/* A matrix of weights with its gradient and the two moments of Adam (Kingma and Ba 2015). */
typedef struct Weights {
  int rows, width;
  float *w, *grad, *first, *second;
  uint8_t *touched; /* of each row, where only the rows with a gradient learn; else NULL */
} Weights;

/* Small random numbers (Glorot and Bengio 2010); sparse weights begin as zeros. */
void weights_open(Weights *w, int rows, int width, bool sparse, Random *r);
void weights_close(Weights *w);

typedef struct Adam {
  float rate; /* of this step */
  int step;   /* from 1 */
} Adam;
/* One step down the gradient, which becomes zero. */
void weights_learn(Weights *w, const Adam *adam);

/* ---- train_lstm.c ---- */

/* A layer that reads a batch of sequences in one direction (Hochreiter and Schmidhuber 1997). Rows of
** inputs and outputs are numbered step * batch + sequence; `length` of each sequence, beyond it the
** outputs are zeros. */
typedef struct Lstm {
  Weights in, own, bias; /* input, own last output, to 4 gates */
  int inputs, size;
  bool backward;
} Lstm;

/* What a layer keeps of a batch to learn from. Buffers grow as needed. */
typedef struct LstmRun {
  int steps, batch;
  const int *length;
  const float *x;          /* inputs */
  float *gates, *cell, *h; /* h: outputs */
  float *turned, *work;
  size_t room;
} LstmRun;

void lstm_open(Lstm *l, int inputs, int size, bool backward, Random *r);
void lstm_close(Lstm *l);
/* Sets run->h. */
void lstm_read(const Lstm *l, LstmRun *run, const float *x, const int *length, int steps,
               int batch);
/* dh: gradient of the outputs (destroyed). Adds the gradient of the inputs to dx, and those of the weights. */
void lstm_learn(Lstm *l, LstmRun *run, float *dh, float *dx);
void lstm_run_close(LstmRun *run);

/* ---- train_skip.c ---- */

/* Vectors of the words of a plain text into words[rows][width]; row_of tells the row of a Word.key. Rows of words that
** the text has not stay as they are. */
void skip_learn(float *words, uint32_t rows, int width, uint32_t (*row_of)(uint32_t key),
                const char *path);

#endif
