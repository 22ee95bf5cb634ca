/* pack.h - inside the pack tool: growing arrays, the pack while it is built, errors with file and
 * line. */
#ifndef NEWS_TOOL_PACK_H
#define NEWS_TOOL_PACK_H

#include "analyze.h"
#include "data/lexicon.h"
#include "data/pack.h"
#include "data/rule.h"

#include <stdio.h>

#define VEC(T)                                                                                     \
  struct {                                                                                         \
    T *at;                                                                                         \
    uint32_t n, cap;                                                                               \
  }
#define NO_BUCKET UINT32_MAX
#define NODE_DEEP (UINT32_C(1) << 30) /* first of the nodes behind several words */
#define push(v, ...)                                                                               \
  (vec_room((void **)&(v)->at, (v)->n, &(v)->cap, sizeof *(v)->at),                                \
   (v)->at[(v)->n++] = (__VA_ARGS__))
void vec_room(void **at, uint32_t n, uint32_t *cap, size_t size);

/* A phrase cut into words, each folded with straight apostrophes. */
typedef struct Words {
  char text[512];
  Str word[PACK_LONGEST];
  int n;
} Words;

enum { MOST_FORMS = 5 };

/* What no rule of inflection gives. */
typedef struct Irregular {
  char word[32];
  char forms[MOST_FORMS][32]; /* s, ed, en, ing of a verb, further ones; the plural of a noun */
  int n;
  bool verb;
} Irregular;

typedef struct Builder {
  VEC(char) strings;
  VEC(PackFile) files;
  VEC(PackWord) words;
  VEC(PackArc) arcs; /* the ith leads to node NODE_DEEP + i; numbered and hashed when written */
  VEC(PackEntry) entries;
  VEC(PackField) fields;
  struct Ends { /* an entry ends at a node */
    uint32_t node, entry;
  } * ends;
  uint32_t n_ends, cap_ends;
  VEC(PackRule) rules;
  VEC(PackCode) code;
  VEC(PackGive) gives;
  VEC(Irregular) irregular;
  struct {
    struct
        Start { /* a rule may start with a bucket's token, or (NO_BUCKET) with a word: its id and hash */
      uint32_t set, bucket, id, word, rule;
      uint64_t behind;
    } * at;
    uint32_t n, cap;
  } rule_starts;
  PackBucket *starts;
  uint64_t start_kinds[RULESET_COUNT];
  PackFirst *words_first;
  uint32_t n_starts, n_words_first;
  VEC(PackTry) firsts;
  uint32_t *slots, n_slots; /* words by hash, while building */
  uint32_t *arc_slots, n_arc_slots;
  Reader reader; /* cuts phrases as texts are cut */
  FILE *examples;
  const char *file; /* being read */
  uint32_t line;
} Builder;

/* Says file:line: and the text, and ends the tool: a broken data file fails the build. */
_Noreturn void fail(const Builder *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

uint32_t keep_string(Builder *b, Str s);
/* The id of a word, made if it is new. */
uint32_t word_id(Builder *b, Str fold);
void cut_phrase(Builder *b, Str phrase, Words *words);
/* Writes "file:line <tab> sign <tab> kind or set <tab> rest" for the tests. */
void keep_example(Builder *b, char sign, const char *what, Str rest);

/* Ids of kinds and their columns by name, -1 if kinds.def has none; whether an entry has this
 * value. */
int kind_of(Str name);
int column_of(int kind, Str name);
bool value_used(const Builder *b, int kind, int column, Str value);

/* pack_rule.c: one .rules file. */
void read_rules(Builder *b, FILE *f);

/* pack_inflect.c: all forms of the first word as a verb ('v') or the last as a noun ('n'), the
** phrase itself first. Calls give(ctx, form) for each. */
void inflect(Builder *b, Str phrase, char how, void (*give)(Builder *b, Str form, void *ctx),
             void *ctx);
/* Reads irregular.tsv; called before any other file. */
void inflect_load(Builder *b, const char *path);

#endif
