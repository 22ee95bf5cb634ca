/* parse_features.c - what the parser's models see of a state and of an arc. */
#include "read/parser.h"

/* How far apart, in classes. */
static uint32_t distance(int from, int to) {
  int d = to - from;
  return (uint32_t)(d < 5 ? d : d < 8 ? 5 : d < 15 ? 6 : 7);
}

/* What stands between two words, from behind `a` up to before `b`. */
static uint32_t between(const ParseWord *a, const ParseWord *b) {
  uint32_t verbs = (uint8_t)(b->verbs - a->verbs);
  uint32_t commas = (uint8_t)(b->commas - a->commas), breaks = (uint8_t)(b->breaks - a->breaks);
  return (verbs > 2 ? 2 : verbs) | (commas > 3 ? 3 : commas) << 2 | (breaks > 2 ? 2 : breaks) << 4 |
         ((uint32_t)(b->quotes - a->quotes) & 1) << 6;
}

static uint32_t tags(const ParseWord *a, const ParseWord *b, const ParseWord *c) {
  return a->tag | (uint32_t)b->tag << 8 | (uint32_t)c->tag << 16;
}

#define W(i) (&p->word[i])
#define F(x, y) SCORE_SEE_SHORT(see, n, n, x, y), n++

static int see_state(const Parse *p, Columns *see) {
  int i0 = p->stack[p->top], i1 = p->stack[p->top - 1], j = p->next;
  const ParseWord *s0 = W(i0), *s1 = W(i1), *none = W(PARSE_ABSENT);
  const ParseWord *b0 = W(j), *b1 = j < p->n ? W(j + 1) : none,
                  *b2 = j + 1 < p->n ? W(j + 2) : none;
  const ParseWord *s0l = W(s0->left[0]), *s0r = W(s0->right[0]), *s0l2 = W(s0->left[1]);
  const ParseWord *s0r2 = W(s0->right[1]), *s1l = W(s1->left[0]), *s1r = W(s1->right[0]);
  const ParseWord *b0l = W(b0->left[0]), *b0l2 = W(b0->left[1]);
  uint32_t d0 = distance(i0, j), d1 = distance(i1, i0);
  uint32_t m0 = between(s0, b0), m1 = between(s1, s0);
  uint32_t t0 = s0->tag, t1 = s1->tag, u0 = b0->tag, u1 = b1->tag, u2 = b2->tag;
  uint32_t s0b0 = t0 | u0 << 8, s1s0 = t1 | t0 << 8, s1s0b0 = s1s0 | u0 << 16;
  uint32_t g0 = b0->gap, s0g = s0->gap, u1g = u1 | (uint32_t)b1->gap << 8;
  uint32_t s0b0g = s0b0 | g0 << 16, s1s0b0g = s1s0b0 | g0 << 24;
  uint32_t sets = s0->left_set | (uint32_t)s0->right_set << 16;
  uint32_t sets1 = s1->left_set | (uint32_t)s1->right_set << 16;
  int n = 0;
  /* words */
  F(s0->key, t0);
  F(s1->key, t1);
  F(b0->key, u0 | g0 << 8);
  F(b1->key, u1);
  F(b0->key, s0b0g);
  F(s0->key, s1s0 | s0g << 16);
  F(b1->key, s0b0);
  F(s0->key, u0 | u1g << 8);
  F(s0l->key, s0b0);
  F(s1r->key, s1s0);
  F(s1l->key, s1s0);
  F(b0l->key, s0b0);
  F(s0l->key, s1s0);
  F(s0r->key, s1s0);
  /* tags */
  F(s0b0g | u2 << 24, u1g);
  F(s1s0b0g, u1g);
  F(t0 | g0 << 8 | u2 << 16, u0 | u1g << 8);
  F(s0b0, tags(s0l, s0r, b0l));
  F(s0b0, s0l->tag | (uint32_t)s0l2->tag << 8);
  F(s0b0, s0r->tag | (uint32_t)s0r2->tag << 8);
  F(s0b0, b0l->tag | (uint32_t)b0l2->tag << 8);
  F(s1s0, tags(s1r, s0l, s0r));
  F(s1s0b0, s1r->tag | (uint32_t)b0l->tag << 8);
  F(s0b0g, s0g | u1g << 8);
  /* labels */
  F(s0->key, sets);
  F(b0->key, b0->left_set | t0 << 16);
  F(s0b0 | u1 << 16, b0->left_set);
  F(s1s0, sets1);
  F(s1s0, sets);
  F(s1s0b0, s1r->label | (uint32_t)b0l->label << 8);
  F(s0b0 | (uint32_t)s0r->label << 16 | (uint32_t)s0r2->label << 24, s0->left_set);
  /* distances, counts, what stands between */
  F(s0b0, d0 | d1 << 8);
  F(s0b0, m0);
  F(s0b0, m0 | d0 << 8);
  F(s1s0, m1 | s0g << 8);
  F(s1s0, m1 | u0 << 8);
  F(s1s0b0, m0 | m1 << 8);
  uint32_t q = /* is the step across a quotation mark? */
      (m0 & 64) | (m1 & 64) << 1 | g0;
  F(q, u0);
  F(q, t0);
  F(q, b0->key);
  F(s0b0, s0->lefts | (uint32_t)s0->rights << 2 | (uint32_t)b0->lefts << 4);
  F(s1->key, s1->rights | (uint32_t)s1->lefts << 8);
  F(s0->key, s0->rights | (uint32_t)s0->lefts << 8);
  /* clusters */
  uint32_t c0 = s0->cluster, c1 = s1->cluster, e0 = b0->cluster;
  F(c0, e0);
  F(c1, c0);
  F(c0, u0 | u1 << 8);
  F(c1, s0b0);
  F(e0, s1s0);
  return n;
}

int parse_features(const Parse *p, uint32_t keys[PARSE_FEATURES]) {
  Columns see;
  int n = see_state(p, &see);
  score_short_keys(&see, n, keys);
  return n;
}

static int see_arc(const Parse *p, Action action, Columns *see) {
  int c = p->stack[p->top], h = parse_head(p, action);
  bool is_left = action == ACTION_LEFT;
  const ParseWord *child = W(c), *head = W(h), *none = W(PARSE_ABSENT);
  const ParseWord *lower = is_left ? child : head, *upper = is_left ? head : child;
  const ParseWord *cl = W(child->left[0]), *cr = W(child->right[0]);
  const ParseWord *hl = W(head->left[0]), *hr = W(head->right[0]);
  const ParseWord *c_prev = c > 1 ? W(c - 1) : none, *c_next = c < p->n ? W(c + 1) : none;
  const ParseWord *h_prev = h > 1 ? W(h - 1) : none, *h_next = h < p->n ? W(h + 1) : none;
  const ParseWord *below = W(p->stack[p->top - (is_left ? 1 : 2)]);
  uint32_t left = is_left, d = distance(is_left ? c : h, is_left ? h : c),
           m = between(lower, upper);
  uint32_t pair = child->tag | (uint32_t)head->tag << 8 | left << 16;
  uint32_t set = (is_left ? head->left_set : head->right_set) | left << 16;
  int n = 0;
  F(child->key, left | (uint32_t)child->gap << 1);
  F(head->key, left);
  F(pair, d);
  F(pair, m);
  F(pair, h_prev->tag | (uint32_t)h_next->tag << 8);
  F(pair, c_next->tag | (uint32_t)c_next->gap << 8);
  F(pair, c_prev->tag | (uint32_t)child->gap << 8);
  F(pair, cl->key);
  F(pair, cl->label | (uint32_t)cr->label << 8);
  F(child->key, child->left_set | left << 16);
  F(pair, set);
  F(pair, hl->label | (uint32_t)hr->label << 8);
  F(below->key, child->tag | left << 8);
  F(c_prev->key, pair);
  F(child->key, m | left << 8);
  uint32_t cc = child->cluster, ch = head->cluster;
  F(cc, ch | left << 8);
  return n;
}

int label_features(const Parse *p, Action action, uint32_t keys[LABEL_FEATURES]) {
  Columns see;
  int n = see_arc(p, action, &see);
  score_short_keys(&see, n, keys);
  return n;
}
