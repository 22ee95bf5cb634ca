/* linear.c - texts that are the worst of their kind, as long as one likes: make linear counts the instructions
** of each stage on 1, 2, 4 and 8 times as much of each.
**
**   linear             lists the kinds
**   linear KIND BYTES [TIMES]  reads one; prints bytes, tokens, records, seconds of CPU, megabytes; then, TIMES - 1
**                      times, twice as much of it
**   linear all BYTES   the same for all kinds
*/
#include "analyze.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* %d counts up: what makes every name, number or mark another one. %a are three letters that do so. */
static const struct Kind {
  const char *name, *unit;
} kinds[] = {
    {"marks", "\""},
    {"open marks", "“"},
    {"close marks", "”"},
    {"single marks", "'"},
    {"open and word", "“a "},
    {"nested marks", "“a ‘b "},
    {"unclosed paragraphs", "“A b c.\n\n"},
    {"unclosed lines", "“a\n"},
    {"quotes", "“No,” he said. "},
    {"split quotes", "“No,” said Ann Lee, “no.” "},
    {"turns", "“No.”\n\n“Yes.”\n\n"},
    {"one sentence of quotes", "“no” he said and "},
    {"brackets", "("},
    {"full stops", "."},
    {"letters", "x"},
    {"capitals", "A"},
    {"capital words", "ABC "},
    {"words", "word "},
    {"no spaces", "a,b;c"},
    {"hyphens", "a-"},
    {"slashes", "a/"},
    {"abbreviations", "Mr. U.S. Inc. "},
    {"initials", "A. "},
    {"digits", "7"},
    {"numbers", "12 "},
    {"grouped digits", "1,000,"},
    {"dashed digits", "5-"},
    {"clocks", "10:30:"},
    {"number words", "two hundred and "},
    {"scales", "million "},
    {"money", "$5 million, "},
    {"percents", "5% "},
    {"counts", "5 people killed, 3 more, "},
    {"ranges", "from 5 to 10 "},
    {"figures of a source", "12 people died, officials said, and 5 "},
    {"levels", "rose 5% to 10 from 9 "},
    {"dates", "on Friday "},
    {"dates and commas", "on Friday, March 14, 2025, "},
    {"years", "1990 "},
    {"months", "May "},
    {"lengths", "two weeks ago and "},
    {"slashed dates", "1/2/2003 "},
    {"one name", "Ann Lee "},
    {"names and commas", "Ann Lee, "},
    {"names of a sentence", "Ann Lee and Bo Ray, "},
    {"new names", "Ann %a, "},
    {"new first names", "%a Lee, "},
    {"new full names", "%a %a said. "},
    {"new bodies", "the %a Company. "},
    {"new acronyms", "the %a %a Party (%a), "},
    {"titles", "President "},
    {"titles of", "the mayor of the president of "},
    {"appositions", "Ann Lee, the mayor, "},
    {"roles", "a spokesman for the ministry of "},
    {"descriptions", "The president said so. "},
    {"new descriptions", "The %a minister said so. "},
    {"pronouns", "he she they "},
    {"said", "he said "},
    {"said that", "said that "},
    {"verbs", "said told asked "},
    {"reports", "Ann Lee said that he knew. "},
    {"reports of one sentence", "Ann Lee said that he knew, and "},
    {"who said", "who said that he, "},
    {"according to", "according to "},
    {"according to many", "It was, according to Ann, "},
    {"told", "he told her that "},
    {"of", "of the "},
    {"and", "Ann and Bo, "},
    {"that", "that "},
    {"commas", "a, "},
    {"semicolons", "he said; "},
    {"clitics", "they'd've "},
    {"lines", "a\n"},
    {"paragraphs", "a.\n\n"},
    {"blank lines", "\n"},
    {"broken bytes", "\x80"},
    {"Chinese", "\xE6\x9D\xB1"},
    {"Thai", "\xE0\xB9\x84\xE0\xB8\x97\xE0\xB8\xA2"},
    {"addresses", "http://a.b/c@d "},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t letters(char *to, unsigned n) {
  to[0] = (char)('A' + n % 26);
  for (int i = 1; i < 5; i++, n /= 26) to[i] = "aeioutnrslkmdgbpvfhwjyzcqx"[(n + (unsigned)i) % 26];
  return 5;
}

static char *text_of(const char *unit, size_t bytes, size_t *n) {
  char *text = malloc(bytes + 16 * (strlen(unit) + 16));
  unsigned count = 0;
  *n = 0;
  while (text && *n < bytes) {
    for (const char *u = unit; *u; u++) {
      if (*u == '%' && u[1] == 'a')
        *n += letters(text + *n, count++), u++;
      else
        text[(*n)++] = *u;
    }
  }
  return text;
}

static Reader reader;

__attribute__((noinline)) static void one(const struct Kind *kind, size_t bytes) {
  size_t n;
  char *text = text_of(kind->unit, bytes, &n);
  clock_t start = clock();
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)n});
  doc.published = (Moment){2025, 4, 25, -1, -1, true};
  analyze(&doc, &reader, WANT_ALL);
  printf("%-24s %9zu bytes %8d tokens %7d quotes %7d entities %7d mentions %7d figures %7d dates "
         "%8.3f s %6.0f MB%s\n",
         kind->name, n, doc.tokens.n, doc.quotes.n, doc.entities.n, doc.mentions.n, doc.figures.n,
         doc.dates.n, (double)(clock() - start) / CLOCKS_PER_SEC, (double)doc.arena.used / 1e6,
         doc.rc ? " FAILED" : "");
  fflush(stdout);
  doc_close(&doc);
  free(text);
}

static struct {
  const char *name;
  size_t bytes;
  int times;
} asked = {.times = 1};

static void *work(void *none) {
  for (int i = 0; i < KINDS; i++)
    for (int times = 0; times < asked.times; times++)
      if (!strcmp(asked.name, "all") || !strcmp(asked.name, kinds[i].name))
        one(&kinds[i], asked.bytes << times);
  return none;
}

/* In a thread whose stack is as small as that of some programs: 128 KB. */
int main(int argc, char **argv) {
  static LangStore store;
  const Lang *lang;
  if (argc < 3) {
    for (int i = 0; i < KINDS; i++) puts(kinds[i].name);
    return 0;
  }
  asked.name = argv[1];
  asked.bytes = strtoull(argv[2], 0, 10);
  if (argc > 3) asked.times = atoi(argv[3]);
  if (lang_en(&store, &lang) || !reader_open(&reader, lang)) return 1;
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 128 * 1024);
  if (pthread_create(&thread, &attributes, work, 0)) return 1;
  pthread_join(thread, 0);
  reader_close(&reader);
  return 0;
}
