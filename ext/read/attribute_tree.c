/* attribute_tree.c - looking at tokens and arcs around a cue. */
#include "read/attribute.h"

static int tag_at(const Doc *doc, int32_t t) {
  return doc->tokens.at[t].tag;
}

bool is_char(const Doc *doc, int32_t t, const char *chars) {
  if (t < 0 || t >= doc->tokens.n) return false;
  Str s = tok_text(doc, t);
  return s.n == 1 && strchr(chars, s.s[0]);
}

bool is_dash(const Doc *doc, int32_t t) {
  if (t < 0 || t >= doc->tokens.n || !tok_is(doc, t, TOK_PUNCT)) return false;
  Str s = tok_text(doc, t);
  int32_t i = 0;
  uint32_t u = utf8_next(s.s, &i);
  return (u >= 0x2013 && u <= 0x2015) ||
         (u == '-' && (s.n > 1 || (tok_is(doc, t, TOK_SPACE) && t + 1 < doc->tokens.n &&
                                   tok_is(doc, t + 1, TOK_SPACE))));
}

bool is_finite(const Doc *doc, int32_t t) {
  int tag = tag_at(doc, t);
  return tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP || tag == TAG_MD;
}

bool is_verb(const Doc *doc, int32_t t) {
  int tag = tag_at(doc, t);
  return tag >= TAG_VB && tag <= TAG_VBZ;
}

bool is_nominal(const Doc *doc, int32_t t) {
  int tag = tag_at(doc, t);
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS || tag == TAG_PRP ||
         tag == TAG_CD;
}

bool is_relative(const Doc *doc, int32_t t) {
  int tag = tag_at(doc, t);
  return tag == TAG_WP || tag == TAG_WDT;
}

bool has_role(const Attribution *a, int32_t t, Str role) {
  return t >= 0 && t < a->doc->tokens.n && a->doc->tokens.at[t].hit != NONE &&
         lex_hit_is(a->doc, a->lang, t, LEX_REPORTING, REPORTING_ROLE, role) != NONE;
}

/* "vowed to appeal, …": the tagger takes the verb for a noun, but that stands alone. */
bool hidden_verb(const Attribution *a, int32_t t, int32_t end) {
  const Doc *doc = a->doc;
  if (!has_role(a, t, STR("to")) || tag_at(doc, t) != TAG_IN) return false;
  if (tag_at(doc, t + 1) != TAG_NN || tok_is(doc, t + 1, TOK_CAP)) return false;
  return t + 2 >= end || tok_is(doc, t + 2, TOK_PUNCT) || tag_at(doc, t + 2) == TAG_IN ||
         tag_at(doc, t + 2) == TAG_CC;
}

int32_t child_of(const Doc *doc, int32_t head, Rel rel, int32_t from, int32_t to) {
  for (int32_t i = 1; i <= NEAR; i++) {
    int32_t left = head - i, right = head + i;
    if (left < from && right >= to) return NONE;
    if (left >= from && doc->tokens.at[left].head == head && doc->tokens.at[left].rel == rel)
      return left;
    if (right < to && doc->tokens.at[right].head == head && doc->tokens.at[right].rel == rel)
      return right;
  }
  return NONE;
}

/* Relations that stay within one noun phrase. */
static bool within_phrase(int rel) {
  switch (rel) {
  case REL_DET:
  case REL_AMOD:
  case REL_COMPOUND:
  case REL_FLAT:
  case REL_NMOD:
  case REL_NMOD_POSS:
  case REL_NMOD_UNMARKED:
  case REL_NUMMOD:
  case REL_CASE:
  case REL_CC:
  case REL_CONJ:
  case REL_FIXED:
  case REL_OBL_UNMARKED:
  case REL_PUNCT: return true;
  default: return false;
  }
}

bool in_phrase(const Doc *doc, int32_t t, int32_t head) {
  for (int i = 0; i < CLIMB && t != NONE; i++) {
    if (t == head) return true;
    if (!within_phrase(doc->tokens.at[t].rel)) return false;
    t = doc->tokens.at[t].head;
  }
  return false;
}

bool below(const Doc *doc, int32_t t, int32_t head) {
  for (int i = 0; i < 3 * CLIMB && t != NONE; i++) {
    if (t == head) return true;
    t = doc->tokens.at[t].head;
  }
  return false;
}

/* "current president | Emma Mann": a name hung on the title right before it. */
static bool names_head(const Doc *doc, int32_t t, int32_t head) {
  for (int i = 0; i < 4 && t > head; i++) {
    const Token *x = &doc->tokens.at[t];
    if (x->tag != TAG_NNP && x->tag != TAG_NNPS) return false;
    if (x->head == head) return x->rel == REL_APPOS;
    t = x->head;
  }
  return false;
}

/* Articles, pronouns and the like begin a phrase of their own behind a noun. */
static bool opens_phrase(const Doc *doc, int32_t t) {
  int tag = tag_at(doc, t);
  return tag == TAG_DT || tag == TAG_PRP || tag == TAG_PRPS || tag == TAG_EX;
}

Span noun_phrase(const Doc *doc, int32_t head, int32_t from, int32_t to) {
  Span s = {head, head + 1};
  for (int32_t t = head - 1; t >= from && t > head - NEAR; t--) {
    if (mark_opened(doc, t) != NONE || mark_closed(doc, t) != NONE) break;
    if (in_phrase(doc, t, head) && !tok_is(doc, t, TOK_PUNCT))
      s.first = t;
    else if (!tok_is(doc, t, TOK_PUNCT) ||
             (is_char(doc, t, ",;") && (t == from || tag_at(doc, t - 1) != TAG_JJ)))
      break;
  }
  bool comma = false; /* behind one only a list goes on */
  for (int32_t t = head + 1; t < to && t < head + NEAR; t++) {
    if (mark_opened(doc, t) != NONE || mark_closed(doc, t) != NONE) break;
    if (is_char(doc, t, ",;")) comma = true;
    if (opens_phrase(doc, t) && is_nominal(doc, t - 1)) break;
    if (tag_at(doc, t) == TAG_IN && t + 1 < to && doc->tokens.at[t + 1].date != NONE) break;
    if (tok_is(doc, t, TOK_PUNCT)) continue;
    if (!in_phrase(doc, t, head) && (comma || !names_head(doc, t, head))) break;
    if (comma && doc->tokens.at[t].rel == REL_CONJ) comma = false;
    if (comma) continue;
    s.last = t + 1;
  }
  while (s.first < head && tok_is(doc, s.first, TOK_PUNCT)) s.first++;
  /* "her brother": a case word or conjunction at the edge is not part of it */
  while (s.first < head && (tag_at(doc, s.first) == TAG_IN || tag_at(doc, s.first) == TAG_CC ||
                            tag_at(doc, s.first) == TAG_TO))
    s.first++;
  return s;
}

int32_t mark_within(const Doc *doc, int32_t t, int32_t outer) {
  int32_t m = doc->tokens.at[t].mark, found = NONE;
  while (m != NONE && m != outer) {
    found = m;
    m = doc->marks.at[m].parent;
  }
  return m == outer ? found : NONE;
}

int32_t mark_opened(const Doc *doc, int32_t t) {
  if (t < 0 || t + 1 >= doc->tokens.n) return NONE;
  int32_t m = doc->tokens.at[t + 1].mark;
  while (m != NONE && doc->marks.at[m].open != t) m = doc->marks.at[m].parent;
  return m;
}

int32_t mark_closed(const Doc *doc, int32_t t) {
  if (t < 1 || t >= doc->tokens.n) return NONE;
  int32_t m = doc->tokens.at[t - 1].mark;
  while (m != NONE && doc->marks.at[m].close != t) m = doc->marks.at[m].parent;
  return m;
}

int32_t mark_behind(const Doc *doc, int32_t m) {
  const MarkSpan *s = &doc->marks.at[m];
  return s->close == NONE ? s->last : s->close + 1;
}

bool has_verb(const Doc *doc, int32_t from, int32_t to) {
  for (int32_t t = from; t < to && t < from + LONGEST; t++)
    if (is_finite(doc, t)) return true;
  return false;
}

Span trimmed(const Doc *doc, Span s) {
  while (s.first < s.last && tok_is(doc, s.first, TOK_PUNCT) && mark_opened(doc, s.first) == NONE &&
         !is_char(doc, s.first, "($[#@"))
    s.first++;
  while (s.first < s.last && tok_is(doc, s.last - 1, TOK_PUNCT)) {
    int32_t m = mark_closed(doc, s.last - 1);
    if (m != NONE && doc->marks.at[m].open >= s.first) break;
    if (is_char(doc, s.last - 1, ")]%")) break;
    s.last--;
  }
  return s;
}

/* All capitals at the beginning of its words: a title or a name. */
bool is_title(const Doc *doc, const MarkSpan *m) {
  int32_t words = 0, capitals = 0;
  for (int32_t t = m->first; t < m->last && t < m->first + 12; t++) {
    if (tok_is(doc, t, TOK_PUNCT)) continue;
    words++;
    capitals += tok_is(doc, t, TOK_CAP) || (words > 1 && !is_nominal(doc, t) && !is_verb(doc, t));
  }
  return words == capitals && words > 1;
}

bool is_put_in(const Doc *doc, const Claim *c) {
  return tag_at(doc, c->head) == TAG_VBN && doc->tokens.at[c->head].rel == REL_ACL &&
         c->cue.first > c->begin && is_char(doc, c->cue.first - 1, ",");
}

/* "When asked whether", "Asked whether", "Lee, asked whether": a participle that has lost its auxiliary. */
static bool reduced(const Doc *doc, const Claim *c) {
  int32_t t = c->head;
  int next = c->cue.last < c->end ? tag_at(doc, c->cue.last) : TAG_NONE;
  bool begins = t == c->begin && (next == TAG_IN || next == TAG_WRB || next == TAG_WP);
  bool participle = tag_at(doc, t) == TAG_VBN || (begins && tag_at(doc, t) == TAG_VBD);
  if (!has(c, FRAME_ADDRESSEE) || !participle) return false;
  return t == c->begin || is_put_in(doc, c) || (t > 0 && tag_at(doc, t - 1) == TAG_WRB);
}

/* Not "The deal was near, | the paper reported", whatever the parse joins. */
bool passive(const Doc *doc, const Claim *c) {
  if (reduced(doc, c)) return true;
  int32_t was = child_of(doc, c->head, REL_AUX_PASS, c->begin, c->head);
  return was != NONE && child_of(doc, c->head, REL_NSUBJ, was, c->head) == NONE;
}
