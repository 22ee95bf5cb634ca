/* train_parse.c - the parser: a perceptron for the actions, one for the relations of arcs.
**
** The trees grow as they will at run time: by predicted tags (of taggers that have not seen the
** sentence), predicted actions and predicted relations; a dynamic oracle tells in every state which
** actions lose nothing. An update is due where the best of those does not lead by a margin; some
** features are hidden at each step (dropout). Then only the heaviest features stay, as many as the
** buckets of the model hold, and all is learned again with those alone.
*/
#include "tool/train_parse.h"

#include "read/read.h"
#include "tool/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
  FIRST_ROUNDS = 5,
  ROUNDS = 12,
  BUCKETS = 1 << 14,
  KEEP_LABELS = 24000,
  ACTION_MARGIN = 40,
  LABEL_MARGIN = 40,
  DROP = 12,  /* percent */
  FOLLOW = 90 /* percent of steps go where the parser wants, right or not */
};

typedef struct Trainer {
  const Treebank *tb;
  const Model *tagger; /* numbers the tags */
  const Folds *folds;
  int32_t gold;
  Perceptron *actions, *relations;
  Random random;
  int labels;
  uint8_t rels[ROW_WIDTH]; /* Rel of each label */
  uint8_t label_of[REL_COUNT];
  uint32_t seed; /* of this round's manner */
  int32_t wrong, steps, wrong_labels, arcs;
} Trainer;

static int drop(Trainer *t, uint32_t *keys, int n) {
  int kept = 0;
  for (int i = 0; i < n; i++)
    if (random_below(&t->random, 100) >= DROP) keys[kept++] = keys[i];
  return kept;
}

/* ---- one step ---- */

/* Of the actions that cost as little as possible (or: more), the one of the highest score. */
static int best_action(const int32_t *score, const int *cost, int least, bool right) {
  int best = NONE;
  for (int a = 0; a < ACTIONS; a++)
    if (cost[a] >= 0 && (cost[a] == least) == right && (best == NONE || score[a] > score[best]))
      best = a;
  return best;
}

static Action learn_action(Trainer *t, const Parse *p, const GoldTree *g) {
  int cost[ACTIONS], least = -1;
  uint32_t keys[PARSE_FEATURES];
  int32_t score[ACTIONS];
  gold_costs(g, p, cost);
  for (int a = 0; a < ACTIONS; a++)
    if (cost[a] >= 0 && (least < 0 || cost[a] < least)) least = cost[a];
  if (parse_only(p) != NONE) return (Action)parse_only(p);
  int n = parse_features(p, keys);
  for (int i = 0; i < n; i++) keys[i] &= 0xFFFF0000u | (BUCKETS - 1);
  n = drop(t, keys, n);
  perceptron_score(t->actions, keys, n, score);
  int right = best_action(score, cost, least, true), other = best_action(score, cost, least, false);
  bool fails = other != NONE && score[other] >= score[right];
  if (other != NONE && score[right] < score[other] + ACTION_MARGIN) {
    perceptron_update(t->actions, right, 1);
    perceptron_update(t->actions, other, -1);
  }
  perceptron_step(t->actions);
  t->steps++;
  t->wrong += fails;
  return (Action)(fails && random_below(&t->random, 100) < FOLLOW ? other : right);
}

static int best_label(const int32_t *score, int labels, int without) {
  int best = NONE;
  for (int i = 0; i < labels; i++)
    if (i != without && (best == NONE || score[i] > score[best])) best = i;
  return best;
}

/* gold: ROW_WIDTH if the arc is wrong; then nothing is learned from it. */
static int learn_label(Trainer *t, const Parse *p, Action action, int gold) {
  uint32_t keys[LABEL_FEATURES];
  int32_t score[ROW_WIDTH];
  int n = drop(t, keys, label_features(p, action, keys));
  perceptron_score(t->relations, keys, n, score);
  int best = best_label(score, t->labels, NONE);
  if (gold == ROW_WIDTH) return best;
  int other = best_label(score, t->labels, gold);
  t->arcs++;
  t->wrong_labels += best != gold;
  if (score[gold] < score[other] + LABEL_MARGIN) {
    perceptron_update(t->relations, gold, 1);
    perceptron_update(t->relations, other, -1);
  }
  perceptron_step(t->relations);
  return best;
}

static void learn_sentence(Trainer *t, const Rendered *r, const Model *m, const Sentence *s) {
  static Parse p;
  static GoldTree g;
  if (s->last - s->first > PARSE_PIECE) return;
  parse_begin(&p, &r->doc, m, s->first, s->last);
  gold_tree(&g, &p, r->gold);
  while (!parse_done(&p)) {
    Action action = learn_action(t, &p, &g);
    if (action != ACTION_SHIFT && parse_head(&p, action) <= p.n) {
      int child = p.stack[p.top];
      bool right = g.head[child] == parse_head(&p, action);
      int gold = right ? t->label_of[r->gold[p.token[child]].rel] : ROW_WIDTH;
      parse_label(&p, learn_label(t, &p, action, gold));
    }
    parse_do(&p, action);
  }
}

/* ---- rounds ---- */

static void learn_round(Trainer *t, int32_t *order, int32_t n) {
  Rendered r;
  t->seed++;
  t->wrong = t->steps = t->wrong_labels = t->arcs = 0;
  treebank_doc(&r, t->tb, 0, t->tb->sentences.n, train_manner, &t->seed);
  folds_tag(t->folds, t->tb, &r.doc);
  random_shuffle(&t->random, order, n);
  for (int32_t i = 0; i < n; i++) learn_sentence(t, &r, t->tagger, &r.doc.sentences.at[order[i]]);
  rendered_close(&r);
}

static void learn(Trainer *t, int rounds) {
  int32_t all = t->tb->sentences.n, n = all + (t->gold < all ? t->gold : 0);
  int32_t *order = train_alloc((size_t)n, sizeof *order);
  for (int32_t i = 0; i < n; i++)
    order[i] = i < all ? i : i - all; /* beside taught text, gold counts twice */
  for (int round = 1; round <= rounds; round++) {
    clock_t start = clock();
    learn_round(t, order, n);
    printf("round %2d: %5.2f %% of the steps wrong, %5.2f %% of the relations; %d and %d rows, "
           "%.1f s\n",
           round, 100.0 * t->wrong / t->steps, 100.0 * t->wrong_labels / t->arcs,
           perceptron_rows(t->actions), perceptron_rows(t->relations),
           (double)(clock() - start) / CLOCKS_PER_SEC);
  }
  perceptron_average(t->actions);
  perceptron_average(t->relations);
  free(order);
}

/* ---- the command ---- */

/* No stage asks for these: without them a row of weights is one load of 32 bytes. */
static const struct {
  uint8_t rel, instead; /* what it is learned as; REL_NONE: not at all */
} rare[] = {{REL_COMPOUND_PRT, REL_COMPOUND}, {REL_CSUBJ, REL_NONE},
            {REL_CSUBJ_PASS, REL_NONE},       {REL_DEP, REL_NONE},
            {REL_DISCOURSE, REL_NONE},        {REL_DISLOCATED, REL_NONE},
            {REL_GOESWITH, REL_NONE},         {REL_LIST, REL_NONE},
            {REL_ORPHAN, REL_NONE},           {REL_PUNCT, REL_NONE},
            {REL_REPARANDUM, REL_NONE},       {REL_VOCATIVE, REL_NONE}};
enum { RARE = sizeof rare / sizeof *rare };

static bool is_rare(int rel) {
  for (int i = 0; i < RARE; i++)
    if (rare[i].rel == rel) return true;
  return false;
}

int choose_labels(const Treebank *tb, bool all, uint8_t rels[ROW_WIDTH],
                  uint8_t label_of[REL_COUNT]) {
  bool seen[REL_COUNT] = {0};
  int labels = 0, most = all ? ROW_WIDTH : ROW_SHORT;
  for (int32_t i = 0; i < tb->words.n; i++) seen[tb->words.at[i].rel] = true;
  for (int rel = 0; rel < REL_COUNT; rel++) {
    label_of[rel] = ROW_WIDTH;
    if (!seen[rel] || rel == REL_NONE || rel == REL_ROOT || labels == most) continue;
    if (!all && is_rare(rel)) continue;
    label_of[rel] = (uint8_t)labels;
    rels[labels++] = (uint8_t)rel;
  }
  for (int i = 0; i < RARE && !all; i++) label_of[rare[i].rel] = label_of[rare[i].instead];
  return labels;
}

static void write_labels(const Trainer *t, ModelOut *out) {
  char text[ROW_WIDTH * 20] = {0};
  size_t n = 0;
  for (int i = 0; i < t->labels; i++)
    n += (size_t)snprintf(text + n, sizeof text - n, "%s\n", rel_name(t->rels[i]));
  model_out_put(out, "relation", "labels", text, n);
}

static void measure_all(const Task *task, ModelBytes file) {
  Model m = {0};
  ParseScore gum = {0}, other = {0};
  train_model(&m, file);
  for (int i = 0; i < task->measures; i++)
    measure_parser(&m, task->measure[i], strstr(task->measure[i], "GUM_") ? &gum : &other);
  print_relations("GUM", &gum);
  print_relations("others", &other);
}

void parser_learn(const Lesson *lesson, ModelOut *out) {
  Trainer t = {.tb = lesson->tb,
               .tagger = lesson->tagger,
               .folds = lesson->folds,
               .gold = lesson->gold,
               .random = {88172645463325252u + lesson->seed},
               .seed = 1 + lesson->seed * 100};
  t.labels = choose_labels(t.tb, false, t.rels, t.label_of);
  t.actions = perceptron_open(ACTIONS);
  t.relations = perceptron_open(t.labels);
  learn(&t, FIRST_ROUNDS);
  perceptron_restart_buckets(t.actions, BUCKETS);
  perceptron_restart(t.relations, KEEP_LABELS);
  learn(&t, ROUNDS);
  perceptron_write_buckets(t.actions, out, "parser", BUCKETS);
  perceptron_write(t.relations, out, "relation");
  write_labels(&t, out);
  perceptron_close(t.actions);
  perceptron_close(t.relations);
}

/* The taggers of the folds are not the tagger of the model. */
void train_parser(Task *task) {
  ModelOut *out = model_out_open(task->model), *old = model_out_open(task->model);
  Model tagger = {0};
  train_model(&tagger, model_out_seal(old));
  if (!tagger.tagger.count) train_die(task->model, "the tagger comes first");
  Folds *folds = folds_open(task);
  parser_learn(&(Lesson){&task->treebank, &tagger, folds, task->gold, 0}, out);
  model_out_write(out, task->model);
  measure_all(task, model_out_seal(out));
  folds_close(folds);
  model_out_close(old);
  model_out_close(out);
}
