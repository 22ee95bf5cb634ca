/* resolve_source.c - which of the words of a source or addressee say who it is, and the name that a source found too
** short belongs to. */
#include "read/resolve.h"

enum {
  REFS = 24,   /* of one range */
  BACK = 6,    /* refs looked back over for who an apposition belongs to */
  APPOSED = 14 /* tokens, likewise */
};

int32_t resolve_from(const Resolver *r, int32_t t) {
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

/* "Lee | loyalist Bo Dahl" */
static bool before_noun(const Resolver *r, const Ref *name, int32_t end) {
  const Token *head = ref_token(r, phrase_head(r->doc, name->first, name->last));
  return head->rel == REL_COMPOUND && head->head >= name->last && head->head < end;
}

/* Does the name only tell whose or where the noun beside it is: "friends of Ann Lee", "Ann Lee's friends", "Lee loyalist
** Bo Dahl"? */
static bool belongs(const Resolver *r, const Ref *name, Range range) {
  int32_t title = ref_title(r, name);
  if (title > range.first && ref_token(r, title - 1)->tag == TAG_IN) return true;
  if (before_noun(r, name, range.last)) return true;
  return name->last < range.last && ref_token(r, name->last)->tag == TAG_POS;
}

/* How well a Ref says who the range with that head is about: the head itself, unless it is no more than a thing
** ("Monday morning, Ann Lee"), a person named, another name, the rest. */
static int standing(const Resolver *r, const Ref *f, Range range, int32_t head) {
  bool holds = f->kind == REF_NAME ? ref_title(r, f) <= head && head < f->last : f->head == head;
  bool thing = f->kind == REF_THING;
  if (holds && !thing) return 5;
  if (ref_is_person(r, f) && !belongs(r, f, range)) return 4;
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
  int32_t from = resolve_from(r, range.first), best = NONE;
  int top = 0;
  for (int32_t i = from; i < r->refs.n && i < from + REFS; i++) {
    const Ref *f = &r->refs.at[i];
    if (f->last > range.last && (f->kind != REF_NAME || f->first > head)) break;
    bool whole = f->kind == REF_DESCRIPTION || f->kind == REF_NAME; /* they may begin before it */
    if (f->kind == REF_PAIR || (f->first < range.first && !whole)) continue;
    int points = standing(r, f, range, head);
    if (points > top) top = points, best = i;
  }
  bool named = best != NONE && r->refs.at[best].kind == REF_NAME;
  for (int32_t i = best + 1; named && i < r->refs.n && i <= best + BACK; i++)
    if (r->refs.at[i].owner == best && r->refs.at[i].last <= range.last &&
        r->refs.at[i].kind == REF_DESCRIPTION)
      return i; /* "the town's first selectman", whatever the parse hangs on what */
  int tag = ref_token(r, head)->tag;
  bool name = tag == TAG_NNP || tag == TAG_NNPS || tag == TAG_ADD ||
              (head > r->doc->sentences.at[ref_token(r, head)->sentence].first &&
               tok_is(r->doc, head, TOK_CAP));
  return top < 4 && name ? NONE : best;
}

bool resolve_joins(const Resolver *r, int32_t from, int32_t to, bool *and) {
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

/* "the town's police chief Ann Lee": a name whose titles begin right behind the noun, before the end. */
static int32_t titled_behind(const Resolver *r, int32_t ref, int32_t end) {
  const Ref *f = &r->refs.at[ref];
  for (int32_t i = ref + 1; i < r->refs.n && i <= ref + 3; i++) {
    const Ref *n = &r->refs.at[i];
    if (n->last <= end && ref_is_person(r, n) && ref_title(r, n) == f->last && n->first > f->last)
      return i;
  }
  return ref;
}

/* "a spokeswoman, Ann Lee", "the bank's chief, Ann Lee", "Acme founder Ann Lee": the person that the words before
** describe. */
static int32_t name_behind(const Resolver *r, int32_t ref, int32_t end) {
  bool agency = body_named(r, ref, end); /* "trade union Wharf general secretary Ann Lee" */
  if (agency) ref++;
  const Ref *f = &r->refs.at[ref];
  bool owner = f->last < end && ref_token(r, f->last)->tag == TAG_POS;
  bool body = owner || (f->kind == REF_NAME && !ref_is_person(r, f));
  if (!body && f->kind != REF_DESCRIPTION) return ref;
  if (!body && f->plural) return titled_behind(r, ref, end);
  for (int32_t i = ref + 1; i < r->refs.n && i <= ref + 5; i++) {
    const Ref *n = &r->refs.at[i];
    bool and;
    if (n->last > end) break;
    if (!ref_is_person(r, n) && !(owner && n->kind == REF_NAME && n->first == f->last + 1))
      continue;
    if (before_noun(r, n, end)) continue;
    int32_t title = ref_title(r, n);
    if (title <= f->head || (n->last == end && ref_token(r, title - 1)->tag == TAG_COMMA)) return i;
    if (resolve_joins(r, f->last, title, &and)) return !and || f->sort == SORT_BARE ? i : ref;
    bool apart = parted(r, f->last, n->first);
    return (f->kind == REF_DESCRIPTION && f->sort == SORT_BARE) || !apart ? i : ref;
  }
  return ref;
}

/* The source found may be no more than what a name's titles begin with ("Ohio Governor Ann Lee"), or than a body or
** noun that stands behind the name of who spoke: "Ann Lee of the Harbour Bank said", "Ann Lee, head of the bank, said".
*/
static int32_t in_title(const Resolver *r, int32_t ref, Range range) {
  int32_t begin = resolve_from(r, range.first), from = ref == NONE ? begin : ref + 1;
  for (int32_t i = from; i < r->refs.n && i < from + 3; i++) {
    const Ref *n = &r->refs.at[i];
    if (ref_is_person(r, n) && ref_title(r, n) <= range.first) return i;
  }
  const Ref *n = begin < ref ? &r->refs.at[begin] : 0;
  bool of = n && ref_is_person(r, n) && ref_title(r, n) <= range.first && n->last < range.last &&
            ref_token(r, n->last)->tag == TAG_IN;
  return of ? begin : ref;
}

static bool in_apposition(int tag) {
  return tag == TAG_IN || tag == TAG_COMMA || tag == TAG_DT || tag == TAG_JJ || tag == TAG_NN ||
         tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS || tag == TAG_POS || tag == TAG_HYPH ||
         tag == TAG_PRPS || tag == TAG_CD || tag == TAG_CC;
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

static bool beside(const Resolver *r, const Ref *name, int32_t to) {
  for (int32_t t = name->last; t < to; t++)
    if (!may_stand(r, t, name)) return false;
  return true;
}

/* Only what may stand in an apposition is between the name and the noun: beginning with a preposition or participle, or
** with a comma and then closed by one ("of Lisse, Orland" is one place). */
static bool behind_name(const Resolver *r, const Ref *name, Range range) {
  bool comma = false;
  int32_t title = ref_title(r, name), end = range.last;
  int first = ref_token(r, name->last)->tag;
  if (!beside(r, name, range.first)) return false;
  for (int32_t t = name->last; t < range.first; t++)
    comma =
        comma || (ref_token(r, t)->tag == TAG_COMMA && (first != TAG_IN || t + 1 < range.first));
  if (end < r->doc->tokens.n && ref_token(r, end)->tag == TAG_RRB) end++;
  bool closed = end < r->doc->tokens.n && ref_token(r, end)->tag == TAG_COMMA;
  if (first != TAG_IN && first != TAG_COMMA && first != TAG_VBG) return false;
  bool held = title > 0 && ref_token(r, title - 1)->tag == TAG_IN &&
              ref_token(r, title - 1)->sentence == ref_token(r, title)->sentence;
  return !held && (!comma || closed);
}

static int32_t name_before(const Resolver *r, int32_t ref, Range range) {
  const Ref *f = &r->refs.at[ref];
  if (f->first < range.first) range.first = f->first;
  bool person = ref_is_person(r, f) || f->kind == REF_PRONOUN;
  for (int32_t i = ref - 1; !person && i >= 0 && i >= ref - BACK; i--) {
    const Ref *n = &r->refs.at[i];
    if (n->sentence != f->sentence || range.first - n->last > APPOSED) break;
    if (n->last > range.first || !ref_is_person(r, n)) continue;
    return behind_name(r, n, range) ? i : ref;
  }
  return ref;
}

/* "said study author | and Royal Society fellow Ann Lee": nouns without article, and the name with a title behind. */
static int32_t also_named(const Resolver *r, int32_t ref, Range range) {
  const Ref *f = &r->refs.at[ref];
  bool bare = f->kind == REF_DESCRIPTION && f->sort == SORT_BARE && !f->plural &&
              noun_is(r->lang, f->entry, STR("person"));
  if (!bare || range.last + 1 >= r->doc->tokens.n || ref_token(r, range.last)->tag != TAG_CC)
    return ref;
  for (int32_t i = resolve_from(r, range.last), seen = 0; i < r->refs.n && seen < 4; i++, seen++)
    if (ref_is_person(r, &r->refs.at[i]) && ref_title(r, &r->refs.at[i]) == range.last + 1)
      return i;
  return ref;
}

/* "According to the town's first selectman, Ann Lee, it rained": the source found ends before the name that closes it,
** and the words said begin behind that. */
static int32_t name_after(const Resolver *r, int32_t ref, Range range, const Quote *q) {
  const Ref *f = &r->refs.at[ref];
  if (ref_is_person(r, f) || f->kind == REF_PRONOUN || f->plural || resolve_is_text(r, f))
    return ref;
  int32_t end = r->doc->sentences.at[ref_token(r, range.first)->sentence].last;
  int32_t t = range.last;
  while (t < end && t < range.last + APPOSED && in_apposition(ref_token(r, t)->tag) &&
         ref_token(r, t)->tag != TAG_COMMA)
    t++;
  if (t + 1 >= end || ref_token(r, t)->tag != TAG_COMMA) return ref;
  for (int32_t i = resolve_from(r, t + 1), seen = 0; i < r->refs.n && seen < 4; i++, seen++) {
    const Ref *n = &r->refs.at[i];
    if (ref_title(r, n) != t + 1 || !ref_is_person(r, n)) continue;
    bool said = n->last > q->content.first && n->first < q->content.last;
    bool closed = n->last < end && ref_token(r, n->last)->tag == TAG_COMMA;
    return closed && !said ? i : ref;
  }
  return ref;
}

/* Whom the clause belongs to, or what stands right before it; NONE. */
static int32_t before_clause(const Resolver *r, int32_t who) {
  int32_t verb = ref_token(r, who)->head, noun = NONE;
  if (verb != NONE && ref_token(r, verb)->rel == REL_ACL_RELCL) noun = ref_token(r, verb)->head;
  for (int32_t i = resolve_from(r, who) - 1, n = 0; i >= 0 && n < 8; i--, n++) {
    const Ref *f = &r->refs.at[i];
    if (f->sentence != ref_token(r, who)->sentence) break;
    if (f->kind != REF_PAIR && f->first <= noun && noun < f->last) return i;
    if (noun == NONE && f->kind != REF_PAIR && f->last + 1 >= who) return i;
  }
  return NONE;
}

/* "the minister, | who said"; "Ann Lee, a doctor at the Harbour Bank, | who said" is not the bank. */
static int32_t before_who(const Resolver *r, Range range) {
  int32_t who = range.first;
  int tag = ref_token(r, who)->tag;
  if (range.last - who != 1 || (tag != TAG_WP && tag != TAG_WDT)) return NONE;
  int32_t ref = before_clause(r, who);
  bool body = ref != NONE && tag == TAG_WP && r->refs.at[ref].kind == REF_NAME;
  for (int32_t i = ref - 1; body && i >= 0 && i >= ref - BACK; i--) {
    const Ref *f = &r->refs.at[ref], *n = &r->refs.at[i];
    if (ref_is_person(r, f) || n->sentence != f->sentence || f->first - n->last > APPOSED) break;
    if (ref_is_person(r, n) && beside(r, n, f->first)) return i;
  }
  return ref;
}

/* The Ref that the words are about, and the person that they describe; NONE if nothing in them refers. */
static int32_t about(const Resolver *r, Range range) {
  int32_t ref = before_who(r, range);
  if (ref == NONE) ref = at_head(r, range);
  ref = in_title(r, ref, range);
  return ref == NONE ? NONE : name_behind(r, ref, range.last);
}

/* "It says": a text that has no entity. */
static int32_t text_of(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  bool text = f->kind == REF_PRONOUN && f->entity == NONE && f->owner != NONE;
  return text ? f->owner : ref;
}

int32_t resolve_meant(const Resolver *r, Range range) {
  int32_t ref = range.first == NONE ? NONE : about(r, range);
  if (ref != NONE) ref = text_of(r, ref);
  if (ref == NONE || !resolve_is_text(r, &r->refs.at[ref])) return ref;
  int32_t by = r->refs.at[ref].owner;
  return by != NONE ? by : ref;
}

/* A description that the words of a source or addressee cut: "in a move | critics called rude", "pilots told | passengers". */
static void cut_before(Resolver *r, int32_t ref, Range range) {
  Ref *f = &r->refs.at[ref];
  if (f->kind == REF_DESCRIPTION && f->first < range.first && range.first <= f->head)
    f->first = range.first;
}

/* A source that is only what stands beside the name of who speaks becomes that name. */
static int32_t find_source(Resolver *r, Quote *q) {
  int32_t ref = about(r, q->source);
  if (ref == NONE) return NONE;
  cut_before(r, ref, q->source);
  int32_t name = name_before(r, ref, q->source);
  const Ref *before = &r->refs.at[name];
  if (before->last > q->content.first && before->first < q->content.last) name = ref;
  if (name == ref) name = also_named(r, ref, q->source);
  if (name == ref) name = name_after(r, ref, q->source, q);
  const Ref *n = &r->refs.at[name];
  int32_t title = ref_title(r, n), first = q->source.first;
  if (name != ref) q->source = doc_range(r->doc, title < first ? title : first, n->last);
  return name;
}

void resolve_sources(Resolver *r) {
  for (int32_t i = 0; i < r->doc->quotes.n; i++) {
    Quote *q = &r->doc->quotes.at[i];
    int32_t to = q->addressee.first == NONE ? NONE : about(r, q->addressee);
    if (to != NONE) cut_before(r, to, q->addressee);
    if (q->source.first == NONE) continue;
    int32_t ref = find_source(r, q);
    r->source[phrase_head(r->doc, q->source.first, q->source.last)] = 1;
    if (ref != NONE) r->source[r->refs.at[ref].head] = 1;
  }
}
