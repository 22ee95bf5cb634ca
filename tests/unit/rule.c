/* rule.c - the rule language: its own examples on a pack of their own; time on hostile text. */
#include "../examples.h"

#include <time.h>

static unsigned char blob[1 << 20] __attribute__((aligned(8)));

static void test_hostile(Reader *r) {
  enum { WORDS = 200000 };
  static char text[WORDS * 4 + 1];
  for (int i = 0; i < WORDS; i++) memcpy(text + 4 * i, "hop ", 4);
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, WORDS * 4});
  analyze(&doc, r, WANT_SENTENCES);
  clock_t start = clock();
  RuleMatch m;
  int32_t t = 0;
  bool found = rule_find(&doc, r->lang, RULES_FIGURE, &t, &m);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  tap_ok(!found && seconds < 10, "%d words that all begin a repetition: %.2f s", WORDS, seconds);
  doc_close(&doc);
}

static void test_damage(void) {
  struct Pack pack;
  uint32_t size = ((PackHead *)(void *)blob)->size;
  int opened = 0;
  for (uint32_t i = 0; i < size; i += 97) {
    blob[i] ^= 0x55;
    opened += pack_open(&pack, blob, size) == 0;
    blob[i] ^= 0x55;
  }
  tap_ok(opened == 0, "a pack with a damaged byte does not open");
  tap_ok(pack_open(&pack, blob, size - 8) != 0, "nor one cut short");
}

static void more(Reader *r) {
  test_hostile(r);
  test_damage();
}

int main(void) {
  FILE *f = fopen(BUILD "/test.pack", "rb");
  size_t size = f ? fread(blob, 1, sizeof blob, f) : 0;
  if (f) fclose(f);
  struct Pack pack;
  const char *wrong = pack_open(&pack, blob, size);
  if (wrong) {
    printf("Bail out! %s\n", wrong);
    return 1;
  }
  Lang lang = {.pack = &pack};
  return examples_main(&lang, BUILD "/test.examples", 3, more);
}
