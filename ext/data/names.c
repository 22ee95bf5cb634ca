/* names.c - opening the model of names. */
#include "data/names.h"

#include <stdio.h>

/* The parts of labels as the file spells them. */
static const char places[] = "UBIL";
static const uint8_t types[NAME_TYPES] = {ENTITY_PERSON, ENTITY_ORGANIZATION, ENTITY_PLACE,
                                          ENTITY_EVENT,  ENTITY_WORK,         ENTITY_NONE};

/* Does any word have it? */
static bool is_label(int label) {
  int type = name_type(label);
  return label == NAME_OUT || (type >= 0 && type < NAME_TYPES);
}

void name_label_name(int label, char *name) {
  if (label == NAME_OUT) {
    snprintf(name, 24, "O");
  } else if (!is_label(label)) {
    snprintf(name, 24, "%d", label);
  } else {
    const char *type = type_name(types[name_type(label)]);
    snprintf(name, 24, "%c-%s", places[name_place(label)], type ? type : "other");
  }
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
  if ((label != NAME_NONE && !is_label(label)) || (next != NAME_NONE && !is_label(next)))
    return false;
  int from = label == NAME_NONE ? NAME_UNIT : name_place(label);
  int to = next == NAME_NONE ? NAME_UNIT : name_place(next);
  bool open = from == NAME_BEGIN || from == NAME_INSIDE;
  bool goes_on = to == NAME_INSIDE || to == NAME_LAST;
  return open ? goes_on && name_type(label) == name_type(next) : !goes_on;
}

static void bounds_of(NameSteps *s, int k) {
  int out = name_lane(k, NAME_LAST), into = name_lane(k, NAME_BEGIN);
  NameBounds *a = &s->out, *b = &s->into;
  a->least[k] = b->least[k] = is_label(out) ? INT32_MAX : NAME_NEVER;
  a->most[k] = b->most[k] = NAME_NEVER;
  for (int i = 0; i < 2 * NAME_LANES && is_label(out); i++) {
    int next = name_lane(i, NAME_BEGIN), before = name_lane(i, NAME_LAST);
    if (!is_label(next)) continue;
    int32_t x = s->to[out][next], y = s->to[before][into];
    if (x < a->least[k]) a->least[k] = x;
    if (x > a->most[k]) a->most[k] = x;
    if (y < b->least[k]) b->least[k] = y;
    if (y > b->most[k]) b->most[k] = y;
  }
}

void name_steps(NameSteps *s) {
  for (int b = 0; b <= NAME_LABELS; b++)
    for (int l = 0; l < NAME_LABELS; l++) {
      if (!name_follows(b, l)) s->to[b][l] = NAME_NEVER;
      if (b < NAME_LABELS) s->from[l][b] = s->to[b][l];
    }
  for (int l = 0; l < NAME_LABELS; l++)
    s->from[NAME_NONE][l] = name_follows(l, NAME_NONE) ? 0 : NAME_NEVER;
  for (int k = 0; k < NAME_LANES; k++)
    for (int from = 0; from < 2; from++)
      for (int to = 0; to < 2; to++)
        s->within[from][to][k] =
            s->to[(NAME_BEGIN + from) * NAME_LANES + k][(NAME_INSIDE + to) * NAME_LANES + k];
  for (int k = 0; k < 2 * NAME_LANES; k++) bounds_of(s, k);
}

static void read_steps(NameModel *m) {
  for (int b = 0; b <= NAME_LABELS; b++) {
    int16_t sums[ROW_WIDTH];
    uint32_t key[SCORE_STEP] = {name_step_key(b, true)};
    rows_sums(&m->rows, key, 1, sums);
    for (int l = 0; l < NAME_LABELS; l++) m->steps.to[b][l] = sums[l];
  }
  name_steps(&m->steps);
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
  read_steps(m);
  return wrong;
}
