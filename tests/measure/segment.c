/* segment.c - how well tokens and sentences agree with a treebank: segment [-v] FILE.conllu ...
**
** The text is put together from the words and their SpaceAfter, paragraphs by blank lines; gold and
** ours are compared as byte spans. -v prints the chunks that differ; -s the sentence ends.
*/
#include "analyze.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST = 1 << 20 };
typedef struct Gold {
  char *text;
  int32_t n;
  int32_t (*tokens)[2], (*sentences)[2];
  int32_t token_n, sentence_n;
} Gold;

static int verbose;

static void put(Gold *g, const char *s, size_t n) {
  memcpy(g->text + g->n, s, n);
  g->n += (int32_t)n;
}

static void gold_read(Gold *g, FILE *file) {
  char line[65536];
  int range_end = 0, sentence_start = -1, range_space = 1;
  while (fgets(line, sizeof line, file)) {
    if (!strncmp(line, "# newpar", 8) || !strncmp(line, "# newdoc", 8)) {
      if (g->n) put(g, "\n\n", 2);
    }
    if (line[0] == '\n' && sentence_start >= 0) {
      int32_t *s = g->sentences[g->sentence_n++];
      s[0] = sentence_start, s[1] = g->tokens[g->token_n - 1][1];
      sentence_start = -1;
    }
    if (line[0] < '0' || line[0] > '9') continue;
    char *field[10], *p = line;
    for (int i = 0; i < 10; i++) {
      field[i] = p;
      p = strchr(p, i < 9 ? '\t' : '\n');
      *p++ = 0;
    }
    if (strchr(field[0], '.')) continue;
    int no_space = strstr(field[9], "SpaceAfter=No") != 0;
    char *dash = strchr(field[0], '-');
    if (dash) {
      range_end = atoi(dash + 1), range_space = !no_space;
      continue;
    }
    int id = atoi(field[0]);
    if (sentence_start < 0) sentence_start = g->n;
    int32_t *t = g->tokens[g->token_n++];
    t[0] = g->n;
    put(g, field[1], strlen(field[1]));
    t[1] = g->n;
    if (id < range_end) continue;
    if (id == range_end ? range_space : !no_space) put(g, " ", 1);
    if (id == range_end) range_end = 0;
  }
}

static void show(const char *label, const char *text, int32_t from, int32_t to) {
  printf("  %s[%.*s]", label, to - from, text + from);
}

static void show_end(const char *label, const char *text, int32_t end) {
  printf("# %s: %.30s | %.30s\n", label, text + (end > 30 ? end - 30 : 0), text + end);
}

static void score(const char *name, const char *text, int32_t (*gold)[2], int32_t gold_n,
                  int32_t (*ours)[2], int32_t ours_n, int print) {
  int32_t hits = 0, i = 0, j = 0;
  while (i < gold_n && j < ours_n) {
    if (gold[i][0] == ours[j][0] && gold[i][1] == ours[j][1]) {
      hits++, i++, j++;
      continue;
    }
    if (print == 1) printf("#");
    do {
      if (j == ours_n || (i < gold_n && gold[i][1] <= ours[j][1])) {
        if (print == 1) show("gold", text, gold[i][0], gold[i][1]);
        if (print == 2) show_end("gold", text, gold[i][1]);
        i++;
      } else {
        if (print == 1) show("ours", text, ours[j][0], ours[j][1]);
        if (print == 2) show_end("ours", text, ours[j][1]);
        j++;
      }
    } while (i < gold_n && j < ours_n && gold[i][0] != ours[j][0]);
    if (print == 1) printf("\n");
  }
  printf("%s: gold %d ours %d precision %.2f recall %.2f F1 %.2f\n", name, gold_n, ours_n,
         100.0 * hits / ours_n, 100.0 * hits / gold_n, 200.0 * hits / (gold_n + ours_n));
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv) {
  Gold g = {.text = malloc(MOST * 16),
            .tokens = malloc(sizeof(int32_t[2]) * MOST),
            .sentences = malloc(sizeof(int32_t[2]) * MOST)};
  for (int i = 1; i < argc; i++) {
    if (argv[i][0] == '-') {
      verbose = argv[i][1];
      continue;
    }
    FILE *file = fopen(argv[i], "r");
    if (!file) return perror(argv[i]), 1;
    gold_read(&g, file);
    fclose(file);
  }
  Reader r;
  LangStore store;
  const Lang *lang;
  if (lang_en(&store, &lang) || !reader_open(&r, lang)) return 1;
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){g.text, g.n});
  double start = now();
  read_text(&doc, &r);
  read_segment(&doc, &r);
  double took = now() - start;
  int32_t(*spans)[2] = malloc(sizeof(int32_t[2]) * (size_t)(doc.tokens.n + 1));
  for (int32_t i = 0; i < doc.tokens.n; i++)
    spans[i][0] = doc.tokens.at[i].start, spans[i][1] = doc.tokens.at[i].end;
  score("tokens", g.text, g.tokens, g.token_n, spans, doc.tokens.n, verbose == 'v' ? 1 : 0);
  for (int32_t i = 0; i < doc.sentences.n; i++)
    spans[i][0] = doc.sentences.at[i].start, spans[i][1] = doc.sentences.at[i].end;
  score("sentences", g.text, g.sentences, g.sentence_n, spans, doc.sentences.n,
        verbose == 's' ? 2 : 0);
  printf("%.1f MB/s, rc %d, check %s\n", g.n / took / 1e6, (int)doc.rc,
         doc_check(&doc) ? doc_check(&doc) : "ok");
  doc_close(&doc);
  reader_close(&r);
  return 0;
}
