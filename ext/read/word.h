/* word.h - what the models see of a word. */
#ifndef NEWS_WORD_H
#define NEWS_WORD_H

#include "core/doc.h"
#include "data/model.h"

typedef struct Word {
  uint32_t key;     /* of the folded form; numbers by their pattern of digits */
  uint32_t tail;    /* last 4 bytes of the folded form, the last in the high byte */
  uint32_t head;    /* first 3 bytes */
  uint32_t info;    /* words_find, the cluster left out */
  uint32_t cluster; /* 0 = none */
  uint32_t shape;
} Word;

/* Word.key of a token. */
uint32_t word_key(const Doc *doc, int32_t token);

static inline uint32_t word_cluster(const WordTable *words, uint32_t key) {
  return (words_find(words, key) & WORD_CLUSTER) >> WORD_CLUSTER_SHIFT;
}

/* The word of a token. `style` is sentence_style of its sentence. */
Word word_of(const Doc *doc, const WordTable *words, int32_t token, uint32_t style);

/* A place before or behind a sentence. */
static inline Word word_edge(uint32_t which) {
  return (Word){.key = which, .tail = which, .shape = which};
}

/* The last n bytes of a word, at most 8, the last in the low byte. */
static inline uint64_t ending_of(Str s, int32_t n) {
  uint64_t end = 0;
  for (int32_t i = s.n - n; i < s.n; i++) end = end << 8 | (uint8_t)s.s[i];
  return end;
}

/* How the sentence is written: 0 as usual, else all capitals, every word capitalised, all lower case.
** Looks at the first STYLE_TOKENS tokens. */
uint32_t sentence_style(const Doc *doc, int32_t first, int32_t last);

/* Word features of a tagger; label1 and label2 are the tags before, as labels. */
enum { TAG_FEATURES = 40 /* room for keys: a multiple of SCORE_STEP */ };
typedef struct TagWindow {
  Word at[5]; /* the word itself is at[2] */
  uint32_t label1, label2;
} TagWindow;
/* How many keys there are. */
int tag_features(const TagWindow *w, uint32_t keys[TAG_FEATURES]);
/* Of these, the ones that see nothing of the window but key, tail, head, shape and cluster of its word; the others. */
int tag_own_features(const TagWindow *w, uint32_t keys[TAG_FEATURES]);
int tag_near_features(const TagWindow *w, uint32_t keys[TAG_FEATURES]);

/* Goes through a sentence, at run time and in training alike: after tag_begin, as long as tag_next
** says so, a label for `window`'s middle word (`token`) is chosen and told with tag_took. */
typedef struct TagReader {
  const Doc *doc;
  const WordTable *words;
  TagWindow window;
  uint32_t style;
  int32_t token, last;
} TagReader;
void tag_begin(TagReader *r, const Doc *doc, const WordTable *words, const Sentence *s);
bool tag_next(TagReader *r);
static inline void tag_took(TagReader *r, uint32_t label) {
  r->window.label2 = r->window.label1;
  r->window.label1 = label;
}

#endif
