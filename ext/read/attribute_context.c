/* attribute_context.c - around the reporter's words: medium, date, negation, the verbs that lead to the cue. */
#include "read/attribute.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

static bool in_pieces(const Claim *c, int32_t t) {
  for (int32_t i = 0; i < c->n; i++)
    if (t >= c->pieces[i].at.first && t < c->pieces[i].at.last) return true;
  return false;
}

/* "in a post on Truth Social": from the preposition to the end of the noun phrase. */
static void medium(Attribution *a, Claim *c, int32_t t) {
  const Doc *doc = a->doc;
  int32_t h = token(doc, t)->head;
  if (h <= t || h >= c->end || in_pieces(c, h)) return;
  int32_t noun = NONE;
  for (int32_t i = t + 1; i <= h; i++)
    if (has_role(a, i, STR("medium"))) noun = i;
  if (noun == NONE) return;
  Span s = noun_phrase(doc, h, t + 1, c->end);
  /* "in a message posted to a site,": up to the comma */
  for (int32_t i = s.last; i < c->end && i < s.last + 8 && !in_pieces(c, i); i++)
    if (is_char(doc, i, ",") && token(doc, s.last)->tag == TAG_VBN) s.last = i;
  while (s.last > h + 1 && in_pieces(c, s.last - 1)) s.last--;
  if (s.last > t + 1) c->medium = range_text(doc, doc_range(doc, t, s.last));
}

/* "went on to say", "refused to confirm": the verb that the cue hangs on, with nothing but small words between. */
static void lead_in(const Doc *doc, Claim *c) {
  int32_t verb = token(doc, c->head)->head, first = c->cue.first;
  if (token(doc, c->head)->tag != TAG_VB || first - 1 < c->begin ||
      token(doc, first - 1)->tag != TAG_TO)
    return;
  if (verb < c->begin || verb >= first || verb < first - 5 || !is_verb(doc, verb)) return;
  for (int32_t t = verb + 1; t < first - 1; t++) {
    int tag = token(doc, t)->tag;
    if (tag != TAG_RB && tag != TAG_RP && tag != TAG_IN) return;
  }
  if (child_of(doc, verb, REL_AUX_PASS, c->begin, verb) != NONE) return; /* "was sent to ask" */
  c->cue.first = verb;
}

void find_context(Attribution *a, Claim *c) {
  const Doc *doc = a->doc;
  if (c->head == NONE || !c->n) return;
  int32_t from = c->cue.first - NEAR > c->begin ? c->cue.first - NEAR : c->begin;
  int32_t to = c->cue.last + NEAR < c->end ? c->cue.last + NEAR : c->end;
  for (int32_t t = from; t < to; t++) {
    if (in_pieces(c, t)) continue;
    if (token(doc, t)->date != NONE && (c->date == NONE || t < c->cue.first + NEAR / 2))
      c->date = token(doc, t)->date;
    if (str_none(c->medium) && has_role(a, t, STR("through"))) medium(a, c, t);
    if (token(doc, t)->head == c->head && t < c->head && has_role(a, t, STR("not")))
      c->negated = true;
  }
  lead_in(doc, c);
}

/* Who is told by the act of saying before in the sentence, of the same source, is told by this one too: "told reporters that it
** was late, adding". */
void find_audience(Attribution *a, int32_t claim) {
  Claim *c = &a->claims.at[claim];
  if (c->head == NONE || !empty(c->to) || empty(c->source)) return;
  for (int32_t i = claim - 1; i >= 0 && i > claim - 4; i--) {
    const Claim *b = &a->claims.at[i];
    if (b->head == NONE || b->begin != c->begin || b->cue.first >= c->cue.first) continue;
    if (b->source.first != c->source.first || b->source.last != c->source.last) continue;
    if (has(b, FRAME_TOLD)) c->to = b->to;
    return;
  }
}
