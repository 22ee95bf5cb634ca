/* ansi.c - an article for a terminal: quotes in the colour and with the number of their speaker
** (reported ones in italics), names bold, figures underlined, a legend below.
**
** Control characters of the text never reach the terminal. No style lasts beyond its line, so that
** pagers, `head` and columns do no harm.
*/
#include "sql/sql.h"

#define NARROWEST 20

typedef struct Screen {
  sqlite3_str *out;
  const Article *a;
  Speakers speakers;
  int32_t *breaks; /* bytes of the spaces that become line breaks, in order */
  int32_t n, next; /* how many; the next one to come */
} Screen;

/* ---- lines ---- */

/* One column a character: good for the scripts that English articles are written in. */
static void lay_out(Screen *s, int32_t width) {
  Str text = s->a->doc.text;
  int32_t column = 0, space = NONE, at_space = 0;
  for (int32_t i = 0; i < text.n; i++) {
    uint8_t c = (uint8_t)text.s[i];
    if ((c & 0xC0) == 0x80) continue;
    column++;
    if (c == '\n') column = 0, space = NONE;
    if (c == ' ') space = i, at_space = column;
    if (column <= width || space == NONE || c == ' ') continue;
    s->breaks[s->n++] = space;
    column -= at_space;
    space = NONE;
  }
}

/* ---- styles ---- */

static void colour_of(sqlite3_str *out, int speaker) {
  static const char colours[] = {36, 33, 32, 35, 34, 31, 96, 93}; /* cyan, yellow, green … */
  if (speaker)
    sqlite3_str_appendf(out, "\x1b[%dm", colours[(size_t)(speaker - 1) % sizeof colours]);
}

static void style_on(Screen *s, const Piece *p) {
  if (p->quote) {
    colour_of(s->out, p->speaker);
    if (p->quote->kind == QUOTE_INDIRECT) sqlite3_str_appendall(s->out, "\x1b[3m");
  }
  if (p->mention) sqlite3_str_appendall(s->out, "\x1b[1m");
  if (p->figure) sqlite3_str_appendall(s->out, "\x1b[4m");
}

static void style_off(Screen *s, const Piece *p) {
  if (p->quote || p->mention || p->figure) sqlite3_str_appendall(s->out, "\x1b[0m");
}

/* ---- text ---- */

/* How many bytes at i a terminal could take for a command: C0, DEL and C1 controls, U+2028 and the
 * marks that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069). */
static int control(Str s, int32_t i) {
  uint8_t c = (uint8_t)s.s[i];
  if (c < 0x20 || c == 0x7F) return 1;
  uint8_t d = i + 1 < s.n ? (uint8_t)s.s[i + 1] : 0, e = i + 2 < s.n ? (uint8_t)s.s[i + 2] : 0;
  if (c == 0xC2 && d < 0xA0) return 2;
  if (c == 0xE2 && d == 0x80 && e >= 0xA8 && e <= 0xAE) return 3;
  return c == 0xE2 && d == 0x81 && e >= 0xA6 && e <= 0xA9 ? 3 : 0;
}

static void plain(sqlite3_str *out, Str s) {
  for (int32_t i = 0, from = 0, n; i <= s.n; i += n ? n : 1) {
    n = i < s.n ? control(s, i) : 0;
    if (i < s.n && !n) continue;
    sqlite3_str_append(out, s.s + from, i - from);
    if (n && s.s[i] == 0x1A) sqlite3_str_appendall(out, "\xEF\xBF\xBD");
    if (n && s.s[i] == '\t') sqlite3_str_appendchar(out, 1, ' ');
    from = i + n;
  }
}

static void superscript(sqlite3_str *out, int number) {
  static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  if (number >= 10) sqlite3_str_appendall(out, digits[number / 10 % 10]);
  sqlite3_str_appendall(out, digits[number % 10]);
}

static void show(void *ctx, const Piece *p) {
  Screen *s = ctx;
  Str text = s->a->doc.text;
  style_on(s, p);
  for (int32_t i = p->from, from = i; i <= p->to; i++) {
    bool wrap = s->next < s->n && s->breaks[s->next] == i;
    if (i < p->to && text.s[i] != '\n' && !wrap) continue;
    plain(s->out, str_sub(text, from, i));
    from = i + 1;
    if (i == p->to) break;
    s->next += wrap;
    style_off(s, p);
    sqlite3_str_appendchar(s->out, 1, '\n');
    style_on(s, p);
  }
  if (p->ends) superscript(s->out, p->speaker);
  style_off(s, p);
}

/* ---- the legend ---- */

static void legend(Screen *s) {
  sqlite3_str_appendall(s->out, "\n");
  for (int i = 0; i < s->speakers.n; i++) {
    const Quote *q = s->speakers.quote[i];
    sqlite3_str_appendall(s->out, "\n");
    colour_of(s->out, i + 1);
    superscript(s->out, i + 1);
    sqlite3_str_appendall(s->out, " ");
    plain(s->out, q->speaker);
    sqlite3_str_appendall(s->out, "\x1b[0m");
    if (str_none(q->role)) continue;
    sqlite3_str_appendall(s->out, ", ");
    plain(s->out, q->role);
  }
}

void ansi_article(sqlite3_str *out, Article *a, int width) {
  Screen s = {.out = out, .a = a};
  speakers_of(a, &s.speakers);
  if (width > 0) {
    /* One column is left for the numbers of speakers. */
    int32_t columns = width < NARROWEST ? NARROWEST - 1 : width - 1;
    s.breaks = sqlite3_malloc64(((sqlite3_uint64)a->doc.text.n / 2 + 1) * sizeof *s.breaks);
    if (!s.breaks) a->doc.rc = DOC_NOMEM;
    if (s.breaks) lay_out(&s, columns);
  }
  if (a->doc.rc == DOC_OK && !pieces_each(a, &s.speakers, show, &s)) a->doc.rc = DOC_NOMEM;
  if (s.speakers.n) legend(&s);
  sqlite3_free(s.breaks);
}
