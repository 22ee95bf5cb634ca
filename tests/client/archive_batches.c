/* archive_batches.c - the recipe that shows progress: between its rows nothing is locked, others
** write and see how it goes, and what is committed stays when it is stopped.
*/
#include "archive.h"

static const char recipe[] =
    "WITH RECURSIVE r(todo) AS (SELECT news_refresh('archive', 5) UNION ALL SELECT "
    "news_refresh('archive', 5) FROM r WHERE todo > 0) SELECT todo FROM r";

enum { ARTICLES = 22 };
static const char *file;

static sqlite3 *prepare(const char *journal) {
  char sql[100];
  remove_database(file);
  sqlite3 *db = news_open(file, 0);
  snprintf(sql, sizeof sql, "PRAGMA journal_mode = %s", journal);
  if (!db || must(db, sql) || create(db) || fill(db, 1, ARTICLES)) exit(2);
  return db;
}

/* One connection steps through the recipe; after each row another, which does not wait, writes. */
static void test_between(const char *journal) {
  sqlite3 *db = prepare(journal), *other = 0;
  sqlite3_stmt *stmt = 0;
  int rows = 0, refused = 0, unseen = 0;
  sqlite3_open(file, &other);
  sqlite3_prepare_v2(db, recipe, -1, &stmt, 0);
  while (sqlite3_step(stmt) == SQLITE_ROW) {
    int64_t left = sqlite3_column_int64(stmt, 0),
            done = ask(other, "SELECT done FROM archive_status", 0);
    rows++;
    unseen += done != ask(other, "SELECT total - \"left\" FROM archive_status", 0) || done < 5 ||
              left != ask(other, "SELECT \"left\" FROM archive_status", 0) ||
              left != ask(other, "SELECT count(*) FROM archive_queue", 0);
    if (rows <= 3) {
      refused += must(
          other, "BEGIN IMMEDIATE; UPDATE articles SET body = body || '!' WHERE id = 2; COMMIT");
      refused += fill(other, 100 + rows, 1) != SQLITE_OK;
    }
  }
  int rc = sqlite3_finalize(stmt);
  tap_ok(rc == SQLITE_OK && rows > 4 && !refused, "%s: others write between the %d batches",
         journal, rows);
  tap_ok(!unseen, "%s: and see how it goes", journal);
  tap_ok(ask(db, "SELECT count(*) FROM archive WHERE state = 'fresh'", 0) == ARTICLES + 3 &&
             check(db) == SQLITE_OK,
         "%s: what they wrote is read as well", journal);
  sqlite3_close(other);
  sqlite3_close(db);
}

static void test_stopped(void) {
  sqlite3 *db = prepare("WAL");
  sqlite3_stmt *stmt = 0;
  sqlite3_prepare_v2(db, recipe, -1, &stmt, 0);
  sqlite3_step(stmt);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  tap_ok(ask(db, "SELECT count(*) FROM archive_articles", 0) == 10 && check(db) == SQLITE_OK,
         "stopped after two batches, two are there");
  must(db, "BEGIN");
  int64_t left = ask(db, "SELECT news_refresh('archive', 5)", 0);
  must(db, "ROLLBACK");
  tap_ok(left == ARTICLES - 15 && ask(db, "SELECT count(*) FROM archive_articles", 0) == 10,
         "in a transaction of the caller's it commits nothing");
  sqlite3 *other = 0;
  int rc = SQLITE_OK;
  sqlite3_open(file, &other);
  must(other, "BEGIN IMMEDIATE");
  ask(db, "SELECT news_refresh('archive', 5)", &rc);
  tap_ok(rc == SQLITE_BUSY && sqlite3_get_autocommit(db), "while another writes it is SQLITE_BUSY");
  must(other, "ROLLBACK");
  tap_ok(ask(db, "SELECT news_refresh('archive', 50)", &rc) == 0 && rc == SQLITE_OK,
         "and goes on after");
  sqlite3_close(other);
  sqlite3_close(db);
}

/* While one portion of articles is written the next is read: what goes, what stays and what is too long at
** their borders must come out alike, names and their numbers included, however far ahead threads are. */
static uint64_t portions(int threads) {
  char sql[200];
  sqlite3 *db = prepare("WAL");
  snprintf(sql, sizeof sql, "INSERT INTO archive(archive, value) VALUES('threads', %d)", threads);
  must(db, sql);
  fill(db, 100, 900);
  must(db, "INSERT INTO archive(archive) VALUES('refresh');"
           "INSERT INTO archive(archive, value) VALUES('longest', 1000);"
           "DELETE FROM articles WHERE id % 7 = 0 OR id % 5 = 1;"
           "UPDATE articles SET body = replace(body, 'Kovac', 'Dorn') WHERE id % 3 = 0;"
           "UPDATE articles SET body = printf('%.*c', 2000, 'x') WHERE id % 11 = 0;"
           "UPDATE articles SET published = published || ' ' WHERE id % 13 = 0;"
           "UPDATE articles SET body = body || '!' WHERE id % 17 = 0;"
           "INSERT INTO articles(id, body) VALUES(9223372036854775807, 'Nine people died, Anton "
           "Kovac said.'), (-9223372036854775807 - 1, 'Mira Orlova died.');"
           "INSERT INTO archive(archive) VALUES('refresh')");
  uint64_t rows = check(db) == SQLITE_OK ? digest(db) : 0;
  if (ask(db, "SELECT count(*) FROM archive WHERE state <> 'fresh'", 0) < 20) rows = 0;
  sqlite3_close(db);
  return rows;
}

static void test_portions(void) {
  uint64_t one = portions(1);
  tap_ok(one && one == portions(2), "two threads make the rows of one, over several portions");
  tap_ok(one == portions(5), "and so do five");
}

/* What fails in its middle leaves nothing, with or without a journal of its own (archive_command.c). */
static void test_undone(const char *before, const char *refresh) {
  sqlite3 *db = prepare("WAL");
  must(db, "SELECT news_refresh('archive', 7); UPDATE articles SET body = body || '!' WHERE id < 4;"
           "CREATE TRIGGER stop AFTER INSERT ON archive_dates WHEN new.article = 20 BEGIN SELECT "
           "raise(FAIL, 'stop'); END; CREATE TABLE mine(x)");
  sqlite3_stmt *half = 0; /* writes, and is in its middle */
  if (strncmp(before, "INSERT", 6) == 0) {
    sqlite3_prepare_v2(db, before, -1, &half, 0);
    sqlite3_step(half);
  } else {
    must(db, before);
  }
  uint64_t rows = digest(db);
  int64_t waiting = ask(db, "SELECT count(*) FROM archive_queue", 0);
  int rc = run(db, refresh);
  while (half && sqlite3_step(half) == SQLITE_ROW) {
  }
  sqlite3_finalize(half);
  if (!sqlite3_get_autocommit(db)) must(db, "COMMIT");
  tap_ok(rc != SQLITE_OK && rows == digest(db) &&
             waiting == ask(db, "SELECT count(*) FROM archive_queue", 0),
         "%s; %s: fails, and nothing is left of it", before, refresh);
  must(db, "DROP TRIGGER stop");
  tap_ok(must(db, refresh) == SQLITE_OK && check(db) == SQLITE_OK, "and goes on after");
  sqlite3_close(db);
}

static void test_all_undone(void) {
  static const char *const before[] = {"", "BEGIN; INSERT INTO mine VALUES(1)", "SAVEPOINT s",
                                       "INSERT INTO mine VALUES(1), (2), (3) RETURNING x"};
  static const char *const refresh[] = {"INSERT INTO archive(archive) VALUES('refresh')",
                                        "INSERT OR FAIL INTO archive(archive) VALUES('refresh')",
                                        "INSERT OR IGNORE INTO archive(archive) VALUES('refresh')",
                                        "SELECT news_refresh('archive', 50)"};
  for (int b = 0; b < 4; b++)
    for (int r = 0; r < 4; r++) test_undone(before[b], refresh[r]);
}

int main(int argc, char **argv) {
  static char name[200];
  snprintf(name, sizeof name, "%s.db", argv[argc - 1]);
  file = name;
  tap_plan(44);
  test_between("DELETE");
  test_between("WAL");
  test_stopped();
  test_all_undone();
  test_portions();
  remove_database(file);
  return tap_done();
}
