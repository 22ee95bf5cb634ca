/* plain.c - reading with words and rules alone: without a model there are no tags, heads and names found by weights, and
** what needs none of them is read all the same.
*/
#include "../tap.h"
#include "analyze.h"

#include <string.h>

static const struct {
  const char *text;
  const char *want; /* figures and dates */
} cases[] = {
    {"At least 12 people were killed on May 5, 2024.", "At least 12; 2024-05-05"},
    {"The storm killed 12 people.", "12"},
    {"Ann Lee, 49, left.", "49"},
    {"Sales rose 5% to $3 million in March 2024.", "5%; $3 million; 2024-03"},
    {"According to officials, two of them died.", "two of them"},
    {"\"No,\" said Ann Lee.", ""}, /* who says what hangs on names and tags */
};

static char *put(char *to, const char *before, Str s) {
  if (str_none(s)) s = STR("-");
  return to + sprintf(to, "%s%.*s", before, (int)s.n, s.s);
}

static void told(const Doc *doc, char *to) {
  const char *next = "";
  *to = 0;
  for (int32_t i = 0; i < doc->figures.n; i++, next = "; ")
    to = put(to, next, doc_text(doc, doc->figures.at[i].start, doc->figures.at[i].end));
  for (int32_t i = 0; i < doc->dates.n; i++, next = "; ")
    to = put(to, next, doc->dates.at[i].timex);
}

int main(void) {
  LangStore store;
  const Lang *english;
  Reader reader;
  char got[4096];
  enum { N = sizeof cases / sizeof *cases };
  tap_plan(N + 1);
  if (lang_en(&store, &english)) return 1;
  Lang lang = {.pack = english->pack};
  tap_ok(reader_open(&reader, &lang), "words alone are enough to read");
  for (int i = 0; i < N; i++) {
    Doc doc;
    doc_open(&doc, mem_libc, 0, (Str){cases[i].text, (int32_t)strlen(cases[i].text)});
    analyze(&doc, &reader, WANT_ALL);
    told(&doc, got);
    const char *wrong = doc_check(&doc);
    tap_ok(!wrong && doc.rc == DOC_OK && strcmp(got, cases[i].want) == 0, "%s%s", cases[i].text,
           wrong ? wrong : "");
    if (strcmp(got, cases[i].want) != 0) printf("# got  %s\n# want %s\n", got, cases[i].want);
    doc_close(&doc);
  }
  reader_close(&reader);
  return tap_done();
}
