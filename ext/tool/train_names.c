/* train_names.c - the model of names: lists and finer clusters by word, then a perceptron over
** name_features whose paths are found as at run time.
**
**   train names names.model SEGMENT.pack syntax.model lists.txt names.txt longer.txt
**         [usage.txt usage0.txt usage1.txt] -- dev.txt
**
** lists.txt and names.txt come from names.pl; longer.txt is as train_clusters.c writes it; usage as
** train_usage.c does: of words as a teacher sees them who learned from all articles, from every second, from the
** others. An article is learned with the usage of the teacher who has not seen it, so that usage is believed
** as far as unseen articles warrant it. A path is learned from where it differs from the right one, wrong
** labels having a head start (margin).
*/
#include "tool/train.h"

#include "analyze.h"

#include "read/name_features.h"
#include "read/name_path.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
  FIRST_ROUNDS = 4,
  ROUNDS = 8,
  KEEP = 49000,
  MARGIN = 12,
  DROP = 20,     /* percent */
  OWN_TIMES = 2, /* articles that follow our guide are learned so often a round */
  LIST_SLOTS = 1 << 17,
  WORD_SLOTS = 1 << 16
};

typedef struct Article {
  Doc doc;
  char *text;
  uint8_t *gold; /* label of each token */
  NameCounts counts;
  bool own;
} Article;

typedef struct NameTrainer {
  Model model;
  Lang lang;
  Perceptron *p;
  Random random;
  Article *at;
  int n, cap;
  NameSteps steps;
  NamePath path;
  uint32_t keys[NAME_RUN][NAME_FEATURES];
  int n_keys[NAME_RUN];
  NameWord words[NAME_RUN + 2 * NAME_EDGE];
  int32_t wrong, seen;
  WordTable usage[2]; /* for articles of even and odd number */
  int32_t right_at[NAME_MARGINS], found_at[NAME_MARGINS];
} NameTrainer;

/* ---- lists ---- */

static char *read_all(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) train_die(path, "cannot be opened");
  fseek(f, 0, SEEK_END);
  size_t n = (size_t)ftell(f);
  rewind(f);
  char *s = train_alloc(n + 1, 1);
  if (fread(s, 1, n, f) != n) train_die(path, "cannot be read");
  fclose(f);
  return s;
}

static const struct {
  const char *kind;
  uint32_t only, first, inner;
} kinds[] = {{"female", LIST_FEMALE, 0, 0},
             {"male", LIST_MALE, 0, 0},
             {"first", LIST_FIRST, 0, 0},
             {"last", LIST_LAST, 0, 0},
             {"city", LIST_PLACE, LIST_PLACE_FIRST, LIST_PLACE_INNER},
             {"region", LIST_PLACE, LIST_PLACE_FIRST, LIST_PLACE_INNER},
             {"country", LIST_COUNTRY, LIST_PLACE_FIRST, LIST_PLACE_INNER},
             {"people", LIST_PEOPLE, 0, 0},
             {"body", LIST_BODY, LIST_BODY_FIRST, LIST_BODY_INNER},
             {"water", LIST_WATER, LIST_PLACE_FIRST, LIST_PLACE_INNER}};

/* Slots of a WordTable: the info of a key, added to with `or`. */
static void slot_add(uint32_t *slots, uint32_t mask, uint32_t key, uint32_t info) {
  uint32_t at = word_slot(key), i = at;
  while (slots[i & mask] && slots[i & mask] >> 16 != at >> 16) i++;
  slots[i & mask] = (at & 0xFFFF0000u) | (slots[i & mask] & 0xFFFF) | info;
}

static void add_phrase(uint32_t *slots, const char *kind, char *phrase) {
  size_t k = 0;
  while (k < sizeof kinds / sizeof *kinds && strcmp(kinds[k].kind, kind)) k++;
  if (k == sizeof kinds / sizeof *kinds) train_die(kind, "no such list");
  bool several = strchr(phrase, ' ') != 0;
  char *save = 0;
  for (char *w = strtok_r(phrase, " ", &save); w; w = strtok_r(0, " ", &save)) {
    uint32_t bit = !several ? kinds[k].only : w == phrase ? kinds[k].first : kinds[k].inner;
    if (bit) slot_add(slots, LIST_SLOTS - 1, str_hash((Str){w, (int32_t)strlen(w)}), bit);
  }
}

static void put_lists(ModelOut *out, const char *path) {
  uint32_t *slots = train_alloc(LIST_SLOTS, sizeof *slots);
  char *text = read_all(path), *save = 0;
  for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(0, "\n", &save)) {
    char *tab = strchr(line, '\t');
    if (!tab) train_die(path, "a line without a tab");
    *tab = 0;
    add_phrase(slots, line, tab + 1);
  }
  model_out_put(out, "lists", "", slots, LIST_SLOTS * sizeof *slots);
  free(text);
  free(slots);
}

/* Lines that begin with a word's key and its info. */
static uint32_t *read_words(const char *path) {
  uint32_t *slots = train_alloc(WORD_SLOTS, sizeof *slots), key, info;
  FILE *f = fopen(path, "r");
  if (!f) train_die(path, "cannot be opened");
  for (int n = 0; n < WORD_SLOTS * 3 / 4 && fscanf(f, "%x %u%*[^\n]", &key, &info) == 2; n++)
    slot_add(slots, WORD_SLOTS - 1, key, info);
  fclose(f);
  return slots;
}

static void put_words(ModelOut *out, const char *name, const char *path) {
  uint32_t *slots = read_words(path);
  model_out_put(out, name, "", slots, WORD_SLOTS * sizeof *slots);
  free(slots);
}

/* ---- articles ---- */

typedef struct Span {
  int32_t start, end;
  int type;
} Span;

typedef ARRAY(Span) Spans;

/* Takes the marks out of a text, in place; the spans that they made. */
static Str unmark(Doc *keep, char *text, size_t n, Spans *spans) {
  static const char letters[] = "POLEWM";
  int32_t to = 0;
  Span open = {0};
  for (size_t i = 0; i < n; i++) {
    if (text[i] == 1 && i + 1 < n) {
      const char *type = strchr(letters, text[++i]);
      if (!type) train_die("names", "a mark of no type");
      open = (Span){.start = to, .type = (int)(type - letters)};
    } else if (text[i] == 2) {
      open.end = to;
      doc_add(keep, spans, &open);
    } else {
      text[to++] = text[i];
    }
  }
  return (Str){text, to};
}

static void label_span(Article *a, const Span *s) {
  const Doc *doc = &a->doc;
  int32_t first = doc_token_at(doc, s->start), last = first;
  while (last < doc->tokens.n && doc->tokens.at[last].start < s->end) last++;
  for (int32_t t = first; t < last; t++) {
    int place = last - first == 1 ? NAME_UNIT
                : t == first      ? NAME_BEGIN
                : t == last - 1   ? NAME_LAST
                                  : NAME_INSIDE;
    a->gold[t] = (uint8_t)name_label(s->type, place);
  }
}

/* A run never cuts a name: labels of one that a sentence's end cuts are dropped. */
static void drop_cut(Article *a) {
  for (int32_t s = 0; s < a->doc.sentences.n; s++) {
    const Sentence *at = &a->doc.sentences.at[s];
    bool good = name_follows(NAME_NONE, a->gold[at->first]) &&
                name_follows(a->gold[at->last - 1], NAME_NONE);
    for (int32_t t = at->first; t < at->last; t++)
      if (!good) a->gold[t] = NAME_OUT;
  }
}

static void open_article(NameTrainer *t, Reader *reader, Article *a, char *text, size_t n) {
  Doc scratch;
  Spans spans = {0};
  doc_open(&scratch, mem_libc, 0, STR_NONE);
  a->own = text[0] == 'N';
  a->text = text;
  Str plain = unmark(&scratch, text + 2, n - 2, &spans);
  doc_open(&a->doc, mem_libc, 0, plain);
  read_text(&a->doc, reader);
  read_segment(&a->doc, reader);
  read_tag(&a->doc, reader);
  a->gold = train_alloc((size_t)a->doc.tokens.n, 1);
  a->counts.size = name_counts_size(a->doc.tokens.n);
  a->counts.at = train_alloc(a->counts.size, sizeof *a->counts.at);
  for (int32_t i = 0; i < spans.n; i++) label_span(a, &spans.at[i]);
  drop_cut(a);
  name_count(&a->doc, &a->counts);
  t->seen += a->doc.tokens.n;
  doc_close(&scratch);
}

static void read_articles(NameTrainer *t, const char *path) {
  Reader reader;
  char *text = read_all(path), *save = 0;
  if (!reader_open(&reader, &t->lang)) train_die("names", "no memory");
  t->n = t->seen = 0;
  for (char *one = strtok_r(text, "\f", &save); one; one = strtok_r(0, "\f", &save)) {
    if (t->n == t->cap) {
      t->cap = t->cap ? t->cap * 2 : 256;
      t->at = realloc(t->at, (size_t)t->cap * sizeof *t->at);
      if (!t->at) train_die("names", "no memory");
    }
    size_t n = strlen(one);
    if (n > 3) open_article(t, &reader, &t->at[t->n++], one, n);
  }
  reader_close(&reader);
  printf("%s: %d documents, %d words\n", train_base(path), t->n, t->seen);
}

/* ---- learning ---- */

static void steps_of(NameTrainer *t, bool own) {
  for (int b = 0; b <= NAME_LABELS; b++) {
    uint32_t key = name_step_key(b, own);
    perceptron_score(t->p, &key, 1, t->steps.to[b]);
  }
  name_steps(&t->steps);
}

/* Hides some features of this step; whatever stays keeps its order. */
static int drop(NameTrainer *t, uint32_t *keys, int n) {
  int kept = 0;
  for (int i = 0; i < n; i++)
    if (random_below(&t->random, 100) >= DROP) keys[kept++] = keys[i];
  return kept;
}

static void score_run(NameTrainer *t, const Article *a, int32_t first, int n) {
  name_words(&a->doc, &t->model, &a->counts, first, first + n, t->words);
  for (int i = 0; i < n; i++) {
    const NameWord *w = &t->words[i + NAME_EDGE];
    int32_t *score = t->path.score[i];
    t->n_keys[i] = 0;
    for (int l = 0; l < NAME_LABELS; l++) score[l] = l ? NAME_NEVER : 0;
    if (!w->open) continue;
    t->n_keys[i] = drop(t, t->keys[i], name_features(w, a->own, t->keys[i]));
    perceptron_score(t->p, t->keys[i], t->n_keys[i], score);
    for (int l = 0; l < NAME_LABELS; l++)
      if (l != a->gold[first + i]) score[l] += MARGIN;
  }
}

static void move(NameTrainer *t, const uint32_t *keys, int n, int from, int to) {
  int32_t unused[NAME_LABELS];
  if (from == to || !n) return;
  perceptron_score(t->p, keys, n, unused);
  perceptron_update(t->p, to, 1);
  perceptron_update(t->p, from, -1);
}

static void learn_run(NameTrainer *t, const Article *a, int32_t first, int n) {
  const uint8_t *gold = a->gold + first;
  perceptron_step(t->p);
  steps_of(t, a->own);
  score_run(t, a, first, n);
  for (int i = 0; i < n; i++)
    if (gold[i] && !t->n_keys[i]) return; /* a name without capitals: not to be found */
  name_path(&t->path, &t->steps, 0, n, (NameEdges){NAME_NONE, NAME_NONE});
  for (int i = 0; i < n; i++) {
    int found = t->path.label[i];
    t->wrong += found != gold[i];
    move(t, t->keys[i], t->n_keys[i], found, gold[i]);
    int before = i ? t->path.label[i - 1] : NAME_NONE, right = i ? gold[i - 1] : NAME_NONE;
    if (before == right && found == gold[i]) continue;
    uint32_t key = name_step_key(right, a->own);
    int32_t unused[NAME_LABELS];
    perceptron_score(t->p, &key, 1, unused);
    perceptron_update(t->p, gold[i], 1);
    key = name_step_key(before, a->own);
    perceptron_score(t->p, &key, 1, unused);
    perceptron_update(t->p, found, -1);
  }
}

static void learn_article(NameTrainer *t, const Article *a) {
  for (int32_t s = 0; s < a->doc.sentences.n; s++) {
    const Sentence *at = &a->doc.sentences.at[s];
    int n = at->last - at->first;
    if (n > 0 && n <= NAME_RUN) learn_run(t, a, at->first, n);
  }
}

static void learn(NameTrainer *t, int rounds) {
  int32_t n = 0, *order = train_alloc((size_t)t->n * OWN_TIMES, sizeof *order);
  for (int32_t i = 0; i < t->n; i++)
    for (int k = 0; k < (t->at[i].own ? OWN_TIMES : 1); k++) order[n++] = i;
  for (int round = 1; round <= rounds; round++) {
    clock_t start = clock();
    t->wrong = 0;
    random_shuffle(&t->random, order, n);
    for (int32_t i = 0; i < n; i++) {
      if (t->usage[0].mask) t->model.names_model.usage = t->usage[order[i] & 1];
      learn_article(t, &t->at[order[i]]);
    }
    printf("round %2d: %d words wrong, %d rows, %.1f s\n", round, t->wrong, perceptron_rows(t->p),
           (double)(clock() - start) / CLOCKS_PER_SEC);
  }
  perceptron_average(t->p);
  free(order);
}

/* ---- measuring, by the reader's own code ---- */

static bool is_gold(const Article *a, const Mention *m) {
  static const uint8_t types[] = {NAME_OTHER, NAME_PERSON, NAME_ORGANIZATION,
                                  NAME_PLACE, NAME_EVENT,  NAME_WORK};
  for (int32_t t = m->first; t < m->last; t++) {
    int place = m->last - m->first == 1 ? NAME_UNIT
                : t == m->first         ? NAME_BEGIN
                : t == m->last - 1      ? NAME_LAST
                                        : NAME_INSIDE;
    if (a->gold[t] != name_label(types[m->type], place)) return false;
  }
  return true;
}

/* The chance of a name stands in conf: before chances are known, its margin's number in percent. */
static void measure(NameTrainer *t, bool first) {
  int32_t right[8] = {0}, found[8] = {0}, gold[8] = {0};
  Reader reader = {.lang = &t->lang};
  for (int i = 0; i < t->n; i++) {
    Article *a = &t->at[i];
    a->doc.mentions.n = 0;
    for (int32_t k = 0; k < a->doc.tokens.n; k++) {
      int l = a->gold[k];
      if (l && (name_place(l) == NAME_BEGIN || name_place(l) == NAME_UNIT))
        gold[name_type(l) + 1]++;
    }
    read_name(&a->doc, &reader);
    for (int32_t k = 0; k < a->doc.mentions.n; k++) {
      const Mention *m = &a->doc.mentions.at[k];
      int margin = (int)(m->conf * 100 + 0.5f);
      bool good = is_gold(a, m);
      found[m->type]++;
      right[m->type] += good;
      if (first && margin < NAME_MARGINS) t->found_at[margin]++, t->right_at[margin] += good;
    }
  }
  for (int k = 1; k <= 5; k++)
    printf("  %-14s found %5d right %5d of %5d: F1 %.1f\n", type_name(k), found[k], right[k],
           gold[k], 200.0 * right[k] / (found[k] + gold[k] ? found[k] + gold[k] : 1));
}

/* Chances rise with the margin: where the counts do not, neighbours are put together. */
static void put_sure(NameTrainer *t, ModelOut *out) {
  uint8_t sure[NAME_MARGINS];
  for (int i = 0; i < NAME_MARGINS;) {
    int end = i + 1, best_end = i + 1;
    double right = 0, found = 0, least = 2;
    for (end = i; end < NAME_MARGINS; end++) {
      right += t->right_at[end];
      found += t->found_at[end];
      if (found > 0 && right / found <= least) least = right / found, best_end = end + 1;
    }
    if (least > 1) least = i ? sure[i - 1] / 100.0 : 0.5, best_end = NAME_MARGINS;
    for (; i < best_end; i++) sure[i] = (uint8_t)(least * 100 > 99 ? 99 : least * 100 + 0.5);
  }
  model_out_put(out, "sure", "", sure, sizeof sure);
}

static void open_written(NameTrainer *t, ModelOut *out) {
  ModelBytes bytes = model_out_seal(out);
  const char *wrong = model_file_open(&t->model.names, bytes.at, bytes.n);
  if (!wrong) wrong = model_open(&t->model);
  if (wrong) train_die("the model written", wrong);
}

static void put_labels(ModelOut *out) {
  char text[NAME_LABELS * 24] = {0};
  for (int i = 0; i < NAME_LABELS; i++) {
    name_label_name(i, text + strlen(text));
    strcat(text, "\n");
  }
  model_out_put(out, "names", "labels", text, strlen(text));
}

void train_names(Task *task) {
  if ((task->trains != 5 && task->trains != 8) || task->measures != 1)
    train_die("names",
              "SEGMENT.pack syntax.model lists.txt names.txt longer.txt [usages] -- dev.txt");
  static NameTrainer t;
  LangStore store;
  ModelOut *syntax = model_out_open(task->train[1]), *out = model_out_open(task->model);
  t.random.state = 88172645463325252u;
  train_lang(&store, task->train[0]);
  train_model(&t.model, model_out_seal(syntax));
  t.lang = (Lang){.pack = store.lang.pack, .model = &t.model};
  put_lists(out, task->train[2]);
  put_words(out, "longer", task->train[4]);
  if (task->trains > 5) put_words(out, "usage", task->train[5]);
  for (int i = 6; i < task->trains; i++)
    t.usage[7 - i] = (WordTable){.slots = read_words(task->train[i]), .mask = WORD_SLOTS - 1};
  open_written(&t, out);
  read_articles(&t, task->train[3]);
  t.p = perceptron_open(NAME_LABELS);
  learn(&t, FIRST_ROUNDS);
  perceptron_restart(t.p, KEEP);
  learn(&t, ROUNDS);
  perceptron_write(t.p, out, "names");
  put_labels(out);
  read_articles(&t, task->measure[0]);
  open_written(&t, out);
  measure(&t, true);
  put_sure(&t, out);
  model_out_write(out, task->model);
}
