/* mark.c - spans in quotation marks. */
#include "read/read.h"

void read_mark(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
