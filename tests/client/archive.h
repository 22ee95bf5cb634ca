/* archive.h - what the tests of the archive share: connections, articles, one number for all
** results. */
#ifndef NEWS_TEST_ARCHIVE_H
#define NEWS_TEST_ARCHIVE_H

#include "../tap.h"

#include <sqlite3.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define UNUSED __attribute__((unused))

/* NULL if it cannot be opened. `vfs` may be NULL. */
static UNUSED sqlite3 *news_open(const char *file, const char *vfs) {
  sqlite3 *db = 0;
  int rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs);
  if (rc == SQLITE_OK) rc = sqlite3_enable_load_extension(db, 1);
  if (rc == SQLITE_OK) rc = sqlite3_load_extension(db, "./news", 0, 0);
  if (rc == SQLITE_OK) return db;
  sqlite3_close(db);
  return 0;
}

/* With its journal, log and index. */
static UNUSED void remove_database(const char *file) {
  static const char *const endings[] = {"", "-journal", "-wal", "-shm"};
  char name[300];
  for (int i = 0; i < 4; i++) {
    snprintf(name, sizeof name, "%s%s", file, endings[i]);
    unlink(name);
  }
}

static UNUSED int run(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, 0, 0, 0);
}

/* The same, and what went wrong to the log. */
static UNUSED int must(sqlite3 *db, const char *sql) {
  int rc = run(db, sql);
  if (rc != SQLITE_OK) printf("# %.60s…: %s (%d)\n", sql, sqlite3_errmsg(db), rc);
  return rc;
}

/* The first integer; -1 if there is none, with *rc (may be NULL) to tell why. */
static UNUSED int64_t ask(sqlite3 *db, const char *sql, int *rc) {
  sqlite3_stmt *stmt = 0;
  int64_t n = -1;
  int got = sqlite3_prepare_v2(db, sql, -1, &stmt, 0);
  if (got == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) n = sqlite3_column_int64(stmt, 0);
  int end = sqlite3_finalize(stmt);
  if (rc) *rc = got == SQLITE_OK ? end : got;
  return n;
}

/* `count` articles with one of seven people each in the place of others, so that names are shared,
** come and go. */
static UNUSED int fill(sqlite3 *db, int from, int count) {
  char sql[1500];
  snprintf(
      sql, sizeof sql,
      "WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %d), w(w) AS "
      "(SELECT "
      "'[\"Mira Kovac\",\"Kovac\",\"Anton Kovac\",\"Lena Orlova\",\"M. Kovac\",\"Orlova\",\"Pavel "
      "Dorn\"]') "
      "INSERT INTO articles(id, published, body) SELECT i, date('2025-01-01', i || ' days'), "
      "'LODEN – "
      "At least ' || (i + 3) || ' people died on Friday, ' || json_extract(w, '$[' || (i %% 7) || "
      "']') || "
      "' said. “Nobody in this valley was ever told about it,” said ' || json_extract(w, '$[' || "
      "((i * 3 + 1) %% 7) || "
      "']') || ', a baker. The National Bank put the damage at $' || i || ' million.' FROM n, w",
      from, from + count);
  return must(db, sql);
}

static UNUSED int create(sqlite3 *db) {
  return must(
      db,
      "CREATE TABLE IF NOT EXISTS articles(id INTEGER PRIMARY KEY, url UNIQUE, published, body);"
      "CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published)");
}

static UNUSED uint64_t mix(uint64_t h, const void *p, int n) {
  const unsigned char *b = p;
  for (int i = 0; i < n; i++) h = (h ^ b[i]) * 1099511628211u;
  return h * 31;
}

static UNUSED uint64_t digest_query(sqlite3 *db, const char *sql, uint64_t h) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK) return 0;
  while (sqlite3_step(stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
      const void *text = sqlite3_column_text(stmt, i);
      h = mix(h, text ? text : "-", text ? sqlite3_column_bytes(stmt, i) : 1);
    }
  return sqlite3_finalize(stmt) == SQLITE_OK ? h : 0;
}

/* One number for all rows of all results, with all their numbers; 0 after an error. */
static UNUSED uint64_t digest(sqlite3 *db) {
  static const char *const tables[] = {"quotes", "entities", "mentions", "figures",
                                       "dates",  "names",    "articles", "spellings"};
  uint64_t h = 14695981039346656037u;
  for (int i = 0; i < 8 && h; i++) {
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT * FROM archive_%s ORDER BY 1, 2, 3, rowid", tables[i]);
    if (i == 7) snprintf(sql, sizeof sql, "SELECT * FROM archive_spellings ORDER BY 1, 2");
    h = digest_query(db, sql, h);
  }
  return h;
}

/* The same without numbers that depend on the order in which articles came: names by what they are.
*/
static UNUSED uint64_t digest_unordered(sqlite3 *db) {
  uint64_t h = digest_query(
      db,
      "SELECT name, type, name_key, spellings, articles, mentions, first, last, quotes FROM "
      "archive_names ORDER BY 1, 2, 3, 4, 5",
      1);
  h = digest_query(db,
                   "SELECT e.article, e.entity, n.name, n.articles FROM archive_entities e LEFT "
                   "JOIN archive_names n "
                   "USING(name_id) ORDER BY 1, 2",
                   h);
  return digest_query(
      db, "SELECT article, figure_id, figure, value FROM archive_figures ORDER BY 1, 2", h);
}

static UNUSED int check(sqlite3 *db) {
  return must(db, "INSERT INTO archive(archive) VALUES('integrity-check')");
}

#endif
