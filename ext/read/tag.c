/* tag.c - Penn tags and lemmas. */
#include "read/read.h"

void read_tag(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}

Str lemma_of(Doc *doc, const Lang *lang, int32_t token) {
  (void)lang;
  return tok_fold(doc, token);
}
