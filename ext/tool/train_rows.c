/* train_rows.c - averaged perceptron over sparse rows: a feature's weights, for the labels that have
** any. Integers throughout, so that a seed gives the same model everywhere.
*/
#include "tool/train.h"

#include <stdlib.h>

typedef struct Weight {
  int64_t total; /* of all steps until `since` */
  int32_t now, since;
  int label;
} Weight;

typedef struct Row {
  uint32_t key;
  int n, cap;
  Weight *at;
} Row;

struct Perceptron {
  int labels;
  int32_t step;
  bool closed;     /* no rows are added */
  uint32_t groups; /* of four slots, in the model to be written */
  Row *rows;
  int n, cap;
  int32_t *slots; /* row + 1 */
  uint32_t mask;
  uint32_t keys[PERCEPTRON_KEYS]; /* last scored */
  int32_t row_of[PERCEPTRON_KEYS];
  int n_keys;
};

enum { FIRST_SLOTS = 1 << 20, AVERAGE_SCALE = 1024 };

Perceptron *perceptron_open(int labels) {
  Perceptron *p = train_alloc(1, sizeof *p);
  p->labels = labels;
  p->mask = FIRST_SLOTS - 1;
  p->slots = train_alloc(FIRST_SLOTS, sizeof *p->slots);
  return p;
}

static void free_rows(Perceptron *p) {
  for (int i = 0; i < p->n; i++) free(p->rows[i].at);
  free(p->rows);
  free(p->slots);
}

void perceptron_close(Perceptron *p) {
  free_rows(p);
  free(p);
}

/* Where the key stands or would stand. */
static uint32_t slot_of(const Perceptron *p, uint32_t key) {
  uint32_t i = (key * 0x9E3779B1u) >> 7;
  while (p->slots[i & p->mask] && p->rows[p->slots[i & p->mask] - 1].key != key) i++;
  return i & p->mask;
}

static void rehash(Perceptron *p, uint32_t slots) {
  free(p->slots);
  p->mask = slots - 1;
  p->slots = train_alloc(slots, sizeof *p->slots);
  for (int i = 0; i < p->n; i++) p->slots[slot_of(p, p->rows[i].key)] = i + 1;
}

static int add_row(Perceptron *p, uint32_t key) {
  if (p->n == p->cap) {
    p->cap = p->cap ? p->cap * 2 : 1 << 16;
    p->rows = realloc(p->rows, (size_t)p->cap * sizeof *p->rows);
    if (!p->rows) train_die("train", "no memory");
  }
  p->rows[p->n] = (Row){.key = key};
  p->slots[slot_of(p, key)] = ++p->n;
  if ((uint32_t)p->n * 2 > p->mask) rehash(p, (p->mask + 1) * 2);
  return p->n - 1;
}

void perceptron_score(Perceptron *p, const uint32_t *keys, int n, int32_t *score) {
  memset(score, 0, (size_t)p->labels * sizeof *score);
  p->n_keys = n;
  for (int i = 0; i < n; i++) {
    p->keys[i] = keys[i];
    p->row_of[i] = p->slots[slot_of(p, keys[i])] - 1;
    if (p->row_of[i] < 0) continue;
    const Row *row = &p->rows[p->row_of[i]];
    for (int k = 0; k < row->n; k++) score[row->at[k].label] += row->at[k].now;
  }
}

static void settle(Weight *w, int32_t step) {
  w->total += (int64_t)w->now * (step - w->since);
  w->since = step;
}

static void add(Perceptron *p, Row *row, int label, int32_t by) {
  int k = 0;
  while (k < row->n && row->at[k].label != label) k++;
  if (k == row->cap) {
    row->cap = row->cap ? row->cap * 2 : 2;
    row->at = realloc(row->at, (size_t)row->cap * sizeof *row->at);
    if (!row->at) train_die("train", "no memory");
  }
  if (k == row->n) row->at[row->n++] = (Weight){.since = p->step, .label = label};
  settle(&row->at[k], p->step);
  row->at[k].now += by;
}

void perceptron_update(Perceptron *p, int label, int32_t by) {
  for (int i = 0; i < p->n_keys; i++) {
    if (p->row_of[i] < 0 && p->closed) continue;
    if (p->row_of[i] < 0) p->row_of[i] = p->slots[slot_of(p, p->keys[i])] - 1;
    if (p->row_of[i] < 0) p->row_of[i] = add_row(p, p->keys[i]);
    add(p, &p->rows[p->row_of[i]], label, by);
  }
}

void perceptron_step(Perceptron *p) {
  p->step++;
}

void perceptron_average(Perceptron *p) {
  for (int i = 0; i < p->n; i++)
    for (int k = 0; k < p->rows[i].n; k++) {
      Weight *w = &p->rows[i].at[k];
      settle(w, p->step);
      w->now = (int32_t)(w->total * AVERAGE_SCALE / (p->step ? p->step : 1));
    }
}

/* How much a row moves decisions: the sum of its weights' sizes. */
static int64_t weight_of(const Row *row) {
  int64_t sum = 0;
  for (int k = 0; k < row->n; k++) sum += row->at[k].now < 0 ? -row->at[k].now : row->at[k].now;
  return sum;
}

/* Heavy ones first, equal ones by key. */
static int heavier(const void *a, const void *b) {
  int64_t wa = weight_of(a), wb = weight_of(b);
  if (wa != wb) return wa > wb ? -1 : 1;
  uint32_t ka = ((const Row *)a)->key, kb = ((const Row *)b)->key;
  return ka < kb ? -1 : ka > kb;
}

/* Is there room for the key in its group of slots? Then it is taken. */
static bool take_room(uint32_t (*prints)[4], uint32_t *filled, uint32_t key) {
  for (uint32_t i = 0; i < *filled; i++)
    if ((*prints)[i] == key >> 16) return false;
  if (*filled == 4) return false;
  (*prints)[(*filled)++] = key >> 16;
  return true;
}

void perceptron_restart(Perceptron *p, int keep) {
  qsort(p->rows, (size_t)p->n, sizeof *p->rows, heavier);
  if (keep > p->n) keep = p->n;
  for (p->groups = 1; (int)p->groups * 4 < keep * 3 / 2;) p->groups *= 2;
  uint32_t(*prints)[4] = train_alloc(p->groups, sizeof *prints);
  uint32_t *filled = train_alloc(p->groups, sizeof *filled);
  int n = 0;
  for (int i = 0; i < p->n; i++) {
    Row *row = &p->rows[i];
    uint32_t group = row->key & (p->groups - 1);
    free(row->at);
    if (n < keep && take_room(&prints[group], &filled[group], row->key))
      p->rows[n++] = (Row){.key = row->key};
  }
  p->n = n;
  rehash(p, FIRST_SLOTS);
  p->closed = true;
  p->step = 0;
  free(prints);
  free(filled);
}

/* Keys have no bits between those of the bucket and the fingerprint's, so that no two in a bucket are
** alike. */
void perceptron_restart_buckets(Perceptron *p, uint32_t buckets) {
  uint8_t *used = train_alloc(buckets, 1);
  int n = 0;
  qsort(p->rows, (size_t)p->n, sizeof *p->rows, heavier);
  for (int i = 0; i < p->n; i++) {
    uint8_t *place = &used[p->rows[i].key & (buckets - 1)];
    free(p->rows[i].at);
    if (*place == BUCKET_WIDTH) continue;
    ++*place;
    p->rows[n++] = (Row){.key = p->rows[i].key};
  }
  p->n = n;
  rehash(p, FIRST_SLOTS);
  p->closed = true;
  p->step = 0;
  free(used);
}

int perceptron_rows(const Perceptron *p) {
  return p->n;
}

static int32_t largest(const Perceptron *p) {
  int32_t most = 1;
  for (int i = 0; i < p->n; i++)
    for (int k = 0; k < p->rows[i].n; k++) {
      int32_t w = abs(p->rows[i].at[k].now);
      if (w > most) most = w;
    }
  return most;
}

/* To the nearest, `most` becoming `top`. */
static int scaled(int32_t w, int32_t most, int top) {
  int64_t twice = (int64_t)w * 2 * top / most;
  return (int)((twice + (twice < 0 ? -1 : 1)) / 2);
}

void perceptron_write(const Perceptron *p, ModelOut *out, const char *name) {
  if (p->n > ROWS_MOST || !p->groups) train_die(name, "too many rows");
  size_t width = row_bytes(p->labels);
  uint32_t *slots = train_alloc(p->groups * 4, sizeof *slots);
  uint8_t *rows = train_alloc((size_t)p->n + 1, width);
  int32_t most = largest(p);
  memset(rows, ROW_ZERO, (size_t)p->n * width);
  for (int i = 0; i < p->n; i++) {
    const Row *row = &p->rows[i];
    for (int k = 0; k < row->n; k++)
      rows[(size_t)i * width + (size_t)row->at[k].label] =
          (uint8_t)(ROW_ZERO + scaled(row->at[k].now, most, 127));
    uint32_t at = (row->key & (p->groups - 1)) * 4;
    while (slots[at]) at++;
    slots[at] = (row->key & 0xFFFF0000u) | (uint32_t)(i + 1);
  }
  model_out_put(out, name, "groups", slots, p->groups * 4 * sizeof *slots);
  model_out_put(out, name, "rows", rows, (size_t)p->n * width);
  free(slots);
  free(rows);
}

/* What each label weighs beyond the first. */
static void relative(const Row *row, int32_t to[BUCKET_ACTIONS]) {
  memset(to, 0, BUCKET_ACTIONS * sizeof *to);
  for (int k = 0; k < row->n; k++) to[row->at[k].label] = row->at[k].now;
  for (int a = BUCKET_ACTIONS - 1; a >= 0; a--) to[a] -= to[0];
}

static int by_size(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

/* The size that all but CUT of 10,000 weights have at most: few are larger, and those are cut. */
static int32_t usual_most(const Perceptron *p) {
  enum { CUT = 20 };
  size_t n = (size_t)p->n * (BUCKET_ACTIONS - 1), i = 0;
  int32_t *size = train_alloc(n + 1, sizeof *size), to[BUCKET_ACTIONS];
  for (int r = 0; r < p->n; r++) {
    relative(&p->rows[r], to);
    for (int a = 1; a < BUCKET_ACTIONS; a++) size[i++] = abs(to[a]);
  }
  qsort(size, n, sizeof *size, by_size);
  int32_t most = n ? size[n - 1 - n * CUT / 10000] : 1;
  free(size);
  return most > 0 ? most : 1;
}

static int8_t cut(int weight) {
  return (int8_t)(weight > BUCKET_MOST    ? BUCKET_MOST
                  : weight < -BUCKET_MOST ? -BUCKET_MOST
                                          : weight);
}

void perceptron_write_buckets(const Perceptron *p, ModelOut *out, const char *name,
                              uint32_t buckets) {
  Bucket *at = aligned_alloc(sizeof *at, buckets * sizeof *at);
  uint8_t *used = train_alloc(buckets, 1);
  if (!at) train_die(name, "no memory");
  memset(at, 0, buckets * sizeof *at);
  int32_t most = usual_most(p), to[BUCKET_ACTIONS];
  for (int i = 0; i < p->n; i++) {
    const Row *row = &p->rows[i];
    Bucket *b = &at[row->key & (buckets - 1)];
    uint8_t *place = &used[row->key & (buckets - 1)];
    if (*place == BUCKET_WIDTH) train_die(name, "a bucket is full");
    b->print[*place] = (int16_t)(row->key >> 16);
    relative(row, to);
    for (int a = 1; a < BUCKET_ACTIONS; a++)
      b->weight[*place][a - 1] = cut(scaled(to[a], most, BUCKET_MOST));
    ++*place;
  }
  model_out_put(out, name, "buckets", at, buckets * sizeof *at);
  free(used);
  free(at);
}
