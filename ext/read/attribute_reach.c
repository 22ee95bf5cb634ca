/* attribute_reach.c - how far the words of a source reach: a noun phrase that the parse cuts short, with its appositions and
** the clause about it. */
#include "read/attribute.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

bool glues(const Doc *doc, int32_t t) {
  int tag = token(doc, t)->tag;
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS || tag == TAG_JJ ||
         tag == TAG_CD || tag == TAG_POS || tag == TAG_HYPH || tag == TAG_PRPS || tag == TAG_DT;
}

static bool names(const Doc *doc, int32_t t) {
  int tag = token(doc, t)->tag;
  bool noun = tag == TAG_NN || tag == TAG_NNP || tag == TAG_NNPS;
  bool joined = tag == TAG_JJ && token(doc, t - 1)->tag == TAG_HYPH; /* "the 24-year-old striker" */
  return (noun || joined || tag == TAG_HYPH || tag == TAG_POS) && token(doc, t)->date == NONE;
}

/* The parse cuts long titles short: "Labour | party leader Kim Bo", "his nephew | Alan Webb", "said Harbour | Watch
** researcher Kim Bo". */
static Span widened(const Doc *doc, const Claim *c, Span s) {
  int first = token(doc, s.first)->tag;
  if (first == TAG_PRP || first == TAG_WP || first == TAG_WDT) return s;
  while (s.first > c->begin && s.first > c->cue.first - NEAR && glues(doc, s.first - 1) &&
         s.first != c->cue.last && token(doc, s.first)->tag != TAG_DT &&
         token(doc, s.first)->tag != TAG_PRPS && token(doc, s.first - 1)->date == NONE)
    s.first--;
  int32_t t = s.last;
  while (t < c->cue.first && glues(doc, t) && token(doc, t)->date == NONE) t++;
  if (t == c->cue.first) s.last = t;
  bool inverted = s.first == c->cue.last && !has(c, FRAME_SOURCE);
  while (inverted && s.last < c->end && names(doc, s.last)) s.last++;
  return s;
}

/* May an apposition begin at t: "…, the head of the union, …", not "…, 69, …" nor "…, in May, …"? */
static bool opens_apposition(const Doc *doc, int32_t t, int32_t end) {
  if (t + 1 >= end || is_char(doc, t + 1, ",")) return false;
  int tag = token(doc, t)->tag;
  return (glues(doc, t) || tag == TAG_VBN) && tag != TAG_CD && token(doc, t)->date == NONE;
}

/* One behind the apposition of a source that ends at the comma t: up to the next comma or the cue, over
** no other verb. */
static int32_t apposition(const Doc *doc, const Claim *c, int32_t t) {
  int32_t end = t < c->cue.first ? c->cue.first : c->end, from = t;
  if (t < end && is_char(doc, t, "("))
    for (t++; t < end && t < from + NEAR / 2 && !is_char(doc, t - 1, ")"); t++) {
    }
  if (t >= end || !is_char(doc, t, ",") || !opens_apposition(doc, t + 1, end)) return from;
  int32_t cut = c->cue.first - 2; /* "It was, said Lee, the worst of nights" */
  if (t >= c->cue.last && cut >= c->begin && is_char(doc, cut + 1, ",") && is_finite(doc, cut))
    return from;
  int32_t i = t + 1;
  for (; i < end && i < t + NEAR; i++) {
    if (is_char(doc, i, ",;:.") || is_dash(doc, i) || mark_opened(doc, i) != NONE) break;
    if (is_relative(doc, i) || is_finite(doc, i)) break;
  }
  if (has(c, FRAME_SOURCE) && i < c->end - 1) return from; /* the clause follows */
  bool stops = i == end || tok_is(doc, i, TOK_PUNCT) || is_relative(doc, i);
  return stops && token(doc, i - 1)->tag != TAG_CC ? i : from;
}

/* Where a clause about the noun may begin at t: "people | who saw it", "Smith, | who leads it", "members |
** briefed on it"; NONE. */
static int32_t clause_about(const Doc *doc, const Claim *c, int32_t t) {
  if (t < c->end && is_char(doc, t, ",")) t++;
  if (t + 1 >= c->end) return NONE;
  const Token *x = token(doc, t);
  if (is_relative(doc, t)) return t;
  bool participle = x->tag == TAG_VBN || x->tag == TAG_VBG;
  return participle && x->rel == REL_ACL && below(doc, t, c->subject) ? t : NONE;
}

/* One behind the clause about the source that begins behind token t: up to the cue, or, behind the cue, as
** far as the parse hangs words on the noun. */
static int32_t over_clause(const Doc *doc, const Claim *c, int32_t t) {
  int32_t first = clause_about(doc, c, t);
  if (first == NONE) return t;
  if (t <= c->cue.first) {
    int32_t edge = left_edge(doc, c);
    /* "Smith, who teaches law, | said it was late, noting" */
    for (int32_t i = first + 1; i < edge && i < first + NEAR; i++)
      if (is_char(doc, i, ",") && is_finite(doc, i + 1)) edge = i;
    while (edge > first && tok_is(doc, edge, TOK_PUNCT)) edge--;
    if (token(doc, edge)->tag == TAG_CC) return t;
    return edge > first ? edge + 1 : t;
  }
  if (has(c, FRAME_SOURCE) && c->cue.first == c->begin) return t; /* the clause said follows */
  int32_t last = t;
  for (int32_t i = first; i < c->end && i < first + NEAR; i++) {
    if (mark_opened(doc, i) != NONE) return t; /* "who called it "a gift"" is a claim of its own */
    if (is_char(doc, i, ",;:") || is_dash(doc, i)) break;
    if (below(doc, i, c->subject) && !tok_is(doc, i, TOK_PUNCT)) last = i + 1;
  }
  return last;
}

/* "Ann Lee (R-Ohio)": a bracket that opens in the source closes in it. */
static Span closed(const Doc *doc, const Claim *c, Span s) {
  if (s.last >= c->end || s.last == c->cue.first || !is_char(doc, s.last, ")]")) return s;
  for (int32_t t = s.last - 1; t >= s.first && t > s.last - NEAR; t--)
    if (is_char(doc, t, "([")) return (Span){s.first, s.last + 1};
  return s;
}

Span source_reach(const Doc *doc, const Claim *c, int32_t head, int32_t end) {
  Span s = noun_phrase(doc, head, c->begin, end);
  if (!has(c, FRAME_NOUN)) s = widened(doc, c, s);
  bool inside = head >= c->cue.first && head < c->cue.last;
  if (inside) s = (Span){head, head + 1};
  if (!inside && s.first < c->cue.last && s.last > c->cue.first) {
    if (head < c->cue.first)
      s.last = c->cue.first;
    else
      s.first = c->cue.last;
  }
  s.last = apposition(doc, c, apposition(doc, c, s.last));
  if (!has(c, FRAME_NOUN)) s.last = over_clause(doc, c, s.last);
  return closed(doc, c, s);
}
