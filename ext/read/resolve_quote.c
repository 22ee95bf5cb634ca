/* resolve_quote.c - who the words of a source or addressee name: entity, fullest name, type, role. */
#include "read/resolve.h"

#include <stdio.h>

enum {
  REFS = 24,    /* of one range */
  BACK = 6,     /* refs looked back over for who an apposition belongs to */
  APPOSED = 14, /* tokens, likewise */
  AROUND = 40,  /* tokens around a cue */
  JOINED = 3,   /* speakers of one quote at most */
  HOPS = 2      /* times that speakers are handed on along chains */
};

typedef struct Named {
  int32_t entity;
  Str name;
  uint8_t type;
} Named;

/* The first Ref that ends behind token t: they stand in the order of their ends. */
static int32_t ref_from(const Resolver *r, int32_t t) {
  int32_t low = 0, high = r->refs.n;
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (r->refs.at[mid].last <= t)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static int32_t title_of(const Resolver *r, const Ref *f) {
  return f->kind == REF_NAME ? r->doc->mentions.at[f->name].title : f->first;
}

static bool is_person_name(const Resolver *r, const Ref *f) {
  return f->kind == REF_NAME && f->entity != NONE &&
         r->doc->entities.at[f->entity].type == ENTITY_PERSON;
}

void resolve_sources(Resolver *r) {
  for (int32_t i = 0; i < r->doc->quotes.n; i++) {
    const Quote *q = &r->doc->quotes.at[i];
    if (q->source.first != NONE)
      r->source[phrase_head(r->doc, q->source.first, q->source.last)] = 1;
  }
}

/* ---- which of the words is meant ---- */

/* Does the name only tell whose or where the noun before it is: "friends of Ann Lee", "Ann Lee's friends"? */
static bool belongs(const Resolver *r, const Ref *name, Range range) {
  int32_t title = title_of(r, name);
  if (title > range.first && ref_token(r, title - 1)->tag == TAG_IN) return true;
  return name->last < range.last && ref_token(r, name->last)->tag == TAG_POS;
}

/* How well a Ref says who the range with that head is about: the head itself, unless it is no more than a thing
** ("Monday morning, Ann Lee"), a person named, another name, the rest. */
static int standing(const Resolver *r, const Ref *f, Range range, int32_t head) {
  bool holds = f->kind == REF_NAME ? title_of(r, f) <= head && head < f->last : f->head == head;
  bool thing = f->kind == REF_THING;
  if (holds && !thing) return 5;
  if (is_person_name(r, f) && !belongs(r, f, range)) return 4;
  if (f->kind == REF_NAME || (thing && holds)) return 3;
  return thing ? 1 : 2;
}

/* "the bank, which lent to Ann Lee": without the clause that only tells more of it. */
static Range without_clause(const Resolver *r, Range range) {
  for (int32_t t = range.first + 1; t < range.last; t++) {
    int tag = ref_token(r, t)->tag;
    if (tag == TAG_WDT || tag == TAG_WP || tag == TAG_WPS) return doc_range(r->doc, range.first, t);
  }
  return range;
}

/* The Ref that the range is about; NONE if none holds its head and that is a name unknown to the model. */
static int32_t at_head(const Resolver *r, Range range) {
  range = without_clause(r, range);
  int32_t head = phrase_head(r->doc, range.first, range.last);
  int32_t from = ref_from(r, range.first), best = NONE;
  int top = 0;
  for (int32_t i = from; i < r->refs.n && i < from + REFS; i++) {
    const Ref *f = &r->refs.at[i];
    if (f->last > range.last) break;
    if (f->kind == REF_PAIR || (f->first < range.first && f->kind != REF_DESCRIPTION)) continue;
    int points = standing(r, f, range, head);
    if (points > top) top = points, best = i;
  }
  int tag = ref_token(r, head)->tag;
  bool name = tag == TAG_NNP || tag == TAG_NNPS || tag == TAG_ADD ||
              (head > range.first && tok_is(r->doc, head, TOK_CAP));
  return top < 4 && name ? NONE : best;
}

/* Between two refs nothing but marks, articles and "and"? */
static bool only_joined(const Resolver *r, int32_t from, int32_t to, bool *and) {
  *and = false;
  for (int32_t t = from; t < to; t++) {
    int tag = ref_token(r, t)->tag;
    *and = *and || tag == TAG_CC;
    if (tag != TAG_CC && tag != TAG_COMMA && tag != TAG_DT) return false;
  }
  return true;
}

/* Does a preposition stand between? */
static bool parted(const Resolver *r, int32_t from, int32_t to) {
  for (int32_t t = from; t < to; t++)
    if (ref_token(r, t)->tag == TAG_IN) return true;
  return false;
}

/* "news agency Lantern", "the newspaper The Lantern" */
static bool body_named(const Resolver *r, int32_t ref, int32_t end) {
  const Ref *f = &r->refs.at[ref], *n = f + 1;
  if (ref + 1 >= r->refs.n || n->kind != REF_NAME || n->entity == NONE || n->last > end)
    return false;
  if (f->kind != REF_DESCRIPTION || !noun_is(r->lang, f->entry, STR("body"))) return false;
  bool beside =
      n->first == f->last || (n->first == f->last + 1 && ref_token(r, f->last)->tag == TAG_DT);
  return beside && r->doc->entities.at[n->entity].type == ENTITY_ORGANIZATION;
}

/* "a spokeswoman, Ann Lee", "the bank's chief, Ann Lee", "Acme founder Ann Lee": the person that the words before
** describe. */
static int32_t name_behind(const Resolver *r, int32_t ref, int32_t end) {
  const Ref *f = &r->refs.at[ref];
  if (body_named(r, ref, end)) return ref + 1;
  bool owner = f->last < end && ref_token(r, f->last)->tag == TAG_POS;
  bool body = owner || (f->kind == REF_NAME && !is_person_name(r, f));
  if (!body && (f->kind != REF_DESCRIPTION || f->plural)) return ref;
  for (int32_t i = ref + 1; i < r->refs.n && i <= ref + 5; i++) {
    const Ref *n = &r->refs.at[i];
    bool and;
    if (n->last > end) break;
    if (!is_person_name(r, n) && !(owner && n->kind == REF_NAME && n->first == f->last + 1))
      continue;
    int32_t title = title_of(r, n);
    if (title <= f->head || (n->last == end && ref_token(r, title - 1)->tag == TAG_COMMA)) return i;
    if (only_joined(r, f->last, title, &and)) return !and || f->sort == SORT_BARE ? i : ref;
    bool apart = parted(r, f->last, n->first);
    return (f->kind == REF_DESCRIPTION && f->sort == SORT_BARE) || !apart ? i : ref;
  }
  return ref;
}

/* "the minister, who said": the noun that the clause belongs to, else what stands right before. */
static int32_t before_who(const Resolver *r, Range range) {
  const Token *who = ref_token(r, range.first);
  if (range.last - range.first != 1 || (who->tag != TAG_WP && who->tag != TAG_WDT)) return NONE;
  int32_t verb = who->head, noun = NONE;
  if (verb != NONE && ref_token(r, verb)->rel == REL_ACL_RELCL) noun = ref_token(r, verb)->head;
  for (int32_t i = ref_from(r, range.first) - 1, n = 0; i >= 0 && n < 8; i--, n++) {
    const Ref *f = &r->refs.at[i];
    if (ref_sentence(r, f) != who->sentence) break;
    if (f->kind != REF_PAIR && f->first <= noun && noun < f->last) return i;
    if (noun == NONE && f->kind != REF_PAIR && f->last + 1 >= range.first) return i;
  }
  return NONE;
}

/* The source found may be no more than what a name's titles begin with ("Ohio Governor Ann Lee"), or than a body or
** noun that stands behind the name of who spoke: "Ann Lee of the Harbour Bank said", "Ann Lee, head of the bank, said".
*/
static int32_t in_title(const Resolver *r, int32_t ref, Range range) {
  int32_t from = ref == NONE ? ref_from(r, range.first) : ref + 1;
  for (int32_t i = from; i < r->refs.n && i < from + 3; i++) {
    const Ref *n = &r->refs.at[i];
    if (is_person_name(r, n) && title_of(r, n) <= range.first) return i;
  }
  return ref;
}

static bool in_apposition(int tag) {
  return tag == TAG_IN || tag == TAG_COMMA || tag == TAG_DT || tag == TAG_JJ || tag == TAG_NN ||
         tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS || tag == TAG_POS || tag == TAG_HYPH ||
         tag == TAG_PRPS || tag == TAG_CD;
}

/* May the token stand between the name and the source? A participle or relative clause brings its verb with it. */
static bool may_stand(const Resolver *r, int32_t t, const Ref *name) {
  int tag = ref_token(r, t)->tag;
  int32_t at = t - name->last - (ref_token(r, name->last)->tag == TAG_COMMA);
  if (tag == TAG_LRB || tag == TAG_RRB || tag == TAG_TO) return true;
  if (tag == TAG_VBG) return at <= 1; /* "speaking to", "in relaying" */
  if (tag == TAG_WP) return at == 0;
  if (tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP)
    return at == 1 && ref_token(r, t - 1)->tag == TAG_WP;
  return in_apposition(tag);
}

/* Only what may stand in an apposition is between the name and the noun: beginning with a preposition or participle, or
** with a comma and then closed by one ("of Lisse, Orland" is one place). */
static bool behind_name(const Resolver *r, const Ref *name, Range range) {
  bool comma = false;
  int32_t title = title_of(r, name), end = range.last;
  int first = ref_token(r, name->last)->tag;
  for (int32_t t = name->last; t < range.first; t++) {
    if (!may_stand(r, t, name)) return false;
    comma =
        comma || (ref_token(r, t)->tag == TAG_COMMA && (first != TAG_IN || t + 1 < range.first));
  }
  if (end < r->doc->tokens.n && ref_token(r, end)->tag == TAG_RRB) end++;
  bool closed = end < r->doc->tokens.n && ref_token(r, end)->tag == TAG_COMMA;
  if (first != TAG_IN && first != TAG_COMMA && first != TAG_VBG) return false;
  bool held = title > 0 && ref_token(r, title - 1)->tag == TAG_IN &&
              ref_token(r, title - 1)->sentence == ref_token(r, title)->sentence;
  return !held && (!comma || closed);
}

static int32_t name_before(const Resolver *r, int32_t ref, Range range) {
  const Ref *f = &r->refs.at[ref];
  bool person = is_person_name(r, f) || f->kind == REF_PRONOUN;
  for (int32_t i = ref - 1; !person && i >= 0 && i >= ref - BACK; i--) {
    const Ref *n = &r->refs.at[i];
    if (ref_sentence(r, n) != ref_sentence(r, f) || range.first - n->last > APPOSED) break;
    if (n->last > range.first || !is_person_name(r, n)) continue;
    return behind_name(r, n, range) ? i : ref;
  }
  return ref;
}

/* "According to the town's first selectman, Ann Lee, it rained": the source found ends before the name that closes it,
** and the words said begin behind that. */
static int32_t name_after(const Resolver *r, int32_t ref, Range range, const Quote *q) {
  const Ref *f = &r->refs.at[ref];
  if (is_person_name(r, f) || f->kind == REF_PRONOUN || f->plural || resolve_is_text(r, f))
    return ref;
  int32_t end = r->doc->sentences.at[ref_token(r, range.first)->sentence].last;
  int32_t t = range.last;
  while (t < end && t < range.last + APPOSED && in_apposition(ref_token(r, t)->tag) &&
         ref_token(r, t)->tag != TAG_COMMA)
    t++;
  if (t + 1 >= end || ref_token(r, t)->tag != TAG_COMMA) return ref;
  for (int32_t i = ref_from(r, t + 1), seen = 0; i < r->refs.n && seen < 4; i++, seen++) {
    const Ref *n = &r->refs.at[i];
    if (title_of(r, n) != t + 1 || !is_person_name(r, n)) continue;
    bool said = n->last > q->content.first && n->first < q->content.last;
    bool closed = n->last < end && ref_token(r, n->last)->tag == TAG_COMMA;
    return closed && !said ? i : ref;
  }
  return ref;
}

static int32_t meant(const Resolver *r, Range range, const Quote *by) {
  int32_t ref = range.first == NONE ? NONE : before_who(r, range);
  if (ref == NONE) ref = range.first == NONE ? NONE : at_head(r, range);
  if (range.first != NONE) ref = in_title(r, ref, range);
  if (ref == NONE) return NONE;
  ref = name_behind(r, ref, range.last);
  int32_t name = by ? name_before(r, ref, range) : ref;
  if (by && name == ref) name = name_after(r, ref, range, by);
  if (name != ref) return name;
  const Ref *f = &r->refs.at[ref];
  return resolve_is_text(r, f) && f->owner != NONE ? f->owner : ref;
}

/* ---- what it is called ---- */

static Named named_entity(const Resolver *r, int32_t entity) {
  const Entity *e = &r->doc->entities.at[entity];
  return (Named){entity, e->name, e->type};
}

/* Who has no name is called as the words here do: "the researchers" are no longer "researchers at Oxford" (but "the sources"
** say little). */
static bool called_here(const Resolver *r, const Ref *f) {
  return f->kind == REF_DESCRIPTION && f->entity != NONE && f->plural &&
         r->doc->entities.at[f->entity].unnamed &&
         !str_eq(lex_str(r->lang, f->entry, NOUN_SORT), STR("keep"));
}

static Named named(const Resolver *r, int32_t ref, Range range) {
  const Ref *f = &r->refs.at[ref];
  if (f->kind == REF_PRONOUN && f->owner != NONE && called_here(r, &r->refs.at[f->owner]))
    f = &r->refs.at[f->owner], range.last = r->doc->tokens.n;
  if (called_here(r, f)) {
    Named n = named_entity(r, f->entity);
    n.name = resolve_words(r, f, range.last);
    return n;
  }
  Named n = {NONE, STR_NONE, ENTITY_NONE};
  if (f->entity != NONE && (!resolve_is_text(r, f) || f->owner != NONE))
    return named_entity(r, f->entity);
  if (f->kind == REF_PRONOUN || f->kind == REF_THING) return n;
  Ref whole = *f; /* of things only the noun is known: "the agreed facts" */
  if (f->kind == REF_THING && range.first < f->first) whole.first = range.first;
  n.name = resolve_words(r, &whole, range.last);
  if (f->kind == REF_THING && f->plural) n.type = ENTITY_GROUP;
  if (f->kind == REF_DESCRIPTION && noun_is(r->lang, f->entry, STR("place"))) n.type = ENTITY_PLACE;
  return n;
}

Str resolve_joined(Resolver *r, Str a, Str b) {
  if (str_none(a) || str_none(b)) return a;
  return doc_print(r->doc, "%.*s and %.*s", (int)a.n, a.s, (int)b.n, b.s);
}

/* What says nothing without what it points to. */
static bool points_back(int tag) {
  return tag == TAG_PRP || tag == TAG_PRPS || tag == TAG_WP || tag == TAG_WDT || tag == TAG_DT ||
         tag == TAG_EX || tag == TAG_CD;
}

/* Who was not seen as a name or noun still spoke: the words without article. */
static Named unread(const Resolver *r, Range range) {
  Named n = {NONE, STR_NONE, ENTITY_NONE};
  if (range.first == NONE) return n;
  int32_t first = range.first, last = range.last - 1;
  while (first < last && ref_token(r, first)->tag == TAG_DT) first++;
  if (!points_back(ref_token(r, last)->tag))
    n.name = range_text(r->doc, doc_range(r->doc, first, range.last));
  return n;
}

/* "The statement said": who spoke last. */
static bool by_who_spoke(const Resolver *r, const Ref *f) {
  return r->speaker != NONE && resolve_is_text(r, f) && f->sort == SORT_DEFINITE &&
         str_eq(lex_str(r->lang, f->entry, NOUN_SORT), STR("spoken"));
}

/* "One of the victims", "some of the crew": one whom nothing else names. */
static Named part_of(const Resolver *r, Range range, const Ref *whole) {
  Named n = {NONE, STR_NONE, ENTITY_NONE};
  int32_t of = range.first + 1;
  if (whole->kind != REF_DESCRIPTION || !whole->plural || of + 1 >= range.last) return n;
  int tag = ref_token(r, of - 1)->tag;
  bool part = lex_hit_is(r->doc, r->lang, of, LEX_OWNER, OWNER_ROLE, STR("part")) != NONE;
  if (!part || whole->first != of + 1 || (tag != TAG_CD && tag != TAG_DT && tag != TAG_JJ))
    return n;
  n.name = range_text(r->doc, doc_range(r->doc, range.first, whole->last));
  n.type = ENTITY_GROUP;
  return n;
}

/* "A number of senators": behind what only counts. */
static Range counted(const Resolver *r, Range range) {
  if (range.first == NONE) return range;
  int32_t h =
      lex_hit_is(r->doc, r->lang, range.first, LEX_DETERMINER, DETERMINER_SORT, STR("count"));
  int32_t last = h == NONE ? 0 : r->doc->hits.at[h].last;
  return last > range.first + 1 && last < range.last ? doc_range(r->doc, last, range.last) : range;
}

/* All that the range names: "Ann Lee and Bo Dahl". */
static Named name_range(Resolver *r, Range range, const Quote *by) {
  range = counted(r, range);
  int32_t ref = meant(r, range, by);
  if (ref == NONE) return unread(r, range);
  if (by_who_spoke(r, &r->refs.at[ref])) return named_entity(r, r->speaker);
  Named n = part_of(r, range, &r->refs.at[ref]);
  if (!str_none(n.name)) return n;
  n = named(r, ref, range);
  int32_t last = r->refs.at[ref].last;
  for (int32_t i = ref + 1, more = 1; i < r->refs.n && more < JOINED; i++) {
    const Ref *f = &r->refs.at[i];
    bool and;
    if (f->kind == REF_PAIR) continue;
    if (f->last > range.last || f->first < last) break;
    if (!only_joined(r, last, title_of(r, f), &and) || f->kind == REF_THING) break;
    last = f->last;
    if (!and) continue;
    n.name =
        resolve_joined(r, n.name, named(r, i, (Range){.first = f->first, .last = range.last}).name);
    more++;
  }
  return n;
}

/* The noun phrase or name that begins at the token, articles and titles included; its tokens. */
static Range phrase_at(const Resolver *r, int32_t t) {
  for (int32_t i = ref_from(r, t), n = 0; i < r->refs.n && n < 4; i++, n++) {
    const Ref *f = &r->refs.at[i];
    int32_t first = title_of(r, f);
    if (first > t + 1) break;
    if (f->kind == REF_THING || f->kind == REF_PAIR) continue;
    if (first == t || (first == t + 1 && ref_token(r, t)->tag == TAG_DT))
      return doc_range(r->doc, t, f->last);
  }
  return RANGE_NONE;
}

static bool occasion(const Resolver *r, int32_t t, Str role) {
  return lex_hit_is(r->doc, r->lang, t, LEX_OCCASION, OCCASION_ROLE, role) != NONE;
}

/* Where no addressee stands at the cue: "in remarks to the Post, she said", in the cue's sentence. */
static Range by_occasion(const Resolver *r, const Quote *q) {
  if (q->cue.first == NONE) return RANGE_NONE;
  const Sentence *s = &r->doc->sentences.at[ref_token(r, q->cue.first)->sentence];
  int32_t from = q->cue.first - AROUND > s->first ? q->cue.first - AROUND : s->first;
  int32_t to = q->cue.last + AROUND < s->last ? q->cue.last + AROUND : s->last;
  for (int32_t t = from; t + 2 < to; t++) {
    if (t >= q->content.first && t < q->content.last) continue;
    if (occasion(r, t, STR("direct"))) return phrase_at(r, t + 1);
    if (occasion(r, t, STR("to")) && occasion(r, t + 1, STR("link"))) return phrase_at(r, t + 2);
  }
  return RANGE_NONE;
}

static void resolve_quote(Resolver *r, int32_t quote) {
  Quote *q = &r->doc->quotes.at[quote];
  Named to = name_range(r, q->addressee.first != NONE ? q->addressee : by_occasion(r, q), 0);
  q->to = to.name;
  q->addressee_entity = to.entity;
  if (q->source.first == NONE) return;
  Named by = name_range(r, q->source, q);
  q->speaker = by.name;
  q->entity = by.entity;
  q->speaker_type = by.type;
  if (by.entity != NONE) q->role = r->doc->entities.at[by.entity].role;
  if (by.entity != NONE) r->speaker = by.entity;
}

/* A quote without source is said by who says the one that it continues, or the one around it. */
static void hand_on(Resolver *r, int32_t quote) {
  Quote *q = &r->doc->quotes.at[quote];
  if (q->source.first != NONE || !str_none(q->speaker)) return;
  int32_t from = q->continues != NONE ? q->continues : q->part_of;
  if (from == NONE) return;
  const Quote *b = &r->doc->quotes.at[from];
  q->speaker = b->speaker;
  q->entity = b->entity;
  q->speaker_type = b->speaker_type;
  q->role = b->role;
}

static int32_t paragraph_of(const Resolver *r, const Quote *q) {
  return r->doc->sentences.at[q->sentence].paragraph;
}

/* "She added": her words go on. (With another source in 29 of 42 cases of our annotated articles: too few to tell.) */
static bool by_pronoun(const Resolver *r, const Quote *q) {
  return q->source.last - q->source.first == 1 && ref_token(r, q->source.first)->tag == TAG_PRP;
}

/* Words that go on, or stand inside reported ones, are said to the same people. */
static void same_addressee(Resolver *r, int32_t quote) {
  Quote *q = &r->doc->quotes.at[quote], *b = q - 1;
  if (!quote || !str_none(q->to) || str_none(b->to) || str_none(q->speaker)) return;
  if (q->source.first != NONE && q->part_of == NONE && !by_pronoun(r, q)) return;
  bool same = q->entity == NONE ? str_eq(q->speaker, b->speaker) : q->entity == b->entity;
  if (!same || paragraph_of(r, q) != paragraph_of(r, b)) return;
  q->to = b->to;
  q->addressee_entity = b->addressee_entity;
}

void resolve_quotes(Resolver *r) {
  r->speaker = NONE;
  for (int32_t i = 0; i < r->doc->quotes.n; i++) {
    resolve_quote(r, i);
    if ((i & 1023) == 0 && doc_stop(r->doc)) return;
  }
  for (int hop = 0; hop < HOPS; hop++)
    for (int32_t i = 0; i < r->doc->quotes.n; i++) hand_on(r, i);
  for (int32_t i = 0; i < r->doc->quotes.n; i++) same_addressee(r, i);
}
