/* parse.c - heads and relations. */
#include "read/read.h"

void read_parse(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
