/* score_code.h - the inner loops of the models, written twice: for any machine, and for those with AVX2.
**
** Both do the same with integers, so that both give the same rows; a test compares them. Which one runs is asked anew
** each time (three instructions): there is no state to set up. With AVX2 the parser takes a third less time, all a fifth less.
*/
#ifndef NEWS_SCORE_CODE_H
#define NEWS_SCORE_CODE_H

#include "data/bucket.h"

typedef struct ScoreCode {
  void (*keys)(const Columns *see, int n, uint32_t *keys);                /* score_keys() */
  void (*short_keys)(const Columns *see, int n, uint32_t *keys);          /* score_short_keys() */
  int (*look)(const Rows *r, const uint32_t *keys, int n, uint32_t *row); /* rows_look() */
  int (*best)(const Rows *r, const int16_t *base, const uint32_t *row, int n); /* rows_best_of() */
  void (*sums)(const Rows *r, const uint32_t *row, int n, int16_t *to);        /* rows_sums_of() */
  void (*buckets)(const Buckets *b, const uint32_t *keys, int n,
                  int32_t score[BUCKET_ACTIONS]); /* buckets_score() */
} ScoreCode;

#if defined __x86_64__ && defined __GNUC__ && !defined NEWS_NO_WIDE
#define NEWS_WIDE 1
#define NEWS_WIDE_TARGET __attribute__((target("avx2")))
#else
#define NEWS_WIDE 0
#endif

extern const ScoreCode score_plain;
#if NEWS_WIDE
extern const ScoreCode score_wide;
#endif

#define SCORE_INLINED __attribute__((always_inline)) inline
typedef uint32_t Keys __attribute__((vector_size(SCORE_STEP * 4)));

/* score_key, for eight templates at once. Inlined into code for each machine. */
static SCORE_INLINED void score_keys_with(const Columns *see, int n, uint32_t *keys) {
  for (int i = 0; i < n; i += SCORE_STEP) {
    Keys h, b, c;
    memcpy(&h, see->a + i, sizeof h);
    memcpy(&b, see->b + i, sizeof b);
    memcpy(&c, see->c + i, sizeof c);
    h *= 0x85EBCA6Bu;
    h = (h ^ h >> 15 ^ b) * 0xC2B2AE35u;
    h = (h ^ h >> 16 ^ c) * 0x27D4EB2Fu;
    h ^= h >> 15;
    memcpy(keys + i, &h, sizeof h);
  }
}

/* score_short_key, in the same way. */
static SCORE_INLINED void score_short_keys_with(const Columns *see, int n, uint32_t *keys) {
  for (int i = 0; i < n; i += SCORE_STEP) {
    Keys h, b;
    memcpy(&h, see->a + i, sizeof h);
    memcpy(&b, see->b + i, sizeof b);
    h *= 0x85EBCA6Bu;
    h = (h ^ h >> 15 ^ b) * 0xC2B2AE35u;
    h ^= h >> 15;
    memcpy(keys + i, &h, sizeof h);
  }
}

/* The fastest that this machine can run. */
static inline const ScoreCode *score_code(void) {
#if NEWS_WIDE
  if (__builtin_cpu_supports("avx2")) return &score_wide;
#endif
  return &score_plain;
}

#endif
