/* train_usage.c - what plain text makes of a word: the types of the names that it stands in.
**
**   train name-usage OUT.txt SEGMENT.pack syntax.model names.model TEXT.txt... --
**
** A first model of names reads plain texts; what it sees of a word in many places tells more than any
** one place. Only words with a capital that do not begin a sentence count. OUT.txt has a line a word: its key
** (read/word.h) and its NameUsage (data/names.h).
*/
#include "tool/train.h"

#include "analyze.h"
#include "read/name_features.h"

#include <stdio.h>
#include <stdlib.h>

enum { PIECE = 1 << 14, SLOTS = 1 << 20, LEAST = 3, MOST_WORDS = 48000, TYPES = ENTITY_WORK + 1 };

/* By EntityType; ENTITY_NONE: in no name. */
typedef struct Sight {
  uint32_t key;
  int32_t n, of[TYPES];
} Sight;

static Sight *sight_of(Sight *at, uint32_t key) {
  uint32_t i = word_slot(key);
  while (at[i % SLOTS].n && at[i % SLOTS].key != key) i++;
  return &at[i % SLOTS];
}

static void count_words(Sight *sights, const Doc *doc) {
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    if (!tok_is(doc, t, TOK_CAP) || name_first_of_sentence(doc, t)) continue;
    int32_t m = doc->tokens.at[t].mention;
    Sight *s = sight_of(sights, word_key(doc, t));
    s->key = word_key(doc, t);
    s->n++;
    s->of[m == NONE ? ENTITY_NONE : doc->mentions.at[m].type]++;
  }
}

static void read_piece(Reader *reader, Sight *sights, Str text) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, text);
  read_text(&doc, reader);
  read_segment(&doc, reader);
  read_lookup(&doc, reader);
  read_tag(&doc, reader);
  read_name(&doc, reader);
  count_words(sights, &doc);
  doc_close(&doc);
}

/* Pieces end at blank lines and marks ("<doc"), so that words of one article are read together. */
static void read_file(const Lang *lang, Sight *sights, const char *path) {
  Reader reader;
  FILE *f = fopen(path, "r");
  char *piece = train_alloc(PIECE * 2, 1);
  int32_t n = 0;
  if (!f) train_die(path, "cannot be opened");
  if (!reader_open(&reader, lang)) train_die(path, "no memory");
  while (fgets(piece + n, PIECE, f)) {
    bool end = piece[n] == '<' || piece[n] == '\n';
    if (!end) n += (int32_t)strlen(piece + n);
    if (n < PIECE && !(end && n > PIECE / 8)) continue;
    read_piece(&reader, sights, (Str){piece, n});
    n = 0;
  }
  read_piece(&reader, sights, (Str){piece, n});
  reader_close(&reader);
  free(piece);
  fclose(f);
}

static int by_count(const void *a, const void *b) {
  const Sight *x = a, *y = b;
  if (x->n != y->n) return x->n > y->n ? -1 : 1;
  return x->key < y->key ? -1 : x->key > y->key;
}

static uint32_t usage_of(const Sight *s) {
  int first = 0, second = NONE;
  for (int i = 1; i < TYPES; i++)
    if (s->of[i] > s->of[first]) first = i;
  for (int i = 0; i < TYPES; i++)
    if (i != first && s->of[i] && (second == NONE || s->of[i] > s->of[second])) second = i;
  int32_t percent = s->of[first] * 100 / s->n;
  return name_usage(first, percent, second == NONE ? first : second, s->n);
}

static void write(Sight *sights, const char *path) {
  FILE *f = fopen(path, "w");
  if (!f) train_die(path, "cannot be written");
  qsort(sights, SLOTS, sizeof *sights, by_count);
  for (int i = 0; i < MOST_WORDS && sights[i].n >= LEAST; i++)
    fprintf(f, "%08x %u\n", sights[i].key, usage_of(&sights[i]));
  if (fclose(f)) train_die(path, "cannot be written");
}

void train_name_usage(Task *task) {
  LangStore store;
  if (task->trains < 4) train_die("name-usage", "SEGMENT.pack syntax.model names.model TEXT.txt");
  Sight *sights = train_alloc(SLOTS, sizeof *sights);
  ModelOut *syntax = model_out_open(task->train[1]), *names = model_out_open(task->train[2]);
  ModelBytes bytes = model_out_seal(names);
  train_lang(&store, task->train[0]);
  train_model(&store.model, model_out_seal(syntax));
  const char *wrong = model_file_open(&store.model.names, bytes.at, bytes.n);
  if (!wrong) wrong = model_open(&store.model);
  if (wrong) train_die(task->train[2], wrong);
  store.lang.model = &store.model;
  for (int i = 3; i < task->trains; i++) read_file(&store.lang, sights, task->train[i]);
  write(sights, task->model);
  model_out_close(syntax);
  model_out_close(names);
  free(sights);
}
