/* parser.c - the transition system: arc-hybrid, the root behind the last word. */
#include "read/parser.h"

#include "read/word.h"

enum { ABSENT_TAG = 60, ROOT_TAG = 61, UNKNOWN_LABEL = 63 };

static bool is_verb(int tag) {
  return (tag >= TAG_VB && tag <= TAG_VBZ) || tag == TAG_MD;
}
static bool is_quote(int tag) {
  return tag == TAG_OPENQUOTE || tag == TAG_CLOSEQUOTE;
}
static bool is_break(int tag) {
  return tag == TAG_COLON || tag == TAG_PERIOD || tag == TAG_LRB || tag == TAG_RRB;
}

static void bare_word(ParseWord *w, uint32_t key, int tag) {
  *w = (ParseWord){.key = key, .tag = (uint8_t)tag, .label = UNKNOWN_LABEL};
}

/* Running counts, so that what stands between two words is a difference. */
static void count(ParseWord *w, const ParseWord *before, int tag) {
  w->verbs = (uint8_t)(before->verbs + is_verb(tag));
  w->commas = (uint8_t)(before->commas + (tag == TAG_COMMA));
  w->quotes = (uint8_t)(before->quotes + is_quote(tag));
  w->breaks = (uint8_t)(before->breaks + is_break(tag));
}

void parse_begin(Parse *p, const Doc *doc, const Model *m, int32_t first, int32_t last) {
  p->n = last - first;
  p->next = PARSE_FIRST;
  p->top = PARSE_BOTTOM - 1;
  for (int i = 0; i < PARSE_BOTTOM; i++) p->stack[i] = PARSE_ABSENT;
  bare_word(&p->word[PARSE_ABSENT], 1, ABSENT_TAG);
  for (int i = 1; i <= p->n; i++) {
    int32_t t = first + i - 1;
    int tag = doc->tokens.at[t].tag;
    bare_word(&p->word[i], word_key(doc, t), m->tag_label[tag]);
    p->word[i].cluster = (uint8_t)word_cluster(&m->words, p->word[i].key);
    count(&p->word[i], &p->word[i - 1], tag);
  }
  bare_word(&p->word[p->n + 1], 2, ROOT_TAG);
  count(&p->word[p->n + 1], &p->word[p->n], TAG_NONE);
}

bool parse_allowed(const Parse *p, Action action) {
  int depth = p->top - PARSE_BOTTOM + 1;
  bool rest = p->next <= p->n;
  if (action == ACTION_SHIFT) return rest;
  if (action == ACTION_LEFT) return depth >= 1 && (rest || depth == 1);
  return depth >= 2;
}

static void add_child(ParseWord *head, int16_t child, bool left, int label) {
  int16_t *side = left ? head->left : head->right;
  uint8_t *count_of = left ? &head->lefts : &head->rights;
  uint16_t *set = left ? &head->left_set : &head->right_set;
  side[1] = side[0];
  side[0] = child;
  if (*count_of < 3) ++*count_of;
  *set = (uint16_t)(*set * 31u + (uint16_t)label + 1);
}

void parse_label(Parse *p, Action action, int label) {
  (void)action;
  p->word[p->stack[p->top]].label = (uint8_t)label;
}

void parse_do(Parse *p, Action action) {
  if (action == ACTION_SHIFT) {
    p->stack[++p->top] = (int16_t)p->next++;
    return;
  }
  int16_t child = p->stack[p->top], head = (int16_t)parse_head(p, action);
  ParseWord *w = &p->word[child];
  w->head = head;
  add_child(&p->word[head], child, action == ACTION_LEFT, w->label);
  p->top--;
}
