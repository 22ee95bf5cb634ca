/* train_eisner.c - the projective tree with the highest sum of votes (Eisner 1996). */
#include "tool/train_parse.h"

#include <stdlib.h>

/* Best sums of spans from i to j; complete or not, head at i or at j; where they are split. */
typedef struct Chart {
  int n; /* words and the root, which is 0 */
  int *score[2][2];
  int *split[2][2];
} Chart;

enum { OPEN, WHOLE, FROM_LEFT = 0, FROM_RIGHT };

static int cell(const Chart *c, int i, int j) {
  return i * c->n + j;
}

static void best_split(Chart *c, int i, int j, int kind, int side, int bonus) {
  int best = -1, at = i;
  for (int k = i; k <= j; k++) {
    int sum;
    if (kind == OPEN && k == j) continue;
    if (kind == OPEN)
      sum = c->score[WHOLE][FROM_LEFT][cell(c, i, k)] +
            c->score[WHOLE][FROM_RIGHT][cell(c, k + 1, j)];
    else if (side == FROM_LEFT && k > i)
      sum = c->score[OPEN][FROM_LEFT][cell(c, i, k)] + c->score[WHOLE][FROM_LEFT][cell(c, k, j)];
    else if (side == FROM_RIGHT && k < j)
      sum = c->score[WHOLE][FROM_RIGHT][cell(c, i, k)] + c->score[OPEN][FROM_RIGHT][cell(c, k, j)];
    else
      continue;
    if (sum > best) best = sum, at = k;
  }
  c->score[kind][side][cell(c, i, j)] = best + bonus;
  c->split[kind][side][cell(c, i, j)] = at;
}

/* Depth: at most two calls a word. */
static void read_chart(const Chart *c, int i, int j, int kind, int side, int16_t *head) {
  if (i == j) return;
  int k = c->split[kind][side][cell(c, i, j)];
  if (kind == OPEN) {
    head[side == FROM_LEFT ? j : i] = (int16_t)(side == FROM_LEFT ? i : j);
    read_chart(c, i, k, WHOLE, FROM_LEFT, head);
    read_chart(c, k + 1, j, WHOLE, FROM_RIGHT, head);
  } else if (side == FROM_LEFT) {
    read_chart(c, i, k, OPEN, FROM_LEFT, head);
    read_chart(c, k, j, WHOLE, FROM_LEFT, head);
  } else {
    read_chart(c, i, k, WHOLE, FROM_RIGHT, head);
    read_chart(c, k, j, OPEN, FROM_RIGHT, head);
  }
}

void best_tree(int words, const int *votes, int16_t *head) {
  Chart c = {.n = words + 1};
  size_t cells = (size_t)c.n * (size_t)c.n;
  for (int i = 0; i < 4; i++) {
    c.score[i / 2][i % 2] = train_alloc(cells, sizeof(int));
    c.split[i / 2][i % 2] = train_alloc(cells, sizeof(int));
  }
  for (int width = 1; width < c.n; width++)
    for (int i = 0, j = width; j < c.n; i++, j++) {
      best_split(&c, i, j, OPEN, FROM_LEFT, votes[i * c.n + j]);
      best_split(&c, i, j, OPEN, FROM_RIGHT, i ? votes[j * c.n + i] : -1000);
      best_split(&c, i, j, WHOLE, FROM_LEFT, 0);
      best_split(&c, i, j, WHOLE, FROM_RIGHT, 0);
    }
  read_chart(&c, 0, words, WHOLE, FROM_LEFT, head);
  for (int i = 0; i < 4; i++) {
    free(c.score[i / 2][i % 2]);
    free(c.split[i / 2][i % 2]);
  }
}
