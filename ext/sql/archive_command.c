/* archive_command.c - INSERT INTO archive(archive, value) VALUES(…), and news_refresh(). */
#include "sql/archive.h"

/* ---- commands ---- */

/* At most so many articles; 0: as many as a batch has, < 0: all. */
static void refresh_most(Archive *t, int64_t most) {
  archive_content(t);
  archive_refresh(t, most == 0 ? archive_option(t, "batch") : most);
}

static void refresh(Archive *t, sqlite3_value *value) {
  int64_t most = sqlite3_value_type(value) == SQLITE_NULL ? -1 : sqlite3_value_int64(value);
  if (sqlite3_value_type(value) != SQLITE_NULL &&
      (sqlite3_value_numeric_type(value) != SQLITE_INTEGER || most < 0))
    archive_fail(t, SQLITE_ERROR,
                 "news: 'refresh' takes a number of articles: INSERT INTO %s(%s, value) "
                 "VALUES('refresh', 500)",
                 t->name, t->name);
  refresh_most(t, most);
}

static void rebuild(Archive *t, sqlite3_value *value) {
  (void)value;
  archive_content(t);
  archive_reset(t);
  archive_refresh(t, -1);
}

/* Rows that another version made, or other models. */
static void upgrade(Archive *t, sqlite3_value *value) {
  int64_t version = archive_version(t);
  archive_int(t, SQL_OUTDATED, version, 0);
  refresh(t, value);
}

static void retry(Archive *t, sqlite3_value *value) {
  archive_int(t, SQL_FAILED, 0, 0);
  refresh(t, value);
}

static void integrity(Archive *t, sqlite3_value *value) {
  archive_content(t);
  archive_check(t);
  if (t->rc == SQLITE_OK && sqlite3_value_int(value)) archive_compare(t);
}

typedef struct Command {
  const char *name;
  void (*run)(Archive *t, sqlite3_value *value);
} Command;

static const Command commands[] = {
    {"refresh", refresh},           /* what is new or changed; at most `value` articles */
    {"rebuild", rebuild},           /* all of it again */
    {"upgrade", upgrade},           /* and what an older version made */
    {"retry", retry},               /* and what failed */
    {"integrity-check", integrity}, /* with 1 in `value`: every cell */
};

static void run(Archive *t, const char *name, sqlite3_value *value) {
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (sqlite3_stricmp(name, commands[i].name) == 0) {
      commands[i].run(t, value);
      return;
    }
  if (archive_set_option(t, name, value)) return;
  archive_fail(t, SQLITE_ERROR,
               "news: no command '%s'; there are 'refresh', 'rebuild', 'upgrade', 'retry', "
               "'integrity-check', and options 'threads', 'batch', 'memory', 'longest'",
               name);
}

/* The command once more, in a statement that SQLite can undo alone (archive.h). */
static void run_inside(Archive *t, sqlite3_value *command, sqlite3_value *value) {
  char *sql = sqlite3_mprintf("INSERT INTO \"%w\".\"%w\"(\"%w\", value) SELECT ?1, ?2", t->schema,
                              t->name, t->name);
  sqlite3_stmt *stmt = 0;
  if (!sql) archive_fail(t, SQLITE_NOMEM, 0);
  int rc = sql ? sqlite3_prepare_v2(t->db, sql, -1, &stmt, 0) : SQLITE_NOMEM;
  sqlite3_free(sql);
  if (rc == SQLITE_OK) rc = sqlite3_bind_value(stmt, 1, command);
  if (rc == SQLITE_OK) rc = sqlite3_bind_value(stmt, 2, value);
  t->inside = true;
  if (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_DONE) rc = SQLITE_OK;
  t->inside = false;
  t->rc = SQLITE_OK; /* the inner run's; SQLite has its message */
  if (rc != SQLITE_OK) archive_fail(t, rc, 0);
  sqlite3_finalize(stmt);
}

/* Is the command the only statement of its connection that writes, and no transaction open? Then SQLite
** undoes it without our help (archive.h). */
static bool stands_alone(sqlite3 *db) {
  int writers = 0;
  for (sqlite3_stmt *s = sqlite3_next_stmt(db, 0); s; s = sqlite3_next_stmt(db, s))
    writers += sqlite3_stmt_busy(s) && !sqlite3_stmt_readonly(s);
  return sqlite3_get_autocommit(db) && writers == 1;
}

/* A value that only news_refresh() can bind: how many articles. It has begun a transaction of its own, and
** ends it: a failure needs not be undone here. */
static const char BATCH[] = "news batch";

int archive_update(sqlite3_vtab *vtab, int argc, sqlite3_value **argv, sqlite3_int64 *rowid) {
  Archive *t = (Archive *)vtab;
  (void)rowid;
  t->rc = SQLITE_OK;
  sqlite3_value *command = argc > 2 + ARCHIVE_VALUE ? argv[2 + ARCHIVE_COMMAND] : 0;
  if (!command || sqlite3_value_type(argv[0]) != SQLITE_NULL ||
      sqlite3_value_type(command) == SQLITE_NULL) {
    archive_fail(t, SQLITE_ERROR,
                 "news: rows of %s come from \"%s\": change those, then INSERT INTO %s(%s) "
                 "VALUES('refresh')",
                 t->name, t->content, t->name, t->name);
    return t->rc;
  }
  const char *name = (const char *)sqlite3_value_text(command);
  if (!name) return SQLITE_NOMEM;
  const int64_t *batch = sqlite3_value_pointer(argv[2 + ARCHIVE_VALUE], BATCH);
  if (!batch && !t->inside && !stands_alone(t->db)) {
    run_inside(t, command, argv[2 + ARCHIVE_VALUE]);
    return t->rc;
  }
  if (batch)
    refresh_most(t, *batch);
  else
    run(t, name, argv[2 + ARCHIVE_VALUE]);
  archive_finish(t);
  return t->rc;
}

/* ---- news_refresh(archive [, articles]) ---- */

/* The first integer of a query; -1 if it gives none (or does not compile). */
static int64_t ask(sqlite3 *db, char *sql, int *rc) {
  sqlite3_stmt *stmt = 0;
  int64_t n = -1;
  *rc = sql ? sqlite3_prepare_v2(db, sql, -1, &stmt, 0) : SQLITE_NOMEM;
  sqlite3_free(sql);
  if (*rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) n = sqlite3_column_int64(stmt, 0);
  int end = sqlite3_finalize(stmt);
  if (*rc == SQLITE_OK) *rc = end;
  return n;
}

static bool is_archive(sqlite3 *db, const char *schema, const char *name, int *rc) {
  char *sql = sqlite3_mprintf(
      "SELECT count(*) FROM \"%w\".sqlite_schema WHERE (name = %Q COLLATE NOCASE AND "
      "sql LIKE 'CREATE VIRTUAL TABLE %%') OR name = '%q_queue' COLLATE NOCASE",
      schema, name, name);
  return ask(db, sql, rc) == 2;
}

/* The schema that holds the archive, sqlite3_free; NULL if none does, or after an error. */
static char *find_schema(sqlite3 *db, const char *name, int *rc) {
  sqlite3_stmt *stmt = 0;
  char *found = 0;
  *rc = sqlite3_prepare_v2(db, "SELECT name FROM pragma_database_list", -1, &stmt, 0);
  while (*rc == SQLITE_OK && !found && sqlite3_step(stmt) == SQLITE_ROW) {
    const char *schema = (const char *)sqlite3_column_text(stmt, 0);
    if (!schema || (is_archive(db, schema, name, rc) && !(found = sqlite3_mprintf("%s", schema))))
      *rc = SQLITE_NOMEM;
  }
  int end = sqlite3_finalize(stmt);
  if (*rc == SQLITE_OK) *rc = end;
  return found;
}

static int run_sql(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, 0, 0, 0);
}

/* 'refresh' of a batch; `alone`: its transaction is ours, and ends with it. */
static int run_batch(sqlite3 *db, const char *schema, const char *name, int64_t most, bool alone) {
  char *sql = sqlite3_mprintf("INSERT INTO \"%w\".\"%w\"(\"%w\", value) VALUES('refresh', ?1)",
                              schema, name, name);
  sqlite3_stmt *stmt = 0;
  int rc = sql ? sqlite3_prepare_v2(db, sql, -1, &stmt, 0) : SQLITE_NOMEM;
  sqlite3_free(sql);
  if (rc == SQLITE_OK)
    rc = alone ? sqlite3_bind_pointer(stmt, 1, &most, BATCH, 0) : sqlite3_bind_int64(stmt, 1, most);
  if (rc == SQLITE_OK) sqlite3_step(stmt);
  int end = sqlite3_finalize(stmt);
  return rc == SQLITE_OK ? end : rc;
}

/* One batch: committed here unless the caller has a transaction open. Some errors have rolled all
** back already. */
static int refresh_batch(sqlite3 *db, const char *schema, const char *name, int64_t most,
                         char **error) {
  bool alone = sqlite3_get_autocommit(db);
  int rc = alone ? run_sql(db, "BEGIN IMMEDIATE") : SQLITE_OK;
  if (rc == SQLITE_OK) {
    rc = run_batch(db, schema, name, most, alone);
    if (rc == SQLITE_OK && alone) rc = run_sql(db, "COMMIT");
  }
  if (rc == SQLITE_OK) return rc;
  *error = sqlite3_mprintf("%s", sqlite3_errmsg(db));
  if (alone && !sqlite3_get_autocommit(db)) run_sql(db, "ROLLBACK");
  return rc;
}

static void result_error(sqlite3_context *context, int rc, const char *error) {
  if (rc == SQLITE_NOMEM) {
    sqlite3_result_error_nomem(context);
    return;
  }
  sqlite3_result_error(context, error ? error : "news_refresh() failed", -1);
  sqlite3_result_error_code(context, rc);
}

static void refresh_in(sqlite3_context *context, const char *schema, const char *name,
                       int64_t most) {
  sqlite3 *db = sqlite3_context_db_handle(context);
  char *error = 0;
  int64_t left = -1;
  int rc = refresh_batch(db, schema, name, most, &error);
  if (rc == SQLITE_OK)
    left = ask(db, sqlite3_mprintf("SELECT \"left\" FROM \"%w\".\"%w_status\"", schema, name), &rc);
  if (rc == SQLITE_OK)
    sqlite3_result_int64(context, left);
  else
    result_error(context, rc, error);
  sqlite3_free(error);
}

/* "other.archive": the one of that schema. *name is what stands behind the point then. */
static char *named_schema(sqlite3 *db, const char **name, int *rc) {
  const char *point = strchr(*name, '.');
  if (!point) return 0;
  char *schema = sqlite3_mprintf("%.*s", (int)(point - *name), *name);
  if (!schema) *rc = SQLITE_NOMEM;
  if (schema && !is_archive(db, schema, point + 1, rc)) {
    sqlite3_free(schema);
    schema = 0;
    if (*rc == SQLITE_ERROR) *rc = SQLITE_OK; /* no such schema */
  }
  if (schema) *name = point + 1;
  return schema;
}

static char *misuse(const char *schema, const char *name) {
  if (schema)
    return sqlite3_mprintf(
        "news_refresh() needs a number of articles above 0: news_refresh('%s', 500)", name);
  return sqlite3_mprintf(
      "news_refresh(): there is no archive '%s': CREATE VIRTUAL TABLE archive USING "
      "news(content=articles, text=body), then news_refresh('archive', 500)",
      name);
}

void function_refresh(sqlite3_context *context, int argc, sqlite3_value **argv) {
  sqlite3 *db = sqlite3_context_db_handle(context);
  const char *name = (const char *)sqlite3_value_text(argv[0]);
  int64_t most = argc > 1 ? sqlite3_value_int64(argv[1]) : 0;
  int rc = SQLITE_OK;
  if (!name) name = "";
  char *schema = find_schema(db, name, &rc);
  if (rc == SQLITE_OK && !schema) schema = named_schema(db, &name, &rc);
  if (rc != SQLITE_OK) {
    result_error(context, rc, sqlite3_errmsg(db));
  } else if (!schema || most < 0 || (argc > 1 && most == 0)) {
    char *error = misuse(schema, name);
    result_error(context, error ? SQLITE_ERROR : SQLITE_NOMEM, error);
    sqlite3_free(error);
  } else {
    refresh_in(context, schema, name, most);
  }
  sqlite3_free(schema);
}
