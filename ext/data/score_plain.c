/* score_plain.c - the inner loops of the models for any machine. */
#include "data/score_code.h"

/* ---- rows ---- */

/* Bytes are summed without widening them: a lane of 16 bits holds two labels. One sum adds up the lanes, one
** their high bytes, which are the odd labels; what is left of the first is the even ones. */
typedef uint16_t Pairs __attribute__((vector_size(32)));
typedef uint16_t HalfPairs __attribute__((vector_size(16)));
typedef struct RowSum {
  Pairs both, odd;          /* labels 0 to 31 */
  HalfPairs more, more_odd; /* 32 to 47 */
} RowSum;

/* All rows are asked for before the first is added: a model is larger than the cache. Parsing took a fifth less time by
** that where other programs used the memory too. A row of 48 labels may lie on two lines of the cache. */
static int find_rows(const Rows *r, const uint32_t *keys, int n, uint32_t *row) {
  const size_t width = row_bytes(r->labels);
  int found = 0;
  for (int i = 0; i < n; i++) {
    size_t at = rows_find(r, keys[i]), known = at != 0;
    const uint8_t *begin = r->rows + (at - known) * width;
    __builtin_prefetch(begin);
    if (width > ROW_SHORT) __builtin_prefetch(begin + width - 1);
    row[found] = (uint32_t)((at - known) * width);
    found += (int)known;
  }
  return found;
}

static void add_rows(const Rows *r, const uint32_t *row, int n, RowSum *to, bool wide) {
  RowSum sum = {0};
  for (int i = 0; i < n; i++) {
    const uint8_t *at = r->rows + row[i];
    Pairs p;
    memcpy(&p, at, sizeof p);
    sum.both += p, sum.odd += p >> 8;
    if (!wide) continue;
    HalfPairs half;
    memcpy(&half, at + ROW_SHORT, sizeof half);
    sum.more += half, sum.more_odd += half >> 8;
  }
  *to = sum;
}

/* In the order of labels. */
static void spread(const RowSum *sum, uint16_t to[ROW_WIDTH]) {
  uint16_t both[ROW_WIDTH / 2], odd[ROW_WIDTH / 2];
  uint32_t pair[ROW_WIDTH / 2];
  memcpy(both, &sum->both, sizeof sum->both);
  memcpy(odd, &sum->odd, sizeof sum->odd);
  memcpy(both + 16, &sum->more, sizeof sum->more);
  memcpy(odd + 16, &sum->more_odd, sizeof sum->more_odd);
  for (int i = 0; i < ROW_WIDTH / 2; i++)
    pair[i] = (uint16_t)(both[i] - (odd[i] << 8)) | (uint32_t)odd[i] << 16;
  memcpy(to, pair, sizeof pair);
}

static void sum_rows(const Rows *r, const uint32_t *row, int n, int16_t *to) {
  uint16_t bytes[ROW_WIDTH];
  RowSum sum;
  if (r->labels > ROW_SHORT)
    add_rows(r, row, n, &sum, true);
  else
    add_rows(r, row, n, &sum, false);
  spread(&sum, bytes);
  for (int i = 0; i < ROW_WIDTH; i++) to[i] = (int16_t)(bytes[i] - ROW_ZERO * n);
}

static int best_row(const Rows *r, const int16_t *base, const uint32_t *row, int n) {
  static const int16_t none[ROW_WIDTH];
  int16_t sum[ROW_WIDTH], most = INT16_MIN;
  int best = 0;
  sum_rows(r, row, n, sum);
  if (!base) base = none;
  for (int i = 0; i < ROW_WIDTH; i++) sum[i] = (int16_t)(sum[i] + base[i]);
  for (int i = r->labels; i < ROW_WIDTH; i++) sum[i] = INT16_MIN;
  for (int i = 0; i < ROW_WIDTH; i++) most = sum[i] > most ? sum[i] : most;
  while (sum[best] != most) best++;
  return best;
}

/* ---- buckets ---- */

typedef int16_t Lanes __attribute__((vector_size(16)));
typedef uint16_t RawLanes __attribute__((vector_size(16)));
enum { LANES = sizeof(Lanes) / sizeof(int16_t) };

static int32_t total(Lanes lanes) {
  int32_t sum = 0;
  for (int i = 0; i < LANES; i++) sum += lanes[i];
  return sum;
}

/* The two weights of a feature are a lane: the third action's in its high byte. */
static void score_buckets(const Buckets *b, const uint32_t *keys, int n,
                          int32_t score[BUCKET_ACTIONS]) {
  Lanes second = {0}, third = {0};
  for (int i = 0; i < n; i++) {
    const Bucket *at = &b->at[keys[i] & b->mask];
    for (int k = 0; k < BUCKET_WIDTH; k += LANES) {
      Lanes print, weights;
      memcpy(&print, at->print + k, sizeof print);
      memcpy(&weights, at->weight + k, sizeof weights);
      weights &= print == (int16_t)(keys[i] >> 16);
      second += (Lanes)((RawLanes)weights << 8) >> 8;
      third += weights >> 8;
    }
  }
  score[0] = 0;
  score[1] = total(second);
  score[2] = total(third);
}

const ScoreCode score_plain = {score_keys_with, score_short_keys_with, find_rows, best_row,
                               sum_rows,        score_buckets};
