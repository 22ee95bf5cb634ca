/* date_tense.c - does the sentence look ahead or back where a time expression stands?
**
** Rests on tags alone, so that dates are the same whether or not the text was parsed. The nearest
** finite verb to the left decides, up to a comma; without one, the first to the right, which is weaker
** evidence.
** Words that look ahead by themselves ("until", "due") stand in dates.tsv. A few tokens are looked
** at, so long sentences cost no more.
*/
#include "read/date.h"

#define REACH 14

static Str role_at(const Dating *x, int32_t t) {
  return token_column(x, t, LEX_TENSE, TENSE_ROLE);
}

/* What was passed on the way from the expression to its verb. */
typedef struct Way {
  bool to, base, participle, done, plan; /* done: a participle of the past */
} Way;

enum { PRESENT = 3 }; /* beside -2 to 2: the verb decides that nothing is decided */

/* What the verb at token t says, 0 if it is not the one that decides. */
static int verb(const Dating *x, int32_t t, Way *way) {
  Str role = role_at(x, t);
  bool perfect = str_eq(role, STR("perfect")) && way->participle;
  switch (token_tag(x, t)) {
  case TAG_MD: return str_eq(role, STR("past")) ? -2 : 2;
  case TAG_VBD: return way->to && (way->plan || str_eq(role, STR("plan"))) ? 1 : -2;
  case TAG_VBZ:
  case TAG_VBP:
    if (!perfect && !way->to && str_eq(role, STR("schedule"))) return 1; /* the trial begins */
    return perfect ? -2 : way->to ? 2 : way->participle ? 1 : PRESENT;
  case TAG_TO: way->to = true; break;
  case TAG_VB:
    if (perfect) return -2; /* may have fled */
    way->base = true;
    break;
  case TAG_VBN: way->done = true; /* fall through */
  case TAG_VBG: way->participle = true; break;
  default: break;
  }
  if (str_eq(role, STR("plan")) && way->to) way->plan = true;
  return 0;
}

/* "Sunday's attack": what its sentence plans is not on that day. */
static bool owns(const Dating *x) {
  return token_tag(x, x->m.last) == TAG_POS;
}

/* A word right before the expression ("until Thursday") or a little further left ("due on
** Thursday") that looks ahead or back by itself. */
static int hint(const Dating *x, int32_t t, int32_t steps) {
  Str role = role_at(x, t);
  if (str_none(role)) return 0;
  if (str_eq(role, STR("ahead"))) return steps <= 5 ? 2 : 0;
  if (str_eq(role, STR("front"))) return steps <= 4 ? 1 : 0; /* until, ahead of */
  if (str_eq(role, STR("stands")))
    return steps <= 1 && !owns(x) ? 1 : 0; /* the vote is on Thursday */
  if (str_eq(role, STR("past")) && token_tag(x, t) == TAG_IN) return steps <= 2 ? -2 : 0;
  return 0;
}

/* "the treaty signed in December" */
static bool noun_done(const Dating *x, int32_t t) {
  int before = token_tag(x, t - 1);
  return token_tag(x, t) == TAG_VBN && (before == TAG_NN || before == TAG_NNS) &&
         str_none(role_at(x, t));
}

/* From token t to the left, down to a comma where `clause` is set; *at is where it stopped. A participle
** without anything else looks back, or is a past tense with a wrong tag. */
static int left(const Dating *x, int32_t *at, Way *way, bool clause) {
  int32_t from = x->m.first - 1;
  for (int32_t t = *at; t >= x->begin && t > from - REACH; t--) {
    int tag = token_tag(x, t);
    *at = t - 1;
    if (clause && (tag == TAG_COMMA || tag == TAG_COLON)) return way->done ? -1 : 0;
    int says = hint(x, t, from - t);
    if (!says && from - t <= 1 && noun_done(x, t)) return -1;
    if (!says) says = verb(x, t, way);
    if (says) return says;
  }
  *at = x->begin - 1;
  return way->to && way->base ? 1 : 0;
}

/* "may have", "could": no look ahead. */
static int modal(const Dating *x, int32_t t) {
  if (str_eq(role_at(x, t), STR("past"))) return -1;
  for (int32_t i = t + 1; i < t + 3; i++)
    if (str_eq(role_at(x, i), STR("perfect"))) return -1;
  return 2;
}

static int right(const Dating *x) {
  int32_t from = x->m.last;
  for (int32_t t = from; t < x->end && t < from + REACH; t++) {
    switch (token_tag(x, t)) {
    case TAG_MD: return modal(x, t);
    case TAG_VBD: return -1;
    case TAG_VBZ:
    case TAG_VBP:
      if (str_eq(role_at(x, t), STR("schedule")) && !owns(x)) return 1;
      return str_eq(role_at(x, t), STR("perfect")) ? -1 : PRESENT;
    default: break;
    }
  }
  return 0;
}

/* The clause up to the comma before, what follows, then what stands before the comma. */
int date_tense(const Dating *x) {
  Way way = {0};
  int32_t at = x->m.first - 1;
  int says = left(x, &at, &way, true);
  if (!says) says = right(x);
  if (!says) says = left(x, &at, &way, false);
  return says == PRESENT ? 0 : says;
}
