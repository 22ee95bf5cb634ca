/* model.h - the trained models of a language: views that the stages use, made once when it is opened. */
#ifndef NEWS_MODEL_H
#define NEWS_MODEL_H

#include "data/score.h"

/* Parts that a file lacks stay empty (count 0), and their stage does nothing. */
typedef struct Model {
  ModelFile syntax; /* syntax.model: tagger, parser, lemmas */
  ModelFile names;  /* names.model: names, clusters */
  WordTable words;
  Rows tagger;
  uint8_t tags[ROW_WIDTH]; /* Tag of each label of the tagger */
  uint8_t tag_label
      [TAG_COUNT]; /* and back: features are made of labels, whose numbers the model fixes */
} Model;

/* Opens the sections of m->syntax and m->names. NULL if all is well, else a static text. */
const char *model_open(Model *m);

/* The Tag or Rel of a name; NONE (-1) if it is none. */
int tag_of_name(Str name);
int rel_of_name(Str name);

#endif
