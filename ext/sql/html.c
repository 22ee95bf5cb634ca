/* html.c - an article as displaCy would show it: one flat run of marked pieces, so that crossing
** spans stay well-formed. No script, no inline handlers; the one <style> element is scoped by class
** .news (under a CSP that forbids inline styles the text and its titles still stand, without
** colours).
** Everything from the text is escaped; quotes are underlined and figures dotted, so that the page
** reads without colour too.
*/
#include "sql/sql.h"

#include <stdlib.h>
#include <string.h>

#define COLOURS 8
#define DEEPEST 16

static const char style[] =
    "<style>.news{font:1rem/1.6 Georgia,serif;white-space:pre-wrap;max-width:46rem}"
    ".news .q{text-decoration:underline;text-underline-offset:.2em;background:color-mix(in "
    "srgb,var(--c) 14%,transparent)}"
    ".news .e{border-bottom:2px solid var(--c);font-weight:600}.news .f{outline:1px dotted "
    "currentColor;outline-offset:1px}"
    ".news .q0{--c:#1f77b4}.news .q1{--c:#d62728}.news .q2{--c:#2ca02c}.news .q3{--c:#9467bd}"
    ".news .q4{--c:#ff7f0e}.news .q5{--c:#17a2b8}.news .q6{--c:#e377c2}.news .q7{--c:#8c8c20}"
    ".news .person{--c:#9467bd}.news .organization{--c:#1f77b4}.news .place{--c:#2ca02c}"
    ".news .event{--c:#d62728}.news .work{--c:#ff7f0e}.news "
    "ul{list-style:none;padding:0;font:.85rem sans-serif}"
    ".news li{display:inline-block;margin-right:1em}"
    "@media(prefers-color-scheme:dark){.news{background:#161616;color:#e8e8e8}}</style>";

/* Escapes text; broken UTF-8 becomes U+FFFD, control characters that HTML forbids are left out. */
static void html_text(sqlite3_str *out, Str s) {
  for (int32_t i = 0, from = 0; i <= s.n; i++) {
    const char *as = 0;
    if (i < s.n) {
      switch (s.s[i]) {
      case '&': as = "&amp;"; break;
      case '<': as = "&lt;"; break;
      case '>': as = "&gt;"; break;
      case '"': as = "&quot;"; break;
      case '\'': as = "&#39;"; break;
      case '\n':
      case '\t':
      case '\r': break;
      default:
        if ((uint8_t)s.s[i] < 0x20 || s.s[i] == 0x7F) as = "";
      }
      if (!as) continue;
    }
    sqlite3_str_append(out, s.s + from, i - from);
    if (as) sqlite3_str_appendall(out, as);
    from = i + 1;
  }
}

/* The repaired text, its substitutes as the replacement character. */
static void html_source(sqlite3_str *out, const Article *a, int32_t from, int32_t to) {
  for (int32_t i = from; i <= to; i++) {
    if (i < to && a->doc.text.s[i] != 0x1A) continue;
    html_text(out, doc_text(&a->doc, from, i));
    if (i < to) sqlite3_str_appendall(out, "&#xFFFD;");
    from = i + 1;
  }
}

static void titled(sqlite3_str *out, const char *label, Str s) {
  if (str_none(s)) return;
  sqlite3_str_appendall(out, label);
  html_text(out, s);
}

static int colour(const Quote *q) {
  uint32_t h = q->entity != NONE      ? (uint32_t)q->entity
               : str_none(q->speaker) ? 7
                                      : str_hash(q->speaker);
  return (int)(h % COLOURS);
}

static void number(sqlite3_str *out, const char *label, double v) {
  if (v == v) sqlite3_str_appendf(out, "%s%!.10g", label, v);
}

/* What stands over a piece: the innermost quote, the name, the figure; -1 for none. */
typedef struct Over {
  int32_t quote, mention, figure;
} Over;

static void quote_title(sqlite3_str *out, const Doc *doc, const Quote *q) {
  titled(out, "said by: ", str_none(q->speaker) ? STR("?") : q->speaker);
  titled(out, " (", q->role);
  if (!str_none(q->role)) sqlite3_str_appendall(out, ")");
  titled(out, " · cue: ", range_text(doc, q->cue));
  titled(out, " · to: ", q->to);
}

static void figure_title(sqlite3_str *out, const Figure *f) {
  sqlite3_str_appendf(out, " %s", figure_kind_name(f->kind));
  number(out, " = ", f->value);
  number(out, ", from ", f->low);
  number(out, ", to ", f->high);
  titled(out, " ", f->unit);
  titled(out, " · of: ", f->item);
  titled(out, " · source: ", f->source);
}

static void open_piece(sqlite3_str *out, const Article *a, Over o) {
  const Doc *doc = &a->doc;
  const Quote *q = o.quote == NONE ? 0 : &doc->quotes.at[o.quote];
  const Mention *m = o.mention == NONE ? 0 : &doc->mentions.at[o.mention];
  const Figure *f = o.figure == NONE ? 0 : &doc->figures.at[o.figure];
  sqlite3_str_appendall(out, "<span class=\"");
  if (q) sqlite3_str_appendf(out, "q q%d ", colour(q));
  if (m) sqlite3_str_appendf(out, "e %s ", type_name(doc->entities.at[m->entity].type));
  if (f) sqlite3_str_appendall(out, "f ");
  sqlite3_str_appendall(out, "\" title=\"");
  if (m) {
    const Entity *e = &doc->entities.at[m->entity];
    html_text(out, e->name);
    titled(out, ", ", e->role);
    sqlite3_str_appendall(out, q || f ? " · " : "");
  }
  if (q) quote_title(out, doc, q);
  if (f) figure_title(out, f);
  sqlite3_str_appendall(out, "\">");
}

static int by_place(const void *x, const void *y) {
  int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
  return (a > b) - (a < b);
}

static bool shown(const Article *a, const Mention *m) {
  return m->form == FORM_NAME && m->entity != NONE && a->id_of[m->entity];
}

/* Every byte where something begins or ends, sorted; NULL without memory. */
static int32_t *edges(const Article *a, int32_t *n) {
  const Doc *doc = &a->doc;
  sqlite3_uint64 most = 2 * ((sqlite3_uint64)doc->quotes.n + (sqlite3_uint64)doc->mentions.n +
                             (sqlite3_uint64)doc->figures.n) +
                        2;
  int32_t *at = sqlite3_malloc64(most * sizeof *at);
  if (!at) return 0;
  *n = 0;
  at[(*n)++] = 0;
  at[(*n)++] = a->text.n;
  for (int32_t i = 0; i < doc->quotes.n; i++)
    at[(*n)++] = doc->quotes.at[i].content.start, at[(*n)++] = doc->quotes.at[i].content.end;
  for (int32_t i = 0; i < doc->mentions.n; i++)
    if (shown(a, &doc->mentions.at[i]))
      at[(*n)++] = doc->mentions.at[i].start, at[(*n)++] = doc->mentions.at[i].end;
  for (int32_t i = 0; i < doc->figures.n; i++)
    at[(*n)++] = doc->figures.at[i].start, at[(*n)++] = doc->figures.at[i].end;
  qsort(at, (size_t)*n, sizeof *at, by_place);
  return at;
}

/* One sweep over the pieces; each array is in text order, so one pointer a kind is enough. */
static void pieces(sqlite3_str *out, const Article *a, const int32_t *at, int32_t n) {
  const Doc *doc = &a->doc;
  int32_t open[DEEPEST], depth = 0, q = 0, m = 0, f = 0;
  for (int32_t i = 0; i + 1 < n; i++) {
    int32_t from = at[i], to = at[i + 1];
    if (from == to) continue;
    for (; q < doc->quotes.n && doc->quotes.at[q].content.start <= from; q++)
      if (depth < DEEPEST) open[depth++] = q;
    int32_t kept = 0;
    for (int32_t k = 0; k < depth; k++)
      if (doc->quotes.at[open[k]].content.end > from) open[kept++] = open[k];
    depth = kept;
    while (m < doc->mentions.n &&
           (!shown(a, &doc->mentions.at[m]) || doc->mentions.at[m].end <= from))
      m++;
    while (f < doc->figures.n && doc->figures.at[f].end <= from) f++;
    Over o = {depth ? open[depth - 1] : NONE, NONE, NONE};
    if (m < doc->mentions.n && doc->mentions.at[m].start <= from) o.mention = m;
    if (f < doc->figures.n && doc->figures.at[f].start <= from) o.figure = f;
    bool marked = o.quote != NONE || o.mention != NONE || o.figure != NONE;
    if (marked) open_piece(out, a, o);
    html_source(out, a, from, to);
    if (marked) sqlite3_str_appendall(out, "</span>");
  }
}

/* Speakers with their colours, each once (of the first 64 quotes), then the kinds of names. */
static void legend(sqlite3_str *out, const Article *a) {
  static const char *const types[] = {"person", "organization", "place", "event", "work"};
  const Doc *doc = &a->doc;
  sqlite3_str_appendall(out, "<ul>");
  for (int32_t i = 0; i < doc->quotes.n && i < 64; i++) {
    const Quote *q = &doc->quotes.at[i];
    bool seen = str_none(q->speaker);
    for (int32_t k = 0; k < i && !seen; k++) seen = str_eq(doc->quotes.at[k].speaker, q->speaker);
    if (seen) continue;
    sqlite3_str_appendf(out, "<li><span class=\"q q%d\">", colour(q));
    html_text(out, q->speaker);
    sqlite3_str_appendall(out, "</span></li>");
  }
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    sqlite3_str_appendf(out, "<li><span class=\"e %s\">%s</span></li>", types[i], types[i]);
  sqlite3_str_appendall(out, "<li><span class=\"f\">figure</span></li></ul>");
}

void html_article(sqlite3_str *out, Article *a) {
  int32_t n, *at = edges(a, &n);
  sqlite3_str_appendall(out, style);
  sqlite3_str_appendall(out, "<div class=\"news\">");
  if (at)
    pieces(out, a, at, n);
  else
    a->doc.rc = DOC_NOMEM;
  sqlite3_free(at);
  legend(out, a);
  sqlite3_str_appendall(out, "</div>");
}
