/* attribute.c - who said what, as it stands in the text. */
#include "read/read.h"

void read_attribute(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
