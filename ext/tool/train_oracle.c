/* train_oracle.c - the dynamic oracle of arc-hybrid: what each action loses, in any state. */
#include "tool/train_parse.h"

static int word_above(const Parse *p, const GoldWord *gold, int word) {
  int32_t head = gold[p->token[word]].head;
  while (head != NONE && !p->at[head - p->first]) head = gold[head].head;
  return head == NONE ? p->n + 1 : p->at[head - p->first];
}

void gold_tree(GoldTree *g, const Parse *p, const GoldWord *gold) {
  g->n = p->n;
  memset(g->first_child, 0, sizeof g->first_child);
  for (int i = g->n; i >= 1; i--) {
    g->head[i] = (int16_t)word_above(p, gold, i);
    g->next_child[i] = g->first_child[g->head[i]];
    g->first_child[g->head[i]] = (int16_t)i;
  }
}

static bool on_stack(const Parse *p, int word) {
  return word >= 1 && word < p->next && p->word[word].head == PARSE_ABSENT;
}

/* Gold children of a word that stand in the buffer. */
static int waiting(const GoldTree *g, const Parse *p, int word) {
  int n = 0;
  for (int c = g->first_child[word]; c; c = g->next_child[c]) n += c >= p->next;
  return n;
}

static int cost_shift(const GoldTree *g, const Parse *p) {
  int word = p->next, head = g->head[word];
  int n = on_stack(p, head) && head != p->stack[p->top];
  for (int c = g->first_child[word]; c; c = g->next_child[c]) n += on_stack(p, c);
  return n;
}

static int cost_left(const GoldTree *g, const Parse *p) {
  int word = p->stack[p->top], below = p->stack[p->top - 1], head = g->head[word];
  return (head > p->next || (below && head == below)) + waiting(g, p, word);
}

static int cost_right(const GoldTree *g, const Parse *p) {
  int word = p->stack[p->top];
  return (g->head[word] >= p->next) + waiting(g, p, word);
}

void gold_costs(const GoldTree *g, const Parse *p, int cost[ACTIONS]) {
  cost[ACTION_SHIFT] = parse_allowed(p, ACTION_SHIFT) ? cost_shift(g, p) : -1;
  cost[ACTION_LEFT] = parse_allowed(p, ACTION_LEFT) ? cost_left(g, p) : -1;
  cost[ACTION_RIGHT] = parse_allowed(p, ACTION_RIGHT) ? cost_right(g, p) : -1;
}
