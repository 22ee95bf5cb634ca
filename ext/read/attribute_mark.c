/* attribute_mark.c - words in marks beside the reporter's: "…," he said; he said, "…". */
#include "read/attribute.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

/* The mark that ends right before token t, over a comma, a dash, "and", "as". */
static int32_t mark_before(const Doc *doc, int32_t t, int32_t begin) {
  for (int i = 0; i < 4 && t > begin; i++) {
    int32_t m = mark_closed(doc, --t);
    if (m != NONE) return m;
    int tag = token(doc, t)->tag;
    if (!is_char(doc, t, ",-") && !is_dash(doc, t) && tag != TAG_CC && tag != TAG_IN &&
        tag != TAG_RB)
      break;
  }
  return NONE;
}

static bool describes(const Doc *doc, int32_t t) {
  switch (token(doc, t)->tag) {
  case TAG_DT:
  case TAG_PRPS:
  case TAG_JJ:
  case TAG_VBN:
  case TAG_CD:
  case TAG_HYPH:
  case TAG_NN:
  case TAG_NNS:
  case TAG_NNP:
  case TAG_NNPS:
  case TAG_POS:
  case TAG_COMMA: return true;
  default: return false;
  }
}

/* "House of Commons", "Bank of the North": within a name. */
static bool within_name(const Doc *doc, int32_t t) {
  int tag = token(doc, t)->tag, before = token(doc, t - 1)->tag, next = token(doc, t + 1)->tag;
  return tag == TAG_IN && before == TAG_NNP &&
         (next == TAG_NNP || next == TAG_NNPS || next == TAG_DT);
}

/* "…," another friend, Ann Lee said. "…," the tired, hungry man said. What stands between belongs to the
** source. */
static int32_t mark_over(const Doc *doc, Claim *c) {
  if (c->zone.first != c->source.first || c->source.first >= c->cue.first) return NONE;
  int32_t t = c->zone.first - 1;
  while (t > c->begin && t > c->zone.first - 10 && (describes(doc, t) || within_name(doc, t))) t--;
  int32_t m = mark_closed(doc, t);
  if (m == NONE || t + 1 >= c->source.first || !is_char(doc, t - 1, ",?!")) return NONE;
  c->source.first = c->zone.first = t + 1;
  return m;
}

/* "… a trial." Smith said. "Why now?" Smith asked on Friday. The reporter's words are a sentence of their
** own. */
static int32_t mark_apart(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  if (c->zone.first != c->begin || c->begin < 2 || tok_is(doc, c->begin, TOK_LINE)) return NONE;
  int32_t m = mark_closed(doc, c->begin - 1), behind = c->zone.last;
  bool calls = is_char(doc, c->begin - 2, "?!");
  bool ends = behind >= c->end || is_char(doc, behind, ".");
  return ends || (calls && closes(a, c)) ? m : NONE;
}

/* Does the mark begin an utterance: at the start of its sentence, or behind a stop? */
static bool begins(const Doc *doc, int32_t m) {
  const MarkSpan *s = &doc->marks.at[m];
  int32_t t = s->open == NONE ? s->first : s->open;
  if (t == doc->sentences.at[token(doc, t)->sentence].first) return true;
  return tok_is(doc, t - 1, TOK_PUNCT) || token(doc, t - 1)->tag == TAG_CC;
}

/* "said that "the road is shut" and that it will open": the words in marks are but one of the clauses. */
static bool more_clauses(const Attribution *a, int32_t m, int32_t t, int32_t end) {
  return t + 1 < end && has_role(a, t + 1, STR("that")) &&
         has_role(a, a->doc->marks.at[m].open - 1, STR("that"));
}

/* Does nothing of the reporter's clause go on behind the mark? */
static bool ends(const Attribution *a, const Claim *c, int32_t m) {
  const Doc *doc = a->doc;
  int32_t end = c->end;
  int32_t t = mark_behind(doc, m);
  const MarkSpan *s = &doc->marks.at[m];
  if (t >= end || tok_is(doc, t, TOK_PUNCT) || tok_is(doc, t, TOK_LINE)) return true;
  if (token(doc, t)->tag == TAG_CC && has_verb(doc, s->first, s->last))
    return !more_clauses(a, m, t, end);
  if (s->last > s->first && is_char(doc, s->last - 1, ".?!,")) return true;
  /* "chanting "No more" and waving": such cues have nothing but words in marks */
  int tag = token(doc, t)->tag;
  bool led =
      !empty(c->source) && c->source.last <= c->cue.first && token(doc, c->head)->tag != TAG_VB;
  bool words = led && s->last > s->first + 1 && s->open == c->zone.last;
  return words && has(c, FRAME_MARKS) && (tag == TAG_CC || tag == TAG_IN);
}

/* A whole utterance: it has a verb. */
static bool says(const Doc *doc, int32_t m) {
  return has_verb(doc, doc->marks.at[m].first, doc->marks.at[m].last);
}

static bool free_mark(const Attribution *a, const Claim *c, int32_t m) {
  return m != NONE && a->owner[m] == NONE &&
         a->doc->marks.at[m].parent == a->doc->tokens.at[c->head].mark;
}

int32_t next_verb(const Attribution *a, int32_t index) {
  for (int32_t i = index + 1; i < a->with_cue && i < index + 8; i++)
    if (!has(&a->claims.at[i], FRAME_NOUN)) return a->claims.at[i].cue.first;
  return NONE;
}

/* The first mark that opens behind the reporter's words, with nothing but phrases between. */
static int32_t mark_after(Attribution *a, int32_t index) {
  const Doc *doc = a->doc;
  const Claim *c = &a->claims.at[index];
  int32_t other = next_verb(a, index);
  bool phrase = token(doc, c->zone.last < c->end ? c->zone.last : c->head)->tag == TAG_IN;
  for (int32_t t = c->zone.last; t < c->end && t < c->zone.last + NEAR / 2; t++) {
    int32_t m = mark_opened(doc, t);
    if (m != NONE) {
      bool stop = t == c->zone.last || tok_is(doc, t - 1, TOK_PUNCT) ||
                  has_role(a, t - 1, STR("that")) ||
                  (phrase && t < c->zone.last + 8 && says(doc, m));
      return stop ? m : NONE;
    }
    if (is_finite(doc, t) || is_dash(doc, t) || t == other) return NONE;
    /* "said in a letter that prices "fell"" */
    if (phrase && token(doc, t)->rel == REL_MARK && has_role(a, t, STR("that")) &&
        mark_opened(doc, t + 1) == NONE)
      return NONE;
  }
  return NONE;
}

/* "The mayor wrote:" and the words in the next line. */
static int32_t mark_below(const Doc *doc, const Claim *c) {
  int32_t end = doc->sentences.at[token(doc, c->head)->sentence].last;
  if (end >= doc->tokens.n || c->end != end || !is_char(doc, end - 1, ":")) return NONE;
  return mark_opened(doc, end);
}

static void take(Attribution *a, int32_t index, int32_t m) {
  const MarkSpan *s = &a->doc->marks.at[m];
  Claim *c = &a->claims.at[index];
  bool called = has(c, FRAME_HOLDS) && !says(a->doc, m); /* "critics called "rude"" */
  bool mixed = called || (s->open > 0 && has_role(a, s->open - 1, STR("that")));
  (mixed ? add_mixed : add_piece)(c, (Span){s->first, s->last}, m);
  a->owner[m] = index;
}

/* ""Peace," "bread" and "land"": the mark that a comma or "and" joins to this one. */
static int32_t mark_next(const Doc *doc, int32_t m) {
  int32_t t = mark_behind(doc, m), sentence = token(doc, t - 1)->sentence;
  for (int i = 0; i < 4 && t < doc->tokens.n && token(doc, t)->sentence == sentence; i++, t++) {
    int32_t next = mark_opened(doc, t);
    if (next != NONE) return next;
    if (!is_char(doc, t, ",") && token(doc, t)->tag != TAG_CC) return NONE;
  }
  return NONE;
}

/* "He said that the figures showed "a trend"": what a document shows in what somebody says is said by him. */
static bool shown_in(const Attribution *a, int32_t index) {
  const Claim *c = &a->claims.at[index], *b = c - 1;
  if (!has(c, FRAME_DOCUMENT) || index < 1 || b->begin != c->begin) return false;
  return has(b, FRAME_CLAUSE | FRAME_THAT) && !has(b, FRAME_DOCUMENT) && !empty(b->source) &&
         is_finite(a->doc, b->head) && b->zone.last <= c->zone.first;
}

void find_marks(Attribution *a, int32_t index) {
  Claim *c = &a->claims.at[index];
  const Doc *doc = a->doc;
  if (has(c, FRAME_NOUN) || shown_in(a, index)) return;
  int32_t at = c->zone.first; /* ""…", and called it late" has its words behind it */
  bool joined = at == c->cue.first && at > c->begin && token(doc, at - 1)->tag == TAG_CC;
  int32_t m = joined ? NONE : mark_before(doc, at, c->begin);
  if (m == NONE) m = mark_over(doc, c);
  if (m == NONE) m = mark_apart(a, c);
  if (free_mark(a, c, m) && begins(doc, m)) take(a, index, m);
  m = mark_after(a, index);
  if (m == NONE) m = mark_below(doc, c);
  bool title = has(c, FRAME_SOURCE) && m != NONE &&
               !(says(doc, m) && is_char(doc, doc->marks.at[m].open - 1, ","));
  if (title || !free_mark(a, c, m) || !ends(a, c, m)) return; /* "according to the book "Ash"" */
  take(a, index, m);
  for (int i = 1; i < MOST_PIECES && (m = mark_next(doc, m)) != NONE && free_mark(a, c, m); i++)
    take(a, index, m);
}
