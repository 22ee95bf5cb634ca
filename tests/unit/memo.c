/* memo.c - what is kept of words: a word's own sums and those of its neighbourhood are all its sums. */
#include "../tap.h"
#include "analyze.h"
#include "read/memo.h"
#include "read/name_features.h"

enum { ROUNDS = 500 };

static LangStore store;

static void fill_random(void *at, size_t n, uint64_t *state) {
  for (size_t i = 0; i < n; i++) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    ((uint8_t *)at)[i] = (uint8_t)(*state >> 56);
  }
}

/* all == own + near, for every label. */
static bool parts_add_up(const Rows *r, const uint32_t *all, int n, const uint32_t *own, int owns,
                         const uint32_t *near, int nears) {
  int16_t whole[ROW_WIDTH], a[ROW_WIDTH], b[ROW_WIDTH];
  rows_sums(r, all, n, whole);
  rows_sums(r, own, owns, a);
  rows_sums(r, near, nears, b);
  for (int l = 0; l < r->labels; l++)
    if (whole[l] != a[l] + b[l]) return false;
  return n == owns + nears;
}

static bool tags_add_up(const Model *m) {
  uint64_t seed = 1;
  for (int i = 0; i < ROUNDS; i++) {
    TagWindow w;
    uint32_t all[TAG_FEATURES], own[TAG_FEATURES], near[TAG_FEATURES];
    fill_random(&w, sizeof w, &seed);
    int n = tag_features(&w, all), owns = tag_own_features(&w, own),
        nears = tag_near_features(&w, near);
    if (!parts_add_up(&m->tagger, all, n, own, owns, near, nears)) return false;
    Word word = w.at[2];
    fill_random(&w, sizeof w, &seed);
    word.info = w.at[2].info;
    w.at[2] = word;
    tag_own_features(&w, near);
    if (memcmp(own, near, (size_t)owns * sizeof *own)) return false;
  }
  return true;
}

static bool names_add_up(const Model *m) {
  uint64_t seed = 2;
  for (int i = 0; i < ROUNDS; i++) {
    NameWord w[2 * NAME_EDGE + 1], *at = &w[NAME_EDGE];
    uint32_t all[NAME_FEATURES], own[NAME_FEATURES], near[NAME_FEATURES];
    for (int k = 0; k <= 2 * NAME_EDGE; k++) fill_random(&w[k], offsetof(NameWord, open), &seed);
    int n = name_features(at, true, all), owns = name_own_features(at, own),
        nears = name_near_features(at, near);
    if (!parts_add_up(&m->names_model.rows, all, n, own, owns, near, nears)) return false;
    for (int k = 0; k <= 2 * NAME_EDGE; k++)
      if (k != NAME_EDGE) fill_random(&w[k], offsetof(NameWord, open), &seed);
    name_own_features(at, near);
    if (memcmp(own, near, (size_t)owns * sizeof *own)) return false;
  }
  return true;
}

/* Of the words around, name_words makes but what templates see. */
static bool names_see(void) {
  uint64_t seed = 3;
  for (int i = 0; i < ROUNDS; i++) {
    NameWord w[2 * NAME_EDGE + 1], *at = &w[NAME_EDGE];
    uint32_t all[NAME_FEATURES], less[NAME_FEATURES];
    for (int k = 0; k <= 2 * NAME_EDGE; k++) fill_random(&w[k], offsetof(NameWord, open), &seed);
    int n = name_features(at, true, all);
    for (int k = -NAME_EDGE; k <= NAME_EDGE; k++) {
      if (!k) continue;
      NameWord old = at[k];
      fill_random(&at[k], offsetof(NameWord, open), &seed);
      at[k].word.key = old.word.key;
      if (k < -1 || k > 1) continue;
      at[k].word.cluster = old.word.cluster, at[k].word.shape = old.word.shape;
      at[k].longer = old.longer, at[k].usage = old.usage, at[k].tag = old.tag;
    }
    name_features(at, true, less);
    if (memcmp(all, less, (size_t)n * sizeof *all)) return false;
  }
  return true;
}

/* ---- the same rows, whatever was read before ---- */

static const char text[] =
    "Anna Keller told Keller Ltd. on Monday that the March march in Mark will mark a May day. "
    "may she MARK it? Mark did; the Bank of Mark did not bank on it.";

static uint32_t rows_of(Reader *r, const char *s) {
  Doc doc;
  uint32_t h = STR_HASH_SEED;
  doc_open(&doc, mem_libc, 0, (Str){s, (int32_t)strlen(s)});
  analyze(&doc, r, WANT_ALL);
  for (int32_t i = 0; i < doc.tokens.n; i++) h = str_hash_more(h, (char *)&doc.tokens.at[i].tag, 1);
  for (int32_t i = 0; i < doc.mentions.n; i++) {
    const Mention *m = &doc.mentions.at[i];
    int32_t row[] = {m->start, m->end, m->type, (int32_t)(m->conf * 1000)};
    h = str_hash_more(h, (char *)row, sizeof row);
  }
  doc_close(&doc);
  return h;
}

static void test_rows(const Lang *lang) {
  Reader fresh, used, none = {0};
  reader_open(&fresh, lang);
  reader_open(&used, lang);
  rows_of(&used, "mark Mark MARK may May MAY Keller keller bank Bank march March of day Monday");
  uint32_t want = rows_of(&fresh, text);
  tap_ok(rows_of(&used, text) == want, "the same rows after words written otherwise");
  tap_ok(rows_of(&used, text) == want, "and when all is known");
  none.lang = lang;
  none.breaker = used.breaker;
  tap_ok(rows_of(&none, text) == want, "and by a reader that keeps nothing");
  reader_close(&fresh);
  reader_close(&used);
}

int main(void) {
  const Lang *lang;
  tap_plan(6);
  if (lang_en(&store, &lang)) return tap_done();
  tap_ok(tags_add_up(lang->model), "tagger: own and near are all; own sees the word alone");
  tap_ok(names_add_up(lang->model), "names: own and near are all; own sees the word alone");
  tap_ok(names_see(), "names: what is left out of the words around is not seen");
  test_rows(lang);
  return tap_done();
}
