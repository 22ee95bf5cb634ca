/* lexicon.c - phrases of the pack, matched against the tokens of a text. */
#include "data/lexicon.h"

void lex_find(Doc *doc, const Lang *lang) {
  (void)doc;
  (void)lang;
}
