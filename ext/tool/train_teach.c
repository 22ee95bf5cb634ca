/* train_teach.c - plain text, parsed by the votes of several parsers, to learn from: train teach.
**
** Parsers that read from left to right and from right to left err in different places: by their
** votes a tree is better than by any one. What they make of plain text teaches the one that ships.
**
**   train teach FILE.model TRAIN... -- TEXT.txt... OUT.conllu
*/
#include "tool/train_parse.h"

#include "analyze.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEACHERS = 4, MOST_WORDS = 60, LEAST_WORDS = 4 };

typedef struct School {
  ModelOut *out[TEACHERS];
  Model model[TEACHERS];
  ParseScore score;
} School;

static bool reads_backward(int teacher) {
  return teacher & 1;
}

/* ---- votes ---- */

typedef struct Votes {
  int n;                                         /* words and the root, 0 */
  int head[(MOST_WORDS + 1) * (MOST_WORDS + 1)]; /* of head, of word */
  uint8_t rel[TEACHERS][MOST_WORDS + 1];
  int16_t heads[TEACHERS][MOST_WORDS + 1];
} Votes;

/* The words of `p` as they are numbered from left to right; the root becomes 0. */
static int number(const Parse *p, int word) {
  if (word > p->n) return 0;
  return p->reverse ? p->n + 1 - word : word;
}

static void vote(Votes *v, const Parse *p, const Model *m, int teacher) {
  for (int i = 1; i <= p->n; i++) {
    int word = number(p, i), head = number(p, p->word[i].head);
    v->head[head * v->n + word]++;
    v->heads[teacher][word] = (int16_t)head;
    v->rel[teacher][word] = head ? m->rels[p->word[i].label] : REL_ROOT;
  }
}

/* The relation that most of those give who have this head, else of all. */
static int rel_of(const Votes *v, int word, int head) {
  int votes[REL_COUNT] = {0}, best = 0;
  if (!head) return REL_ROOT;
  for (int k = 0; k < TEACHERS; k++)
    if (v->rel[k][word] != REL_ROOT) votes[v->rel[k][word]] += v->heads[k][word] == head ? 8 : 1;
  for (int i = 0; i < REL_COUNT; i++)
    if (votes[i] > votes[best]) best = i;
  return best ? best : REL_DEP;
}

/* The tree by votes, into `p`, whose words run from left to right. */
static void put_votes(Doc *doc, Parse *p, const Votes *v) {
  int16_t head[MOST_WORDS + 2] = {0};
  best_tree(p->n, v->head, head);
  for (int i = 1; i <= p->n; i++) {
    Token *t = &doc->tokens.at[p->token[i]];
    p->word[i].head = (int16_t)(head[i] ? head[i] : p->n + 1);
    t->head = head[i] ? p->token[head[i]] : NONE;
    t->rel = (uint8_t)rel_of(v, i, head[i]);
  }
  for (int i = 1; i <= p->n; i++)
    for (int k = i; k <= p->n; k = p->word[k].head) {
      if (p->word[k].first > i) p->word[k].first = (int16_t)i;
      if (p->word[k].last < i) p->word[k].last = (int16_t)i;
    }
  parse_marks(doc, p);
}

/* Is the sentence of a length to be parsed so? Then its tokens have heads. */
static bool teach(const School *school, Doc *doc, const Sentence *s) {
  static Parse p;
  static Votes v;
  if (s->last - s->first > PARSE_PIECE) return false;
  memset(&v, 0, sizeof v);
  for (int k = TEACHERS - 1; k >= 0; k--) {
    p.reverse = reads_backward(k);
    parse_begin(&p, doc, &school->model[k], s->first, s->last);
    if (p.n > MOST_WORDS || p.n < LEAST_WORDS) return false;
    v.n = p.n + 1;
    parse_run(&p, &school->model[k]);
    vote(&v, &p, &school->model[k], k);
  }
  put_votes(doc, &p, &v);
  return true;
}

/* ---- texts ---- */

static void write_sentence(FILE *f, const Doc *doc, const Sentence *s) {
  for (int32_t t = s->first; t < s->last; t++) {
    const Token *k = &doc->tokens.at[t];
    Str form = tok_text(doc, t);
    bool space = t + 1 == doc->tokens.n || tok_is(doc, t + 1, TOK_SPACE);
    fprintf(f, "%d\t%.*s\t_\tX\t%s\t_\t%d\t%s\t_\t%s\n", t - s->first + 1, (int)form.n, form.s,
            tag_name(k->tag), k->head == NONE ? 0 : k->head - s->first + 1, rel_name(k->rel),
            space ? "_" : "SpaceAfter=No");
  }
  fprintf(f, "\n");
}

static char *read_all(const char *path, size_t *n) {
  FILE *f = fopen(path, "rb");
  if (!f) train_die(path, "cannot be opened");
  fseek(f, 0, SEEK_END);
  *n = (size_t)ftell(f);
  rewind(f);
  char *text = train_alloc(*n + 1, 1);
  if (fread(text, 1, *n, f) != *n) train_die(path, "cannot be read");
  fclose(f);
  return text;
}

static void teach_text(const School *school, const Model *tagger, const char *path, FILE *f) {
  size_t n;
  char *text = read_all(path, &n);
  Doc doc;
  Lang lang = {.model = tagger};
  Reader reader;
  int32_t taught = 0;
  reader_open(&reader, &lang);
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)n});
  read_text(&doc, &reader);
  read_segment(&doc, &reader);
  read_tag(&doc, &reader);
  for (int32_t i = 0; i < doc.sentences.n; i++) {
    const Sentence *s = &doc.sentences.at[i];
    if (!tok_is(&doc, s->last - 1, TOK_PUNCT) || !teach(school, &doc, s)) continue;
    write_sentence(f, &doc, s);
    taught += s->last - s->first;
  }
  printf("%s: %d words\n", train_base(path), taught);
  doc_close(&doc);
  reader_close(&reader);
  free(text);
}

static void measure_votes(School *school, const Model *tagger, const char *path) {
  Rendered r;
  ParseScore s = {0};
  Lang lang = {.model = tagger};
  Reader reader = {.lang = &lang};
  train_render(&r, path);
  read_tag(&r.doc, &reader);
  read_parse(&r.doc, &reader);
  for (int32_t i = 0; i < r.doc.sentences.n; i++) teach(school, &r.doc, &r.doc.sentences.at[i]);
  score_tree(&s, &r.doc, r.gold);
  printf("  %-32s %6d words, heads %5.2f %%, with relation %5.2f %% by votes\n", train_base(path),
         s.words, 100.0 * s.heads / s.words, 100.0 * s.both / s.words);
  rendered_close(&r);
}

void train_teach(Task *task) {
  School school = {0};
  ModelOut *old = model_out_open(task->model);
  Model tagger = {0};
  train_model(&tagger, model_out_seal(old));
  Folds *folds = folds_open(task);
  for (int k = 0; k < TEACHERS; k++) {
    Lesson lesson = {&task->treebank, &tagger, folds, task->gold, (uint32_t)k, reads_backward(k)};
    school.out[k] = model_out_open(task->model);
    parser_learn(&lesson, school.out[k]);
    train_model(&school.model[k], model_out_seal(school.out[k]));
  }
  FILE *f = fopen(task->measure[task->measures - 1], "w");
  if (!f) train_die(task->measure[task->measures - 1], "cannot be written");
  for (int i = 0; i < task->measures - 1; i++)
    if (train_ends(task->measure[i], ".txt"))
      teach_text(&school, &tagger, task->measure[i], f);
    else
      measure_votes(&school, &tagger, task->measure[i]);
  if (fclose(f)) train_die("train", "cannot write");
  for (int k = 0; k < TEACHERS; k++) model_out_close(school.out[k]);
  folds_close(folds);
  model_out_close(old);
}
