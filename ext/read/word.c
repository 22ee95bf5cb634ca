/* word.c - words as features: suffixes, shapes, and the templates of the tagger. */
#include "read/word.h"

enum { STYLE_TOKENS = 64, WORD_BEFORE = 1, WORD_BEHIND = 2, AHEAD = 4 /* words asked for */ };
enum { SPACE_BEFORE = 1 << 16, SPACE_BEHIND = 1 << 17 };

static bool byte_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Numbers share a key by pattern: 1,234 and 5,678 are one word. */
static uint32_t number_key(Str fold) {
  uint32_t h = STR_HASH_SEED;
  int32_t n = fold.n < 12 ? fold.n : 12;
  for (int32_t i = 0; i < n; i++) h = str_hash_more(h, byte_digit(fold.s[i]) ? "0" : fold.s + i, 1);
  return h;
}

static uint32_t byte_at(Str s, int32_t i) {
  return (uint8_t)s.s[i];
}

static uint32_t tail_of(Str fold) {
  uint32_t tail = 0;
  int32_t n = fold.n;
  if (n >= 4)
    return byte_at(fold, n - 1) << 24 | byte_at(fold, n - 2) << 16 | byte_at(fold, n - 3) << 8 |
           byte_at(fold, n - 4);
  for (int32_t i = 0; i < n; i++) tail = tail >> 8 | byte_at(fold, i) << 24;
  return tail;
}

static uint32_t head_of(Str fold) {
  uint32_t head = fold.n ? byte_at(fold, 0) : 0;
  if (fold.n > 1) head |= byte_at(fold, 1) << 8;
  if (fold.n > 2) head |= byte_at(fold, 2) << 16;
  return head;
}

uint32_t sentence_style(const Doc *doc, int32_t first, int32_t last) {
  int letters = 0, caps = 0, upper = 0;
  if (last > first + STYLE_TOKENS) last = first + STYLE_TOKENS;
  for (int32_t t = first; t < last; t++) {
    if (!tok_is(doc, t, TOK_LETTER)) continue;
    letters++;
    caps += tok_is(doc, t, TOK_CAP);
    upper += tok_is(doc, t, TOK_UPPER);
  }
  if (letters < 3) return 0;
  if (upper * 10 >= letters * 7) return 1;
  if (caps * 10 >= letters * 7) return 2;
  return caps == 0 ? 3 : 0;
}

uint32_t word_key(const Doc *doc, int32_t token) {
  const Token *t = &doc->tokens.at[token];
  return t->flags & TOK_DIGIT ? number_key(tok_fold(doc, token)) : t->hash;
}

/* White space before a mark and behind it: marks open, close and join by that. */
static uint32_t spaces(const Doc *doc, int32_t token) {
  bool behind = token + 1 == doc->tokens.n || tok_is(doc, token + 1, TOK_SPACE);
  return (tok_is(doc, token, TOK_SPACE) ? SPACE_BEFORE : 0) | (behind ? SPACE_BEHIND : 0);
}

Word word_of(const Doc *doc, const WordTable *words, int32_t token, uint32_t style) {
  const Token *t = &doc->tokens.at[token];
  Str fold = tok_fold(doc, token);
  Word w = {.key = word_key(doc, token), .tail = tail_of(fold), .head = head_of(fold)};
  w.info = words_find(words, w.key);
  w.cluster = (w.info & WORD_CLUSTER) >> WORD_CLUSTER_SHIFT;
  w.info &= ~(uint32_t)WORD_CLUSTER;
  w.shape = (t->flags & (TOK_LETTER | TOK_CAP | TOK_UPPER | TOK_DIGIT | TOK_PUNCT | TOK_ABBR)) |
            style << 12;
  if (t->flags & TOK_PUNCT) w.shape |= spaces(doc, token);
  return w;
}

/* The templates, in the order of their numbers. Own: they see nothing but the word. Tried and of no use: see
** model.txt. */
#define TAG_TEMPLATES(OWN, NEAR)                                                                   \
  OWN(w->key, w->shape, 0)                                                                         \
  NEAR(w->key, t1, 1)                                                                              \
  NEAR(w->key, t1, t2)                                                                             \
  NEAR(w[-1].key, 0, 0)                                                                            \
  NEAR(w->key, w[1].key, 0)                                                                        \
  NEAR(w[1].key, 0, 0)                                                                             \
  NEAR(w[2].key, 0, 0)                                                                             \
  NEAR(w[-2].key, 0, 0)                                                                            \
  NEAR(t1, t2, 0)                                                                                  \
  NEAR(t1, t2, m1)                                                                                 \
  OWN(suffix2, 0, 0)                                                                               \
  OWN(suffix3, 0, 0)                                                                               \
  OWN(w->tail, 0, 0)                                                                               \
  NEAR(suffix3, t1, 0)                                                                             \
  NEAR(suffix2, t1, m1)                                                                            \
  OWN(w->head & 0xFF, 0, 0)                                                                        \
  OWN(w->head, 0, 0)                                                                               \
  OWN(w->shape, 0, 0)                                                                              \
  OWN(w->shape, suffix3, 0)                                                                        \
  NEAR(w->shape, w[1].shape, w[-1].shape)                                                          \
  NEAR(w->shape, t1, 0)                                                                            \
  NEAR(m1, suffix2, 0)                                                                             \
  NEAR(m1, m2, t1)                                                                                 \
  NEAR(m0, m1, t1)                                                                                 \
  NEAR(m0, m1, m2)                                                                                 \
  NEAR(m0, t1, t2)                                                                                 \
  NEAR(w[1].tail >> 8, suffix2, 0)                                                                 \
  NEAR(w[-1].tail >> 8, suffix2, 0)                                                                \
  NEAR(w[1].tail >> 8, 0, 0)                                                                       \
  NEAR(w->key, m1, 0)                                                                              \
  NEAR(c, t1, 0)                                                                                   \
  OWN(c, suffix2, 0)                                                                               \
  NEAR(w[-1].cluster, c, 0)                                                                        \
  NEAR(c, w[1].cluster, 0)                                                                         \
  NEAR(w[1].cluster, t1, 0)                                                                        \
  NEAR(w[-1].cluster, w[1].cluster, 0)                                                             \
  OWN(c, w->shape, 0)

#define SEE(x, y, z) SCORE_SEE(see, n, form, x, y, z), n++, form++;
#define SKIP(x, y, z) (void)(x), (void)(y), (void)(z), form++;
#define SEE_TAG(OWN, NEAR)                                                                         \
  const Word *w = &v->at[2];                                                                       \
  const uint32_t t1 = v->label1, t2 = v->label2, c = w->cluster;                                   \
  const uint32_t suffix2 = w->tail >> 16, suffix3 = w->tail >> 8;                                  \
  const uint32_t m0 = w->info, m1 = w[1].info, m2 = w[2].info;                                     \
  int n = 0, form = 0;                                                                             \
  TAG_TEMPLATES(OWN, NEAR)                                                                         \
  return n;

static int see_all(const TagWindow *v, Columns *see) {
  SEE_TAG(SEE, SEE)
}

static int see_own(const TagWindow *v, Columns *see) {
  SEE_TAG(SEE, SKIP)
}

static int see_near(const TagWindow *v, Columns *see) {
  SEE_TAG(SKIP, SEE)
}

int tag_features(const TagWindow *v, uint32_t keys[TAG_FEATURES]) {
  Columns see;
  int n = see_all(v, &see);
  score_keys(&see, n, keys);
  return n;
}

int tag_own_features(const TagWindow *v, uint32_t keys[TAG_FEATURES]) {
  Columns see;
  int n = see_own(v, &see);
  score_keys(&see, n, keys);
  return n;
}

int tag_near_features(const TagWindow *v, uint32_t keys[TAG_FEATURES]) {
  Columns see;
  int n = see_near(v, &see);
  score_keys(&see, n, keys);
  return n;
}

/* A number is looked up under another key: it is not worth to make that twice. */
static void shift(TagReader *r, int32_t next) {
  if (next + AHEAD < r->doc->tokens.n) words_fetch(r->words, r->doc->tokens.at[next + AHEAD].hash);
  Word *at = r->window.at;
  at[0] = at[1], at[1] = at[2], at[2] = at[3], at[3] = at[4];
  at[4] = next < r->last ? word_of(r->doc, r->words, next, r->style) : word_edge(WORD_BEHIND);
}

void tag_begin(TagReader *r, const Doc *doc, const WordTable *words, const Sentence *s) {
  *r = (TagReader){.doc = doc, .words = words, .token = s->first - 1, .last = s->last};
  r->window.label1 = r->window.label2 = ROW_WIDTH;
  r->style = sentence_style(doc, s->first, s->last);
  for (int i = 0; i < 5; i++) r->window.at[i] = word_edge(WORD_BEFORE);
  shift(r, s->first);
  shift(r, s->first + 1);
}

bool tag_next(TagReader *r) {
  if (++r->token >= r->last) return false;
  shift(r, r->token + 2);
  return true;
}
