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

/* Marks what may run before the next token is taken from `pc` on, the instruction that takes it included.
** Looks are passed as if they held. */
static void reach(const PackCode *code, uint32_t pc, bool *seen) {
  while (!seen[pc]) {
    const PackCode *c = &code[pc];
    seen[pc] = true;
    if (c->op < OP_TIGHT || c->op == OP_MATCH) return;
    if (c->op == OP_SPLIT) reach(code, c->a, seen);
    pc = c->op == OP_SPLIT ? c->b : c->op == OP_JUMP || c->op == OP_LOOK ? c->a : pc + 1;
  }
}

static uint64_t class_bit(uint32_t class) {
  return UINT64_C(1) << class;
}

/* The classes of the tokens that an instruction takes; it may take some of them alone. */
static uint64_t classes_of(const Builder *b, const PackCode *c) {
  switch (c->op) {
  case OP_WORD: return pack_word_class(b->words.at[c->a - 1].hash);
  case OP_HIT: return pack_kind_class(c->a);
  case OP_NUMBER:
    return c->a ? class_bit(CLASS_NUMBER + c->a - 1)
                : class_bit(CLASS_KIND) - class_bit(CLASS_NUMBER);
  case OP_RANGE:
  case OP_DIGITS: return class_bit(CLASS_DIGIT);
  case OP_FLAGS: return c->a & TOK_DIGIT ? class_bit(CLASS_DIGIT) : CLASS_ALL;
  case OP_TAG:
  case OP_MATCH: return CLASS_ALL;
  default: return 0;
  }
}

/* The classes of what may stand behind the token that the instruction at `pc` takes. */
static uint64_t classes_behind(const Builder *b, const PackCode *code, uint32_t codes,
                               uint32_t pc) {
  bool *seen = calloc(codes, sizeof *seen);
  uint64_t classes = 0;
  reach(code, pc + 1, seen);
  for (uint32_t i = 0; i < codes; i++)
    if (seen[i]) classes |= classes_of(b, &code[i]);
  free(seen);
  return classes;
}

static void add_starts(Builder *b, struct Start s, uint32_t bucket, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    s.bucket = bucket + i;
    push(&b->rule_starts, s);
  }
}

/* The buckets of what the instruction takes. */
static void index_test(Builder *b, const PackCode *c, struct Start s) {
  switch (c->op) {
  case OP_WORD:
    s.id = c->a;
    s.word = b->words.at[c->a - 1].hash;
    add_starts(b, s, NO_BUCKET, 1);
    break;
  case OP_HIT: add_starts(b, s, FIRST_KIND + c->a, 1); break;
  case OP_TAG:
    for (uint32_t i = 0; i < TAG_COUNT; i++)
      if ((i < 32 ? c->a >> i : c->b >> (i - 32)) & 1) add_starts(b, s, FIRST_TAG + i, 1);
    break;
  case OP_NUMBER:
    if (c->a)
      add_starts(b, s, FIRST_NUMBER + c->a - 1, 1);
    else
      add_starts(b, s, FIRST_NUMBER, NUM_COUNT);
    break;
  case OP_RANGE:
  case OP_DIGITS: add_starts(b, s, FIRST_DIGIT, 1); break;
  default: add_starts(b, s, c->a & TOK_DIGIT ? FIRST_DIGIT : FIRST_ANY, 1); break;
  }
}

void index_rule(Builder *b, uint32_t set, uint32_t id) {
  const PackRule *r = &b->rules.at[id];
  const PackCode *code = b->code.at + r->code;
  bool *seen = calloc(r->codes, sizeof *seen);
  reach(code, 0, seen);
  for (uint32_t pc = 0; pc < r->codes; pc++) {
    if (!seen[pc] || code[pc].op >= OP_TIGHT) continue;
    struct Start s = {.set = set, .rule = id, .behind = classes_behind(b, code, r->codes, pc)};
    index_test(b, &code[pc], s);
  }
  free(seen);
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
    PackBucket list = {b->firsts.n, 0};
    for (end = i; end < b->rule_starts.n && same_bucket(s, &b->rule_starts.at[end]); end++) {
      const struct Start *t = &b->rule_starts.at[end];
      if (end == i || t->rule != b->rule_starts.at[end - 1].rule) {
        push(&b->firsts, (PackTry){.rule = t->rule});
        list.count++;
      }
      b->firsts.at[b->firsts.n - 1].behind |= t->behind;
    }
    if (s->bucket != NO_BUCKET) {
      b->starts[s->set * (FIRST_KIND + LEX_KIND_COUNT) + s->bucket] = list;
      if (s->bucket >= FIRST_KIND)
        b->start_kinds[s->set] |= lex_bit((LexKind)(s->bucket - FIRST_KIND));
      else if (s->bucket == FIRST_ANY || s->bucket >= FIRST_TAG)
        b->start_kinds[s->set] |= PACK_BY_TAG;
      continue;
    }
    uint32_t at = pack_first_hash(s->set, s->word) & (slots - 1);
    while (b->words_first[at].count) at = (at + 1) & (slots - 1);
    b->words_first[at] = (PackFirst){s->set, s->word, list.first, list.count};
  }
}
