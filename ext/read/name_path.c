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

static void rest_of(NamePath *p, int i) {
  for (int l = 0; l < NAME_LABELS; l++) {
    int32_t most = NAME_NEVER;
    p->rest[i][l] = most;
    if (p->best[i][l] <= NAME_NEVER / 2) continue;
    for (int k = 0; k < NAME_LABELS; k++) {
      if (p->steps[l][k] == NAME_NEVER || p->score[i + 1][k] == NAME_NEVER ||
          p->rest[i + 1][k] == NAME_NEVER)
        continue;
      int32_t s = p->steps[l][k] + p->score[i + 1][k] + p->rest[i + 1][k];
      if (s > most) most = s;
    }
    p->rest[i][l] = most;
  }
}

void name_leads(NamePath *p, int n) {
  for (int l = 0; l < NAME_LABELS; l++)
    p->rest[n - 1][l] = name_follows(l, NAME_NONE) ? 0 : NAME_NEVER;
  for (int i = n - 2; i >= 0; i--) rest_of(p, i);
  for (int i = 0; i < n; i++) {
    int32_t own = p->best[i][p->label[i]] + p->rest[i][p->label[i]], other = NAME_NEVER;
    for (int l = 0; l < NAME_LABELS; l++) {
      if (l == p->label[i] || p->best[i][l] <= NAME_NEVER / 2 || p->rest[i][l] <= NAME_NEVER / 2)
        continue;
      int32_t s = p->best[i][l] + p->rest[i][l];
      if (s > other) other = s;
    }
    p->lead[i] = other == NAME_NEVER ? INT32_MAX : own - other;
  }
}
