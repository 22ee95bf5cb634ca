/* bucket.h - weights for three actions: a feature costs one cache line, without a branch.
**
** A bucket holds up to 16 features: their fingerprints side by side, then of each what it adds to the second and to the
** third action beyond what it adds to the first, whose score is always 0 (only differences count). All 16 fingerprints
** are compared at once, which gives a mask for the weights. Features that find their bucket full are left out of the
** model (the trainer keeps the heavier ones).
*/
#ifndef NEWS_BUCKET_H
#define NEWS_BUCKET_H

#include "data/score.h"

enum { BUCKET_ACTIONS = 3, BUCKET_WIDTH = 16, BUCKET_MOST = 127 /* of a weight */ };

typedef struct Bucket {
  int16_t print[BUCKET_WIDTH];
  int8_t weight[BUCKET_WIDTH][BUCKET_ACTIONS - 1];
} Bucket;

/* Section NAME.buckets: a power of two of Bucket. */
typedef struct Buckets {
  const Bucket *at;
  uint32_t mask;
  bool known; /* the model has it */
} Buckets;

_Static_assert(sizeof(Bucket) == 64, "a bucket is a cache line");

/* Sums of the keys' weights for each action. */
void buckets_score(const Buckets *b, const uint32_t *keys, int n, int32_t score[BUCKET_ACTIONS]);

/* NULL if all is well, else a static text. An absent table leaves known == false. */
const char *buckets_open(Buckets *b, const ModelFile *file, const char *name);

#endif
