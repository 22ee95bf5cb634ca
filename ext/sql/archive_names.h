/* archive_names.h - names across articles, inside: what archive_names.c, archive_tally.c and
** archive_family.c share.
**
** A spelling belongs to a cell (type, family, first). For persons `family` is the last word of the
** name key and `first` the first one ('' for a last name alone, one letter for an initial); for all
** else `family` is the whole key and `first` is ''. Spellings of one cell are one name, always.
** Cells of one family name are joined so:
**   - different first names are different people;
**   - an initial joins the only first name that begins with it;
**   - a last name alone joins the only person of that name;
**   - where several would fit, it stays a name of its own.
** Which cells are joined depends on nothing but the set of cells, so that articles may come and go
** in any order; only the numbers (name_id) depend on it. When a cell comes or goes its family is
** joined anew, and the rows of those that change their name are moved: rare once a family name has
** two people, and settled then without looking at all of them (family_may_join).
**
** Counts are kept as differences in memory until names_flush(), a few hundred articles long. Where
** rows were moved they are counted anew. How often a spelling stands in archive_entities is kept only while its
** name has others, which compete with it: most names have one, and each count that changes is a page to be written.
*/
#ifndef NEWS_ARCHIVE_NAMES_H
#define NEWS_ARCHIVE_NAMES_H

#include "sql/archive.h"
#include "data/namekey.h"

typedef struct Count {
  int64_t name_id; /* 0: free */
  int64_t articles, mentions, quotes;
  char first[24], last[24]; /* span of the dates that came, ISO 8601; "" for none */
  uint64_t dates;           /* a sum over `published`: 0 where the same dates went and came */
  int64_t article; /* the last one that was counted: two entities of one name are one article */
  bool went;       /* entities of it went: the span must be looked up */
  bool anew;       /* differences do not tell: rows were moved */
  bool spelled;    /* its spellings have other counts */
  bool listed;     /* it has other spellings */
  int spellings;   /* stored: 1, 2 for more, 0 while nobody has looked */
  uint32_t come;   /* how many spellings came */
  uint32_t one;    /* which the last one is, among those in memory */
} Count;

typedef struct Spelling {
  char *text; /* owned: type, a blank, spelling; NULL: free */
  int32_t n, type_n;
  int64_t name_id;
  int32_t change; /* entities that came less those that went, and less what is stored already */
  bool comes;     /* stored since the last flush */
} Spelling;

struct Names {
  Archive *t;
  int64_t last;    /* greatest name_id ever given */
  int64_t written; /* greatest one that archive_names may have */
  int64_t article; /* how many have begun */
  Count *count;
  uint32_t counts, count_room; /* room: a power of two, or 0 */
  Spelling *spelling;
  uint32_t spellings, spelling_room;
};

/* ---- Interface to code in archive_tally.c: two small tables in memory ---- */

/* The differences of a name, by its number; NULL without memory. Valid until the next call. */
Count *names_tally(Names *n, int64_t name_id);
/* A spelling; NULL without memory. A new one has name_id 0. Valid until the next call. */
Spelling *names_file(Names *n, Str type, Str spelling);
static inline Str spelling_type(const Spelling *s) {
  return (Str){s->text, s->type_n};
}
static inline Str spelling_text(const Spelling *s) {
  return (Str){s->text + s->type_n + 1, s->n - s->type_n - 1};
}
/* Both tables begin anew: their order decides numbers, and must not depend on what was before. */
void names_forget(Names *n);

/* ---- Interface to code in archive_family.c: which cells are one name ---- */

typedef struct NameCell {
  Str type, family, first;
  char key[NAME_KEY_SIZE]; /* where family and first may stand */
} NameCell;

/* The cell of a spelling. */
void name_cell(Str type, Str spelling, NameCell *cell);
/* The name of a cell whose next spelling is not stored yet: the one that it has, or, its family joined anew,
** the one that it gets. */
int64_t family_comes(Names *n, const NameCell *cell);
/* Joins its family anew if this was the last spelling of the cell. */
void family_goes(Names *n, const NameCell *cell);

#endif
