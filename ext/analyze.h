/* analyze.h - runs the stages over a document. */
#ifndef NEWS_ANALYZE_H
#define NEWS_ANALYZE_H

#include "read/read.h"

/* What a caller wants to read from the Doc; each bit brings the stages that it needs. */
typedef enum Want {
  WANT_TOKENS = 1, /* sentences, tokens with tags and relations */
  WANT_DATES = 2,
  WANT_ENTITIES = 4, /* mentions and entities, pronouns included */
  WANT_QUOTES = 8,
  WANT_FIGURES = 16,
  WANT_SENTENCES = 32, /* sentences alone, untagged */
  WANT_NUMBERS = 64,   /* numbers as written, for news_number() */
  WANT_ALL = 127
} Want;

/* False without memory. */
bool reader_open(Reader *r, const Lang *lang);
void reader_close(Reader *r);

/* Runs the stages that `want` needs over a freshly opened document. doc->rc tells how it went. */
void analyze(Doc *doc, Reader *r, unsigned want);

#endif
