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
void parse_cases(const Parse *p, uint32_t keys[PARSE_CASES]) {
  int j = p->next;
  const ParseWord *s0 = W(p->stack[p->top]), *s1 = W(p->stack[p->top - 1]), *b0 = W(j);
  uint32_t pair = s0->tag | (uint32_t)b0->tag << 8 | (uint32_t)b0->gap << 16;
  uint32_t next = j < p->n ? W(j + 1)->tag | (uint32_t)W(j + 1)->gap << 8 : 0xFFFF;
  keys[0] = score_key(1, pair, 0, 0);
  keys[1] = score_key(2, pair, s1->tag, next);
}

void label_cases(const Parse *p, Action action, uint32_t keys[LABEL_CASES]) {
  const ParseWord *child = W(p->stack[p->top]), *head = W(parse_head(p, action));
  bool left = action == ACTION_LEFT;
  uint32_t pair = child->tag | (uint32_t)head->tag << 8 | (uint32_t)left << 16;
  keys[0] = score_key(3, pair, 0, 0);
  keys[1] = score_key(4, pair, child->key, child->left_set);
}

int parse_sure(const WordTable *sure, const uint32_t *keys, int n) {
  for (int i = 0; i < n; i++) {
    uint32_t what = words_find(sure, keys[i]);
    if (what) return (int)what - 1;
  }
  return NONE;
}

#define F(x, y, z) SCORE_SEE(see, n, n, x, y, z), n++

static int cluster_features(const Parse *p, Columns *see, int n) {
  const ParseWord *s0 = W(p->stack[p->top]), *s1 = W(p->stack[p->top - 1]), *b0 = W(p->next);
  const ParseWord *b1 = W(p->next < p->n ? p->next + 1 : PARSE_ABSENT);
  uint32_t c0 = s0->cluster, c1 = s1->cluster, e0 = b0->cluster, e1 = b1->cluster;
  F(c0, e0, 0);
  F(c1, c0, 0);
  F(c0, b0->tag, b1->tag);
  F(c1, s0->tag, b0->tag);
  F(s1->key, s0->tag, b0->tag);
  F(e0, s0->tag, s1->tag);
  F(e0, e1, s0->tag);
  F(W(s0->right[0])->cluster | (uint32_t)W(s0->left[0])->cluster << 8, c0, e0);
  return n;
}

static int see_state(const Parse *p, Columns *see) {
  int i0 = p->stack[p->top], i1 = p->stack[p->top - 1], i2 = p->stack[p->top - 2], j = p->next;
  const ParseWord *s0 = W(i0), *s1 = W(i1), *s2 = W(i2), *none = W(PARSE_ABSENT);
  const ParseWord *b0 = W(j), *b1 = j < p->n ? W(j + 1) : none,
                  *b2 = j + 1 < p->n ? W(j + 2) : none;
  const ParseWord *s0l = W(s0->left[0]), *s0r = W(s0->right[0]), *s0l2 = W(s0->left[1]);
  const ParseWord *s0r2 = W(s0->right[1]), *s1l = W(s1->left[0]), *s1r = W(s1->right[0]);
  const ParseWord *b0l = W(b0->left[0]), *b0l2 = W(b0->left[1]);
  uint32_t d0 = distance(i0, j), d1 = distance(i1, i0);
  uint32_t m0 = between(s0, b0), m1 = between(s1, s0);
  uint32_t t0 = s0->tag, t1 = s1->tag, t2 = s2->tag, u0 = b0->tag, u1 = b1->tag, u2 = b2->tag;
  uint32_t s0b0 = t0 | u0 << 8, s1s0 = t1 | t0 << 8, s1s0b0 = s1s0 | u0 << 16;
  uint32_t g0 = b0->gap, g1 = b1->gap, s0g = s0->gap, s0b0g = s0b0 | g0 << 16;
  uint32_t u1g = u1 | g1 << 8, s1s0b0g = s1s0b0 | g0 << 24;
  int n = 0;
  /* words */
  F(s0->key, t0, 0);
  F(s1->key, t1, 0);
  F(s2->key, t2, 0);
  F(b0->key, u0, g0);
  F(b1->key, u1, 0);
  F(b2->key, u2, 0);
  F(s0->key, s0b0g, 0);
  F(b0->key, s0b0g, 0);
  F(s0->key, s1s0, s0g);
  F(b1->key, t0, u0);
  F(s0->key, u0, u1g);
  F(s0r->key, s0b0, 0);
  F(s0l->key, s0b0, 0);
  F(s1r->key, s1s0, 0);
  F(s1l->key, s1s0, 0);
  F(b0l->key, s0b0, 0);
  F(s0l->key, s1s0, 1);
  F(s0r->key, s1s0, 1);
  F(s0l->key, s0->key, u0);
  /* tags */
  F(s0b0g, u1, 0);
  F(s0b0g, u1g, u2);
  F(s1s0b0, 0, 0);
  F(s1s0b0g, s0g, 0);
  F(s1s0b0g, u1g, 0);
  F(t0 | g0 << 8, u0 | u1g << 8, u2);
  F(s1s0, t2, 0);
  F(s0b0, tags(s0l, s0r, b0l), 0);
  F(s0b0, s0l->tag, s0l2->tag);
  F(s0b0, s0r->tag, s0r2->tag);
  F(s0b0, b0l->tag, b0l2->tag);
  F(s1s0, tags(s1r, s0l, s0r), 0);
  F(s1s0, tags(s1l, s1r, s0), 1);
  F(s1s0b0, s1r->tag, b0l->tag);
  F(s0b0g, s0g, u1g);
  /* labels */
  F(s0->key, s0->left_set, s0->right_set);
  F(b0->key, b0->left_set, t0);
  F(s0b0, s0->right_set, s0->left_set);
  F(s0b0, b0->left_set, u1);
  F(s1s0, s1->right_set, s1->left_set);
  F(s1s0, s0->right_set, s0->left_set);
  F(s1s0b0, s1r->label, b0l->label);
  F(s0b0, s0r->label | (uint32_t)s0r2->label << 8, s0->left_set);
  /* distances, counts, what stands between */
  F(s0->key, d0, u0);
  F(s0b0, d0, d1);
  F(s0b0, m0, 0);
  F(s0b0, m0, d0);
  F(s1s0, m1, s0g);
  F(s1s0, m1, u0);
  F(s1s0b0, m0, m1);
  uint32_t q = /* is the step across a quotation mark? */
      (m0 & 64) | (m1 & 64) << 1 | g0;
  F(q, u0, 1);
  F(q, t0, 0);
  F(q, s0b0, t1);
  F(q, b0->key, 0);
  F(s0b0, s0->lefts | (uint32_t)s0->rights << 2 | (uint32_t)b0->lefts << 4, 0);
  F(s1->key, s1->rights, s1->lefts);
  F(s0->key, s0->rights, s0->lefts);
  return cluster_features(p, see, n);
}

int parse_features(const Parse *p, uint32_t keys[PARSE_FEATURES]) {
  Columns see;
  int n = see_state(p, &see);
  score_keys(&see, n, keys);
  return n;
}

static int see_arc(const Parse *p, Action action, Columns *see) {
  int c = p->stack[p->top], h = parse_head(p, action);
  bool left = action == ACTION_LEFT;
  const ParseWord *child = W(c), *head = W(h), *none = W(PARSE_ABSENT);
  const ParseWord *lower = left ? child : head, *upper = left ? head : child;
  const ParseWord *cl = W(child->left[0]), *cr = W(child->right[0]), *cl2 = W(child->left[1]);
  const ParseWord *hl = W(head->left[0]), *hr = W(head->right[0]);
  const ParseWord *c_prev = c > 1 ? W(c - 1) : none, *c_next = c < p->n ? W(c + 1) : none;
  const ParseWord *h_prev = h > 1 ? W(h - 1) : none, *h_next = h < p->n ? W(h + 1) : none;
  const ParseWord *below = W(p->stack[p->top - (left ? 1 : 2)]);
  uint32_t d = distance(left ? c : h, left ? h : c), m = between(lower, upper);
  uint32_t pair = child->tag | (uint32_t)head->tag << 8 | (uint32_t)left << 16;
  uint32_t set = left ? head->left_set : head->right_set;
  int n = 0;
  F(child->key, left, child->gap);
  F(pair, child->gap | (uint32_t)head->gap << 8, c_next->gap);
  F(head->key, left, 1);
  F(pair, 0, 0);
  F(pair, d, 0);
  F(pair, m, 0);
  F(pair, c_prev->tag, c_next->tag);
  F(pair, h_prev->tag, h_next->tag);
  F(pair, c_next->tag, c_next->gap);
  F(pair, c_prev->tag, child->gap);
  F(pair, cl->key, 0);
  F(pair, cr->key, 0);
  F(pair, cl2->key, 0);
  F(pair, cl->tag, cr->tag);
  F(pair, cl->label, cr->label);
  F(pair, child->left_set, 0);
  F(pair, child->right_set, 0);
  F(child->key, child->left_set, left);
  F(child->key, cl->key, left);
  F(pair, set, 0);
  F(pair, hl->label, hr->label);
  F(pair, hl->key, 0);
  F(pair, hr->key, 0);
  F(pair, head->left_set, head->right_set);
  F(pair, below->tag, 0);
  F(below->key, child->tag, left);
  F(c_prev->key, pair, 0);
  F(child->key, m, left);
  F(pair, set, child->left_set);
  F(child->key, set, left);
  /* clusters */
  uint32_t cc = child->cluster, ch = head->cluster;
  F(cc, ch, left);
  F(cc, pair, 0);
  F(ch, pair, 1);
  return n;
}

int label_features(const Parse *p, Action action, uint32_t keys[LABEL_FEATURES]) {
  Columns see;
  int n = see_arc(p, action, &see);
  score_keys(&see, n, keys);
  return n;
}
