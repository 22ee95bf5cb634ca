/* model.h - the trained models of a language: views that the stages use, made once when it is opened. */
#ifndef NEWS_MODEL_H
#define NEWS_MODEL_H

#include "data/bucket.h"
#include "data/names.h"
#include "data/score.h"

/* How a form becomes its lemma: so many bytes off its end, others added. */
typedef struct LemmaScript {
  uint8_t cut, n;
  uint8_t keep; /* capitals stay as they are in the text */
  char add[13];
} LemmaScript;

/* Parts that a file lacks stay empty (count 0), and their stage does nothing. */
typedef struct Model {
  ModelFile syntax; /* syntax.model: tagger, parser, lemmas */
  ModelFile names;  /* names.model: names, clusters */
  WordTable words;
  Rows tagger;
  NameModel names_model;
  uint8_t tags[ROW_WIDTH]; /* Tag of each label of the tagger */
  uint8_t tag_label
      [TAG_COUNT];  /* and back: features are made of labels, whose numbers the model fixes */
  WordTable lemmas; /* of lemma_key: 1 + script */
  const LemmaScript *scripts;
  Buckets actions;         /* parser: what to do next */
  Rows labels;             /* parser: the relation of an arc */
  uint8_t rels[ROW_WIDTH]; /* Rel of each of its labels */
} Model;

/* Opens the sections of m->syntax and m->names. NULL if all is well, else a static text. */
const char *model_open(Model *m);

/* Key of a whole form (end: its hash) or of an ending (its bytes, the last in the low byte; length
** below LEMMA_WHOLE) under a tag. */
enum { LEMMA_WHOLE = 7 };
static inline uint32_t lemma_key(uint32_t tag, uint32_t length, uint64_t end) {
  return score_key(tag, length, (uint32_t)end, (uint32_t)(end >> 32));
}

/* The Tag or Rel of a name; NONE (-1) if it is none. */
int tag_of_name(Str name);
int rel_of_name(Str name);

#endif
