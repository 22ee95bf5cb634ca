/* resolve_pronoun.c - who "he", "she", "it", "they" mean: the candidate with the most points. */
#include "read/resolve.h"

enum {
  REFS = 40,    /* candidates looked back over */
  SENTENCES = 6 /* likewise */
};

/* What speaks for a candidate, and points for each: set by coordinate ascent on GUM's coreference (all genres but
** those held out); see tests/measure/coref.c. */
typedef enum Point {
  POINT_SAME, /* same sentence */
  POINT_LAST, /* the sentence before */
  POINT_FAR,  /* each sentence further away */
  POINT_SUBJECT,
  POINT_OBJECT,
  POINT_OWNER,
  POINT_PARALLEL, /* same place in the clause */
  POINT_NAME,
  POINT_PRONOUN,
  POINT_GENDER,  /* known, and the same */
  POINT_OFTEN,   /* each time it has come up, up to 6 */
  POINT_MARKS,   /* one stands inside marks, the other outside */
  POINT_SPOKE,   /* said what was quoted last */
  POINT_BETWEEN, /* each candidate in between */
  POINT_COUNT
} Point;
static const int points[POINT_COUNT] = {
    [POINT_SAME] = 45,    [POINT_LAST] = 40,   [POINT_FAR] = -12,    [POINT_SUBJECT] = 25,
    [POINT_OBJECT] = 8,   [POINT_OWNER] = 12,  [POINT_PARALLEL] = 8, [POINT_NAME] = 8,
    [POINT_PRONOUN] = 18, [POINT_GENDER] = 25, [POINT_OFTEN] = 4,    [POINT_MARKS] = -25,
    [POINT_SPOKE] = 20,   [POINT_BETWEEN] = -2};

typedef struct Asked {
  const Ref *f;
  int32_t ref, but;
  Gender gender;
  bool many, self;
} Asked;

static Gender gender_named(Str s) {
  if (!s.n) return GENDER_UNKNOWN;
  return s.s[0] == 'f' ? GENDER_FEMALE : s.s[0] == 'm' ? GENDER_MALE : GENDER_NEUTER;
}

/* Number, kind and gender. Bodies may be "they". */
static bool agrees(const Resolver *r, const Asked *a, const Ref *c) {
  if (c->entity == NONE)
    return a->gender == GENDER_UNKNOWN ? c->plural : a->gender == GENDER_NEUTER && !c->plural;
  const Entity *e = &r->doc->entities.at[c->entity];
  bool person = e->type == ENTITY_PERSON, many = r->ents.at[c->entity].plural;
  if (a->many) return many || e->type == ENTITY_ORGANIZATION;
  if (a->gender == GENDER_NEUTER) return !person && e->type != ENTITY_GROUP && !many;
  return person && !many && (e->gender == GENDER_UNKNOWN || e->gender == a->gender);
}

/* "Ann saw her": not herself. */
static bool barred(const Asked *a, const Ref *c) {
  return !a->self && a->f->place != AT_OWNER && a->f->verb != NONE && a->f->verb == c->verb;
}

static int score(const Resolver *r, const Asked *a, const Ref *c, int between) {
  const Ref *f = a->f;
  int d = ref_sentence(r, f) - ref_sentence(r, c), sum = between * points[POINT_BETWEEN];
  sum += d == 0 ? points[POINT_SAME] : points[POINT_LAST] + (d - 1) * points[POINT_FAR];
  if (c->place == AT_SUBJECT) sum += points[POINT_SUBJECT];
  if (c->place == AT_OBJECT) sum += points[POINT_OBJECT];
  if (c->place == AT_OWNER) sum += points[POINT_OWNER];
  if (c->place == f->place) sum += points[POINT_PARALLEL];
  if (c->kind == REF_NAME) sum += points[POINT_NAME];
  if (c->kind == REF_PRONOUN) sum += points[POINT_PRONOUN];
  if (ref_token(r, c->head)->mark != ref_token(r, f->head)->mark) sum += points[POINT_MARKS];
  if (c->entity == NONE) return sum;
  int seen = r->ents.at[c->entity].seen;
  sum += points[POINT_OFTEN] * (seen < 6 ? seen : 6);
  if (r->doc->entities.at[c->entity].gender == a->gender) sum += points[POINT_GENDER];
  if (c->entity == r->speaker) sum += points[POINT_SPOKE];
  return sum;
}

static bool is_expletive(const Resolver *r, const Ref *f) {
  return ref_token(r, f->head)->rel == REL_EXPL;
}

void resolve_pronoun(Resolver *r, int32_t ref, int32_t but) {
  Ref *f = &r->refs.at[ref];
  Asked a = {.f = f, .ref = ref, .but = but};
  a.gender = gender_named(lex_str(r->lang, f->entry, PRONOUN_GENDER));
  a.many = f->plural;
  a.self = str_eq(lex_str(r->lang, f->entry, PRONOUN_CASE), STR("self"));
  if (is_expletive(r, f)) return;
  int32_t best = NONE;
  int top = 0, next = 0, between = 0;
  for (int32_t i = ref - 1; i >= 0 && i >= ref - REFS; i--) {
    const Ref *c = &r->refs.at[i];
    if (ref_sentence(r, f) - ref_sentence(r, c) > SENTENCES) break;
    if (c->kind == REF_PRONOUN && c->entity == NONE) continue;
    if (!agrees(r, &a, c) || barred(&a, c) || (but != NONE && c->entity == but)) continue;
    int sum = score(r, &a, c, between++);
    if (best != NONE && c->entity == r->refs.at[best].entity && c->entity != NONE && sum <= top)
      continue;
    if (best == NONE || sum > top) {
      if (best != NONE && r->refs.at[best].entity != c->entity) next = top;
      top = sum, best = i;
    } else if (sum > next)
      next = sum;
  }
  if (best == NONE || r->refs.at[best].entity == NONE) return;
  int lead = top - next > 50 ? 50 : top - next;
  int32_t e = r->refs.at[best].entity;
  Entity *entity = &r->doc->entities.at[e];
  if (entity->gender == GENDER_UNKNOWN && entity->type == ENTITY_PERSON && !a.many)
    entity->gender = (uint8_t)a.gender;
  resolve_touch(r, ref, e, 45 + lead);
}
