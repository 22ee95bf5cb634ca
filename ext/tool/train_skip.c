/* train_skip.c - what plain text tells of words: vectors of words that stand in like surroundings.
**
** Skip-gram with negative sampling (Mikolov and others 2013): from a word, guess the words around it.
*/
#include "tool/train_net.h"

#include "read/word.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WINDOW = 3, OTHERS = 5, NOISE = 1 << 20, PASSES = 2 };
static const double FREQUENT = 2e-4; /* words above this share are often left out */

typedef struct Skip {
  float *in, *out;
  int width;
  uint32_t rows;
  uint32_t (*row_of)(uint32_t key);
  double *count, total, done;
  uint32_t *noise; /* rows, each as often as its count to 0.75 */
  Random random;
  float rate;
} Skip;

static void count_words(void *ctx, Doc *doc) {
  Skip *s = ctx;
  for (int32_t t = 0; t < doc->tokens.n; t++) s->count[s->row_of(word_key(doc, t))]++;
  s->total += doc->tokens.n;
}

static void fill_noise(Skip *s) {
  double sum = 0, upto = 0;
  for (uint32_t i = 0; i < s->rows; i++) sum += pow(s->count[i], 0.75);
  uint32_t at = 0;
  for (uint32_t i = 0; i < s->rows; i++) {
    upto += pow(s->count[i], 0.75);
    while (at < NOISE && at < upto / sum * NOISE) s->noise[at++] = i;
  }
}

/* The chance to be left out grows with the share of the text. */
static bool taken(Skip *s, uint32_t row) {
  double share = s->count[row] / s->total;
  return share <= FREQUENT ||
         random_below(&s->random, 1 << 16) < sqrt(FREQUENT / share) * (1 << 16);
}

static void learn_pair(Skip *s, uint32_t word, uint32_t around, float *change) {
  float *in = s->in + (size_t)word * (size_t)s->width;
  memset(change, 0, (size_t)s->width * sizeof *change);
  for (int i = 0; i <= OTHERS; i++) {
    uint32_t row = i ? s->noise[random_below(&s->random, NOISE)] : around;
    if (i && row == around) continue;
    float *out = s->out + (size_t)row * (size_t)s->width;
    float by = s->rate * ((i == 0) - 1 / (1 + expf(-vec_dot(in, out, s->width))));
    vec_add(change, by, out, s->width);
    vec_add(out, by, in, s->width);
  }
  vec_add(in, 1, change, s->width);
}

static void learn_words(void *ctx, Doc *doc) {
  Skip *s = ctx;
  uint32_t *row = train_alloc((size_t)doc->tokens.n, sizeof *row);
  float *change = train_alloc((size_t)s->width, sizeof *change);
  int32_t n = 0;
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    row[n] = s->row_of(word_key(doc, t));
    n += taken(s, row[n]);
  }
  s->rate = 0.025f * (float)(1 - s->done / (s->total * PASSES));
  s->done += doc->tokens.n;
  for (int32_t i = 0; i < n; i++) {
    int32_t wide = 1 + (int32_t)random_below(&s->random, WINDOW);
    for (int32_t k = i - wide; k <= i + wide; k++)
      if (k >= 0 && k < n && k != i) learn_pair(s, row[i], row[k], change);
  }
  free(row);
  free(change);
}

void skip_learn(float *words, uint32_t rows, int width, uint32_t (*row_of)(uint32_t key),
                const char *path) {
  size_t n = (size_t)rows * (size_t)width;
  Skip s = {
      .in = words, .rows = rows, .width = width, .row_of = row_of, .random = {88172645463325252u}};
  Lang lang = {0};
  s.out = train_alloc(n, sizeof *s.out);
  s.count = train_alloc(rows, sizeof *s.count);
  s.noise = train_alloc(NOISE, sizeof *s.noise);
  train_text(&lang, path, count_words, &s);
  fill_noise(&s);
  for (uint32_t i = 0; i < rows; i++)
    for (int c = 0; c < width && s.count[i] > 0; c++)
      words[(size_t)i * (size_t)width + (size_t)c] =
          ((float)random_below(&s.random, 1 << 16) / (1 << 16) - 0.5f) / (float)width;
  for (int i = 0; i < PASSES; i++) train_text(&lang, path, learn_words, &s);
  printf("%s: %.0f words\n", train_base(path), s.total);
  free(s.out);
  free(s.count);
  free(s.noise);
}
