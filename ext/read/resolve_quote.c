/* resolve_quote.c - who the words of a source or addressee name: entity, fullest name, type, role. */
#include "read/resolve.h"

enum {
  AROUND = 40,  /* tokens around a cue */
  JOINED = 6,   /* speakers of one quote at most */
  HOPS = 2,     /* times that speakers are handed on along chains */
  INITIALS = 64 /* entities that initials may stand for: those named first */
};

typedef struct Named {
  int32_t entity;
  Str name;
  uint8_t type;
} Named;

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

static Named named(const Resolver *r, int32_t ref, int32_t end) {
  const Ref *f = &r->refs.at[ref];
  if (f->kind == REF_PRONOUN && f->owner != NONE && called_here(r, &r->refs.at[f->owner]))
    f = &r->refs.at[f->owner], end = r->doc->tokens.n;
  if (called_here(r, f)) {
    Named n = named_entity(r, f->entity);
    n.name = resolve_words(r, f, end);
    return n;
  }
  Named n = {NONE, STR_NONE, ENTITY_NONE};
  if (f->entity != NONE && (!resolve_is_text(r, f) || f->owner != NONE))
    return named_entity(r, f->entity);
  if (f->kind == REF_PRONOUN || f->kind == REF_THING) return n;
  n.name = resolve_words(r, f, end);
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

/* A name unknown to the model ends before what only tells more of it: "Airlog, a list of all aircraft". */
static int32_t name_end(const Resolver *r, Range range) {
  if (!tok_is(r->doc, range.first, TOK_CAP)) return range.last;
  for (int32_t t = range.first + 1; t + 1 < range.last; t++)
    if (ref_token(r, t)->tag == TAG_COMMA && !tok_is(r->doc, t + 1, TOK_CAP)) return t;
  return range.last;
}

/* "Press agency Lantern" where the model knows no such name: behind the noun if the rest begins in capitals. */
static int32_t behind_noun(const Resolver *r, int32_t first, int32_t last) {
  int32_t t = last;
  while (t > first && tok_is(r->doc, t, TOK_CAP) && noun_at(r->doc, t, first, 0) == NONE) t--;
  return t < last && noun_at(r->doc, t, first, 0) != NONE ? t + 1 : first;
}

/* Who was not seen as a name or noun still spoke: the words without article. */
static Named unread(const Resolver *r, Range range) {
  Named n = {NONE, STR_NONE, ENTITY_NONE};
  if (range.first == NONE) return n;
  int32_t first = range.first, last = name_end(r, range) - 1;
  while (first < last && ref_token(r, first)->tag == TAG_DT) first++;
  if (!points_back(ref_token(r, last)->tag))
    n.name = range_text(r->doc, doc_range(r->doc, behind_noun(r, first, last), last + 1));
  return n;
}

/* "The statement said": who spoke last; not of "the latest accounts". */
static bool by_who_spoke(const Resolver *r, const Ref *f) {
  if (r->speaker == NONE || !resolve_is_text(r, f) || f->sort != SORT_DEFINITE) return false;
  Str sort = lex_str(r->lang, f->entry, NOUN_SORT);
  return str_eq(sort, STR("spoken")) || (str_eq(sort, STR("post")) && !f->plural);
}

/* "A number of senators", "60 percent of voters": behind what only counts. */
static Range counted(const Resolver *r, Range range) {
  if (range.first == NONE) return range;
  int32_t n = ref_token(r, range.first)->number;
  int32_t t = n == NONE ? range.first : r->doc->numbers.at[n].last;
  if (t >= range.last) return range;
  int32_t h = lex_hit_is(r->doc, r->lang, t, LEX_DETERMINER, DETERMINER_SORT, STR("count"));
  int32_t last = h == NONE ? 0 : r->doc->hits.at[h].last;
  return last > range.first + 1 && last < range.last ? doc_range(r->doc, last, range.last) : range;
}

/* "AL: …" in an interview with Ann Lee: do the words of a name begin with these capitals, in their order? */
static bool initials_are(Str name, Str capitals) {
  int32_t n = 0;
  for (int32_t i = 0; i < name.n; i++) {
    bool begins = (i == 0 || name.s[i - 1] == ' ') && name.s[i] >= 'A' && name.s[i] <= 'Z';
    if (begins && (n == capitals.n || name.s[i] != capitals.s[n++])) return false;
  }
  return n == capitals.n;
}

/* The first person or body of the article whom the initials of a turn's label stand for. */
static Named by_initials(const Resolver *r, Range range, Named n) {
  bool one = range.first != NONE && range.last == range.first + 1;
  if (!one || !tok_is(r->doc, range.first, TOK_UPPER)) return n;
  if (n.entity != NONE && !str_eq(n.name, tok_text(r->doc, range.first))) return n;
  for (int32_t i = 0; i < r->doc->entities.n && i < INITIALS; i++) {
    const Entity *e = &r->doc->entities.at[i];
    bool speaks = e->type == ENTITY_PERSON || e->type == ENTITY_ORGANIZATION;
    if (speaks && !e->unnamed && initials_are(e->name, tok_text(r->doc, range.first)))
      return named_entity(r, i);
  }
  return n;
}

/* "her friend and fellow singer Bo Dahl" is one: the second noun has no article of its own. */
static bool also_called(const Resolver *r, const Ref *f, const Ref *name) {
  int32_t title = ref_title(r, name);
  bool person =
      noun_is(r->lang, f->entry, STR("person")) || noun_is(r->lang, f->entry, STR("relative"));
  return f->kind == REF_DESCRIPTION && person && !f->plural && ref_is_person(r, name) &&
         title < name->first && !tok_is(r->doc, name->first - 1, TOK_CAP) &&
         ref_token(r, f->first)->tag != TAG_DT;
}

/* "Harbour Bank | founder Ann Lee": a name that only begins the titles of the one behind it. */
static bool begins_title(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  for (int32_t i = ref + 1; i < r->refs.n && i <= ref + 3; i++) {
    const Ref *n = &r->refs.at[i];
    if (n->kind == REF_NAME && n->first >= f->last && ref_title(r, n) <= f->first) return true;
  }
  return false;
}

/* The comma or full stop behind the range ends what only tells more of the name before: "Ann Lee, his wife and heir, said". */
static bool closed(const Resolver *r, Range range) {
  int tag = range.last < r->doc->tokens.n ? ref_token(r, range.last)->tag : TAG_PERIOD;
  return tag == TAG_COMMA || tag == TAG_PERIOD;
}

/* What is behind a comma is one more of a list, "Ann Lee, | Bo Dahl and Eva Holm", "police, | doctors and the mayor", and no
** apposition: "Ann Lee, | a doctor, and Bo Dahl". */
static bool listed(const Resolver *r, const Ref *first, const Ref *f, Range range) {
  const Entity *e = r->doc->entities.at;
  bool names = first->kind == REF_NAME && f->kind == REF_NAME;
  if (names && first->entity != NONE && f->entity != NONE && first->entity != f->entity)
    return e[first->entity].type == e[f->entity].type;
  bool tells = first->kind == REF_NAME && (closed(r, range) || f->sort == SORT_INDEFINITE);
  return !tells && f->last < range.last && ref_token(r, f->last)->tag == TAG_CC;
}

/* "Ann Lee, his wife | and heir, said", "Ann Lee, a doctor | and Dahl supporter" */
static bool tells_more(const Resolver *r, const Ref *before, const Ref *f, Range range) {
  if (before->kind != REF_DESCRIPTION || ref_token(r, before->last)->tag != TAG_CC) return false;
  return before->sort == SORT_INDEFINITE || (closed(r, range) && f->kind == REF_DESCRIPTION);
}

/* The names of a list so far, and those that belong to it if "and" and another come. */
typedef struct Listed {
  Str name, waiting;
  int32_t first, before; /* Refs: the first of all, what tells more of it behind a comma; NONE */
  bool called;           /* "two lawyers, | Ann Lee and Bo Dahl, said" */
} Listed;

static Str with_comma(Resolver *r, Str a, Str b) {
  if (str_none(a) || str_none(b)) return str_none(a) ? b : a;
  return doc_print(r->doc, "%.*s, %.*s", (int)a.n, a.s, (int)b.n, b.s);
}

/* What stands behind a comma waits for an "and", or tells more of what is before. */
static void put_waiting(Resolver *r, Listed *list, int32_t ref, Range range) {
  const Ref *first = &r->refs.at[list->first], *f = &r->refs.at[ref];
  bool group = first->kind == REF_DESCRIPTION && first->plural;
  if (group && ref_is_person(r, f) && str_none(list->waiting) && closed(r, range))
    list->called = true;
  bool one = list->called || listed(r, first, f, range);
  if (one) list->waiting = with_comma(r, list->waiting, named(r, ref, range.last).name);
  list->before = one ? NONE : ref;
}

/* What stands behind "and" goes to the list, and what waits; false if it is at its end. */
static bool put_listed(Resolver *r, Listed *list, int32_t ref, Range range) {
  const Ref *before = list->before == NONE ? 0 : &r->refs.at[list->before];
  if (before && tells_more(r, before, &r->refs.at[ref], range)) return false;
  Str names = list->called ? list->waiting : with_comma(r, list->name, list->waiting);
  list->name = resolve_joined(r, names, named(r, ref, range.last).name);
  list->waiting = STR_NONE;
  list->called = false;
  return true;
}

/* All that the range names: "Ann Lee and Bo Dahl". */
static Named name_range(Resolver *r, Range range) {
  range = counted(r, range);
  int32_t ref = resolve_meant(r, range);
  if (ref == NONE) return unread(r, range);
  if (by_who_spoke(r, &r->refs.at[ref])) return named_entity(r, r->speaker);
  Named n = named(r, ref, range.last);
  Listed list = {n.name, STR_NONE, ref, NONE, false};
  int32_t last = r->refs.at[ref].last;
  if (last <= range.first) return n; /* whoever wrote it */
  for (int32_t i = ref + 1, more = 1; i < r->refs.n && more < JOINED; i++) {
    const Ref *f = &r->refs.at[i];
    bool and;
    bool whose = ref_token(r, f->head)->tag == TAG_PRPS && f->last < range.last;
    if (f->kind == REF_PAIR || whose) continue; /* "Ann Lee and | her brother" */
    if (f->first >= last && begins_title(r, i)) continue;
    if (f->last > range.last || f->first < last) break;
    if (!resolve_joins(r, last, ref_title(r, f), &and) || f->kind == REF_THING) break;
    last = f->last;
    more++;
    if (and&&also_called(r, &r->refs.at[ref], f)) return named(r, i, range.last);
    if (!and) put_waiting(r, &list, i, range);
    if (and&&!put_listed(r, &list, i, range)) break;
  }
  n.name = list.name;
  return n;
}

/* The noun phrase or name that begins at the token, articles and titles included; its tokens. */
static Range phrase_at(const Resolver *r, int32_t t) {
  for (int32_t i = resolve_from(r, t), n = 0; i < r->refs.n && n < 4; i++, n++) {
    const Ref *f = &r->refs.at[i];
    int32_t first = ref_title(r, f);
    if (first > t + 1) break;
    if (f->kind == REF_THING || f->kind == REF_PAIR) continue;
    if (first == t || (first == t + 1 && ref_token(r, t)->tag == TAG_DT))
      return doc_range(r->doc, t, f->last);
  }
  return RANGE_NONE;
}

/* One behind the occasion that begins at t; 0 if none does. */
static int32_t occasion(const Resolver *r, int32_t t, Str role) {
  int32_t h = lex_hit_is(r->doc, r->lang, t, LEX_OCCASION, OCCASION_ROLE, role);
  return h == NONE ? 0 : r->doc->hits.at[h].last;
}

/* Where no addressee stands at the cue: "in remarks to the Post, she said", in the cue's sentence. */
static Range by_occasion(const Resolver *r, const Quote *q) {
  if (q->cue.first == NONE) return RANGE_NONE;
  const Sentence *s = &r->doc->sentences.at[ref_token(r, q->cue.first)->sentence];
  int32_t from = q->cue.first - AROUND > s->first ? q->cue.first - AROUND : s->first;
  int32_t to = q->cue.last + AROUND < s->last ? q->cue.last + AROUND : s->last;
  for (int32_t t = from; t + 2 < to; t++) {
    if (t >= q->content.first && t < q->content.last) continue;
    int32_t direct = occasion(r, t, STR("direct")), behind = occasion(r, t, STR("to"));
    if (direct && direct < to) return phrase_at(r, direct);
    if (behind && behind + 1 < to && occasion(r, behind, STR("link")))
      return phrase_at(r, behind + 1);
  }
  return RANGE_NONE;
}

static void resolve_quote(Resolver *r, int32_t quote) {
  Quote *q = &r->doc->quotes.at[quote];
  Named to = name_range(r, q->addressee.first != NONE ? q->addressee : by_occasion(r, q));
  q->to = to.name;
  q->addressee_entity = to.entity;
  if (q->source.first == NONE) return;
  Named by = name_range(r, q->source);
  bool turn = q->cue.first != NONE && tok_is(r->doc, q->cue.first, TOK_PUNCT);
  if (turn) by = by_initials(r, q->source, by);
  q->speaker = by.name;
  q->entity = by.entity;
  q->speaker_type = by.type;
  bool himself = by.entity != NONE && by.entity == to.entity && q->addressee.first == NONE;
  if (himself)
    q->to = STR_NONE, q->addressee_entity = NONE; /* "Asked by Lee if he was ill, he left" */
  if (by.entity != NONE) q->role = r->doc->entities.at[by.entity].role;
  if (by.entity != NONE) r->speaker = by.entity;
}

/* A quote without source is said by who says the one that it continues, or the one around it; but not "to leave" of "Lee
** said they had been told to leave", where who was told stands before the cue. */
static void hand_on(Resolver *r, int32_t quote) {
  Quote *q = &r->doc->quotes.at[quote];
  if (q->source.first != NONE || !str_none(q->speaker)) return;
  int32_t from = q->continues != NONE ? q->continues : q->part_of;
  if (from == NONE) return;
  const Quote *b = &r->doc->quotes.at[from];
  bool passive = q->addressee.first != NONE && q->addressee.last <= q->cue.first;
  if (q->continues == NONE && passive && q->cue.first != b->cue.first) return;
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
