/* parse.c - heads and relations: greedy, each action and each label the best by its features. */
#include "read/parser.h"
#include "read/read.h"

/* The best action that is allowed; the only one is not asked about. */
static Action choose(const Parse *p, const Buckets *b) {
  uint32_t keys[PARSE_FEATURES];
  int32_t score[ACTIONS];
  bool allowed[ACTIONS];
  int many = 0, best = NONE;
  for (int a = 0; a < ACTIONS; a++) many += allowed[a] = parse_allowed(p, (Action)a);
  if (many > 1) {
    BucketSums sums = {0};
    int n = parse_features(p, keys);
    for (int i = 0; i < n; i++) buckets_add(b, &sums, keys[i]);
    buckets_sum(&sums, score);
  }
  for (int a = 0; a < ACTIONS; a++)
    if (allowed[a] && (best == NONE || (many > 1 && score[a] > score[best]))) best = a;
  return (Action)best;
}

static int label_of(const Parse *p, const Rows *rows, Action action) {
  uint32_t keys[LABEL_FEATURES];
  int score, n = label_features(p, action, keys);
  return rows_best(rows, keys, n, &score);
}

/* The tree, onto the tokens from `first` on. */
static void put_tree(Doc *doc, const Model *m, const Parse *p, int32_t first) {
  for (int i = 1; i <= p->n; i++) {
    const ParseWord *w = &p->word[i];
    Token *t = &doc->tokens.at[first + i - 1];
    bool root = w->head > p->n;
    t->head = root ? NONE : first + w->head - 1;
    t->rel = root ? REL_ROOT : m->rels[w->label];
  }
}

static void parse_piece(Doc *doc, const Model *m, Parse *p, int32_t first, int32_t last) {
  parse_begin(p, doc, m, first, last);
  while (!parse_done(p)) {
    Action action = choose(p, &m->actions);
    if (action != ACTION_SHIFT && parse_head(p, action) <= p->n)
      parse_label(p, action, label_of(p, &m->labels, action));
    parse_do(p, action);
  }
  put_tree(doc, m, p, first);
}

void read_parse(Doc *doc, Reader *r) {
  const Model *m = r->lang ? r->lang->model : 0;
  if (!m || !m->actions.known || !m->labels.count || !m->tagger.count) return;
  Parse *p = doc_alloc(doc, sizeof *p);
  for (int32_t i = 0; i < doc->sentences.n && !doc_stop(doc); i++) {
    const Sentence *s = &doc->sentences.at[i];
    for (int32_t t = s->first; t < s->last && !doc_stop(doc); t += PARSE_PIECE)
      parse_piece(doc, m, p, t, t + PARSE_PIECE < s->last ? t + PARSE_PIECE : s->last);
  }
}
