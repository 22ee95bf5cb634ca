/* attribute_turn.c - "Name: words": turns of an interview, headlines, marks behind a colon. */
#include "read/attribute.h"

enum { LABEL = 8, HEADLINE = 30 /* tokens at most */ };

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

/* Somebody who can speak: a name that is no place, a title. */
static bool speaker(const Doc *doc, int32_t t) {
  int32_t m = token(doc, t)->mention;
  return (m != NONE && doc->mentions.at[m].type != ENTITY_PLACE) ||
         lex_hit(doc, t, LEX_TITLE) != NONE;
}

/* The colon that ends the label which a line begins with; NONE. In an interview any word with a capital
** can be one ("Q:"), elsewhere a speaker must stand right before the colon. */
static int32_t label_end(const Attribution *a, int32_t first, int32_t last, bool talk) {
  const Doc *doc = a->doc;
  for (int32_t t = first; t < last && t < first + LABEL; t++) {
    if (is_char(doc, t, ":")) {
      bool known = t > first && (talk ? tok_is(doc, first, TOK_CAP) : speaker(doc, t - 1));
      return known && t + 1 < last ? t : NONE;
    }
    if (is_finite(doc, t) || (tok_is(doc, t, TOK_PUNCT) && !is_char(doc, t, ".-,'"))) return NONE;
  }
  return NONE;
}

static Claim claim_of(const Doc *doc, Span label, int32_t colon) {
  const Sentence *s = &doc->sentences.at[token(doc, colon)->sentence];
  return (Claim){.head = NONE,
                 .subject = label.last - 1,
                 .begin = s->first,
                 .end = s->last,
                 .cue = {colon, colon + 1},
                 .source = label,
                 .zone = {label.first, colon + 1},
                 .follows = NONE,
                 .class = STR_NONE,
                 .date = NONE,
                 .conf = 0.7f};
}

static void add_turn(Attribution *a, Span label, int32_t colon, Span words, int32_t mark) {
  Claim c = claim_of(a->doc, label, colon);
  add_piece(&c, words, mark);
  c.direct = mark == NONE;
  int32_t id = doc_add(a->doc, &a->claims, &c);
  if (id != NONE && mark != NONE) a->owner[mark] = id;
}

/* The paragraph's colon, if it is a turn; marks behind it have their own way. */
static int32_t turn_of(const Attribution *a, const Paragraph *p, bool talk) {
  if (p->first == p->last) return NONE;
  const Doc *doc = a->doc;
  const Sentence *s = &doc->sentences.at[p->first];
  int32_t colon = label_end(a, s->first, s->last, talk);
  return colon != NONE && mark_opened(doc, colon + 1) == NONE ? colon : NONE;
}

/* Interviews: labels come again, as two who speak in turn do, and one of them asks. */
static bool interview(const Attribution *a) {
  enum { SEEN = 8, AGAIN = 2 };
  uint32_t seen[SEEN] = {0};
  int32_t turns = 0, again = 0;
  bool asks = false;
  for (int32_t i = 0; i < a->doc->paragraphs.n && !(asks && again >= AGAIN); i++) {
    const Paragraph *p = &a->doc->paragraphs.at[i];
    int32_t colon = turn_of(a, p, true);
    if (colon == NONE) continue;
    asks |= is_char(a->doc, a->doc->sentences.at[p->last - 1].last - 1, "?");
    uint32_t hash = token(a->doc, colon - 1)->hash;
    for (int k = 0; k < SEEN; k++)
      if (seen[k] == hash) {
        again++;
        break;
      }
    seen[turns++ % SEEN] = hash;
  }
  return asks && again >= AGAIN;
}

static void find_turn(Attribution *a, const Paragraph *p, bool talk) {
  const Doc *doc = a->doc;
  int32_t colon = turn_of(a, p, talk);
  if (colon == NONE) return;
  int32_t first = doc->sentences.at[p->first].first, last = doc->sentences.at[p->last - 1].last;
  Span label = trimmed(doc, (Span){first, colon});
  if (talk) {
    add_turn(a, label, colon, (Span){colon + 1, last}, NONE);
  } else if (last - first <= HEADLINE && p->last == p->first + 1) {
    add_turn(a, label, colon, trimmed(doc, (Span){colon + 1, last}), NONE);
    if (a->claims.n) a->claims.at[a->claims.n - 1].direct = false;
  }
}

/* The noun phrase that ends at token t: a run of names, and no date ("put out in July: "…""). */
static Span names_before(const Attribution *a, int32_t t, int32_t begin) {
  const Doc *doc = a->doc;
  Span s = {t, t};
  while (s.first > begin && s.first > t - LABEL && token(doc, s.first - 1)->date == NONE &&
         (token(doc, s.first - 1)->tag == TAG_NNP || token(doc, s.first - 1)->mention != NONE ||
          (token(doc, s.first - 1)->tag == TAG_CC && s.first < t)))
    s.first--;
  while (s.first < s.last && token(doc, s.first)->tag == TAG_CC) s.first++;
  return !empty(s) && has_role(a, t - 1, STR("medium")) ? (Span){t, t} : s; /* "wrote on X:" */
}

/* "gave her view to the paper | Lantern": the names only tell to whom. */
static bool is_object(const Doc *doc, Span s, int32_t begin) {
  int32_t t = s.first - 1;
  for (int tag; t > begin; t--) {
    tag = token(doc, t)->tag;
    if (tag != TAG_DT && tag != TAG_JJ && tag != TAG_NN && tag != TAG_NNP) break;
  }
  return t > begin && str_eq(tok_fold(doc, t), STR("to"));
}

/* The person or pronoun that is subject of the sentence, before `end`; empty. */
static Span main_subject(const Doc *doc, int32_t begin, int32_t end) {
  for (int32_t t = begin; t < end; t++) {
    const Token *k = token(doc, t);
    if (k->rel != REL_NSUBJ || k->head < begin || token(doc, k->head)->head >= begin) continue;
    if (k->tag == TAG_PRP) return (Span){t, t + 1};
    bool titled = k->mention == NONE && token(doc, t + 1)->head == t; /* "candidate | Ann Lee" */
    int32_t m = titled ? token(doc, t + 1)->mention : k->mention;
    bool person = m != NONE && doc->mentions.at[m].type == ENTITY_PERSON;
    return person ? (Span){doc->mentions.at[m].first, doc->mentions.at[m].last} : (Span){t, t};
  }
  return (Span){begin, begin};
}

void find_turns(Attribution *a) {
  const Doc *doc = a->doc;
  bool talk = interview(a);
  for (int32_t i = 0; i < doc->paragraphs.n; i++) find_turn(a, &doc->paragraphs.at[i], talk);
  for (int32_t m = 0; m < doc->marks.n; m++) {
    int32_t open = doc->marks.at[m].open;
    if (a->owner[m] != NONE || open < 2 || !is_char(doc, open - 1, ":")) continue;
    int32_t begin = doc->sentences.at[token(doc, open - 1)->sentence].first;
    Span s = names_before(a, open - 1, begin);
    if (empty(s)) continue;
    if (is_object(doc, s, begin)) s = main_subject(doc, begin, s.first);
    add_turn(a, s, open - 1, (Span){doc->marks.at[m].first, doc->marks.at[m].last}, m);
  }
}
