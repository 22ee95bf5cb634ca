/* train_tagger.c - the tagger: what words are by themselves, then a perceptron over tag_features.
**
** Greedy as at run time: the tags before are the predicted ones. An update is due where the right
** label does not lead by a margin; some features are hidden at each step (dropout). After the first
** training only the heaviest rows stay, and all is learned again with those alone.
*/
#include "tool/train.h"

#include "read/read.h"
#include "read/word.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
  FIRST_ROUNDS = 6,
  ROUNDS = 12,
  KEEP = 32000,
  MARGIN = 20,
  DROP = 15,         /* percent */
  KNOWN_FROM = 2,    /* a word is known if it is seen so often */
  USAGE = 12,        /* what plain text tells of a word counts so much */
  USAGE_BELOW = 2,   /* for words seen less often */
  PAIR_FROM = 4,     /* two tags are told of words seen so often ... */
  PAIR_PERCENT = 20, /* ... if the second has so many percent */
  FIXED_FROM = 15,   /* and fixed if seen so often ... */
  FIXED_PERCENT = 99 /* ... with one tag in so many cases */
};

typedef struct Trainer {
  const Treebank *tb;
  Perceptron *p;
  Random random;
  int labels;
  uint8_t tags[ROW_WIDTH]; /* Tag of each label */
  uint8_t label_of[TAG_COUNT];
  WordTable words;
  uint32_t *slots;
  uint32_t seed; /* of this round's manner */
  int32_t wrong, seen;
} Trainer;

/* ---- words by themselves ---- */

typedef struct Count {
  uint32_t key, cluster;
  bool used;
  int32_t n, of[ROW_WIDTH];
  int32_t seen; /* in the treebanks alone */
} Count;

typedef struct Counts {
  Count *at;
  uint32_t mask;
  int32_t n;
  uint8_t pair[ROW_WIDTH][ROW_WIDTH]; /* its number, 0 = none */
} Counts;

static Count *add_word(Counts *c, uint32_t key) {
  uint32_t i = key * 0x9E3779B1u >> 8;
  while (c->at[i & c->mask].used && c->at[i & c->mask].key != key) i++;
  Count *k = &c->at[i & c->mask];
  if (!k->used && ++c->n * 2 > (int32_t)c->mask) train_die("train", "too many words");
  k->used = true;
  k->key = key;
  return k;
}

static void count_words(Counts *c, const Trainer *t, const Rendered *r) {
  for (int32_t i = 0; i < r->doc.tokens.n; i++) {
    uint8_t label = t->label_of[r->gold[i].tag];
    if (label == ROW_WIDTH) continue;
    Count *k = add_word(c, word_of(&r->doc, &t->words, i, 0).key);
    k->n = ++k->seen;
    k->of[label]++;
  }
}

/* The clusters of train_clusters.c: a line a word, key and class. */
static void read_clusters(Counts *c, const char *path) {
  FILE *f = fopen(path, "r");
  uint32_t key, cluster;
  if (!f) train_die(path, "cannot be opened");
  while (fscanf(f, "%x %u %*d %*s", &key, &cluster) == 2) add_word(c, key)->cluster = cluster;
  fclose(f);
}

/* How train_text.c saw words tagged: words that the treebanks hardly have are counted as if seen
** USAGE times, with tags in these shares. */
static void read_usage(Counts *c, const Trainer *t, const char *path) {
  FILE *f = fopen(path, "r");
  uint32_t key;
  char tag[16];
  int32_t n, of;
  if (!f) train_die(path, "cannot be opened");
  while (fscanf(f, "%x %15s %d %d", &key, tag, &n, &of) == 4) {
    Count *k = add_word(c, key);
    int number = tag_of_name((Str){tag, (int32_t)strlen(tag)});
    uint8_t label = number < 0 ? ROW_WIDTH : t->label_of[number];
    if (k->seen >= USAGE_BELOW || label == ROW_WIDTH) continue;
    int32_t add = (n * USAGE + of / 2) / of;
    k->of[label] += add;
    k->n += add;
  }
  fclose(f);
}

static int first_tag(const Count *k) {
  int best = 0;
  for (int i = 1; i < ROW_WIDTH; i++)
    if (k->of[i] > k->of[best]) best = i;
  return best;
}

/* The second most frequent label, NONE if it is rare. */
static int second_tag(const Count *k, int first) {
  int best = NONE;
  for (int i = 0; i < ROW_WIDTH; i++)
    if (i != first && k->of[i] && (best < 0 || k->of[i] > k->of[best])) best = i;
  bool often = best >= 0 && k->n >= PAIR_FROM && k->of[best] * 100 >= k->n * PAIR_PERCENT;
  return often ? best : NONE;
}

static bool fixed(const Count *k, int first) {
  return k->n >= FIXED_FROM && k->of[first] * 100 >= k->n * FIXED_PERCENT;
}

/* Numbers the pairs of tags that most running words have, from ROW_WIDTH up. */
static void number_pairs(Counts *c) {
  static int32_t seen[ROW_WIDTH][ROW_WIDTH];
  memset(seen, 0, sizeof seen);
  for (uint32_t i = 0; i <= c->mask; i++) {
    int first = first_tag(&c->at[i]), second = second_tag(&c->at[i], first);
    if (second >= 0) seen[first][second] += c->at[i].n;
  }
  for (uint8_t pair = ROW_WIDTH; pair <= WORD_LABEL; pair++) {
    int32_t best = 0;
    for (int32_t i = 1; i < ROW_WIDTH * ROW_WIDTH; i++)
      if (seen[i / ROW_WIDTH][i % ROW_WIDTH] > seen[best / ROW_WIDTH][best % ROW_WIDTH]) best = i;
    if (!seen[best / ROW_WIDTH][best % ROW_WIDTH]) break;
    seen[best / ROW_WIDTH][best % ROW_WIDTH] = 0;
    c->pair[best / ROW_WIDTH][best % ROW_WIDTH] = pair;
  }
}

static uint32_t info_of(const Counts *c, const Count *k) {
  uint32_t info = k->cluster << WORD_CLUSTER_SHIFT;
  int first = first_tag(k), second = second_tag(k, first);
  if (k->n < KNOWN_FROM) return info;
  info |= WORD_KNOWN;
  if (fixed(k, first)) return info | WORD_FIXED | (uint32_t)first;
  uint32_t pair = second >= 0 ? c->pair[first][second] : 0;
  return info | (pair ? pair : (uint32_t)first);
}

static void put_word(uint32_t *slots, uint32_t mask, uint32_t key, uint32_t info) {
  key = word_slot(key);
  uint32_t i = key;
  while (slots[i & mask]) i++;
  slots[i & mask] = (key & 0xFFFF0000u) | info;
}

/* The table of all words of which anything is known. */
static void make_words(Trainer *t, const Counts *c) {
  uint32_t n = 0, known = 0, fixed = 0, size = 2;
  for (uint32_t i = 0; i <= c->mask; i++) n += info_of(c, &c->at[i]) != 0;
  while (size < n * 3 / 2) size *= 2;
  t->slots = train_alloc(size, sizeof *t->slots);
  for (uint32_t i = 0; i <= c->mask; i++) {
    uint32_t info = info_of(c, &c->at[i]);
    known += (info & WORD_KNOWN) != 0;
    fixed += (info & WORD_FIXED) != 0;
    if (info) put_word(t->slots, size - 1, c->at[i].key, info);
  }
  t->words = (WordTable){t->slots, size - 1};
  printf("%u words in the table, %u known, %u fixed\n", n, known, fixed);
}

static void learn_words(Trainer *t, const Task *task) {
  Counts c = {train_alloc(1 << 18, sizeof(Count)), (1 << 18) - 1, 0, {{0}}};
  Rendered r;
  treebank_doc(&r, t->tb, 0, t->tb->sentences.n, 0, 0);
  count_words(&c, t, &r);
  rendered_close(&r);
  for (int i = 0; i < task->trains; i++)
    if (train_ends(task->train[i], "clusters.txt")) read_clusters(&c, task->train[i]);
  for (int i = 0; i < task->trains; i++)
    if (train_ends(task->train[i], "usage.txt")) read_usage(&c, t, task->train[i]);
  number_pairs(&c);
  make_words(t, &c);
  free(c.at);
}

/* ---- labels ---- */

/* The tags seen, rare ones left out if there are too many. */
static void choose_labels(Trainer *t) {
  int32_t seen[TAG_COUNT] = {0};
  for (int32_t i = 0; i < t->tb->words.n; i++) seen[t->tb->words.at[i].tag]++;
  memset(t->label_of, ROW_WIDTH, sizeof t->label_of);
  for (int32_t least = 1;; least++) {
    t->labels = 0;
    for (int tag = TAG_NONE + 1; tag < TAG_COUNT; tag++)
      if (seen[tag] >= least && t->labels++ < ROW_WIDTH) t->tags[t->labels - 1] = (uint8_t)tag;
    if (t->labels <= ROW_WIDTH) break;
  }
  for (int i = 0; i < t->labels; i++) t->label_of[t->tags[i]] = (uint8_t)i;
}

/* ---- learning ---- */

/* The best label, and the best but `gold`. */
static int best_of(const int32_t *score, int labels, int without) {
  int best = NONE;
  for (int i = 0; i < labels; i++)
    if (i != without && (best < 0 || score[i] > score[best])) best = i;
  return best;
}

/* Some keys are left out. The new number of keys. */
static int drop(Trainer *t, uint32_t *keys, int n) {
  int kept = 0;
  for (int i = 0; i < n; i++)
    if (random_below(&t->random, 100) >= DROP) keys[kept++] = keys[i];
  return kept;
}

static uint32_t learn_token(Trainer *t, const TagWindow *w, int gold) {
  uint32_t info = w->at[2].info, keys[TAG_FEATURES];
  int32_t score[ROW_WIDTH];
  if (info & WORD_FIXED) return info & WORD_LABEL;
  int n = drop(t, keys, tag_features(w, keys));
  perceptron_score(t->p, keys, n, score);
  int best = best_of(score, t->labels, NONE);
  if (gold < t->labels) {
    int other = best_of(score, t->labels, gold);
    t->seen++;
    t->wrong += best != gold;
    if (score[gold] < score[other] + MARGIN) {
      perceptron_update(t->p, gold, 1);
      perceptron_update(t->p, other, -1);
    }
  }
  perceptron_step(t->p);
  return (uint32_t)best;
}

static void learn_sentence(Trainer *t, const Rendered *r, const Sentence *s) {
  TagReader reader;
  tag_begin(&reader, &r->doc, &t->words, s);
  while (tag_next(&reader)) {
    int gold = t->label_of[r->gold[reader.token].tag];
    tag_took(&reader, learn_token(t, &reader.window, gold));
  }
}

static void learn(Trainer *t, int rounds) {
  int32_t n = t->tb->sentences.n, *order = train_alloc((size_t)n, sizeof *order);
  for (int32_t i = 0; i < n; i++) order[i] = i;
  for (int round = 1; round <= rounds; round++) {
    Rendered r;
    clock_t start = clock();
    t->seed++;
    t->wrong = t->seen = 0;
    treebank_doc(&r, t->tb, 0, n, train_manner, &t->seed);
    random_shuffle(&t->random, order, n);
    for (int32_t i = 0; i < n; i++) learn_sentence(t, &r, &r.doc.sentences.at[order[i]]);
    rendered_close(&r);
    printf("round %2d: %5.2f %% of the open words wrong, %d rows, %.1f s\n", round,
           100.0 * t->wrong / (t->seen ? t->seen : 1), perceptron_rows(t->p),
           (double)(clock() - start) / CLOCKS_PER_SEC);
  }
  perceptron_average(t->p);
  free(order);
}

/* ---- measuring, by the reader's own code ---- */

static void measure(const Model *m, const char *path, int32_t sum[2]) {
  Rendered r;
  Lang lang = {.model = m};
  Reader reader = {.lang = &lang};
  train_render(&r, path);
  clock_t start = clock();
  read_tag(&r.doc, &reader);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  int32_t right = 0, n = r.doc.tokens.n;
  for (int32_t i = 0; i < n; i++) right += r.doc.tokens.at[i].tag == r.gold[i].tag;
  printf("  %-32s %6d words, %5.2f %% right, %.1f M/s\n", train_base(path), n, 100.0 * right / n,
         n / seconds / 1e6);
  sum[0] += right;
  sum[1] += n;
  rendered_close(&r);
}

static void measure_all(const Task *task, ModelBytes file) {
  Model m;
  int32_t gum[2] = {0}, other[2] = {0};
  train_model(&m, file);
  for (int i = 0; i < task->measures; i++)
    measure(&m, task->measure[i], strstr(task->measure[i], "GUM_") ? gum : other);
  if (gum[1]) printf("  GUM together: %.2f %%\n", 100.0 * gum[0] / gum[1]);
}

static void write_labels(const Trainer *t, ModelOut *out) {
  char text[ROW_WIDTH * 8] = {0};
  size_t n = 0;
  for (int i = 0; i < t->labels; i++)
    n += (size_t)snprintf(text + n, sizeof text - n, "%s\n", tag_name(t->tags[i]));
  model_out_put(out, "tagger", "labels", text, n);
}

void tagger_learn(const Task *task, const Treebank *tb, ModelOut *out) {
  Trainer t = {.tb = tb, .random = {88172645463325252u}, .seed = 1};
  choose_labels(&t);
  learn_words(&t, task);
  t.p = perceptron_open(t.labels);
  learn(&t, FIRST_ROUNDS);
  perceptron_restart(t.p, KEEP);
  learn(&t, ROUNDS);
  perceptron_write(t.p, out, "tagger");
  write_labels(&t, out);
  model_out_put(out, "words", "", t.slots, (t.words.mask + 1) * sizeof *t.slots);
  perceptron_close(t.p);
  free(t.slots);
}

void train_tagger(Task *task) {
  ModelOut *out = model_out_open(task->model);
  tagger_learn(task, &task->treebank, out);
  model_out_write(out, task->model);
  measure_all(task, model_out_seal(out));
  model_out_close(out);
}
