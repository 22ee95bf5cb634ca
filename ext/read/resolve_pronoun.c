/* resolve_pronoun.c - who "he", "she", "it", "they" mean: the candidate with the most points. */
#include "read/resolve.h"

enum {
  REFS = 40,     /* candidates looked back over */
  SENTENCES = 6, /* likewise */
  AHEAD = 8,     /* looked ahead over in the sentence */
  ABOVE = 6      /* verbs above the pronoun looked at */
};

typedef enum Point {
#define POINT(id, name) POINT_##id,
#include "read/points.def"
#undef POINT
} Point;
_Static_assert((int)POINT_LEAST < (int)RESOLVE_POINTS, "");

static const Str point_names[] = {
#define POINT(id, name) {name, sizeof name - 1},
#include "read/points.def"
#undef POINT
};

/* Tables for he and she, it, they. */
enum { FOR_PERSON, FOR_IT, FOR_THEY, FOR_COUNT };
_Static_assert((int)FOR_COUNT == (int)RESOLVE_TABLES, "");

void resolve_points(Resolver *r) {
  int32_t first, last;
  lex_entries(r->lang, LEX_POINT, &first, &last);
  for (int32_t e = first; e < last; e++) {
    int p = 0;
    Str name = lex_phrase(r->lang, e);
    while (p <= POINT_LEAST && !str_eq(name, point_names[p])) p++;
    for (int t = 0; p <= POINT_LEAST && t < FOR_COUNT; t++)
      r->points[t][p] = lex_int(r->lang, e, POINT_PERSON + t);
  }
}

/* Percent right on the same texts, by whether the lead over the next candidate is clear. */
enum { CLEAR = 50 };
static const uint8_t sureness[FOR_COUNT][2] = {{82, 95}, {72, 77}, {60, 87}};

typedef struct Asked {
  const Ref *f;
  int32_t ref;
  Gender gender;
  bool many, self;
  bool leads, speaks; /* first in its sentence; the source of a quote */
  bool other;         /* somebody who was named since, as subject in its paragraph, may speak now */
  int kind;           /* FOR_PERSON ... */
  const int *points;
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

/* The first that may refer in its sentence. */
static bool leads(const Resolver *r, int32_t ref) {
  return ref == 0 || r->refs.at[ref - 1].sentence != r->refs.at[ref].sentence;
}

/* "She feared that he was late": does the verb of c stand above the pronoun? */
static bool governs(const Resolver *r, const Asked *a, const Ref *c) {
  if (c->place != AT_SUBJECT || c->verb == NONE || c->sentence != a->f->sentence) return false;
  int32_t t = ref_token(r, a->f->head)->head;
  for (int i = 0; i < ABOVE && t != NONE; i++, t = ref_token(r, t)->head)
    if (t == c->verb) return true;
  return false;
}

static int32_t paragraph(const Resolver *r, const Ref *f) {
  return r->doc->sentences.at[f->sentence].paragraph;
}

/* By where it stands. */
static int place_points(const Resolver *r, const Asked *a, int32_t ref) {
  const Ref *f = a->f, *c = &r->refs.at[ref];
  const int *p = a->points;
  int d = f->sentence - c->sentence;
  int sum = d == 0 ? p[POINT_SAME] : p[POINT_LAST] + (d - 1) * p[POINT_FAR];
  if (c->place == AT_SUBJECT) sum += p[POINT_SUBJECT];
  if (c->place == AT_OBJECT) sum += p[POINT_OBJECT];
  if (c->place == AT_OWNER) sum += p[POINT_OWNER];
  if (governs(r, a, c)) sum += p[POINT_GOVERNS];
  if (c->place == f->place) sum += p[POINT_PARALLEL];
  if (leads(r, ref)) sum += p[POINT_FIRST] + (a->leads && d == 1 ? p[POINT_LEADS] : 0);
  if (paragraph(r, f) != paragraph(r, c)) sum += p[POINT_BREAK];
  if (c->mark != f->mark) sum += p[POINT_MARKS];
  return sum;
}

/* By what it is. */
static int kind_points(const Resolver *r, const Asked *a, const Ref *c) {
  const int *p = a->points;
  int sum = 0;
  if (c->kind == REF_NAME) sum += p[POINT_NAME];
  if (c->kind == REF_PRONOUN) sum += p[POINT_PRONOUN];
  if (c->entity == NONE) return sum + p[POINT_THING];
  const Entity *e = &r->doc->entities.at[c->entity];
  int seen = r->ents.at[c->entity].seen;
  sum += p[POINT_OFTEN] * (seen < 6 ? seen : 6);
  if (e->unnamed) sum += p[POINT_UNNAMED];
  if (e->type == ENTITY_ORGANIZATION) sum += p[POINT_BODY];
  if (e->gender == a->gender)
    sum += r->ents.at[c->entity].guessed ? p[POINT_GUESSED] : p[POINT_GENDER];
  if (c->entity != r->speaker) return sum;
  if (!(a->many && a->other)) sum += p[POINT_SPOKE];
  bool still = a->speaks && !(a->other && paragraph(r, c) != paragraph(r, a->f));
  return still ? sum + p[POINT_SPEAKS] : sum;
}

static bool is_expletive(const Resolver *r, const Ref *f) {
  return ref_token(r, f->head)->rel == REL_EXPL;
}

static Asked asked(const Resolver *r, int32_t ref) {
  const Ref *f = &r->refs.at[ref];
  Asked a = {.f = f, .ref = ref, .many = f->plural};
  a.gender = gender_named(lex_str(r->lang, f->entry, PRONOUN_GENDER));
  a.self = str_eq(lex_str(r->lang, f->entry, PRONOUN_CASE), STR("self"));
  a.leads = leads(r, ref);
  a.speaks = r->source[f->head] != 0;
  a.kind = a.many ? FOR_THEY : a.gender == GENDER_NEUTER ? FOR_IT : FOR_PERSON;
  a.points = r->points[a.kind];
  return a;
}

/* "Ann spoke first. (New paragraph) Jane was angry: "…," she said": Jane takes the floor. */
static bool takes_over(const Resolver *r, const Asked *a, int32_t ref) {
  const Ref *c = &r->refs.at[ref];
  bool called =
      c->kind == REF_DESCRIPTION && c->entity != NONE && !r->doc->entities.at[c->entity].unnamed;
  bool name = c->kind == REF_NAME || called || (a->many && c->plural);
  bool main = leads(r, ref) || (c->verb != NONE && ref_token(r, c->verb)->head == NONE);
  return name && c->place == AT_SUBJECT && main && c->mark == a->f->mark &&
         c->entity != r->speaker && c->sentence != a->f->sentence &&
         paragraph(r, c) == paragraph(r, a->f);
}

/* The candidate with the most points, and its lead over the next one that is another. */
static int32_t best_of(const Resolver *r, Asked *a, int32_t but, int *top, int *lead) {
  int32_t best = NONE;
  int next = 0, between = 0;
  *top = 0;
  for (int32_t i = a->ref - 1; i >= 0 && i >= a->ref - REFS; i--) {
    const Ref *c = &r->refs.at[i];
    if (a->f->sentence - c->sentence > SENTENCES) break;
    if (c->kind == REF_PRONOUN && c->entity == NONE) continue;
    if (a->speaks && c->kind == REF_THING) continue;
    if (!agrees(r, a, c) || barred(a, c) || (but != NONE && c->entity == but)) continue;
    int sum = place_points(r, a, i) + kind_points(r, a, c) + a->points[POINT_BETWEEN] * between++;
    if (a->speaks && !a->other && takes_over(r, a, i)) {
      a->other = true;
      sum += a->points[POINT_SPEAKS];
    }
    bool same = best != NONE && c->entity != NONE && c->entity == r->refs.at[best].entity;
    if (best == NONE || sum > *top) {
      if (!same) next = *top;
      *top = sum, best = i;
    } else if (!same && sum > next)
      next = sum;
  }
  *lead = *top - next;
  return best;
}

/* Does an adverbial clause that holds token t hang on this verb ("asked whether she knew, Lee laughed")? */
static bool fronted(const Resolver *r, int32_t t, int32_t verb) {
  for (int i = 0; i < ABOVE && t != NONE; i++, t = ref_token(r, t)->head)
    if (ref_token(r, t)->head == verb)
      return ref_token(r, t)->rel == REL_ADVCL || ref_token(r, t)->rel == REL_OBL;
  return false;
}

/* "When she arrived, Lee smiled": the name that is subject of the clause on which the pronoun's own, told before it,
** hangs. */
static int32_t announced(const Resolver *r, const Asked *a) {
  if (a->kind != FOR_PERSON) return NONE;
  for (int32_t i = a->ref + 1; i < r->refs.n && i <= a->ref + AHEAD; i++) {
    const Ref *c = &r->refs.at[i];
    if (c->sentence != a->f->sentence) return NONE;
    if (c->kind != REF_NAME || c->place != AT_SUBJECT || c->verb == NONE || c->entity == NONE)
      continue;
    return agrees(r, a, c) && fronted(r, a->f->head, c->verb) ? i : NONE;
  }
  return NONE;
}

/* The two become an entity once somebody asks for them. */
static void begin_pair(Resolver *r, int32_t ref) {
  Ref *pair = &r->refs.at[ref];
  if (pair->entity != NONE || ref < 2) return;
  Str a = r->doc->entities.at[r->refs.at[pair->owner].entity].name,
      b = r->doc->entities.at[pair[-1].entity].name;
  Entity both = {.name = resolve_joined(r, a, b), .type = ENTITY_GROUP};
  if (!str_none(both.name)) pair->entity = resolve_begin(r, both, true);
}

/* Of things, texts may speak: those that have spoken, or are made of speech. */
static bool speaks(const Resolver *r, const Ref *c) {
  return resolve_is_text(r, c) &&
         (r->source[c->head] || str_eq(lex_str(r->lang, c->entry, NOUN_SORT), STR("spoken")));
}

void resolve_pronoun(Resolver *r, int32_t ref, int32_t but) {
  Asked a = asked(r, ref);
  int top, lead;
  if (is_expletive(r, a.f)) return;
  int32_t best = best_of(r, &a, but, &top, &lead), ahead = announced(r, &a);
  if (ahead != NONE) {
    resolve_touch(r, ref, r->refs.at[ahead].entity, sureness[FOR_PERSON][0]);
    return;
  }
  if (best != NONE && r->refs.at[best].kind == REF_PAIR) begin_pair(r, best);
  if (best == NONE || top < a.points[POINT_LEAST]) return;
  if (r->refs.at[best].entity == NONE) {
    if (speaks(r, &r->refs.at[best])) r->refs.at[ref].owner = best;
    return;
  }
  int32_t e = r->refs.at[best].entity;
  bool pronoun = r->refs.at[best].kind == REF_PRONOUN;
  r->refs.at[ref].owner = pronoun ? r->refs.at[best].owner : best;
  Entity *entity = &r->doc->entities.at[e];
  if (entity->gender == GENDER_UNKNOWN && entity->type == ENTITY_PERSON && !a.many) {
    entity->gender = (uint8_t)a.gender;
    r->ents.at[e].guessed = 1;
  }
  resolve_touch(r, ref, e, sureness[a.kind][lead >= CLEAR]);
}
