/* name.c - names of people, bodies, places, events and works. */
#include "read/read.h"

void read_name(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
