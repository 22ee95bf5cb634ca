/* entity.c - names merged into entities. */
#include "read/read.h"

void read_entity(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
