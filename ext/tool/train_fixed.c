/* train_fixed.c - cases in which (nearly) always the same is right: looked up instead of scored. */
#include "tool/train_parse.h"
#include "tool/train.h"

#include <stdlib.h>

enum { CASES = 1 << 21, LEAST = 110 };

typedef struct Case {
  uint32_t key;
  int32_t n, right[ROW_WIDTH];
} Case;

struct Fixed {
  Case *at;
  int32_t n;
};

Fixed *fixed_open(void) {
  Fixed *f = train_alloc(1, sizeof *f);
  f->at = train_alloc(CASES, sizeof *f->at);
  return f;
}

void fixed_close(Fixed *f) {
  free(f->at);
  free(f);
}

void fixed_count(Fixed *f, uint32_t key, uint64_t right) {
  uint32_t i = key;
  while (f->at[i % CASES].n && f->at[i % CASES].key != key) i++;
  Case *c = &f->at[i % CASES];
  if (!c->n && f->n++ > CASES / 2) train_die("train", "too many cases");
  c->key = key;
  c->n++;
  for (int k = 0; k < ROW_WIDTH; k++) c->right[k] += (int32_t)(right >> k & 1);
}

/* What is right there, NONE if that is open. */
static int always(const Case *c, int permille) {
  for (int k = 0; k < ROW_WIDTH; k++)
    if (c->n >= LEAST && (int64_t)c->right[k] * 1000 >= (int64_t)c->n * permille) return k;
  return NONE;
}

WordTable fixed_table(const Fixed *f, int permille) {
  uint32_t n = 0, size = 2;
  for (int i = 0; i < CASES; i++) n += always(&f->at[i], permille) != NONE;
  while (size < n * 3 / 2) size *= 2;
  uint32_t *slots = train_alloc(size, sizeof *slots);
  for (int i = 0; i < CASES; i++) {
    int what = always(&f->at[i], permille);
    uint32_t key = word_slot(f->at[i].key), at = key;
    if (what == NONE) continue;
    while (slots[at & (size - 1)]) at++;
    slots[at & (size - 1)] = (key & 0xFFFF0000u) | (uint32_t)(what + 1);
  }
  return (WordTable){slots, size - 1};
}
