/* name_features.c - words as the model of names sees them, and the templates. */
#include "read/name_features.h"

enum { PROBES = 8, EDGE_MARKS = 4, WORD_BEFORE = 1, WORD_BEHIND = 2 };

/* The place of a word, or a free one; NULL where its neighbourhood is full. */
static NameCount *count_of(const NameCounts *counts, uint32_t hash) {
  uint32_t at = hash * 0x9E3779B1u >> 16;
  for (uint32_t i = 0; i < PROBES; i++) {
    NameCount *c = &counts->at[(at + i) & (counts->size - 1)];
    if (c->hash == hash || (!c->lower && !c->capital)) return c;
  }
  return 0;
}

bool name_first_of_sentence(const Doc *doc, int32_t t) {
  int32_t s = doc->tokens.at[t].sentence, i = t;
  int32_t first = s == NONE ? 0 : doc->sentences.at[s].first;
  while (i > first && i > t - EDGE_MARKS && tok_is(doc, i - 1, TOK_PUNCT)) i--;
  return i == first;
}

uint32_t name_counts_size(int32_t tokens) {
  enum { LEAST = 1 << 8, MOST = 1 << 14 };
  uint32_t size = LEAST;
  while (size < MOST && size / 2 < (uint32_t)tokens) size *= 2;
  return size;
}

void name_count(const Doc *doc, NameCounts *counts) {
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    if (!tok_is(doc, t, TOK_LETTER) || (tok_is(doc, t, TOK_CAP) && name_first_of_sentence(doc, t)))
      continue;
    uint32_t hash = doc->tokens.at[t].hash;
    NameCount *c = count_of(counts, hash);
    if (!c) continue;
    c->hash = hash;
    uint16_t *n = tok_is(doc, t, TOK_CAP) ? &c->capital : &c->lower;
    if (*n < UINT16_MAX) ++*n;
  }
}

static uint32_t few(uint32_t n) {
  return n < 2 ? n : n < 5 ? 2 : 3;
}

/* Elsewhere in the article: in small letters, with a capital. */
static uint32_t elsewhere(const Doc *doc, const NameCounts *counts, int32_t t) {
  const NameCount *c = count_of(counts, doc->tokens.at[t].hash);
  if (!c || c->hash != doc->tokens.at[t].hash) return 0;
  return few(c->lower) << 2 | few(c->capital);
}

/* "The", "In": a capital that the sentence gave to a word of grammar. Of 7,600 in annotated articles one began a name. */
static bool is_lent(const Doc *doc, int32_t t) {
  switch (doc->tokens.at[t].tag) {
  case TAG_DT:
  case TAG_PRP:
  case TAG_PRPS:
  case TAG_IN:
  case TAG_CC:
  case TAG_EX:
  case TAG_TO:
  case TAG_WDT:
  case TAG_WP:
  case TAG_WRB: return !tok_is(doc, t, TOK_UPPER) && name_first_of_sentence(doc, t);
  default: return false;
  }
}

/* A capital, or one behind a digit ("3M"). */
static bool may_begin(const Doc *doc, int32_t t) {
  if (tok_is(doc, t, TOK_CAP)) return !is_lent(doc, t);
  return tok_is(doc, t, TOK_DIGIT) && tok_is(doc, t, TOK_LETTER) &&
         !str_eq(tok_text(doc, t), tok_fold(doc, t));
}

static bool hyphen_at(const Doc *doc, int32_t t) {
  return t >= 0 && t < doc->tokens.n && doc->tokens.at[t].tag == TAG_HYPH;
}

/* May a word without a capital be part of a name where one that may begin a name stands near before it, behind it? A
** noun may end one ("Houthi movement"), a number begin one ("2020 Winter Games", "101st Airborne"), all else stands inside
** ("Bank of"), or is bound to it ("al-"); but no finite verb is in one ("Bell told Reed": of 2,800 in annotated articles at
** most ten were). Half of the words near a capital are left out so: the model need not look at them. */
static bool may_belong(const Doc *doc, int32_t t, bool before, bool behind) {
  if ((before && hyphen_at(doc, t - 1)) || (behind && hyphen_at(doc, t + 1))) return true;
  if (tok_is(doc, t, TOK_DIGIT)) return before || behind;
  switch (doc->tokens.at[t].tag) {
  case TAG_NNP:
  case TAG_NNPS:
  case TAG_FW:
  case TAG_AFX:
  case TAG_HYPH:
  case TAG_CD: return before || behind;
  case TAG_NN:
  case TAG_NNS:
  case TAG_JJ:
  case TAG_POS: return before;
  case TAG_VBD:
  case TAG_VBP:
  case TAG_VBZ:
  case TAG_MD: return false;
  default: return before && behind;
  }
}

/* What makes words near it part of a name. */
enum { STANDS_CAPITAL = 1, STANDS_DIGIT = 2 };
static int stands(const Doc *doc, int32_t t, int32_t last) {
  if (t >= last) return 0;
  return may_begin(doc, t) ? STANDS_CAPITAL : tok_is(doc, t, TOK_DIGIT) ? STANDS_DIGIT : 0;
}

/* Small words within names stand at most two words from a capital. */
static void open_words(const Doc *doc, int32_t first, int32_t last, NameWord *words) {
  enum { NEAR = 2 };
  int32_t before = first - NEAR - 1; /* where the last that may begin one stands */
  int own, next = stands(doc, first, last), after = stands(doc, first + 1, last);
  for (int32_t t = first; t < last; t++) {
    own = next, next = after, after = stands(doc, t + NEAR, last);
    if (own == STANDS_CAPITAL) before = t;
    words[t - first].open =
        own == STANDS_CAPITAL || may_belong(doc, t, t - before <= NEAR, next || after);
  }
}

/* What the templates of open words see of a word: two words away its key; beside one not what lists and the article tell; a
** test compares. */
enum Sight { SIGHT_NONE, SIGHT_KEY, SIGHT_BESIDE, SIGHT_ALL };
static enum Sight sight_of(const NameWord *w) {
  if (w->open) return SIGHT_ALL;
  if (w[-1].open || w[1].open) return SIGHT_BESIDE;
  return w[-2].open || w[2].open ? SIGHT_KEY : SIGHT_NONE;
}

/* A number is looked up under another key: it is not worth to make that twice. */
static void fetch_word(const Doc *doc, const Model *m, int32_t t, enum Sight sight) {
  uint32_t key = doc->tokens.at[t].hash;
  if (sight < SIGHT_BESIDE) return;
  words_fetch(&m->words, key);
  words_fetch(&m->names_model.longer, key);
  if (sight == SIGHT_ALL) words_fetch(&m->names_model.lists, key);
  if (tok_is(doc, t, TOK_CAP)) words_fetch(&m->names_model.usage, key);
}

static NameWord word_at(const Doc *doc, const Model *m, const NameCounts *counts, int32_t t,
                        uint32_t style, enum Sight sight) {
  if (sight == SIGHT_KEY) return (NameWord){.word = {.key = word_key(doc, t)}};
  NameWord w = {.word = word_of(doc, &m->words, t, style), .open = sight == SIGHT_ALL};
  w.longer = words_find(&m->names_model.longer, w.word.key);
  w.usage = tok_is(doc, t, TOK_CAP) ? words_find(&m->names_model.usage, w.word.key) : 0;
  w.tag = doc->tokens.at[t].tag;
  w.word.shape |= name_first_of_sentence(doc, t) ? 1 << 20 : 0;
  if (sight != SIGHT_ALL) return w;
  w.lists = words_find(&m->names_model.lists, w.word.key);
  w.article = elsewhere(doc, counts, t);
  return w;
}

void name_words(const Doc *doc, const Model *m, const NameCounts *counts, int32_t first,
                int32_t last, NameWord *words) {
  uint32_t style = sentence_style(doc, first, last);
  NameWord *at = words + NAME_EDGE, *behind = at + (last - first);
  for (NameWord *w = words; w < behind + NAME_EDGE; w++) w->open = false;
  open_words(doc, first, last, at);
  for (int k = 0; k < NAME_EDGE; k++) {
    words[k] = (NameWord){.word = word_edge(WORD_BEFORE)};
    behind[k] = (NameWord){.word = word_edge(WORD_BEHIND)};
  }
  for (int32_t t = first; t < last; t++) fetch_word(doc, m, t, sight_of(&at[t - first]));
  for (int32_t t = first; t < last; t++, at++) {
    enum Sight sight = sight_of(at);
    if (sight != SIGHT_NONE) *at = word_at(doc, m, counts, t, style, sight);
  }
}

/* The templates, in the order of their numbers. Own: they see nothing but the word. */
#define NAME_TEMPLATES(OWN, NEAR)                                                                  \
  OWN(0, guide, 0)                                                                                 \
  OWN(o->key, 0, 0)                                                                                \
  OWN(o->key, guide, 1)                                                                            \
  OWN(o->key, shape, 0)                                                                            \
  NEAR(w[-2].word.key, 0, 0)                                                                       \
  NEAR(w[2].word.key, 0, 0)                                                                        \
  NEAR(r->key, w[2].word.key, 0)                                                                   \
  OWN(o->tail, 0, 0)                                                                               \
  OWN(s3, shape, 0)                                                                                \
  OWN(o->tail >> 16, shape, 0)                                                                     \
  OWN(o->head, 0, 0)                                                                               \
  OWN(o->head, s3, 0)                                                                              \
  OWN(shape, guide, 0)                                                                             \
  NEAR(shape, l->shape, r->shape)                                                                  \
  OWN(o->cluster, shape, 0)                                                                        \
  OWN(o->cluster, guide, 1)                                                                        \
  NEAR(l->cluster, r->cluster, shape & 31)                                                         \
  OWN(w->longer, 0, 0)                                                                             \
  NEAR(w[-1].longer, shape & 31, 0)                                                                \
  NEAR(w->longer, w[1].longer, 0)                                                                  \
  OWN(w->tag, guide, 0)                                                                            \
  NEAR(w->tag, w[-1].tag, 0)                                                                       \
  NEAR(w->tag, w[1].tag, 0)                                                                        \
  OWN(w->lists, shape & 31, 0)                                                                     \
  NEAR(w->lists, l->cluster, 1)                                                                    \
  NEAR(w->lists, r->cluster, 2)                                                                    \
  OWN(w->usage, 0, 0)                                                                              \
  OWN(w->usage &USAGE_NEXT, shape & 31, 0)                                                         \
  NEAR(w->usage &USAGE_SHARE, w[-1].usage &USAGE_SHARE, 0)                                         \
  NEAR(w->usage &USAGE_SHARE, r->cluster, 2)                                                       \
  OWN(w->article, shape, 0)

#define SEE(x, y, z) SCORE_SEE(see, n, form, x, y, z), n++, form++;
#define SKIP(x, y, z) (void)(x), (void)(y), (void)(z), form++;
#define SEE_NAME(OWN, NEAR)                                                                        \
  const Word *o = &w->word, *l = &w[-1].word, *r = &w[1].word;                                     \
  const uint32_t shape = o->shape, s3 = o->tail >> 8, guide = own;                                 \
  int n = 0, form = 0;                                                                             \
  NAME_TEMPLATES(OWN, NEAR)                                                                        \
  return n;

static int see_all(const NameWord *w, bool own, Columns *see) {
  SEE_NAME(SEE, SEE)
}

static int see_own(const NameWord *w, bool own, Columns *see) {
  SEE_NAME(SEE, SKIP)
}

static int see_near(const NameWord *w, bool own, Columns *see) {
  SEE_NAME(SKIP, SEE)
}

int name_features(const NameWord *at, bool own, uint32_t keys[NAME_FEATURES]) {
  Columns see;
  int n = see_all(at, own, &see);
  score_keys(&see, n, keys);
  return n;
}

int name_own_features(const NameWord *at, uint32_t keys[NAME_FEATURES]) {
  Columns see;
  int n = see_own(at, true, &see);
  score_keys(&see, n, keys);
  return n;
}

int name_near_features(const NameWord *at, uint32_t keys[NAME_FEATURES]) {
  Columns see;
  int n = see_near(at, true, &see);
  score_keys(&see, n, keys);
  return n;
}
