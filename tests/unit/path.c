/* path.c - the best labels of names, and how far they lead, against a search that leaves out nothing. */
#include "../tap.h"
#include "read/name_path.h"

#include <stdlib.h>

enum { ROUNDS = 3000, TOKENS = 7 };

static NamePath path;
static NameSteps steps;

static int32_t random_below(uint64_t *state, uint32_t n) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (int32_t)((*state >> 33) % n);
}

/* Scores that differ by much or by little, as those of words that are sure and of others. */
static void fill(uint64_t *seed, int first, int last) {
  for (int b = 0; b <= NAME_LABELS; b++)
    for (int l = 0; l < NAME_LABELS; l++) steps.to[b][l] = random_below(seed, 200) - 100;
  name_steps(&steps);
  for (int i = first; i < last; i++) {
    uint32_t most = random_below(seed, 2) ? 3000 : 300;
    for (int l = 0; l < NAME_LABELS; l++) path.score[i][l] = random_below(seed, most);
  }
}

/* All labels before all: left[i][l], right[i][l] of the best path up to a label and from behind it. */
typedef struct Plain {
  int64_t left[NAME_RUN][NAME_LABELS], right[NAME_RUN][NAME_LABELS];
} Plain;

static int64_t most_of(int64_t a, int64_t b) {
  return a > b ? a : b;
}

static int64_t step_of(int from, int to) {
  if (!name_follows(from, to)) return INT32_MIN;
  return to == NAME_NONE ? 0 : steps.to[from][to];
}

static void search(Plain *p, int first, int last, NameEdges edge) {
  for (int i = first; i < last; i++)
    for (int l = 0; l < NAME_LABELS; l++) {
      int64_t most = i > first ? INT32_MIN : step_of(edge.before, l);
      for (int b = 0; b < NAME_LABELS && i > first; b++)
        most = most_of(most, p->left[i - 1][b] + step_of(b, l));
      p->left[i][l] = most_of(most + path.score[i][l], INT32_MIN);
    }
  for (int i = last - 1; i >= first; i--)
    for (int l = 0; l < NAME_LABELS; l++) {
      int64_t most = i < last - 1 ? INT32_MIN : step_of(l, edge.behind);
      for (int n = 0; n < NAME_LABELS && i < last - 1; n++)
        most = most_of(most, step_of(l, n) + path.score[i + 1][n] + p->right[i + 1][n]);
      p->right[i][l] = most_of(most, INT32_MIN);
    }
}

static bool same(const Plain *p, int first, int last) {
  for (int i = first; i < last; i++) {
    int own = path.label[i];
    int64_t best = p->left[i][own] + p->right[i][own], other = INT32_MIN;
    for (int l = 0; l < NAME_LABELS; l++)
      if (l != own) other = most_of(other, p->left[i][l] + p->right[i][l]);
    if (best < other) return false; /* of equal ones either is right */
    int64_t lead = other <= NAME_NEVER / 2 ? INT32_MAX : best - other;
    if (own != NAME_OUT && path.lead[i] != lead) return false;
    if (i > first && !name_follows(path.label[i - 1], own)) return false;
  }
  return true;
}

static int bad_of(NameEdges edge) {
  static Plain plain;
  uint64_t seed = (uint64_t)edge.before + 1;
  int bad = 0;
  for (int round = 0; round < ROUNDS; round++) {
    int first = round % 3, last = first + 1 + round % TOKENS;
    fill(&seed, first, last);
    name_path(&path, &steps, first, last, edge);
    name_leads(&path, &steps, first, last, edge);
    search(&plain, first, last, edge);
    bad += !same(&plain, first, last);
  }
  return bad;
}

int main(void) {
  tap_plan(3);
  tap_ok(!bad_of((NameEdges){NAME_NONE, NAME_NONE}), "sentences");
  tap_ok(!bad_of((NameEdges){NAME_OUT, NAME_OUT}), "between words that are in no name");
  int follow = 0;
  for (int l = 0; l <= NAME_LABELS; l++)
    follow += name_follows(NAME_UNIT + 7, l) + name_follows(l, 7);
  tap_ok(!follow, "a label that no word has stands nowhere");
  return tap_done();
}
