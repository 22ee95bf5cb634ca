/* bucket.c - opening a table of buckets; scores. */
#include "data/score_code.h"

void buckets_score(const Buckets *b, const uint32_t *keys, int n, int32_t score[BUCKET_ACTIONS]) {
  score_code()->buckets(b, keys, n, score);
}

const char *buckets_open(Buckets *b, const ModelFile *file, const char *name) {
  *b = (Buckets){0};
  ModelBytes bytes = model_part(file, name, "buckets");
  if (!bytes.at) return 0;
  size_t n = bytes.n / sizeof(Bucket);
  if (bytes.n % sizeof(Bucket) || !n || n > 65536 || (n & (n - 1))) return "model: buckets";
  *b = (Buckets){(const void *)bytes.at, (uint32_t)n - 1, true};
  return 0;
}
