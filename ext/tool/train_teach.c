/* train_teach.c - plain text, parsed by slower and better parsers, to learn from: train teach.
**
** Two graph parsers, begun differently, add up their chances of heads. What they make of plain text
** teaches the parser that ships.
**
**   train teach FILE.model TRAIN... WORDS.txt -- TEXT.txt... OUT.conllu
*/
#include "tool/train_graph.h"

#include "analyze.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEACHERS = 2, MOST_WORDS = 60, LEAST_WORDS = 4 };

typedef struct School {
  Graph *graph[TEACHERS];
  const Model *tagger;
} School;

/* The best relation of an arc, by the sum of what the teachers think. */
static int rel_of(const School *school, int word, int head) {
  float score[REL_COUNT] = {0};
  int best = REL_DEP;
  if (!head) return REL_ROOT;
  for (int k = 0; k < TEACHERS; k++) graph_rels(school->graph[k], word, head, score);
  for (int i = 0; i < REL_COUNT; i++)
    if (score[i] > score[best]) best = i;
  return best;
}

/* The tree, by the votes for each head, onto the tokens. */
static void put_tree(const School *school, Doc *doc, Parse *p, const int *votes) {
  int16_t head[MOST_WORDS + 2] = {0};
  best_tree(p->n, votes, head);
  for (int i = 1; i <= p->n; i++) {
    Token *t = &doc->tokens.at[p->token[i]];
    p->word[i].head = (int16_t)(head[i] ? head[i] : p->n + 1);
    t->head = head[i] ? p->token[head[i]] : NONE;
    t->rel = (uint8_t)rel_of(school, i, head[i]);
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
  int votes[(MOST_WORDS + 1) * (MOST_WORDS + 1)] = {0};
  if (s->last - s->first > PARSE_PIECE) return false;
  parse_begin(&p, doc, school->tagger, s->first, s->last);
  if (p.n > MOST_WORDS || p.n < LEAST_WORDS) return false;
  for (int k = 0; k < TEACHERS; k++) {
    graph_read(school->graph[k], &p, doc);
    graph_vote(school->graph[k], votes);
  }
  put_tree(school, doc, &p, votes);
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

static void measure_teachers(School *school, const Model *tagger, const char *path) {
  Rendered r;
  ParseScore s = {0};
  Lang lang = {.model = tagger};
  Reader reader = {.lang = &lang};
  train_render(&r, path);
  read_tag(&r.doc, &reader);
  read_parse(&r.doc, &reader);
  for (int32_t i = 0; i < r.doc.sentences.n; i++) teach(school, &r.doc, &r.doc.sentences.at[i]);
  score_tree(&s, &r.doc, r.gold);
  printf("  %-32s %6d words, heads %5.2f %%, with relation %5.2f %%\n", train_base(path), s.words,
         100.0 * s.heads / s.words, 100.0 * s.both / s.words);
  rendered_close(&r);
}

void train_teach(Task *task) {
  School school = {0};
  ModelOut *old = model_out_open(task->model);
  Model tagger = {0};
  train_model(&tagger, model_out_seal(old));
  Folds *folds = folds_open(task);
  float *words = graph_words(task->train[task->trains - 1]);
  school.tagger = &tagger;
  for (int k = 0; k < TEACHERS; k++) {
    Lesson lesson = {&task->treebank, &tagger, folds, task->gold, (uint32_t)k};
    school.graph[k] = graph_learn(&lesson, words);
  }
  free(words);
  FILE *f = fopen(task->measure[task->measures - 1], "w");
  if (!f) train_die(task->measure[task->measures - 1], "cannot be written");
  for (int i = 0; i < task->measures - 1; i++)
    if (train_ends(task->measure[i], ".txt"))
      teach_text(&school, &tagger, task->measure[i], f);
    else
      measure_teachers(&school, &tagger, task->measure[i]);
  if (fclose(f)) train_die("train", "cannot write");
  for (int k = 0; k < TEACHERS; k++) graph_close(school.graph[k]);
  folds_close(folds);
  model_out_close(old);
}
