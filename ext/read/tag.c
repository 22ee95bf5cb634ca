/* tag.c - Penn tags, left to right, each the best by its features.
**
** Some sentences are read at once, a word of each in turn. The weights of a word lie all over a table that is larger than
** the cache: while those of one come, the others are worked on. Reading one sentence behind the other, the tagger waited
** for half of its time.
*/
#include "read/memo.h"
#include "read/noun.h"
#include "read/read.h"
#include "read/word.h"

enum { LINES = 4, STOP_EVERY = 4096 /* tokens */ };

/* A sentence that is being read, and what its next word is scored by. */
typedef struct Line {
  const Sentence *sentence; /* NULL: none */
  TagReader reader;
  Ask ask;
} Line;

typedef struct Tagger {
  Doc *doc;
  const Lang *lang;
  const Model *model;
  Memos *memos;
  int32_t next; /* sentence */
} Tagger;

/* ---- mends ---- */

/* "Asked whether she knew, Lee laughed": a past tense has its subject before it, so that what begins a sentence and has a
** comma behind it is a participle. Our texts of others' corpora, full of "Went there, loved it", teach otherwise. */
static uint32_t fronted(const Tagger *t, const Sentence *s, uint32_t label) {
  enum { LOOK = 32 /* tokens */ };
  if (t->model->tags[label] != TAG_VBD) return label;
  for (int32_t i = s->first + 1; i < s->last && i < s->first + LOOK; i++)
    if (str_eq(tok_text(t->doc, i), STR(","))) return t->model->tag_label[TAG_VBN];
  return label;
}

static bool in_capitals(const Tagger *t, int32_t i, const Sentence *s) {
  return i >= s->first && i < s->last && tok_is(t->doc, i, TOK_UPPER) && tok_text(t->doc, i).n > 1;
}

/* "the WHO said": a short name that is a pronoun in small letters, in a text that is not all in capitals. */
static uint32_t short_name(const Tagger *t, const Sentence *s, int32_t i, uint32_t label) {
  int tag = t->model->tags[label];
  bool pronoun = tag == TAG_WP || tag == TAG_PRP;
  if (!pronoun || !in_capitals(t, i, s) || !lex_begins(t->doc, i, LEX_ALIAS)) return label;
  bool shouted = in_capitals(t, i - 1, s) || in_capitals(t, i + 1, s);
  return shouted ? label : t->model->tag_label[TAG_NNP];
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

static bool in_name(int tag) {
  return tag == TAG_DT || tag == TAG_JJ || tag == TAG_HYPH || tag == TAG_LRB || tag == TAG_RRB ||
         (tag >= TAG_NN && tag <= TAG_NNPS);
}

/* "Shares fell", "Shares in the bank fell": what begins a sentence before a finite verb is its subject; but "Is said to",
** "Does", "Says he was". */
static void mend_first(const Tagger *t, const Sentence *s) {
  Token *at = t->doc->tokens.at;
  int32_t i = s->first, v = i + 1;
  if (v >= s->last || at[i].tag != TAG_VBZ || lex_hit(t->doc, i, LEX_LIGHT) != NONE) return;
  if (at[v].tag == TAG_IN)
    for (v++; v < s->last && in_name(at[v].tag); v++) {
    }
  int tag = v < s->last ? at[v].tag : TAG_NONE;
  if (tag == TAG_VBD || tag == TAG_VBP || tag == TAG_MD) at[i].tag = TAG_NNS;
}

static bool first_name(const Tagger *t, int32_t i) {
  uint32_t lists = words_find(&t->model->names_model.lists, word_key(t->doc, i));
  return lists & LIST_GIVEN && tok_is(t->doc, i, TOK_CAP) && !names_somebody(t, i, i) &&
         lex_hit(t->doc, i, LEX_TITLE) == NONE;
}

/* "Will Lee said", "Hope Reed, a nurse, said": a verb, auxiliary or noun that is a first name, before a name and what a
** subject stands before; but "Will Lee, who is ill, resign?". */
static void mend_name(const Tagger *t, const Sentence *s) {
  Token *at = t->doc->tokens.at;
  int32_t i = s->first;
  if (i + 2 >= s->last || at[i + 1].tag != TAG_NNP) return;
  int tag = at[i].tag, behind = at[i + 2].tag;
  bool subject = behind == TAG_VBD || behind == TAG_VBZ || behind == TAG_COMMA;
  bool asks = behind == TAG_COMMA && str_eq(tok_text(t->doc, s->last - 1), STR("?"));
  bool word = tag == TAG_MD || tag == TAG_VB || tag == TAG_VBP || tag == TAG_NN; /* no "In", "So" */
  if (word && subject && !asks && first_name(t, i)) at[i].tag = TAG_NNP;
}

/* "Lee, asked if he would run, said": what is put in between two commas, before the verb, is a participle; but "Lee, said
** Dahl, was ill", "rose on Monday, fell on Tuesday, and rose". */
static void mend_participle(const Tagger *t, const Sentence *s) {
  Token *at = t->doc->tokens.at;
  int32_t open = NONE;
  for (int32_t i = s->first + 1; i + 1 < s->last; i++) {
    if (at[i].tag != TAG_COMMA) continue;
    int before = at[i - 1].tag, behind = at[i + 1].tag;
    bool verb = behind == TAG_VBD || behind == TAG_VBZ || behind == TAG_MD;
    if (open != NONE && verb) at[open].tag = TAG_VBN;
    int then = i + 2 < s->last ? at[i + 2].tag : TAG_NONE;
    bool adjunct = then == TAG_IN || then == TAG_TO || then == TAG_WRB || then == TAG_WP;
    bool noun = before >= TAG_NN && before <= TAG_NNPS;
    open = noun && behind == TAG_VBD && adjunct ? i + 1 : NONE;
  }
}

/* "The bridge cost £3m": a sentence has a verb, be it one whose past looks like a noun. */
static void mend_verbless(const Tagger *t, const Sentence *s) {
  Token *at = t->doc->tokens.at;
  int32_t found = NONE;
  for (int32_t i = s->first; i < s->last; i++) {
    int tag = at[i].tag;
    if (tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP || tag == TAG_MD) return;
    if (found != NONE || tag != TAG_NN || i == s->first || i + 1 >= s->last) continue;
    int before = at[i - 1].tag, k = i + 1 + (at[i + 1].tag == TAG_IN && i + 2 < s->last);
    bool amount = at[k].tag == TAG_DOLLAR || at[k].tag == TAG_CD;
    bool subject = before == TAG_NN || before == TAG_NNS || before == TAG_NNP;
    if (subject && amount &&
        lex_hit_is(t->doc, t->lang, i, LEX_LIGHT, LIGHT_ROLE, STR("past")) != NONE)
      found = i;
  }
  if (found != NONE) at[found].tag = TAG_VBD;
}

static void mend(const Tagger *t, const Sentence *s) {
  mend_nouns(t, s);
  mend_first(t, s);
  mend_name(t, s);
  mend_participle(t, s);
  mend_verbless(t, s);
}

/* ---- a word ---- */

static void take(const Tagger *t, Line *l, uint32_t label) {
  if (l->reader.token == l->sentence->first) label = fronted(t, l->sentence, label);
  label = short_name(t, l->sentence, l->reader.token, label);
  t->doc->tokens.at[l->reader.token].tag = t->model->tags[label];
  tag_took(&l->reader, label);
}

/* What the word weighs by itself follows from this key: its cluster does too. */
static void ask(const Tagger *t, Line *l) {
  const TagWindow *w = &l->reader.window;
  const Word *word = &w->at[2], *next = &w->at[3];
  uint32_t key[] = {word->key, word->tail, word->head, word->shape};
  uint32_t next_key[] = {next->key, next->tail, next->head, next->shape};
  memo_fetch(t->memos, next_key);
  ask_memo(&l->ask, t->memos, key);
  if (!l->ask.known) l->ask.n_own = tag_own_features(w, l->ask.own);
  l->ask.n_near = tag_near_features(w, l->ask.near);
  ask_fetch(&l->ask, &t->model->tagger);
}

static void choose(const Tagger *t, Line *l) {
  const Rows *r = &t->model->tagger;
  const int16_t *own = ask_own(&l->ask, r);
  take(t, l, (uint32_t)rows_best_of(r, own, l->ask.near, l->ask.n_near));
}

/* ---- sentences ---- */

/* Up to the next word that is to be scored, in this sentence or one of the next; false where none is left. */
static bool next_word(Tagger *t, Line *l) {
  for (;;) {
    while (l->sentence && tag_next(&l->reader)) {
      if (l->reader.token % STOP_EVERY == 0 && doc_stop(t->doc)) return false;
      uint32_t info = l->reader.window.at[2].info;
      if (!(info & WORD_FIXED)) return true;
      take(t, l, info & WORD_LABEL);
    }
    if (l->sentence) mend(t, l->sentence);
    l->sentence = 0;
    if (t->next == t->doc->sentences.n || t->doc->rc != DOC_OK) return false;
    l->sentence = &t->doc->sentences.at[t->next++];
    tag_begin(&l->reader, t->doc, &t->model->words, l->sentence);
  }
}

static void tag_lines(Tagger *t) {
  Line line[LINES];
  int n = LINES;
  for (int i = 0; i < n; i++) line[i].sentence = 0;
  while (n > 0) {
    int open = 0;
    for (int i = 0; i < n; i++) {
      if (!next_word(t, &line[i])) continue;
      if (i != open) line[open] = line[i];
      ask(t, &line[open++]);
    }
    n = open;
    for (int i = 0; i < n; i++) ask_look(&line[i].ask, &t->model->tagger);
    for (int i = 0; i < n; i++) choose(t, &line[i]);
  }
}

void read_tag(Doc *doc, Reader *r) {
  const Model *m = r->lang ? r->lang->model : 0;
  if (!m || !m->tagger.count) return;
  Tagger t = {doc, r->lang, m, reader_memos(doc, r, MEMO_TAGS, &m->tagger), 0};
  if (t.memos) tag_lines(&t);
}
