/* conllu.h - treebanks in CoNLL-U, for the trainers: sentences with gold annotation, and documents made
** of them that look to the models as if the reader had made them.
**
** A Treebank holds plain words. treebank_doc renders some of its sentences, written in a chosen
** manner, into a Doc: text, fold, tokens (segment_token), sentences; tag, rel and head stay empty, as
** the tagger and the parser find them. The gold annotation stands beside it, one GoldWord a token.
** These are tools: what cannot be read ends the program with a message.
*/
#ifndef NEWS_CONLLU_H
#define NEWS_CONLLU_H

#include "core/doc.h"

/* Universal part of speech, as in column 4; for what Penn tags leave open. */
typedef enum Upos {
  UPOS_X,
  UPOS_ADJ,
  UPOS_ADP,
  UPOS_ADV,
  UPOS_AUX,
  UPOS_CCONJ,
  UPOS_DET,
  UPOS_INTJ,
  UPOS_NOUN,
  UPOS_NUM,
  UPOS_PART,
  UPOS_PRON,
  UPOS_PROPN,
  UPOS_PUNCT,
  UPOS_SCONJ,
  UPOS_SYM,
  UPOS_VERB
} Upos;

typedef struct GoldWord {
  Str form, lemma; /* in the treebank's arena */
  int32_t head;    /* word of the treebank (Rendered: token of the Doc); NONE = root */
  uint8_t tag;     /* Tag; TAG_NONE for what tags.def lacks */
  uint8_t rel;     /* Rel; an unknown subtype counts as its base ("nmod:desc": nmod) */
  uint8_t upos;
  bool space; /* white space behind it */
} GoldWord;

typedef struct GoldSentence {
  int32_t first, last; /* words */
  int32_t document;    /* from 0, over all files read */
  bool paragraph;      /* begins one */
} GoldSentence;

typedef struct Treebank {
  Doc keep; /* owner of the memory, without a text */
  int32_t documents;
  ARRAY(GoldWord) words;
  ARRAY(GoldSentence) sentences;
} Treebank;

void treebank_open(Treebank *tb);
void treebank_close(Treebank *tb);

/* Adds the sentences of a file. Multiword ranges ("don't" over "do", "n't") give their SpaceAfter
** to their last word; empty nodes (8.1) are left out. */
void treebank_read(Treebank *tb, const char *path);

/* How a sentence is written. Manners can be added up. */
enum Manner {
  MANNER_PLAIN = 0,
  MANNER_LOWER = 1,  /* all lower case */
  MANNER_UPPER = 2,  /* HEADLINE IN CAPITALS */
  MANNER_TITLE = 4,  /* Every Word Capitalised */
  MANNER_CURLY = 8,  /* curly quotation marks and apostrophes */
  MANNER_NO_END = 16 /* without the mark that ends it; what depends on that mark goes to its head */
};

/* A Doc of rendered sentences. Token t's annotation is gold[t], whose head is a token of this Doc. */
typedef struct Rendered {
  Doc doc;
  GoldWord *gold;
  char *text; /* owned: what doc reads */
} Rendered;

/* Renders sentences first to last; manner(ctx, sentence) says how each is written, NULL: all plain. */
void treebank_doc(Rendered *out, const Treebank *tb, int32_t first, int32_t last,
                  unsigned (*manner)(void *ctx, int32_t sentence), void *ctx);
void rendered_close(Rendered *r);

#endif
