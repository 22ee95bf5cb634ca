/* entity.h - names as they are compared, and what a name says of who bears it. Shared by the files of the
** stage `entity` only. */
#ifndef NEWS_ENTITY_H
#define NEWS_ENTITY_H

#include "data/lexicon.h"
#include "data/namekey.h"

enum { FORM_WORDS = 12 };

/* A name ready to be compared: the words of its key without what comes and goes at its ends (articles,
** Ltd, Jr.). */
typedef struct NameForm {
  int32_t
      token[FORM_WORDS]; /* where each word stands; NONE: the name is one that every reader knows */
  struct {
    uint16_t at, n; /* bytes of the key */
  } word[FORM_WORDS];
  int32_t n, bytes; /* words; bytes of the key */
  uint8_t type;     /* EntityType that every reader knows; ENTITY_NONE */
  bool upper;       /* one word of capitals: may be an acronym */
  bool weak; /* names a country or a people, or is known to all: no short form of a longer name */
  char key[NAME_KEY_SIZE]; /* last, so that a copy may end with its bytes (name_keep) */
} NameForm;

static inline Str name_word(const NameForm *f, int i) {
  return (Str){f->key + f->word[i].at, f->word[i].n};
}
static inline Str name_last(const NameForm *f) {
  return name_word(f, f->n - 1);
}
static inline Str name_whole(const NameForm *f) {
  return (Str){f->key, f->bytes};
}

/* The form of a mention; n is 0 where nothing is left to compare. */
void name_form(const Doc *doc, const Lang *lang, const Mention *m, NameForm *form);
/* A copy in the document; NULL without memory. */
const NameForm *name_keep(Doc *doc, const NameForm *form);

/* How surely two different forms name one entity of a type; 0: they do not. Of several the highest
** counts, of equals the one named last. */
enum NameRank {
  RANK_NONE,
  RANK_TYPO = 20,    /* a bare surname with a slip of the pen */
  RANK_INNER = 30,   /* one of the names in the middle */
  RANK_FIRST = 40,   /* the first name alone; of bodies the last words */
  RANK_PART = 50,    /* the first words; words left out in the middle */
  RANK_SURNAME = 60, /* the last name alone; of bodies the first word or words */
  RANK_FULL = 70,    /* one word a little different, initials, short first names, middle names */
  RANK_ACRONYM = 80,
  RANK_SAME = 90 /* nothing but affixes differ; told in brackets; equal */
};
int name_rank(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b, int type);

/* "Hurricane Ida", "Tropical Storm Ida": it is called by the last word alone, which is a first name. */
bool name_of_storm(const Doc *doc, const Lang *lang, const Mention *m);

/* Roles told of entities: by titles, in apposition, by "is". Sets Mention.role and Entity.role. */
void entity_roles(Doc *doc, const Lang *lang);

#endif
