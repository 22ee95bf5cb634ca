/* segment.c - paragraphs; each is then cut into tokens and sentences. */
#include "read/segment.h"

/* How a text uses line breaks: one look over all of it. */
typedef struct Layout {
  int32_t longest; /* bytes of the longest line of a wrapped block */
  bool wrapped;    /* single line breaks do not end a paragraph */
} Layout;

/* The end of the line that starts at i, and where the next one starts. */
static int32_t line_end(Str s, int32_t i, int32_t *next) {
  for (; i < s.n; i++) {
    while (s.n - i >= 8 && ascii_eight(s.s + i)) i += 8;
    if (i == s.n) break;
    uint8_t c = (uint8_t)s.s[i];
    if (c >= '\n' && c <= '\r') break;
    /* U+2028 and U+2029 */
    if (c == 0xE2 && s.n - i > 2 && s.s[i + 1] == '\x80' && (s.s[i + 2] & '\xFE') == '\xA8') break;
  }
  *next = i;
  if (i < s.n)
    *next += s.s[i] == '\r' && i + 1 < s.n && s.s[i + 1] == '\n' ? 2 : s.s[i] < 0 ? 3 : 1;
  return i;
}

static int32_t skip_space(Str s, int32_t i, int32_t to) {
  int32_t next;
  while (i < to && class_at(s, i, &next) == C_SPACE) i = next;
  return i;
}

static bool lower_at(Str s, int32_t i) {
  int32_t next;
  return class_at(s, i, &next) == C_LETTER && !upper_at(s, i);
}

/* Lines are wrapped where blank lines stand between paragraphs, no line is longer than a screen is
** wide, and a good part of the single breaks stand before a lower-case letter. */
static Layout layout_of(Str s) {
  enum { WIDEST = 120, NARROWEST = 40 };
  int32_t blank = 0, single = 0, lower = 0, longest = 0, last = 0, next;
  for (int32_t i = 0; i < s.n; i = next) {
    int32_t end = line_end(s, i, &next), at = skip_space(s, i, end);
    int32_t length = at == end ? 0 : end - i;
    if (!length && last) blank++;
    if (length && last) single++, lower += lower_at(s, at);
    if (length > longest) longest = length;
    last = length;
  }
  bool wrapped = blank && longest >= NARROWEST && longest <= WIDEST && lower * 3 >= single && lower;
  return (Layout){longest, wrapped};
}

/* Does the paragraph end behind a line of `length` bytes, before the line at `next`? In wrapped
** text a line that is much too short was broken on purpose, unless it goes on in lower case. */
static bool paragraph_ends(Str s, Layout layout, int32_t length, int32_t next) {
  if (!layout.wrapped) return true;
  int32_t after, end = line_end(s, next, &after), at = skip_space(s, next, end);
  if (at == end) return true;
  return length < layout.longest / 2 && !lower_at(s, at);
}

static void paragraph(Doc *doc, Reader *r, int32_t from, int32_t to) {
  int32_t token = doc->tokens.n, sentence = doc->sentences.n;
  segment_tokens(doc, r, from, to);
  if (doc->tokens.n == token) return;
  Paragraph p = {.start = doc->tokens.at[token].start,
                 .end = doc->tokens.at[doc->tokens.n - 1].end,
                 .first = sentence};
  int32_t at = doc_add(doc, &doc->paragraphs, &p);
  if (at == NONE) return;
  segment_sentences(doc, r, token, at);
  doc->paragraphs.at[at].last = doc->sentences.n;
}

/* News has a token in five to six bytes. An arena keeps what an array leaves behind when it moves,
** so room for all is taken at once, within bounds. */
static int32_t tokens_expected(Str s) {
  enum { MOST = 1 << 20 };
  return s.n / 4 < MOST ? s.n / 4 + 16 : MOST;
}

void read_segment(Doc *doc, Reader *r) {
  Str s = doc->text;
  doc_reserve(doc, &doc->tokens, tokens_expected(s));
  Layout layout = layout_of(s);
  if (doc_stop(doc)) return;
  int32_t from = 0, next;
  for (int32_t i = 0; i < s.n; i = next) {
    int32_t end = line_end(s, i, &next);
    if (next < s.n && !paragraph_ends(s, layout, end - i, next)) continue;
    if (doc_stop(doc)) return;
    paragraph(doc, r, from, end);
    from = next;
  }
}
