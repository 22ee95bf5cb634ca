/* attribute.c - quotes: cue, source, addressee and what was said, as they stand in the text. */
#include "read/attribute.h"
#include "read/read.h"

void read_attribute(Doc *doc, Reader *r) {
  Attribution a = {.doc = doc, .lang = r->lang};
  a.owner = doc_alloc(doc, ((size_t)doc->marks.n + 1) * sizeof *a.owner);
  if (!a.owner) return;
  for (int32_t m = 0; m < doc->marks.n; m++) a.owner[m] = NONE;
  find_cues(&a);
  a.with_cue = a.claims.n;
  for (int32_t i = 0; i < a.claims.n; i++) {
    find_source(&a, &a.claims.at[i], i);
    find_addressee(&a, &a.claims.at[i]);
    find_zone(&a, &a.claims.at[i]);
    if ((i & 1023) == 0 && doc_stop(doc)) return;
  }
  for (int32_t i = 0; i < a.claims.n; i++) find_marks(&a, i);
  for (int32_t i = 0; i < a.claims.n; i++) find_clause(&a, i);
  find_turns(&a);
  find_frames(&a);
  find_chains(&a);
  find_loose(&a);
  for (int32_t i = 0; i < a.claims.n; i++) find_context(&a, &a.claims.at[i]);
  if (!doc_stop(doc)) write_rows(&a);
}
