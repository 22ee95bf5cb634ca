/* archive_threads.c - archives refreshed by several threads in several connections at once: the same rows as one
** thread makes. make sanitize runs it under the thread sanitizer.
*/
#include "archive.h"

#include <pthread.h>

enum { ARCHIVES = 3 };

static const char articles[] =
    "CREATE TABLE articles(id INTEGER PRIMARY KEY, body TEXT, published);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO "
    "articles(body, published)"
    " SELECT '“We lost ' || i || ' houses,” said Ann Lee, the mayor of Tavel, on Friday. At least "
    "' || (i * 3) ||"
    " ' people fled, officials said. Lee told reporters that $' || i || ' million was lost.', "
    "'2025-03-14' FROM n;"
    "CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published);";

static sqlite3_int64 rows(sqlite3 *db) {
  sqlite3_stmt *stmt = 0;
  sqlite3_int64 n = -1;
  sqlite3_prepare_v2(
      db,
      "SELECT (SELECT count(*) + total(length(speaker) * id) FROM archive_quotes) * 7 + (SELECT"
      " total(mentions * name_id) FROM archive_names) * 3 + (SELECT total(value) FROM "
      "archive_figures)",
      -1, &stmt, 0);
  if (sqlite3_step(stmt) == SQLITE_ROW) n = sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}

typedef struct Work {
  int threads;
  sqlite3_int64 rows;
} Work;

static void *work(void *ctx) {
  Work *w = ctx;
  char sql[200];
  sqlite3 *db = news_open(":memory:", 0);
  snprintf(sql, sizeof sql,
           "INSERT INTO archive(archive, value) VALUES('threads', %d); INSERT INTO "
           "archive(archive) VALUES('refresh')",
           w->threads);
  if (db && sqlite3_exec(db, articles, 0, 0, 0) == SQLITE_OK &&
      sqlite3_exec(db, sql, 0, 0, 0) == SQLITE_OK)
    w->rows = rows(db);
  sqlite3_close(db);
  return 0;
}

int main(void) {
  Work alone = {1, -1}, many[ARCHIVES] = {{2, -1}, {3, -1}, {4, -1}};
  pthread_t thread[ARCHIVES];
  tap_plan(1 + ARCHIVES);
  work(&alone);
  tap_ok(alone.rows > 0, "one thread: %lld", (long long)alone.rows);
  for (int i = 0; i < ARCHIVES; i++) pthread_create(&thread[i], 0, work, &many[i]);
  for (int i = 0; i < ARCHIVES; i++) pthread_join(thread[i], 0);
  for (int i = 0; i < ARCHIVES; i++)
    tap_ok(many[i].rows == alone.rows, "%d threads, with others beside: %lld", many[i].threads,
           (long long)many[i].rows);
  return tap_done();
}
