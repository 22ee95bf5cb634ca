/* bucket.c - opening a table of buckets; adding up its lanes. */
#include "data/bucket.h"

void buckets_sum(const BucketSums *sums, int32_t score[BUCKET_ACTIONS]) {
  for (int i = 0; i < BUCKET_ACTIONS; i++) {
    score[i] = 0;
    for (int k = 0; k < BUCKET_WIDTH; k++) score[i] += sums->at[i][k];
  }
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
