/* bucket.c - opening a table of buckets; scores. */
#include "data/bucket.h"

static int32_t total(Lanes lanes) {
  int32_t sum = 0;
  for (int i = 0; i < BUCKET_WIDTH; i++) sum += lanes[i];
  return sum;
}

/* Three sums by name, not in an array: they stay in registers (a quarter of the parser's time). */
void buckets_score(const Buckets *b, const uint32_t *keys, int n, int32_t score[BUCKET_ACTIONS]) {
  Lanes first = {0}, second = {0}, third = {0};
  for (int i = 0; i < n; i++) {
    const Bucket *at = &b->at[keys[i] & b->mask];
    Lanes hit = at->print == (int16_t)(keys[i] >> 16);
    first += at->weight[0] & hit;
    second += at->weight[1] & hit;
    third += at->weight[2] & hit;
  }
  score[0] = total(first);
  score[1] = total(second);
  score[2] = total(third);
}

const char *buckets_open(Buckets *b, const ModelFile *file, const char *name) {
  *b = (Buckets){0};
  ModelBytes bytes = model_section(file, name);
  if (!bytes.at) return 0;
  size_t n = bytes.n / sizeof(Bucket);
  if (bytes.n % sizeof(Bucket) || !n || n > 65536 || (n & (n - 1))) return "model: buckets";
  *b = (Buckets){(const void *)bytes.at, (uint32_t)n - 1, true};
  return 0;
}
