/* text.c - valid UTF-8 of the same length, and the folded copy.
**
** Offsets of the repaired text must cut the source into the characters that SQLite counts. There a
** byte from 0xC0 up takes every 10xxxxxx byte behind it along, however many they are: that is the
** unit here too. A unit that is not one valid character becomes that many 0x1A, which segment.c
** reads as letters, so that no span ever begins or ends within a unit.
*/
#include "read/read.h"

#include <unicode/uchar.h>

#define SUBSTITUTE 0x1A

/* Bytes of the unit at i: one byte below 0xC0, or a lead byte with all that follow. */
static int32_t unit(Str s, int32_t i) {
  int32_t e = i + 1;
  if ((uint8_t)s.s[i] >= 0xC0)
    while (e < s.n && ((uint8_t)s.s[e] & 0xC0) == 0x80) e++;
  return e - i;
}

/* Is the unit one well-formed character: not overlong, no surrogate, below U+110000? */
static bool valid(const char *s, int32_t n) {
  uint8_t c = (uint8_t)s[0], d = n > 1 ? (uint8_t)s[1] : 0;
  if (n == 1) return c < 0x80;
  if (n == 2) return c >= 0xC2 && c < 0xE0;
  if (n == 3) return c >= 0xE0 && c < 0xF0 && !(c == 0xE0 && d < 0xA0) && !(c == 0xED && d >= 0xA0);
  return n == 4 && c >= 0xF0 && c <= 0xF4 && !(c == 0xF0 && d < 0x90) && !(c == 0xF4 && d >= 0x90);
}

/* The first broken unit at or behind i; s.n if there is none. */
static int32_t broken_at(Str s, int32_t i) {
  while (i < s.n) {
    if ((uint8_t)s.s[i] < 0x80) {
      i += s.n - i >= 8 && ascii_eight(s.s + i) ? 8 : 1;
      continue;
    }
    int32_t n = unit(s, i);
    if (!valid(s.s + i, n)) return i;
    i += n;
  }
  return s.n;
}

static void repair(Doc *doc) {
  Str s = doc->text;
  int32_t i = broken_at(s, 0);
  if (i == s.n) return; /* nearly always: the text stays borrowed */
  Str copy = doc_keep(doc, s);
  if (str_none(copy)) return;
  char *to = (char *)copy.s;
  while (i < s.n) {
    int32_t n = unit(s, i);
    memset(to + i, SUBSTITUTE, (size_t)n);
    i = broken_at(s, i + n);
  }
  doc->text = copy;
}

/* Lower case at the same offset, if it has as many bytes. */
static int32_t fold_wide(char *to, const char *s, int32_t i) {
  int32_t next = i;
  uint32_t u = utf8_next(s, &next);
  char low[4];
  if (utf8_put(low, (uint32_t)u_tolower((UChar32)u)) == next - i)
    memcpy(to + i, low, (size_t)(next - i));
  return next;
}

static char fold_ascii(char c) {
  return (char)(c | (((unsigned)(c - 'A') < 26) << 5));
}

/* The same for eight of them: 0x80 marks the bytes from 'A' on, and not those behind 'Z'. */
static void fold_eight(char *s) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  uint64_t w;
  memcpy(&w, s, sizeof w);
  w |= ((w + each * (0x80 - 'A')) & ~(w + each * (0x7F - 'Z')) & each * 0x80) >> 2;
  memcpy(s, &w, sizeof w);
}

static void fold(Doc *doc) {
  Str copy = doc_keep(doc, doc->text);
  if (str_none(copy)) return;
  char *to = (char *)copy.s;
  for (int32_t i = 0; i < copy.n;) {
    if (copy.n - i >= 8 && ascii_eight(to + i)) {
      fold_eight(to + i);
      i += 8;
    } else if ((uint8_t)to[i] >= 0x80) {
      i = fold_wide(to, doc->text.s, i);
    } else {
      to[i] = fold_ascii(to[i]);
      i++;
    }
  }
  doc->fold = copy;
}

void read_text(Doc *doc, Reader *r) {
  (void)r;
  repair(doc);
  if (!doc_stop(doc)) fold(doc);
}
