/* name_features.h - what the model of names sees of a text; the same at run time and in training. */
#ifndef NEWS_NAME_FEATURES_H
#define NEWS_NAME_FEATURES_H

#include "data/names.h"
#include "read/word.h"

typedef struct NameWord {
  Word word;
  uint32_t lists;   /* enum NameList bits */
  uint32_t longer;  /* class of the finer clusters */
  uint32_t usage;   /* name_usage() of the word, 0 = unknown or no capital */
  uint32_t article; /* how the article writes the word elsewhere */
  uint32_t tag;
  bool open; /* may be part of a name: no features are made of others */
} NameWord;

/* Are there only marks, a few at most, between it and the beginning of its sentence? */
bool name_first_of_sentence(const Doc *doc, int32_t token);

/* How often an article writes a word, by its hash, in capitals or not. Those that find no room count as never seen. */
typedef struct NameCount {
  uint32_t hash;
  uint16_t lower, capital; /* the first of a sentence counts for neither */
} NameCount;

/* A power of two of them: as many as an article of so many tokens needs, at most 16,384. 128 KB cleared for each
** article were half of what reading wrote to memory beyond the cache. */
typedef struct NameCounts {
  NameCount *at;
  uint32_t size;
} NameCounts;
uint32_t name_counts_size(int32_t tokens);

/* Counts the article's words; counts->at is cleared before. */
void name_count(const Doc *doc, NameCounts *counts);

/* The words of tokens first to last - 1 of one sentence, with NAME_EDGE words around them: words[0] is
** token first - NAME_EDGE. Of words that are not open there is what templates of open ones see. */
enum { NAME_EDGE = 2 };
void name_words(const Doc *doc, const Model *m, const NameCounts *counts, int32_t first,
                int32_t last, NameWord *words);

/* `own`: the text follows our guide; else it was annotated by another. */
enum { NAME_FEATURES = 32 /* room for keys: a multiple of SCORE_STEP */ };
int name_features(const NameWord *at, bool own, uint32_t keys[NAME_FEATURES]);
/* Of those of our guide, the ones that see the word alone; the others. */
int name_own_features(const NameWord *at, uint32_t keys[NAME_FEATURES]);
int name_near_features(const NameWord *at, uint32_t keys[NAME_FEATURES]);

#endif
