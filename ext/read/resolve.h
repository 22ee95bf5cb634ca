/* resolve.h - what the files of the stage `resolve` share: everything that may refer to somebody, in the order
** of heads, and what is known of each entity while they are read.
*/
#ifndef NEWS_RESOLVE_H
#define NEWS_RESOLVE_H

#include "read/noun.h"

typedef enum RefKind {
  REF_NAME,
  REF_DESCRIPTION, /* its noun is in nouns.tsv */
  REF_PRONOUN,
  REF_PAIR, /* two people joined by "and": no mention, but what "they" may mean */
  REF_THING /* another noun: no mention, but what "it" and "they" may mean instead */
} RefKind;

typedef enum RefPlace { AT_SUBJECT, AT_OBJECT, AT_OWNER, AT_OTHER } RefPlace;

typedef enum RefSort { SORT_BARE, SORT_DEFINITE, SORT_INDEFINITE } RefSort;

typedef struct Ref {
  int32_t first, last, head; /* tokens */
  int32_t sentence, mark;    /* of the head */
  int32_t entity;            /* NONE until resolved; things never are */
  int32_t name;              /* Mention, of names; else NONE */
  int32_t entry;             /* of nouns.tsv or pronouns.tsv, NONE */
  int32_t verb;              /* token that it is subject or object of, NONE */
  int32_t owner; /* Ref: whose ("her brother", "the bank's chief"), of texts who wrote it,
                                of pronouns the words that they stand for (texts too, that have no entity),
                                of pairs the first name; NONE */
  uint8_t kind, place, sort, plural;
  uint8_t part; /* "one of the victims", "some of the crew": head is the first word */
  uint8_t sure; /* percent */
} Ref;

/* Beside doc->entities. */
typedef struct Ent {
  int32_t last;    /* Ref that meant it last; NONE: it has not come up yet */
  int32_t seen;    /* how many have */
  uint32_t people; /* hash of the people that it was said to be of ("Russian"), 0 */
  uint8_t plural;
  uint8_t guessed; /* its gender is known from a pronoun */
} Ent;

/* A noun that an entity is called by: a role ("mayor of X"), a word of a body's name ("Ministry"), the noun of an
** unnamed one. Those of one noun are linked, the latest first. */
typedef struct Note {
  int32_t entity;
  int32_t first, last; /* tokens of the whole role or name */
  int32_t next;        /* NONE */
} Note;

enum { RESOLVE_TABLES = 3, RESOLVE_POINTS = 32 };

typedef struct Resolver {
  Doc *doc;
  const Lang *lang;
  ARRAY(Ref) refs;
  ARRAY(Ent) ents;
  ARRAY(Note) notes;
  int32_t noun_first, noun_last; /* entries of nouns.tsv */
  int32_t
      *noted; /* of each of them: the latest Note, of texts the Ref that wrote the last one; NONE */
  int32_t *told;   /* of each token: the entity whose role it tells, NONE */
  uint8_t *source; /* of each token: 1 where it is the head of a quote's source */
  int32_t speaker; /* entity that spoke last, NONE */
  int points[RESOLVE_TABLES][RESOLVE_POINTS]; /* of pronouns.tsv */
} Resolver;

static inline const Token *ref_token(const Resolver *r, int32_t t) {
  return &r->doc->tokens.at[t];
}

/* Where a name begins with its titles, or another phrase. */
static inline int32_t ref_title(const Resolver *r, const Ref *f) {
  return f->kind == REF_NAME ? r->doc->mentions.at[f->name].title : f->first;
}
static inline bool ref_is_person(const Resolver *r, const Ref *f) {
  return f->kind == REF_NAME && f->entity != NONE &&
         r->doc->entities.at[f->entity].type == ENTITY_PERSON;
}

/* Interface to code in resolve_ref.c: finds what may refer. */
void resolve_refs(Resolver *r);

/* Interface to code in resolve_noun.c: descriptions, and entities without a name. */
int32_t resolve_begin(Resolver *r, Entity entity, bool plural); /* NONE without memory */
void resolve_notes(Resolver *r); /* what names and roles tell, before anything is resolved */
void resolve_noun(Resolver *r, int32_t ref);
/* "the several ministry officials" -> "ministry officials"; keeps what follows the noun where that says more. */
Str resolve_words(const Resolver *r, const Ref *f, int32_t end);

/* Interface to code in resolve_text.c. */
bool resolve_is_text(const Resolver *r, const Ref *f);
void resolve_text(Resolver *r, int32_t ref); /* who wrote it becomes its owner */

/* Interface to code in resolve_pronoun.c. */
void resolve_points(Resolver *r); /* reads them, before anything is resolved */
/* `but`: an entity that it cannot mean (the speaker), NONE. */
void resolve_pronoun(Resolver *r, int32_t ref, int32_t but);

/* Interface to code in resolve_source.c: who is meant by the words of a source. */
void resolve_sources(
    Resolver *r); /* mends them and marks their heads, before anything is resolved */
int32_t resolve_meant(const Resolver *r, Range range); /* Ref, NONE */
/* The first Ref that ends behind token t: they stand in the order of their ends. */
int32_t resolve_from(const Resolver *r, int32_t t);
/* Between two refs nothing but marks, articles and "and"? */
bool resolve_joins(const Resolver *r, int32_t from, int32_t to, bool *and);

/* Interface to code in resolve_quote.c: speakers and addressees. */
void resolve_quotes(Resolver *r);

Str resolve_joined(Resolver *r, Str a, Str b); /* "Ann Lee and Bo Dahl" */

/* A Ref means an entity: counts it. */
void resolve_touch(Resolver *r, int32_t ref, int32_t entity, int sure);

#endif
