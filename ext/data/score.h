/* score.h - linear models: what a feature weighs. Integer weights, integer sums: the same everywhere.
**
** A feature is a 32-bit key, made by score_key from the number of its template and up to three values.
** Keys that a table does not hold weigh nothing. Tables are views into a model file; the *_open
** functions check them once.
*/
#ifndef NEWS_SCORE_H
#define NEWS_SCORE_H

#include "data/model_file.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- features ---- */

#define SCORE_FORM 0x9E3779B9u
static inline uint32_t score_key(uint32_t form, uint32_t a, uint32_t b, uint32_t c) {
  uint32_t h = (a + form * SCORE_FORM) * 0x85EBCA6Bu;
  h = (h ^ h >> 15 ^ b) * 0xC2B2AE35u;
  h = (h ^ h >> 16 ^ c) * 0x27D4EB2Fu;
  return h ^ h >> 15;
}

/* Of two values. */
static inline uint32_t score_short_key(uint32_t form, uint32_t a, uint32_t b) {
  uint32_t h = (a + form * SCORE_FORM) * 0x85EBCA6Bu;
  h = (h ^ h >> 15 ^ b) * 0xC2B2AE35u;
  return h ^ h >> 15;
}

/* What many templates see, a column for each value; `a` has the number of the template in it. */
enum { SCORE_STEP = 8, SCORE_MOST = 72 };
typedef struct Columns {
  uint32_t a[SCORE_MOST], b[SCORE_MOST], c[SCORE_MOST];
} Columns;

#define SCORE_SEE(see, n, form, x, y, z)                                                           \
  ((see)->a[n] = (x) + (uint32_t)(form)*SCORE_FORM, (see)->b[n] = (y), (see)->c[n] = (z))

/* The keys of n templates, eight at once: keys[] has room for a multiple of SCORE_STEP. */
void score_keys(const Columns *see, int n, uint32_t *keys);

/* The same with two values to a template: a third fewer stores, and those are what it costs. */
#define SCORE_SEE_SHORT(see, n, form, x, y)                                                        \
  ((see)->a[n] = (x) + (uint32_t)(form)*SCORE_FORM, (see)->b[n] = (y))
void score_short_keys(const Columns *see, int n, uint32_t *keys);

/* ---- rows: a weight for each of up to 48 labels ---- */

enum { ROW_WIDTH = 48, ROW_SHORT = 32, ROWS_MOST = 65535 };

/* Bytes of a row in a file: few labels, short rows. */
static inline size_t row_bytes(int labels) {
  return labels <= ROW_SHORT ? ROW_SHORT : ROW_WIDTH;
}

typedef uint32_t Slots __attribute__((vector_size(16)));

/* Section NAME.groups: Slots, a power of two; a slot is fingerprint << 16 | row + 1, 0 = free. A key
** looks at one Slots only, without a branch: the trainer leaves out what finds no room there. NAME.rows:
** uint8_t[row_bytes(labels)] each, weight + ROW_ZERO. NAME.labels: names, each ended by a line break. */
enum { ROW_ZERO = 128, ROW_KEYS = 200 /* at most in a sum */ };
typedef struct Rows {
  const uint32_t *slots;
  const uint8_t *rows;
  uint32_t mask, count;
  int labels;
} Rows;

/* The row of a key, from 1; 0 if there is none. */
static inline uint32_t rows_find(const Rows *r, uint32_t key) {
  const uint32_t *at = r->slots + (size_t)(key & r->mask) * 4;
#ifdef __SSE2__ /* which of the four it is, at once */
  __m128i print = _mm_set1_epi16((int16_t)(key >> 16)), slots;
  memcpy(&slots, at, sizeof slots);
  uint32_t hit = (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi16(slots, print)));
  return at[__builtin_ctz(hit | 8)] &
         (0 - hit) >> 16; /* without a branch: half of the keys are unknown */
#else
  uint32_t row = 0;
  for (int i = 0; i < 4; i++) row |= at[i] >> 16 == key >> 16 ? at[i] & 0xFFFF : 0;
  return row;
#endif
}

/* Asks for the places of keys, so that they are in the cache when they are looked at. */
static inline void rows_fetch(const Rows *r, const uint32_t *keys, int n) {
  for (int i = 0; i < n; i++) __builtin_prefetch(r->slots + (size_t)(keys[i] & r->mask) * 4);
}

/* In three steps, for who reads several words at once: rows_fetch; then which rows the keys have (where each begins, in
** bytes from the first), which are asked for; then their sums. How many rows: at most n; `row` may be `keys`. */
int rows_look(const Rows *r, const uint32_t *keys, int n, uint32_t *row);
int rows_best_of(const Rows *r, const int16_t base[ROW_WIDTH], const uint32_t *row, int n);
void rows_sums_of(const Rows *r, const uint32_t *row, int n, int16_t sums[ROW_WIDTH]);

/* The label of the highest sum of the keys' weights; of equal ones the first. `base`: what each label has
** already, or NULL. */
int rows_best(const Rows *r, const int16_t base[ROW_WIDTH], const uint32_t *keys, int n);

/* The sum for each label. */
void rows_sums(const Rows *r, const uint32_t *keys, int n, int16_t sums[ROW_WIDTH]);

/* Reads the three sections; label_of gives the number that the code uses for a label's name, or a
** negative one (then the file is refused). labels[] gets them. An absent table leaves count 0. */
const char *rows_open(Rows *r, const ModelFile *file, const char *name, int (*label_of)(Str name),
                      uint8_t labels[ROW_WIDTH]);

/* ---- words: what is known of a word by itself ---- */

/* Section words: uint32_t slots, a power of two, fingerprint << 16 | info. Words that have a cluster but
** are not WORD_KNOWN have no label. */
enum {
  WORD_CLUSTER_SHIFT = 7,
  WORD_LABEL = 0x3F, /* its most frequent tag, as a label of the tagger; or, from ROW_WIDTH up, one
                            of the most frequent pairs of tags that words have */
  WORD_FIXED = 0x40, /* it (nearly) never has another tag */
  WORD_CLUSTER = 0x7F80, /* times 1 << WORD_CLUSTER_SHIFT; 0 = none */
  WORD_KNOWN = 0x8000
};

typedef struct WordTable {
  const uint32_t *slots;
  uint32_t mask; /* 0: no table */
} WordTable;

/* Where a word's search begins (low bits) and its fingerprint (high bits). */
static inline uint32_t word_slot(uint32_t key) {
  key *= 0x9E3779B1u;
  return key ^ key >> 15;
}

/* The info of a word; 0 if unknown. Four slots at once, up to the first that is its own or free: where a search ends is
** as good as chance, and a branch for each slot was guessed wrong too often. */
static inline uint32_t words_find(const WordTable *w, uint32_t key) {
  if (!w->mask) return 0;
  key = word_slot(key);
  uint32_t i = key & w->mask;
#ifdef __SSE2__
  for (__m128i print = _mm_set1_epi16((int16_t)(key >> 16)), slots; i + 3 <= w->mask; i += 4) {
    memcpy(&slots, w->slots + i, sizeof slots);
    __m128i own = _mm_cmpeq_epi16(slots, print), open = _mm_cmpeq_epi32(slots, _mm_setzero_si128());
    int stop = _mm_movemask_ps(_mm_castsi128_ps(_mm_or_si128(own, open)));
    if (stop) return w->slots[i + (uint32_t)__builtin_ctz((unsigned)stop)] & 0xFFFF;
  }
#endif
  for (;; i++) {
    uint32_t slot = w->slots[i & w->mask];
    if (!slot) return 0;
    if (slot >> 16 == key >> 16) return slot & 0xFFFF;
  }
}

/* Asks for the place of a word that will be looked up. */
static inline void words_fetch(const WordTable *w, uint32_t key) {
  if (w->mask) __builtin_prefetch(w->slots + (word_slot(key) & w->mask));
}

/* Of every info, the bits of `mask` are below `count`, else the file is refused. */
const char *words_open(WordTable *w, const ModelFile *file, const char *name, uint32_t mask,
                       uint32_t count);

#endif
