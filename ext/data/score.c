/* score.c - opening weight tables: sizes, indices and labels are checked here, once. */
#include "data/score.h"

#include <stdio.h>

int rows_best(const RowSums *sums, int labels, int *score) {
  int16_t flat[ROW_WIDTH];
  memcpy(flat, sums->at, sizeof flat);
  int best = 0;
  for (int i = 1; i < labels; i++)
    if (flat[i] > flat[best]) best = i;
  *score = flat[best];
  return best;
}

static ModelBytes part(const ModelFile *file, const char *name, const char *what) {
  char full[32];
  snprintf(full, sizeof full, "%s.%s", name, what);
  return model_section(file, full);
}

/* A table of slots: a power of two of them, at least one free, so that a search ends. */
static bool slots_good(ModelBytes b) {
  size_t n = b.n / sizeof(uint32_t), used = 0;
  if (b.n % sizeof(uint32_t) || n < 2 || (n & (n - 1))) return false;
  const uint32_t *slots = (const void *)b.at;
  for (size_t i = 0; i < n; i++) used += slots[i] != 0;
  return used < n;
}

/* Names, each ended by a line break. The number of labels, 0 if something is wrong. */
static int labels_read(ModelBytes b, int (*label_of)(Str), uint8_t labels[ROW_WIDTH]) {
  int n = 0;
  const char *s = (const char *)b.at, *end = s + b.n;
  while (s < end) {
    const char *stop = memchr(s, '\n', (size_t)(end - s));
    int label = stop && n < ROW_WIDTH ? label_of((Str){s, (int32_t)(stop - s)}) : NONE;
    if (label < 0) return 0;
    labels[n++] = (uint8_t)label;
    s = stop + 1;
  }
  return n;
}

const char *rows_open(Rows *r, const ModelFile *file, const char *name, int (*label_of)(Str),
                      uint8_t labels[ROW_WIDTH]) {
  *r = (Rows){0};
  ModelBytes slots = part(file, name, "slots"), rows = part(file, name, "rows");
  ModelBytes names = part(file, name, "labels");
  if (!slots.at && !rows.at && !names.at) return 0;
  size_t count = rows.n / ROW_WIDTH;
  if (rows.n % ROW_WIDTH || !count || count > ROWS_MOST) return "model: rows of weights";
  if (!slots.at || !slots_good(slots)) return "model: slots of weights";
  const uint32_t *at = (const void *)slots.at;
  uint32_t n = (uint32_t)(slots.n / sizeof *at);
  for (uint32_t i = 0; i < n; i++)
    if (at[i] && ((at[i] & 0xFFFF) == 0 || (at[i] & 0xFFFF) > count)) return "model: a row outside";
  int known = names.at ? labels_read(names, label_of, labels) : 0;
  if (!known) return "model: labels";
  *r = (Rows){at, (const int8_t *)rows.at, n - 1, (uint32_t)count, known};
  return 0;
}

const char *words_open(WordTable *w, const ModelFile *file, const char *name, uint32_t mask,
                       uint32_t count) {
  *w = (WordTable){0};
  ModelBytes b = model_section(file, name);
  if (!b.at) return 0;
  if (!slots_good(b)) return "model: words";
  const uint32_t *slots = (const void *)b.at;
  uint32_t n = (uint32_t)(b.n / sizeof *slots);
  for (uint32_t i = 0; i < n; i++)
    if (slots[i] && (slots[i] & mask) >= count) return "model: info of a word";
  *w = (WordTable){slots, n - 1};
  return 0;
}
