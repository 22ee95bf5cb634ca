/* attribute_chain.c - words in marks without a cue: they go on with what the same speaker said before,
** are said by whom the sentence before is about, or belong to the claim of the next paragraph. */
#include "read/attribute.h"

enum { PHRASE = 10 /* tokens */ };

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

/* Does the mark begin its sentence, but for a phrase: "At the gate, "I knew it.""? */
static bool begins_quote(const Doc *doc, int32_t m) {
  int32_t open = opens_at(doc, m), first = doc->sentences.at[sentence_of(doc, open)].first;
  if (open == first) return true;
  const MarkSpan *s = &doc->marks.at[m];
  return open - first < PHRASE && doc->tokens.at[first].tag == TAG_IN &&
         is_char(doc, open - 1, ",") && !has_verb(doc, first, open) &&
         has_verb(doc, s->first, s->last);
}

/* The mark begins its sentence and nothing of the reporter's follows it there. */
static bool alone(const Doc *doc, int32_t m) {
  int32_t behind = mark_behind(doc, m);
  if (!begins_quote(doc, m)) return false;
  if (behind >= doc->tokens.n) return true;
  const Sentence *s = &doc->sentences.at[sentence_of(doc, behind)];
  return s->first >= behind || s->last <= behind + 1 || tok_is(doc, behind, TOK_LINE);
}

/* Has what is behind the mark a verb of its own, and not that of a relative clause? */
static bool told_behind(const Doc *doc, int32_t t, int32_t end) {
  for (; t < end && !is_relative(doc, t); t++)
    if (is_finite(doc, t)) return true;
  return false;
}

/* "I am tired. We go on" to the end, she said later.: it begins its sentence, and the reporter only brings that to its end. */
static bool ended(const Doc *doc, int32_t m) {
  int32_t first = opens_at(doc, m), behind = mark_behind(doc, m);
  if (first != doc->sentences.at[sentence_of(doc, first)].first) return false;
  if (!has_verb(doc, doc->marks.at[m].first, doc->marks.at[m].last)) return false;
  if (behind >= doc->tokens.n || tok_is(doc, behind, TOK_PUNCT)) return false;
  const Sentence *s = &doc->sentences.at[sentence_of(doc, behind)];
  return s->first < behind && s->last < behind + NEAR && !told_behind(doc, behind, s->last);
}

/* "…," said Lee, of Salem, Mass. "We go on.": a full stop that was taken for the abbreviation's alone. */
static bool behind_stop(const Doc *doc, int32_t m) {
  int32_t first = opens_at(doc, m), behind = mark_behind(doc, m);
  const Sentence *s = &doc->sentences.at[sentence_of(doc, first)];
  return first > s->first && tok_is(doc, first - 1, TOK_ABBR) && behind >= s->last;
}

static Claim empty_claim(const Doc *doc, int32_t m) {
  const MarkSpan *s = &doc->marks.at[m];
  Claim c = {.head = NONE,
             .subject = NONE,
             .begin = s->first,
             .end = s->last,
             .follows = NONE,
             .date = NONE,
             .conf = 0.5f};
  add_piece(&c, (Span){s->first, s->last}, m);
  return c;
}

static void add(Attribution *a, int32_t m, const Claim *c) {
  int32_t id = doc_add(a->doc, &a->claims, c);
  if (id != NONE) a->owner[m] = id;
}

static void follow(Attribution *a, int32_t m, int32_t claim) {
  Claim c = empty_claim(a->doc, m);
  const Claim *b = &a->claims.at[claim];
  c.follows = claim;
  c.class = b->class;
  c.conf = b->conf;
  c.why = b->why;
  add(a, m, &c);
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

/* The last claim with a cue in the sentence before mark m, in its paragraph: "He said he was tired.
** "I want to go home."" */
static int32_t claim_in(const Attribution *a, int32_t sentence) {
  const Sentence *s = &a->doc->sentences.at[sentence];
  int32_t low = 0, high = a->with_cue;
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (a->claims.at[mid].cue.first < s->last)
      low = mid + 1;
    else
      high = mid;
  }
  for (int32_t i = low - 1; i >= 0 && a->claims.at[i].cue.first >= s->first; i--)
    if (a->claims.at[i].n && !has(&a->claims.at[i], FRAME_NOUN)) return i;
  return NONE;
}

/* Whom the sentence is about: the subject of its main verb. */
static int32_t subject_of(const Doc *doc, const Sentence *s) {
  for (int32_t t = s->first; t < s->last && t < s->first + NEAR; t++) {
    if (doc->tokens.at[t].mark != NONE || doc->tokens.at[t].rel != REL_NSUBJ) continue;
    int32_t h = doc->tokens.at[t].head;
    if (h != NONE && doc->tokens.at[h].head == NONE) return t;
  }
  return NONE;
}

static bool by_sentence(Attribution *a, int32_t m) {
  const Doc *doc = a->doc;
  int32_t sentence = sentence_of(doc, opens_at(doc, m)) - 1;
  if (sentence < 0 || doc->sentences.at[sentence].paragraph != paragraph_of(doc, opens_at(doc, m)))
    return false;
  const Sentence *s = &doc->sentences.at[sentence];
  for (int32_t t = s->first; t < s->last && t < s->first + LONGEST; t++)
    if (doc->tokens.at[t].mark != NONE && a->owner[mark_within(doc, t, NONE)] != NONE) return false;
  int32_t claim = claim_in(a, sentence);
  if (claim != NONE) {
    follow(a, m, claim);
    return true;
  }
  int32_t subject = subject_of(doc, s);
  if (subject == NONE) return false;
  Claim c = empty_claim(doc, m);
  c.subject = subject;
  c.source = noun_phrase(doc, subject, s->first, s->last);
  add(a, m, &c);
  return true;
}

/* A paragraph that is all in marks goes on with what is told to be said at the end of the one before: "Lee said that he
** would stay. (New paragraph) "This is my town.""; NONE. */
static int32_t claim_above(const Attribution *a, int32_t m) {
  const Doc *doc = a->doc;
  int32_t sentence = sentence_of(doc, opens_at(doc, m)), p = doc->sentences.at[sentence].paragraph;
  const Paragraph *own = &doc->paragraphs.at[p];
  int32_t last = doc->sentences.at[own->last - 1].last;
  bool whole = sentence == own->first && mark_behind(doc, m) + 1 >= last;
  return whole && sentence > 0 ? claim_in(a, sentence - 1) : NONE;
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
    const MarkSpan *s = &doc->marks.at[m];
    if (s->parent != NONE || s->first == s->last) continue;
    if (a->owner[m] == NONE && before != NONE && behind_stop(doc, m) &&
        sentence_of(doc, opens_at(doc, before)) == sentence_of(doc, opens_at(doc, m)))
      follow(a, m, a->owner[before]);
    if (a->owner[m] == NONE && (alone(doc, m) || ended(doc, m)) &&
        !(s->continues == NONE && by_sentence(a, m))) {
      int32_t claim = claim_before(a, m, before);
      if (claim == NONE) claim = claim_behind(a, m);
      if (claim == NONE) claim = claim_above(a, m);
      if (claim != NONE) follow(a, m, claim);
    }
    if (a->owner[m] != NONE) before = m; /* others are but words that the reporter cites */
  }
}
