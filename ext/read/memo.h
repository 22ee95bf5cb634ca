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

/* ---- some words at once ----
**
** Weights lie all over a table that is larger than the cache: while those of one word come, others are worked on.
** Who asks about several words asks, looks and sums in the same order: then a place that two of them take holds for each
** what is its own.
*/

enum { ASK_KEYS = 40 /* of a word; a multiple of SCORE_STEP */ };

/* What a word is scored by: its place, keys, then (ask_look) rows. */
typedef struct Ask {
  Memo *memo;
  bool known; /* its own sums */
  int n_own, n_near;
  uint32_t own[ASK_KEYS], near[ASK_KEYS];
} Ask;

static inline Memo *memo_at(Memos *m, const uint32_t key[4]) {
  return &m->at[score_key(key[0], key[1], key[2], key[3]) % MEMOS];
}

/* Asks for the place of a key. */
static inline void memo_fetch(Memos *m, const uint32_t key[4]) {
  const Memo *at = memo_at(m, key);
  __builtin_prefetch(at);
  __builtin_prefetch((const char *)(at + 1) - 1);
}

/* Takes the place for a key that is not all zero; if its sums are not known, the caller makes the own keys. */
static inline void ask_memo(Ask *a, Memos *m, const uint32_t key[4]) {
  Memo *at = memo_at(m, key);
  uint32_t other = 0;
  for (int i = 0; i < 4; i++) other |= at->key[i] ^ key[i], at->key[i] = key[i];
  a->memo = at;
  a->known = !other;
  a->n_own = 0;
}

static inline void ask_fetch(const Ask *a, const Rows *r) {
  rows_fetch(r, a->own, a->n_own);
  rows_fetch(r, a->near, a->n_near);
}

static inline void ask_look(Ask *a, const Rows *r) {
  if (!a->known) a->n_own = rows_look(r, a->own, a->n_own, a->own);
  a->n_near = rows_look(r, a->near, a->n_near, a->near);
}

/* What the word weighs by itself; what is beside it, the caller adds. */
static inline const int16_t *ask_own(const Ask *a, const Rows *r) {
  if (!a->known) rows_sums_of(r, a->own, a->n_own, a->memo->sums);
  return a->memo->sums;
}

#endif
