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

/* Sections lemmas (slots) and scripts. */
static const char *lemmas_open(Model *m) {
  ModelBytes b = model_section(&m->syntax, "scripts");
  uint32_t n = (uint32_t)(b.n / sizeof *m->scripts);
  m->scripts = (const void *)b.at;
  for (uint32_t i = 0; i < n; i++)
    if (m->scripts[i].n > sizeof m->scripts[i].add) return "model: a script of lemmas";
  return words_open(&m->lemmas, &m->syntax, "lemmas", 0xFFFF, n + 1);
}

const char *model_open(Model *m) {
  const char *wrong = rows_open(&m->tagger, &m->syntax, "tagger", tag_of_name, m->tags);
  if (!wrong)
    wrong = words_open(&m->words, &m->syntax, "words", WORD_FIXED | WORD_LABEL,
                       WORD_FIXED + (uint32_t)m->tagger.labels);
  if (!wrong) wrong = lemmas_open(m);
  if (!wrong) wrong = buckets_open(&m->actions, &m->syntax, "parser");
  if (!wrong) wrong = rows_open(&m->labels, &m->syntax, "relation", rel_of_name, m->rels);
  if (!wrong) wrong = names_open(&m->names_model, &m->names);
  for (int i = 0; i < TAG_COUNT; i++) m->tag_label[i] = ROW_WIDTH;
  for (int i = 0; i < m->tagger.labels; i++) m->tag_label[m->tags[i]] = (uint8_t)i;
  return wrong;
}
