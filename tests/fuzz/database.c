/* database.c - a database in memory with the extension linked in. */
#include "database.h"

int sqlite3_news_init(sqlite3 *db, char **error, const void *api);

static sqlite3 *db;

static const char schema[] =
    "CREATE TABLE articles(id INTEGER PRIMARY KEY, body TEXT, published, \"odd name\" UNIQUE);"
    "INSERT INTO articles VALUES(1, '“Nobody slept,” said Ann Lee, the mayor of Tavel, on Friday. "
    "At least 12 people "
    "were killed, according to the ministry.', '2025-03-14', 'a'), (2, 'Mayor Lee told reporters "
    "that $5 million was "
    "lost in Tavel. She denied it.', '2025-03-15', 'b');"
    "CREATE TABLE keyless(body, published);"
    "CREATE TABLE without(k PRIMARY KEY, body) WITHOUT ROWID;"
    "CREATE TABLE made(k INTEGER PRIMARY KEY, a, body AS (a || '.'));"
    "CREATE VIEW seen AS SELECT id, body FROM articles;";

sqlite3 *fuzz_db(void) {
  if (db) return db;
  MUST_HOLD(sqlite3_open(":memory:", &db) == SQLITE_OK, "open");
  MUST_HOLD(sqlite3_news_init(db, 0, 0) == SQLITE_OK, "load");
  MUST_HOLD(sqlite3_exec(db, schema, 0, 0, 0) == SQLITE_OK, "%s", sqlite3_errmsg(db));
  return db;
}

static void bind(sqlite3_stmt *stmt, int i, Str s) {
  if (!str_none(s)) sqlite3_bind_text(stmt, i, s.s, s.n, SQLITE_STATIC);
}

int fuzz_sql(const char *sql, Str text, Str more, sqlite3_int64 *value) {
  sqlite3_stmt *stmt = 0;
  fuzz_db();
  int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, 0);
  if (rc != SQLITE_OK) return rc;
  bind(stmt, 1, text);
  bind(stmt, 2, more);
  if (value) *value = -1;
  while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
    if (value) *value = sqlite3_column_int64(stmt, 0);
  rc = sqlite3_finalize(stmt);
  MUST_HOLD(rc != SQLITE_INTERNAL && rc != SQLITE_MISUSE && rc != SQLITE_NOMEM, "%s: %s", sql,
            sqlite3_errmsg(db));
  return rc;
}

sqlite3_int64 fuzz_ask(const char *sql, Str text, Str more) {
  sqlite3_int64 value = -1;
  int rc = fuzz_sql(sql, text, more, &value);
  MUST_HOLD(rc == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
  return value;
}
