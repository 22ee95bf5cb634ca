/* train.h - the trainer: what its commands share. A tool: mistakes end the program with a message. */
#ifndef NEWS_TRAIN_H
#define NEWS_TRAIN_H

#include "core/doc.h"
#include "data/lang.h"
#include "tool/conllu.h"

/* ---- train.c ---- */

void train_die(const char *what, const char *why) __attribute__((noreturn));

/* Zeroed memory, for the program's life or until free(). */
void *train_alloc(size_t n, size_t size);

/* xorshift: the same numbers on every machine. */
typedef struct Random {
  uint64_t state;
} Random;
uint32_t random_next(Random *r);
uint32_t random_below(Random *r, uint32_t n); /* 0 to n - 1 */
void random_shuffle(Random *r, int32_t *at, int32_t n);

/* What a command is called with: train COMMAND MODEL TRAIN... -- MEASURE...
** Train files that do not end in .conllu are no treebanks: the command knows what they are. */
typedef struct Task {
  const char *model; /* the file to write sections into; those of other trainers stay */
  char **train;
  int trains;
  char **measure;
  int measures;
  Treebank treebank; /* of the train files, where the command wants one */
  int32_t gold; /* its sentences before those of taught.conllu (train teach), which come last */
} Task;

/* How a sentence is written this time: mostly plain, half of all with curly marks, some without a
** final mark, some in capitals or lower case. The same for the same seed. */
unsigned train_manner(void *seed /* uint32_t, of the round */, int32_t sentence);

/* The commands. */
void train_tagger(Task *task);
void train_lemmas(Task *task);
void train_clusters(Task *task);
void train_usage(Task *task);
void train_parser(Task *task);
void train_names(Task *task);
void train_name_usage(Task *task);
void train_teach(Task *task);
void train_odds(Task *task);

/* A treebank file as a plain document, for measuring. */
void train_render(Rendered *r, const char *path);
/* The model as the reader would open it; ends the program if it is refused. */
void train_model(Model *m, ModelBytes file);
/* The name of a file without its folders. */
const char *train_base(const char *path);
bool train_ends(const char *path, const char *end);
/* The words and rules of a pack file, without models. */
void train_lang(LangStore *store, const char *path);

/* Reads a plain text in pieces of about a megabyte, cut into tokens and, if `lang` has a tagger, tagged.
** Lines that begin with "<" are marks, and left out. */
void train_text(const Lang *lang, const char *path, void (*take)(void *ctx, Doc *doc), void *ctx);

/* ---- train_file.c: a model file to be ---- */

typedef struct ModelOut ModelOut;

/* The sections of the file at path; none if it is not there. */
ModelOut *model_out_open(const char *path);
/* Sets a section (copied). */
void model_out_put(ModelOut *out, const char *name, const char *part, const void *at, size_t n);
/* The whole file, 64-aligned, owned by `out`. */
ModelBytes model_out_seal(ModelOut *out);
/* Seals and writes. */
void model_out_write(ModelOut *out, const char *path);
void model_out_close(ModelOut *out);

/* ---- train_rows.c: averaged perceptron over rows of weights (data/score.h: Rows) ---- */

typedef struct Perceptron Perceptron;

enum { PERCEPTRON_KEYS = 128 };

Perceptron *perceptron_open(int labels);
void perceptron_close(Perceptron *p);

/* One step: sums of the keys for each label into score[]; the keys are remembered for update. */
void perceptron_score(Perceptron *p, const uint32_t *keys, int n, int32_t *score);
/* Adds `by` to the weights of the keys last scored. */
void perceptron_update(Perceptron *p, int label, int32_t by);
/* Steps pass also where nothing is updated: averages weigh by steps. */
void perceptron_step(Perceptron *p);

/* Turns weights into their averages, scaled by 1024 (for scoring and writing). */
void perceptron_average(Perceptron *p);
/* Starts again with all weights 0 and only the `keep` rows that weigh most and find
** room (data/score.h); no row is added after. To be called before perceptron_write. */
void perceptron_restart(Perceptron *p, int keep);
/* The same for a table of buckets: of each, the rows that weigh most. Keys have no bits but those of
** the bucket and, above 16, of the fingerprint. */
void perceptron_restart_buckets(Perceptron *p, uint32_t buckets);
int perceptron_rows(const Perceptron *p);
/* Writes NAME.groups, NAME.rows: weights scaled so that the largest becomes 127. */
void perceptron_write(const Perceptron *p, ModelOut *out, const char *name);
/* Writes section NAME.buckets: weights beyond the first label's, scaled so that all but a few become BUCKET_MOST at most;
** those few are cut. */
void perceptron_write_buckets(const Perceptron *p, ModelOut *out, const char *name,
                              uint32_t buckets);

/* ---- train_tagger.c, train_folds.c ---- */

/* Learns from a treebank and the task's clusters, sets the tagger's sections. */
void tagger_learn(const Task *task, const Treebank *tb, ModelOut *out);

/* Taggers that have not seen what they tag: each has learned from all documents but every FOLDSth. */
typedef struct Folds Folds;
Folds *folds_open(const Task *task);
/* Tags the whole treebank's document, each sentence by the tagger that does not know it. */
void folds_tag(const Folds *f, const Treebank *tb, Doc *doc);
void folds_close(Folds *f);

#endif
