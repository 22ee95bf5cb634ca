/* attribute_row.c - claims into rows: pieces in text order, marks inside clauses, links. */
#include "read/attribute.h"

static Range range_of(const Doc *doc, Span s) {
  return empty(s) ? RANGE_NONE : doc_range(doc, s.first, s.last);
}

static Range inside(const Doc *doc, int32_t m) {
  const MarkSpan *s = &doc->marks.at[m];
  return (Range){s->start, s->end, s->first, s->last};
}

/* A row before it has its place: the claim, which piece, and the row that it follows. */
typedef struct Draft {
  Quote quote;
  int32_t claim, piece;
  int32_t id; /* its row, once sorted */
} Draft;

typedef ARRAY(Draft) Drafts;

/* Outer rows before inner ones; of rows with the same words the marks' row first. */
static bool before(const Draft *x, const Draft *y) {
  const Quote *a = &x->quote, *b = &y->quote;
  if (a->content.start != b->content.start) return a->content.start < b->content.start;
  if (a->content.end != b->content.end) return a->content.end > b->content.end;
  return a->kind < b->kind;
}

static void merge(const Draft *rows, const int32_t *from, int32_t *to, int32_t first,
                  int32_t middle, int32_t last) {
  int32_t i = first, j = middle;
  for (int32_t k = first; k < last; k++) {
    bool right = i == middle || (j < last && before(&rows[from[j]], &rows[from[i]]));
    to[k] = right ? from[j++] : from[i++];
  }
}

/* Bottom-up merge sort of what is where: stable, and without a heap. NULL without memory. */
static const int32_t *order_of(Doc *doc, const Drafts *rows) {
  int32_t *from = doc_alloc(doc, ((size_t)rows->n + 1) * sizeof *from);
  int32_t *to = doc_alloc(doc, ((size_t)rows->n + 1) * sizeof *to);
  if (!from || !to) return 0;
  for (int32_t i = 0; i < rows->n; i++) from[i] = i;
  for (int32_t width = 1; width < rows->n && !doc_stop(doc); width *= 2) {
    for (int32_t first = 0; first < rows->n; first += 2 * width) {
      int32_t middle = first + width < rows->n ? first + width : rows->n;
      int32_t last = middle + width < rows->n ? middle + width : rows->n;
      merge(rows->at, from, to, first, middle, last);
    }
    int32_t *swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/* Rows are large: they move once. */
static void sort(Doc *doc, Drafts *rows) {
  const int32_t *order = order_of(doc, rows);
  Draft *sorted = doc_alloc(doc, ((size_t)rows->n + 1) * sizeof *sorted);
  if (!order || !sorted) return;
  for (int32_t i = 0; i < rows->n; i++) sorted[i] = rows->at[order[i]];
  rows->at = sorted;
}

static Quote quote_of(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  return (Quote){.source = range_of(doc, c->source),
                 .cue = range_of(doc, c->cue),
                 .addressee = range_of(doc, c->to),
                 .mark = NONE,
                 .continues = NONE,
                 .part_of = NONE,
                 .entity = NONE,
                 .addressee_entity = NONE,
                 .date = c->date,
                 .cue_class = c->class,
                 .medium = c->medium,
                 .negated = c->negated,
                 .conf = c->conf,
                 .why = c->why};
}

static void add(Attribution *a, Drafts *rows, Quote q, int32_t claim, int32_t piece) {
  if (q.content.start >= q.content.end) return;
  Draft d = {.quote = q, .claim = claim, .piece = piece};
  d.quote.sentence = doc_sentence_at(a->doc, q.content.start);
  doc_add(a->doc, rows, &d);
}

static void draft_piece(Attribution *a, Drafts *rows, int32_t claim, int32_t piece) {
  const Claim *c = &a->claims.at[claim];
  const Piece *p = &c->pieces[piece];
  const Doc *doc = a->doc;
  Quote q = quote_of(a, c);
  q.mark = p->mark;
  if (p->mark != NONE) {
    q.content = inside(doc, p->mark);
    q.kind = p->mixed ? QUOTE_MIXED : QUOTE_DIRECT;
    add(a, rows, q, claim, piece);
    return;
  }
  q.content = range_of(doc, p->at);
  q.kind = c->direct ? QUOTE_DIRECT : QUOTE_INDIRECT;
  int32_t whole = mark_opened(doc, p->at.first);
  bool same = whole != NONE && mark_behind(doc, whole) >= p->at.last;
  if (!same) add(a, rows, q, claim, piece);
  for (int32_t t = p->at.first; t < p->at.last; t++) {
    int32_t m = mark_opened(doc, t);
    if (m == NONE) continue;
    const MarkSpan *s = &doc->marks.at[m];
    t = mark_behind(doc, m) - 1;
    if (a->owner[m] != claim || s->end > q.content.end) continue;
    Quote in = q;
    in.mark = m;
    in.kind = QUOTE_MIXED;
    in.content = inside(doc, m);
    add(a, rows, in, claim, piece);
  }
}

/* Of two rows with the same content the better one stays: the marks' row, the nearer cue. */
static void drop_equal(Drafts *rows) {
  int32_t n = 0;
  for (int32_t i = 0; i < rows->n; i++) {
    const Quote *q = &rows->at[i].quote;
    if (n && rows->at[n - 1].quote.content.start == q->content.start &&
        rows->at[n - 1].quote.content.end == q->content.end &&
        rows->at[n - 1].quote.kind == q->kind)
      continue;
    rows->at[n++] = rows->at[i];
  }
  rows->n = n;
}

enum { LOOK = 16 }; /* rows looked back at */

/* The innermost row around row i. */
static void nest(Doc *doc, int32_t i) {
  Quote *q = &doc->quotes.at[i];
  for (int32_t j = i - 1; j >= 0 && j > i - LOOK; j--) {
    const Quote *o = &doc->quotes.at[j];
    if (o->content.end >= q->content.end) {
      q->part_of = j;
      return;
    }
  }
}

/* first[claim] is the row of each claim's first piece. */
static void link_rows(Attribution *a, const Drafts *rows, const int32_t *first) {
  Doc *doc = a->doc;
  for (int32_t i = 0; i < rows->n; i++) {
    const Draft *d = &rows->at[i];
    nest(doc, i);
    Quote *q = &doc->quotes.at[i];
    if (q->kind == QUOTE_MIXED && q->part_of != NONE) continue;
    int32_t claim = d->claim;
    if (d->piece == 0 && a->claims.at[claim].follows == NONE) continue;
    if (d->piece == 0) claim = a->claims.at[claim].follows;
    int32_t to = first[claim];
    if (to != NONE && to != i) q->continues = to;
  }
}

static void draft_rows(Attribution *a, Drafts *rows) {
  for (int32_t c = 0; c < a->claims.n && !attribution_stopped(a, c); c++)
    for (int32_t p = 0; p < a->claims.at[c].n; p++) draft_piece(a, rows, c, p);
}

static void add_rows(Attribution *a, const Drafts *rows, int32_t *first) {
  doc_reserve(a->doc, &a->doc->quotes, rows->n + 1);
  for (int32_t c = 0; c < a->claims.n; c++) first[c] = NONE;
  for (int32_t i = 0; i < rows->n; i++) {
    int32_t c = rows->at[i].claim;
    if (rows->at[i].piece == 0 && first[c] == NONE) first[c] = i;
    doc_add(a->doc, &a->doc->quotes, &rows->at[i].quote);
  }
}

void write_rows(Attribution *a) {
  Doc *doc = a->doc;
  Drafts rows = {0};
  int32_t *first = doc_alloc(doc, ((size_t)a->claims.n + 1) * sizeof *first);
  draft_rows(a, &rows);
  if (doc_stop(doc)) return;
  sort(doc, &rows);
  if (doc_stop(doc)) return;
  drop_equal(&rows);
  add_rows(a, &rows, first);
  if (!doc_stop(doc)) link_rows(a, &rows, first);
}
