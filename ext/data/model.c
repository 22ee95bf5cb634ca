/* model.c - opening the parts of a language's models. */
#include "data/model.h"

int tag_of_name(Str name) {
  for (int i = 0; i < TAG_COUNT; i++)
    if (str_eq(name, (Str){tag_name(i), (int32_t)strlen(tag_name(i))})) return i;
  return NONE;
}

int rel_of_name(Str name) {
  for (int i = 0; i < REL_COUNT; i++)
    if (str_eq(name, (Str){rel_name(i), (int32_t)strlen(rel_name(i))})) return i;
  return NONE;
}

const char *model_open(Model *m) {
  const char *wrong = rows_open(&m->tagger, &m->syntax, "tagger", tag_of_name, m->tags);
  if (!wrong) wrong = words_open(&m->words, &m->syntax, "words", m->tagger.labels);
  for (int i = 0; i < TAG_COUNT; i++) m->tag_label[i] = ROW_WIDTH;
  for (int i = 0; i < m->tagger.labels; i++) m->tag_label[m->tags[i]] = (uint8_t)i;
  return wrong;
}
