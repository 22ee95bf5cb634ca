/* score_wide.c - the inner loops of the models with AVX2: score_plain.c, written for it.
**
** Measured against the portable code compiled for AVX2: sums of buckets 31 %, sums of rows 25 % fewer instructions, the
** whole analysis 5 % less time. Loops unrolled any further ran fewer instructions still, in the same time.
*/
#include "data/score_code.h"

#if NEWS_WIDE
#include <immintrin.h>

#define WIDE NEWS_WIDE_TARGET __attribute__((always_inline)) inline

/* Reads at any place. */
static WIDE __m256i load(const void *p) {
  return _mm256_loadu_si256(p);
}
static WIDE __m128i load_half(const void *p) {
  return _mm_loadu_si128(p);
}

static WIDE int16_t print_of(const uint32_t *key) {
  int16_t print;
  memcpy(&print, (const char *)key + 2, sizeof print);
  return print;
}

/* ---- rows ---- */

/* Where the rows of the keys that have one begin, in bytes from the first; how many. Each is asked for at once, though half
** of the keys have none and ask for the first row: that took less than to go over those found again. */
static WIDE int find_rows(const Rows *r, const uint32_t *keys, int n, bool more, uint32_t *row) {
  const uint32_t width = more ? ROW_WIDTH : ROW_SHORT;
  size_t found = 0;
  for (int i = 0; i < n; i++) {
    const uint32_t *slots = r->slots + (size_t)(keys[i] & r->mask) * 4;
    __m128i same = _mm_cmpeq_epi16(load_half(slots), _mm_set1_epi16(print_of(keys + i)));
    uint32_t hit = (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(same));
    uint32_t number = slots[__builtin_ctz(hit | 8)] & (0 - hit) >> 16; /* from 1 */
    uint32_t known = number != 0; /* a free slot may look like a hit */
    uint32_t begin = (number - known) * width;
    row[found] = begin;
    found += known;
    __builtin_prefetch(r->rows + begin);
    if (more) __builtin_prefetch(r->rows + begin + width - 1); /* may be another line */
  }
  return (int)found;
}

static NEWS_WIDE_TARGET int look(const Rows *r, const uint32_t *keys, int n, uint32_t *row) {
  return r->labels > ROW_SHORT ? find_rows(r, keys, n, true, row)
                               : find_rows(r, keys, n, false, row);
}

/* Bytes are summed without widening them: a lane of 16 bits holds two labels. One sum adds up the lanes, one their
** high bytes, which are the odd labels; what is left of the first is the even ones. */
typedef struct RowSum {
  __m256i both, odd;      /* labels 0 to 31 */
  __m128i more, more_odd; /* 32 to 47 */
} RowSum;

static WIDE RowSum add_rows(const Rows *r, const uint32_t *row, int n, bool more) {
  RowSum sum = {0};
  for (int i = 0; i < n; i++) {
    const uint8_t *at = r->rows + row[i];
    __m256i pairs = load(at);
    sum.both = _mm256_add_epi16(sum.both, pairs);
    sum.odd = _mm256_add_epi16(sum.odd, _mm256_srli_epi16(pairs, 8));
    if (!more) continue;
    __m128i half = load_half(at + ROW_SHORT);
    sum.more = _mm_add_epi16(sum.more, half);
    sum.more_odd = _mm_add_epi16(sum.more_odd, _mm_srli_epi16(half, 8));
  }
  return sum;
}

typedef struct Sums {
  __m256i at[ROW_WIDTH / 16];
} Sums;

/* In the order of labels, without what stands for zero. */
static WIDE Sums in_order(const RowSum *sum, int zero) {
  __m256i even = _mm256_sub_epi16(sum->both, _mm256_slli_epi16(sum->odd, 8));
  __m128i more_even = _mm_sub_epi16(sum->more, _mm_slli_epi16(sum->more_odd, 8));
  __m256i low = _mm256_unpacklo_epi16(even, sum->odd), high = _mm256_unpackhi_epi16(even, sum->odd);
  __m256i off = _mm256_set1_epi16((int16_t)zero);
  __m256i last = _mm256_set_m128i(_mm_unpackhi_epi16(more_even, sum->more_odd),
                                  _mm_unpacklo_epi16(more_even, sum->more_odd));
  return (Sums){{_mm256_sub_epi16(_mm256_permute2x128_si256(low, high, 0x20), off),
                 _mm256_sub_epi16(_mm256_permute2x128_si256(low, high, 0x31), off),
                 _mm256_sub_epi16(last, off)}};
}

static WIDE Sums sums_of(const Rows *r, const uint32_t *row, int n) {
  RowSum sum = r->labels > ROW_SHORT ? add_rows(r, row, n, true) : add_rows(r, row, n, false);
  return in_order(&sum, ROW_ZERO * n);
}

static NEWS_WIDE_TARGET void sum_rows(const Rows *r, const uint32_t *row, int n, int16_t *to) {
  Sums s = sums_of(r, row, n);
  memcpy(to, &s, sizeof s);
}

/* The highest of 16 lanes, in all lanes: the instruction for eight unsigned ones finds the least. */
static WIDE __m256i most_of(__m256i most) {
  __m128i eight = _mm_max_epi16(_mm256_castsi256_si128(most), _mm256_extracti128_si256(most, 1));
  __m128i flip = _mm_set1_epi16(INT16_MAX);
  __m128i least = _mm_xor_si128(_mm_minpos_epu16(_mm_xor_si128(eight, flip)), flip);
  return _mm256_broadcastw_epi16(least);
}

static WIDE __m256i highest(const Sums *s) {
  return most_of(_mm256_max_epi16(_mm256_max_epi16(s->at[0], s->at[1]), s->at[2]));
}

/* A bit for each label that has it. */
static WIDE uint64_t which(const Sums *s, __m256i value) {
  __m256i low =
      _mm256_packs_epi16(_mm256_cmpeq_epi16(s->at[0], value), _mm256_cmpeq_epi16(s->at[1], value));
  __m256i high = _mm256_packs_epi16(_mm256_cmpeq_epi16(s->at[2], value), _mm256_setzero_si256());
  enum { ORDER = 0xD8 /* of the packed quarters: 0 2 1 3 */ };
  uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_permute4x64_epi64(low, ORDER));
  uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_permute4x64_epi64(high, ORDER));
  return first | (uint64_t)second << 32;
}

/* Labels that the model does not have weigh nothing: they are not looked at. */
static WIDE void leave_out(Sums *s, int labels) {
  const __m256i number = _mm256_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (int i = 0; i < ROW_WIDTH / 16; i++) {
    __m256i has = _mm256_cmpgt_epi16(_mm256_set1_epi16((int16_t)(labels - i * 16)), number);
    s->at[i] = _mm256_blendv_epi8(_mm256_set1_epi16(INT16_MIN), s->at[i], has);
  }
}

/* Of 32 labels with nothing to add: as they lie, the even ones beside the odd ones, whose bits meet in order. */
static WIDE int best_of_short(const Rows *r, const uint32_t *row, int n) {
  RowSum sum = add_rows(r, row, n, false);
  __m256i even = _mm256_sub_epi16(sum.both, _mm256_slli_epi16(sum.odd, 8));
  __m256i most = most_of(_mm256_max_epi16(even, sum.odd));
  uint32_t of_even = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi16(even, most));
  uint32_t of_odd = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi16(sum.odd, most));
  return __builtin_ctz((of_even & 0x55555555u) | (of_odd & 0xAAAAAAAAu));
}

static NEWS_WIDE_TARGET int best_row(const Rows *r, const int16_t *base, const uint32_t *row,
                                     int n) {
  if (r->labels == ROW_SHORT && !base) return best_of_short(r, row, n);
  Sums s = sums_of(r, row, n);
  if (base)
    for (int i = 0; i < ROW_WIDTH / 16; i++)
      s.at[i] = _mm256_add_epi16(s.at[i], load(base + i * 16));
  leave_out(&s, r->labels);
  return __builtin_ctzll(which(&s, highest(&s)));
}

/* ---- buckets ---- */

static WIDE int32_t total(__m256i lanes) {
  __m256i eight = _mm256_madd_epi16(lanes, _mm256_set1_epi16(1));
  __m128i four = _mm_add_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
  __m128i two = _mm_add_epi32(four, _mm_unpackhi_epi64(four, four));
  return _mm_cvtsi128_si32(two) + _mm_extract_epi32(two, 1);
}

/* A lane of 16 bits holds the two weights of a feature. */
static NEWS_WIDE_TARGET void score_buckets(const Buckets *b, const uint32_t *keys, int n,
                                           int32_t score[BUCKET_ACTIONS]) {
  const __m256i low = _mm256_set1_epi16(1), high = _mm256_set1_epi16(1 << 8);
  __m256i second = _mm256_setzero_si256(), third = _mm256_setzero_si256();
  for (int i = 0; i < n; i++) {
    const Bucket *at = &b->at[keys[i] & b->mask];
    __m256i hit = _mm256_cmpeq_epi16(load(at->print), _mm256_set1_epi16(print_of(keys + i)));
    __m256i weights = _mm256_and_si256(hit, load(at->weight));
    second = _mm256_add_epi16(second, _mm256_maddubs_epi16(low, weights));
    third = _mm256_add_epi16(third, _mm256_maddubs_epi16(high, weights));
  }
  score[0] = 0;
  score[1] = total(second);
  score[2] = total(third);
}

static NEWS_WIDE_TARGET void make_keys(const Columns *see, int n, uint32_t *keys) {
  score_keys_with(see, n, keys);
}

static NEWS_WIDE_TARGET void make_short_keys(const Columns *see, int n, uint32_t *keys) {
  score_short_keys_with(see, n, keys);
}

const ScoreCode score_wide = {make_keys, make_short_keys, look, best_row, sum_rows, score_buckets};
#else
typedef int score_wide_is_not_for_this_machine; /* a file must hold something */
#endif
