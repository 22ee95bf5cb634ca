/* core.c - arena, strings and the document, with an allocator that fails on demand. */
#include "../tap.h"
#include "core/doc.h"

static int left; /* allocations until failure; -1 = never */

static void *failing_alloc(void *ctx, size_t n) {
  (void)ctx;
  if (left == 0) return 0;
  if (left > 0) left--;
  return malloc(n);
}
static void failing_release(void *ctx, void *p) {
  (void)ctx;
  free(p);
}
static const Mem failing = {failing_alloc, failing_release, 0};

static void test_arena(void) {
  Arena a;
  left = -1;
  arena_open(&a, failing, 0);
  int *p = arena_alloc(&a, 10 * sizeof *p);
  for (int i = 0; i < 10; i++) p[i] = i;
  int *q = arena_grow(&a, p, 10 * sizeof *p, 20 * sizeof *p);
  tap_ok(q == p && q[9] == 9, "the last piece grows in place");
  arena_alloc(&a, 1);
  int *r = arena_grow(&a, q, 20 * sizeof *p, 40 * sizeof *p);
  tap_ok(r != q && r[9] == 9, "another piece moves, with its content");
  char *big = arena_alloc(&a, 50u << 20);
  tap_ok(big && big[0] == 0 && big[(50u << 20) - 1] == 0, "a piece larger than any block");
  arena_close(&a);

  arena_open(&a, failing, 100000);
  tap_ok(arena_alloc(&a, 50000) != 0, "below the limit");
  tap_ok(arena_alloc(&a, 90000) == 0 && a.failed, "beyond the limit: NULL, sticky");
  tap_ok(arena_alloc(&a, 1) == 0, "and nothing more after that");
  arena_close(&a);
}

static void test_doc(void) {
  Doc doc;
  left = -1;
  doc_open(&doc, failing, 0, (Str){"ab\0cd", 5});
  tap_ok(doc.text.n == 2, "text ends at its first NUL");
  for (int32_t i = 0; i < 1000; i++) {
    Sentence s = {.start = i, .end = i};
    doc_add(&doc, &doc.sentences, &s);
  }
  tap_ok(doc.sentences.n == 1000 && doc.sentences.at[999].start == 999, "records stay in order");
  tap_ok(doc_sentence_at(&doc, 500) == 500, "the sentence at a byte");
  Str s = doc_print(&doc, "%04d-%02d", 2025, 4);
  tap_ok(str_eq(s, STR("2025-04")), "doc_print");
  s = doc_print(&doc, "%0400d", 7);
  tap_ok(s.n == 400 && s.s[399] == '7', "doc_print cuts nothing off");
  doc_close(&doc);

  left = 0;
  doc_open(&doc, failing, 0, STR("abc"));
  Sentence one = {0};
  tap_ok(doc_add(&doc, &doc.sentences, &one) == NONE && doc.rc == DOC_NOMEM, "no memory: sticky");
  left = -1;
  tap_ok(doc_add(&doc, &doc.sentences, &one) == NONE && doc.sentences.n == 0,
         "and nothing is added");
  doc_close(&doc);
}

int main(void) {
  tap_plan(13);
  test_arena();
  test_doc();
  return tap_done();
}
