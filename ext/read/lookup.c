/* lookup.c - lexicon hits. */
#include "read/read.h"

#include "data/lexicon.h"

void read_lookup(Doc *doc, Reader *r) {
  lex_find(doc, r->lang);
}
