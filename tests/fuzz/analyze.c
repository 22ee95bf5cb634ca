/* analyze.c - the whole analysis of any bytes: doc_check holds after every stage (NEWS_CHECK), and rows depend
** on nothing but the text: not on what was read before, not on what else is asked for, and where they do
** not tell times not on `published`, as long as it is of the year that stands for an unknown one: a bare number near
** that year is a year and no count (LATELY in date_cut.c).
*/
#include "fuzz.h"

static const Moment published = {2012, 2, 29, -1, -1, true};

static uint64_t digest(Reader *r, Str text, Moment when, unsigned want, unsigned shown,
                       bool dated) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, text);
  doc.published = when;
  analyze(&doc, r, want);
  MUST_HOLD(doc.rc == DOC_OK, "rc %d: %s", (int)doc.rc, doc.broken ? doc.broken : "");
  uint64_t h = doc_digest(&doc, shown, dated);
  doc_close(&doc);
  return h;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  static const unsigned alone[] = {WANT_TOKENS, WANT_DATES,   WANT_ENTITIES,
                                   WANT_QUOTES, WANT_FIGURES, WANT_SENTENCES};
  Reader *r = fuzz_reader();
  Str text = {(const char *)data, (int32_t)n};
  uint64_t first = digest(r, text, published, WANT_ALL, WANT_ALL, true);
  if (n == 0) return 0;
  /* One more check a run, chosen by the text, so that runs stay quick. */
  unsigned which = (data[0] + data[n / 2] + (unsigned)n) % 8;
  if (which == 6) {
    digest(r, str_sub(text, text.n / 2, text.n), published, WANT_ALL, WANT_ALL, true);
    MUST_HOLD(digest(r, text, published, WANT_ALL, WANT_ALL, true) == first, "another text before");
  } else if (which == 7) {
    MUST_HOLD(digest(r, text, (Moment){0}, WANT_ALL, WANT_ALL, false) ==
                  digest(r, text, published, WANT_ALL, WANT_ALL, false),
              "published");
  } else {
    MUST_HOLD(digest(r, text, published, alone[which], alone[which], true) ==
                  digest(r, text, published, WANT_ALL, alone[which], true),
              "asked for alone: %u", alone[which]);
  }
  return 0;
}
