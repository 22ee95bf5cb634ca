/* pack_rule.h - inside the pack tool: a rule while it is compiled. */
#ifndef NEWS_TOOL_PACK_RULE_H
#define NEWS_TOOL_PACK_RULE_H

#include "data/rule.h"
#include "tool/pack.h"

#define MOST_NODES 4000

_Static_assert(TAG_COUNT <= 64, "OP_TAG holds 64 bits");

typedef enum NodeKind {
  NODE_TEST,
  NODE_SEQUENCE,
  NODE_CHOICE,
  NODE_REPEAT,
  NODE_LOOK,
  NODE_ROLE
} NodeKind;

typedef struct Node {
  NodeKind what;
  char how;      /* of a repeat: ? * +; of a look: ! & */
  int position;  /* of a role without name: $1 is 1 */
  int slot;      /* of a role that is given, else -1 */
  Str role;      /* its name */
  PackCode code; /* of a test */
  struct Node *child, *next;
} Node;

typedef struct Rule {
  Node nodes[MOST_NODES], *root;
  int n_nodes, n_slots;
} Rule;

/* pack_program.c: appends the program of a rule; enters the rule in the index of its set by what it
** may start with. */
void compile(Builder *b, const Rule *rule);
void index_rule(Builder *b, uint32_t set, uint32_t id);
/* Makes the index: b->starts, b->words_first, b->firsts. */
void write_index(Builder *b);

#endif
