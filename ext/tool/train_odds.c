/* train_odds.c - what the confidence of a quote rests on: a logistic model over quote_odds.
**
**   train odds odds.tsv SEGMENT.pack syntax.model names.model quotes.txt... -- dev.txt...
**
** quotes.txt is as quotes.pl writes it. A row is right where an annotated one covers the same words (at
** least half of those of both together) and names the same speaker. Few features, thousands of rows:
** gradient steps over all rows in their order, so that the weights are the same everywhere; rounded to
** hundredths.
*/
#include "tool/train.h"

#include "analyze.h"
#include "read/confidence.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { ROUNDS = 4000, MOST_GOLD = 512, NAME_MOST = 200, MOST_TEXT = 1 << 20 };

/* Articles of other publishers are read worse than those that the rules were learned on: this part of the rows is taken
** to be the other way round. */
#define DOUBT 0.04

typedef struct Row {
  bool holds[ODD_COUNT];
  bool right;
  int half; /* articles by turns: 0 or 1 */
} Row;

/* Which rows: of one half of the articles, or all. */
enum { FIRST_HALF, OTHER_HALF, ALL };

typedef struct Gold {
  int start, end;
  char speaker[NAME_MOST];
} Gold;

typedef struct OddsTrainer {
  Lang lang;
  Model model;
  Reader reader;
  Row *rows;
  int n, cap;
  int articles;
} OddsTrainer;

/* ---- what is right ---- */

static Str bare(Str s) {
  static const char *const articles[] = {"the ", "a ", "an "};
  for (int i = 0; i < 3; i++) {
    int32_t n = (int32_t)strlen(articles[i]);
    if (s.n > n && !strncasecmp(s.s, articles[i], (size_t)n)) return str_sub(s, n, s.n);
  }
  return s;
}

/* Equal, or one is the other's last words, as the scorer compares. */
static bool same_name(Str a, const char *gold) {
  Str b = bare((Str){gold, (int32_t)strlen(gold)});
  if (str_none(a) || b.n == 0) return str_none(a) && b.n == 0;
  a = bare(a);
  Str longer = a.n > b.n ? a : b, tail = a.n > b.n ? b : a;
  int32_t from = longer.n - tail.n;
  if (from > 0 && longer.s[from - 1] != ' ') return false;
  return !strncasecmp(longer.s + from, tail.s, (size_t)tail.n);
}

static bool right(const Quote *q, const Gold *gold, int n) {
  for (int i = 0; i < n; i++) {
    int first = q->content.start > gold[i].start ? q->content.start : gold[i].start;
    int last = q->content.end < gold[i].end ? q->content.end : gold[i].end;
    int all = q->content.end - q->content.start + gold[i].end - gold[i].start - (last - first);
    if (last > first && 2 * (last - first) >= all && same_name(q->speaker, gold[i].speaker))
      return true;
  }
  return false;
}

/* ---- reading ---- */

static void add_article(OddsTrainer *t, char *text, size_t size, const char *published,
                        const Gold *gold, int n) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)size});
  doc.published = moment_read(&t->lang, (Str){published, (int32_t)strlen(published)});
  analyze(&doc, &t->reader, WANT_QUOTES);
  for (int32_t i = 0; i < doc.quotes.n; i++) {
    if (t->n == t->cap) {
      t->cap = t->cap ? 2 * t->cap : 1024;
      t->rows = realloc(t->rows, (size_t)t->cap * sizeof *t->rows);
      if (!t->rows) train_die("odds", "no memory");
    }
    Row *row = &t->rows[t->n++];
    quote_odds(&doc, &t->lang, i, row->holds);
    row->right = right(&doc.quotes.at[i], gold, n);
    row->half = t->articles & 1;
  }
  t->articles++;
  doc_close(&doc);
}

static void read_articles(OddsTrainer *t, const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) train_die(path, "cannot be opened");
  char *text = train_alloc(MOST_TEXT, 1), published[64], line[512];
  Gold *gold = train_alloc(MOST_GOLD, sizeof *gold);
  int size, n;
  while (fgets(line, sizeof line, f) &&
         sscanf(line, "ARTICLE %63s %d %d", published, &size, &n) == 3) {
    if (size >= MOST_TEXT || n > MOST_GOLD) train_die(path, "an article is too long");
    for (int i = 0; i < n; i++) {
      char *tab = fgets(line, sizeof line, f) ? strchr(line, '\t') : 0;
      if (!tab || sscanf(line, "%d %d", &gold[i].start, &gold[i].end) != 2)
        train_die(path, "a damaged row");
      snprintf(gold[i].speaker, sizeof gold[i].speaker, "%.*s", (int)strcspn(tab + 1, "\n"),
               tab + 1);
    }
    if (fread(text, 1, (size_t)size + 1, f) != (size_t)size + 1)
      train_die(path, "ends in the middle");
    add_article(t, text, (size_t)size, published, gold, n);
  }
  fclose(f);
  free(text);
  free(gold);
}

/* ---- learning ---- */

static double chance(const Row *r, const double *w) {
  double x = 0;
  for (int k = 0; k < ODD_COUNT; k++)
    if (r->holds[k]) x += w[k];
  return 1 / (1 + exp(-x));
}

static bool is_of(const Row *r, int which) {
  return which == ALL || r->half == which;
}

static void learn(const OddsTrainer *t, double *w, int which) {
  double step[ODD_COUNT];
  int n = 0;
  for (int i = 0; i < t->n; i++) n += is_of(&t->rows[i], which);
  for (int round = 0; round < ROUNDS; round++) {
    for (int k = 0; k < ODD_COUNT; k++) step[k] = k ? -w[k] : 0; /* weights stay small */
    for (int i = 0; i < t->n; i++) {
      if (!is_of(&t->rows[i], which)) continue;
      double wrong = (t->rows[i].right ? 1 - DOUBT : DOUBT) - chance(&t->rows[i], w);
      for (int k = 0; k < ODD_COUNT; k++)
        if (t->rows[i].holds[k]) step[k] += wrong;
    }
    for (int k = 0; k < ODD_COUNT; k++) w[k] += 2.0 * step[k] / n;
  }
}

/* Rows by tenths of their chance: how many are right. */
static void report(const OddsTrainer *t, const double *w, const char *what, int which) {
  int n[10] = {0}, good[10] = {0}, all = 0;
  double sum[10] = {0}, error = 0;
  for (int i = 0; i < t->n; i++) {
    if (!is_of(&t->rows[i], which)) continue;
    all++;
    double p = chance(&t->rows[i], w);
    int bin = (int)(p * 10);
    n[bin]++, good[bin] += t->rows[i].right, sum[bin] += p;
  }
  printf("%s: %d rows\n", what, all);
  for (int i = 0; i < 10; i++) {
    if (!n[i]) continue;
    printf("  %.1f: %4d rows, said %.2f, right %.2f\n", i / 10.0, n[i], sum[i] / n[i],
           (double)good[i] / n[i]);
    error += fabs(sum[i] - good[i]) / all;
  }
  printf("  expected calibration error %.3f\n", error);
}

/* Each half of the articles by what was learned from the other. */
static void cross(const OddsTrainer *t) {
  for (int half = FIRST_HALF; half <= OTHER_HALF; half++) {
    double w[ODD_COUNT] = {0};
    learn(t, w, 1 - half);
    report(t, w, half == FIRST_HALF ? "one half, learned from the other" : "the other half", half);
  }
}

static void write_weights(const char *path, const double *w) {
  static const char *const names[] = {
#define ODD(id, name) name,
#include "read/confidence.def"
#undef ODD
  };
  FILE *f = fopen(path, "wb");
  if (!f) train_die(path, "cannot be written");
  fputs("# odds.tsv - written by train odds: log-odds in hundredths that a quote's row is right\n"
        "# (read/confidence.def).\n@odds\tweight\n",
        f);
  for (int k = 0; k < ODD_COUNT; k++) fprintf(f, "%s\t%ld\n", names[k], lround(100 * w[k]));
  fclose(f);
}

static const char *open_model(OddsTrainer *t, ModelFile *file, const char *path) {
  ModelBytes bytes = model_out_seal(model_out_open(path));
  const char *wrong = model_file_open(file, bytes.at, bytes.n);
  return wrong ? wrong : model_open(&t->model);
}

void train_odds(Task *task) {
  if (task->trains < 4) train_die("odds", "PACK syntax.model names.model quotes.txt...");
  LangStore store;
  OddsTrainer t = {0}, dev;
  train_lang(&store, task->train[0]);
  const char *wrong = open_model(&t, &t.model.syntax, task->train[1]);
  if (!wrong) wrong = open_model(&t, &t.model.names, task->train[2]);
  if (wrong) train_die("a model", wrong);
  t.lang = (Lang){.pack = store.lang.pack, .model = &t.model};
  if (!reader_open(&t.reader, &t.lang)) train_die("odds", "no memory");
  dev = t;
  for (int i = 3; i < task->trains; i++) read_articles(&t, task->train[i]);
  double w[ODD_COUNT] = {0};
  cross(&t);
  learn(&t, w, ALL);
  report(&t, w, "learned from", ALL);
  for (int i = 0; i < task->measures; i++) {
    dev.n = 0;
    read_articles(&dev, task->measure[i]);
    report(&dev, w, train_base(task->measure[i]), ALL);
  }
  write_weights(task->model, w);
}
