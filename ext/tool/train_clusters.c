/* train_clusters.c - word clusters from plain text, by exchange.
**
**   train clusters OUT.txt SEGMENT.pack TEXT.txt... -- [CLASSES]
**
** Words that stand between the same words share a class. Each frequent word goes to the class where
** the bigrams of classes with the most frequent words, on either side, become most likely; words are
** moved one by one, for some rounds. OUT.txt has a line a word: its key (word.h), its class from 1, how
** often it was seen, the word; the tagger's trainer puts the classes into section words. Lines of text that begin with "<" are
** marks, and left out.
*/
#include "tool/train.h"

#include "read/word.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  CLASSES = 255, /* that fit a byte of section words */
  MOST_CLASSES = 1000,
  MOST_WORDS = 43000, /* that fit 65,536 slots */
  LEAST = 12,         /* a word's count */
  NEIGHBOURS = 2000,  /* most frequent words, whose places count */
  ROUNDS = 12,
  LOGS = 1 << 20
};

typedef struct Seen {
  uint32_t key;
  int32_t n, rank; /* rank by frequency */
  char form[24];   /* as first seen, maybe cut: for people */
} Seen;

/* A word beside another: word << 32 | side and neighbour; then so often. */
typedef struct Beside {
  uint64_t pair;
  int32_t n;
} Beside;

typedef struct Clusters {
  Seen *seen; /* table */
  uint32_t slots;
  int32_t n_seen;
  int32_t *text; /* index of each token's word; NONE between sentences */
  size_t n, cap;
  Beside *beside;
  size_t n_beside;
  size_t *first; /* of each word: its first Beside; one more at the end */
  int32_t words;
  const Seen **word; /* by rank */
  int32_t *count, *class;
  int32_t classes;
  int32_t *of_class; /* tokens of each class */
  int32_t *at;       /* tokens of each class at each neighbour, classes in a row */
  float *logs;       /* x log x */
} Clusters;

/* ---- reading ---- */

static Seen *seen_of(Clusters *c, uint32_t key) {
  uint32_t i = word_slot(key);
  while (c->seen[i % c->slots].n && c->seen[i % c->slots].key != key) i++;
  return &c->seen[i % c->slots];
}

static void put(Clusters *c, int32_t word) {
  if (c->n == c->cap) {
    c->cap = c->cap ? c->cap * 2 : 1 << 20;
    c->text = realloc(c->text, c->cap * sizeof *c->text);
    if (!c->text) train_die("clusters", "no memory");
  }
  c->text[c->n++] = word;
}

static void keep_form(Seen *s, Str form) {
  size_t n = (size_t)form.n < sizeof s->form ? (size_t)form.n : sizeof s->form - 1;
  memcpy(s->form, form.s, n);
}

static void take(void *ctx, Doc *doc) {
  Clusters *c = ctx;
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    if (!t || doc->tokens.at[t].sentence != doc->tokens.at[t - 1].sentence) put(c, NONE);
    uint32_t key = word_key(doc, t);
    Seen *s = seen_of(c, key);
    s->key = key;
    if (!s->n) keep_form(s, tok_fold(doc, t));
    if (!s->n++ && ++c->n_seen * 2 > (int32_t)c->slots) train_die("clusters", "too many words");
    put(c, (int32_t)(s - c->seen));
  }
  put(c, NONE);
}

/* ---- counting ---- */

static int by_count(const void *a, const void *b) {
  const Seen *x = *(Seen *const *)a, *y = *(Seen *const *)b;
  if (x->n != y->n) return x->n > y->n ? -1 : 1;
  return x->key < y->key ? -1 : x->key > y->key;
}

static void rank_words(Clusters *c) {
  Seen **order = train_alloc((size_t)c->n_seen, sizeof(Seen *));
  int32_t n = 0;
  for (uint32_t i = 0; i < c->slots; i++) {
    c->seen[i].rank = NONE;
    if (c->seen[i].n) order[n++] = &c->seen[i];
  }
  qsort(order, (size_t)n, sizeof *order, by_count);
  for (c->words = 0; c->words < n && c->words < MOST_WORDS; c->words++) {
    Seen *s = order[c->words];
    if (s->n < LEAST) break;
    s->rank = c->words;
    c->word[c->words] = s;
    c->count[c->words] = s->n;
  }
  free(order);
}

static int by_pair(const void *a, const void *b) {
  uint64_t x = ((const Beside *)a)->pair, y = ((const Beside *)b)->pair;
  return x < y ? -1 : x > y;
}

/* Neighbour 0 is the edge of a sentence; ranks from 1; the right side behind the left. */
static int32_t neighbour(const Clusters *c, size_t at) {
  if (c->text[at] == NONE) return 0;
  int32_t rank = c->seen[c->text[at]].rank;
  return rank >= 0 && rank < NEIGHBOURS - 1 ? rank + 1 : NONE;
}

static void add_beside(Clusters *c, int32_t word, int32_t place) {
  c->beside[c->n_beside++] = (Beside){(uint64_t)word << 32 | (uint32_t)place, 1};
}

static void count_pairs(Clusters *c) {
  c->beside = train_alloc(c->n * 2, sizeof *c->beside);
  for (size_t i = 1; i + 1 < c->n; i++) {
    int32_t word = c->text[i] == NONE ? NONE : c->seen[c->text[i]].rank;
    if (word < 0) continue;
    int32_t left = neighbour(c, i - 1), right = neighbour(c, i + 1);
    if (left >= 0) add_beside(c, word, left);
    if (right >= 0) add_beside(c, word, NEIGHBOURS + right);
  }
  qsort(c->beside, c->n_beside, sizeof *c->beside, by_pair);
  size_t n = 0;
  for (size_t i = 0; i < c->n_beside; i++) {
    if (n && c->beside[n - 1].pair == c->beside[i].pair)
      c->beside[n - 1].n++;
    else
      c->beside[n++] = c->beside[i];
  }
  c->n_beside = n;
  for (size_t i = 0, w = 0; w <= (size_t)c->words; w++) {
    while (i < n && c->beside[i].pair >> 32 < w) i++;
    c->first[w] = i;
  }
}

/* ---- exchange ---- */

static float log_of(const Clusters *c, int32_t x) {
  return x < LOGS ? c->logs[x] : (float)(x * log(x));
}

/* The row of the neighbour of a pair. */
static int32_t *at_neighbour(const Clusters *c, size_t beside) {
  return c->at + (size_t)(uint32_t)c->beside[beside].pair * (size_t)c->classes;
}

static void move(Clusters *c, int32_t word, int32_t class, int32_t sign) {
  c->of_class[class] += sign * c->count[word];
  for (size_t i = c->first[word]; i < c->first[word + 1]; i++)
    at_neighbour(c, i)[class] += sign * c->beside[i].n;
}

static int32_t best_class(const Clusters *c, int32_t word) {
  double gain[MOST_CLASSES];
  for (int32_t k = 0; k < c->classes; k++) {
    int32_t n = c->of_class[k];
    gain[k] = -2.0 * (log_of(c, n + c->count[word]) - log_of(c, n));
  }
  for (size_t i = c->first[word]; i < c->first[word + 1]; i++) {
    const int32_t *row = at_neighbour(c, i);
    int32_t n = c->beside[i].n;
    for (int32_t k = 0; k < c->classes; k++) gain[k] += log_of(c, row[k] + n) - log_of(c, row[k]);
  }
  int32_t best = 0;
  for (int32_t k = 1; k < c->classes; k++)
    if (gain[k] > gain[best]) best = k;
  return best;
}

static void exchange(Clusters *c) {
  for (int32_t w = 0; w < c->words; w++) {
    c->class[w] = w % c->classes;
    move(c, w, c->class[w], 1);
  }
  for (int round = 1; round <= ROUNDS; round++) {
    int32_t moved = 0;
    for (int32_t w = 0; w < c->words; w++) {
      int32_t was = c->class[w];
      move(c, w, was, -1);
      c->class[w] = best_class(c, w);
      move(c, w, c->class[w], 1);
      moved += c->class[w] != was;
    }
    printf("round %2d: %d words moved\n", round, moved);
    if (moved * 200 < c->words) break;
  }
}

static void write(const Clusters *c, const char *path) {
  FILE *f = fopen(path, "w");
  if (!f) train_die(path, "cannot be written");
  for (int32_t w = 0; w < c->words; w++)
    fprintf(f, "%08x %d %d %s\n", c->word[w]->key, c->class[w] + 1, c->count[w], c->word[w]->form);
  if (fclose(f)) train_die(path, "cannot be written");
}

static void fill_logs(Clusters *c) {
  c->logs = train_alloc(LOGS, sizeof *c->logs);
  for (int32_t i = 2; i < LOGS; i++) c->logs[i] = (float)(i * log(i));
}

void train_clusters(Task *task) {
  LangStore store;
  Clusters c = {.slots = 1 << 21, .classes = CLASSES};
  if (task->measures) c.classes = atoi(task->measure[0]);
  if (c.classes < 2 || c.classes > MOST_CLASSES) train_die("clusters", "2 to 1000 classes");
  c.seen = train_alloc(c.slots, sizeof *c.seen);
  c.word = train_alloc(MOST_WORDS, sizeof *c.word);
  c.count = train_alloc(MOST_WORDS, sizeof *c.count);
  c.class = train_alloc(MOST_WORDS, sizeof *c.class);
  c.first = train_alloc(MOST_WORDS + 1, sizeof *c.first);
  c.at = train_alloc(2 * NEIGHBOURS * (size_t)c.classes, sizeof *c.at);
  c.of_class = train_alloc((size_t)c.classes, sizeof *c.of_class);
  fill_logs(&c);
  train_lang(&store, task->train[0]);
  for (int i = 1; i < task->trains; i++) train_text(&store.lang, task->train[i], take, &c);
  rank_words(&c);
  printf("%zu tokens, %d words, %d frequent\n", c.n, c.n_seen, c.words);
  count_pairs(&c);
  exchange(&c);
  write(&c, task->model);
}
