/* segment_split.c - what the cutter must know of the language: a small table by hash, made once. */
#include "data/lexicon.h"
#include "read/segment.h"

/* One key for a word in a class; 0 is an empty slot. */
static uint32_t key_of(uint32_t hash, SplitClass class) {
  uint32_t key = hash ^ ((uint32_t) class * 0x9E3779B9u);
  return key ? key : 1;
}

static void put(SplitTable *t, uint32_t hash, SplitClass class, int bytes) {
  if (t->n == SPLITS / 2) return; /* a lookup must find an empty slot */
  uint32_t key = key_of(hash, class), i = key % SPLITS;
  while (t->slot[i].key && t->slot[i].key != key) i = (i + 1) % SPLITS;
  t->n += !t->slot[i].key;
  t->slot[i] = (SplitSlot){key, (uint8_t)bytes};
}

int split_find(const SplitTable *t, uint32_t hash, SplitClass class) {
  uint32_t key = key_of(hash, class);
  for (uint32_t i = key % SPLITS; t->slot[i].key; i = (i + 1) % SPLITS)
    if (t->slot[i].key == key) return t->slot[i].bytes;
  return 0;
}

void split_load(SplitTable *t, const Lang *lang) {
  static const struct {
    Str name;
    SplitClass class;
  } names[] = {{{"tail", sizeof "tail" - 1}, SPLIT_TAIL},
               {{"digits", sizeof "digits" - 1}, SPLIT_DIGITS},
               {{"front", sizeof "front" - 1}, SPLIT_FRONT},
               {{"prefix", sizeof "prefix" - 1}, SPLIT_PREFIX},
               {{"whole", sizeof "whole" - 1}, SPLIT_WHOLE}};
  int32_t first, last;
  lex_entries(lang, LEX_SPLIT, &first, &last);
  for (int32_t e = first; e < last; e++) {
    Str at = lex_str(lang, e, SPLIT_AT);
    SplitClass class = SPLIT_CUT;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
      if (str_eq(at, names[i].name)) class = names[i].class;
    put(t, str_hash(lex_phrase(lang, e)), class,
        class == SPLIT_CUT ? lex_int(lang, e, SPLIT_AT) : 1);
  }
  lex_entries(lang, LEX_STARTER, &first, &last);
  for (int32_t e = first; e < last; e++) put(t, str_hash(lex_phrase(lang, e)), SPLIT_STARTER, 1);
}
