/* attribute.c - quotes: cue, source, addressee and what was said, as they stand in the text. */
#include "read/attribute.h"
#include "read/read.h"

bool attribution_stopped(const Attribution *a, int32_t i) {
  return (i & 1023) == 0 && doc_stop(a->doc);
}

static void each_claim(Attribution *a, void (*find)(Attribution *a, int32_t claim)) {
  for (int32_t i = 0; i < a->claims.n && !attribution_stopped(a, i); i++) find(a, i);
}

static void find_words(Attribution *a, int32_t i) {
  find_source(a, &a->claims.at[i], i);
  find_addressee(a, &a->claims.at[i]);
  find_zone(a, &a->claims.at[i]);
}

static void find_rest(Attribution *a, int32_t i) {
  find_context(a, &a->claims.at[i]);
  find_audience(a, i);
}

static void find_all_cues(Attribution *a) {
  find_cues(a);
  a->with_cue = a->claims.n;
}

static void every_claim(Attribution *a) {
  each_claim(a, find_words);
  each_claim(a, find_marks);
  each_claim(a, find_clause);
}

static void every_context(Attribution *a) {
  each_claim(a, find_rest);
}

void read_attribute(Doc *doc, Reader *r) {
  static void (*const steps[])(Attribution *) = {find_all_cues, every_claim, find_turns,
                                                 find_frames,   find_chains, find_loose,
                                                 every_context, write_rows};
  Attribution a = {.doc = doc, .lang = r->lang};
  a.owner = doc_alloc(doc, ((size_t)doc->marks.n + 1) * sizeof *a.owner);
  if (!a.owner) return;
  for (int32_t m = 0; m < doc->marks.n; m++) a.owner[m] = NONE;
  for (size_t i = 0; i < sizeof steps / sizeof *steps && !doc_stop(doc); i++) steps[i](&a);
}
