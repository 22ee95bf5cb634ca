/* offset.c - bytes to characters: a table of checkpoints, made in one pass.
**
** Eight bytes are looked at in one word, each in a lane of its own, so that their order is all the same. In a text
** where every byte 10xxxxxx belongs to a character, the others are its characters; where one stands alone, bytes are
** looked at one by one.
*/
#include "sql/offset.h"

#include <string.h>

#define LANES 0x0101010101010101u

static uint64_t load(const char *s) {
  uint64_t word;
  memcpy(&word, s, sizeof word);
  return word;
}

/* A one in the lane of each byte 10xxxxxx; of each byte from 0x80 up. */
static uint64_t inner(uint64_t word) {
  return (word >> 7) & ~(word >> 6) & LANES;
}
static uint64_t high(uint64_t word) {
  return (word >> 7) & LANES;
}

static bool is_inner(char c) {
  return ((uint8_t)c & 0xC0) == 0x80;
}

static bool is_ascii(Str s) {
  uint8_t all = 0;
  for (int32_t i = 0; i < s.n; i++) all |= (uint8_t)s.s[i];
  return all < 0x80;
}

/* Does each byte 10xxxxxx stand behind one from 0x80 up? */
static bool is_whole(Str s) {
  int32_t i = 1;
  if (s.n && is_inner(s.s[0])) return false;
  for (; i + 8 <= s.n; i += 8)
    if (inner(load(s.s + i)) & ~high(load(s.s + i - 1))) return false;
  for (; i < s.n; i++)
    if (is_inner(s.s[i]) && (uint8_t)s.s[i - 1] < 0x80) return false;
  return true;
}

static int32_t ones(uint64_t lanes) {
  return (int32_t)(lanes * LANES >> 56);
}

/* Characters that start in n bytes, of a whole text. n < OFFSET_STEP. */
static int32_t starts(const char *s, int32_t n) {
  char bytes[OFFSET_STEP] = {0};
  memcpy(bytes, s, (size_t)n);
  return n - ones(inner(load(bytes)) + inner(load(bytes + 8)));
}

static void mark_whole(uint32_t *checkpoint, Str text) {
  int32_t at = 0;
  uint32_t chars = 0;
  for (;; at += OFFSET_STEP) {
    bool inside = at > 0 && (uint8_t)text.s[at - 1] >= 0x80;
    checkpoint[at / OFFSET_STEP] = chars << 1 | inside;
    if (text.n - at < OFFSET_STEP) return;
    chars += OFFSET_STEP - (uint32_t)ones(inner(load(text.s + at)) + inner(load(text.s + at + 8)));
  }
}

static void mark_broken(uint32_t *checkpoint, Str text) {
  uint32_t chars = 0;
  bool inside = false;
  for (int32_t i = 0; i < text.n; i++) {
    if (i % OFFSET_STEP == 0) checkpoint[i / OFFSET_STEP] = chars << 1 | inside;
    chars += offset_starts((uint8_t)text.s[i], &inside);
  }
  if (text.n % OFFSET_STEP == 0) checkpoint[text.n / OFFSET_STEP] = chars << 1 | inside;
}

void offsets_make(Offsets *o, Doc *doc, Str text) {
  *o = (Offsets){.text = text};
  if (is_ascii(text)) return;
  uint32_t *checkpoint = doc_scratch(doc, ((size_t)text.n / OFFSET_STEP + 1) * sizeof *checkpoint);
  if (!checkpoint) return;
  o->checkpoint = checkpoint;
  o->whole = is_whole(text);
  if (o->whole)
    mark_whole(checkpoint, text);
  else
    mark_broken(checkpoint, text);
}

int32_t offset_chars(const Offsets *o, int32_t at) {
  if (!o->checkpoint) return at;
  uint32_t checkpoint = o->checkpoint[at / OFFSET_STEP];
  int32_t chars = (int32_t)(checkpoint >> 1), from = at / OFFSET_STEP * OFFSET_STEP;
  if (o->whole) return chars + starts(o->text.s + from, at - from);
  bool inside = checkpoint & 1;
  for (int32_t i = from; i < at; i++) chars += offset_starts((uint8_t)o->text.s[i], &inside);
  return chars;
}
