/* rule.c - the rule language: its own examples on a pack of their own; time on hostile text. */
#include "../examples.h"
#include "data/pack.h"

#include <stdlib.h>
#include <time.h>

static unsigned char blob[1 << 20] __attribute__((aligned(8)));

static void test_hostile(Reader *r) {
  enum { WORDS = 200000 };
  static char text[WORDS * 4 + 1];
  for (int i = 0; i < WORDS; i++) memcpy(text + 4 * i, "hop ", 4);
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, WORDS * 4});
  analyze(&doc, r, WANT_SENTENCES);
  read_lookup(&doc, r);
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

/* ---- which rules are tried ---- */

/* What may stand behind the word that starts a rule, by the index of the pack; 0 if it starts none. */
static uint64_t behind(const struct Pack *p, const char *word) {
  uint32_t hash = str_hash((Str){word, (int32_t)strlen(word)});
  for (uint32_t i = 0; i < p->head->words_first.count; i++)
    if (p->words_first[i].count && p->words_first[i].hash == hash)
      return p->firsts[p->words_first[i].first].behind;
  return 0;
}

static uint64_t word(const char *text) {
  return pack_word_class(str_hash((Str){text, (int32_t)strlen(text)}));
}

static void test_classes(const Lang *lang) {
  const struct Pack *p = lang->pack;
  uint64_t digit = UINT64_C(1) << CLASS_DIGIT, hop = word("hop") | word("skip");
  tap_ok(behind(p, "year") == digit, "behind 'year' stand digits");
  tap_ok(behind(p, "round") == UINT64_C(1) << CLASS_NUMBER,
         "behind 'round' stand numbers in digits");
  tap_ok(behind(p, "hop") == (hop | word("the")), "a repetition goes on or ends");
  tap_ok(behind(p, "skip") == (word("and") | word("jump")), "what is optional may be left out");
  tap_ok(behind(p, "don't") == CLASS_ALL, "shapes are no classes");
  tap_ok(behind(p, "lone") == CLASS_ALL, "what may end there goes before anything");
  tap_ok(behind(p, "jump") == 0, "a word that starts no rule");
  const PackTry *far = &p->firsts[p->starts[(size_t)RULES_FIGURE * (FIRST_KIND + LEX_KIND_COUNT) +
                                            FIRST_NUMBER + NUM_WORDS]
                                      .first];
  tap_ok(far->behind == pack_kind_class(LEX_UNIT), "behind a number stands a unit");
}

/* The bits of a token tell which kinds of hits begin and end there. */
static int bit_differences(const Doc *doc) {
  int different = 0;
  uint64_t *ends = calloc((size_t)doc->tokens.n + 1, sizeof *ends);
  for (int32_t t = 0, h = 0; t < doc->tokens.n; t++) {
    uint64_t begins = 0;
    for (; h < doc->hits.n && doc->hits.at[h].first == t; h++) {
      begins |= lex_bit((LexKind)doc->hits.at[h].kind);
      ends[doc->hits.at[h].last - 1] |= lex_bit((LexKind)doc->hits.at[h].kind);
    }
    different += begins != doc->tokens.at[t].begins || ends[t] != doc->tokens.at[t].ends;
  }
  free(ends);
  return different;
}

/* The matches at every token of a text, with one pack and with the other; what matches is looked at. */
static int differences(Reader *r, Str text, const Lang *all, int *bits) {
  int different = 0;
  Doc doc;
  doc_open(&doc, mem_libc, 0, text);
  analyze(&doc, r, WANT_ALL);
  *bits += bit_differences(&doc);
  for (int32_t t = 0; t < doc.tokens.n; t++) {
    RuleMatch a = {0}, b = {0};
    bool found = rule_at(&doc, r->lang, RULES_DATE, t, &a);
    bool same = found == rule_at(&doc, all, RULES_DATE, t, &b);
    if (found) same &= !memcmp(&a, &b, sizeof a) && rule_next(&doc, r->lang, RULES_DATE, t) == t;
    different += !same;
  }
  doc_close(&doc);
  return different;
}

/* Every rule is tried: the pack of English, and whatever stands behind. */
static void test_exact(void) {
  LangStore store;
  const Lang *lang;
  Reader r;
  if (lang_en(&store, &lang) || !reader_open(&r, lang)) return;
  size_t size = lang->pack->head->size;
  char *copy = aligned_alloc(8, size);
  memcpy(copy, lang->pack->head, size);
  PackHead *head = (PackHead *)(void *)copy;
  PackTry *tries = (PackTry *)(void *)(copy + head->firsts.offset);
  for (uint32_t i = 0; i < head->firsts.count; i++) tries[i].behind = CLASS_ALL;
  head->checksum = str_checksum(copy + sizeof *head, size - sizeof *head);
  struct Pack pack;
  bool opens = !pack_open(&pack, copy, size);
  Lang all = {.pack = &pack};
  FILE *f = fopen(BUILD "/en.examples", "r");
  char line[4096];
  int texts = 0, different = 0, bits = 0;
  for (; opens && f && fgets(line, sizeof line, f); texts++) {
    Example e = example_split((Str){line, (int32_t)strcspn(line, "\n")});
    different += differences(&r, e.text, &all, &bits);
  }
  tap_ok(texts > 100 && !different, "rules left out would not have matched, in %d texts", texts);
  tap_ok(texts > 100 && !bits, "tokens tell which hits begin and end there");
  if (f) fclose(f);
  free(copy);
  reader_close(&r);
}

static void more(Reader *r) {
  test_hostile(r);
  test_damage();
  test_classes(r->lang);
  test_exact();
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
  return examples_main(&lang, BUILD "/test.examples", 13, more);
}
