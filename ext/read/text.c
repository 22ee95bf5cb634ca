/* text.c - valid UTF-8 of the same length, and the folded copy. */
#include "read/read.h"

void read_text(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
