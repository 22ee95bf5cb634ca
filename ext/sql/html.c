/* html.c - an article as displaCy would show it: quotes by speaker, names by type, figures.
**
** A fragment to be put into any page as it is. No script, no inline handler, no style attribute; the
** one <style> element is constant, so that a strict Content-Security-Policy can allow it by its hash
** (docs/reference.md names it), and where none is allowed the elements still tell: quotes are
** <mark>, names <b>, figures <u>, speakers have numbers. Colours lie over those of the page, in
** light and dark; underlines differ by type. Everything from the text is escaped.
*/
#include "sql/sql.h"

#define COLOURS 8 /* c1 to c8: Okabe and Ito's, which the colour-blind can tell apart */

static const char style[] =
    "<style>"
    ".news{max-width:46rem;line-height:1.65;overflow-wrap:break-word}"
    ".news mark,.news b,.news u{color:inherit;background:none;font-weight:inherit;"
    "text-decoration:none}"
    ".news mark{background:rgb(var(--c)/.2);padding:.1em 0;"
    "box-shadow:0 .08em rgb(var(--c)/.9)}"
    ".news mark.indirect{background:rgb(var(--c)/.1);box-shadow:none;"
    "border-bottom:2px dotted rgb(var(--c)/.7)}"
    ".news sup{font:600 .65em/1 system-ui,sans-serif;vertical-align:super;padding:0 "
    ".2em;color:inherit}"
    ".news b{font-weight:650;text-decoration:underline 2px;text-underline-offset:.18em}"
    ".news b.person{text-decoration-color:#a259c4}"
    ".news b.organization{text-decoration:underline double #2a7de1}"
    ".news b.place{text-decoration-style:dotted;text-decoration-color:#1c9a5b}"
    ".news b.event{text-decoration-style:dashed;text-decoration-color:#d6402b}"
    ".news b.work{font-style:italic;text-decoration-style:wavy;text-decoration-thickness:1px;"
    "text-decoration-color:#c77700}"
    ".news u{border:1px solid rgb(128 128 128/.75);border-radius:.25em;padding:0 .12em}"
    ".news mark,.news b,.news u{-webkit-box-decoration-break:clone;box-decoration-break:clone}"
    ".news [title]{cursor:help}"
    ".news-key{font:.82rem/1.9 system-ui,sans-serif;list-style:none;padding:.6em 0 0;"
    "margin:1.2em 0 0;border-top:1px solid rgb(128 128 128/.4)}"
    ".news-key li{display:inline-block;margin:0 1.2em 0 0}"
    ".news .c0{--c:128 128 128}.news .c1{--c:0 114 178}.news .c2{--c:230 159 0}"
    ".news .c3{--c:0 158 115}.news .c4{--c:204 121 167}.news .c5{--c:213 94 0}"
    ".news .c6{--c:86 180 233}.news .c7{--c:150 120 20}.news .c8{--c:120 94 240}"
    "</style>";

/* Escapes text; control characters that HTML forbids are left out. `line`: what a line break becomes. */
static void escape(sqlite3_str *out, Str s, const char *line) {
  for (int32_t i = 0, from = 0; i <= s.n; i++) {
    const char *as = 0;
    if (i < s.n) {
      switch (s.s[i]) {
      case '&': as = "&amp;"; break;
      case '<': as = "&lt;"; break;
      case '>': as = "&gt;"; break;
      case '"': as = "&quot;"; break;
      case '\'': as = "&#39;"; break;
      case '\n': as = line; break;
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

static void html_text(sqlite3_str *out, Str s) {
  escape(out, s, " ");
}

/* The repaired text, its substitutes as the replacement character. */
static void html_source(sqlite3_str *out, const Article *a, int32_t from, int32_t to) {
  for (int32_t i = from; i <= to; i++) {
    if (i < to && a->doc.text.s[i] != 0x1A) continue;
    escape(out, doc_text(&a->doc, from, i), "<br>\n");
    if (i < to) sqlite3_str_appendall(out, "&#xFFFD;");
    from = i + 1;
  }
}

/* ---- titles: what hovering shows, a line each ---- */

static void titled(sqlite3_str *out, const char *label, Str s) {
  if (str_none(s)) return;
  sqlite3_str_appendall(out, label);
  html_text(out, s);
}

static void quote_title(sqlite3_str *out, const Doc *doc, const Quote *q) {
  titled(out, q->kind == QUOTE_INDIRECT ? "reported: " : "said by: ",
         str_none(q->speaker) ? STR("unknown") : q->speaker);
  titled(out, ", ", q->role);
  titled(out, q->negated ? "&#10;not: " : "&#10;cue: ", range_text(doc, q->cue));
  titled(out, "&#10;to: ", q->to);
  titled(out, "&#10;where: ", q->medium);
}

static void figure_title(sqlite3_str *out, const Figure *f) {
  char buffer[AMOUNT_SIZE];
  sqlite3_str_appendall(out, figure_kind_name(f->kind));
  titled(out, ": ", figure_amount(f, buffer));
  titled(out, " ", f->unit);
  titled(out, " per ", f->per);
  titled(out, "&#10;of: ", f->item);
  titled(out, "&#10;event: ", f->event);
  titled(out, "&#10;where: ", f->place);
  titled(out, "&#10;source: ", f->source);
  if (f->status != STATUS_STATED) sqlite3_str_appendf(out, "&#10;%s", status_name(f->status));
}

static void name_title(sqlite3_str *out, const Entity *e) {
  html_text(out, e->name);
  titled(out, ", ", e->role);
  sqlite3_str_appendf(out, "&#10;%s", type_name(e->type));
}

/* ---- the text ---- */

typedef struct Page {
  sqlite3_str *out;
  const Article *a;
  Speakers speakers;
} Page;

static int colour(int speaker) {
  return speaker ? (speaker - 1) % COLOURS + 1 : 0;
}

/* The innermost element has the title, so it tells of all that stands over it, the nearest first. */
static void open_piece(Page *page, const Piece *p) {
  sqlite3_str *out = page->out;
  const Doc *doc = &page->a->doc;
  const Entity *e = p->mention ? &doc->entities.at[p->mention->entity] : 0;
  const Quote *q = p->quote;
  if (q)
    sqlite3_str_appendf(out, "<mark class=\"%s c%d\"%s", quote_kind_name(q->kind),
                        colour(p->speaker), p->figure || e ? ">" : "");
  if (p->figure) sqlite3_str_appendf(out, "<u%s", e ? ">" : "");
  if (e) sqlite3_str_appendf(out, "<b class=\"%s\"", type_name(e->type));
  sqlite3_str_appendall(out, " title=\"");
  if (e) name_title(out, e);
  if (e && p->figure) sqlite3_str_appendall(out, "&#10;");
  if (p->figure) figure_title(out, p->figure);
  if ((e || p->figure) && q) sqlite3_str_appendall(out, "&#10;");
  if (q) quote_title(out, doc, q);
  sqlite3_str_appendall(out, "\">");
}

static void show(void *ctx, const Piece *p) {
  Page *page = ctx;
  if (p->quote || p->mention || p->figure) open_piece(page, p);
  html_source(page->out, page->a, p->from, p->to);
  if (p->mention) sqlite3_str_appendall(page->out, "</b>");
  if (p->figure) sqlite3_str_appendall(page->out, "</u>");
  if (p->ends) sqlite3_str_appendf(page->out, "<sup>%d</sup>", p->speaker);
  if (p->quote) sqlite3_str_appendall(page->out, "</mark>");
}

/* ---- the legend: speakers with their numbers, then what else is marked ---- */

static void legend(Page *page) {
  sqlite3_str *out = page->out;
  bool has[ENTITY_WORK + 1] = {0};
  for (int32_t i = 0; i < page->a->entities; i++) {
    int type = page->a->doc.entities.at[page->a->entity_at[i]].type;
    if (type <= ENTITY_WORK) has[type] = true;
  }
  sqlite3_str_appendall(out, "<ul class=\"news-key\">");
  for (int i = 0; i < page->speakers.n; i++) {
    const Quote *q = page->speakers.quote[i];
    sqlite3_str_appendf(out, "<li><mark class=\"c%d\">", colour(i + 1));
    html_text(out, q->speaker);
    sqlite3_str_appendf(out, "<sup>%d</sup></mark>", i + 1);
    titled(out, " ", q->role);
    sqlite3_str_appendall(out, "</li>");
  }
  for (int type = ENTITY_NONE + 1; type <= ENTITY_WORK; type++)
    if (has[type])
      sqlite3_str_appendf(out, "<li><b class=\"%s\">%s</b></li>", type_name(type), type_name(type));
  for (int32_t i = 0; i < page->a->doc.quotes.n; i++) {
    if (page->a->doc.quotes.at[i].kind != QUOTE_INDIRECT) continue;
    sqlite3_str_appendall(out, "<li><mark class=\"indirect c0\">reported</mark></li>");
    break;
  }
  if (page->a->doc.figures.n) sqlite3_str_appendall(out, "<li><u>figure</u></li>");
  sqlite3_str_appendall(out, "</ul>");
}

void html_article(sqlite3_str *out, Article *a) {
  Page page = {.out = out, .a = a};
  speakers_of(a, &page.speakers);
  sqlite3_str_appendall(out, style);
  sqlite3_str_appendall(out, "<div class=\"news\"><div class=\"news-text\">");
  if (!pieces_each(a, &page.speakers, show, &page)) a->doc.rc = DOC_NOMEM;
  sqlite3_str_appendall(out, "</div>");
  if (a->doc.quotes.n || a->entities || a->doc.figures.n) legend(&page);
  sqlite3_str_appendall(out, "</div>");
}
