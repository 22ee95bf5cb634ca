/* train_folds.c - tags for learning to parse: with the mistakes that tags of unseen texts have. */
#include "tool/train.h"

#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

enum { FOLDS = 5 };

struct Folds {
  ModelOut *out[FOLDS];
  Model model[FOLDS];
};

/* By document; by sentence where there are too few documents. */
static int fold_of(const Treebank *tb, int32_t sentence) {
  return (tb->documents < FOLDS ? sentence : tb->sentences.at[sentence].document) % FOLDS;
}

/* The gold sentences that are not of a fold; words and memory are those of tb. */
static Treebank without(const Task *task, int fold) {
  const Treebank *tb = &task->treebank;
  Treebank part = *tb;
  part.sentences.at = train_alloc((size_t)tb->sentences.n, sizeof *part.sentences.at);
  part.sentences.n = 0;
  for (int32_t i = 0; i < task->gold; i++)
    if (fold_of(tb, i) != fold) part.sentences.at[part.sentences.n++] = tb->sentences.at[i];
  return part;
}

Folds *folds_open(const Task *task) {
  Folds *f = train_alloc(1, sizeof *f);
  for (int i = 0; i < FOLDS; i++) {
    Treebank part = without(task, i);
    printf("tagger %d of %d\n", i + 1, FOLDS);
    f->out[i] = model_out_open("");
    tagger_learn(task, &part, f->out[i]);
    train_model(&f->model[i], model_out_seal(f->out[i]));
    free(part.sentences.at);
  }
  return f;
}

void folds_tag(const Folds *f, const Treebank *tb, Doc *doc) {
  uint8_t *tags = train_alloc((size_t)doc->tokens.n, 1);
  for (int i = 0; i < FOLDS; i++) {
    Lang lang = {.model = &f->model[i]};
    read_tag(doc, &(Reader){.lang = &lang});
    for (int32_t t = 0; t < doc->tokens.n; t++)
      if (fold_of(tb, doc->tokens.at[t].sentence) == i) tags[t] = doc->tokens.at[t].tag;
  }
  for (int32_t t = 0; t < doc->tokens.n; t++) doc->tokens.at[t].tag = tags[t];
  free(tags);
}

void folds_close(Folds *f) {
  for (int i = 0; i < FOLDS; i++) model_out_close(f->out[i]);
  free(f);
}
