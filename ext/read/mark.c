/* mark.c - spans in quotation marks: a delimiter stack over the marks of one paragraph.
**
** Whether a mark may open or close is read from the white space and the tokens beside it; the
** character only breaks ties, since texts mix styles (opened “ closed "). Single marks are
** apostrophes unless a plausible partner stands in the same paragraph. Everything looks at most
** WINDOW marks ahead and nests at most DEPTH deep, so that time and memory stay linear.
*/
#include "read/read.h"

enum { WINDOW = 16, DEPTH = 8 };

/* Marks of one family close each other. */
typedef enum Family { DOUBLE, SINGLE, GUILLEMET, ANGLE, FAMILIES } Family;
typedef enum Leaning { LEANS_NOT, LEANS_OPEN, LEANS_CLOSE } Leaning;

typedef struct Mark {
  int32_t token;
  uint8_t family, style, leaning;
  bool opens, closes; /* may do so, by what stands beside it; both: white space on both sides */
  bool joined;        /* text on both sides: opens where nothing is open */
  bool weak;          /* straight or single, between a digit or a word in s and white space: perhaps
                         inches, feet, minutes, a possessive plural */
} Mark;

typedef struct Open {
  int32_t open, close, first, last; /* tokens, as in MarkSpan */
  int32_t parent;                   /* Open around it, NONE */
  int32_t inner;                    /* token behind the last span closed inside it */
  int32_t continues;                /* MarkSpan */
  int32_t written;                  /* MarkSpan that it became, NONE */
  uint8_t family, style;
  bool dead; /* was no mark after all */
} Open;

typedef struct Marks {
  Doc *doc;
  int32_t first, last;         /* tokens of the paragraph */
  ARRAY(Mark) marks;           /* of the paragraph */
  ARRAY(Open) opens;           /* of the paragraph, in order of their opening */
  int32_t stack[DEPTH], depth; /* Opens */
  int32_t surplus[FAMILIES];   /* clear openers less clear closers that the paragraph has */
  int32_t pending;             /* MarkSpan that the paragraph before left open, NONE */
  uint8_t pending_family;
} Marks;

/* ---- what a mark is ---- */

typedef struct Kind {
  uint32_t u;
  uint8_t family, style, leaning;
} Kind;

static const Kind kinds[] = {
    {0x22, DOUBLE, MARK_DOUBLE, LEANS_NOT},        {0x201C, DOUBLE, MARK_DOUBLE, LEANS_OPEN},
    {0x201D, DOUBLE, MARK_DOUBLE, LEANS_CLOSE},    {0x201E, DOUBLE, MARK_LOW, LEANS_OPEN},
    {0x201F, DOUBLE, MARK_DOUBLE, LEANS_OPEN},     {0xFF02, DOUBLE, MARK_DOUBLE, LEANS_NOT},
    {0x27, SINGLE, MARK_SINGLE, LEANS_NOT},        {0x60, SINGLE, MARK_SINGLE, LEANS_OPEN},
    {0x2018, SINGLE, MARK_SINGLE, LEANS_OPEN},     {0x2019, SINGLE, MARK_SINGLE, LEANS_CLOSE},
    {0x201A, SINGLE, MARK_LOW, LEANS_OPEN},        {0x201B, SINGLE, MARK_SINGLE, LEANS_OPEN},
    {0xAB, GUILLEMET, MARK_GUILLEMET, LEANS_OPEN}, {0xBB, GUILLEMET, MARK_GUILLEMET, LEANS_CLOSE},
    {0x2039, ANGLE, MARK_GUILLEMET, LEANS_OPEN},   {0x203A, ANGLE, MARK_GUILLEMET, LEANS_CLOSE},
    {0x300C, DOUBLE, MARK_DOUBLE, LEANS_OPEN},     {0x300D, DOUBLE, MARK_DOUBLE, LEANS_CLOSE},
    {0x300E, DOUBLE, MARK_DOUBLE, LEANS_OPEN},     {0x300F, DOUBLE, MARK_DOUBLE, LEANS_CLOSE},
};

/* The kind of the mark that token t is; NULL if it is none. Two single marks are a double one. */
static const Kind *kind_of(Str s) {
  int32_t i = 0;
  uint32_t u = utf8_next(s.s, &i);
  if (u < 0x80 && u != 0x22 && u != 0x27 && u != 0x60) return 0; /* nearly all of them */
  bool twice = s.n == 2 * i && !memcmp(s.s, s.s + i, (size_t)i);
  if (s.n != i && !twice) return 0;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    if (kinds[k].u != u) continue;
    static const Kind doubled[] = {{0, DOUBLE, MARK_DOUBLE, LEANS_NOT},
                                   {0, DOUBLE, MARK_DOUBLE, LEANS_OPEN},
                                   {0, DOUBLE, MARK_DOUBLE, LEANS_CLOSE}};
    return twice ? &doubled[kinds[k].leaning] : &kinds[k];
  }
  return 0;
}

static bool is_mark(const Doc *doc, int32_t t) {
  return tok_is(doc, t, TOK_PUNCT) && kind_of(tok_text(doc, t));
}

static bool one_of(Str s, const char *chars) {
  return s.n == 1 && strchr(chars, s.s[0]);
}

/* ---- what stands beside it ---- */

static bool spaced(const Doc *doc, int32_t t) {
  return t >= doc->tokens.n || tok_is(doc, t, TOK_SPACE);
}

static bool dash(Str s) {
  int32_t i = 0;
  uint32_t u = utf8_next(s.s, &i);
  return u == '-' || (u >= 0x2010 && u <= 0x2015);
}

/* Does token t leave room for an opening mark right behind it? */
static bool leaves_room(const Marks *m, int32_t t) {
  if (m->marks.n && m->marks.at[m->marks.n - 1].token == t)
    return m->marks.at[m->marks.n - 1].opens;
  Str s = tok_text(m->doc, t);
  return tok_is(m->doc, t, TOK_PUNCT) && (one_of(s, "([{/:=>") || dash(s));
}

/* May a quotation begin with token t? */
static bool begins(const Marks *m, int32_t t) {
  if (t >= m->last || spaced(m->doc, t)) return false;
  return !one_of(tok_text(m->doc, t), ",.;:!?)]}");
}

static bool punct_at(const Marks *m, int32_t t) {
  return t < m->last && tok_is(m->doc, t, TOK_PUNCT);
}

/* Behind a digit or an "s" and before white space or a word. */
static bool weak(const Marks *m, const Mark *k) {
  int32_t t = k->token;
  if (t == m->first || spaced(m->doc, t) || punct_at(m, t - 1) || t + 1 == m->last) return false;
  if (!spaced(m->doc, t + 1) && punct_at(m, t + 1)) return false;
  Str before = tok_fold(m->doc, t - 1);
  char c = before.s[before.n - 1];
  return (c >= '0' && c <= '9' && k->leaning == LEANS_NOT) || (c == 's' && k->family == SINGLE);
}

static void add_mark(Marks *m, int32_t t, const Kind *kind) {
  Mark k = {t, kind->family, kind->style, kind->leaning, 0, 0, 0, 0};
  bool first = t == m->first, left = first || spaced(m->doc, t) || leaves_room(m, t - 1);
  bool glued = !first && !spaced(m->doc, t) && !one_of(tok_text(m->doc, t - 1), "([{");
  k.opens = left && begins(m, t + 1);
  k.closes = glued && !(k.opens && leaves_room(m, t - 1));
  k.joined = glued && begins(m, t + 1) && kind->family != SINGLE;
  if (!k.opens && !k.closes) k.opens = k.closes = kind->family != SINGLE;
  k.weak = weak(m, &k);
  if (k.opens != k.closes) m->surplus[k.family] += k.opens ? 1 : -1;
  doc_add(m->doc, &m->marks, &k);
}

/* ---- the stack ---- */

static Open *top(const Marks *m) {
  return m->depth ? &m->opens.at[m->stack[m->depth - 1]] : 0;
}

static bool is_open(const Marks *m, Family family) {
  for (int32_t i = 0; i < m->depth; i++)
    if (m->opens.at[m->stack[i]].family == family) return true;
  return false;
}

static void open_span(Marks *m, const Mark *k) {
  if (m->depth == DEPTH) return;
  bool continues = k->token == m->first && k->family == m->pending_family;
  Open o = {.open = k->token,
            .close = NONE,
            .first = k->token + 1,
            .last = m->last,
            .parent = m->depth ? m->stack[m->depth - 1] : NONE,
            .continues = continues ? m->pending : NONE,
            .written = NONE,
            .family = k->family,
            .style = k->style};
  int32_t at = doc_add(m->doc, &m->opens, &o);
  if (at != NONE) m->stack[m->depth++] = at;
}

/* Closes the innermost span of the family; what was opened inside it and not closed was no mark. */
static void close_span(Marks *m, const Mark *k) {
  for (;;) {
    Open *o = top(m);
    m->depth--;
    o->last = k->token;
    if (o->family == k->family) {
      o->close = k->token;
      if (top(m)) top(m)->inner = k->token + 1;
      return;
    }
    o->dead = true;
  }
}

/* The innermost span was never closed: it ends with the sentence before the mark that opens anew.
*/
static void lose_span(Marks *m, const Mark *k) {
  Open *o = top(m);
  int32_t sentence = m->doc->tokens.at[k->token].sentence;
  int32_t start = m->doc->sentences.at[sentence].first;
  o->last = start > o->first && start >= o->inner ? start : k->token;
  m->depth--;
  if (top(m)) top(m)->inner = k->token;
  m->surplus[k->family]--;
}

/* A closing mark without an opening one goes on with what the paragraph before left open. */
static void adopt_span(Marks *m, const Mark *k) {
  if (m->pending == NONE || m->opens.n || k->family != m->pending_family) return;
  Open o = {.open = NONE,
            .close = k->token,
            .first = m->first,
            .last = k->token,
            .parent = NONE,
            .continues = m->pending,
            .written = NONE,
            .family = k->family,
            .style = k->style};
  doc_add(m->doc, &m->opens, &o);
}

/* ---- what a mark does ---- */

/* Looks ahead of mark i for one of its family that closes and is not weak (or may be weak, too),
** before one that clearly opens, and within the double marks that stand around. */
static bool closer_ahead(const Marks *m, int32_t i, bool weak_too, bool past_openers) {
  const Mark *k = &m->marks.at[i];
  int32_t inside = 0;
  for (int32_t j = i + 1; j < m->marks.n && j <= i + WINDOW; j++) {
    const Mark *next = &m->marks.at[j];
    bool opens = next->opens && !next->closes, closes = next->closes && !next->opens;
    if (next->family == k->family) {
      if (opens && !past_openers) return false;
      if (next->closes && next->leaning != LEANS_OPEN && (weak_too || !next->weak)) return true;
    } else if (next->family == DOUBLE) {
      inside += opens - closes;
      if (inside < 0) return false;
    }
  }
  return false;
}

/* A single mark that opens has a partner in its paragraph, or opens a paragraph of a quotation that
** goes on in the next one. */
static void single_mark(Marks *m, int32_t i) {
  const Mark *k = &m->marks.at[i];
  const Open *o = top(m);
  if (o && o->family == SINGLE && k->closes && (k->leaning != LEANS_OPEN || o->style == MARK_LOW)) {
    if (k->weak && closer_ahead(m, i, false, false)) return;
    close_span(m, k);
  } else if (k->opens && k->leaning != LEANS_CLOSE) {
    if (k->token == m->first || closer_ahead(m, i, true, true)) open_span(m, k);
  }
}

static bool wants_to_open(const Mark *k, bool open) {
  if (k->opens == k->closes) return k->leaning == LEANS_NOT ? !open : k->leaning == LEANS_OPEN;
  return k->opens && !(k->leaning == LEANS_CLOSE && open);
}

static void double_mark(Marks *m, int32_t i) {
  const Mark *k = &m->marks.at[i];
  bool open = is_open(m, (Family)k->family);
  if (k->weak && (!open || closer_ahead(m, i, true, false))) return; /* 6" */
  if (!wants_to_open(k, open)) {
    if (open) {
      close_span(m, k);
      return;
    }
    if (!k->joined) {
      adopt_span(m, k);
      return;
    }
  }
  const Open *o = top(m);
  if (o && o->family == k->family && m->surplus[k->family] > 0) lose_span(m, k);
  open_span(m, k);
}

/* ---- paragraphs ---- */

/* A single mark that was never closed is one only where the next paragraph opens in the same way.
*/
static bool goes_on(const Marks *m, const Open *o) {
  if (o->family != SINGLE) return true;
  const Doc *doc = m->doc;
  if (o->open != m->first || m->last + 1 >= doc->tokens.n) return o->continues != NONE;
  const Kind *next = is_mark(doc, m->last) ? kind_of(tok_text(doc, m->last)) : 0;
  return o->continues != NONE || (next && next->family == SINGLE && next->leaning != LEANS_CLOSE &&
                                  !spaced(doc, m->last + 1));
}

static void write_span(Marks *m, Open *o) {
  if (o->dead || o->first >= o->last) return;
  Doc *doc = m->doc;
  int32_t parent = o->parent;
  while (parent != NONE && m->opens.at[parent].written == NONE) parent = m->opens.at[parent].parent;
  MarkSpan span = {.start = doc->tokens.at[o->first].start,
                   .end = doc->tokens.at[o->last - 1].end,
                   .first = o->first,
                   .last = o->last,
                   .open = o->open,
                   .close = o->close,
                   .parent = parent == NONE ? NONE : m->opens.at[parent].written,
                   .continues = o->continues,
                   .style = o->style};
  o->written = doc_add(doc, &doc->marks, &span);
  if (o->written == NONE) return;
  for (int32_t t = o->first; t < o->last; t++) doc->tokens.at[t].mark = o->written;
}

static void write_spans(Marks *m) {
  for (int32_t i = 0; i < m->depth; i++) {
    Open *o = &m->opens.at[m->stack[i]];
    o->dead = !goes_on(m, o);
  }
  for (int32_t i = 0; i < m->opens.n; i++) write_span(m, &m->opens.at[i]);
  m->pending = NONE;
  for (int32_t i = m->depth; i-- > 0;) {
    const Open *o = &m->opens.at[m->stack[i]];
    if (o->written == NONE) continue;
    m->pending = o->written;
    m->pending_family = o->family;
  }
}

static void paragraph(Marks *m, int32_t first, int32_t last) {
  m->first = first;
  m->last = last;
  m->marks.n = m->opens.n = m->depth = 0;
  memset(m->surplus, 0, sizeof m->surplus);
  for (int32_t t = first; t < last; t++)
    if (is_mark(m->doc, t)) add_mark(m, t, kind_of(tok_text(m->doc, t)));
  for (int32_t i = 0; i < m->marks.n && m->doc->rc == DOC_OK; i++) {
    if (m->marks.at[i].family == SINGLE)
      single_mark(m, i);
    else
      double_mark(m, i);
  }
  write_spans(m);
}

void read_mark(Doc *doc, Reader *r) {
  (void)r;
  Marks m = {.doc = doc, .pending = NONE};
  for (int32_t i = 0; i < doc->paragraphs.n; i++) {
    const Paragraph *p = &doc->paragraphs.at[i];
    if (p->first == p->last) continue;
    if (doc_stop(doc)) return;
    paragraph(&m, doc->sentences.at[p->first].first, doc->sentences.at[p->last - 1].last);
  }
}
