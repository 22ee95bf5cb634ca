/* segment_class.c - classes of characters, and ICU's word iterator. */
#include "read/segment.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

/* clang-format off */
#define A C_LETTER
#define D C_DIGIT
#define S C_SPACE
#define O C_OTHER
#define R C_REPEAT
const uint8_t class_of_ascii[128] = {
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, A, S, S, S, S, S,
    S, C_STOP, C_QUOTE, R, C_MONEY, O, O, C_APOS, C_OPEN, C_CLOSE, R, O, O, C_DASH, C_DOT, O,
    D, D, D, D, D, D, D, D, D, D, O, O, R, R, R, C_STOP,
    O, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, C_OPEN, O, C_CLOSE, O, R,
    C_QUOTE, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, C_OPEN, O, C_CLOSE, R, S,
};
/* clang-format on */
#undef A
#undef D
#undef S
#undef O
#undef R

static Class punctuation(uint32_t u) {
  switch (u) {
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201B: return C_APOS;
  case 0xAB:
  case 0xBB:
  case 0x2039:
  case 0x203A:
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0x2E42:
  case 0x300C:
  case 0x300D:
  case 0x300E:
  case 0x300F:
  case 0x301D:
  case 0x301E:
  case 0x301F:
  case 0xFF02: return C_QUOTE;
  case 0x2026: return C_DOT;
  case 0x2212: return C_DASH;
  case 0xAD:
  case 0x200C:
  case 0x200D: return C_LETTER; /* soft hyphen, joiners: inside words */
  default: return C_OTHER;
  }
}

/* Scripts that write no spaces, and emoji, by the classes that line breaking gives them. */
static bool complex_script(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
  case U_LB_COMPLEX_CONTEXT:
  case U_LB_IDEOGRAPHIC:
  case U_LB_CONDITIONAL_JAPANESE_STARTER:
  case U_LB_REGIONAL_INDICATOR:
  case U_LB_E_BASE:
  case U_LB_E_MODIFIER: return true;
  default: return false;
  }
}

static Class by_category(uint32_t u) {
  switch (u_charType((UChar32)u)) {
  case U_DECIMAL_DIGIT_NUMBER:
  case U_OTHER_NUMBER: return C_DIGIT;
  case U_CURRENCY_SYMBOL: return C_MONEY;
  case U_DASH_PUNCTUATION: return C_DASH;
  case U_START_PUNCTUATION: return C_OPEN;
  case U_END_PUNCTUATION: return C_CLOSE;
  case U_SPACE_SEPARATOR:
  case U_LINE_SEPARATOR:
  case U_PARAGRAPH_SEPARATOR:
  case U_CONTROL_CHAR:
  case U_FORMAT_CHAR: return C_SPACE;
  case U_UPPERCASE_LETTER:
  case U_LOWERCASE_LETTER:
  case U_TITLECASE_LETTER:
  case U_MODIFIER_LETTER:
  case U_OTHER_LETTER:
  case U_NON_SPACING_MARK:
  case U_ENCLOSING_MARK:
  case U_COMBINING_SPACING_MARK:
  case U_LETTER_NUMBER: return C_LETTER;
  default: return C_OTHER;
  }
}

static Class wide(uint32_t u) {
  if (u >= 0xC0 && u < 0x250) return u == 0xD7 || u == 0xF7 ? C_OTHER : C_LETTER;
  Class c = punctuation(u);
  if (c != C_OTHER) return c;
  if (u >= 0xE00 && complex_script((UChar32)u)) return C_COMPLEX;
  return by_category(u);
}

Class class_wide(Str s, int32_t i, int32_t *next) {
  *next = i;
  return wide(utf8_next(s.s, next));
}

bool upper_wide(Str s, int32_t i) {
  return u_isupper((UChar32)utf8_next(s.s, &i));
}

/* ---- ICU ---- */

struct Breaker {
  UBreakIterator *words;
  UText text; /* over the bytes in hand */
  Str s;
  int32_t from;
  SplitTable splits;
  const Lang *lang; /* whose splits they are */
};

struct Breaker *breaker_open(void) {
  struct Breaker *b = calloc(1, sizeof *b);
  if (!b) return 0;
  UErrorCode rc = U_ZERO_ERROR;
  b->words = ubrk_open(UBRK_WORD, "", 0, 0, &rc);
  b->text = (UText)UTEXT_INITIALIZER;
  if (U_SUCCESS(rc)) return b;
  free(b);
  return 0;
}

void breaker_close(struct Breaker *b) {
  if (!b) return;
  ubrk_close(b->words);
  utext_close(&b->text);
  free(b);
}

void breaker_set(struct Breaker *b, Str s, int32_t from, int32_t to) {
  UErrorCode rc = U_ZERO_ERROR;
  utext_openUTF8(&b->text, s.s + from, to - from, &rc);
  ubrk_setUText(b->words, &b->text, &rc);
  ubrk_first(b->words);
  b->s = str_sub(s, 0, to);
  b->from = from;
}

static bool in_word(UChar32 c) {
  int type = u_charType(c);
  return u_isalpha(c) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

/* Between two letters ICU breaks by dictionaries, which change with its version and may be missing: there
** a run of Thai or Chinese stays one token, so that the same text gives the same rows everywhere. */
static bool by_dictionary(const struct Breaker *b, int32_t at) {
  if (at <= b->from || at >= b->s.n) return false;
  int32_t before = utf8_back(b->s.s, at), behind = at;
  return in_word((UChar32)utf8_next(b->s.s, &before)) &&
         in_word((UChar32)utf8_next(b->s.s, &behind));
}

int32_t breaker_next(struct Breaker *b) {
  int32_t at;
  do {
    at = ubrk_next(b->words);
    if (at == UBRK_DONE) return INT32_MAX;
  } while (by_dictionary(b, b->from + at));
  return b->from + at;
}

const SplitTable *breaker_splits(struct Breaker *b, const Lang *lang) {
  if (b->lang != lang && lang && lang->pack) {
    memset(&b->splits, 0, sizeof b->splits);
    split_load(&b->splits, lang);
    b->lang = lang;
  }
  return &b->splits;
}
