/* limits.c - what a program may ask of an extension in its process: limits of memory and length are kept, an
** interrupt is answered, small stacks are enough, many connections live side by side, all of them end.
*/
#include "../tap.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 50 };

static const char all[] = "SELECT (SELECT count(*) FROM news_quotes(?1)) + (SELECT count(*) FROM "
                          "news_entities(?1)) + (SELECT count(*)"
                          " FROM news_figures(?1)) + (SELECT count(*) FROM news_dates(?1)) + "
                          "(SELECT count(*) FROM news_tokens(?1))";
static const char article[] =
    "“Nobody slept,” said Ann Lee, the mayor of Tavel, on Friday. At least 12 people were killed "
    "and about $1.2 "
    "million was lost, according to the ministry. She told reporters that “it was over”.";

static sqlite3 *open_news(void) {
  sqlite3 *db = 0;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 0;
  sqlite3_enable_load_extension(db, 1);
  char *error = 0;
  if (sqlite3_load_extension(db, "./news", 0, &error) != SQLITE_OK) printf("# %s\n", error);
  sqlite3_free(error);
  return db;
}

/* The first value of the first row; *rc as SQLite ends. */
static double ask(sqlite3 *db, const char *sql, const char *text, int n, int *rc) {
  sqlite3_stmt *stmt = 0;
  double value = -1;
  *rc = sqlite3_prepare_v2(db, sql, -1, &stmt, 0);
  if (*rc == SQLITE_OK) {
    sqlite3_bind_text(stmt, 1, text, n, SQLITE_STATIC);
    if (sqlite3_step(stmt) == SQLITE_ROW) value = sqlite3_column_double(stmt, 0);
  }
  int end = sqlite3_finalize(stmt);
  if (*rc == SQLITE_OK) *rc = end;
  return value;
}

static char *repeat(const char *unit, int n) {
  char *text = malloc((size_t)n);
  size_t length = strlen(unit);
  for (int i = 0; i < n; i++) text[i] = unit[(size_t)i % length];
  return text;
}

/* ---- memory and length ---- */

static void heap(void) {
  int rc, n = 1000000;
  char *text = repeat("Ann Lee said that 5 people fled on Friday. ", n);
  sqlite3 *db = open_news();
  double right = ask(db, all, article, -1, &rc);
  sqlite3_hard_heap_limit64(sqlite3_memory_used() + (4 << 20));
  ask(db, all, text, n, &rc);
  tap_ok(rc == SQLITE_NOMEM, "hard_heap_limit: SQLITE_NOMEM (%d)", rc);
  sqlite3_hard_heap_limit64(0);
  tap_ok(ask(db, all, article, -1, &rc) == right && rc == SQLITE_OK,
         "and without it the connection goes on");
  sqlite3_close(db);
  free(text);
}

static void length(void) {
  int rc;
  sqlite3 *db = open_news();
  double right = ask(db, all, article, -1, &rc);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 300);
  ask(db, "SELECT length(news_json(?1))", article, -1, &rc);
  tap_ok(rc == SQLITE_TOOBIG, "SQLITE_LIMIT_LENGTH: news_json() is too big (%d)", rc);
  ask(db, "SELECT length(news_html(?1))", article, -1, &rc);
  tap_ok(rc == SQLITE_TOOBIG, "and so is news_html() (%d)", rc);
  tap_ok(ask(db, all, article, -1, &rc) == right && rc == SQLITE_OK, "tables read on");
  sqlite3_close(db);
}

/* ---- encodings ---- */

static const char kept[] = "CREATE TABLE t(x); INSERT INTO t VALUES('„Nein“ — “No 😀,” said Ann Lee "
                           "in Kraków. It cost €5 million.');";
static const char spans[] =
    "SELECT (SELECT sum(start * 31 + length * 7 + (substr(x, start, length) = quote)) FROM "
    "news_quotes(x)) + (SELECT"
    " sum(start * 31 + length * 7 + (substr(x, start, length) = token)) FROM news_tokens(x)) +"
    " length(news_json(x)) + length(news_html(x)) FROM t";

static void encodings(void) {
  static const char *const encoding[] = {"UTF-8", "UTF-16le", "UTF-16be"};
  double right = 0;
  for (int i = 0; i < 3; i++) {
    char pragma[60];
    int rc;
    sqlite3 *db = open_news();
    snprintf(pragma, sizeof pragma, "PRAGMA encoding = '%s';", encoding[i]);
    sqlite3_exec(db, pragma, 0, 0, 0);
    sqlite3_exec(db, kept, 0, 0, 0);
    double got = ask(db, spans, "", 0, &rc);
    if (!i) right = got;
    tap_ok(got > 0 && got == right, "%s: %.0f", encoding[i], got);
    sqlite3_close(db);
  }
}

/* ---- connections ---- */

static void connections(void) {
  sqlite3 *db[CONNECTIONS];
  int rc, same = 1;
  for (int i = 0; i < CONNECTIONS; i++) db[i] = open_news();
  double right = ask(db[0], all, article, -1, &rc);
  for (int i = 0; i < CONNECTIONS; i++) same &= ask(db[i], all, article, -1, &rc) == right;
  for (int i = 0; i < CONNECTIONS; i += 2) sqlite3_close(db[i]);
  for (int i = 1; i < CONNECTIONS; i += 2) same &= ask(db[i], all, article, -1, &rc) == right;
  for (int i = 1; i < CONNECTIONS; i += 2) sqlite3_close(db[i]);
  tap_ok(same && right > 10, "%d connections, closed in any order", CONNECTIONS);
}

/* ---- a small stack ---- */

static void *on_small_stack(void *text) {
  int rc;
  sqlite3 *db = open_news();
  double value = ask(db, all, text, -1, &rc);
  if (rc == SQLITE_OK)
    ask(db, "SELECT length(news_json(?1)) + length(news_html(?1))", text, -1, &rc);
  sqlite3_close(db);
  return rc == SQLITE_OK && value > 0 ? text : 0;
}

static void stacks(void) {
  static const char *const units[] = {"“a ‘b ", "(“((", "Ann Lee, the mayor of the mayor, ",
                                      "he said that she said that ", "5 to 10 on Friday, "};
  for (int i = 0; i < 5; i++) {
    pthread_attr_t attributes;
    pthread_t thread;
    void *good = 0;
    char *text = repeat(units[i], 200000);
    text[199999] = 0;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 128 << 10);
    pthread_create(&thread, &attributes, on_small_stack, text);
    pthread_join(thread, &good);
    tap_ok(good != 0, "a stack of 128 KB: %s…", units[i]);
    free(text);
  }
}

/* ---- interrupts ---- */

static struct {
  sqlite3 *db;
  pthread_t reader;
  double at; /* CPU of the reading thread at the interrupt; before it, when to interrupt */
  atomic_bool over;
} job;

static double cpu_of(pthread_t thread) {
  clockid_t clock;
  struct timespec t = {0, 0};
  if (!pthread_getcpuclockid(thread, &clock)) clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *interrupt(void *none) {
  while (!job.over && cpu_of(job.reader) < job.at) usleep(1000);
  job.at = cpu_of(job.reader);
  sqlite3_interrupt(job.db);
  return none;
}

/* How long the reading thread works on behind an interrupt that comes after `delay` seconds of its work; 0 if it was
** at its end before. */
static double latency(const char *text, int n, double delay) {
  pthread_t thread;
  int rc;
  job.db = open_news();
  job.reader = pthread_self();
  job.at = cpu_of(job.reader) + delay;
  job.over = false;
  pthread_create(&thread, 0, interrupt, 0);
  ask(job.db, "SELECT count(*) FROM news_figures(?1)", text, n, &rc);
  double end = cpu_of(job.reader);
  job.over = true;
  pthread_join(thread, 0);
  sqlite3_close(job.db);
  return rc == SQLITE_INTERRUPT ? end - job.at : 0;
}

/* 5 MB come through all stages before their memory is at its limit, 50 MB through the first. */
static void interrupts(void) {
  static const double delays[] = {0.02, 0.1, 0.3, 0.5, 0.8, 1.1, 1.5, 2, 2.5, 3};
  static const int sizes[] = {50000000, 5000000};
  for (int i = 0; i < 2; i++) {
    if (sqlite3_libversion_number() < 3041000) {
      tap_ok(1, "an interrupt # SKIP SQLite %s does not tell of interrupts (3.41 does)",
             sqlite3_libversion());
      continue;
    }
    char *text = repeat("Ann Lee said on Friday that “5 people” fled. ", sizes[i]);
    double worst = 0, took;
    int stopped = 0;
    for (int k = 0; k < 10 && (took = latency(text, sizes[i], delays[k])) > 0; k++, stopped++)
      if (took > worst) worst = took;
    tap_ok(stopped > 1 && worst < 0.1,
           "%d MB: an interrupt is answered within %.0f ms, at %d moments", sizes[i] / 1000000,
           worst * 1000, stopped);
    free(text);
  }
}

int main(void) {
  tap_plan(2 + 3 + 3 + 1 + 5 + 2 + 1);
  printf("# SQLite %s\n", sqlite3_libversion());
  heap();
  length();
  encodings();
  connections();
  stacks();
  interrupts();
  sqlite3_shutdown();
  tap_ok(sqlite3_memory_used() == 0, "nothing leaks: %lld bytes", (long long)sqlite3_memory_used());
  return tap_done();
}
