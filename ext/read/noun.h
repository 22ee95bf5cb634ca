/* noun.h - nouns that people, bodies, places and texts are called by (nouns.tsv), and heads of phrases. */
#ifndef NEWS_NOUN_H
#define NEWS_NOUN_H

#include "data/lexicon.h"

/* The entry of a noun that ends with token `last` and begins at or behind `least`; the longest one. NONE if
** the word is none. *first (may be NULL) gets where it begins. */
int32_t noun_at(const Doc *doc, int32_t last, int32_t least, int32_t *first);

/* Is the entry's kind the one named? False for NONE. */
static inline bool noun_is(const Lang *lang, int32_t entry, Str kind) {
  return entry != NONE && str_eq(lex_str(lang, entry, NOUN_KIND), kind);
}

/* The gender that a noun tells. */
Gender noun_gender(const Lang *lang, int32_t entry);

/* The token that the rest of a phrase depends on: its head is outside (or nothing). Of several the first that
** is no mark. */
int32_t phrase_head(const Doc *doc, int32_t first, int32_t last);

#endif
