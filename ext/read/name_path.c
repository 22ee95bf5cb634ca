/* name_path.c - Viterbi over the labels of names. */
#include "read/name_path.h"

/* Labels that leave nothing open (outside, the last of a name, a name of one word), and those that may stand behind
** them (outside, the first of a name, a name of one word); each in the order of labels. */
static const uint8_t ends[NAME_ENDS] = {NAME_OUT, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20, 23, 24};
static const uint8_t begins[NAME_ENDS] = {NAME_OUT, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24};
_Static_assert(NAME_LABELS == 25 && NAME_LAST == 2 && NAME_UNIT == 3, "");

static int32_t larger(int32_t a, int32_t b) {
  return a > b ? a : b;
}

static NameBound wider(NameBound a, int32_t step) {
  if (step < a.least) a.least = step;
  if (step > a.most) a.most = step;
  return a;
}

void name_bounds(NamePath *p) {
  for (int i = 0; i < NAME_ENDS; i++) {
    NameBound from = {INT32_MAX, NAME_NEVER}, into = from;
    for (int k = 0; k < NAME_ENDS; k++) {
      from = wider(from, p->steps[ends[i]][begins[k]]);
      into = wider(into, p->steps[ends[k]][begins[i]]);
    }
    p->from[i] = from;
    p->into[i] = into;
  }
}

/* Which of thirteen labels can be on the best path, whatever the step: steps differ by little and paths by much, so
** that one or two are left. Kept in their order. */
static int rivals(const int32_t *score, const NameBound *step, const uint8_t *label,
                  uint8_t kept[NAME_ENDS]) {
  int32_t least = NAME_NEVER;
  int n = 0;
  for (int k = 0; k < NAME_ENDS; k++) least = larger(least, score[label[k]] + step[k].least);
  for (int k = 0; k < NAME_ENDS; k++) {
    kept[n] = label[k];
    n += score[label[k]] + step[k].most >= least;
  }
  return n;
}

/* The best path to a label at i over one of n labels before it; of equal ones the first. */
static void step_to(NamePath *p, int i, int label, const uint8_t *before, int n) {
  int32_t most = NAME_NEVER;
  int best = NAME_OUT;
  for (int k = 0; k < n; k++) {
    int32_t s = p->steps[before[k]][label] + p->best[i - 1][before[k]];
    if (s > most) most = s, best = before[k];
  }
  most += p->score[i][label];
  p->back[i][label] = (uint8_t)best;
  p->best[i][label] = most > NAME_NEVER / 2 ? most : NAME_NEVER;
}

/* Two labels may stand before one within a name; the others have the rivals before them. */
static void step(NamePath *p, int i) {
  uint8_t rival[NAME_ENDS];
  int n = rivals(p->best[i - 1], p->from, ends, rival);
  for (int k = 0; k < NAME_ENDS; k++) step_to(p, i, begins[k], rival, n);
  for (int type = 0; type < NAME_TYPES; type++) {
    uint8_t begin = (uint8_t)name_label(type, NAME_BEGIN), before[] = {begin, begin + NAME_INSIDE};
    step_to(p, i, begin + NAME_INSIDE, before, 2);
    step_to(p, i, begin + NAME_LAST, before, 2);
  }
}

/* What a path gets for ending with a label. */
static int32_t final(const NamePath *p, int label, int behind) {
  if (!name_follows(label, behind)) return NAME_NEVER;
  return behind == NAME_NONE ? 0 : p->steps[label][behind];
}

void name_path(NamePath *p, int first, int last, NameEdges edge) {
  for (int l = 0; l < NAME_LABELS; l++) {
    int32_t s = p->steps[edge.before][l] + p->score[first][l];
    p->best[first][l] = s > NAME_NEVER / 2 ? s : NAME_NEVER;
  }
  for (int i = first + 1; i < last; i++) step(p, i);
  int best = NAME_OUT;
  int32_t most = NAME_NEVER;
  for (int k = 0; k < NAME_ENDS; k++) {
    int32_t s = p->best[last - 1][ends[k]] + final(p, ends[k], edge.behind);
    if (s > most) most = s, best = ends[k];
  }
  for (int i = last - 1; i >= first; i--) {
    p->label[i] = (uint8_t)best;
    if (i > first) best = p->back[i][best];
  }
}

/* ---- leads ---- */

/* What the best path behind each label at i adds. Of labels that no path reaches too: those are left out later. */
static void rest_of(NamePath *p, int i) {
  int32_t next[NAME_LABELS];
  uint8_t rival[NAME_ENDS];
  for (int k = 0; k < NAME_LABELS; k++) {
    int32_t s = p->score[i + 1][k] + p->rest[i + 1][k];
    next[k] = s > NAME_NEVER / 2 ? s : NAME_NEVER;
  }
  int n = rivals(next, p->into, begins, rival);
  for (int k = 0; k < NAME_ENDS; k++) {
    int32_t most = NAME_NEVER;
    for (int r = 0; r < n; r++) most = larger(most, p->steps[ends[k]][rival[r]] + next[rival[r]]);
    p->rest[i][ends[k]] = most;
  }
  for (int type = 0; type < NAME_TYPES; type++)
    for (int place = NAME_BEGIN; place <= NAME_INSIDE; place++) {
      int l = name_label(type, place), inside = name_label(type, NAME_INSIDE), last = inside + 1;
      p->rest[i][l] = larger(p->steps[l][inside] + next[inside], p->steps[l][last] + next[last]);
    }
}

static int32_t lead_of(const NamePath *p, int i) {
  int32_t own = p->best[i][p->label[i]] + p->rest[i][p->label[i]], other = NAME_NEVER;
  for (int l = 0; l < NAME_LABELS; l++)
    if (l != p->label[i]) other = larger(other, p->best[i][l] + p->rest[i][l]);
  return other <= NAME_NEVER / 2 ? INT32_MAX : own - other;
}

/* Nobody asks how far words lead that are in no name. */
void name_leads(NamePath *p, int first, int last, NameEdges edge) {
  while (first < last && p->label[first] == NAME_OUT) first++;
  if (first == last) return;
  for (int l = 0; l < NAME_LABELS; l++) p->rest[last - 1][l] = final(p, l, edge.behind);
  for (int i = last - 2; i >= first; i--) rest_of(p, i);
  for (int i = first; i < last; i++)
    if (p->label[i] != NAME_OUT) p->lead[i] = lead_of(p, i);
}
