/* analyze.c - the ordered list of stages: the only file that knows the order. */
#include "analyze.h"

#include "read/memo.h"

#include <stdlib.h>

typedef struct Stage {
  const char *name;
  void (*run)(Doc *doc, Reader *r);
  unsigned want; /* run if any of these is wanted */
} Stage;

#define WORDS WANT_ALL
#define SYNTAX (WANT_TOKENS | NAMES)
#define TIMES (WANT_DATES | WANT_QUOTES | WANT_FIGURES)
#define NAMES (WANT_ENTITIES | WANT_QUOTES | WANT_FIGURES)

static const Stage stages[] = {
    {"text", read_text, WORDS},
    {"segment", read_segment, WORDS},
    {"lookup", read_lookup, WANT_ALL & ~WANT_SENTENCES},
    {"mark", read_mark, NAMES},
    {"tag", read_tag, SYNTAX | TIMES},
    {"parse", read_parse, SYNTAX},
    {"number", read_number, NAMES | TIMES | WANT_NUMBERS},
    {"date", read_date, NAMES | TIMES},
    {"name", read_name, NAMES | WANT_TOKENS},
    {"entity", read_entity, NAMES | WANT_TOKENS},
    {"attribute", read_attribute, NAMES},
    {"resolve", read_resolve, NAMES},
    {"confidence", read_confidence, NAMES},
    {"figure", read_figure, WANT_FIGURES},
    {"oneline", read_oneline, NAMES},
};

static struct Memos *memos_open(void) {
  return calloc(MEMO_KINDS, sizeof(Memos));
}

bool reader_open(Reader *r, const Lang *lang) {
  *r = (Reader){.lang = lang, .breaker = breaker_open(), .memos = memos_open()};
  if (r->breaker && r->memos) return true;
  reader_close(r);
  return false;
}

void reader_close(Reader *r) {
  breaker_close(r->breaker);
  free(r->memos);
  r->breaker = 0;
  r->memos = 0;
}

void analyze(Doc *doc, Reader *r, unsigned want) {
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
    if (!(stages[i].want & want)) continue;
    if (doc_stop(doc)) return;
    stages[i].run(doc, r);
#ifdef NEWS_CHECK
    doc->broken = doc_check(doc);
    if (doc->broken) doc->rc = DOC_BROKEN;
#endif
  }
}
