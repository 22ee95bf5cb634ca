/* figure.c - figures that a reporter would check. */
#include "read/read.h"

void read_figure(Doc *doc, Reader *r) {
  (void)doc;
  (void)r;
}
