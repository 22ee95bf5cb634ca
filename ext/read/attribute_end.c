/* attribute_end.c - where a reported clause ends and the reporter takes over again. */
#include "read/attribute.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

/* Another act of saying that begins at token t, behind a stop. */
static bool other_claim(const Attribution *a, int32_t index, int32_t t) {
  for (int32_t i = index + 1; i < a->claims.n && i < index + 8; i++) {
    const Claim *c = &a->claims.at[i];
    if (c->cue.first > t + NEAR) break;
    if (c->zone.first == t && !has(c, FRAME_NOUN)) return true;
  }
  return false;
}

/* Nothing but a phrase from t to the end: "police said | on Monday." */
static bool ends_there(const Doc *doc, int32_t t, int32_t end) {
  if (end > t + NEAR / 2) return false;
  for (; t < end; t++)
    if (is_char(doc, t, ",;:") || is_finite(doc, t) || mark_opened(doc, t) != NONE) return false;
  return true;
}

/* "Data showed that prices rose, the office said": who says it all ends the sentence. */
static bool said_by(const Attribution *a, int32_t index, int32_t t) {
  for (int32_t i = index + 1; i < a->with_cue && i < index + 8; i++) {
    const Claim *c = &a->claims.at[i];
    if (c->zone.first > t) break;
    if (c->zone.first != t || empty(c->source) || is_relative(a->doc, t)) continue;
    if (!has(c, FRAME_CLAUSE | FRAME_THAT)) continue;
    return is_finite(a->doc, c->head) && ends_there(a->doc, c->zone.last, c->end) && closes(a, c);
  }
  return false;
}

/* The same behind a subordinator ("though he noted") or an introduction ("and by Friday, officials
** said"). */
static bool claim_ahead(const Attribution *a, int32_t index, int32_t t, int32_t end, bool cc) {
  const Doc *doc = a->doc;
  if (t >= end) return false;
  if (token(doc, t)->tag == TAG_IN && t + 1 < end && other_claim(a, index, t + 1)) return true;
  if (!cc || token(doc, t)->tag != TAG_IN) return false;
  for (int32_t i = t; i + 1 < end && i < t + 7; i++)
    if (is_char(doc, i, ",")) return other_claim(a, index, i + 1);
  return false;
}

/* "said he was ready and predicted that": two verbs of saying in one tense, the second without a
** subject of its own. */
static bool twin(const Attribution *a, int32_t index, int32_t n, bool comma) {
  const Doc *doc = a->doc;
  const Claim *c = &a->claims.at[index];
  int tag = token(doc, n)->tag, own = token(doc, c->head)->tag;
  if (!is_verb(doc, n) || (tag != own && !(own == TAG_VBD && tag == TAG_VBN))) return false;
  for (int32_t i = index + 1; i < a->claims.n && i < index + 8; i++)
    if (a->claims.at[i].cue.first == n)
      return !has(&a->claims.at[i], FRAME_MARKS) &&
             (comma || !has(&a->claims.at[i], FRAME_HOLDS | FRAME_OBJECT));
  return false;
}

/* Where the words from t on hang: the head outside of them. */
static int32_t hangs_on(const Doc *doc, int32_t t, int32_t from, int *rel) {
  for (int i = 0; i < CLIMB; i++) {
    int32_t h = token(doc, t)->head;
    *rel = token(doc, t)->rel;
    if (h == NONE || h < from) return h;
    t = h;
  }
  return NONE;
}

bool begins_clause(const Doc *doc, int32_t t) {
  int tag = token(doc, t)->tag;
  return is_nominal(doc, t) || tag == TAG_DT || tag == TAG_PRPS || tag == TAG_EX || tag == TAG_JJ ||
         tag == TAG_JJR || tag == TAG_JJS || tag == TAG_RB || tag == TAG_RBR || tag == TAG_RBS ||
         tag == TAG_PDT || tag == TAG_VBG || mark_opened(doc, t) != NONE || tag == TAG_DOLLAR;
}

/* Behind what stands between commas: ", who died in May, | will be", ", a nurse, | will be". */
static int32_t behind_commas(const Doc *doc, int32_t t, int32_t end) {
  if (!is_char(doc, t, ",") || t + 1 >= end) return t;
  bool aside = is_relative(doc, t + 1) || token(doc, t + 1)->tag == TAG_RB;
  for (int32_t i = t + 1; i < end && i < t + NEAR / 3; i++) {
    if (is_char(doc, i, ",")) return aside || (i + 1 < end && is_finite(doc, i + 1)) ? i + 1 : t;
    if (!aside && (is_finite(doc, i) || mark_opened(doc, i) != NONE)) return t;
  }
  return t;
}

static bool is_pronoun(const Doc *doc, int32_t t) {
  return token(doc, t)->tag == TAG_PRP;
}

/* "announced the plan and left", "pledged funds and the state is paying": "and" and the parse join the verb to
** one before the words from `from` on. */
static bool joined(const Doc *doc, int32_t t, int32_t from) {
  int32_t cc = t - 1;
  while (cc >= from && token(doc, cc)->tag != TAG_CC) cc--;
  if (cc == t - 1 || cc < from) return cc >= from;
  for (int i = 0; i < 4 && t >= from; i++) {
    int rel = token(doc, t)->rel;
    if (rel == REL_CONJ) return token(doc, t)->head < from;
    if (rel != REL_AUX && rel != REL_AUX_PASS && rel != REL_COP) return false;
    t = token(doc, t)->head;
  }
  return false;
}

/* At t a subject and its verb, nothing between that cuts them off: the parse often takes the subject
** for the cue's object, so the words decide. */
bool bare_clause(const Doc *doc, int32_t t, int32_t end) {
  for (int32_t i = t; i < end && i < t + NEAR / 2; i++) {
    if (i > t) i = behind_commas(doc, i, end);
    if (i >= end) return false;
    const Token *x = token(doc, i);
    if (is_finite(doc, i) && i > t && joined(doc, i, t)) return false;
    if (is_finite(doc, i)) return i > t && x->rel != REL_ACL_RELCL && x->rel != REL_AMOD;
    if (x->tag == TAG_VBN && i > t && is_pronoun(doc, i - 1)) return true; /* "it planned" */
    if (x->tag == TAG_VB && i > t && is_nominal(doc, i - 1))
      return true; /* "asked the mayor resign" */
    if (is_char(doc, i, ",;:") || is_dash(doc, i) || is_relative(doc, i)) return false;
    if (x->tag == TAG_TO || x->tag == TAG_WRB || x->tag == TAG_VB || x->rel == REL_MARK)
      return false;
  }
  return false;
}

/* "While he says the town is safe, …", "Asked whether it was safe, …": the main clause is still to come. */
static bool depends(const Doc *doc, const Claim *c) {
  int32_t t = c->zone.first - 1;
  bool apart = c->subject == NONE || c->subject > c->head; /* "Asked by Smith whether" */
  int own = token(doc, c->head)->tag;
  if (t < c->begin && c->head == c->begin && apart) return own == TAG_VBN;
  if (t < c->begin || t > c->begin + 2) return false;
  int tag = token(doc, t)->tag;
  if (tag == TAG_WRB && c->head == t + 1 && own == TAG_VBN) return true; /* "When asked if" */
  return (tag == TAG_IN || tag == TAG_WRB) && token(doc, t)->rel == REL_MARK;
}

/* "said he would fight and | boarded his plane": a second verb in the tense of the cue, not in that of the clause. */
static bool turns_back(const Doc *doc, const Claim *c, int32_t s, int32_t t, int32_t n) {
  int rel = token(doc, n)->rel;
  if (token(doc, c->head)->tag != TAG_VBD || token(doc, n)->tag != TAG_VBD) return false;
  if (rel == REL_AUX || rel == REL_AUX_PASS || rel == REL_COP) return false;
  if (tok_is(doc, t - 1, TOK_PUNCT)) return false; /* "would bring jobs, repaired roads, and …" */
  int32_t v = t - 1;
  while (v > s && !is_finite(doc, v)) v--;
  return token(doc, v)->tag == TAG_MD && v + 1 < t && token(doc, v)->rel == REL_AUX;
}

/* ", it has emerged.", ", she believes.": a pronoun and verbs alone up to the end. */
static bool closing(const Doc *doc, int32_t n, int32_t end) {
  if (token(doc, n)->tag != TAG_PRP || end > n + 6) return false;
  int32_t t = n + 1;
  while (t < end && (is_verb(doc, t) || token(doc, t)->tag == TAG_MD)) t++;
  return t > n + 1 && t + 1 == end && is_char(doc, t, ".");
}

/* Does the reporter take over at the stop or conjunction t, in a clause that began at s? */
static bool takes_over(const Attribution *a, int32_t index, int32_t s, int32_t t) {
  const Claim *c = &a->claims.at[index];
  const Doc *doc = a->doc;
  int32_t n = t;
  bool comma = false, cc = false;
  for (; n < c->end && n < t + 4; n++) {
    if (token(doc, n)->tag == TAG_CC)
      cc = true;
    else if (tok_is(doc, n, TOK_PUNCT) && mark_opened(doc, n) == NONE)
      comma = true;
    else if (token(doc, n)->tag != TAG_RB && token(doc, n)->tag != TAG_RBR)
      break;
  }
  if (n >= c->end) return false;
  if (is_char(doc, t, ";:")) return true;
  if ((cc && has_role(a, n, STR("that"))) || has_role(a, n, STR("stays"))) return false;
  if (comma && !cc && token(doc, n)->tag == TAG_VBG && lex_hit(doc, n, LEX_CUE) != NONE)
    return true;
  if (cc && !is_verb(doc, n) && (comma || has_verb(doc, s, t)) && other_claim(a, index, n))
    return true;
  if (comma && claim_ahead(a, index, n, c->end, cc)) return true;
  if (comma && !cc && (said_by(a, index, n) || closing(doc, n, c->end))) return true;
  if (cc && twin(a, index, n, comma)) return true;
  /* "Smith, who said he knew, left" */
  if (comma && !cc && c->subject != NONE && is_relative(doc, c->subject) && is_finite(doc, n))
    return true;
  if (comma && !cc && depends(doc, c) && begins_clause(doc, n) && bare_clause(doc, n, c->end))
    return true;
  int rel;
  int32_t h = hangs_on(doc, n, t, &rel);
  if (h == NONE) return false;
  if (rel != REL_CONJ && rel != REL_ADVCL && rel != REL_PARATAXIS) return false;
  if (rel == REL_ADVCL && !comma) return false;
  if (cc && !comma && turns_back(doc, c, s, t, n)) return true;
  /* "said he was tired and wanted to go": without a comma only another act of saying takes over */
  if (cc && !comma && lex_hit(doc, n, LEX_CUE) == NONE) return false;
  return (h == c->head || !below(doc, h, c->head)) && h < s;
}

/* "A man who police say robbed a bank | was arrested", "the woman he says hit him | has left": is the sentence's own verb
** still to come where a clause without its subject begins at s? */
static bool verb_pending(const Doc *doc, const Claim *c, int32_t s) {
  int32_t t = c->zone.first - 1;
  if (s != c->zone.last || t < c->begin || c->source.last > c->cue.first || empty(c->source))
    return false;
  const Token *x = token(doc, s);
  bool verb = x->tag == TAG_VBD || x->tag == TAG_MD || x->tag == TAG_VBN;
  if (!verb || (!is_relative(doc, t) && !is_nominal(doc, t)) || token(doc, t)->date != NONE)
    return false;
  return !has_verb(doc, c->begin, c->zone.first);
}

/* Of such a sentence: its verb, behind a noun or comma. */
static bool own_verb(const Doc *doc, int32_t s, int32_t t) {
  if (t < s + 2 || !is_finite(doc, t)) return false;
  int before = token(doc, t - 1)->tag;
  return before == TAG_NN || before == TAG_NNS || before == TAG_NNP || before == TAG_CD ||
         before == TAG_COMMA || before == TAG_VBG || before == TAG_VBN;
}

static int32_t first_verb(const Doc *doc, int32_t t, int32_t end) {
  while (t < end && !is_verb(doc, t) && token(doc, t)->tag != TAG_MD &&
         token(doc, t)->tag != TAG_CC)
    t++;
  return t;
}

/* Sentences in marks that begin in the reporter's sentence: to the close, where it stands in the paragraph. */
static bool runs_on(const Doc *doc, int32_t m) {
  const MarkSpan *s = &doc->marks.at[m];
  if (s->close == NONE || s->close - s->open > LONGEST) return false;
  int32_t from = token(doc, s->open)->sentence, to = token(doc, s->close)->sentence;
  return doc->sentences.at[from].paragraph == doc->sentences.at[to].paragraph;
}

int32_t clause_end(const Attribution *a, int32_t index, int32_t s) {
  const Claim *c = &a->claims.at[index];
  const Doc *doc = a->doc;
  int32_t end = c->end < s + LONGEST ? c->end : s + LONGEST, depth = 0;
  if (!empty(c->source) && c->source.first > s && c->source.first < end)
    end = c->source.first; /* "Saying it was late, | she left" */
  int32_t first =
      bare_clause(doc, s, end) ? first_verb(doc, s, end) : s; /* no clause ends before its verb */
  bool pending = verb_pending(doc, c, s), put_in = is_put_in(doc, c);
  for (int32_t t = s; t < end; t++) {
    int32_t m = mark_opened(doc, t);
    if (m != NONE) {
      t = mark_behind(doc, m) - 1;
      if (t >= end) return runs_on(doc, m) ? t + 1 : end;
      if (t > s && is_char(doc, t - 1, ",.?!") && takes_over(a, index, s, t)) return t + 1;
      continue;
    }
    if (pending && own_verb(doc, s, t)) return t;
    if (put_in && t > s && is_char(doc, t, ",") && t + 1 < end && is_finite(doc, t + 1)) return t;
    if (is_char(doc, t, "([")) depth++;
    if (is_char(doc, t, ")]") && --depth < 0) return t;
    bool stop = is_char(doc, t, ",;:") || is_dash(doc, t) || token(doc, t)->tag == TAG_CC;
    if (stop && depth <= 0 && t > s && t >= first && takes_over(a, index, s, t)) return t;
  }
  return end;
}
