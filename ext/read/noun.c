/* noun.c - nouns that people, bodies, places and texts are called by, and heads of phrases. */
#include "read/noun.h"

enum { NOUN_WORDS = 4, PHRASE = 64 /* tokens of a phrase looked at */ };

int32_t noun_at(const Doc *doc, int32_t last, int32_t least, int32_t *first) {
  int32_t from = last - NOUN_WORDS + 1;
  int32_t h = lex_hit_before(doc, last + 1, LEX_NOUN, from > least ? from : least);
  if (h == NONE) return NONE;
  if (first) *first = doc->hits.at[h].first;
  return doc->hits.at[h].entry;
}

Gender noun_gender(const Lang *lang, int32_t entry) {
  Str sex = entry == NONE ? STR_NONE : lex_str(lang, entry, NOUN_GENDER);
  return !sex.n ? GENDER_UNKNOWN : sex.s[0] == 'f' ? GENDER_FEMALE : GENDER_MALE;
}

int32_t phrase_head(const Doc *doc, int32_t first, int32_t last) {
  if (last > first + PHRASE) last = first + PHRASE;
  for (int32_t t = first; t < last; t++) {
    const Token *k = &doc->tokens.at[t];
    if (k->rel == REL_PUNCT || k->rel == REL_NONE) continue;
    if (k->head < first || k->head >= last) return t;
  }
  return last - 1;
}
