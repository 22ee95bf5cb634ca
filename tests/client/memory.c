/* memory.c - every allocation of SQLite and of the extension fails once, and from then on: the answer is
** the right one or SQLITE_NOMEM, nothing leaks, and the connection goes on.
*/
#include "../tap.h"
#include "failing.h"

static const char text[] = "“Nobody slept,” said Ann Lee, the mayor of Tavel, on Friday. At least "
                           "12 people were killed and "
                           "about $1.2 million was lost, according to the ministry. She told "
                           "reporters that “it was over”.";

static const char *const queries[] = {
    "SELECT total(length(q.quote)) + count(*) FROM news_quotes(?1, '2025-03-14') q",
    "SELECT total(length(name) + length(aliases)) FROM news_entities(?1)",
    "SELECT total(length(mention)) FROM news_mentions(?1)",
    "SELECT total(length(figure) + length(why) + value) FROM news_figures(?1)",
    "SELECT total(length(expression)) FROM news_dates(?1, 'April 25, 2025')",
    "SELECT total(length(token) + length(lemma) + length(tag)) FROM news_tokens(?1)",
    "SELECT total(length) FROM news_sentences(?1)",
    "SELECT length(news_json(?1)) + length(news_html(?1)) + length(news_ansi(?1, 40))",
    "SELECT news_number('two hundred and five') + length(news_debug()) + length(?1)",
    "SELECT length(news_name_key('Зеленський')) + news_same_name('A. Lee', 'Ann Lee') + length(?1)",
    "SELECT coalesce(length(news_date('last Thursday', '2025-04-29')), 0) + length(?1)",
};
enum { QUERIES = sizeof queries / sizeof *queries };

static int ask(sqlite3 *db, const char *sql, double *answer) {
  sqlite3_stmt *stmt = 0;
  int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, 0);
  if (rc == SQLITE_OK) rc = sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
  if (rc == SQLITE_OK) {
    rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW) *answer = sqlite3_column_double(stmt, 0);
  }
  int end = sqlite3_finalize(stmt);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? end : rc;
}

static int open_news(sqlite3 **db) {
  int rc = sqlite3_open(":memory:", db);
  if (rc == SQLITE_OK) rc = sqlite3_enable_load_extension(*db, 1);
  char *error = 0;
  if (rc == SQLITE_OK) rc = sqlite3_load_extension(*db, "./news", 0, &error);
  sqlite3_free(error);
  return rc;
}

/* What one failure leads to: NULL if all is as it must be. */
static const char *judge(int rc, double answer, double right) {
  if (rc != SQLITE_OK && rc != SQLITE_NOMEM) return "another error than SQLITE_NOMEM";
  if (rc == SQLITE_OK && answer != right) return "a wrong answer";
  return 0;
}

/* Fails the n-th allocation of the query for n = 1, 2 … until it needs none further. */
static const char *fail_query(const char *sql, double right, int persistent) {
  for (long n = 1; n < 100000; n++) {
    sqlite3 *db = 0;
    double answer = 0;
    if (open_news(&db) != SQLITE_OK) return "cannot open";
    arm(n, persistent);
    int rc = ask(db, sql, &answer);
    int hit = failed;
    arm(-1, 0);
    const char *wrong = judge(rc, answer, right);
    if (!wrong && (ask(db, sql, &answer) != SQLITE_OK || answer != right)) wrong = "no recovery";
    if (sqlite3_close(db) != SQLITE_OK) wrong = "the connection does not close";
    if (wrong) printf("# allocation %ld: %s (error %d)\n", n, wrong, rc);
    if (wrong || !hit) return wrong;
  }
  return "no end";
}

/* Fails the n-th allocation of opening and loading. */
static const char *fail_load(int persistent) {
  for (long n = 1; n < 100000; n++) {
    sqlite3 *db = 0;
    arm(n, persistent);
    int rc = open_news(&db);
    int hit = failed;
    arm(-1, 0);
    sqlite3_close(db);
    if (!hit) return rc == SQLITE_OK ? 0 : "does not load";
    if (rc != SQLITE_OK && rc != SQLITE_NOMEM && rc != SQLITE_ERROR) return "another error";
  }
  return "no end";
}

int main(void) {
  failing_install();
  tap_plan(2 * (1 + QUERIES) + 1);
  for (int persistent = 0; persistent < 2; persistent++) {
    const char *how = persistent ? "and all that follow" : "once";
    const char *wrong = fail_load(persistent);
    tap_ok(!wrong, "loading, an allocation fails %s%s%s", how, wrong ? ": " : "",
           wrong ? wrong : "");
    for (int i = 0; i < QUERIES; i++) {
      sqlite3 *db = 0;
      double right = 0;
      open_news(&db);
      int rc = ask(db, queries[i], &right);
      sqlite3_close(db);
      wrong = rc == SQLITE_OK ? fail_query(queries[i], right, persistent) : "fails by itself";
      tap_ok(!wrong, "%.50s…, an allocation fails %s%s%s", queries[i] + 7, how, wrong ? ": " : "",
             wrong ? wrong : "");
    }
  }
  sqlite3_shutdown();
  tap_ok(sqlite3_memory_used() == 0, "nothing leaks: %lld bytes", (long long)sqlite3_memory_used());
  return tap_done();
}
