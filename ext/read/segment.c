/* segment.c - paragraphs, tokens, sentences. */
#include "read/read.h"

struct Breaker *breaker_open(void) {
  return 0;
}

void breaker_close(struct Breaker *b) {
  (void)b;
}

void read_segment(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
