/* attribute_source.c - who says it, as the words stand around the cue. */
#include "read/attribute.h"
#include "read/noun.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

/* A speaker does not stand inside the words that he says, and no day speaks. */
static bool outside(const Doc *doc, const Claim *c, int32_t t) {
  return t != NONE && token(doc, t)->date == NONE &&
         mark_within(doc, t, token(doc, c->head)->mark) == NONE;
}

static int32_t subject_of(const Doc *doc, const Claim *c, int32_t verb) {
  int32_t s = child_of(doc, verb, REL_NSUBJ, c->begin, c->end);
  if (s == NONE) s = child_of(doc, verb, REL_NSUBJ_PASS, c->begin, c->end);
  return outside(doc, c, s) ? s : NONE;
}

/* "It was announced by the ministry that": the noun behind "by". */
static int32_t agent_of(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t agent = child_of(doc, c->head, REL_OBL_AGENT, c->head, c->end);
  if (agent != NONE) return agent;
  int32_t reach = has(c, FRAME_HOLDS) ? NEAR / 2 : 6; /* "described as "a rat" by his brother" */
  for (int32_t t = c->head + 1; t < c->end && t < c->head + reach; t++) {
    bool beside = token(doc, t)->mark == token(doc, c->head)->mark;
    if (beside && (token(doc, t)->tag == TAG_TO || is_verb(doc, t)))
      return NONE; /* "promised to keep from" */
    int32_t h = token(doc, t)->head;
    if (has_role(a, t, STR("by")) && h > t && h < c->end && !is_verb(doc, h)) return h;
  }
  return NONE;
}

/* A participle behind a noun: "a statement saying", "a man claiming". Whoever made the statement
** says it, where the sentence tells. */
static int32_t source_of_noun(const Doc *doc, const Claim *c, int32_t noun) {
  int32_t owner = child_of(doc, noun, REL_NMOD_POSS, c->begin, noun);
  if (owner != NONE) return owner;
  int32_t verb = token(doc, noun)->head;
  if (verb != NONE && token(doc, noun)->rel == REL_OBJ && verb >= c->begin && verb < c->end) {
    int32_t s = subject_of(doc, c, verb);
    if (s != NONE) return s;
  }
  return outside(doc, c, noun) ? noun : NONE;
}

/* "became the first to admit": the subject of what the noun is said of. */
static int32_t subject_above(const Doc *doc, const Claim *c, int32_t noun) {
  for (int i = 0; i < CLIMB && noun != NONE && noun >= c->begin && noun < c->end; i++) {
    int32_t s = subject_of(doc, c, noun);
    if (s != NONE) return s;
    int rel = token(doc, noun)->rel;
    if (rel != REL_NMOD && rel != REL_XCOMP && rel != REL_APPOS) return NONE;
    noun = token(doc, noun)->head;
  }
  return NONE;
}

/* "says people may not like it, but insists": one insists, people do not. */
static bool agrees(const Doc *doc, const Claim *c, int32_t subject) {
  int verb = token(doc, c->head)->tag, noun = token(doc, subject)->tag;
  bool many = noun == TAG_NNS || noun == TAG_NNPS, one = noun == TAG_NN || noun == TAG_NNP;
  return !(verb == TAG_VBZ && many) && !(verb == TAG_VBP && one);
}

/* The subject of the verb itself or of the verb that it hangs on. */
static int32_t climb(const Doc *doc, const Claim *c) {
  int32_t verb = c->head;
  for (int i = 0; i < CLIMB && verb != NONE && verb >= c->begin && verb < c->end; i++) {
    int32_t s = subject_of(doc, c, verb);
    if (s != NONE && (i == 0 || agrees(doc, c, s))) return s;
    const Token *t = token(doc, verb);
    if (t->rel == REL_ACL && t->tag == TAG_VB && t->head >= c->begin && t->head < c->end) {
      int32_t above = subject_above(doc, c, t->head);
      if (above != NONE) return above;
    }
    if (t->rel == REL_ACL || t->rel == REL_ACL_RELCL)
      return t->head < c->begin || t->head >= c->end ? NONE : source_of_noun(doc, c, t->head);
    if (t->rel != REL_CONJ && t->rel != REL_XCOMP && t->rel != REL_ADVCL &&
        t->rel != REL_PARATAXIS) /* "was quick to add" */
      return NONE;
    verb = t->head;
  }
  return NONE;
}

/* The head of the noun phrase that begins with the nominal t. */
static int32_t top_of(const Doc *doc, const Claim *c, int32_t t, int32_t end) {
  for (int i = 0; i < CLIMB; i++) {
    int32_t h = token(doc, t)->head;
    if (h <= t || h >= end || (t < c->cue.first && h >= c->cue.first) || !is_nominal(doc, h) ||
        token(doc, h)->date != NONE || !in_phrase(doc, t, h))
      break;
    t = h;
  }
  return t;
}

/* The verb that is said of a noun, up from verbs that hang on it: of "who spoke to discuss" spoke; NONE. */
static int32_t over_verbs(const Doc *doc, const Claim *c, int32_t verb) {
  for (int i = 0; i < 4 && verb >= c->begin; i++) {
    const Token *t = token(doc, verb);
    if (t->head == NONE || t->head >= verb) return NONE;
    if (t->rel == REL_ACL || t->rel == REL_ACL_RELCL) return verb;
    if (t->rel != REL_XCOMP && t->rel != REL_ADVCL && t->rel != REL_CONJ) return NONE;
    verb = t->head;
  }
  return NONE;
}

/* "Smith speaking to the union": a participle right behind a noun. */
static bool speaking(const Doc *doc, const Claim *c, int32_t verb) {
  return token(doc, verb)->tag == TAG_VBG && verb > c->begin && is_nominal(doc, verb - 1);
}

/* The noun that a phrase hangs on: of "Smith of the union", "Smith, speaking to the union" and "Smith who
** led the union" Smith, where the phrase ends at t. */
static int32_t owner_of(const Doc *doc, const Claim *c, int32_t t) {
  t = top_of(doc, c, t, c->end);
  for (int i = 0; i < CLIMB; i++) {
    const Token *x = token(doc, t);
    int32_t h = x->head;
    if (h < c->begin || h >= t || doc->tokens.at[h].mark != x->mark) break;
    bool noun =
        is_nominal(doc, h) && (x->rel == REL_NMOD || x->rel == REL_FLAT || x->rel == REL_COMPOUND);
    int32_t top =
        is_verb(doc, h) && (x->rel == REL_OBL || x->rel == REL_OBJ) ? over_verbs(doc, c, h) : NONE;
    if (!noun && top == NONE && !speaking(doc, c, h)) break;
    t = noun ? h : top != NONE ? token(doc, top)->head : h - 1;
    if (t < c->begin) return h;
  }
  return t;
}

/* Before a date that ends at token t, with its preposition: "Smith on Friday | said". */
static int32_t over_date(const Doc *doc, const Claim *c, int32_t t) {
  for (int32_t i = t; i > c->begin && i > t - 5; i--) {
    int32_t d = token(doc, i)->date;
    if (d == NONE || doc->dates.at[d].last_token != t + 1) continue;
    return token(doc, i - 1)->tag == TAG_IN ? i - 2 : i - 1;
  }
  return t;
}

int32_t left_edge(const Doc *doc, const Claim *c) {
  int32_t t = c->cue.first - 1;
  while (t >= c->begin && t > c->cue.first - 5 &&
         (token(doc, t)->tag == TAG_RB || token(doc, t)->tag == TAG_MD ||
          token(doc, t)->rel == REL_AUX || token(doc, t)->rel == REL_AUX_PASS))
    t--;
  return over_date(doc, c, t);
}

/* "Smith, the head of the union, said": the noun before the apposition that ends at comma t. */
static int32_t over_apposition(const Doc *doc, const Claim *c, int32_t t) {
  for (int32_t i = t - 1; i > c->begin && i > t - NEAR; i--) {
    if (mark_closed(doc, i) != NONE) return NONE;
    if (!is_char(doc, i, ",") && !is_dash(doc, i)) continue;
    if (token(doc, i - 1)->mention != NONE ||
        (is_nominal(doc, i - 1) && token(doc, i - 1)->tag != TAG_CD))
      return i - 1;
  }
  return NONE;
}

/* "the 24-year-old | added", "A third | added:": what the tagger takes for a participle still has its subject. */
static bool stands_for_noun(const Doc *doc, const Claim *c, int32_t t) {
  bool compound = token(doc, t - 1)->tag == TAG_HYPH;
  bool only = t - 1 == c->begin && token(doc, t - 1)->tag == TAG_DT;
  return token(doc, c->head)->tag == TAG_VBN && t > c->begin && (compound || only);
}

static int32_t before(const Doc *doc, const Claim *c) {
  int32_t t = left_edge(doc, c);
  if (t < c->begin) return NONE;
  if (is_char(doc, t, ")]") && t - 2 >= c->begin) t -= is_char(doc, t - 2, "([") ? 3 : 0;
  if (t >= c->begin && (is_nominal(doc, t) || is_relative(doc, t))) return t;
  int tag = t >= c->begin ? token(doc, t)->tag : TAG_NONE; /* "many say", "all agreed" */
  if (tag != TAG_DT && tag != TAG_JJ) return NONE;
  return is_finite(doc, c->head) || stands_for_noun(doc, c, t) ? t : NONE;
}

/* Behind the cue, where marks or a comma stand before it: "…," said the mayor. */
static int32_t behind(const Doc *doc, const Claim *c) {
  if (has(c, FRAME_TOLD)) return NONE;
  for (int32_t t = c->cue.last; t < c->end && t < c->cue.last + 12; t++) {
    if (tok_is(doc, t, TOK_PUNCT) && !is_char(doc, t, "-.")) return NONE;
    if (is_verb(doc, t) || token(doc, t)->tag == TAG_IN || token(doc, t)->tag == TAG_TO)
      return NONE;
    if (token(doc, t)->date != NONE || token(doc, t)->rel == REL_OBL_UNMARKED) return NONE;
    if (is_nominal(doc, t)) return top_of(doc, c, t, c->end);
    bool last = t + 1 >= c->end || tok_is(doc, t + 1, TOK_PUNCT);
    if (last && token(doc, t)->tag == TAG_JJ && token(doc, t - 1)->tag == TAG_DT)
      return t; /* "said the Norwegian." */
  }
  return NONE;
}

static bool participle(const Doc *doc, const Claim *c) {
  return token(doc, c->head)->tag == TAG_VBG &&
         (c->cue.first == c->begin || tok_is(doc, c->cue.first - 1, TOK_PUNCT));
}

/* The parse hangs the subject on a dateline: "TARN (Wire) - | A judge stopped the sale". */
static int32_t behind_dateline(const Doc *doc, const Claim *c, int32_t verb) {
  if (c->begin == doc->sentences.at[token(doc, c->head)->sentence].first) return NONE;
  int32_t found = NONE;
  for (int32_t t = c->begin; t < verb && t < c->begin + NEAR; t++) {
    bool out = token(doc, t)->head != NONE && token(doc, t)->head < c->begin;
    if (out && is_nominal(doc, t) && outside(doc, c, t)) found = t;
  }
  return found;
}

/* The subject of the sentence's main verb, before the cue. */
static int32_t main_subject(const Doc *doc, const Claim *c) {
  int32_t verb = c->head;
  /* not up into a dateline */
  for (int i = 0; i < 3 * CLIMB && token(doc, verb)->head >= c->begin; i++)
    verb = token(doc, verb)->head;
  bool leads = c->cue.first == c->begin; /* "Calling it late, she left" */
  if (verb < c->begin || (verb >= c->cue.first && !leads) || verb == c->head ||
      mark_within(doc, verb, token(doc, c->head)->mark) != NONE)
    return NONE;
  int32_t s = subject_of(doc, c, verb);
  return s != NONE ? s : behind_dateline(doc, c, verb);
}

/* The subject of the last verb before the cue, where the parse has lost the thread: the noun that it joins the verb to,
** too ("Lee, founder of the club, member in the 1960s, backed Kim"). */
static int32_t last_subject(const Doc *doc, const Claim *c) {
  for (int32_t t = c->cue.first - 1; t > c->begin && t > c->cue.first - NEAR; t--) {
    if (!is_finite(doc, t) || !outside(doc, c, t)) continue;
    int32_t s = subject_of(doc, c, t), h = token(doc, t)->head;
    if (s == NONE && token(doc, t)->rel == REL_CONJ && h >= c->begin && h < t && is_nominal(doc, h))
      s = h;
    if (s != NONE && s < t && outside(doc, c, s)) return s;
  }
  return NONE;
}

/* Is its source somebody, or a noun for somebody or something that speaks? */
static bool by_speaker(const Doc *doc, const Claim *c) {
  int32_t t = c->subject;
  return t == NONE || token(doc, t)->mention != NONE || token(doc, t)->tag == TAG_PRP ||
         is_relative(doc, t) || noun_at(doc, t, c->begin, 0) != NONE;
}

/* "said it was late and added that": a second verb of saying in the tense of the first, without a subject of
** its own (attribute_end ends the first clause there, too). What was said may tell what a thing shows: "The government said
** that tests found poison, and called it murder". */
static const Claim *twin_before(const Attribution *a, const Claim *c, int32_t index) {
  const Claim *thing = 0;
  const Doc *doc = a->doc;
  int32_t t = c->cue.first - 1, own = token(doc, c->head)->tag;
  while (t > c->begin && token(doc, t)->tag == TAG_RB) t--;
  bool comma = is_char(doc, t - 1, ","); /* "said it was late, and called it "odd"" */
  if (t <= c->begin || token(doc, t)->tag != TAG_CC || has(c, FRAME_MARKS) ||
      (has(c, FRAME_HOLDS | FRAME_OBJECT) && !comma))
    return 0;
  for (int32_t i = index - 1; i >= 0 && i > index - 4 && a->claims.at[i].begin == c->begin; i--) {
    const Claim *b = &a->claims.at[i];
    int tag = token(doc, b->head)->tag;
    if (has(b, FRAME_NOUN | FRAME_SOURCE) || empty(b->source)) continue;
    if (!is_finite(doc, b->head) && !(tag == TAG_VBG && own == TAG_VBG)) continue;
    if (tag != own && !(tag == TAG_VBD && own == TAG_VBN)) break;
    if (by_speaker(doc, b)) return b;
    if (!thing) thing = b;
  }
  return thing;
}

/* A participle behind a comma goes on with the claim before it in the sentence: ", adding that". */
static const Claim *claim_before(const Attribution *a, const Claim *c, int32_t index) {
  if (index < 1 || has(c, FRAME_SOURCE | FRAME_NOUN)) return 0;
  if (!participle(a->doc, c)) return twin_before(a, c, index);
  const Claim *b = &a->claims.at[index - 1];
  if (index > 1 && has(b, FRAME_NOUN)) b--; /* "said in a statement, adding" */
  if (b->begin != c->begin || empty(b->source) || has(b, FRAME_NOUN)) return 0;
  bool apart = b->zone.first > b->begin && tok_is(a->doc, b->zone.first - 1, TOK_PUNCT);
  /* "…, he said, adding", "…, he said in a letter, adding" */
  bool near =
      b->zone.last + 2 >= c->cue.first || (apart && !has_verb(a->doc, b->zone.last, c->cue.first));
  return near || main_subject(a->doc, c) == NONE ? b : 0;
}

/* The first comma behind t: "according to the paper, | schools" names the paper alone. */
static int32_t comma_behind(const Doc *doc, const Claim *c, int32_t t) {
  while (t < c->end && t < c->cue.last + NEAR && !is_char(doc, t, ",;:")) t++;
  return t;
}

/* "according to three people who saw it" */
static int32_t source_named(const Doc *doc, const Claim *c) {
  for (int32_t t = c->cue.first; t < c->cue.last; t++) /* "in her view" */
    if (token(doc, t)->tag == TAG_PRPS) return t;
  for (int32_t t = c->cue.last; t < c->end && t < c->cue.last + 8; t++)
    if (is_nominal(doc, t)) return top_of(doc, c, t, comma_behind(doc, c, t));
  return NONE;
}

static int32_t source_passive(const Attribution *a, const Claim *c) {
  int32_t agent = agent_of(a, c);
  if (agent != NONE) return agent;
  /* of "was asked" the subject is the one asked; of "was quoted as saying" the speaker */
  return has(c, FRAME_ADDRESSEE | FRAME_CLAUSE | FRAME_THAT) ? NONE
                                                             : subject_of(a->doc, c, c->head);
}

/* "cited the minister as saying" */
static int32_t object_of_citing(const Attribution *a, const Claim *c) {
  if (!has_role(a, c->cue.first - 1, STR("as"))) return NONE;
  int32_t verb = token(a->doc, c->head)->head;
  return verb < c->begin || verb >= c->end
             ? NONE
             : child_of(a->doc, verb, REL_OBJ, c->begin, c->cue.first);
}

/* "issued a statement in Salem, Mass., | saying": a place that only tells where. */
static bool is_where(const Doc *doc, int32_t t) {
  const Token *k = token(doc, t);
  bool place = k->mention != NONE && doc->mentions.at[k->mention].type == ENTITY_PLACE;
  return place && (k->rel == REL_OBL || k->rel == REL_NMOD || k->rel == REL_APPOS);
}

/* "a statement saying", ", saying"; of "with Smith calling it" Smith himself */
static int32_t source_of_participle(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t near = before(doc, c), cited = object_of_citing(a, c);
  if (outside(doc, c, cited)) return cited;
  if (near != NONE && outside(doc, c, near) && !has_role(a, near, STR("medium"))) {
    int32_t top = owner_of(doc, c, near);
    if ((token(doc, top)->mention != NONE && !is_where(doc, top)) ||
        token(doc, top)->tag == TAG_PRP)
      return top;
  }
  int32_t s = participle(doc, c) ? main_subject(doc, c) : NONE;
  if (s == NONE) s = climb(doc, c);
  if (s != NONE && s > c->head && c->cue.first != c->begin)
    s = NONE; /* "after claiming | it was late" */
  if (s == NONE) s = before(doc, c);
  if (s == NONE) s = last_subject(doc, c);
  return outside(doc, c, s) ? s : NONE;
}

/* The subject of the cue. Where the parse gives two, with "who" or a preposition between, the first: "a man who led the
** group said", "a spokesperson for the group said". */
static int32_t own_subject(const Doc *doc, const Claim *c) {
  int32_t s = child_of(doc, c->head, REL_NSUBJ, c->begin, c->end);
  int32_t edge = left_edge(doc, c), name = edge < c->begin ? NONE : token(doc, edge)->mention;
  bool relative = false, person = name != NONE && doc->mentions.at[name].type == ENTITY_PERSON;
  for (int32_t t = s - 1; s != NONE && s < c->head && t >= c->begin && t > s - NEAR; t--) {
    bool case_word = token(doc, t)->tag == TAG_IN && token(doc, t)->rel == REL_MARK;
    relative |= token(doc, t)->tag == TAG_WP || (case_word && !person);
    if (token(doc, t)->head == c->head && token(doc, t)->rel == REL_NSUBJ) return relative ? t : s;
  }
  return s;
}

/* "Any reading of it, said | Ann Lee, an expert, would be wrong": a name between commas behind the cue; NONE. */
static int32_t turned(const Doc *doc, const Claim *c) {
  int32_t t = c->cue.last;
  if (has(c, FRAME_ADDRESSEE | FRAME_HOLDS | FRAME_OBJECT) || t >= c->end ||
      c->cue.first <= c->begin)
    return NONE;
  if (!is_char(doc, c->cue.first - 1, ",")) return NONE;
  const Mention *m = token(doc, t)->mention == NONE ? 0 : &doc->mentions.at[token(doc, t)->mention];
  bool person = m && m->type == ENTITY_PERSON && m->last < c->end;
  return person && is_char(doc, m->last, ",") ? m->head : NONE;
}

static int32_t source_head(Attribution *a, Claim *c) {
  const Doc *doc = a->doc;
  if (has(c, FRAME_SOURCE)) return source_named(doc, c);
  if (has(c, FRAME_NOUN)) {
    int32_t owner = child_of(doc, c->head, REL_NMOD_POSS, c->begin, c->head);
    return owner != NONE ? owner : source_of_noun(doc, c, c->head);
  }
  if (passive(doc, c)) return source_passive(a, c);
  if (token(doc, c->head)->tag == TAG_VBN && token(doc, c->head)->rel == REL_ACL) {
    int32_t agent = agent_of(a, c);
    if (outside(doc, c, agent)) return agent;
  }
  if (token(doc, c->head)->tag == TAG_VBG) return source_of_participle(a, c);
  const Token *cue =
      token(doc, c->head); /* "A notice on the door read:", where read is taken for a noun */
  bool above =
      cue->tag == TAG_NN && cue->rel == REL_NMOD && cue->head >= c->begin && cue->head < c->head;
  if (above && is_nominal(doc, cue->head) && outside(doc, c, cue->head)) return cue->head;
  int32_t s = turned(doc, c), edge = left_edge(doc, c);
  if (s != NONE) return s;
  s = own_subject(doc, c);
  if (edge >= c->begin && token(doc, edge)->tag == TAG_PRP && is_finite(doc, edge + 1) &&
      outside(doc, c, edge))
    return edge; /* "a sale which he | says was agreed" */
  if (s >= c->cue.last && has(c, FRAME_TOLD)) s = NONE;
  /* "the water is more buoyant, says the study, and rises" */
  if (s != NONE && token(doc, s)->tag == TAG_JJ && is_char(doc, c->cue.first - 1, ",")) s = NONE;
  int32_t over = edge >= c->begin && is_char(doc, edge, ",") ? over_apposition(doc, c, edge) : NONE;
  if (!outside(doc, c, over)) over = NONE;
  if (outside(doc, c, s) && !(over != NONE && s > over && s < edge)) return s;
  s = before(doc, c);
  if (outside(doc, c, s)) return owner_of(doc, c, s);
  bool stop = edge >= 0 && (edge < c->begin || tok_is(doc, edge, TOK_PUNCT));
  if (stop) {
    if (over != NONE) return owner_of(doc, c, over);
    if ((s = behind(doc, c)) != NONE) return s;
  }
  s = climb(doc, c);
  return s != NONE ? s : last_subject(doc, c);
}

/* "The firm, in a statement, denied it and said": the firm, where the parse gives the statement. */
static int32_t over_medium(const Attribution *a, const Claim *c, int32_t head) {
  const Doc *doc = a->doc;
  if (head == NONE || head > c->head || !has_role(a, head, STR("medium"))) return head;
  int32_t t = head;
  while (t > c->begin + 1 && t > head - 4 && token(doc, t)->tag != TAG_IN) t--;
  bool aside = token(doc, t)->tag == TAG_IN && is_char(doc, t - 1, ",") && t - 2 >= c->begin &&
               is_nominal(doc, t - 2) && outside(doc, c, t - 2);
  return aside ? owner_of(doc, c, t - 2) : head;
}

/* Is the noun at t told with "a", and not the noun of the plural behind it? */
static bool one_alone(const Attribution *a, int32_t t, int32_t first) {
  for (; t >= first; t--) {
    int tag = token(a->doc, t)->tag;
    if (tag == TAG_DT)
      return lex_hit_is(a->doc, a->lang, t, LEX_DETERMINER, DETERMINER_SORT, STR("indefinite")) !=
             NONE;
    if ((tag != TAG_NN && tag != TAG_JJ) || token(a->doc, t)->number != NONE) return false;
  }
  return false;
}

/* Does a clause about the noun before token t begin there, with a subject that ends at `last`? */
static bool clause_alone(const Attribution *a, int32_t t, int32_t last, int32_t begin) {
  const Doc *doc = a->doc;
  const Token *x = token(doc, t), *b = x - 1;
  if (is_relative(doc, t - 1)) return true;
  if (b->tag != TAG_NN || noun_is(a->lang, noun_at(doc, t - 1, begin, 0), STR("person")))
    return false;
  const Mention *m = x->mention == NONE ? 0 : &doc->mentions.at[x->mention];
  bool named = m && m->type == ENTITY_PERSON && m->title == t;
  bool many = (x->tag == TAG_NNS || x->tag == TAG_NNPS) && t == last;
  return (named || many) && one_alone(a, t - 1, begin);
}

/* "in a move | critics called rude", "a plan | Lee called rude", "what | Lee said": the subject alone, without the
** noun or word that its clause tells of; empty where there is no such clause. */
static Span subject_alone(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t last = c->cue.first - 1;
  Span none = {0, 0};
  bool tensed = is_finite(doc, c->head) || token(doc, c->head)->tag == TAG_VBN;
  if (has(c, FRAME_NOUN | FRAME_SOURCE) || !tensed) return none;
  for (int32_t t = last; t > c->begin && t > last - 6; t--) {
    if (!glues(doc, t) || token(doc, t)->date != NONE) break;
    if (token(doc, t)->mark != token(doc, c->head)->mark) break;
    if (clause_alone(a, t, last, c->begin)) return (Span){t, last + 1};
  }
  return none;
}

/* "In findings published in May, scientists from Tarn and Lisse say": no subject stands behind a preposition. */
static bool behind_case(const Doc *doc, const Claim *c, int32_t t) {
  return t > c->begin && child_of(doc, t, REL_CASE, c->begin, t) != NONE;
}

/* What stands right before the verb, back to a comma or to the end of words in marks; empty where that holds a verb, other
** marks, or "and" where the subject is in question only for that. */
static Span part_before(const Doc *doc, const Claim *c) {
  Span s = {c->cue.first, left_edge(doc, c) + 1}, none = {0, 0};
  for (; s.first > c->begin && s.first > s.last - NEAR / 2; s.first--) {
    int32_t t = s.first - 1;
    int tag = token(doc, t)->tag;
    if (is_char(doc, t, ",") || mark_closed(doc, t) != NONE) return s;
    if (is_finite(doc, t) || is_relative(doc, t)) return none;
    if (tag == TAG_CC && !behind_case(doc, c, own_subject(doc, c))) return none;
    if (tok_is(doc, t, TOK_PUNCT) && tag != TAG_HYPH && tag != TAG_POS) return none;
  }
  return none;
}

/* "The firm may build a plant, | sources close to the talks said": behind a clause or words in marks that is one noun
** phrase, whatever the parse hangs where; empty where it is none. */
static Span phrase_before(const Doc *doc, const Claim *c) {
  Span s = part_before(doc, c), none = {0, 0};
  if (empty(s) || has(c, FRAME_NOUN | FRAME_SOURCE) || !is_finite(doc, c->head)) return none;
  int tag = token(doc, s.first)->tag;
  if (tag == TAG_IN || tag == TAG_TO || tag == TAG_VBG || tag == TAG_RB) return none;
  if (token(doc, s.first)->date != NONE) return none;
  bool said = mark_closed(doc, s.first - 1) != NONE || has_verb(doc, c->begin, s.first - 1);
  return said || behind_case(doc, c, own_subject(doc, c)) ? s : none;
}

/* The head of a phrase: its first nominal, with the name or nouns behind it; NONE. */
static int32_t first_noun(const Doc *doc, const Claim *c, Span s) {
  for (int32_t t = s.first; t < s.last; t++)
    if (is_nominal(doc, t)) return top_of(doc, c, t, s.last);
  return NONE;
}

/* Where the parse gives no subject in the phrase before the verb. */
static bool find_phrase(const Doc *doc, Claim *c) {
  Span s = phrase_before(doc, c);
  int32_t own = empty(s) ? NONE : own_subject(doc, c), head = first_noun(doc, c, s);
  if (head == NONE || (own >= s.first && own < s.last)) return false;
  c->source = s;
  c->subject = head;
  return true;
}

void find_source(Attribution *a, Claim *c, int32_t index) {
  const Claim *b = claim_before(a, c, index);
  if (b) {
    c->source = b->source;
    c->subject = b->subject;
    return;
  }
  Span alone = subject_alone(a, c);
  if (!empty(alone)) {
    c->source = alone;
    c->subject = alone.last - 1;
    return;
  }
  if (find_phrase(a->doc, c)) return;
  int32_t head = source_head(a, c);
  if (!has(c, FRAME_SOURCE | FRAME_NOUN)) head = over_medium(a, c, head);
  if (head == NONE || head == c->head) return;
  /* "results that show": the results */
  if (token(a->doc, head)->tag == TAG_WDT && head > c->begin && is_nominal(a->doc, head - 1))
    head--;
  c->subject = head;
  int32_t end = has(c, FRAME_SOURCE) ? comma_behind(a->doc, c, head) : c->end;
  c->source = source_reach(a->doc, c, head, end);
}
