/* lang.c - where a record comes from, spelled out. */
#include "data/lang.h"

#include <stdio.h>

const char *lang_why(const Lang *lang, Why why, char buffer[WHY_SIZE]) {
  uint32_t file = why >> 20, line = why & 0xFFFFF;
  buffer[0] = 0;
  if (!lang || !lang->pack || !file || file > lang->pack->head->files.count) return buffer;
  const PackFile *f = &lang->pack->files[file - 1];
  Str name = pack_str(lang->pack, f->name, f->length);
  snprintf(buffer, WHY_SIZE, "%.*s:%u", (int)name.n, name.s, line);
  return buffer;
}
