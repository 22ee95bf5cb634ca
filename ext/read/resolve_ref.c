/* resolve_ref.c - what may refer to somebody: names, pronouns, noun phrases, with their place in the clause. */
#include "read/resolve.h"

enum { BEFORE = 12 /* tokens before a noun that belong to it */ };

typedef struct Walk {
  Resolver *r;
  const Sentence *s;
  int32_t next; /* the first Mention that begins at the token or behind */
} Walk;

static bool noun_tag(int tag) {
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS;
}
static bool before_noun(int tag) {
  return noun_tag(tag) || tag == TAG_JJ || tag == TAG_JJR || tag == TAG_JJS || tag == TAG_HYPH ||
         tag == TAG_CD || tag == TAG_VBN;
}

/* Its place in the clause, and the verb. The parse may hang a name on its title: "Manager Ann Lee left". */
static void place(const Resolver *r, Ref *f) {
  const Token *t = ref_token(r, phrase_head(r->doc, ref_title(r, f), f->last));
  int rel = t->rel;
  f->verb = NONE;
  f->place = AT_OTHER;
  if (rel == REL_NSUBJ || rel == REL_NSUBJ_PASS) f->place = AT_SUBJECT;
  if (rel == REL_OBJ || rel == REL_IOBJ) f->place = AT_OBJECT;
  if (rel == REL_NMOD_POSS) f->place = AT_OWNER;
  if (f->place == AT_SUBJECT || f->place == AT_OBJECT || rel == REL_OBL || rel == REL_OBL_AGENT)
    f->verb = t->head;
}

static void add(Resolver *r, Ref f) {
  f.sentence = ref_token(r, f.head)->sentence;
  f.mark = ref_token(r, f.head)->mark;
  f.sure = 100;
  f.owner = NONE;
  place(r, &f);
  doc_add(r->doc, &r->refs, &f);
}

static void add_name(Walk *w) {
  const Mention *m = &w->r->doc->mentions.at[w->next];
  add(w->r, (Ref){.first = m->first,
                  .last = m->last,
                  .head = m->head,
                  .entity = m->entity,
                  .name = w->next,
                  .entry = NONE,
                  .kind = REF_NAME,
                  .plural = m->plural});
}

/* Where the words for the name added last begin: its titles, or the noun before it ("and | her brother, Bo Dahl"). */
static int32_t named_from(const Resolver *r, const Mention *name) {
  const Ref *noun = &r->refs.at[r->refs.n - 2];
  int32_t t = name->title;
  if (noun->kind != REF_DESCRIPTION || t < 1 || noun->plural) return t;
  bool beside = noun->last == t || (noun->last == t - 1 && ref_token(r, t - 1)->tag == TAG_COMMA);
  return beside ? noun->first : t;
}

static bool names_person(const Resolver *r, const Ref *f) {
  return f->kind == REF_NAME && f->entity != NONE &&
         r->doc->entities.at[f->entity].type == ENTITY_PERSON;
}

/* Two people named one behind the other, "and" between them. */
static void add_pair(Walk *w) {
  Resolver *r = w->r;
  int32_t last = r->refs.n - 1;
  if (last < 1 || !names_person(r, &r->refs.at[last])) return;
  int32_t from = named_from(r, &r->doc->mentions.at[r->refs.at[last].name]);
  for (int32_t i = last - 1; i >= 0 && i >= last - 3; i--) {
    const Ref *a = &r->refs.at[i], *b = &r->refs.at[last];
    if (a->last + 1 != from || !names_person(r, a) || ref_token(r, a->last)->tag != TAG_CC)
      continue;
    Ref pair = *b;
    pair.first = a->first;
    pair.entity = pair.name = pair.entry = NONE;
    pair.kind = REF_PAIR;
    pair.plural = true;
    add(r, pair);
    r->refs.at[r->refs.n - 1].owner = i;
    return;
  }
}

static bool add_pronoun(Walk *w, int32_t t) {
  Resolver *r = w->r;
  int tag = ref_token(r, t)->tag;
  int32_t h = tag == TAG_PRP || tag == TAG_PRPS ? lex_hit(r->doc, t, LEX_PRONOUN) : NONE;
  if (h == NONE) return false;
  int32_t entry = r->doc->hits.at[h].entry;
  add(r, (Ref){.first = t,
               .last = t + 1,
               .head = t,
               .entity = NONE,
               .name = NONE,
               .entry = entry,
               .kind = REF_PRONOUN,
               .plural = str_eq(lex_str(r->lang, entry, PRONOUN_NUMBER), STR("many"))});
  return true;
}

/* ---- noun phrases ---- */

/* A possessive, also where the tagger takes it for a verb: "according to WHO's figures". */
static bool possessive(const Resolver *r, int32_t t) {
  const Token *k = ref_token(r, t);
  if (k->tag == TAG_POS) return true;
  if (k->tag != TAG_VBZ || (k->flags & TOK_SPACE) || t + 1 >= r->doc->tokens.n) return false;
  return t > 0 && k[-1].mention != NONE && !tok_is(r->doc, t, TOK_CAP) && before_noun(k[1].tag);
}

/* A date ends what stands before it ("on Friday officials said"), but not "a 2011 study". */
static bool dated(const Walk *w, int32_t t) {
  const Token *k = ref_token(w->r, t);
  return k->date != NONE && (k->tag != TAG_CD || t == w->s->first || k[-1].tag != TAG_DT);
}

/* "state and federal officials": an adjective or place before "and" at token t, where the noun is plural. */
static bool shared(const Walk *w, int32_t t, int32_t noun, int32_t least) {
  const Resolver *r = w->r;
  if (ref_token(r, t)->tag != TAG_CC || t - 1 < least || t + 1 >= noun) return false;
  if (ref_token(r, noun)->tag != TAG_NNS) return false;
  const Token *k = ref_token(r, t - 1);
  int type = k->mention == NONE ? ENTITY_NONE : r->doc->mentions.at[k->mention].type;
  return (k->tag == TAG_JJ && k->mention == NONE) || type == ENTITY_PLACE ||
         (k->tag == TAG_NNP && type == ENTITY_NONE);
}

/* Where the phrase of a noun begins; its sort. */
static int32_t begin_of(const Walk *w, int32_t noun, uint8_t *sort) {
  const Resolver *r = w->r;
  int32_t least = w->s->first > noun - BEFORE ? w->s->first : noun - BEFORE, t = noun;
  *sort = SORT_BARE;
  for (; t > least; t--) {
    const Token *k = ref_token(r, t - 1);
    if (k->mark != ref_token(r, noun)->mark || dated(w, t - 1)) break;
    const Mention *m = k->mention == NONE ? 0 : &r->doc->mentions.at[k->mention];
    if (m && m->last == t && m->first > least && *sort == SORT_DEFINITE) {
      t = m->first + 1; /* "the Bank of England's governor": the name is whole */
      continue;
    }
    if (possessive(r, t - 1))
      *sort = SORT_DEFINITE;
    else if (k->tag == TAG_DT || k->tag == TAG_PRPS)
      break;
    else if (!before_noun(k->tag) && !shared(w, t - 1, noun, least))
      break;
  }
  if (t == least || (ref_token(r, t - 1)->tag != TAG_DT && ref_token(r, t - 1)->tag != TAG_PRPS))
    return t;
  bool owned = ref_token(r, t - 1)->tag == TAG_PRPS || *sort == SORT_DEFINITE;
  bool the =
      lex_hit_is(r->doc, r->lang, t - 1, LEX_DETERMINER, DETERMINER_SORT, STR("definite")) != NONE;
  *sort = the || owned ? SORT_DEFINITE : SORT_INDEFINITE;
  return t - 1;
}

/* Whose it is: the pronoun that begins it, or what stands before its last 's. */
static int32_t owner_of(const Resolver *r, const Ref *f) {
  int32_t pos = NONE;
  for (int32_t t = f->first; t < f->head; t++)
    if (possessive(r, t)) pos = t;
  for (int32_t i = r->refs.n - 1; i >= 0 && i >= r->refs.n - 4; i--) {
    const Ref *o = &r->refs.at[i];
    if (pos != NONE && o->last == pos && o->kind != REF_THING) return i;
    if (pos == NONE && o->first == f->first && o->kind == REF_PRONOUN) return i;
  }
  return NONE;
}

/* The noun stands before other nouns, or among the titles of a name. */
static bool within(const Walk *w, int32_t t) {
  const Doc *doc = w->r->doc;
  if (w->next < doc->mentions.n && doc->mentions.at[w->next].title <= t) return true;
  if (t + 1 >= w->s->last) return false;
  int tag = ref_token(w->r, t + 1)->tag;
  if (tag == TAG_HYPH) return true;
  return tag == TAG_NN || tag == TAG_NNS;
}

/* "the newspaper The Post": the name right behind, if either depends on the other; but "told the crowd Lee had won", whatever
** the parse: many are no one. */
static int32_t named_behind(const Walk *w, int32_t t, bool plural) {
  const Doc *doc = w->r->doc;
  if (w->next >= doc->mentions.n) return NONE;
  const Mention *m = &doc->mentions.at[w->next];
  bool beside = m->first == t + 1 || (m->first == t + 2 && ref_token(w->r, t + 1)->tag == TAG_DT);
  if (!beside || m->sentence != ref_token(w->r, t)->sentence) return NONE;
  if (plural && m->type == ENTITY_PERSON) return NONE;
  int32_t head = ref_token(w->r, t)->head;
  bool bound = (head >= m->first && head < m->last) ||
               ref_token(w->r, phrase_head(doc, m->first, m->last))->head == t;
  return bound ? m->entity : NONE;
}

/* "the Lantern news agency": the name of a body right before a noun for media. */
static int32_t named_before(const Walk *w, int32_t first, int32_t entry) {
  const Resolver *r = w->r;
  if (first == w->s->first || !noun_is(r->lang, entry, STR("body"))) return NONE;
  if (!str_eq(lex_str(r->lang, entry, NOUN_SORT), STR("media"))) return NONE;
  int32_t m = ref_token(r, first - 1)->mention;
  return m != NONE && r->doc->mentions.at[m].type == ENTITY_ORGANIZATION
             ? r->doc->mentions.at[m].entity
             : NONE;
}

/* "One of the victims", "some of the crew": somebody of the group last added. */
static void add_part(Walk *w) {
  Resolver *r = w->r;
  if (!r->refs.n) return;
  Ref f = r->refs.at[r->refs.n - 1];
  int32_t of = f.first - 1;
  if (!f.plural || f.first < w->s->first + 2) return;
  if (lex_hit_is(r->doc, r->lang, of, LEX_OWNER, OWNER_ROLE, STR("part")) == NONE) return;
  int tag = ref_token(r, of - 1)->tag;
  if (tag != TAG_CD && tag != TAG_DT && tag != TAG_JJ) return;
  int32_t number = ref_token(r, of - 1)->number;
  f.first = f.head = of - 1;
  f.entity = NONE;
  f.sort = SORT_INDEFINITE;
  f.part = 1;
  f.plural = number == NONE || r->doc->numbers.at[number].value > 1;
  add(r, f);
}

static void add_noun(Walk *w, int32_t t) {
  Resolver *r = w->r;
  int tag = ref_token(r, t)->tag;
  int32_t first = t, entry = noun_at(r->doc, t, w->s->first, &first);
  bool many = tag == TAG_NNS || tag == TAG_NNPS;
  Ref f = {.first = t, .last = t + 1, .head = t, .entity = NONE, .name = NONE, .entry = entry};
  if (entry == NONE) {
    if (tag != TAG_NN && tag != TAG_NNS) return;
    f.kind = REF_THING;
    f.plural = many;
    add(r, f);
    return;
  }
  f.kind = REF_DESCRIPTION;
  f.plural = many || noun_is(r->lang, entry, STR("people"));
  f.first = begin_of(w, first, &f.sort);
  f.entity = r->told[t] != NONE ? r->told[t] : named_behind(w, t, f.plural);
  if (f.entity == NONE) f.entity = named_before(w, first, entry);
  int32_t owner = owner_of(r, &f);
  add(r, f);
  if (r->refs.n) r->refs.at[r->refs.n - 1].owner = owner;
  add_part(w);
}

/* "A senior official, who …", "the 24-year-old": the tagger takes the noun for an adjective, the parse for the subject. */
static bool hidden_noun(const Walk *w, int32_t t) {
  const Token *k = ref_token(w->r, t);
  bool joined = t > w->s->first && k[-1].tag == TAG_HYPH;
  if (k->tag != TAG_JJ || (k->rel != REL_NSUBJ && k->rel != REL_OBJ && !joined)) return false;
  return noun_is(w->r->lang, noun_at(w->r->doc, t, w->s->first, 0), STR("person"));
}

static void walk_sentence(Walk *w) {
  const Doc *doc = w->r->doc;
  for (int32_t t = w->s->first; t < w->s->last; t++) {
    int32_t m = doc->tokens.at[t].mention;
    while (w->next < doc->mentions.n && doc->mentions.at[w->next].last <= t) w->next++;
    if (m != NONE) {
      if (doc->mentions.at[m].last == t + 1) add_name(w), add_pair(w);
      continue;
    }
    if (add_pronoun(w, t)) continue;
    bool noun = noun_tag(doc->tokens.at[t].tag) || hidden_noun(w, t);
    if (noun && !within(w, t)) add_noun(w, t);
  }
}

void resolve_refs(Resolver *r) {
  Walk w = {.r = r};
  for (int32_t i = 0; i < r->doc->sentences.n; i++) {
    w.s = &r->doc->sentences.at[i];
    walk_sentence(&w);
    if ((i & 255) == 0 && doc_stop(r->doc)) return;
  }
}
