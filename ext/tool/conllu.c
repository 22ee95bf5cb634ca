/* conllu.c - reading CoNLL-U, and rendering its sentences as documents. */
#include "tool/conllu.h"

#include "data/model.h"
#include "read/segment.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>

enum { COLUMNS = 10, LINE = 1 << 16 };

static void die(const char *path, int line, const char *what) {
  fprintf(stderr, "%s:%d: %s\n", path, line, what);
  exit(1);
}

void treebank_open(Treebank *tb) {
  *tb = (Treebank){0};
  doc_open(&tb->keep, mem_libc, 0, STR(""));
}

void treebank_close(Treebank *tb) {
  doc_close(&tb->keep);
  *tb = (Treebank){0};
}

/* ---- reading ---- */

typedef struct Conllu {
  Treebank *tb;
  const char *path;
  int line;
  int32_t first;    /* words.n where the sentence began */
  int32_t range;    /* last id of the multiword range that is open, 0 */
  bool range_space; /* white space behind that range */
  bool paragraph;   /* the next sentence begins one */
} Conllu;

static Upos upos_of(const char *s) {
  static const char *const names[] = {"X",     "ADJ",   "ADP",   "ADV", "AUX",  "CCONJ",
                                      "DET",   "INTJ",  "NOUN",  "NUM", "PART", "PRON",
                                      "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};
  for (int i = 0; i < (int)(sizeof names / sizeof *names); i++)
    if (!strcmp(names[i], s)) return (Upos)i;
  return UPOS_X;
}

static Str str_of(const char *s) {
  return (Str){s, (int32_t)strlen(s)};
}

static uint8_t tag_of(const char *s) {
  int tag = tag_of_name(str_of(s));
  return (uint8_t)(tag < 0 ? TAG_NONE : tag);
}

/* "nmod:desc" is unknown, then it is "nmod". */
static uint8_t rel_of(const char *s) {
  int rel = rel_of_name(str_of(s));
  const char *colon = strchr(s, ':');
  if (rel < 0 && colon) rel = rel_of_name((Str){s, (int32_t)(colon - s)});
  return (uint8_t)(rel < 0 ? REL_DEP : rel);
}

static int split(char *line, char *column[COLUMNS]) {
  int n = 0;
  for (char *s = line; s && n < COLUMNS; n++) {
    column[n] = s;
    s = strchr(s, '\t');
    if (s) *s++ = 0;
  }
  return n;
}

static void add_word(Conllu *c, char *column[COLUMNS]) {
  Treebank *tb = c->tb;
  int32_t id = (int32_t)strtol(column[0], 0, 10), head = (int32_t)strtol(column[6], 0, 10);
  if (id != tb->words.n - c->first + 1) die(c->path, c->line, "words are not numbered in order");
  bool space = !strstr(column[9], "SpaceAfter=No");
  if (c->range) space = id == c->range && c->range_space;
  if (id == c->range) c->range = 0;
  GoldWord w = {.form = doc_keep(&tb->keep, str_of(column[1])),
                .lemma = doc_keep(&tb->keep, str_of(column[2])),
                .head = head ? c->first + head - 1 : NONE,
                .tag = tag_of(column[4]),
                .rel = rel_of(column[7]),
                .upos = (uint8_t)upos_of(column[3]),
                .space = space};
  doc_add(&tb->keep, &tb->words, &w);
}

static void end_sentence(Conllu *c) {
  Treebank *tb = c->tb;
  if (tb->words.n == c->first) return;
  for (int32_t i = c->first; i < tb->words.n; i++)
    if (tb->words.at[i].head >= tb->words.n) die(c->path, c->line, "a head outside the sentence");
  if (!tb->documents) tb->documents = 1;
  GoldSentence s = {c->first, tb->words.n, tb->documents - 1, c->paragraph};
  doc_add(&tb->keep, &tb->sentences, &s);
  c->first = tb->words.n;
  c->range = 0;
  c->paragraph = false;
}

static void read_line(Conllu *c, char *line) {
  char *column[COLUMNS];
  if (!strncmp(line, "# newdoc", 8)) c->tb->documents++;
  if (!strncmp(line, "# new", 5)) c->paragraph = true;
  if (*line == '#') return;
  if (!*line) {
    end_sentence(c);
    return;
  }
  if (split(line, column) != COLUMNS) die(c->path, c->line, "not ten columns");
  char *dash = strchr(column[0], '-');
  if (strchr(column[0], '.')) return;
  if (!dash) {
    add_word(c, column);
    return;
  }
  c->range = (int32_t)strtol(dash + 1, 0, 10);
  c->range_space = !strstr(column[9], "SpaceAfter=No");
}

void treebank_read(Treebank *tb, const char *path) {
  FILE *f = fopen(path, "r");
  char *line = malloc(LINE);
  if (!f || !line) die(path, 0, "cannot be opened");
  Conllu c = {.tb = tb, .path = path, .first = tb->words.n, .paragraph = true};
  while (fgets(line, LINE, f)) {
    c.line++;
    if (!strchr(line, '\n') && !feof(f)) die(path, c.line, "a line is too long");
    line[strcspn(line, "\r\n")] = 0;
    read_line(&c, line);
  }
  end_sentence(&c);
  free(line);
  fclose(f);
  if (tb->keep.rc != DOC_OK) die(path, c.line, "no memory");
}

/* ---- rendering ---- */

typedef struct Render {
  Rendered *out;
  const Treebank *tb;
  unsigned manner; /* of the sentence at work */
  int32_t n;       /* bytes of text */
  int32_t base;    /* first word */
  int32_t *token;  /* of each word from `base` on; NONE where it was left out */
  int32_t tokens;
  Range *span; /* bytes of each token */
} Render;

static void *need(size_t n, size_t size) {
  void *p = calloc(n + 1, size);
  if (!p) die("treebank", 0, "no memory");
  return p;
}

static void put(Render *r, Str s) {
  memcpy(r->out->text + r->n, s.s, (size_t)s.n);
  r->n += s.n;
}

/* The curly mark for the character at s[i] of a word; no string if it stays. */
static Str curly(const GoldWord *w, int32_t i) {
  bool opens = w->tag == TAG_OPENQUOTE;
  if (w->form.s[i] == '\'') return opens ? STR("\xE2\x80\x98") : STR("\xE2\x80\x99");
  if (w->form.s[i] == '"') return opens ? STR("\xE2\x80\x9C") : STR("\xE2\x80\x9D");
  return STR_NONE;
}

/* A character in the manner; letters whose other case has another length stay. */
static void put_char(Render *r, Str s, int32_t i, int32_t next, bool first) {
  int32_t at = i;
  UChar32 u = (UChar32)utf8_next(s.s, &at), v = u;
  if (r->manner & MANNER_LOWER) v = u_tolower(u);
  if (r->manner & MANNER_UPPER || (r->manner & MANNER_TITLE && first)) v = u_toupper(u);
  char now[4];
  int32_t n = utf8_put(now, (uint32_t)v);
  put(r, n == next - i ? (Str){now, n} : str_sub(s, i, next));
}

static void put_word(Render *r, const GoldWord *w) {
  bool clitic = r->n && r->out->text[r->n - 1] != ' ';
  for (int32_t i = 0, next; i < w->form.n; i = next) {
    Str mark = r->manner & MANNER_CURLY ? curly(w, i) : STR_NONE;
    next = i + 1;
    if (!str_none(mark)) {
      put(r, mark);
      continue;
    }
    while (next < w->form.n && ((uint8_t)w->form.s[next] & 0xC0) == 0x80) next++;
    put_char(r, w->form, i, next, i == 0 && !clitic);
  }
}

/* The words as text, their annotation and spans beside it. */
static void put_sentence(Render *r, const GoldSentence *s) {
  bool cut = (r->manner & MANNER_NO_END) && s->last - s->first > 1 &&
             r->tb->words.at[s->last - 1].tag == TAG_PERIOD;
  int32_t last = s->last - cut;
  if (cut) r->token[last - r->base] = NONE;
  for (int32_t i = s->first; i < last; i++) {
    const GoldWord *w = &r->tb->words.at[i];
    int32_t start = r->n;
    put_word(r, w);
    r->token[i - r->base] = r->tokens;
    r->out->gold[r->tokens] = *w;
    r->span[r->tokens++] = (Range){.start = start, .end = r->n};
    if (w->space || i == last - 1) put(r, STR(" "));
  }
}

/* A head that was left out is replaced by its own. */
static int32_t head_of(const Render *r, int32_t head) {
  while (head != NONE && r->token[head - r->base] == NONE) head = r->tb->words.at[head].head;
  return head == NONE ? NONE : r->token[head - r->base];
}

static void add_tokens(Render *r, int32_t first, int32_t last) {
  Doc *doc = &r->out->doc;
  for (int32_t i = first; i < last; i++) {
    Token t = segment_token(doc, r->span[i].start, r->span[i].end);
    t.sentence = doc->sentences.n;
    if (!i || r->span[i].start > r->span[i - 1].end) t.flags |= TOK_SPACE;
    doc_add(doc, &doc->tokens, &t);
  }
}

static void add_sentence(Render *r, int32_t first, int32_t last, bool paragraph) {
  Doc *doc = &r->out->doc;
  int32_t at = doc->sentences.n, start = r->span[first].start, end = r->span[last - 1].end;
  add_tokens(r, first, last);
  if (paragraph || !at) {
    doc_add(doc, &doc->paragraphs, &((Paragraph){.start = start, .first = at}));
    doc->tokens.at[first].flags |= TOK_LINE;
  }
  doc->paragraphs.at[doc->paragraphs.n - 1].end = end;
  doc->paragraphs.at[doc->paragraphs.n - 1].last = at + 1;
  doc_add(doc, &doc->sentences, &((Sentence){start, end, first, last, doc->paragraphs.n - 1}));
}

/* Room for the text: curly marks take three bytes for one. */
static size_t room(const Treebank *tb, int32_t from, int32_t to) {
  size_t n = 0;
  for (int32_t i = from; i < to; i++) n += (size_t)tb->words.at[i].form.n * 3 + 1;
  return n;
}

static int32_t *put_sentences(Render *r, int32_t first, int32_t last,
                              unsigned (*manner)(void *ctx, int32_t sentence), void *ctx) {
  int32_t *ends = need((size_t)(last - first), sizeof *ends);
  for (int32_t s = first; s < last; s++) {
    r->manner = manner ? manner(ctx, s) : MANNER_PLAIN;
    put_sentence(r, &r->tb->sentences.at[s]);
    ends[s - first] = r->tokens;
  }
  return ends;
}

void treebank_doc(Rendered *out, const Treebank *tb, int32_t first, int32_t last,
                  unsigned (*manner)(void *ctx, int32_t sentence), void *ctx) {
  int32_t from = tb->sentences.at[first].first, to = tb->sentences.at[last - 1].last;
  size_t words = (size_t)(to - from);
  *out = (Rendered){.gold = need(words, sizeof *out->gold), .text = need(room(tb, from, to), 1)};
  Render r = {.out = out, .tb = tb, .base = from};
  r.token = need(words, sizeof *r.token);
  r.span = need(words, sizeof *r.span);
  int32_t *ends = put_sentences(&r, first, last, manner, ctx);
  doc_open(&out->doc, mem_libc, 0, (Str){out->text, r.n});
  read_text(&out->doc, 0);
  for (int32_t s = first, t = 0; s < last; t = ends[s - first], s++)
    add_sentence(&r, t, ends[s - first], tb->sentences.at[s].paragraph);
  for (int32_t t = 0; t < r.tokens; t++) out->gold[t].head = head_of(&r, out->gold[t].head);
  if (out->doc.rc != DOC_OK) die("treebank", 0, "no memory");
  free(ends);
  free(r.span);
  free(r.token);
}

void rendered_close(Rendered *r) {
  doc_close(&r->doc);
  free(r->text);
  free(r->gold);
  *r = (Rendered){0};
}
