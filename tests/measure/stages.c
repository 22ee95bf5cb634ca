/* stages.c - how long each stage takes, on one core and on two, beside a bare pass of ICU's word breaks.
**
** stages DATABASE: it has articles(published, body). CPU time of the best of some passes; words are tokens with a
** letter or digit. Lines for people, then one of JSON.
*/
#include "analyze.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

enum { PASSES = 5, STAGES = 15, MOST = 100000 };

static const struct {
  const char *name;
  void (*run)(Doc *doc, Reader *r);
} stages[STAGES] = {{"text", read_text},
                    {"segment", read_segment},
                    {"lookup", read_lookup},
                    {"mark", read_mark},
                    {"tag", read_tag},
                    {"parse", read_parse},
                    {"number", read_number},
                    {"date", read_date},
                    {"name", read_name},
                    {"entity", read_entity},
                    {"attribute", read_attribute},
                    {"resolve", read_resolve},
                    {"confidence", read_confidence},
                    {"figure", read_figure},
                    {"oneline", read_oneline}};

static Str text[MOST];
static Moment when[MOST];
static int texts;
static double bytes;
static const Lang *lang;

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void load(const char *path) {
  sqlite3 *db = 0;
  sqlite3_stmt *stmt = 0;
  if (sqlite3_open(path, &db) ||
      sqlite3_prepare_v2(db, "SELECT body, published FROM articles WHERE body IS NOT NULL", -1,
                         &stmt, 0))
    exit(1);
  while (sqlite3_step(stmt) == SQLITE_ROW && texts < MOST) {
    int n = sqlite3_column_bytes(stmt, 0);
    char *copy = malloc((size_t)n + 1);
    memcpy(copy, sqlite3_column_text(stmt, 0), (size_t)n);
    const char *day = (const char *)sqlite3_column_text(stmt, 1);
    when[texts] = day ? moment_read(lang, (Str){day, (int32_t)strlen(day)}) : (Moment){0};
    text[texts++] = (Str){copy, n};
    bytes += n;
  }
  sqlite3_finalize(stmt);
  sqlite3_close(db);
}

/* All texts once; seconds of each stage if they are asked for (looking at the clock takes 1 % of the whole), tokens,
** words, and the memory of all documents. */
typedef struct Pass {
  double stage[STAGES], all;
  double tokens, words, memory;
} Pass;

static void read_all(Reader *r, Pass *p, bool each) {
  *p = (Pass){0};
  double start = now(CLOCK_THREAD_CPUTIME_ID);
  for (int i = 0; i < texts; i++) {
    Doc doc;
    doc_open(&doc, mem_libc, 0, text[i]);
    doc.published = when[i];
    double at = each ? now(CLOCK_THREAD_CPUTIME_ID) : 0, next = 0;
    for (int s = 0; s < STAGES; s++, at = next) {
      stages[s].run(&doc, r);
      if (each) next = now(CLOCK_THREAD_CPUTIME_ID);
      p->stage[s] += next - at;
    }
    p->tokens += doc.tokens.n;
    for (int32_t t = 0; t < doc.tokens.n; t++) p->words += !tok_is(&doc, t, TOK_PUNCT);
    p->memory += (double)doc.arena.used;
    doc_close(&doc);
  }
  p->all = now(CLOCK_THREAD_CPUTIME_ID) - start;
}

static void *work(void *none) {
  Reader r;
  Pass p;
  if (reader_open(&r, lang))
    for (int i = 0; i < PASSES; i++) read_all(&r, &p, false);
  reader_close(&r);
  return none;
}

/* Seconds of the clock that several threads take for one pass each. */
static double wall(int threads) {
  pthread_t thread[8];
  double start = now(CLOCK_MONOTONIC);
  for (int i = 0; i < threads; i++) pthread_create(&thread[i], 0, work, 0);
  for (int i = 0; i < threads; i++) pthread_join(thread[i], 0);
  return (now(CLOCK_MONOTONIC) - start) / PASSES;
}

static double icu(void) {
  UErrorCode rc = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, "en", 0, 0, &rc);
  static UChar buffer[1 << 20];
  double best = 1e9;
  for (int pass = 0; pass < PASSES; pass++) {
    double start = now(CLOCK_THREAD_CPUTIME_ID);
    for (int i = 0; i < texts; i++) {
      int32_t units = 0;
      u_strFromUTF8WithSub(buffer, 1 << 20, &units, text[i].s, text[i].n, 0xFFFD, 0, &rc);
      ubrk_setText(words, buffer, units, &rc);
      while (U_SUCCESS(rc) && ubrk_next(words) != UBRK_DONE) {
      }
    }
    double took = now(CLOCK_THREAD_CPUTIME_ID) - start;
    if (took < best) best = took;
  }
  ubrk_close(words);
  return best;
}

int main(int argc, char **argv) {
  static LangStore store;
  Reader r;
  double start = now(CLOCK_PROCESS_CPUTIME_ID);
  if (argc != 2 || lang_en(&store, &lang) || !reader_open(&r, lang)) return 1;
  double opened = now(CLOCK_PROCESS_CPUTIME_ID) - start;
  load(argv[1]);
  Pass best = {.all = 1e9}, p;
  double all = 1e9;
  for (int i = 0; i < PASSES; i++) {
    read_all(&r, &p, true);
    if (p.all < best.all) best = p;
    read_all(&r, &p, false);
    if (p.all < all) all = p.all;
  }
  best.all = all;
  reader_close(&r);
  double breaks = icu(), one = wall(1), two = wall(2);
  printf("%d articles, %.2f MB, %.0f tokens, %.0f words, best of %d passes (CPU time)\n\n", texts,
         bytes / 1e6, best.tokens, best.words, PASSES);
  printf("%-12s %9s %9s %12s %12s %7s\n", "stage", "seconds", "MB/s", "tokens/s", "words/s",
         "share");
  for (int s = 0; s < STAGES; s++)
    printf("%-12s %9.4f %9.1f %12.0f %12.0f %6.1f%%\n", stages[s].name, best.stage[s],
           bytes / 1e6 / best.stage[s], best.tokens / best.stage[s], best.words / best.stage[s],
           100 * best.stage[s] / best.all);
  printf("%-12s %9.4f %9.1f %12.0f %12.0f\n", "all", best.all, bytes / 1e6 / best.all,
         best.tokens / best.all, best.words / best.all);
  printf("%-12s %9.4f %9.1f   all : this %.1f\n", "ICU breaks", breaks, bytes / 1e6 / breaks,
         best.all / breaks);
  printf("two threads read %.2f times as much as one; opening takes %.1f ms; memory %.0f bytes a "
         "byte of text\n\n",
         2 * one / two, opened * 1e3, best.memory / bytes);
  printf("{\"bytes\":%.0f,\"tokens\":%.0f,\"words\":%.0f,\"seconds\":%.5f,\"words_per_s\":%.0f,"
         "\"icu\":%.5f,\"ratio_icu\":%.2f,"
         "\"open_ms\":%.2f,\"two_threads\":%.2f,\"memory_per_byte\":%.1f,\"stages\":{",
         bytes, best.tokens, best.words, best.all, best.words / best.all, breaks, best.all / breaks,
         opened * 1e3, 2 * one / two, best.memory / bytes);
  for (int s = 0; s < STAGES; s++)
    printf("%s\"%s\":%.5f", s ? "," : "", stages[s].name, best.stage[s]);
  printf("}}\n");
  return 0;
}
