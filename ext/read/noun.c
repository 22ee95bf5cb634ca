/* noun.c - nouns that people, bodies, places and texts are called by, and heads of phrases. */
#include "read/noun.h"

enum { NOUN_WORDS = 4, PHRASE = 64 /* tokens of a phrase looked at */ };

int32_t noun_at(const Doc *doc, int32_t last, int32_t least, int32_t *first) {
  int32_t t = last - NOUN_WORDS + 1;
  for (t = t > least ? t : least; t <= last; t++)
    for (int32_t h = doc->tokens.at[t].hit; h != NONE && h < doc->hits.n; h++) {
      const Hit *hit = &doc->hits.at[h];
      if (hit->first != t) break;
      if (hit->kind != LEX_NOUN || hit->last != last + 1) continue;
      if (first) *first = t;
      return hit->entry;
    }
  return NONE;
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
