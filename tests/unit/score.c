/* score.c - the inner loops of the models: the same for any machine and for one with AVX2, and as the plain formula. */
#include "../tap.h"
#include "data/lang.h"
#include "data/score_code.h"

enum { ROUNDS = 2000 };

static uint32_t random32(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 32);
}

static void random_columns(Columns *see, uint64_t *seed) {
  for (int i = 0; i < SCORE_MOST; i++) {
    see->a[i] = random32(seed);
    see->b[i] = random32(seed) >> 16;
    see->c[i] = random32(seed) >> 24;
  }
}

/* Two of three are in the model. */
static void random_keys(const Rows *r, uint32_t keys[SCORE_MOST], uint64_t *seed) {
  for (int i = 0; i < SCORE_MOST; i++) {
    uint32_t group = random32(seed) & r->mask, slot = r->slots[group * 4 + random32(seed) % 4];
    keys[i] = group | (i % 3 ? slot & 0xFFFF0000u : random32(seed) & 0xFFFF0000u);
  }
}

static bool keys_right(const ScoreCode *code, uint64_t seed) {
  Columns see;
  uint32_t keys[SCORE_MOST];
  for (int round = 0; round < ROUNDS; round++) {
    random_columns(&see, &seed);
    code->keys(&see, SCORE_MOST, keys);
    for (int i = 0; i < SCORE_MOST; i++)
      if (keys[i] != score_key(0, see.a[i], see.b[i], see.c[i])) return false;
    code->short_keys(&see, SCORE_MOST, keys);
    for (int i = 0; i < SCORE_MOST; i++)
      if (keys[i] != score_short_key(0, see.a[i], see.b[i])) return false;
  }
  return true;
}

static void plain_sums(const Rows *r, const uint32_t *keys, int n, int32_t sums[ROW_WIDTH]) {
  memset(sums, 0, ROW_WIDTH * sizeof *sums);
  for (int i = 0; i < n; i++) {
    uint32_t row = rows_find(r, keys[i]);
    const uint8_t *at = r->rows + (row - 1) * row_bytes(r->labels);
    for (int l = 0; row && l < r->labels; l++) sums[l] += at[l] - ROW_ZERO;
  }
}

static int best_of(const ScoreCode *code, const Rows *r, const int16_t *base, const uint32_t *keys,
                   int n) {
  uint32_t row[SCORE_MOST];
  int found = code->look(r, keys, n, row);
  return code->best(r, base, row, found);
}

static bool rows_right(const ScoreCode *code, const Rows *r, uint64_t seed) {
  for (int round = 0; round < ROUNDS; round++) {
    uint32_t keys[SCORE_MOST], row[SCORE_MOST];
    int32_t want[ROW_WIDTH];
    int16_t sums[ROW_WIDTH];
    int n = round % (SCORE_MOST + 1), best = 0, last = r->labels - 1;
    int16_t base[ROW_WIDTH] = {0};
    random_keys(r, keys, &seed);
    plain_sums(r, keys, n, want);
    code->sums(r, row, code->look(r, keys, n, row), sums);
    for (int l = 0; l < r->labels; l++) {
      if (sums[l] != want[l]) return false;
      if (want[l] > want[best]) best = l;
    }
    if (best_of(code, r, 0, keys, n) != best) return false;
    base[last] = (int16_t)(want[best] - want[last] + 1);
    if (best_of(code, r, base, keys, n) != last) return false;
  }
  return true;
}

static bool buckets_right(const ScoreCode *code, const Buckets *b, uint64_t seed) {
  for (int round = 0; round < ROUNDS; round++) {
    uint32_t keys[SCORE_MOST];
    int32_t want[BUCKET_ACTIONS] = {0}, score[BUCKET_ACTIONS];
    for (int i = 0; i < SCORE_MOST; i++) {
      const Bucket *at = &b->at[random32(&seed) & b->mask];
      keys[i] = (uint32_t)(at - b->at) | (uint32_t)(uint16_t)at->print[i % BUCKET_WIDTH] << 16;
      for (int k = 0; k < BUCKET_WIDTH; k++)
        for (int a = 1; a < BUCKET_ACTIONS; a++)
          want[a] += at->print[k] == at->print[i % BUCKET_WIDTH] ? at->weight[k][a - 1] : 0;
    }
    code->buckets(b, keys, SCORE_MOST, score);
    if (memcmp(score, want, sizeof want)) return false;
  }
  return true;
}

static void test_code(const ScoreCode *code, const Model *m, const char *name) {
  tap_ok(keys_right(code, 1), "%s: keys of random templates", name);
  tap_ok(rows_right(code, &m->tagger, 2), "%s: sums of rows, 48 labels", name);
  tap_ok(rows_right(code, &m->names_model.rows, 3), "%s: sums of rows, few labels", name);
  tap_ok(rows_right(code, &m->labels, 5), "%s: sums of rows, 32 labels", name);
  tap_ok(buckets_right(code, &m->actions, 4), "%s: sums of buckets", name);
}

int main(void) {
  LangStore store;
  const Lang *lang;
  tap_plan(10);
  if (lang_en(&store, &lang)) return tap_done();
  test_code(&score_plain, lang->model, "plain");
  test_code(score_code(), lang->model, "fastest");
  return tap_done();
}
