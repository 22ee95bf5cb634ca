/* resolve_noun.c - descriptions: "the mayor" is who was called mayor, "the company" the body named last,
** "officials" a group of its own.
*/
#include "read/resolve.h"
#include "read/word.h"

enum {
  NOTES = 24,  /* of one noun looked back over */
  REFS = 200,  /* looked back over for a body or place */
  NEAR = 4,    /* sentences, likewise */
  FAR = 12,    /* likewise, where the noun tells what kind of body it is */
  ENOUGH = 45, /* points of a note that fits */
  ROLE = 16,   /* tokens of a role looked at */
  BEHIND = 12  /* tokens kept behind a noun */
};

static Str kind_of(const Resolver *r, int32_t entry) {
  return entry == NONE ? STR_NONE : lex_str(r->lang, entry, NOUN_KIND);
}
static Str sort_of(const Resolver *r, int32_t entry) {
  return entry == NONE ? STR_NONE : lex_str(r->lang, entry, NOUN_SORT);
}

/* ---- notes ---- */

/* "Russian": the hash of the last word of [first, last) that names a people, 0. */
static uint32_t people_of(const Resolver *r, int32_t first, int32_t last) {
  const Model *model = r->lang->model;
  uint32_t people = 0;
  for (int32_t t = first; model && t < last && t < first + ROLE; t++)
    if (tok_is(r->doc, t, TOK_CAP) &&
        words_find(&model->names_model.lists, word_key(r->doc, t)) & LIST_PEOPLE)
      people = ref_token(r, t)->hash;
  return people;
}

static void note_noun(Resolver *r, int32_t entity, int32_t entry, int32_t first, int32_t last) {
  int32_t *latest = &r->noted[entry - r->noun_first];
  if (noun_is(r->lang, entry, STR("text"))) return;
  if (*latest != NONE && r->notes.at[*latest].entity == entity) return;
  Note n = {.entity = entity, .first = first, .last = last, .next = *latest};
  int32_t index = doc_add(r->doc, &r->notes, &n);
  if (index != NONE) *latest = index;
}

/* The noun of a hit: itself, or what a title is short for ("Gov."); NONE. */
static int32_t noun_of_hit(const Resolver *r, const Hit *hit) {
  if (hit->kind == LEX_NOUN) return hit->entry;
  if (hit->kind != LEX_TITLE) return NONE;
  Str noun = lex_str(r->lang, hit->entry, TITLE_NOUN);
  return str_none(noun) ? NONE : lex_entry(r->lang, noun, LEX_NOUN);
}

/* All nouns that end with the token: "foreign minister", "minister". */
static void note(Resolver *r, int32_t entity, int32_t head, int32_t first, int32_t last) {
  uint32_t people = people_of(r, first, head);
  if (people) r->ents.at[entity].people = people;
  for (int32_t t = head > first + 3 ? head - 3 : first; t <= head; t++)
    for (int32_t h = ref_token(r, t)->hit; h != NONE && h < r->doc->hits.n; h++) {
      const Hit *hit = &r->doc->hits.at[h];
      if (hit->first != t) break;
      if (hit->last != head + 1) continue;
      int32_t entry = noun_of_hit(r, hit);
      if (entry != NONE) note_noun(r, entity, entry, first, last);
    }
}

/* The noun that ends with token t, or one right before it: "archbishop" of "archbishop Monsignor". */
static int32_t person_noun(const Resolver *r, int32_t t, int32_t first) {
  for (int32_t i = t; i >= first && i > t - 3; i--)
    if (noun_is(r->lang, noun_at(r->doc, i, first, 0), STR("person"))) return i;
  return t;
}

static void note_at(Resolver *r, const Mention *m, int32_t head, int32_t first, int32_t last) {
  head = person_noun(r, head, first);
  if (head < m->title || head >= m->last) r->told[head] = m->entity;
  note(r, m->entity, head, first, last);
}

/* The tokens of words that stand in the text. */
static Range tokens_of(const Resolver *r, Str words) {
  int32_t start = (int32_t)(words.s - r->doc->text.s);
  return doc_range(r->doc, doc_token_at(r->doc, start),
                   doc_token_at(r->doc, start + words.n - 1) + 1);
}

/* The last noun before the first preposition, and before "and": "economist" of "chief economist at the bank", "mayor" and
** "leader" of "mayor and party leader". */
static void note_role(Resolver *r, const Mention *m) {
  Range role = tokens_of(r, m->role);
  int32_t head = NONE;
  for (int32_t t = role.first; t < role.last && t < role.first + ROLE; t++) {
    int tag = ref_token(r, t)->tag;
    if (tag == TAG_IN && head != NONE) break;
    if (tag == TAG_CC && head != NONE) note_at(r, m, head, role.first, role.last);
    if (tag == TAG_NN || tag == TAG_NNP || tag == TAG_NNS || tag == TAG_NNPS) head = t;
  }
  if (head != NONE) note_at(r, m, head, role.first, role.last);
}

void resolve_notes(Resolver *r) {
  const Doc *doc = r->doc;
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    const Mention *m = &doc->mentions.at[i];
    if (m->entity == NONE) continue;
    if (!str_none(m->role)) note_role(r, m);
    if (str_none(m->role) && m->title < m->first) /* "Dr.", which is no role */
      note(r, m->entity, m->first - 1, m->title, m->first);
    if (doc->entities.at[m->entity].type == ENTITY_PERSON) continue;
    for (int32_t t = m->first; t < m->last && t < m->first + ROLE; t++)
      note(r, m->entity, t, m->first, m->last);
  }
}

/* ---- how well a note fits ---- */

static bool has_word(const Resolver *r, int32_t first, int32_t last, uint32_t hash) {
  for (int32_t t = first; t < last && t < first + ROLE; t++)
    if (ref_token(r, t)->hash == hash) return true;
  return false;
}

static bool adjective_of_place(const Resolver *r, int32_t t) {
  int tag = ref_token(r, t)->tag;
  return tok_is(r->doc, t, TOK_CAP) && (tag == TAG_JJ || tag == TAG_NNP || tag == TAG_NNPS) &&
         t > 0 && ref_token(r, t - 1)->sentence == ref_token(r, t)->sentence;
}

/* "Lee's office" */
static bool owns(const Resolver *r, int32_t t) {
  return ref_token(r, t)->mention != NONE && ref_token(r, t + 1)->tag == TAG_POS;
}

/* "his office" is no "U.N. office": the note names others, and not whose it is. */
static bool others(const Resolver *r, const Ref *f, const Note *n) {
  const Ref *owner = f->owner == NONE ? 0 : &r->refs.at[f->owner];
  if (!owner || owner->kind != REF_PRONOUN || owner->entity == NONE) return false;
  bool named = false;
  for (int32_t t = n->first; t < n->last && t < n->first + ROLE; t++) {
    int32_t m = ref_token(r, t)->mention;
    if (m != NONE && r->doc->mentions.at[m].entity == owner->entity) return false;
    named |= tok_is(r->doc, t, TOK_CAP) && ref_token(r, t)->tag == TAG_NNP;
  }
  return named;
}

/* Words before the noun: those that the role tells too, and those that it does not. "The French president" is
** not who is called "German President", nor "Lee's office" the "Budget Office". */
static int words_fit(const Resolver *r, const Ref *f, const Note *n) {
  int points = others(r, f, n) ? -40 : 0;
  uint32_t people = r->ents.at[n->entity].people;
  bool other = (people && !has_word(r, f->first, f->last, people)) ||
               ref_token(r, n->first)->tag == TAG_PRPS; /* "his office" is no "U.N. office" */
  for (int32_t t = n->first; t < n->last && t < n->first + ROLE; t++)
    other = other ||
            (adjective_of_place(r, t) && !has_word(r, f->first, f->last, ref_token(r, t)->hash));
  for (int32_t t = f->first; t < f->head; t++) {
    int tag = ref_token(r, t)->tag;
    if (tag == TAG_DT || tag == TAG_PRPS || tag == TAG_POS || tag == TAG_HYPH) continue;
    if (has_word(r, n->first, n->last, ref_token(r, t)->hash))
      points += 12;
    else
      points -= owns(r, t) || (adjective_of_place(r, t) && other) ? 40 : 6;
  }
  return points;
}

/* "the mayor of Kyiv" */
static int complement_fits(const Resolver *r, const Ref *f, const Note *n) {
  int32_t t = f->last, end = r->doc->tokens.n;
  if (t + 1 >= end || ref_token(r, t)->tag != TAG_IN) return 0;
  for (int i = 1; i < 4 && t + i < end; i++)
    if (ref_token(r, t + i)->mention != NONE)
      return has_word(r, n->first, n->last, ref_token(r, t + i)->hash) ? 15 : 0;
  return 0;
}

static int distance(const Resolver *r, const Ref *f, int32_t entity) {
  int32_t last = r->ents.at[entity].last;
  return last == NONE ? -1 : f->sentence - r->refs.at[last].sentence;
}

static int recency(const Resolver *r, const Ref *f, int32_t entity) {
  int d = distance(r, f, entity);
  return d < 0 ? -15 : d <= 1 ? 20 : d <= 4 ? 12 : d <= 12 ? 6 : 0;
}

static bool genders_fit(const Resolver *r, const Ref *f, int32_t entity) {
  Gender told = noun_gender(r->lang, f->entry), known = r->doc->entities.at[entity].gender;
  return told == GENDER_UNKNOWN || known == GENDER_UNKNOWN || told == known;
}

/* Is it the other one in the clause? "He told the president": not himself. f stands in r->refs. */
static bool in_clause(const Resolver *r, const Ref *f, int32_t entity) {
  for (int64_t i = f - r->refs.at - 1, least = i - ROLE; f->verb != NONE && i >= 0 && i > least;
       i--)
    if (r->refs.at[i].verb == f->verb && r->refs.at[i].entity == entity) return true;
  return false;
}

/* The entity that is called by the noun; NONE if none fits. */
static int32_t called(const Resolver *r, const Ref *f) {
  int32_t best = NONE;
  int top = ENOUGH - 1, seen = 0;
  for (int32_t i = r->noted[f->entry - r->noun_first]; i != NONE && seen < NOTES;
       i = r->notes.at[i].next, seen++) {
    const Note *n = &r->notes.at[i];
    if (r->ents.at[n->entity].plural != f->plural || !genders_fit(r, f, n->entity)) continue;
    if (in_clause(r, f, n->entity)) continue;
    int points = 60 + words_fit(r, f, n) + complement_fits(r, f, n) + recency(r, f, n->entity);
    if (points > top) top = points, best = n->entity;
  }
  return best;
}

/* Bare plurals are one group if they are called by the same words. */
static int32_t same_group(const Resolver *r, const Ref *f) {
  Str words = resolve_words(r, f, r->doc->tokens.n);
  int seen = 0;
  for (int32_t i = r->noted[f->entry - r->noun_first]; i != NONE && seen < NOTES;
       i = r->notes.at[i].next, seen++) {
    Str name = r->doc->entities.at[r->notes.at[i].entity].name;
    if (name.n != words.n || name.n < 2) continue;
    /* capitals apart, at its beginning */
    if (str_eq(str_sub(name, 1, name.n), str_sub(words, 1, words.n))) return r->notes.at[i].entity;
  }
  return NONE;
}

/* ---- bodies and places that the noun fits by kind ---- */

/* The kind of body that its fullest name tells, STR_NONE. */
static Str sort_by_name(const Resolver *r, const Entity *e) {
  Range name = tokens_of(r, e->name);
  for (int32_t t = name.last - 1; t >= name.first; t--) {
    int32_t noun = noun_at(r->doc, t, name.first, 0);
    if (noun_is(r->lang, noun, STR("body"))) return sort_of(r, noun);
  }
  return STR_NONE;
}

static bool is_country(const Resolver *r, const Ref *name) {
  const Model *model = r->lang->model;
  if (!model) return false;
  uint32_t lists = words_find(&model->names_model.lists, word_key(r->doc, name->first));
  return (lists & LIST_COUNTRY) != 0;
}

/* Nouns that any body may be called by, unless its name says otherwise. */
static bool loose(Str sort) {
  return str_eq(sort, STR("company")) || str_eq(sort, STR("group")) ||
         str_eq(sort, STR("organization")) || str_eq(sort, STR("team")) ||
         str_eq(sort, STR("media")) || str_eq(sort, STR("agency")) || str_eq(sort, STR("party")) ||
         str_eq(sort, STR("union")) || str_eq(sort, STR("bank"));
}

/* How many sentences back it may be: a team or group need not have a name. */
static int reach(const Resolver *r, const Ref *f) {
  Str sort = sort_of(r, f->entry);
  bool told =
      str_eq(sort, STR("company")) || str_eq(sort, STR("media")) || str_eq(sort, STR("party"));
  return told ? FAR : NEAR;
}

static bool kind_fits(const Resolver *r, const Ref *f, const Ref *name) {
  const Entity *e = &r->doc->entities.at[name->entity];
  Str sort = sort_of(r, f->entry);
  if (noun_is(r->lang, f->entry, STR("body"))) {
    Str own = sort_by_name(r, e);
    return e->type == ENTITY_ORGANIZATION && loose(sort) &&
           (str_none(own) || str_eq(own, STR("-")) || str_eq(own, sort));
  }
  bool country = str_eq(sort, STR("country"));
  return e->type == ENTITY_PLACE && (country || str_eq(sort, STR("town"))) &&
         is_country(r, name) == country;
}

/* "the company", but not "his legal team". */
static bool only_article(const Resolver *r, const Ref *f) {
  int32_t noun = f->head;
  noun_at(r->doc, f->head, f->first, &noun);
  return f->owner == NONE && f->first + 1 == noun;
}

/* "LISSE (Wire) - The bank …": who reports it is not who it is about. */
static bool bracketed(const Resolver *r, const Ref *n) {
  return n->first > 0 && ref_token(r, n->first - 1)->tag == TAG_LRB && n->last < r->doc->tokens.n &&
         ref_token(r, n->last)->tag == TAG_RRB;
}

/* The last name of a body or place that fits, in the last sentences. */
static int32_t by_kind(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  int32_t best = NONE;
  int top = 0, far = reach(r, f);
  for (int32_t i = ref - 1; i >= 0 && i >= ref - REFS; i--) {
    const Ref *n = &r->refs.at[i];
    int d = f->sentence - n->sentence;
    if (d > far) break;
    if (n->kind != REF_NAME || n->entity == NONE || !kind_fits(r, f, n) || bracketed(r, n))
      continue;
    int points = 200 - 10 * d + (n->place == AT_SUBJECT ? 15 : 0);
    if (points > top) top = points, best = n->entity;
  }
  return best;
}

/* "the Russian president", whom nothing told to be one: the last person named of whom no role is known, or who
** was named in this sentence, unless of another people. */
static int32_t by_people(Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  uint32_t people = people_of(r, f->first, f->head);
  for (int32_t i = ref - 1; people && i >= 0 && i >= ref - REFS; i--) {
    const Ref *n = &r->refs.at[i];
    if (f->sentence - n->sentence > NEAR / 2) break;
    if (n->kind != REF_NAME || n->entity == NONE) continue;
    const Entity *e = &r->doc->entities.at[n->entity];
    Ent *ent = &r->ents.at[n->entity];
    bool near = f->sentence == n->sentence;
    if (e->type != ENTITY_PERSON || (!str_none(e->role) && !near)) continue;
    if (ent->people && ent->people != people) continue;
    if (!genders_fit(r, f, n->entity) || in_clause(r, f, n->entity)) continue;
    ent->people = people;
    return n->entity;
  }
  return NONE;
}

/* "the foreign minister" of whom "Foreign Secretary Ann Lee" was told: the last person whose role shares a word. */
static int32_t by_word(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  for (int32_t i = ref - 1; f->head > f->first + 1 && i >= 0 && i >= ref - REFS; i--) {
    const Ref *n = &r->refs.at[i];
    if (f->sentence - n->sentence > FAR) break;
    if (n->kind != REF_NAME || n->entity == NONE) continue;
    const Entity *e = &r->doc->entities.at[n->entity];
    if (e->type != ENTITY_PERSON || str_none(e->role)) continue;
    if (!genders_fit(r, f, n->entity) || in_clause(r, f, n->entity)) continue;
    Range role = tokens_of(r, e->role);
    for (int32_t t = f->first; t < f->head; t++) {
      int tag = ref_token(r, t)->tag;
      if (tag != TAG_DT && tag != TAG_PRPS && tag != TAG_POS && tag != TAG_HYPH &&
          has_word(r, role.first, role.last - 1, ref_token(r, t)->hash))
        return n->entity;
    }
  }
  return NONE;
}

/* "Ann Lee, 24, scored": is the number at the head of the phrase told behind the name? */
static bool of_age(const Resolver *r, const Ref *f, const Ref *n) {
  int32_t t = f->first + 1, age = n->last + 1;
  if (age >= r->doc->tokens.n || ref_token(r, n->last)->tag != TAG_COMMA) return false;
  return ref_token(r, t)->tag == TAG_CD && ref_token(r, t)->hash == ref_token(r, age)->hash;
}

/* Does the noun, or a word before it, say that it is the one spoken of last? Not "the Republican nominee". */
static bool says_last(const Resolver *r, const Ref *f) {
  for (int32_t t = f->head; t >= f->first && t > f->head - ROLE; t--)
    if ((t == f->head || !tok_is(r->doc, t, TOK_CAP)) &&
        str_eq(sort_of(r, noun_at(r->doc, t, f->first, 0)), STR("last")))
      return true;
  return false;
}

/* "the 24-year-old", "the Spaniard", "the Republican": the person spoken of last, rather as a subject. */
static int32_t by_last(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  int32_t best = NONE;
  int top = 0;
  for (int32_t i = ref - 1; i >= 0 && i >= ref - REFS; i--) {
    const Ref *n = &r->refs.at[i];
    int d = f->sentence - n->sentence;
    if (d > FAR) break;
    if (n->entity == NONE) continue;
    const Entity *e = &r->doc->entities.at[n->entity];
    if (e->type != ENTITY_PERSON || e->unnamed || r->ents.at[n->entity].plural) continue;
    if (!genders_fit(r, f, n->entity) || in_clause(r, f, n->entity)) continue;
    bool age = of_age(r, f, n);
    int points = 100 - 20 * d + (n->place == AT_SUBJECT ? 15 : 0) + (age ? 300 : 0);
    if (points > top && (age || d <= NEAR / 2)) top = points, best = n->entity;
  }
  return best;
}

/* ---- words of a description ---- */

/* Tokens that only point or count. "Lee's lawyers" of "Senator Lee's lawyers", but "lawyers" of "his lawyers". */
static int32_t skip_before(const Resolver *r, const Ref *f) {
  int32_t t = f->first;
  const Ref *owner = f->owner == NONE ? 0 : &r->refs.at[f->owner];
  if (owner && owner->kind == REF_NAME && owner->first >= f->first && owner->last < f->head)
    t = owner->first;
  while (t < f->head) {
    int tag = ref_token(r, t)->tag;
    int32_t h = lex_hit(r->doc, t, LEX_DETERMINER), n = ref_token(r, t)->number;
    if (h != NONE && r->doc->hits.at[h].last <= f->head)
      t = r->doc->hits.at[h].last;
    else if (n != NONE && r->doc->numbers.at[n].last <= f->head && ref_token(r, t)->date == NONE &&
             r->doc->numbers.at[n].form != NUM_ORDINAL &&
             ref_token(r, r->doc->numbers.at[n].last)->tag != TAG_HYPH) /* "the 24-year-old" */
      t = r->doc->numbers.at[n].last;
    else if (tag == TAG_DT || tag == TAG_PRPS || tag == TAG_PDT || tok_is(r->doc, t, TOK_PUNCT))
      t++;
    else
      break;
  }
  return t;
}

static bool goes_on(int tag) {
  return tag == TAG_JJ || tag == TAG_DT || tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP ||
         tag == TAG_NNPS || tag == TAG_PRPS || tag == TAG_POS || tag == TAG_HYPH || tag == TAG_CD;
}

static bool name_near(const Resolver *r, int32_t t, int32_t end) {
  for (int i = 0; i < 3 && t + i < end; i++)
    if (ref_token(r, t + i)->mention != NONE) return true;
  return false;
}

/* One behind a noun phrase that begins at t; "the University of X and Y" goes on behind "of" and "and" where a
** name does. */
static int32_t phrase_end(const Resolver *r, int32_t t, int32_t end) {
  for (; t < end; t++) {
    const Token *k = ref_token(r, t);
    bool on = goes_on(k->tag) || k->mention != NONE;
    bool link = k->tag == TAG_CC || lex_hit(r->doc, t, LEX_OWNER) != NONE;
    if (!on && !(link && name_near(r, t + 1, t + 3 < end ? t + 3 : end))) break;
  }
  return t;
}

/* A name stands right behind, and the parse hangs what stands there on the noun: "told a jury in Oxford" tells
** where, not which jury. */
static bool belongs(const Resolver *r, const Ref *f, int32_t t, int32_t end) {
  if (!name_near(r, t, end)) return false;
  for (int i = 0; i < 5 && t + i < end; i++)
    if (ref_token(r, t + i)->head == f->head) return true;
  return false;
}

/* "a person familiar with the talks", "the government of X", "researchers at Oxford": what the noun alone does not
** say. */
static int32_t keep_behind(const Resolver *r, const Ref *f, int32_t end) {
  int32_t t = f->last, stop = r->doc->sentences.at[f->sentence].last;
  if (stop > end) stop = end;
  if (stop > t + BEHIND) stop = t + BEHIND;
  bool keep = str_eq(sort_of(r, f->entry), STR("keep"));
  if (keep && t < stop && ref_token(r, t)->tag == TAG_JJ) t++;
  for (int i = 0; i < 2 && t + 1 < stop; i++) {
    bool part = lex_hit_is(r->doc, r->lang, t, LEX_OWNER, OWNER_ROLE, STR("part")) != NONE;
    bool where = lex_hit_is(r->doc, r->lang, t, LEX_OWNER, OWNER_ROLE, STR("where")) != NONE;
    where = where && belongs(r, f, t + 1, stop);
    if (t == f->last && !part && !(keep && ref_token(r, t)->tag == TAG_IN) &&
        !(where && name_near(r, t + 1, stop)))
      return t;
    if (t > f->last && ref_token(r, t)->tag != TAG_IN) break;
    if (t > f->last && ref_token(r, t + 1)->date != NONE) break;
    int32_t behind = phrase_end(r, t + 1, stop);
    if (behind == t + 1) break;
    t = behind;
  }
  return t;
}

Str resolve_words(const Resolver *r, const Ref *f, int32_t end) {
  if (f->part) return range_text(r->doc, doc_range(r->doc, f->first, f->last));
  bool law = str_eq(sort_of(r, f->entry), STR("law"));
  int32_t last = resolve_is_text(r, f) && !law ? f->last : keep_behind(r, f, end);
  return range_text(r->doc, doc_range(r->doc, skip_before(r, f), last));
}

/* "Police said": the one force that the article names, if there is one and no more. */
static int32_t force_named(const Resolver *r, const Ref *f) {
  int32_t found = NONE;
  if (!noun_is(r->lang, f->entry, STR("people")) || str_none(sort_of(r, f->entry)) ||
      f->first + 2 < f->last)
    return NONE;
  int seen = 0;
  for (int32_t i = r->noted[f->entry - r->noun_first]; i != NONE && seen < NOTES;
       i = r->notes.at[i].next, seen++) {
    const Note *n = &r->notes.at[i];
    if (r->doc->entities.at[n->entity].unnamed || n->entity == found) continue;
    if (found != NONE) return NONE;
    found = n->entity;
  }
  return found;
}

/* ---- resolving ---- */

static uint8_t type_of(const Resolver *r, const Ref *f) {
  Str kind = kind_of(r, f->entry);
  if (str_eq(kind, STR("body"))) return ENTITY_ORGANIZATION;
  return f->plural ? ENTITY_GROUP : ENTITY_PERSON;
}

int32_t resolve_begin(Resolver *r, Entity entity, bool plural) {
  Ent ent = {.last = NONE, .plural = plural};
  entity.role = STR_NONE;
  entity.first = NONE;
  entity.unnamed = 1;
  entity.conf = 1;
  int32_t e = doc_add(r->doc, &r->doc->entities, &entity);
  return e == NONE || doc_add(r->doc, &r->ents, &ent) == NONE ? NONE : e;
}

static int32_t begin(Resolver *r, int32_t ref) {
  const Ref f = r->refs.at[ref];
  Entity entity = {.name = resolve_words(r, &f, r->doc->tokens.n),
                   .type = type_of(r, &f),
                   .gender = (uint8_t)noun_gender(r->lang, f.entry)};
  if (entity.type == ENTITY_ORGANIZATION) entity.gender = GENDER_NEUTER;
  int32_t e = resolve_begin(r, entity, f.plural);
  if (e != NONE) note(r, e, f.head, f.first, keep_behind(r, &f, r->doc->tokens.n));
  return e;
}

/* Percent of the ways to find an entity, measured on GUM's coreference. */
enum { SURE_TOLD = 90, SURE_NEW = 80, SURE_CALLED = 70, SURE_KIND = 60, SURE_GROUP = 50 };

void resolve_noun(Resolver *r, int32_t ref) {
  Ref *f = &r->refs.at[ref];
  int32_t e = f->entity;
  int sure = SURE_TOLD;
  bool bare_group = f->plural && f->sort != SORT_DEFINITE;
  if (e == NONE) e = force_named(r, f), sure = SURE_GROUP;
  if (e == NONE && bare_group) e = same_group(r, f), sure = SURE_GROUP;
  bool bare_body = f->sort == SORT_BARE && noun_is(r->lang, f->entry, STR("body"));
  if (e == NONE && !bare_group && !bare_body && f->sort != SORT_INDEFINITE)
    e = called(r, f), sure = SURE_CALLED;
  bool one = f->sort == SORT_DEFINITE && !f->plural;
  bool person = one && noun_is(r->lang, f->entry, STR("person"));
  if (e == NONE && one && only_article(r, f)) e = by_kind(r, ref), sure = SURE_KIND;
  if (e == NONE && person) e = by_people(r, ref), sure = SURE_GROUP;
  if (e == NONE && person) e = by_word(r, ref), sure = SURE_GROUP;
  if (e == NONE && person && says_last(r, f)) e = by_last(r, ref);
  if (e == NONE && !noun_is(r->lang, f->entry, STR("place"))) e = begin(r, ref), sure = SURE_NEW;
  if (e != NONE) resolve_touch(r, ref, e, sure);
}
