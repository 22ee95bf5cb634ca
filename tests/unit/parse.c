/* parse.c - heads and relations: own sentences, trees on any text, one sentence without an end. */
#include "../tap.h"
#include "analyze.h"

#include <time.h>

static LangStore store;

/* Each word's head, counted from 1 (0 = root), and its relation. */
typedef struct Case {
  const char *text, *tree;
} Case;

static const Case cases[] = {
    {"The ministers fled to Oslo on Friday.",
     "2 det, 3 nsubj, 0 root, 5 case, 3 obl, 7 case, 3 obl, 3 punct"},
    {"Two men were arrested by the police.",
     "2 nummod, 4 nsubj:pass, 4 aux:pass, 0 root, 7 case, 7 det, 4 obl:agent, 4 punct"},
    {"She said that the company would close its mines.",
     "2 nsubj, 0 root, 7 mark, 5 det, 7 nsubj, 7 aux, 2 ccomp, 9 nmod:poss, 7 obj, 2 punct"},
    {"“The law is bad,” said Berg.",
     "5 punct, 3 det, 5 nsubj, 5 cop, 8 ccomp, 5 punct, 5 punct, 0 root, 8 nsubj, 8 punct"},
    {"The company, which employs 300 people, said it would close.",
     "2 det, 9 nsubj, 5 punct, 5 nsubj, 2 acl:relcl, 7 nummod, 5 obj, 2 punct, 0 root, "
     "12 nsubj, 12 aux, 9 ccomp, 9 punct"},
    {"The storm killed 12 people", "2 det, 3 nsubj, 0 root, 5 nummod, 3 obj"},
};

static void tree_of(const Doc *doc, char *out, size_t size) {
  size_t n = 0;
  *out = 0;
  for (int32_t t = 0; t < doc->tokens.n && n < size; t++) {
    const Token *k = &doc->tokens.at[t];
    n += (size_t)snprintf(out + n, size - n, "%s%d %s", t ? ", " : "", k->head + 1,
                          rel_name(k->rel));
  }
}

static void test_case(Reader *r, const Case *c) {
  Doc doc;
  char tree[512];
  doc_open(&doc, mem_libc, 0, (Str){c->text, (int32_t)strlen(c->text)});
  analyze(&doc, r, WANT_TOKENS);
  tree_of(&doc, tree, sizeof tree);
  tap_ok(!strcmp(tree, c->tree), "%s: %s", c->text, tree);
  doc_close(&doc);
}

/* Every head inside the sentence, a relation each, no way up that comes back, none longer than `most`.
** The number of tokens, or -1. */
static int32_t check_trees(const Doc *doc, int32_t most) {
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    const Token *k = &doc->tokens.at[t];
    int32_t up = t, steps = 0;
    if (k->rel == REL_NONE || (k->head == NONE) != (k->rel == REL_ROOT)) return -1;
    while (doc->tokens.at[up].head != NONE && steps++ < most) {
      up = doc->tokens.at[up].head;
      if (doc->tokens.at[up].sentence != k->sentence) return -1;
    }
    if (steps > most) return -1;
  }
  return doc->tokens.n;
}

static void test_text(Reader *r, const char *what, const char *text) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)strlen(text)});
  analyze(&doc, r, WANT_TOKENS);
  tap_ok(check_trees(&doc, 100) > 0, "trees: %s", what);
  doc_close(&doc);
}

/* One sentence of n words: tagged and parsed; seconds of the parser, or -1. */
static double parse_long(Reader *r, const char *words, int32_t n) {
  size_t length = strlen(words), size = length * (size_t)n;
  char *text = malloc(size + 1);
  Doc doc;
  for (int32_t i = 0; i < n; i++) memcpy(text + (size_t)i * length, words, length);
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)size});
  analyze(&doc, r, WANT_TOKENS);
  clock_t start = clock();
  read_parse(&doc, r);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  if (check_trees(&doc, 512) < n) seconds = -1;
  doc_close(&doc);
  free(text);
  return seconds;
}

static void test_long(Reader *r, const char *words) {
  double some = parse_long(r, words, 20000), many = parse_long(r, words, 200000);
  tap_ok(some >= 0 && many >= 0 && many < 15 * some + 0.2,
         "a sentence of 200,000 times \"%s\": %.0f ms", words, many * 1e3);
}

int main(void) {
  enum { CASES = sizeof cases / sizeof *cases };
  const Lang *lang;
  Reader r;
  tap_plan(CASES + 8);
  lang_en(&store, &lang);
  reader_open(&r, lang);
  for (int i = 0; i < CASES; i++) test_case(&r, &cases[i]);
  test_text(&r, "one word", "Yes");
  test_text(&r, "marks alone", "“…” (?!) -- ; :");
  test_text(
      &r, "several sentences",
      "“We lost,” said Ann Berg, 34. “Nobody came; nobody called.”\n\nBack in Malmö, $5 million!");
  test_long(&r, "and ");
  test_long(&r, "the dogs ");
  test_long(&r, "(");
  test_long(&r, "said \"that ");
  Doc doc;
  doc_open(&doc, mem_libc, 0, STR(""));
  analyze(&doc, &r, WANT_TOKENS);
  tap_ok(!doc.tokens.n && doc.rc == DOC_OK, "no text, no trees");
  doc_close(&doc);
  reader_close(&r);
  return tap_done();
}
