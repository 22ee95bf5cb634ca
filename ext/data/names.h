/* names.h - the model of names: labels, lists of names, how sure a margin is. */
#ifndef NEWS_NAMES_H
#define NEWS_NAMES_H

#include "data/score.h"

/* Labels are BILOU: NAME_OUT, else 1 + type * 4 + place. Their numbers are fixed by this code; the file
** names them, so that a file of other labels is refused. */
enum NamePlace { NAME_BEGIN, NAME_INSIDE, NAME_LAST, NAME_UNIT };
enum NameType {
  NAME_PERSON,
  NAME_ORGANIZATION,
  NAME_PLACE,
  NAME_EVENT,
  NAME_WORK,
  NAME_OTHER,
  NAME_TYPES
};
enum { NAME_OUT = 0, NAME_LABELS = 1 + NAME_TYPES * 4, NAME_NONE = NAME_LABELS };

static inline int name_label(int type, int place) {
  return 1 + type * 4 + place;
}
static inline int name_place(int label) {
  return (label - 1) % 4;
}
static inline int name_type(int label) {
  return (label - 1) / 4;
}

/* May `next` stand behind `label`? NAME_NONE: an end of the sentence. */
bool name_follows(int label, int next);

/* What lists tell of a word. First, inner: of a name of several words. */
enum NameList {
  LIST_FEMALE = 1,
  LIST_MALE = 2,
  LIST_FIRST = 4, /* first name of either */
  LIST_LAST = 8,
  LIST_PLACE = 16,
  LIST_PLACE_FIRST = 32,
  LIST_PLACE_INNER = 64,
  LIST_COUNTRY = 128,
  LIST_PEOPLE = 256,
  LIST_BODY = 512,
  LIST_BODY_FIRST = 1024,
  LIST_BODY_INNER = 2048,
  LIST_WATER = 4096
};

/* What plain text makes of a word with a capital (ext/tool/train_usage.c): the EntityType that its names
** mostly have (ENTITY_NONE: mostly in no name), how often of a hundred, the next type, how often seen.
** Never 0. */
static inline uint32_t name_usage(int type, int32_t percent, int next, int32_t seen) {
  uint32_t share = percent >= 95 ? 3 : percent >= 80 ? 2 : percent >= 55 ? 1 : 0;
  uint32_t much = seen >= 100 ? 3 : seen >= 20 ? 2 : seen >= 6 ? 1 : 0;
  return 1u << 10 | much << 8 | (uint32_t)next << 5 | share << 3 | (uint32_t)type;
}
enum { USAGE_TYPE = 7, USAGE_SHARE = 31, USAGE_NEXT = 255 };

/* "B-person", "O" -> the label; NONE for another name. */
int name_label_of(Str name);
/* Into a buffer of 24 bytes. */
void name_label_name(int label, char *name);

/* Chance in percent that a name is right whose path leads by margin / NAME_MARGIN. */
enum { NAME_MARGINS = 64, NAME_MARGIN = 16 };

typedef struct NameModel {
  Rows rows;
  WordTable lists;     /* of word keys: NameList */
  WordTable longer;    /* of word keys: a class of the finer clusters; may be absent */
  WordTable usage;     /* of word keys: name_usage(); may be absent */
  const uint8_t *sure; /* NAME_MARGINS of them, or NULL */
} NameModel;

/* An absent model leaves rows.count 0. NULL if all is well, else a static text. */
const char *names_open(NameModel *m, const ModelFile *file);

#endif
