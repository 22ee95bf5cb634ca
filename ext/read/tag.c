/* tag.c - Penn tags, left to right, each the best by its features. */
#include "read/read.h"
#include "read/word.h"

enum { STOP_EVERY = 4096 };

static uint32_t label_of(const Model *m, const TagWindow *w) {
  uint32_t info = w->at[2].info, keys[TAG_FEATURES];
  if (info & WORD_FIXED) return info & WORD_LABEL;
  int score, n = tag_features(w, keys);
  return (uint32_t)rows_best(&m->tagger, keys, n, &score);
}

static void tag_sentence(Doc *doc, const Model *m, const Sentence *s) {
  TagReader r;
  tag_begin(&r, doc, &m->words, s);
  while (tag_next(&r)) {
    uint32_t label = label_of(m, &r.window);
    doc->tokens.at[r.token].tag = m->tags[label];
    tag_took(&r, label);
    if (r.token % STOP_EVERY == 0 && doc_stop(doc)) return;
  }
}

void read_tag(Doc *doc, Reader *r) {
  const Model *m = r->lang ? r->lang->model : 0;
  if (!m || !m->tagger.count) return;
  for (int32_t i = 0; i < doc->sentences.n && doc->rc == DOC_OK; i++) {
    tag_sentence(doc, m, &doc->sentences.at[i]);
    if (i % 256 == 0 && doc_stop(doc)) return;
  }
}
