/* name_path.c - Viterbi over the labels of names, four of them at once. */
#include "read/name_path.h"

/* Two of them hold the labels of a place. */
typedef int32_t Four __attribute__((vector_size(16)));
enum { FOUR = 4 };

static inline Four load(const int32_t *at) {
  Four f;
  memcpy(&f, at, sizeof f);
  return f;
}
static inline void store(int32_t *at, Four f) {
  memcpy(at, &f, sizeof f);
}
static inline Four all(int32_t x) {
  return (Four){x, x, x, x};
}
static inline Four pick(Four where, Four a, Four b) {
  return (where & a) | (~where & b);
}
static inline Four larger(Four a, Four b) {
  return pick(a > b, a, b);
}
static inline int32_t largest(Four f) {
  int32_t a = f[0] > f[1] ? f[0] : f[1], b = f[2] > f[3] ? f[2] : f[3];
  return a > b ? a : b;
}

/* Label k of an end (NAME_OUT and units, then lasts) and of a begin (NAME_OUT and units, then begins). */
static inline int end_label(int k) {
  return name_lane(k, NAME_LAST);
}
static inline int begin_label(int k) {
  return name_lane(k, NAME_BEGIN);
}

/* Which of sixteen labels can be on the best path, whatever the step: a bit each. Steps differ by little and paths by
** much, so that one or two are left. */
static uint32_t rivals(const int32_t *units, const int32_t *others, const NameBounds *b) {
  Four score[4], least = all(NAME_NEVER), bits = all(0), bit = {1, 2, 4, 8};
  for (int k = 0; k < 4; k++) {
    score[k] = load((k < 2 ? units : others - 2 * FOUR) + k * FOUR);
    least = larger(least, score[k] + load(b->least + k * FOUR));
  }
  least = all(largest(least));
  for (int k = 0; k < 4; k++)
    bits |= (score[k] + load(b->most + k * FOUR) >= least) & (bit << k * FOUR);
  return (uint32_t)(bits[0] | bits[1] | bits[2] | bits[3]);
}

/* Paths to four labels, and where they come from. */
typedef struct Paths {
  Four most, from;
} Paths;

static inline void over(Paths *p, Four score, Four label) {
  Four better = score > p->most;
  p->most = pick(better, score, p->most);
  p->from = pick(better, label, p->from);
}

static inline void step_to(NamePath *p, int i, int label, const Paths *best) {
  store(p->best[i] + label, larger(best->most + load(p->score[i] + label), all(NAME_NEVER)));
  store(p->back[i] + label, best->from);
}

/* To NAME_OUT, units and begins: over the rivals; of equal ones the first. */
static void step_out(NamePath *p, const NameSteps *s, int i) {
  const int32_t *before = p->best[i - 1];
  uint32_t rival = rivals(before, before + NAME_LAST * NAME_LANES, &s->out);
  for (int k = 0; k < 2 * NAME_LANES; k += FOUR) {
    Paths best = {all(NAME_NEVER), all(NAME_OUT)};
    for (uint32_t left = rival; left; left &= left - 1) {
      int label = end_label(__builtin_ctz(left));
      over(&best, load(s->to[label] + begin_label(k)) + all(before[label]), all(label));
    }
    step_to(p, i, begin_label(k), &best);
  }
}

/* To insides and lasts: two labels may stand before each. */
static void step_within(NamePath *p, const NameSteps *s, int i) {
  enum { B = NAME_BEGIN * NAME_LANES, I = NAME_INSIDE * NAME_LANES };
  const int32_t *before = p->best[i - 1];
  for (int k = 0; k < NAME_LANES; k += FOUR) {
    Four begin = load(before + B + k), inside = load(before + I + k), lane = {0, 1, 2, 3};
    for (int to = 0; to < 2; to++) {
      Paths best = {begin + load(s->within[0][to] + k), lane + all(B + k)};
      over(&best, inside + load(s->within[1][to] + k), lane + all(I + k));
      step_to(p, i, (NAME_INSIDE + to) * NAME_LANES + k, &best);
    }
  }
}

void name_path(NamePath *p, const NameSteps *s, int first, int last, NameEdges edge) {
  const int32_t *begin = s->to[edge.before], *end = s->from[edge.behind];
  for (int k = 0; k < NAME_LABELS; k += FOUR) {
    Four score = load(begin + k) + load(p->score[first] + k);
    store(p->best[first] + k, larger(score, all(NAME_NEVER)));
  }
  for (int i = first + 1; i < last; i++) {
    step_out(p, s, i);
    step_within(p, s, i);
  }
  int best = NAME_OUT;
  int32_t most = NAME_NEVER;
  for (int k = 0; k < 2 * NAME_LANES; k++) {
    int label = end_label(k);
    int32_t score = p->best[last - 1][label] + end[label];
    if (score > most) most = score, best = label;
  }
  for (int i = last - 1; i >= first; i--) {
    p->label[i] = (uint8_t)best;
    if (i > first) best = p->back[i][best];
  }
}

/* ---- leads ---- */

/* What the best path behind each label at i adds. Of labels that no path reaches too: those are left out later. */
static void rest_of(NamePath *p, const NameSteps *s, int i) {
  enum { I = NAME_INSIDE * NAME_LANES, L = NAME_LAST * NAME_LANES };
  int32_t next[NAME_LABELS];
  for (int k = 0; k < NAME_LABELS; k += FOUR)
    store(next + k, larger(load(p->score[i + 1] + k) + load(p->rest[i + 1] + k), all(NAME_NEVER)));
  uint32_t rival = rivals(next, next + NAME_BEGIN * NAME_LANES, &s->into);
  for (int k = 0; k < 2 * NAME_LANES; k += FOUR) {
    Four most = all(NAME_NEVER);
    for (uint32_t left = rival; left; left &= left - 1) {
      int label = begin_label(__builtin_ctz(left));
      most = larger(most, load(s->from[label] + end_label(k)) + all(next[label]));
    }
    store(p->rest[i] + end_label(k), most);
  }
  for (int k = 0; k < NAME_LANES; k += FOUR)
    for (int from = 0; from < 2; from++)
      store(p->rest[i] + (NAME_BEGIN + from) * NAME_LANES + k,
            larger(load(s->within[from][0] + k) + load(next + I + k),
                   load(s->within[from][1] + k) + load(next + L + k)));
}

static int32_t lead_of(const NamePath *p, int i) {
  int own = p->label[i];
  int32_t score[NAME_LABELS], lead = p->best[i][own] + p->rest[i][own];
  for (int k = 0; k < NAME_LABELS; k += FOUR)
    store(score + k, load(p->best[i] + k) + load(p->rest[i] + k));
  score[own] = NAME_NEVER;
  Four other = all(NAME_NEVER);
  for (int k = 0; k < NAME_LABELS; k += FOUR) other = larger(other, load(score + k));
  int32_t most = largest(other);
  return most <= NAME_NEVER / 2 ? INT32_MAX : lead - most;
}

/* Nobody asks how far words lead that are in no name. */
void name_leads(NamePath *p, const NameSteps *s, int first, int last, NameEdges edge) {
  while (first < last && p->label[first] == NAME_OUT) first++;
  if (first == last) return;
  memcpy(p->rest[last - 1], s->from[edge.behind], sizeof p->rest[last - 1]);
  for (int i = last - 2; i >= first; i--) rest_of(p, s, i);
  for (int i = first; i < last; i++)
    if (p->label[i] != NAME_OUT) p->lead[i] = lead_of(p, i);
}
