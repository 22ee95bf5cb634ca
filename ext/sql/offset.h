/* offset.h - bytes to characters, as SQLite's length() and substr() count them. */
#ifndef NEWS_OFFSET_H
#define NEWS_OFFSET_H

#include "core/doc.h"

/* One checkpoint every OFFSET_STEP bytes: characters that start before it, doubled, plus one if
** bytes 10xxxxxx at it still belong to the character before. NULL: one byte a character throughout.
** */
#define OFFSET_STEP 16
typedef struct Offsets {
  Str text;
  const uint32_t *checkpoint;
  bool whole; /* every byte 10xxxxxx belongs to a character */
} Offsets;

/* One pass over the text; memory from the document's arena (doc->rc tells). */
void offsets_make(Offsets *o, Doc *doc, Str text);

/* Characters that start before byte `at`. O(OFFSET_STEP). */
int32_t offset_chars(const Offsets *o, int32_t at);

/* Does the byte c start a character? *inside tells whether bytes 10xxxxxx belong to what stands
** before:
** SQLite lets a byte from 0xC0 up take all of them along, and counts each of them alone elsewhere.
*/
static inline bool offset_starts(uint8_t c, bool *inside) {
  if ((c & 0xC0) == 0x80) return !*inside;
  *inside = c >= 0xC0;
  return true;
}

#endif
