/* check.c - what must be true of every document, after every stage. */
#include "core/doc.h"

#define MUST(cond, text)                                                                           \
  do {                                                                                             \
    if (!(cond)) return text;                                                                      \
  } while (0)

static bool in(int32_t i, int32_t n) {
  return i >= 0 && i < n;
}
static bool ref(int32_t i, int32_t n) {
  return i == NONE || in(i, n);
}
static bool span(const Doc *doc, int32_t start, int32_t end) {
  return 0 <= start && start <= end && end <= doc->text.n;
}
/* On a character boundary: substr() would otherwise cut elsewhere. */
static bool boundary(const Doc *doc, int32_t at) {
  return at == doc->text.n || ((uint8_t)doc->text.s[at] & 0xC0) != 0x80;
}
static bool chars(const Doc *doc, int32_t start, int32_t end) {
  return span(doc, start, end) && boundary(doc, start) && boundary(doc, end);
}
static bool tokens(const Doc *doc, int32_t first, int32_t last) {
  return 0 <= first && first <= last && last <= doc->tokens.n;
}
static bool range(const Doc *doc, Range r) {
  if (r.first == NONE) return r.start == NONE && r.end == NONE && r.last == NONE;
  return tokens(doc, r.first, r.last) && chars(doc, r.start, r.end) && r.start < r.end;
}
static bool bounds(double low, double high) {
  return !(low > high); /* true for open (NAN) sides */
}
static bool told(Str s) {
  return str_none(s) || s.n > 0;
}
static bool chance(float p) {
  return p >= 0 && p <= 1;
}

static const char *check_tokens(const Doc *doc) {
  int32_t at = 0;
  for (int32_t i = 0; i < doc->tokens.n; i++) {
    const Token *t = &doc->tokens.at[i];
    MUST(chars(doc, t->start, t->end) && t->start < t->end, "token: span");
    MUST(t->start >= at, "token: order");
    at = t->end;
    MUST(ref(t->sentence, doc->sentences.n), "token: sentence");
    MUST(ref(t->head, doc->tokens.n) && t->head != i, "token: head");
    MUST(ref(t->hit, doc->hits.n) && ref(t->number, doc->numbers.n) && ref(t->date, doc->dates.n) &&
             ref(t->mention, doc->mentions.n) && ref(t->mark, doc->marks.n),
         "token: reference");
    MUST((t->begins != 0) == (t->hit != NONE), "token: kinds");
    MUST(t->tag < TAG_COUNT && t->rel < REL_COUNT, "token: label");
  }
  return 0;
}

static const char *check_sentences(const Doc *doc) {
  int32_t token = 0, at = 0;
  for (int32_t i = 0; i < doc->sentences.n; i++) {
    const Sentence *s = &doc->sentences.at[i];
    MUST(chars(doc, s->start, s->end) && s->start >= at, "sentence: span");
    MUST(s->first == token && tokens(doc, s->first, s->last) && s->first < s->last,
         "sentence: tokens");
    MUST(in(s->paragraph, doc->paragraphs.n), "sentence: paragraph");
    token = s->last;
    at = s->end;
  }
  MUST(!doc->sentences.n || token == doc->tokens.n, "sentence: all tokens");
  int32_t sentence = 0;
  for (int32_t i = 0; i < doc->paragraphs.n; i++) {
    const Paragraph *p = &doc->paragraphs.at[i];
    MUST(chars(doc, p->start, p->end), "paragraph: span");
    MUST(p->first == sentence && p->last >= p->first && p->last <= doc->sentences.n,
         "paragraph: sentences");
    sentence = p->last;
  }
  return 0;
}

static const char *check_marks(const Doc *doc) {
  int32_t at = 0;
  for (int32_t i = 0; i < doc->marks.n; i++) {
    const MarkSpan *m = &doc->marks.at[i];
    MUST(chars(doc, m->start, m->end) && m->start >= at, "mark: span");
    at = m->start;
    MUST(tokens(doc, m->first, m->last), "mark: tokens");
    MUST(ref(m->open, doc->tokens.n) && ref(m->close, doc->tokens.n), "mark: marks");
    MUST(ref(m->continues, doc->marks.n) && m->continues < i, "mark: continues");
    MUST(m->parent == NONE || (in(m->parent, i) && doc->marks.at[m->parent].start <= m->start &&
                               m->end <= doc->marks.at[m->parent].end),
         "mark: nesting");
  }
  return 0;
}

static const char *check_words(const Doc *doc) {
  int32_t at = 0;
  for (int32_t i = 0; i < doc->hits.n; i++) {
    const Hit *h = &doc->hits.at[i];
    MUST(tokens(doc, h->first, h->last) && h->first < h->last && h->first >= at, "hit: span");
    at = h->first;
  }
  at = 0;
  for (int32_t i = 0; i < doc->numbers.n; i++) {
    const Number *n = &doc->numbers.at[i];
    MUST(chars(doc, n->start, n->end) && n->start >= at, "number: span");
    MUST(tokens(doc, n->first, n->last) && n->first < n->last, "number: tokens");
    MUST(bounds(n->low, n->high), "number: bounds");
    at = n->end;
  }
  at = 0;
  for (int32_t i = 0; i < doc->dates.n; i++) {
    const Date *d = &doc->dates.at[i];
    MUST(chars(doc, d->start, d->end) && d->start < d->end && d->start >= at, "date: span");
    MUST(tokens(doc, d->first_token, d->last_token), "date: tokens");
    MUST(told(d->first) && told(d->last) && told(d->timex) && told(d->relation), "date: text");
    MUST(chance(d->conf), "date: confidence");
    at = d->start;
  }
  return 0;
}

static const char *check_names(const Doc *doc) {
  int32_t at = 0;
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    const Mention *m = &doc->mentions.at[i];
    MUST(chars(doc, m->start, m->end) && m->start < m->end && m->start >= at, "mention: span");
    MUST(tokens(doc, m->first, m->last) && m->first <= m->head && m->head < m->last,
         "mention: tokens");
    MUST(in(m->title, m->first + 1), "mention: title");
    MUST(ref(m->entity, doc->entities.n), "mention: entity");
    MUST(told(m->role) && chance(m->conf), "mention: text");
    at = m->start;
  }
  for (int32_t i = 0; i < doc->entities.n; i++) {
    const Entity *e = &doc->entities.at[i];
    MUST(ref(e->first, doc->mentions.n), "entity: first");
    MUST(!str_none(e->name) && e->name.n > 0 && told(e->role), "entity: text");
    MUST(chance(e->conf), "entity: confidence");
  }
  return 0;
}

static const char *check_quotes(const Doc *doc) {
  int32_t at = 0;
  for (int32_t i = 0; i < doc->quotes.n; i++) {
    const Quote *q = &doc->quotes.at[i];
    MUST(q->content.first != NONE && range(doc, q->content), "quote: content");
    MUST(q->content.start >= at, "quote: order");
    at = q->content.start;
    MUST(range(doc, q->source) && range(doc, q->cue) && range(doc, q->addressee), "quote: range");
    MUST(ref(q->mark, doc->marks.n) && ref(q->entity, doc->entities.n) &&
             ref(q->addressee_entity, doc->entities.n) && ref(q->date, doc->dates.n),
         "quote: reference");
    MUST(ref(q->continues, doc->quotes.n) && q->continues != i, "quote: continues");
    MUST(ref(q->part_of, doc->quotes.n) && q->part_of != i, "quote: part_of");
    if (q->part_of != NONE) {
      const Range *whole = &doc->quotes.at[q->part_of].content;
      MUST(whole->start <= q->content.start && q->content.end <= whole->end, "quote: nesting");
    }
    MUST(told(q->speaker) && told(q->role) && told(q->to) && told(q->cue_class) && told(q->medium),
         "quote: text");
    MUST(chance(q->conf), "quote: confidence");
  }
  return 0;
}

static const char *check_figures(const Doc *doc) {
  int32_t at = 0, n = doc->figures.n;
  for (int32_t i = 0; i < n; i++) {
    const Figure *f = &doc->figures.at[i];
    MUST(chars(doc, f->start, f->end) && f->start < f->end && f->start >= at, "figure: span");
    at = f->start;
    MUST(tokens(doc, f->first, f->last), "figure: tokens");
    MUST(ref(f->number, doc->numbers.n) && ref(f->date, doc->dates.n) &&
             ref(f->source_entity, doc->entities.n) && ref(f->quote, doc->quotes.n),
         "figure: reference");
    MUST(ref(f->part_of, n) && ref(f->change_of, n) && ref(f->same_as, n), "figure: link");
    MUST(bounds(f->low, f->high), "figure: bounds");
    MUST(told(f->unit) && told(f->unit_text) && told(f->per) && told(f->item) && told(f->event) &&
             told(f->place) && told(f->source) && told(f->change) && told(f->scope),
         "figure: text");
    MUST(chance(f->conf), "figure: confidence");
  }
  return 0;
}

const char *doc_check(const Doc *doc) {
  static const char *(*const checks[])(const Doc *) = {check_tokens, check_sentences, check_marks,
                                                       check_words,  check_names,     check_quotes,
                                                       check_figures};
  if (doc->rc != DOC_OK) return 0; /* a broken-off analysis promises nothing */
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    const char *wrong = checks[i](doc);
    if (wrong) return wrong;
  }
  return 0;
}
