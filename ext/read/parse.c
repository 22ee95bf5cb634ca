/* parse.c - heads and relations: greedy, each action and each label the best by its features. */
#include "read/parser.h"
#include "read/read.h"

/* The best action that is allowed. */
static Action best_action(const Parse *p, const Buckets *b) {
  uint32_t keys[PARSE_FEATURES];
  int32_t score[ACTIONS];
  int best = NONE, n = parse_features(p, keys);
  buckets_score(b, keys, n, score);
  for (int a = 0; a < ACTIONS; a++)
    if (parse_allowed(p, (Action)a) && (best == NONE || score[a] > score[best])) best = a;
  return (Action)best;
}

static int best_label(const Parse *p, const Rows *labels, Action action) {
  uint32_t keys[LABEL_FEATURES];
  return rows_best(labels, 0, keys, label_features(p, action, keys));
}

/* The tree, onto the tokens. */
static void put_tree(Doc *doc, const Model *m, const Parse *p) {
  for (int i = 1; i <= p->n; i++) {
    const ParseWord *w = &p->word[i];
    Token *t = &doc->tokens.at[p->token[i]];
    bool root = w->head > p->n;
    t->head = root ? NONE : p->token[w->head];
    t->rel = root ? REL_ROOT : m->rels[w->label];
  }
  parse_marks(doc, p);
}

/* One piece after the other: four at once, a step of each in turn (as the tagger does it), took a sixth more time. */
static void parse_run(Parse *p, const Model *m) {
  bool fronted = parse_fronted(p, m);
  while (!parse_done(p)) {
    int only = parse_only(p);
    if (only == NONE && fronted) only = parse_front(p, m);
    Action action = only != NONE ? (Action)only : best_action(p, &m->actions);
    if (action != ACTION_SHIFT && parse_head(p, action) <= p->n)
      parse_label(p, best_label(p, &m->labels, action));
    parse_do(p, action);
  }
}

void read_parse(Doc *doc, Reader *r) {
  const Model *m = r->lang ? r->lang->model : 0;
  if (!m || !m->actions.known || !m->labels.count || !m->tagger.count) return;
  Parse *p = doc_alloc(doc, sizeof *p);
  for (int32_t i = 0; i < doc->sentences.n && !doc_stop(doc); i++) {
    const Sentence *s = &doc->sentences.at[i];
    for (int32_t t = s->first; t < s->last && !doc_stop(doc); t += PARSE_PIECE) {
      parse_begin(p, doc, m, t, t + PARSE_PIECE < s->last ? t + PARSE_PIECE : s->last);
      parse_run(p, m);
      put_tree(doc, m, p);
    }
  }
}
