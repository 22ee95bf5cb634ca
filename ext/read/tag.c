/* tag.c - Penn tags, left to right, each the best by its features; lemmas. */
#include "read/read.h"
#include "read/word.h"

enum { STOP_EVERY = 4096 };

static uint32_t label_of(const Model *m, const TagWindow *w) {
  uint32_t info = w->at[2].info, keys[TAG_FEATURES];
  if (info & WORD_FIXED) return info & WORD_LABEL;
  RowSums sums = {0};
  tag_features(w, keys);
  for (int i = 0; i < TAG_FEATURES; i++) {
    const int8_t *row = rows_find(&m->tagger, keys[i]);
    if (row) rows_add(&sums, row);
  }
  int score;
  return (uint32_t)rows_best(&sums, m->tagger.labels, &score);
}

static void tag_sentence(Doc *doc, const Model *m, const Sentence *s) {
  uint32_t style = sentence_style(doc, s->first, s->last);
  TagWindow w = {.label1 = ROW_WIDTH, .label2 = ROW_WIDTH};
  for (int i = 0; i < 5; i++) w.at[i] = word_edge((uint32_t)i < 2);
  for (int32_t t = s->first - 2; t < s->last; t++) {
    memmove(w.at, w.at + 1, 4 * sizeof *w.at);
    w.at[4] = t + 2 < s->last ? word_of(doc, &m->words, t + 2, style) : word_edge(0);
    if (t < s->first) continue;
    uint32_t label = label_of(m, &w);
    doc->tokens.at[t].tag = m->tags[label];
    w.label2 = w.label1;
    w.label1 = label;
    if (t % STOP_EVERY == 0 && doc_stop(doc)) return;
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

Str lemma_of(Doc *doc, const Lang *lang, int32_t token) {
  (void)lang;
  return tok_fold(doc, token);
}
