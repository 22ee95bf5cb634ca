/* tag.c - Penn tags, left to right, each the best by its features. */
#include "read/memo.h"
#include "read/noun.h"
#include "read/read.h"
#include "read/word.h"

enum { STOP_EVERY = 4096 };

typedef struct Tagger {
  Doc *doc;
  const Lang *lang;
  const Model *model;
  Memos *memos;
} Tagger;

/* What the word weighs by itself. Its cluster follows from its key. */
static const int16_t *own_sums(const Tagger *t, const TagWindow *w) {
  const Word *word = &w->at[2];
  uint32_t keys[TAG_FEATURES], key[] = {word->key, word->tail, word->head, word->shape};
  bool known;
  Memo *memo = memo_at(t->memos, key, &known);
  if (!known) rows_sums(&t->model->tagger, keys, tag_own_features(w, keys), memo->sums);
  return memo->sums;
}

static uint32_t label_of(const Tagger *t, const TagWindow *w) {
  uint32_t info = w->at[2].info, keys[TAG_FEATURES];
  if (info & WORD_FIXED) return info & WORD_LABEL;
  const int16_t *own = own_sums(t, w);
  return (uint32_t)rows_best(&t->model->tagger, own, keys, tag_near_features(w, keys));
}

/* "Asked whether she knew, Lee laughed": a past tense has its subject before it, so that what begins a sentence and has a
** comma behind it is a participle. Our texts of others' corpora, full of "Went there, loved it", teach otherwise. */
static uint32_t fronted(const Tagger *t, const Sentence *s, uint32_t label) {
  enum { LOOK = 32 /* tokens */ };
  if (t->model->tags[label] != TAG_VBD) return label;
  for (int32_t i = s->first + 1; i < s->last && i < s->first + LOOK; i++)
    if (str_eq(tok_text(t->doc, i), STR(","))) return t->model->tag_label[TAG_VBN];
  return label;
}

/* Does a noun for somebody end with token t, which begins where a noun phrase may have its head? */
static bool names_somebody(const Tagger *t, int32_t i, int32_t first) {
  const Doc *doc = t->doc;
  int before = i > first ? doc->tokens.at[i - 1].tag : TAG_NONE;
  bool head = before == TAG_DT || before == TAG_PRPS || before == TAG_POS || before == TAG_JJ ||
              before == TAG_NN;
  int32_t begin = i, entry = noun_at(doc, i, first, &begin);
  return entry != NONE && (head || begin < i) && noun_is(t->lang, entry, STR("person"));
}

/* "the chief executive of", "a senior official said": the model takes such words for adjectives at times, which stand
** before a noun. */
static void mend_nouns(const Tagger *t, const Sentence *s) {
  Token *at = t->doc->tokens.at;
  for (int32_t i = s->first; i < s->last; i++) {
    if (at[i].tag != TAG_JJ) continue;
    int next = i + 1 < s->last ? at[i + 1].tag : TAG_NONE;
    bool before = next == TAG_JJ || next == TAG_HYPH || next == TAG_CC ||
                  (next >= TAG_NN && next <= TAG_NNPS);
    if (!before && names_somebody(t, i, s->first)) at[i].tag = TAG_NN;
  }
}

/* "Shares fell": what begins a sentence before a finite verb is its subject; but "Is said to", "Does". */
static void mend_first(const Tagger *t, const Sentence *s) {
  Token *at = t->doc->tokens.at;
  int32_t i = s->first;
  if (i + 1 >= s->last || at[i].tag != TAG_VBZ || lex_hit(t->doc, i, LEX_LIGHT) != NONE) return;
  int next = at[i + 1].tag;
  if (next == TAG_VBD || next == TAG_VBP || next == TAG_MD) at[i].tag = TAG_NNS;
}

static void tag_sentence(const Tagger *t, const Sentence *s) {
  Doc *doc = t->doc;
  TagReader r;
  tag_begin(&r, doc, &t->model->words, s);
  while (tag_next(&r)) {
    uint32_t label = label_of(t, &r.window);
    if (r.token == s->first) label = fronted(t, s, label);
    doc->tokens.at[r.token].tag = t->model->tags[label];
    tag_took(&r, label);
    if (r.token % STOP_EVERY == 0 && doc_stop(doc)) return;
  }
  mend_nouns(t, s);
  mend_first(t, s);
}

void read_tag(Doc *doc, Reader *r) {
  const Model *m = r->lang ? r->lang->model : 0;
  if (!m || !m->tagger.count) return;
  Tagger t = {doc, r->lang, m, reader_memos(doc, r, MEMO_TAGS, &m->tagger)};
  if (!t.memos) return;
  for (int32_t i = 0; i < doc->sentences.n && doc->rc == DOC_OK; i++) {
    tag_sentence(&t, &doc->sentences.at[i]);
    if (i % 256 == 0 && doc_stop(doc)) return;
  }
}
