/* names.h - the model of names: labels, lists of names, how sure a margin is. */
#ifndef NEWS_NAMES_H
#define NEWS_NAMES_H

#include "data/score.h"

/* Labels are BILOU: NAME_OUT, else a place and a type. Those of a place stand side by side, eight of them with NAME_OUT and
** such as no word has, so that paths go over all types at once. Their numbers are fixed by this code; the file names them,
** so that a file of other labels is refused. */
enum NamePlace { NAME_UNIT, NAME_BEGIN, NAME_INSIDE, NAME_LAST, NAME_PLACES };
enum NameType {
  NAME_PERSON,
  NAME_ORGANIZATION,
  NAME_PLACE,
  NAME_EVENT,
  NAME_WORK,
  NAME_OTHER,
  NAME_TYPES
};
enum {
  NAME_LANES = 8, /* labels of a place */
  NAME_OUT = 0,
  NAME_LABELS = NAME_PLACES * NAME_LANES,
  NAME_NONE = NAME_LABELS
};

static inline int name_label(int type, int place) {
  return place * NAME_LANES + 1 + type;
}
static inline int name_place(int label) {
  return label / NAME_LANES;
}
static inline int name_type(int label) {
  return label % NAME_LANES - 1;
}

/* May `next` stand behind `label`? NAME_NONE: an end of the sentence. */
bool name_follows(int label, int next);

/* Label k of NAME_OUT and units, then of another place: sixteen in all. */
static inline int name_lane(int k, int place) {
  return k < NAME_LANES ? k : k + (place - 1) * NAME_LANES;
}
_Static_assert(NAME_UNIT == 0, "units share their lanes with NAME_OUT");

/* What steps weigh: to[label][next], and the same as from[next][label]; NAME_NEVER where name_follows says no. Beside them,
** for paths: within names by type, and between what all steps from a label that leaves nothing open lie (out: NAME_OUT and
** units, then lasts), and all steps to one that may stand behind those (into: NAME_OUT and units, then begins). */
#define NAME_NEVER (-(1 << 28))
typedef struct NameBounds {
  int32_t least[2 * NAME_LANES], most[2 * NAME_LANES];
} NameBounds;
typedef struct NameSteps {
  int32_t to[NAME_LABELS + 1][NAME_LABELS];
  int32_t from[NAME_LABELS + 1][NAME_LABELS];
  int32_t within[2][2][NAME_LANES]; /* from a begin, an inside; to an inside, a last */
  NameBounds out, into;
} NameSteps;

/* The rest, when to[][] has the weights of all steps. */
void name_steps(NameSteps *s);

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
  LIST_WATER = 4096,
  LIST_GIVEN = LIST_FEMALE | LIST_MALE | LIST_FIRST
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

/* The feature that weighs the labels behind label `before` (NAME_NONE: at the beginning). `own`: as in name_features. */
static inline uint32_t name_step_key(int before, bool own) {
  return score_key(0xFF, (uint32_t)before, own, 0);
}

/* Chance in percent that a name is right whose path leads by margin / NAME_MARGIN. */
enum { NAME_MARGINS = 64, NAME_MARGIN = 16 };

typedef struct NameModel {
  Rows rows;
  NameSteps steps;     /* of texts that follow our guide */
  WordTable lists;     /* of word keys: NameList */
  WordTable longer;    /* of word keys: a class of the finer clusters; may be absent */
  WordTable usage;     /* of word keys: name_usage(); may be absent */
  const uint8_t *sure; /* NAME_MARGINS of them, or NULL */
} NameModel;

/* An absent model leaves rows.count 0. NULL if all is well, else a static text. */
const char *names_open(NameModel *m, const ModelFile *file);

#endif
