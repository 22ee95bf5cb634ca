/* lang.c - where a record comes from, spelled out. */
#include "data/lang.h"

#include <string.h>

/* Without snprintf, which took a tenth of the time in which the rows of an archive are written. */
static void spell(char *out, Str name, uint32_t line) {
  char digits[10];
  int32_t n = 0, most = WHY_SIZE - (int32_t)sizeof digits - 2,
          length = name.n < most ? name.n : most;
  do {
    digits[n++] = (char)('0' + line % 10);
  } while (line /= 10);
  if (length > 0) memcpy(out, name.s, (size_t)length);
  out += length > 0 ? length : 0;
  *out++ = ':';
  while (n) *out++ = digits[--n];
  *out = 0;
}

const char *lang_why(const Lang *lang, Why why, char buffer[WHY_SIZE]) {
  uint32_t file = why >> 20, line = why & 0xFFFFF;
  buffer[0] = 0;
  if (!lang || !lang->pack || !file || file > lang->pack->head->files.count) return buffer;
  const PackFile *f = &lang->pack->files[file - 1];
  spell(buffer, pack_str(lang->pack, f->name, f->length), line);
  return buffer;
}
