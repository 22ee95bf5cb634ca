/* offset.c - bytes to characters: a table of checkpoints, made in one pass. */
#include "sql/offset.h"

static bool is_ascii(Str s) {
  uint8_t all = 0;
  for (int32_t i = 0; i < s.n; i++) all |= (uint8_t)s.s[i];
  return all < 0x80;
}

void offsets_make(Offsets *o, Doc *doc, Str text) {
  *o = (Offsets){.text = text};
  if (is_ascii(text)) return;
  uint32_t *checkpoint = doc_alloc(doc, ((size_t)text.n / OFFSET_STEP + 1) * sizeof *checkpoint);
  if (!checkpoint) return;
  uint32_t chars = 0;
  bool inside = false;
  for (int32_t i = 0; i < text.n; i++) {
    if (i % OFFSET_STEP == 0) checkpoint[i / OFFSET_STEP] = chars << 1 | inside;
    chars += offset_starts((uint8_t)text.s[i], &inside);
  }
  if (text.n % OFFSET_STEP == 0) checkpoint[text.n / OFFSET_STEP] = chars << 1 | inside;
  o->checkpoint = checkpoint;
}

int32_t offset_chars(const Offsets *o, int32_t at) {
  if (!o->checkpoint) return at;
  uint32_t checkpoint = o->checkpoint[at / OFFSET_STEP];
  int32_t chars = (int32_t)(checkpoint >> 1);
  bool inside = checkpoint & 1;
  for (int32_t i = at / OFFSET_STEP * OFFSET_STEP; i < at; i++)
    chars += offset_starts((uint8_t)o->text.s[i], &inside);
  return chars;
}
