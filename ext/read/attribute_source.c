/* attribute_source.c - who says it, and to whom, as the words stand around the cue. */
#include "read/attribute.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

static bool passive(const Doc *doc, const Claim *c, int32_t verb) {
  return child_of(doc, verb, REL_AUX_PASS, c->begin, verb) != NONE;
}

static int32_t subject_of(const Doc *doc, const Claim *c, int32_t verb) {
  int32_t s = child_of(doc, verb, REL_NSUBJ, c->begin, c->end);
  return s != NONE ? s : child_of(doc, verb, REL_NSUBJ_PASS, c->begin, c->end);
}

/* "It was announced by the ministry that": the noun behind "by". */
static int32_t agent_of(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t agent = child_of(doc, c->head, REL_OBL_AGENT, c->head, c->end);
  if (agent != NONE) return agent;
  for (int32_t t = c->head + 1; t < c->end && t < c->head + 6; t++)
    if (has_role(a, t, STR("by")) && token(doc, t)->head > t) return token(doc, t)->head;
  return NONE;
}

/* A participle behind a noun: "a statement saying", "a man claiming". Whoever made the statement
** says it, where the sentence tells. */
static int32_t source_of_noun(const Doc *doc, const Claim *c, int32_t noun) {
  int32_t owner = child_of(doc, noun, REL_NMOD_POSS, c->begin, noun);
  if (owner != NONE) return owner;
  int32_t verb = token(doc, noun)->head;
  if (verb != NONE && token(doc, noun)->rel == REL_OBJ && verb >= c->begin) {
    int32_t s = subject_of(doc, c, verb);
    if (s != NONE) return s;
  }
  return noun;
}

/* The subject of the verb itself or of the verb that it hangs on. */
static int32_t climb(const Doc *doc, const Claim *c, int32_t verb) {
  for (int i = 0; i < CLIMB && verb != NONE && verb >= c->begin && verb < c->end; i++) {
    int32_t s = subject_of(doc, c, verb);
    if (s != NONE) return s;
    const Token *t = token(doc, verb);
    if (t->rel == REL_ACL || t->rel == REL_ACL_RELCL) {
      if (t->head == NONE || t->head < c->begin) return NONE;
      return source_of_noun(doc, c, t->head);
    }
    if (t->rel != REL_CONJ && t->rel != REL_XCOMP && t->rel != REL_ADVCL && t->rel != REL_PARATAXIS)
      return NONE;
    verb = t->head;
  }
  return NONE;
}

/* The noun right before or right behind the cue, where the parse gives no subject. */
static int32_t beside(const Doc *doc, const Claim *c) {
  int32_t t = c->cue.first - 1;
  while (t >= c->begin && t > c->cue.first - 4 &&
         (token(doc, t)->tag == TAG_RB || token(doc, t)->tag == TAG_MD ||
          token(doc, t)->rel == REL_AUX))
    t--;
  if (t >= c->begin && (is_nominal(doc, t) || is_relative(doc, t))) return t;
  return NONE;
}

/* Behind the cue, where marks or a comma stand before it: "…," said the mayor. */
static int32_t behind(const Doc *doc, const Claim *c) {
  for (int32_t t = c->cue.last; t < c->end && t < c->cue.last + 12; t++) {
    if (tok_is(doc, t, TOK_PUNCT) && !is_char(doc, t, "-.")) return NONE;
    if (is_verb(doc, t) || token(doc, t)->tag == TAG_IN) return NONE;
    if (is_nominal(doc, t)) {
      int32_t h = token(doc, t)->head;
      while (h != NONE && h > t && h < c->end && in_phrase(doc, t, h) && is_nominal(doc, h))
        t = h, h = token(doc, t)->head;
      return t;
    }
  }
  return NONE;
}

static bool after_stop(const Doc *doc, const Claim *c) {
  int32_t t = c->cue.first - 1;
  if (t < 0 || token(doc, t)->sentence != token(doc, c->head)->sentence) return t >= 0;
  return tok_is(doc, t, TOK_PUNCT);
}

/* A participle behind a comma goes on with the claim before it in the sentence: ", adding that". */
static const Claim *claim_before(const Attribution *a, const Claim *c, int32_t index) {
  if (index < 1 || token(a->doc, c->head)->tag != TAG_VBG ||
      !is_char(a->doc, c->cue.first - 1, ","))
    return 0;
  const Claim *b = &a->claims.at[index - 1];
  return b->begin == c->begin && !empty(b->source) && !has(b, FRAME_NOUN) ? b : 0;
}

static int32_t source_head(Attribution *a, Claim *c) {
  const Doc *doc = a->doc;
  if (has(c, FRAME_SOURCE)) {
    for (int32_t t = c->cue.last; t < c->end && t < c->cue.last + 8; t++)
      if (is_nominal(doc, t)) {
        int32_t h = token(doc, t)->head;
        while (h != NONE && h > t && h < c->end && in_phrase(doc, t, h) && is_nominal(doc, h))
          t = h, h = token(doc, t)->head;
        return t;
      }
    return NONE;
  }
  if (has(c, FRAME_NOUN)) {
    int32_t owner = child_of(doc, c->head, REL_NMOD_POSS, c->begin, c->head);
    return owner != NONE ? owner : source_of_noun(doc, c, c->head);
  }
  if (passive(doc, c, c->head)) {
    int32_t agent = agent_of(a, c);
    if (agent != NONE) return agent;
    int32_t s = child_of(doc, c->head, REL_NSUBJ_PASS, c->begin, c->head);
    /* the one told or asked; of "was quoted as saying" the speaker */
    if (s == NONE || !has(c, FRAME_MARKS)) return NONE;
    return s;
  }
  int32_t s = climb(doc, c, c->head);
  if (s != NONE) return s;
  s = beside(doc, c);
  return s == NONE && after_stop(doc, c) ? behind(doc, c) : s;
}

void find_source(Attribution *a, Claim *c, int32_t index) {
  const Claim *before = claim_before(a, c, index);
  if (before) {
    c->source = before->source;
    c->subject = before->subject;
    return;
  }
  int32_t head = source_head(a, c);
  if (head == NONE || head == c->head) return;
  c->subject = head;
  c->source = noun_phrase(a->doc, head, c->begin, c->end);
  if (c->source.first < c->cue.last && c->source.last > c->cue.first) {
    if (head < c->cue.first)
      c->source.last = c->cue.first;
    else
      c->source.first = c->cue.last;
  }
}

/* ---- to whom ---- */

static Span to_phrase(Attribution *a, const Claim *c, int32_t from) {
  const Doc *doc = a->doc;
  for (int32_t t = from; t < c->end && t < from + 4; t++) {
    if (!has_role(a, t, STR("to")) || is_verb(doc, t)) continue;
    int32_t h = token(doc, t)->head;
    if (h > t && h < c->end && is_nominal(doc, h) && token(doc, h)->head == c->head)
      return noun_phrase(doc, h, t + 1, c->end);
  }
  return (Span){0, 0};
}

void find_addressee(Attribution *a, Claim *c) {
  const Doc *doc = a->doc;
  if (has(c, FRAME_NOUN | FRAME_SOURCE)) return;
  if (!has(c, FRAME_ADDRESSEE)) {
    c->to = to_phrase(
        a, c, empty(c->source) || c->source.first < c->cue.last ? c->cue.last : c->source.last);
    return;
  }
  int32_t o = child_of(doc, c->head, REL_IOBJ, c->cue.last, c->end);
  if (o == NONE) o = child_of(doc, c->head, REL_OBJ, c->cue.last, c->end);
  if (passive(doc, c, c->head)) o = child_of(doc, c->head, REL_NSUBJ_PASS, c->begin, c->head);
  if (o == NONE || mark_within(doc, o, token(doc, c->head)->mark) != NONE) return;
  Span s =
      noun_phrase(doc, o, o < c->head ? c->begin : c->cue.last, o < c->head ? c->head : c->end);
  if (s.first <= c->cue.last + 2 || o < c->head) c->to = s;
}

/* ---- the reporter's words ---- */

static void widen(Claim *c, Span s) {
  if (empty(s)) return;
  if (s.first < c->zone.first) c->zone.first = s.first;
  if (s.last > c->zone.last) c->zone.last = s.last;
}

void find_zone(Attribution *a, Claim *c) {
  const Doc *doc = a->doc;
  c->zone = c->cue;
  /* a source taken over from another verb stands elsewhere */
  if (!empty(c->source) &&
      (c->source.first >= c->cue.last || token(doc, c->subject)->head == c->head ||
       c->source.last + 2 >= c->cue.first))
    widen(c, c->source);
  if (!empty(c->to) && c->to.first >= c->cue.last) widen(c, c->to);
  while (c->zone.last < c->end && token(doc, c->zone.last)->tag == TAG_RB &&
         token(doc, c->zone.last)->head == c->head)
    c->zone.last++;
}
