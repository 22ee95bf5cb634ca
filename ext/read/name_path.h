/* name_path.h - the best labels of a run of tokens, by Viterbi; at run time and in training alike. */
#ifndef NEWS_NAME_PATH_H
#define NEWS_NAME_PATH_H

#include "data/names.h"

/* Longer sentences are cut: no name goes across. */
enum { NAME_RUN = 256 };

/* score[i][label]: of token i, steps[before][label]: of a label behind another. label[i] gets the best
** path. lead[i], if not NULL: by how much it leads every path with another label at i. Back and forth
** are scratch. */
typedef struct NamePath {
  int32_t score[NAME_RUN][NAME_LABELS];
  int32_t best[NAME_RUN][NAME_LABELS]; /* of paths from the left up to here */
  int32_t rest[NAME_RUN][NAME_LABELS]; /* of paths from here to the right, itself left out */
  uint8_t back[NAME_RUN][NAME_LABELS];
  uint8_t label[NAME_RUN];
  int32_t lead[NAME_RUN];
  int32_t steps[NAME_LABELS + 1][NAME_LABELS]; /* NAME_NEVER where name_follows says no */
} NamePath;

#define NAME_NEVER (-(1 << 28))

/* The labels of tokens 0 to n - 1, n <= NAME_RUN. */
void name_path(NamePath *p, int n);
/* Then: how far those of names lead. */
void name_leads(NamePath *p, int n);

#endif
