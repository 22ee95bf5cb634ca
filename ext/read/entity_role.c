/* entity_role.c - what the text says that names are: titles, "Ann Lee, the mayor of X,", "its governor, Ann Lee,", "Ann Lee
** is a doctor", "Acme, a lender,", "the Osma region". */
#include "read/entity.h"
#include "read/noun.h"

enum {
  SPAN = 14, /* tokens of a role at most */
  WORDS = 3  /* tokens of a noun in the list */
};

/* How good a role is: of equals the first in the text counts. */
enum { BY_IS = 1, BY_APPOSITION, BY_TITLE };

typedef struct Roles {
  Doc *doc;
  const Lang *lang;
  uint8_t *best; /* of each entity */
  uint8_t type;  /* of the entity looked at */
} Roles;

static const Token *token(const Roles *r, int32_t t) {
  return &r->doc->tokens.at[t];
}

/* A noun that ends with token `last` and may be the role of an entity of this type: its entry; else NONE. */
static int32_t role_noun(const Roles *r, int32_t last, int32_t least) {
  int32_t e = noun_at(r->doc, last, least, 0);
  bool fits = r->type == ENTITY_ORGANIZATION ? noun_is(r->lang, e, STR("body"))
              : r->type == ENTITY_PLACE
                  ? noun_is(r->lang, e, STR("place"))
                  : noun_is(r->lang, e, STR("person")) || noun_is(r->lang, e, STR("relative"));
  return fits ? e : NONE;
}

/* Does a known title end before token `last`? */
static bool title_ends(const Roles *r, int32_t last) {
  return lex_hit_before(r->doc, last, LEX_TITLE, last - WORDS) != NONE;
}

/* May stand before the noun within a role? */
static bool modifier(int tag) {
  return tag == TAG_JJ || tag == TAG_JJR || tag == TAG_JJS || tag == TAG_NN || tag == TAG_NNP ||
         tag == TAG_NNPS || tag == TAG_HYPH || tag == TAG_VBN || tag == TAG_VBG || tag == TAG_CD ||
         tag == TAG_RB;
}
static bool determiner(int tag) {
  return tag == TAG_DT || tag == TAG_PRPS || tag == TAG_POS;
}
static bool singular(int tag) {
  return tag == TAG_NN || tag == TAG_NNP;
}

/* Where the modifiers of the noun at `first` begin, and its determiner is left out. */
static int32_t modifiers_before(const Roles *r, int32_t first, int32_t least) {
  if (least < first - SPAN) least = first - SPAN;
  while (first > least && modifier(token(r, first - 1)->tag) && token(r, first - 1)->date == NONE &&
         token(r, first - 1)->mark == token(r, first)->mark)
    first--;
  return first;
}

/* Behind the noun: "of the bank", up to a mark or a verb; `last` itself if nothing follows that belongs. */
static int32_t complement(const Roles *r, int32_t last, int32_t end) {
  if (last >= end || token(r, last)->tag != TAG_IN) return last;
  int32_t t = last + 1;
  for (; t < end && t < last + SPAN; t++) {
    int tag = token(r, t)->tag;
    bool goes_on = modifier(tag) || determiner(tag) || tag == TAG_IN || tag == TAG_NNS ||
                   tag == TAG_CC || tag == TAG_DOLLAR;
    if (!goes_on) break;
  }
  return t;
}

static bool closes(const Roles *r, int32_t t, int32_t end) {
  if (t >= end) return true;
  int tag = token(r, t)->tag;
  return tag == TAG_COMMA || tag == TAG_PERIOD || tag == TAG_RRB || tag == TAG_COLON ||
         tag == TAG_WP || tag == TAG_WDT || tag == TAG_CLOSEQUOTE;
}

/* Tells the mention's role: tokens first to last; `noun` is its entry. */
static void tell(Roles *r, Mention *m, int32_t first, int32_t last, int how, int32_t noun) {
  Str text = range_text(r->doc, doc_range(r->doc, first, last));
  Entity *e = &r->doc->entities.at[m->entity];
  if (str_none(m->role)) m->role = text;
  if (how > r->best[m->entity]) {
    r->best[m->entity] = (uint8_t)how;
    e->role = text;
  }
  if (e->gender == GENDER_UNKNOWN) e->gender = (uint8_t)noun_gender(r->lang, noun);
}

/* Of a place only what kind of place it is: "town" of "a quiet town of 9,000 people". */
static void tell_noun(Roles *r, Mention *m, int32_t first, int32_t last, int how, int32_t at) {
  int32_t noun = role_noun(r, at, first);
  if (r->type == ENTITY_PLACE) {
    if (token(r, at)->tag != TAG_NN) return;
    noun_at(r->doc, at, first, &first);
    last = at + 1;
  }
  if (noun != NONE) tell(r, m, first, last, how, noun);
}

static bool courtesy(const Roles *r, int32_t t) {
  return lex_hit_is(r->doc, r->lang, t, LEX_AFFIX, AFFIX_ROLE, STR("courtesy")) != NONE;
}

/* Titles, courtesies left out. A common noun before a name is a role if it is one for people: no "ring name". What stood
** before "Mr." alone was none. */
static void by_title(Roles *r, Mention *m, int32_t begin) {
  int32_t noun = m->title == m->first && m->first > begin ? m->first - 1 : NONE;
  bool several = m->last < r->doc->tokens.n && token(r, m->last)->tag == TAG_CC;
  if (noun != NONE && token(r, noun)->tag == TAG_NNS && !several)
    noun = NONE; /* "told reporters Berg would stay", but "lawyers Lind and Berg" */
  if (noun != NONE && role_noun(r, noun, begin) != NONE)
    m->title = modifiers_before(r, noun, begin);
  int32_t first = m->title, last = m->first;
  while (last > first && (tok_is(r->doc, last - 1, TOK_PUNCT) || courtesy(r, last - 1))) last--;
  while (first < last && (tok_is(r->doc, first, TOK_PUNCT) || courtesy(r, first))) first++;
  if (first >= last) return;
  int tag = token(r, last - 1)->tag;
  bool proper = tag == TAG_NNP && last == m->first;
  bool role = title_ends(r, last) || role_noun(r, last - 1, first) != NONE;
  if (!proper && !role) m->title = last;         /* "told local media Berg would stay" */
  if (tag == TAG_NNS || tag == TAG_NNPS) return; /* "Presidents Lind and Berg" */
  if (proper || role) tell(r, m, first, last, BY_TITLE, NONE);
}

/* What may stand behind a noun of an apposition that its article shows to be one: "the judge responsible for it". */
static bool goes_on(const Roles *r, int32_t first, int32_t t) {
  int tag = token(r, t)->tag;
  return determiner(token(r, first - 1)->tag) &&
         (tag == TAG_JJ || tag == TAG_VBN || tag == TAG_VBG || tag == TAG_WP);
}

/* "Ann Lee, 43, the mayor of X, said" */
static void by_apposition_behind(Roles *r, Mention *m, int32_t end) {
  int32_t t = m->last;
  if (t >= end || token(r, t)->tag != TAG_COMMA) return;
  if (t + 2 < end && token(r, t + 1)->tag == TAG_CD && token(r, t + 2)->tag == TAG_COMMA) t += 2;
  int32_t first = ++t, noun = NONE;
  for (; t < end && t < first + SPAN; t++) {
    int tag = token(r, t)->tag;
    if (determiner(tag))
      first = t + 1;
    else if (!modifier(tag) || token(r, t)->mark != token(r, m->first)->mark)
      break;
    else if (singular(tag))
      noun = t;
  }
  if (noun == NONE || (noun + 1 != t && !goes_on(r, first, noun + 1))) return;
  t = noun + 1;
  int32_t entry = role_noun(r, noun, first), last = complement(r, t, end);
  bool ends = closes(r, last, end) || goes_on(r, first, last);
  if (entry != NONE && ends) tell_noun(r, m, first, last, BY_APPOSITION, noun);
}

/* "its governor, Ann Lee, said"; "the spokeswoman for the ministry, Ann Lee, said" */
static void by_apposition_before(Roles *r, Mention *m, int32_t begin, int32_t end) {
  int32_t comma = m->title - 1, t = comma - 1;
  if (comma <= begin || token(r, comma)->tag != TAG_COMMA || !closes(r, m->last, end)) return;
  for (; t >= begin && t > comma - SPAN; t--) {
    int tag = token(r, t)->tag;
    if (!modifier(tag) && !determiner(tag) && tag != TAG_IN && tag != TAG_NNS && tag != TAG_CC)
      return;
    if (!singular(tag) || (t + 1 < comma && token(r, t + 1)->tag != TAG_IN)) continue;
    int32_t noun = role_noun(r, t, begin);
    if (noun == NONE) continue;
    int32_t first = modifiers_before(r, t, begin);
    if (first > begin && determiner(token(r, first - 1)->tag))
      tell_noun(r, m, first, comma, BY_APPOSITION, t);
    return;
  }
}

/* "Ann Lee is the mayor of X" */
static void by_is(Roles *r, Mention *m, int32_t end) {
  const Token *name = token(r, phrase_head(r->doc, m->first, m->last));
  int32_t noun = name->head;
  if (name->rel != REL_NSUBJ || noun < m->last || !singular(token(r, noun)->tag)) return;
  bool is = false;
  for (int32_t t = m->last; t < noun && t < m->last + SPAN; t++)
    is = is || (token(r, t)->head == noun && token(r, t)->rel == REL_COP);
  int32_t entry = role_noun(r, noun, m->last);
  if (!is || entry == NONE) return;
  int32_t first = modifiers_before(r, noun, m->last);
  while (first < noun && token(r, first)->tag == TAG_RB) first++;
  tell_noun(r, m, first, complement(r, noun + 1, end), BY_IS, noun);
}

static bool definite(const Roles *r, int32_t t, int32_t begin) {
  return t >= begin &&
         lex_hit_is(r->doc, r->lang, t, LEX_DETERMINER, DETERMINER_SORT, STR("definite")) != NONE;
}

/* "the newspaper Lantern", "the city of Lisse", "the Osma region" */
static void by_noun(Roles *r, Mention *m, int32_t begin, int32_t end) {
  int32_t before = m->first - 1, behind = m->last;
  if (before - 1 > begin &&
      lex_hit_is(r->doc, r->lang, before, LEX_OWNER, OWNER_ROLE, STR("part")) != NONE &&
      token(r, before)->tag == TAG_IN && r->type == ENTITY_PLACE && definite(r, before - 2, begin))
    before--;
  else if (before > begin && token(r, before)->tag == TAG_DT)
    before--; /* "the newspaper The Lantern" */
  if (before >= begin && token(r, before)->tag == TAG_NN && role_noun(r, before, begin) != NONE)
    tell_noun(r, m, modifiers_before(r, before, begin), before + 1, BY_TITLE, before);
  if (r->type != ENTITY_PLACE || behind >= end || token(r, behind)->tag != TAG_NN) return;
  int next = behind + 1 < end ? token(r, behind + 1)->tag : TAG_NONE;
  bool alone =
      next != TAG_IN && next != TAG_NN && next != TAG_NNS && next != TAG_NNP && next != TAG_HYPH;
  if (alone && definite(r, m->first - 1, begin))
    tell_noun(r, m, behind, behind + 1, BY_TITLE, behind);
}

void entity_roles(Doc *doc, const Lang *lang) {
  Roles r = {.doc = doc, .lang = lang};
  r.best = doc_alloc(doc, (size_t)doc->entities.n + 1);
  if (!r.best) return;
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    Mention *m = &doc->mentions.at[i];
    r.type = m->entity == NONE ? ENTITY_NONE : doc->entities.at[m->entity].type;
    if (r.type != ENTITY_PERSON && r.type != ENTITY_ORGANIZATION && r.type != ENTITY_PLACE)
      continue;
    const Sentence *s = &doc->sentences.at[m->sentence];
    if (r.type == ENTITY_PERSON)
      by_title(&r, m, s->first);
    else
      by_noun(&r, m, s->first, s->last);
    by_apposition_behind(&r, m, s->last);
    by_apposition_before(&r, m, s->first, s->last);
    by_is(&r, m, s->last);
  }
}
