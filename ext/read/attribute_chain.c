/* attribute_chain.c - words in marks without a cue: they go on with what the same speaker said before,
** or belong to the claim of the next paragraph. */
#include "read/attribute.h"

static int32_t sentence_of(const Doc *doc, int32_t t) {
  return doc->tokens.at[t].sentence;
}
static int32_t paragraph_of(const Doc *doc, int32_t t) {
  return doc->sentences.at[sentence_of(doc, t)].paragraph;
}
static int32_t opens_at(const Doc *doc, int32_t m) {
  const MarkSpan *s = &doc->marks.at[m];
  return s->open == NONE ? s->first : s->open;
}

/* The mark begins its sentence and nothing of the reporter's follows it there. */
static bool alone(const Doc *doc, int32_t m) {
  int32_t first = opens_at(doc, m), behind = mark_behind(doc, m);
  if (first != doc->sentences.at[sentence_of(doc, first)].first) return false;
  if (behind >= doc->tokens.n) return true;
  const Sentence *s = &doc->sentences.at[sentence_of(doc, behind)];
  return s->first >= behind || s->last <= behind + 1 || tok_is(doc, behind, TOK_LINE);
}

static void follow(Attribution *a, int32_t m, int32_t claim) {
  const MarkSpan *s = &a->doc->marks.at[m];
  Claim c = {.head = NONE,
             .subject = NONE,
             .begin = s->first,
             .end = s->last,
             .follows = claim,
             .class = a->claims.at[claim].class,
             .date = NONE,
             .conf = a->claims.at[claim].conf,
             .why = a->claims.at[claim].why};
  add_piece(&c, (Span){s->first, s->last}, m);
  int32_t id = doc_add(a->doc, &a->claims, &c);
  if (id != NONE) a->owner[m] = id;
}

/* The claim whose words in marks stand before mark m: in its paragraph, or in the one before where
** the whole paragraph is the mark. */
static int32_t claim_before(const Attribution *a, int32_t m, int32_t before) {
  const Doc *doc = a->doc;
  const MarkSpan *s = &doc->marks.at[m];
  if (s->continues != NONE) return a->owner[s->continues];
  if (before == NONE || a->owner[before] == NONE) return NONE;
  int32_t p = paragraph_of(doc, opens_at(doc, m)), q = paragraph_of(doc, opens_at(doc, before));
  return p == q || p == q + 1 ? a->owner[before] : NONE;
}

/* The next mark is owned by a claim with a cue, in this paragraph or the next, and stands first there.
*/
static int32_t claim_behind(const Attribution *a, int32_t m) {
  const Doc *doc = a->doc;
  int32_t n = m + 1;
  while (n < doc->marks.n && doc->marks.at[n].parent != NONE) n++;
  if (n >= doc->marks.n || a->owner[n] == NONE) return NONE;
  int32_t p = paragraph_of(doc, opens_at(doc, m)), q = paragraph_of(doc, opens_at(doc, n));
  int32_t first = doc->sentences.at[doc->paragraphs.at[q].first].first;
  return q == p + 1 && opens_at(doc, n) == first ? a->owner[n] : NONE;
}

void find_chains(Attribution *a) {
  const Doc *doc = a->doc;
  int32_t before = NONE;
  for (int32_t m = 0; m < doc->marks.n; m++) {
    if (doc->marks.at[m].parent != NONE || doc->marks.at[m].first == doc->marks.at[m].last)
      continue;
    if (a->owner[m] == NONE && alone(doc, m)) {
      int32_t claim = claim_before(a, m, before);
      if (claim == NONE) claim = claim_behind(a, m);
      if (claim != NONE) follow(a, m, claim);
    }
    before = m;
  }
}
