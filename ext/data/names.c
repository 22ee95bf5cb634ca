/* names.c - opening the model of names. */
#include "data/names.h"

#include <stdio.h>

/* The parts of labels as the file spells them. */
static const char places[] = "BILU";
static const uint8_t types[NAME_TYPES] = {ENTITY_PERSON, ENTITY_ORGANIZATION, ENTITY_PLACE,
                                          ENTITY_EVENT,  ENTITY_WORK,         ENTITY_NONE};

void name_label_name(int label, char *name) {
  const char *type = label == NAME_OUT ? 0 : type_name(types[name_type(label)]);
  if (label == NAME_OUT)
    snprintf(name, 24, "O");
  else
    snprintf(name, 24, "%c-%s", places[name_place(label)], type ? type : "other");
}

int name_label_of(Str s) {
  char name[24];
  for (int i = 0; i < NAME_LABELS; i++) {
    name_label_name(i, name);
    if (str_eq(s, (Str){name, (int32_t)strlen(name)})) return i;
  }
  return NONE;
}

bool name_follows(int label, int next) {
  bool open = label != NAME_NONE && label != NAME_OUT &&
              (name_place(label) == NAME_BEGIN || name_place(label) == NAME_INSIDE);
  bool goes_on = next != NAME_NONE && next != NAME_OUT &&
                 (name_place(next) == NAME_INSIDE || name_place(next) == NAME_LAST);
  return open ? goes_on && name_type(label) == name_type(next) : !goes_on;
}

const char *names_open(NameModel *m, const ModelFile *file) {
  uint8_t labels[ROW_WIDTH];
  *m = (NameModel){0};
  const char *wrong = words_open(&m->lists, file, "lists", 0, 1);
  if (!wrong) wrong = words_open(&m->longer, file, "longer", 0, 1);
  if (!wrong) wrong = words_open(&m->usage, file, "usage", 0, 1);
  if (!wrong) wrong = rows_open(&m->rows, file, "names", name_label_of, labels);
  if (wrong || !m->rows.count) return wrong; /* the trainer has lists before it has rows */
  if (m->rows.labels != NAME_LABELS) return "model: labels of names";
  for (int i = 0; i < NAME_LABELS; i++)
    if (labels[i] != i) return "model: labels of names";
  ModelBytes sure = model_section(file, "sure");
  if (sure.at && sure.n != NAME_MARGINS) return "model: how sure names are";
  for (size_t i = 0; i < sure.n; i++)
    if (sure.at[i] > 100) return "model: how sure names are";
  m->sure = sure.at;
  return wrong;
}
