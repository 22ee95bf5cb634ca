/* name_path.h - the best labels of a run of tokens, by Viterbi; at run time and in training alike. */
#ifndef NEWS_NAME_PATH_H
#define NEWS_NAME_PATH_H

#include "data/names.h"

/* Longer sentences are cut: no name goes across. NAME_ENDS: labels that leave nothing open, or (as many) that go on
** with nothing. */
enum { NAME_RUN = 256, NAME_ENDS = 1 + 2 * NAME_TYPES };

/* The steps from one label to all that may follow, or to one from all that it may follow: between these. */
typedef struct NameBound {
  int32_t least, most;
} NameBound;

/* score[i][label]: of token i, steps[before][label]: of a label behind another. label[i] gets the best
** path. lead[i] of a token in a name: by how much it leads every path with another label at i. The rest is
** scratch. */
typedef struct NamePath {
  int32_t score[NAME_RUN][NAME_LABELS];
  int32_t best[NAME_RUN][NAME_LABELS]; /* of paths from the left up to here */
  int32_t rest[NAME_RUN][NAME_LABELS]; /* of paths from here to the right, itself left out */
  uint8_t back[NAME_RUN][NAME_LABELS];
  uint8_t label[NAME_RUN];
  int32_t lead[NAME_RUN];
  int32_t steps[NAME_LABELS + 1][NAME_LABELS]; /* NAME_NEVER where name_follows says no */
  NameBound from[NAME_ENDS], into[NAME_ENDS];  /* name_bounds() */
} NamePath;

#define NAME_NEVER (-(1 << 28))

/* When `steps` is filled, before any path. */
void name_bounds(NamePath *p);

/* The labels of tokens first to last - 1, last <= NAME_RUN. `edge`: what stands before and behind them, NAME_NONE for an end of
** the sentence, NAME_OUT for a word outside of names. */
typedef struct NameEdges {
  int before, behind;
} NameEdges;
void name_path(NamePath *p, int first, int last, NameEdges edge);
/* Then: how far those of names lead. */
void name_leads(NamePath *p, int first, int last, NameEdges edge);

#endif
