/* attribute_frame.c - reporting verbs outside the lexicon, recognised by their frame: a colon or comma
** before words in marks, or a verb and its subject behind them. */
#include "read/attribute.h"

enum { LOOSE = 5 /* words in marks that are a quotation without any frame */ };

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

static bool tensed(const Doc *doc, int32_t t) {
  int tag = token(doc, t)->tag;
  return tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP;
}

static void add_claim(Attribution *a, int32_t verb, int32_t subject, int32_t m, bool mixed) {
  const Doc *doc = a->doc;
  const Sentence *s = &doc->sentences.at[token(doc, verb)->sentence];
  Claim c = {.head = verb,
             .subject = subject,
             .begin = s->first,
             .end = s->last,
             .cue = {verb, verb + 1},
             .source = noun_phrase(doc, subject, s->first, s->last),
             .follows = NONE,
             .date = NONE,
             .conf = 0.6f};
  c.zone = c.cue;
  if (c.source.last <= verb) c.zone.first = c.source.first;
  if (c.source.first > verb) c.zone.last = c.source.last;
  (mixed ? add_mixed : add_piece)(&c, (Span){doc->marks.at[m].first, doc->marks.at[m].last}, m);
  int32_t id = doc_add(a->doc, &a->claims, &c);
  if (id != NONE) a->owner[m] = id;
}

/* The subject of a verb; before a colon at `end` also where it hangs on the adjective ("Her son was blunter: …"), or where
** the tagger sees no tense in the verb of the sentence ("Lee put it bluntly: …"). */
static int32_t subject_of(const Doc *doc, int32_t verb, int32_t begin, int32_t end) {
  const Token *x = token(doc, verb);
  bool colon = is_char(doc, end, ":");
  if (colon && tensed(doc, verb) && x->rel == REL_COP && x->head + 1 == end)
    return child_of(doc, x->head, REL_NSUBJ, begin, verb);
  bool bare = colon && x->tag == TAG_VB && x->rel == REL_ROOT &&
              child_of(doc, verb, REL_AUX, begin, verb) == NONE;
  return tensed(doc, verb) || bare ? child_of(doc, verb, REL_NSUBJ, begin, verb) : NONE;
}

/* "The governor addressed the crowd: "…"", "He laughed, "…"": the last verb with a subject before it. */
static bool frame_before(Attribution *a, int32_t m) {
  const Doc *doc = a->doc;
  int32_t open = doc->marks.at[m].open, t = open - 1;
  if (open < 2 ||
      !(is_char(doc, t, ":") ||
        (is_char(doc, t, ",") && token(doc, t)->sentence == token(doc, open)->sentence)))
    return false;
  int32_t begin = doc->sentences.at[token(doc, t)->sentence].first;
  for (; t >= begin && t > open - NEAR; t--) {
    if (mark_closed(doc, t) != NONE) return false;
    int32_t s = subject_of(doc, t, begin, open - 1);
    if (s == NONE) continue;
    add_claim(a, t, s, m, false);
    return true;
  }
  return false;
}

/* ""…," he grinned", ""…," grinned the boy": nothing but the subject between marks, verb and stop. */
static bool frame_behind(Attribution *a, int32_t m) {
  const Doc *doc = a->doc;
  const MarkSpan *s = &doc->marks.at[m];
  int32_t t = mark_behind(doc, m), verb = NONE, subject = NONE;
  if (t >= doc->tokens.n || s->last == s->first) return false;
  if (is_char(doc, t, ","))
    t++;
  else if (!is_char(doc, s->last - 1, ",?!"))
    return false;
  int32_t end = doc->sentences.at[token(doc, s->last - 1)->sentence].last;
  for (int32_t i = t; i < end && i < t + 8; i++) {
    if (token(doc, i)->date != NONE) return false; /* "…," began last May */
    if (tensed(doc, i) && verb == NONE)
      verb = i;
    else if (is_nominal(doc, i))
      subject = subject == NONE || token(doc, subject)->tag == TAG_CD ? i : subject;
    else if (verb != NONE && subject != NONE)
      break;
    else if (token(doc, i)->tag != TAG_DT && token(doc, i)->tag != TAG_JJ &&
             token(doc, i)->tag != TAG_PRPS)
      return false;
  }
  if (verb == NONE || subject == NONE) return false;
  add_claim(a, verb, subject, m, false);
  return true;
}

/* Whom the words before token t are about: the subject of the last verb there. */
static int32_t subject_before(const Doc *doc, int32_t t, int32_t *verb) {
  int32_t begin = doc->sentences.at[token(doc, t)->sentence].first, end = t;
  for (; t >= begin && t > end - NEAR; t--) {
    *verb = t;
    if (!is_verb(doc, t) || token(doc, t)->mark != token(doc, end)->mark) continue;
    int32_t s = child_of(doc, t, REL_NSUBJ, begin, end);
    if (s != NONE && token(doc, s)->mark == token(doc, end)->mark) return s;
  }
  return NONE;
}

static int32_t words_of(const Doc *doc, const MarkSpan *m) {
  int32_t n = 0;
  for (int32_t t = m->first; t < m->last && n <= NEAR; t++) n += !tok_is(doc, t, TOK_PUNCT);
  return n;
}

/* Of five words and more in marks nineteen in twenty are somebody's (counted in US political news). */
void find_loose(Attribution *a) {
  const Doc *doc = a->doc;
  for (int32_t m = 0; m < doc->marks.n; m++) {
    const MarkSpan *s = &doc->marks.at[m];
    if (a->owner[m] != NONE || s->parent != NONE || s->open < 1 || words_of(doc, s) < LOOSE)
      continue;
    int32_t verb, subject = subject_before(doc, s->open, &verb);
    if (subject == NONE || is_title(doc, s)) continue;
    add_claim(a, verb, subject, m, true);
  }
}

/* What may be an utterance without a tense: "Tell him", "Not to worry". */
static bool orders(const Doc *doc, const MarkSpan *m) {
  for (int32_t t = m->first; t < m->last && t < m->first + NEAR; t++)
    if (token(doc, t)->tag == TAG_VB) return true;
  return false;
}

void find_frames(Attribution *a) {
  const Doc *doc = a->doc;
  for (int32_t m = 0; m < doc->marks.n; m++) {
    const MarkSpan *s = &doc->marks.at[m];
    if (a->owner[m] != NONE || s->parent != NONE) continue;
    bool tense = has_verb(doc, s->first, s->last), colon = is_char(doc, s->open - 1, ":");
    if (!tense && !orders(doc, s)) continue;
    if ((tense || colon) && frame_before(a, m)) continue;
    frame_behind(a, m);
  }
}
