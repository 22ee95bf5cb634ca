/* pack_program.c - from the tree of a rule to its program and its place in the index. */
#include "tool/pack_rule.h"

#include <stdlib.h>

/* ---- the program ---- */

static uint32_t emit(Builder *b, PackCode code) {
  push(&b->code, code);
  return b->code.n - 1;
}

static bool can_be_empty(const Node *n) {
  switch (n->what) {
  case NODE_TEST: return n->code.op >= OP_TIGHT;
  case NODE_LOOK: return true;
  case NODE_ROLE: return can_be_empty(n->child);
  case NODE_REPEAT: return n->how != '+' || can_be_empty(n->child);
  case NODE_CHOICE:
    for (const Node *c = n->child; c; c = c->next)
      if (can_be_empty(c)) return true;
    return false;
  default:
    for (const Node *c = n->child; c; c = c->next)
      if (!can_be_empty(c)) return false;
    return true;
  }
}

static void gen(Builder *b, uint32_t base, const Node *n);

static void gen_choice(Builder *b, uint32_t base, const Node *child) {
  if (!child->next) {
    gen(b, base, child);
    return;
  }
  uint32_t split = emit(b, (PackCode){.op = OP_SPLIT});
  b->code.at[split].a = b->code.n - base;
  gen(b, base, child);
  uint32_t jump = emit(b, (PackCode){.op = OP_JUMP});
  b->code.at[split].b = b->code.n - base;
  gen_choice(b, base, child->next);
  b->code.at[jump].a = b->code.n - base;
}

static void gen_repeat(Builder *b, uint32_t base, const Node *n) {
  if (n->how != '?' && can_be_empty(n->child)) fail(b, "what is repeated can be empty");
  uint32_t body = b->code.n - base;
  if (n->how == '+') {
    gen(b, base, n->child);
    uint32_t split = emit(b, (PackCode){.op = OP_SPLIT, .a = body});
    b->code.at[split].b = b->code.n - base;
    return;
  }
  uint32_t split = emit(b, (PackCode){.op = OP_SPLIT, .a = body + 1});
  gen(b, base, n->child);
  if (n->how == '*') emit(b, (PackCode){.op = OP_JUMP, .a = body});
  b->code.at[split].b = b->code.n - base;
}

static void gen(Builder *b, uint32_t base, const Node *n) {
  switch (n->what) {
  case NODE_TEST: emit(b, n->code); break;
  case NODE_CHOICE: gen_choice(b, base, n->child); break;
  case NODE_REPEAT: gen_repeat(b, base, n); break;
  case NODE_ROLE:
    if (n->slot >= 0) emit(b, (PackCode){.op = OP_OPEN, .role = (uint8_t)(n->slot + 1)});
    gen(b, base, n->child);
    if (n->slot >= 0) emit(b, (PackCode){.op = OP_CLOSE, .role = (uint8_t)(n->slot + 1)});
    break;
  case NODE_LOOK: {
    uint32_t look = emit(b, (PackCode){.op = OP_LOOK, .b = n->how == '&'});
    gen(b, base, n->child);
    emit(b, (PackCode){.op = OP_MATCH});
    b->code.at[look].a = b->code.n - base;
    break;
  }
  default:
    for (const Node *c = n->child; c; c = c->next) gen(b, base, c);
  }
}

void compile(Builder *b, const Rule *rule) {
  if (can_be_empty(rule->root)) fail(b, "the pattern can match nothing at all");
  gen(b, b->code.n, rule->root);
  emit(b, (PackCode){.op = OP_MATCH});
}

/* ---- the index ---- */

static void add_start(Builder *b, uint32_t set, uint32_t bucket, uint32_t word, uint32_t rule) {
  struct Start s = {.set = set, .bucket = bucket, .word = word, .rule = rule};
  push(&b->rule_starts, s);
}

static void index_test(Builder *b, const PackCode *c, uint32_t set, uint32_t rule) {
  switch (c->op) {
  case OP_WORD: add_start(b, set, NO_BUCKET, b->words.at[c->a - 1].hash, rule); break;
  case OP_HIT: add_start(b, set, FIRST_KIND + c->a, 0, rule); break;
  case OP_TAG:
    for (uint32_t i = 0; i < TAG_COUNT; i++)
      if ((i < 32 ? c->a >> i : c->b >> (i - 32)) & 1) add_start(b, set, FIRST_TAG + i, 0, rule);
    break;
  case OP_NUMBER: add_start(b, set, FIRST_NUMBER, 0, rule); break;
  case OP_RANGE:
  case OP_DIGITS: add_start(b, set, FIRST_DIGIT, 0, rule); break;
  case OP_FLAGS: add_start(b, set, c->a & TOK_DIGIT ? FIRST_DIGIT : FIRST_ANY, 0, rule); break;
  default: break;
  }
}

static void index_node(Builder *b, const Node *n, uint32_t set, uint32_t rule) {
  switch (n->what) {
  case NODE_TEST: index_test(b, &n->code, set, rule); break;
  case NODE_LOOK: break;
  case NODE_ROLE:
  case NODE_REPEAT: index_node(b, n->child, set, rule); break;
  case NODE_CHOICE:
    for (const Node *c = n->child; c; c = c->next) index_node(b, c, set, rule);
    break;
  default:
    for (const Node *c = n->child; c; c = c->next) {
      index_node(b, c, set, rule);
      if (!can_be_empty(c)) break;
    }
  }
}

void index_rule(Builder *b, const Rule *rule, uint32_t set, uint32_t id) {
  index_node(b, rule->root, set, id);
}

static int by_start(const void *x, const void *y) {
  const struct Start *a = x, *b = y;
  if (a->set != b->set) return a->set < b->set ? -1 : 1;
  if (a->bucket != b->bucket) return a->bucket < b->bucket ? -1 : 1;
  if (a->word != b->word) return a->word < b->word ? -1 : 1;
  return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static bool same_bucket(const struct Start *a, const struct Start *b) {
  return a->set == b->set && a->bucket == b->bucket && a->word == b->word;
}

void write_index(Builder *b) {
  uint32_t slots = 64;
  while (slots < 2 * b->rule_starts.n) slots *= 2;
  b->n_words_first = slots;
  b->words_first = calloc(slots, sizeof *b->words_first);
  b->n_starts = RULESET_COUNT * (FIRST_KIND + LEX_KIND_COUNT);
  b->starts = calloc(b->n_starts, sizeof *b->starts);
  if (b->rule_starts.n)
    qsort(b->rule_starts.at, b->rule_starts.n, sizeof *b->rule_starts.at, by_start);
  for (uint32_t i = 0, end; i < b->rule_starts.n; i = end) {
    const struct Start *s = &b->rule_starts.at[i];
    PackNode list = {b->firsts.n, 0};
    for (end = i; end < b->rule_starts.n && same_bucket(s, &b->rule_starts.at[end]); end++) {
      if (end > i && b->rule_starts.at[end].rule == b->rule_starts.at[end - 1].rule) continue;
      push(&b->firsts, b->rule_starts.at[end].rule);
      list.count++;
    }
    if (s->bucket != NO_BUCKET) {
      b->starts[s->set * (FIRST_KIND + LEX_KIND_COUNT) + s->bucket] = list;
      continue;
    }
    uint32_t at = pack_first_hash(s->set, s->word) & (slots - 1);
    while (b->words_first[at].count) at = (at + 1) & (slots - 1);
    b->words_first[at] = (PackFirst){s->set, s->word, list.first, list.count};
  }
}
