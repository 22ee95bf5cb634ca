/* hostile.c - all stages on random mixes of what breaks readers, on failing memory, and on long
** texts of one thing: every invariant holds, no allocation is leaned on, time grows with the text.
**
** hostile.t [ROUNDS [SEED]] runs as many random texts.
*/
#include "../tap.h"
#include "analyze.h"

#include <time.h>

static const char *const pieces[] = {
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "„",
    "«",
    "»",
    "(",
    ")",
    ".",
    "...",
    "?",
    "!",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\xE2\x80\xA8",
    "\xC2\xA0",
    "\x01",
    ",",
    ";",
    ":",
    "-",
    "—",
    "/",
    "//",
    "@",
    "#",
    "$",
    "€",
    "%",
    "&",
    "_",
    "=",
    "\x80",
    "\xC3",
    "\xE2\x80",
    "\xF0\x9F\x98\x84",
    "\xE6\x9D\xB1\xE4\xBA\xAC",
    "\xE0\xB9\x84\xE0\xB8\x97\xE0\xB8\xA2",
    "\xEF\xB8\x8F",
    "½",
    "é",
    "İ",
    "a",
    "s",
    "the",
    "he",
    "He",
    "They",
    "said",
    "told",
    "according to",
    "that",
    "not",
    "Ann Lee",
    "Smiths",
    "Mr.",
    "U.S.",
    "n't",
    "'s",
    "cannot",
    "they'd've",
    "President",
    "mayor of",
    "the company",
    "officials",
    "Kyiv",
    "NATO",
    "5",
    "10",
    "2,000",
    "1.5",
    "million",
    "dozen",
    "two",
    "hundred",
    "and",
    "half",
    "percent",
    "km",
    "people",
    "killed",
    "more than",
    "at least",
    "1.",
    "Monday",
    "last week",
    "May",
    "2024",
    "10:30",
    "in",
    "from",
    "to",
    "rose",
    "http",
    "x.org",
};
enum { PIECES = sizeof pieces / sizeof *pieces, MOST = 4096 };

static uint64_t seed = 1;
static uint32_t random_below(uint32_t n) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33) % n;
}

/* A text in memory of exactly its size, so that a sanitizer sees a step beyond it. */
static Str random_text(void) {
  char *text = malloc(MOST);
  int32_t n = 0;
  for (uint32_t i = random_below(150); i > 0; i--) {
    const char *piece = pieces[random_below(PIECES)];
    memcpy(text + n, piece, strlen(piece));
    n += (int32_t)strlen(piece);
    if (random_below(4)) text[n++] = ' ';
  }
  return (Str){realloc(text, n ? (size_t)n : 1), n};
}

/* SQLite counts a byte from 0xC0 up and all 10xxxxxx behind it as one character. */
static bool cuts_character(Str s, int32_t at) {
  if (at >= s.n || ((uint8_t)s.s[at] & 0xC0) != 0x80) return false;
  while (at > 0 && ((uint8_t)s.s[at] & 0xC0) == 0x80) at--;
  return (uint8_t)s.s[at] >= 0xC0;
}

static const char *wrong_with(const Doc *doc, Str source) {
  if (doc->rc != DOC_OK) return doc->broken ? doc->broken : "rc";
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    const Token *token = &doc->tokens.at[t];
    if (cuts_character(source, token->start) || cuts_character(source, token->end))
      return "token: cuts a character of the source";
  }
  return doc_check(doc);
}

static const Lang *lang;
static Reader reader;

static void random_texts(int rounds) {
  const char *wrong = 0;
  for (int i = 0; i < rounds && !wrong; i++) {
    uint64_t was = seed;
    Str source = random_text();
    Doc doc;
    doc_open(&doc, mem_libc, 0, source);
    doc.published = (Moment){2024, 2, 29, -1, -1, true};
    analyze(&doc, &reader, WANT_ALL);
    wrong = wrong_with(&doc, source);
    if (wrong) printf("# seed %llu: %s\n# ", (unsigned long long)was, wrong);
    for (int32_t k = 0; wrong && k < source.n; k++)
      putchar(source.s[k] == '\n' ? ' ' : source.s[k]);
    if (wrong) putchar('\n');
    doc_close(&doc);
    free((char *)source.s);
  }
  tap_ok(!wrong, "random texts keep every invariant");
}

/* ---- memory ---- */

static int left;
static void *failing_alloc(void *ctx, size_t n) {
  (void)ctx;
  return left-- > 0 ? malloc(n) : 0;
}
static void failing_release(void *ctx, void *p) {
  (void)ctx;
  free(p);
}

static void failing_memory(void) {
  static const char text[] =
      "“Two people died,” Ann Lee told reporters in Kyiv on Monday. She said "
      "that 5 million dollars had been lost since May.";
  bool good = true, whole = false;
  for (int n = 0; n < 500 && !whole; n++) {
    Doc doc;
    left = n;
    doc_open(&doc, (Mem){failing_alloc, failing_release, 0}, 0,
             (Str){text, (int32_t)sizeof text - 1});
    analyze(&doc, &reader, WANT_ALL);
    whole = doc.rc == DOC_OK;
    good = good && (whole || doc.rc == DOC_NOMEM);
    doc_close(&doc);
  }
  tap_ok(good && whole, "every allocation may fail");
  Doc doc;
  doc_open(&doc, mem_libc, 10000, (Str){text, (int32_t)sizeof text - 1});
  analyze(&doc, &reader, WANT_ALL);
  tap_ok(doc.rc == DOC_NOMEM, "a limit is kept");
  doc_close(&doc);
}

/* ---- time ---- */

static const char *const units[] = {
    "\"",
    "“",
    "'a ",
    "\"a\" ",
    "“a\n",
    "s' ",
    "a",
    "a ",
    "A ",
    "Ann Lee ",
    "Ann Lee said ",
    "he said ",
    "“No,” he said. ",
    "5 ",
    "5",
    "1,000,",
    "two ",
    "million ",
    "two million people ",
    "on Monday ",
    "May 5 2024 ",
    "Mr. ",
    "A.",
    "a.b",
    "a@b",
    "http://a/",
    ". ",
    "...",
    "-",
    "(",
    "\n",
    "the ",
    "and ",
    "President ",
    "to ",
    "of ",
    "that ",
    "\x80",
    "\xE6\x9D\xB1",
    "a\n\n",
};

static double seconds(const char *unit, size_t bytes) {
  size_t size = strlen(unit), n = bytes / size * size;
  char *text = malloc(n);
  for (size_t i = 0; i < n; i++) text[i] = unit[i % size];
  clock_t start = clock();
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)n});
  analyze(&doc, &reader, WANT_ALL);
  doc_close(&doc);
  double took = (double)(clock() - start) / CLOCKS_PER_SEC;
  free(text);
  return took;
}

static void long_texts(void) {
  enum { SMALL = 20000, TIMES = 8 };
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    double small = seconds(units[i], SMALL), large = seconds(units[i], SMALL * TIMES);
    bool good = large < 2.5 * TIMES * small + 0.05;
    tap_ok(good, "time grows with the text, case %d", (int)i + 1);
    if (!good) printf("# %s: %.3f s, then %.3f s\n", units[i], small, large);
  }
}

int main(int argc, char **argv) {
  LangStore store;
  if (lang_en(&store, &lang) || !reader_open(&reader, lang)) return 1;
  if (argc > 2) seed = strtoull(argv[2], 0, 10);
  tap_plan(3 + (int)(sizeof units / sizeof *units));
  random_texts(argc > 1 ? atoi(argv[1]) : 2000);
  failing_memory();
  long_texts();
  reader_close(&reader);
  return tap_done();
}
