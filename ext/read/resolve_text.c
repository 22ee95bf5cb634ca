/* resolve_text.c - texts speak for whoever wrote them: "the bank's report", "a letter from the mayor", "the statement". */
#include "read/resolve.h"

enum {
  MODIFIERS = 3, /* refs before the noun that may name who wrote it */
  BEHIND = 6,    /* refs behind it, likewise */
  TOKENS = 10    /* tokens between the noun and those */
};

bool resolve_is_text(const Resolver *r, const Ref *f) {
  return f->kind == REF_DESCRIPTION && noun_is(r->lang, f->entry, STR("text"));
}

static int type_of(const Resolver *r, const Ref *f) {
  return f->entity == NONE ? ENTITY_NONE : r->doc->entities.at[f->entity].type;
}

/* May it write? Bodies and people, by name or noun; places too where the words leave no doubt. */
static bool may_write(const Resolver *r, const Ref *f, bool sure) {
  if (f->kind == REF_DESCRIPTION)
    return !resolve_is_text(r, f) && !noun_is(r->lang, f->entry, STR("place"));
  if (f->kind != REF_NAME) return false;
  int type = type_of(r, f);
  return type == ENTITY_PERSON || type == ENTITY_ORGANIZATION || (sure && type == ENTITY_PLACE);
}

/* "its report", "the judge's ruling", "an Acme report": the last name before the noun. */
static int32_t author_before(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  int owner = f->owner == NONE ? ENTITY_NONE : type_of(r, &r->refs.at[f->owner]);
  if (f->owner != NONE && owner != ENTITY_EVENT && owner != ENTITY_WORK) return f->owner;
  bool where = str_eq(lex_str(r->lang, f->entry, NOUN_SORT), STR("post"));
  for (int32_t i = ref - 1; !where && i >= 0 && i >= ref - MODIFIERS; i--) {
    const Ref *n = &r->refs.at[i];
    if (n->first < f->first) break;
    if (n->kind == REF_NAME && may_write(r, n, false)) return i;
  }
  return NONE;
}

/* "The government statement": who the noun before the noun meant last. */
static int32_t author_noun(const Resolver *r, const Ref *f) {
  bool spoken = str_eq(lex_str(r->lang, f->entry, NOUN_SORT), STR("spoken"));
  for (int32_t t = f->head - 1; spoken && f->sort == SORT_DEFINITE && t >= f->first; t--) {
    int32_t e = noun_at(r->doc, t, f->first, 0);
    if (!noun_is(r->lang, e, STR("body")) && !noun_is(r->lang, e, STR("people"))) continue;
    int32_t note = r->noted[e - r->noun_first];
    return note == NONE ? NONE : r->ents.at[r->notes.at[note].entity].last;
  }
  return NONE;
}

static bool owner_word(const Resolver *r, int32_t t, Str role) {
  return lex_hit_is(r->doc, r->lang, t, LEX_OWNER, OWNER_ROLE, role) != NONE;
}

/* The longest that may write and begins at token t, articles and titles included: "her brother's office". */
static int32_t writer_at(const Resolver *r, int32_t ref, int32_t t, bool sure) {
  int32_t best = NONE;
  for (int32_t i = ref + 1; i < r->refs.n && i <= ref + BEHIND; i++) {
    const Ref *n = &r->refs.at[i];
    int32_t first = ref_title(r, n);
    if (first == t + 1 && ref_token(r, t)->tag == TAG_DT) first = t;
    if (best == NONE && first > t) break;
    if (first == t && may_write(r, n, sure)) best = i;
  }
  return best;
}

/* "a report by the bank", "data from Acme", "a statement released online by her office": the author may stand behind a
** verb, an adverb and a date. */
static int32_t author_behind(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  int32_t end = r->doc->sentences.at[f->sentence].last, t = f->last;
  bool made = t < end && ref_token(r, t)->tag == TAG_VBN;
  for (t += made; t + 1 < end && t < f->last + TOKENS; t++) {
    int tag = ref_token(r, t)->tag;
    bool dated = ref_token(r, t)->date != NONE || tag == TAG_IN || tag == TAG_RB || tag == TAG_CD;
    if (owner_word(r, t, STR("author"))) {
      int32_t by = writer_at(r, ref, t + 1, made);
      /* "a report of the passengers" tells what it is about */
      if (by != NONE && owner_word(r, t, STR("part")) && r->refs.at[by].kind != REF_NAME)
        return NONE;
      if (by != NONE || !dated) return by;
    } else if (!dated && tag != TAG_COMMA)
      break;
  }
  return NONE;
}

/* "The bank released a report": whose verb it is the object of. */
static int32_t author_of_verb(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  if (f->place != AT_OBJECT || f->sort != SORT_INDEFINITE || f->verb == NONE) return NONE;
  if (!owner_word(r, f->verb, STR("makes"))) return NONE;
  for (int32_t i = ref - 1; i >= 0 && i >= ref - 2 * BEHIND; i--) {
    const Ref *n = &r->refs.at[i];
    if (n->sentence != f->sentence) break;
    if (n->place == AT_SUBJECT && n->verb == f->verb && may_write(r, n, true)) return i;
  }
  return NONE;
}

/* Who wrote it; a later one that is definite is by the same. Kept as its owner. Laws speak for themselves. */
void resolve_text(Resolver *r, int32_t ref) {
  Ref *f = &r->refs.at[ref];
  Str sort = lex_str(r->lang, f->entry, NOUN_SORT);
  if (str_eq(sort, STR("law"))) {
    f->owner = NONE;
    return;
  }
  int32_t *latest = &r->noted[f->entry - r->noun_first];
  int32_t by = author_before(r, ref);
  if (by == NONE) by = author_noun(r, f);
  if (by == NONE) by = author_behind(r, ref);
  if (by == NONE) by = author_of_verb(r, ref);
  if (by == NONE && f->entity != NONE && type_of(r, f) != ENTITY_WORK) by = ref;
  if (by != NONE)
    *latest = by;
  else if (f->sort == SORT_DEFINITE && !str_eq(sort, STR("once")))
    by = *latest;
  f->owner = by;
}
