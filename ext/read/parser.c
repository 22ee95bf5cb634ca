/* parser.c - the transition system: arc-hybrid, the root behind the last word; marks left out. */
#include "read/parser.h"

#include "read/word.h"

enum { ABSENT_TAG = 60, ROOT_TAG = 61, UNKNOWN_LABEL = 63 };

/* Bits of ParseWord.gap. */
static int gap_of(int tag) {
  switch (tag) {
  case TAG_COMMA: return 1;
  case TAG_OPENQUOTE: return 2;
  case TAG_CLOSEQUOTE: return 4;
  case TAG_COLON: return 8;
  case TAG_PERIOD: return 16;
  case TAG_LRB: return 32;
  case TAG_RRB: return 64;
  case TAG_HYPH: return 128;
  default: return 0;
  }
}

static bool is_verb(int tag) {
  return (tag >= TAG_VB && tag <= TAG_VBZ) || tag == TAG_MD;
}

static void bare_word(ParseWord *w, uint32_t key, int tag) {
  *w = (ParseWord){.key = key, .tag = (uint8_t)tag, .label = UNKNOWN_LABEL};
}

/* Running counts, so that what stands between two words is a difference. */
static void count(ParseWord *run, int tag, int gap) {
  run->verbs = (uint8_t)(run->verbs + is_verb(tag));
  run->commas = (uint8_t)(run->commas + (gap == 1));
  run->quotes = (uint8_t)(run->quotes + (gap == 2 || gap == 4));
  run->breaks = (uint8_t)(run->breaks + (gap > 4 && gap != 128));
  run->gap |= (uint8_t)gap;
}

static void add_word(Parse *p, ParseWord *run, int32_t token, uint32_t key, int tag) {
  int16_t i = (int16_t)++p->n;
  ParseWord *w = &p->word[i];
  bare_word(w, key, tag);
  w->first = w->last = i;
  w->gap = run->gap;
  w->verbs = run->verbs;
  w->commas = run->commas;
  w->quotes = run->quotes;
  w->breaks = run->breaks;
  p->token[i] = token;
  run->gap = 0;
}

static void add_words(Parse *p, const Doc *doc, const Model *m, bool marks) {
  ParseWord run = {0};
  p->n = 0;
  for (int32_t t = p->first; t < p->last; t++) {
    int tag = doc->tokens.at[t].tag, gap = gap_of(tag);
    bool mark = gap && !marks && tok_is(doc, t, TOK_PUNCT);
    count(&run, tag, mark ? gap : 0);
    p->at[t - p->first] = mark ? PARSE_ABSENT : (int16_t)(p->n + 1);
    if (mark) continue;
    uint32_t key = word_key(doc, t);
    add_word(p, &run, t, key, m->tag_label[tag]);
    p->word[p->n].cluster = (uint8_t)word_cluster(&m->words, key);
  }
  if (!p->n) return;
  add_word(p, &run, NONE, 2, ROOT_TAG);
  p->n--;
}

void parse_begin(Parse *p, const Doc *doc, const Model *m, int32_t first, int32_t last) {
  p->first = first;
  p->last = last;
  p->next = PARSE_FIRST;
  p->top = PARSE_BOTTOM - 1;
  for (int i = 0; i < PARSE_BOTTOM; i++) p->stack[i] = PARSE_ABSENT;
  bare_word(&p->word[PARSE_ABSENT], 1, ABSENT_TAG);
  add_words(p, doc, m, false);
  if (!p->n) add_words(p, doc, m, true);
}

bool parse_allowed(const Parse *p, Action action) {
  int depth = p->top - PARSE_BOTTOM + 1;
  bool rest = p->next <= p->n;
  if (action == ACTION_SHIFT) return rest;
  if (action == ACTION_LEFT) return depth >= 1 && (rest || depth == 1);
  return depth >= 2;
}

int parse_only(const Parse *p) {
  if (p->top < PARSE_BOTTOM) return ACTION_SHIFT;
  if (p->next > p->n) return p->top == PARSE_BOTTOM ? ACTION_LEFT : ACTION_RIGHT;
  return NONE;
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

void parse_do(Parse *p, Action action) {
  if (action == ACTION_SHIFT) {
    p->stack[++p->top] = (int16_t)p->next++;
    return;
  }
  int16_t child = p->stack[p->top], head = (int16_t)parse_head(p, action);
  ParseWord *w = &p->word[child];
  w->head = head;
  add_child(&p->word[head], child, action == ACTION_LEFT, w->label);
  if (action == ACTION_LEFT) p->word[head].first = w->first;
  if (action == ACTION_RIGHT) p->word[head].last = w->last;
  p->top--;
}
