/* train_text.c - plain text for the trainers, in pieces cut by the reader; and how its words are tagged.
**
**   train usage OUT.txt SEGMENT.pack FIRST.model clusters.txt TEXT.txt --
**
** Words that the treebanks have once or never take their tags from plain text, as a first tagger tags it:
** in many places it errs less than in one. OUT.txt has a line for each tag of each word of
** clusters.txt: key, tag, how often, how often the word has any tag.
*/
#include "tool/train.h"

#include "analyze.h"
#include "read/word.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 1 << 20, SLOTS = 1 << 17 };

static void read_chunk(Reader *reader, Str text, void (*take)(void *ctx, Doc *doc), void *ctx) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, text);
  read_text(&doc, reader);
  read_segment(&doc, reader);
  read_tag(&doc, reader);
  take(ctx, &doc);
  doc_close(&doc);
}

void train_text(const Lang *lang, const char *path, void (*take)(void *ctx, Doc *doc), void *ctx) {
  Reader reader;
  FILE *f = fopen(path, "r");
  char *chunk = train_alloc(CHUNK * 2, 1);
  int32_t n = 0;
  if (!f) train_die(path, "cannot be opened");
  if (!reader_open(&reader, lang)) train_die(path, "no memory");
  while (fgets(chunk + n, CHUNK, f)) {
    if (chunk[n] != '<') n += (int32_t)strlen(chunk + n);
    if (n < CHUNK) continue;
    read_chunk(&reader, (Str){chunk, n}, take, ctx);
    n = 0;
  }
  read_chunk(&reader, (Str){chunk, n}, take, ctx);
  reader_close(&reader);
  free(chunk);
  fclose(f);
}

typedef struct Usage {
  struct {
    uint32_t key;
    int32_t n, of[TAG_COUNT];
    bool used;
  } at[SLOTS];
} Usage;

static uint32_t slot_of(const Usage *u, uint32_t key) {
  uint32_t i = word_slot(key);
  while (u->at[i % SLOTS].used && u->at[i % SLOTS].key != key) i++;
  return i % SLOTS;
}

static void count_tags(void *ctx, Doc *doc) {
  Usage *u = ctx;
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    uint32_t slot = slot_of(u, word_key(doc, t));
    if (!u->at[slot].used) continue;
    u->at[slot].n++;
    u->at[slot].of[doc->tokens.at[t].tag]++;
  }
}

static void add_words(Usage *u, const char *path) {
  FILE *f = fopen(path, "r");
  uint32_t key, n = 0;
  if (!f) train_die(path, "cannot be opened");
  while (fscanf(f, "%x %*d %*d %*s", &key) == 1) {
    if (++n > SLOTS / 2) train_die(path, "too many words");
    uint32_t slot = slot_of(u, key);
    u->at[slot].used = true;
    u->at[slot].key = key;
  }
  fclose(f);
}

static void write(const Usage *u, const char *path) {
  FILE *f = fopen(path, "w");
  if (!f) train_die(path, "cannot be written");
  for (int i = 0; i < SLOTS; i++)
    for (int tag = TAG_NONE + 1; tag < TAG_COUNT; tag++)
      if (u->at[i].of[tag])
        fprintf(f, "%08x %s %d %d\n", u->at[i].key, tag_name(tag), u->at[i].of[tag], u->at[i].n);
  if (fclose(f)) train_die(path, "cannot be written");
}

void train_usage(Task *task) {
  LangStore store;
  if (task->trains != 4) train_die("usage", "SEGMENT.pack FIRST.model clusters.txt TEXT.txt");
  Usage *u = train_alloc(1, sizeof *u);
  ModelOut *first = model_out_open(task->train[1]);
  train_lang(&store, task->train[0]);
  train_model(&store.model, model_out_seal(first));
  store.lang.model = &store.model;
  add_words(u, task->train[2]);
  train_text(&store.lang, task->train[3], count_tags, u);
  write(u, task->model);
  model_out_close(first);
  free(u);
}
