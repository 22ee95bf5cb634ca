/* archive_crash.c - a refresh is killed at any moment; two processes refresh while a third writes;
** many threads read. The rows are those of an undisturbed run.
**
**   NEWS_KILLS=200   how often it is killed (12 without)
*/
#include "archive.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { ARTICLES = 60, READERS = 24 };
static const char *file;

static sqlite3 *prepare(const char *journal) {
  char sql[100];
  remove_database(file);
  sqlite3 *db = news_open(file, 0);
  snprintf(sql, sizeof sql, "PRAGMA journal_mode = %s", journal);
  if (!db || must(db, sql) ||
      must(db, "CREATE TABLE articles(id INTEGER PRIMARY KEY, url UNIQUE, published, body)") ||
      fill(db, 1, ARTICLES) || create(db))
    exit(2);
  must(db, "INSERT INTO archive(archive, value) VALUES('threads', 2)");
  return db;
}

/* All of it, in batches of 7; then as much again changed, in other batches. 0 if all went well. */
static int work(sqlite3 *db) {
  int rc = SQLITE_OK;
  int64_t left = 1;
  sqlite3_busy_timeout(db, 60000);
  while (left > 0 && rc == SQLITE_OK) left = ask(db, "SELECT news_refresh('archive', 7)", &rc);
  if (rc != SQLITE_OK) printf("# refresh: %s (%d)\n", sqlite3_errmsg(db), rc);
  return rc;
}

static void change(sqlite3 *db) {
  must(db, "UPDATE articles SET body = replace(body, 'Kovac', 'Orlova') WHERE id % 3 = 0;"
           "DELETE FROM articles WHERE id % 10 = 4");
}

static void nap(long microseconds) {
  struct timespec t = {microseconds / 1000000, microseconds % 1000000 * 1000};
  nanosleep(&t, 0);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static pid_t child(void) {
  fflush(stdout);
  pid_t pid = fork();
  if (pid) return pid;
  sqlite3 *db = news_open(file, 0);
  _exit(!db || work(db) != SQLITE_OK);
}

/* Kills a refresh again and again until it is through; *kills counts those that met it at work. */
static void disturb(double length, int *kills, unsigned *seed) {
  for (int tries = 0; tries < 40; tries++) {
    pid_t pid = child();
    int status;
    nap((long)(length * 1e6 * (double)rand_r(seed) / RAND_MAX * (tries < 20 ? 0.6 : 3)));
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    if (WIFEXITED(status)) return;
    ++*kills;
    sqlite3 *db = news_open(file, 0);
    if (!db || check(db)) exit(2);
    sqlite3_close(db);
  }
}

static void test_kill(const char *journal, int wanted) {
  sqlite3 *db = prepare(journal);
  double began = now();
  work(db);
  double length = now() - began + 0.03; /* and opening */
  uint64_t first = digest(db);
  change(db);
  work(db);
  uint64_t right = digest(db);
  sqlite3_close(db);
  int kills = 0, wrong = 0, rounds = 0;
  unsigned seed = 4;
  for (; kills < wanted && rounds < 100; rounds++) {
    sqlite3_close(prepare(journal));
    disturb(length, &kills, &seed);
    db = news_open(file, 0);
    work(db);
    wrong += digest(db) != first;
    change(db);
    sqlite3_close(db);
    disturb(length, &kills, &seed);
    db = news_open(file, 0);
    work(db);
    wrong += digest(db) != right || check(db) != SQLITE_OK;
    sqlite3_close(db);
  }
  tap_ok(kills >= wanted && !wrong, "%s: killed %d times in %d runs, %d with other rows", journal,
         kills, rounds, wrong);
}

/* ---- several at once ---- */

static void test_writers(const char *journal) {
  sqlite3 *db = prepare(journal);
  sqlite3_busy_timeout(db, 60000);
  pid_t a = child(), b = child();
  int failed = 0, status;
  for (int i = 0; i < 40; i++) {
    failed += fill(db, 1000 + i, 1) != SQLITE_OK;
    nap(5000);
  }
  waitpid(a, &status, 0);
  failed += !WIFEXITED(status) || WEXITSTATUS(status);
  waitpid(b, &status, 0);
  failed += !WIFEXITED(status) || WEXITSTATUS(status);
  work(db);
  tap_ok(!failed && check(db) == SQLITE_OK,
         "%s: two processes refresh while a third writes: %d errors", journal, failed);
  uint64_t got = digest_unordered(db);
  must(db, "INSERT INTO archive(archive) VALUES('rebuild')");
  tap_ok(got && got == digest_unordered(db), "%s: and the rows are those of one that builds alone",
         journal);
  sqlite3_close(db);
}

static int stop;

static void *reader(void *result) {
  int *errors = result;
  sqlite3 *db = news_open(file, 0);
  if (!db) return *errors = 1, (void *)0;
  sqlite3_busy_timeout(db, 60000);
  while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
    int rc = SQLITE_OK;
    int64_t n = ask(db,
                    "SELECT (SELECT count(*) FROM archive_figures) - (SELECT total(figures) FROM "
                    "archive_articles)",
                    &rc);
    *errors += rc != SQLITE_OK || n != 0;
    ask(db, "SELECT count(*) FROM archive", &rc);
    *errors += rc != SQLITE_OK;
    ask(db, "SELECT count(*) FROM archive_names JOIN archive_quotes USING(name_id)", &rc);
    *errors += rc != SQLITE_OK;
  }
  sqlite3_close(db);
  return 0;
}

static void test_readers(void) {
  pthread_t thread[READERS];
  int errors[READERS] = {0}, all = 0;
  sqlite3 *db = prepare("WAL");
  for (int i = 0; i < READERS; i++) pthread_create(&thread[i], 0, reader, &errors[i]);
  for (int i = 0; i < 3; i++) {
    work(db);
    change(db);
    must(db, "UPDATE articles SET body = body || ' It rained.'");
  }
  work(db);
  __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
  for (int i = 0; i < READERS; i++) {
    pthread_join(thread[i], 0);
    all += errors[i];
  }
  tap_ok(!all && check(db) == SQLITE_OK, "%d threads read while one refreshes: %d errors", READERS,
         all);
  sqlite3_close(db);
}

/* The log is lost before it went to the database: what is left agrees with itself, and goes on. */
static void test_lost_wal(void) {
  char wal[330], shm[330], copy[320], sql[700];
  sqlite3 *db = prepare("WAL");
  work(db);
  uint64_t right = digest(db);
  must(db, "INSERT INTO archive(archive) VALUES('rebuild'); PRAGMA wal_checkpoint(TRUNCATE); "
           "PRAGMA wal_autocheckpoint = 0");
  change(db);
  work(db);
  snprintf(copy, sizeof copy, "%s-copy", file);
  snprintf(wal, sizeof wal, "%s-wal", copy);
  snprintf(shm, sizeof shm, "%s-shm", copy);
  snprintf(sql, sizeof sql, "cp %s %s", file, copy); /* the database without its log */
  int failed = system(sql);
  sqlite3_close(db);
  db = news_open(copy, 0);
  failed |= !db || check(db) || work(db);
  if (db) must(db, "INSERT INTO archive(archive) VALUES('rebuild')");
  uint64_t got = db ? digest_unordered(db) : 0;
  sqlite3_close(db);
  db = prepare("WAL");
  work(db);
  tap_ok(!failed && right == digest(db) && got == digest_unordered(db),
         "the log is lost: the state before it");
  sqlite3_close(db);
  unlink(copy), unlink(wal), unlink(shm);
}

static int polls, polls_until;
static int poll_stop(void *ctx) {
  (void)ctx;
  return ++polls >= polls_until;
}

/* Stopped after every so many steps: what is committed stays, the rest comes later. */
static void test_interrupt(void) {
  sqlite3 *db = prepare("WAL");
  work(db);
  uint64_t right = digest(db);
  sqlite3_close(db);
  int wrong = 0, stops = 0;
  for (int n = 1; n < 4000; n = n * 3 / 2 + 1) {
    int rc = SQLITE_INTERRUPT;
    db = prepare("WAL");
    polls = 0;
    polls_until = n;
    sqlite3_progress_handler(db, 100, poll_stop, 0);
    int64_t left = 1;
    while (left > 0 && rc != SQLITE_OK) {
      left = ask(db, "SELECT news_refresh('archive', 7)", &rc);
      if (rc == SQLITE_OK) continue;
      if (rc != SQLITE_INTERRUPT)
        printf("# %d steps: %s (%d)\n", n * 100, sqlite3_errmsg(db), rc), wrong++;
      stops++;
      break;
    }
    sqlite3_progress_handler(db, 0, 0, 0);
    wrong += check(db) != SQLITE_OK || work(db) != SQLITE_OK || digest(db) != right;
    sqlite3_close(db);
  }
  tap_ok(!wrong && stops > 5, "interrupted at %d moments: %d with other rows", stops, wrong);
}

int main(int argc, char **argv) {
  static char name[200];
  const char *kills = getenv("NEWS_KILLS");
  snprintf(name, sizeof name, "%s.db", argv[argc - 1]);
  file = name;
  tap_plan(9);
  test_kill("DELETE", kills ? atoi(kills) : 12);
  test_kill("WAL", kills ? atoi(kills) : 12);
  test_writers("DELETE");
  test_writers("WAL");
  test_readers();
  test_lost_wal();
  test_interrupt();
  remove_database(file);
  return tap_done();
}
