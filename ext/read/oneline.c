/* oneline.c - what people, bodies and things are called, in one line: a name that a line break of the text cuts in two is the
** same name ("Scotland\nYard"). What has an offset stays as it stands.
*/
#include "read/read.h"

/* Bytes of the white space at i: a space, a control of lines, a space that does not break (U+00A0); 0 for none. */
static int32_t white(Str s, int32_t i) {
  char c = s.s[i];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  return c == '\xC2' && i + 1 < s.n && s.s[i + 1] == '\xA0' ? 2 : 0;
}

/* Anything but single spaces between words? */
static bool is_cut(Str s) {
  for (int32_t i = 0; i < s.n; i++) {
    uint8_t c = (uint8_t)s.s[i];
    if (c > ' ' && c != 0xC2) continue; /* nearly all: no space of any kind */
    int32_t n = white(s, i);
    if (n && (n > 1 || c != ' ' || i + 1 == s.n || white(s, i + 1))) return true;
  }
  return false;
}

/* The string with one space for all white space between words. */
static Str one_line(Doc *doc, Str s) {
  if (str_none(s) || !is_cut(s)) return s;
  char *to = doc_alloc(doc, (size_t)s.n + 1);
  if (!to) return s;
  int32_t n = 0;
  for (int32_t i = 0, step; i < s.n; i += step ? step : 1) {
    step = white(s, i);
    if (!step)
      to[n++] = s.s[i];
    else if (n && to[n - 1] != ' ')
      to[n++] = ' ';
  }
  while (n && to[n - 1] == ' ') n--;
  return (Str){to, n};
}

static void lines(Doc *doc, Str *const *strs, int n) {
  for (int i = 0; i < n; i++) *strs[i] = one_line(doc, *strs[i]);
}

void read_oneline(Doc *doc, Reader *r) {
  (void)r;
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    Mention *m = &doc->mentions.at[i];
    m->name = one_line(doc, doc_text(doc, m->start, m->end));
  }
  for (int32_t i = 0; i < doc->entities.n; i++) {
    Entity *e = &doc->entities.at[i];
    lines(doc, (Str *[]){&e->name, &e->role}, 2);
  }
  for (int32_t i = 0; i < doc->quotes.n; i++) {
    Quote *q = &doc->quotes.at[i];
    lines(doc, (Str *[]){&q->speaker, &q->role, &q->to, &q->medium}, 4);
  }
  for (int32_t i = 0; i < doc->figures.n; i++) {
    Figure *f = &doc->figures.at[i];
    lines(doc, (Str *[]){&f->item, &f->place, &f->source, &f->unit_text}, 4);
  }
}
