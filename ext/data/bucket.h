/* bucket.h - weights for three actions: a feature costs one cache line, without a branch.
**
** A bucket holds up to 8 features: their fingerprints side by side, then their weights for each action.
** Comparing all 8 fingerprints at once gives a mask; masked weights go to 8 lanes of sums, which are
** added up at the end. Half the time of a search by probing. Features that find their bucket full are
** left out of the model (the trainer keeps the heavier ones).
*/
#ifndef NEWS_BUCKET_H
#define NEWS_BUCKET_H

#include "data/score.h"

enum { BUCKET_ACTIONS = 3, BUCKET_WIDTH = 8, BUCKET_MOST = 400 /* of a weight: 80 of them fit */ };

typedef struct Bucket {
  Lanes print;
  Lanes weight[BUCKET_ACTIONS];
} Bucket;

/* Section NAME: a power of two of Bucket. */
typedef struct Buckets {
  const Bucket *at;
  uint32_t mask;
  bool known; /* the model has it */
} Buckets;

typedef struct BucketSums {
  Lanes at[BUCKET_ACTIONS];
} BucketSums;

static inline void buckets_add(const Buckets *b, BucketSums *sums, uint32_t key) {
  const Bucket *at = &b->at[key & b->mask];
  Lanes hit = at->print == (int16_t)(key >> 16);
  for (int i = 0; i < BUCKET_ACTIONS; i++) sums->at[i] += at->weight[i] & hit;
}

void buckets_sum(const BucketSums *sums, int32_t score[BUCKET_ACTIONS]);

/* NULL if all is well, else a static text. An absent table leaves known == false. */
const char *buckets_open(Buckets *b, const ModelFile *file, const char *name);

#endif
