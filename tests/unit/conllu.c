/* conllu.c - reading a small treebank of our own, and what it looks like in every manner. */
#include "../tap.h"
#include "tool/conllu.h"

static const unsigned manners[] = {MANNER_PLAIN, MANNER_CURLY | MANNER_NO_END, MANNER_UPPER,
                                   MANNER_LOWER, MANNER_TITLE};

static unsigned same(void *ctx, int32_t sentence) {
  (void)sentence;
  return *(const unsigned *)ctx;
}

static bool text_is(const Rendered *r, const char *text) {
  return str_eq(r->doc.text, (Str){text, (int32_t)strlen(text)});
}

static void test_read(const Treebank *tb) {
  const GoldWord *w = tb->words.at;
  tap_ok(tb->sentences.n == 2 && tb->words.n == 18 && tb->documents == 1, "words and sentences");
  tap_ok(!w[2].space && w[3].space, "the space behind a range is its last word's");
  tap_ok(w[9].rel == REL_FLAT && w[9].head == 8, "an unknown subtype; heads are words");
  tap_ok(w[11].head == 12 && str_eq(w[12].lemma, STR("boat")), "heads of the second sentence");
}

static void test_render(const Treebank *tb) {
  static const char *const texts[] = {
      "\"We don't sail,\" said Ann Berg. The boats stay in the harbour. ",
      "“We don’t sail,” said Ann Berg The boats stay in the harbour ",
      "\"WE DON'T SAIL,\" SAID ANN BERG. THE BOATS STAY IN THE HARBOUR. ",
      "\"we don't sail,\" said ann berg. the boats stay in the harbour. ",
      "\"We Don't Sail,\" Said Ann Berg. The Boats Stay In The Harbour. "};
  for (int i = 0; i < 5; i++) {
    Rendered r;
    unsigned manner = manners[i];
    treebank_doc(&r, tb, 0, 2, same, &manner);
    tap_ok(text_is(&r, texts[i]) && !doc_check(&r.doc), "manner %d: %s", i, r.text);
    int32_t n = r.doc.tokens.n, root = r.doc.sentences.at[1].first + 2;
    tap_ok(n == (i == 1 ? 16 : 18) && r.gold[root].head == NONE && r.gold[root - 1].head == root,
           "its annotation goes along");
    rendered_close(&r);
  }
}

int main(void) {
  tap_plan(14);
  Treebank tb;
  treebank_open(&tb);
  treebank_read(&tb, "tests/unit/data/tiny.conllu");
  test_read(&tb);
  test_render(&tb);
  treebank_close(&tb);
  return tap_done();
}
