/* resolve.c - descriptions, pronouns, speakers. */
#include "read/read.h"

void read_resolve(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
