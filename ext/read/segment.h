/* segment.h - inside the segment stage: classes of characters, and its two halves. */
#ifndef NEWS_SEGMENT_H
#define NEWS_SEGMENT_H

#include "read/read.h"

typedef enum Class {
  C_END, /* behind the text */
  C_SPACE,
  C_LETTER, /* letters, marks on letters, the substitute for broken bytes */
  C_DIGIT,  /* digits and vulgar fractions */
  C_DOT,    /* . … */
  C_STOP,   /* ! ? */
  C_APOS,   /* ' and the curly ones */
  C_QUOTE,  /* double and angle marks, ` */
  C_OPEN,   /* ( [ { */
  C_CLOSE,  /* ) ] } */
  C_DASH,   /* - and longer ones; a run of one is one token */
  C_REPEAT, /* * = _ ~ < > #: a run of one is one token */
  C_MONEY,  /* $ and other signs of currency */
  C_OTHER,  /* stands alone */
  C_COMPLEX /* scripts without spaces, emoji: cut by ICU, but for its dictionaries */
} Class;

/* Of a character beyond ASCII. */
Class class_wide(Str s, int32_t i, int32_t *next);
bool upper_wide(Str s, int32_t i);
extern const uint8_t class_of_ascii[128];

/* The class of the character at i; *next is where the following one starts. C_END at the end. */
static inline Class class_at(Str s, int32_t i, int32_t *next) {
  if (i >= s.n) return *next = i, C_END;
  uint8_t c = (uint8_t)s.s[i];
  if (c >= 0x80) return class_wide(s, i, next);
  *next = i + 1;
  return (Class)class_of_ascii[c];
}

static inline bool upper_at(Str s, int32_t i) {
  if (i >= s.n) return false;
  uint8_t c = (uint8_t)s.s[i];
  return c < 0x80 ? (unsigned)(c - 'A') < 26 : upper_wide(s, i);
}

/* ---- segment_split.c: data of the language (segment.tsv), by hash of the folded word ---- */

typedef enum SplitClass {
  SPLIT_CUT,    /* cut behind so many bytes */
  SPLIT_TAIL,   /* stands apart at the end of a word */
  SPLIT_FRONT,  /* stands apart in front of digits; hash of the word as it stands */
  SPLIT_DIGITS, /* stands apart behind digits; hash of the word as it stands */
  SPLIT_PREFIX, /* keeps its hyphen */
  SPLIT_WHOLE,  /* keeps its apostrophe in front */
  SPLIT_STARTER /* begins sentences */
} SplitClass;

enum { SPLITS = 1024 };
typedef struct SplitSlot {
  uint32_t key;
  uint8_t bytes;
} SplitSlot;
typedef struct SplitTable {
  SplitSlot slot[SPLITS];
  int n;
} SplitTable;

void split_load(SplitTable *t, const Lang *lang);
/* 0 if the word is not of the class; else its column (1 where it has none). */
int split_find(const SplitTable *t, uint32_t hash, SplitClass class);

/* The table of the reader's language, loaded at first use; empty without a pack. */
const SplitTable *breaker_splits(struct Breaker *b, const Lang *lang);

/* str_hash, a curly apostrophe counted as a straight one. */
uint32_t segment_hash(Str fold);

/* The entry of the abbreviation that bytes [start, end) are, NONE. */
int32_t abbreviation_of(const Doc *doc, const Reader *r, int32_t start, int32_t end);

/* A token of these bytes with its hash and the flags that its own characters give: what segment_tokens
** adds, and what the trainer makes of a treebank's words. */
Token segment_token(const Doc *doc, int32_t start, int32_t end);

/* ---- the two halves ---- */

/* Finds the tokens of one paragraph, doc->text from `from` to `to`. */
void segment_tokens(Doc *doc, Reader *r, int32_t from, int32_t to);

/* Groups the tokens from `first` to the last into sentences of `paragraph`. */
void segment_sentences(Doc *doc, Reader *r, int32_t first, int32_t paragraph);

/* ICU's word iterator over bytes `from` to `to`, for scripts that our own classes cannot cut:
** breaker_set, then breaker_next gives the end of one piece after another. */
void breaker_set(struct Breaker *b, Str s, int32_t from, int32_t to);
int32_t breaker_next(struct Breaker *b);

#endif
