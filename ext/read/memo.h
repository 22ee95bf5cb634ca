/* memo.h - what a word weighs by itself, kept: the same word again costs one look instead of a dozen.
**
** A third of the templates of tagger and names see nothing but the word. Their sums are kept in the Reader, from word to
** word and from article to article, under all that those templates see; a word that needs the place of another
** takes it. So a sum that is found is the sum that would be made.
*/
#ifndef NEWS_MEMO_H
#define NEWS_MEMO_H

#include "data/score.h"
#include "read/read.h"

enum { MEMOS = 1024 /* a power of two: an article has some 400 words; 115 KB stay in the cache */ };

typedef struct Memo {
  uint32_t key[4]; /* all zero: free */
  int16_t sums[ROW_WIDTH];
} Memo;

typedef struct Memos {
  const uint8_t *rows; /* the weights that the sums are made of */
  Memo at[MEMOS];
} Memos;

enum { MEMO_TAGS, MEMO_NAMES, MEMO_KINDS };

/* Those of the Reader, or of the document where the Reader has none. What was kept of another model is forgotten.
** NULL without memory. */
static inline Memos *reader_memos(Doc *doc, const Reader *reader, int kind, const Rows *rows) {
  Memos *m = reader->memos ? reader->memos + kind : doc_alloc(doc, sizeof *m);
  if (!m || m->rows == rows->rows) return m;
  memset(m, 0, sizeof *m);
  m->rows = rows->rows;
  return m;
}

/* The place for a key that is not all zero; if it is not *known, the caller fills the sums. */
static inline Memo *memo_at(Memos *m, const uint32_t key[4], bool *known) {
  Memo *at = &m->at[score_key(key[0], key[1], key[2], key[3]) % MEMOS];
  *known = !memcmp(at->key, key, sizeof at->key);
  memcpy(at->key, key, sizeof at->key);
  return at;
}

#endif
