/* name_path.h - the best labels of a run of tokens, by Viterbi; at run time and in training alike. */
#ifndef NEWS_NAME_PATH_H
#define NEWS_NAME_PATH_H

#include "data/names.h"

enum { NAME_RUN = 256 /* longer sentences are cut: no name goes across */ };

/* score[i][label]: of token i. label[i] gets the best path. lead[i] of a token in a name: by how much it leads every path
** with another label at i. The rest is scratch. */
typedef struct NamePath {
  int32_t score[NAME_RUN][NAME_LABELS];
  int32_t best[NAME_RUN][NAME_LABELS]; /* of paths from the left up to here */
  int32_t rest[NAME_RUN][NAME_LABELS]; /* of paths from here to the right, itself left out */
  int32_t back[NAME_RUN][NAME_LABELS];
  uint8_t label[NAME_RUN];
  int32_t lead[NAME_RUN];
} NamePath;

/* The labels of tokens first to last - 1, last <= NAME_RUN. `edge`: what stands before and behind them, NAME_NONE for an end of
** the sentence, NAME_OUT for a word outside of names. */
typedef struct NameEdges {
  int before, behind;
} NameEdges;
void name_path(NamePath *p, const NameSteps *s, int first, int last, NameEdges edge);
/* Then: how far those of names lead. */
void name_leads(NamePath *p, const NameSteps *s, int first, int last, NameEdges edge);

#endif
