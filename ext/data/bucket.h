/* bucket.h - weights for three actions: a feature costs one cache line, without a branch.
**
** A bucket holds up to 8 features: their fingerprints side by side, then their weights for each action.
** Comparing all 8 fingerprints at once gives a mask; masked weights go to 8 lanes of sums, which are
** added up at the end. Features that find their bucket full are left out of the model (the trainer
** keeps the heavier ones).
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

/* Sums of the keys' weights for each action. */
void buckets_score(const Buckets *b, const uint32_t *keys, int n, int32_t score[BUCKET_ACTIONS]);

/* NULL if all is well, else a static text. An absent table leaves known == false. */
const char *buckets_open(Buckets *b, const ModelFile *file, const char *name);

#endif
