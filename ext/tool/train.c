/* train.c - trains the models of a language from treebanks. For who changes them: users never train.
**
**   train COMMAND FILE.model TRAIN.conllu... -- MEASURE.conllu...
**
** Each command sets its own sections of the file and leaves the others. The same data and program
** give the same file, byte for byte.
*/
#include "tool/train.h"

#include <stdio.h>
#include <stdlib.h>

void train_die(const char *what, const char *why) {
  fprintf(stderr, "train: %s: %s\n", what, why);
  exit(1);
}

void *train_alloc(size_t n, size_t size) {
  void *p = calloc(n ? n : 1, size);
  if (!p) train_die("train", "no memory");
  return p;
}

uint32_t random_next(Random *r) {
  r->state ^= r->state << 13;
  r->state ^= r->state >> 7;
  r->state ^= r->state << 17;
  return (uint32_t)(r->state >> 32);
}

uint32_t random_below(Random *r, uint32_t n) {
  return (uint32_t)(((uint64_t)random_next(r) * n) >> 32);
}

void random_shuffle(Random *r, int32_t *at, int32_t n) {
  for (int32_t i = n - 1; i > 0; i--) {
    int32_t k = (int32_t)random_below(r, (uint32_t)i + 1), keep = at[i];
    at[i] = at[k];
    at[k] = keep;
  }
}

unsigned train_manner(void *seed, int32_t sentence) {
  uint32_t r = score_key(*(const uint32_t *)seed, (uint32_t)sentence, 0, 0);
  unsigned manner = r & 1 ? MANNER_CURLY : MANNER_PLAIN;
  uint32_t percent = (r >> 8) % 100;
  if (percent < 8) return manner | MANNER_NO_END;
  if (percent < 10) return manner | MANNER_NO_END | MANNER_UPPER;
  if (percent < 12) return manner | MANNER_UPPER;
  if (percent < 16) return manner | MANNER_NO_END | MANNER_TITLE;
  if (percent < 20) return manner | MANNER_LOWER;
  return manner;
}

bool train_ends(const char *path, const char *end) {
  size_t n = strlen(path), tail = strlen(end);
  return n > tail && !strcmp(path + n - tail, end);
}

const char *train_base(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

void train_render(Rendered *r, const char *path) {
  Treebank tb;
  treebank_open(&tb);
  treebank_read(&tb, path);
  treebank_doc(r, &tb, 0, tb.sentences.n, 0, 0);
  for (int32_t i = 0; i < r->doc.tokens.n; i++) {
    r->gold[i].form = STR_NONE;
    r->gold[i].lemma = doc_keep(&r->doc, r->gold[i].lemma);
  }
  treebank_close(&tb);
}

void train_model(Model *m, ModelBytes file) {
  *m = (Model){0};
  const char *wrong = model_file_open(&m->syntax, file.at, file.n);
  if (!wrong) wrong = model_open(m);
  if (wrong) train_die("the model written", wrong);
}

void train_lang(LangStore *store, const char *path) {
  static const size_t most = 1 << 26;
  FILE *f = fopen(path, "rb");
  uint8_t *data = aligned_alloc(MODEL_ALIGN, most);
  if (!f || !data) train_die(path, "cannot be read");
  size_t n = fread(data, 1, most, f);
  fclose(f);
  *store = (LangStore){.lang = {.pack = &store->pack}};
  const char *wrong = pack_open(&store->pack, data, n);
  if (wrong) train_die(path, wrong);
}

static void read_treebank(Task *task) {
  treebank_open(&task->treebank);
  for (int i = 0; i < task->trains; i++) {
    if (!train_ends(task->train[i], ".conllu")) continue;
    if (!train_ends(task->train[i], "taught.conllu")) task->gold = NONE;
    treebank_read(&task->treebank, task->train[i]);
    if (task->gold == NONE) task->gold = task->treebank.sentences.n;
  }
  printf("%d documents, %d sentences, %d words to learn from\n", task->treebank.documents,
         task->treebank.sentences.n, task->treebank.words.n);
}

static const struct {
  const char *name;
  void (*run)(Task *task);
} commands[] = {
    {"tagger", train_tagger},         {"lemmas", train_lemmas}, {"clusters", train_clusters},
    {"usage", train_usage},           {"parser", train_parser}, {"names", train_names},
    {"name-usage", train_name_usage}, {"teach", train_teach},   {"odds", train_odds}};

int main(int argc, char **argv) {
  int stop = 3;
  while (stop < argc && strcmp(argv[stop], "--") != 0) stop++;
  if (stop == argc || stop == 3)
    train_die("usage", "train COMMAND FILE.model TRAIN.conllu... -- MEASURE.conllu...");
  Task task = {.model = argv[2],
               .train = argv + 3,
               .trains = stop - 3,
               .measure = argv + stop + 1,
               .measures = argc - stop - 1};
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (strcmp(commands[i].name, argv[1]) != 0) continue;
    setvbuf(stdout, 0, _IOLBF, 0);
    read_treebank(&task);
    commands[i].run(&task);
    treebank_close(&task.treebank);
    return 0;
  }
  train_die(argv[1], "no such command");
}
