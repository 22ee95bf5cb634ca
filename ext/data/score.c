/* score.c - opening weight tables: sizes, indices and labels are checked here, once. */
#include "data/score_code.h"

void score_keys(const Columns *see, int n, uint32_t *keys) {
  score_code()->keys(see, n, keys);
}

void score_short_keys(const Columns *see, int n, uint32_t *keys) {
  score_code()->short_keys(see, n, keys);
}

int rows_look(const Rows *r, const uint32_t *keys, int n, uint32_t *row) {
  return score_code()->look(r, keys, n, row);
}

int rows_best_of(const Rows *r, const int16_t base[ROW_WIDTH], const uint32_t *row, int n) {
  return score_code()->best(r, base, row, n);
}

void rows_sums_of(const Rows *r, const uint32_t *row, int n, int16_t sums[ROW_WIDTH]) {
  score_code()->sums(r, row, n, sums);
}

/* All places are asked for before the first is looked at. */
static int look_at_once(const Rows *r, const uint32_t *keys, int n, uint32_t *row) {
  rows_fetch(r, keys, n);
  return score_code()->look(r, keys, n, row);
}

int rows_best(const Rows *r, const int16_t base[ROW_WIDTH], const uint32_t *keys, int n) {
  uint32_t row[ROW_KEYS];
  return score_code()->best(r, base, row, look_at_once(r, keys, n, row));
}

void rows_sums(const Rows *r, const uint32_t *keys, int n, int16_t sums[ROW_WIDTH]) {
  uint32_t row[ROW_KEYS];
  score_code()->sums(r, row, look_at_once(r, keys, n, row), sums);
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

/* Every row is there, and no two fingerprints of a group are equal. */
static bool rows_good(ModelBytes slots, size_t rows) {
  size_t n = slots.n / sizeof(Slots);
  if (!n || slots.n % sizeof(Slots) || (n & (n - 1))) return false;
  const uint32_t *at = (const void *)slots.at;
  for (size_t i = 0; i < n * 4; i++) {
    if (at[i] && ((at[i] & 0xFFFF) == 0 || (at[i] & 0xFFFF) > rows)) return false;
    for (size_t k = i / 4 * 4; k < i; k++)
      if (at[i] && at[k] && at[i] >> 16 == at[k] >> 16) return false;
  }
  return true;
}

const char *rows_open(Rows *r, const ModelFile *file, const char *name, int (*label_of)(Str),
                      uint8_t labels[ROW_WIDTH]) {
  *r = (Rows){0};
  ModelBytes slots = model_part(file, name, "groups"), rows = model_part(file, name, "rows");
  ModelBytes names = model_part(file, name, "labels");
  if (!slots.at && !rows.at && !names.at) return 0;
  int known = names.at ? labels_read(names, label_of, labels) : 0;
  if (!known) return "model: labels";
  size_t width = row_bytes(known), count = rows.n / width;
  if (rows.n % width || !count || count > ROWS_MOST) return "model: rows of weights";
  if (!slots.at || !rows_good(slots, count)) return "model: groups of weights";
  uint32_t groups = (uint32_t)(slots.n / sizeof(Slots));
  *r = (Rows){(const void *)slots.at, rows.at, groups - 1, (uint32_t)count, known};
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
