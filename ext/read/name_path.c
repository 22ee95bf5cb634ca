/* name_path.c - Viterbi over the labels of names. */
#include "read/name_path.h"

static void try_before(const NamePath *p, int i, int before, int label, int32_t *score, int *best) {
  if (p->best[i - 1][before] <= NAME_NEVER / 2) return;
  int32_t s = p->steps[before][label] + p->best[i - 1][before];
  if (s > *score) *score = s, *best = before;
}

/* Only labels that may stand before are looked at: two within a name, else all that end one. */
static int best_before(const NamePath *p, int i, int label, int32_t *score) {
  int best = NAME_OUT;
  *score = NAME_NEVER;
  if (!name_follows(NAME_NONE, label)) {
    for (int place = NAME_BEGIN; place <= NAME_INSIDE; place++)
      try_before(p, i, name_label(name_type(label), place), label, score, &best);
    return best;
  }
  try_before(p, i, NAME_OUT, label, score, &best);
  for (int type = 0; type < NAME_TYPES; type++)
    for (int place = NAME_LAST; place <= NAME_UNIT; place++)
      try_before(p, i, name_label(type, place), label, score, &best);
  return best;
}

void name_path(NamePath *p, int n) {
  for (int l = 0; l < NAME_LABELS; l++)
    p->best[0][l] =
        p->steps[NAME_NONE][l] == NAME_NEVER ? NAME_NEVER : p->steps[NAME_NONE][l] + p->score[0][l];
  for (int i = 1; i < n; i++)
    for (int l = 0; l < NAME_LABELS; l++) {
      int32_t s = NAME_NEVER;
      if (p->score[i][l] != NAME_NEVER) p->back[i][l] = (uint8_t)best_before(p, i, l, &s);
      p->best[i][l] = s == NAME_NEVER ? s : s + p->score[i][l];
    }
  int best = NAME_OUT;
  for (int l = 1; l < NAME_LABELS; l++)
    if (name_follows(l, NAME_NONE) && p->best[n - 1][l] > p->best[n - 1][best]) best = l;
  for (int i = n - 1; i >= 0; i--) {
    p->label[i] = (uint8_t)best;
    if (i) best = p->back[i][best];
  }
}

static int32_t larger(int32_t a, int32_t b) {
  return a > b ? a : b;
}

/* What the best path behind label l adds; `next` of a label: its score and what follows it. Only labels that may stand
** behind are looked at, as in best_before. */
static int32_t best_behind(const int32_t *steps, const int32_t *next, int l) {
  bool open = l != NAME_OUT && (name_place(l) == NAME_BEGIN || name_place(l) == NAME_INSIDE);
  if (open) {
    int inside = name_label(name_type(l), NAME_INSIDE), last = name_label(name_type(l), NAME_LAST);
    return larger(steps[inside] + next[inside], steps[last] + next[last]);
  }
  int32_t most = steps[NAME_OUT] + next[NAME_OUT];
  for (int type = 0; type < NAME_TYPES; type++) {
    int begin = name_label(type, NAME_BEGIN), unit = name_label(type, NAME_UNIT);
    most = larger(most, larger(steps[begin] + next[begin], steps[unit] + next[unit]));
  }
  return most;
}

static void rest_of(NamePath *p, int i) {
  int32_t next[NAME_LABELS];
  for (int k = 0; k < NAME_LABELS; k++) next[k] = p->score[i + 1][k] + p->rest[i + 1][k];
  for (int l = 0; l < NAME_LABELS; l++) {
    bool alive = p->best[i][l] > NAME_NEVER / 2;
    int32_t most = alive ? best_behind(p->steps[l], next, l) : NAME_NEVER;
    p->rest[i][l] = most > NAME_NEVER / 2 ? most : NAME_NEVER;
  }
}

static int32_t lead_of(const NamePath *p, int i) {
  int32_t own = p->best[i][p->label[i]] + p->rest[i][p->label[i]], other = NAME_NEVER;
  for (int l = 0; l < NAME_LABELS; l++) {
    if (l == p->label[i] || p->best[i][l] <= NAME_NEVER / 2 || p->rest[i][l] <= NAME_NEVER / 2)
      continue;
    other = larger(other, p->best[i][l] + p->rest[i][l]);
  }
  return other == NAME_NEVER ? INT32_MAX : own - other;
}

void name_leads(NamePath *p, int n) {
  int from = 0;
  while (from < n && p->label[from] == NAME_OUT) from++;
  for (int l = 0; l < NAME_LABELS; l++)
    p->rest[n - 1][l] = name_follows(l, NAME_NONE) ? 0 : NAME_NEVER;
  for (int i = n - 2; i >= from; i--) rest_of(p, i);
  for (int i = from; i < n; i++)
    if (p->label[i] != NAME_OUT) p->lead[i] = lead_of(p, i);
}
