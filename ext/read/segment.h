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
  C_COMPLEX /* scripts without spaces, emoji: cut by ICU */
} Class;

/* The class of the character at i; *next is where the following one starts. C_END at the end. */
Class class_at(Str s, int32_t i, int32_t *next);
bool upper_at(Str s, int32_t i);

/* Finds the tokens of one paragraph, doc->text from `from` to `to`. */
void segment_tokens(Doc *doc, Reader *r, int32_t from, int32_t to);

/* Groups the tokens from `first` to the last into sentences of `paragraph`. */
void segment_sentences(Doc *doc, Reader *r, int32_t first, int32_t paragraph);

/* ICU's word iterator over bytes `from` to `to`, for scripts that our own classes cannot cut:
** breaker_set, then breaker_next gives the end of one piece after another. */
void breaker_set(struct Breaker *b, Str s, int32_t from, int32_t to);
int32_t breaker_next(struct Breaker *b);

#endif
