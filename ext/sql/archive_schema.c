/* archive_schema.c - the tables, indexes and triggers of an archive: made, dropped, renamed. */
#include "sql/archive.h"

const Result results[RESULTS] = {
    {&table_quotes, "name_id, published, quote_key",
     "name_id INTEGER, published, quote_key INTEGER"},
    {&table_entities, "name_id, published", "name_id INTEGER, published"},
    {&table_mentions, 0, 0},
    {&table_figures, 0, 0},
    {&table_dates, 0, 0},
};

/* The queue is not among them: archive.h tells why. */
static const char *const shadows[] = {"quotes",   "entities", "mentions", "figures",
                                      "dates",    "names",    "articles", "spellings",
                                      "versions", "config",   "status"};
enum { SHADOWS = sizeof shadows / sizeof *shadows };

int archive_shadow(const char *suffix) {
  for (int i = 0; i < SHADOWS; i++)
    if (sqlite3_stricmp(suffix, shadows[i]) == 0) return 1;
  return 0;
}

/* ---- what there is ----
**
** What tables are joined by is INTEGER: an index on a column without a type cannot be asked by an
** INTEGER PRIMARY KEY.
*/

static const char own_tables[] =
    "CREATE TABLE @articles(article INTEGER PRIMARY KEY, published, error, quotes, entities, "
    "figures,"
    " mentions, dates, hash INTEGER, version INTEGER);"
    "CREATE TABLE @names(name_id INTEGER PRIMARY KEY, name, type, name_key, spellings, articles, "
    "mentions,"
    " first, last, quotes);"
    "CREATE TABLE @spellings(type, spelling, family, first, name_id INTEGER, articles INTEGER,"
    " PRIMARY KEY(spelling, type)) WITHOUT ROWID;"
    "CREATE TABLE @versions(version INTEGER PRIMARY KEY, made_by UNIQUE);"
    "CREATE TABLE @config(key PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE @status(state, done, total, failed, \"left\", rate, seconds_left, updated);"
    "INSERT INTO @status(state, done, total, failed, \"left\") VALUES('idle', 0, 0, 0, 0);"
    "CREATE TABLE @queue(article INTEGER PRIMARY KEY);";

/* suffix of the index, and what it is on. Each serves a question of sql/, a command, or both. */
typedef struct Index {
  const char *name, *on;
} Index;
static const Index indexes[] = {
    {"articles_failed", "#articles(article) WHERE error IS NOT NULL"},
    {"articles_version", "#articles(version)"},
    {"articles_published", "#articles(published)"},
    {"quotes_article", "#quotes(article)"},
    {"quotes_name", "#quotes(name_id, published) WHERE name_id IS NOT NULL"},
    {"quotes_key", "#quotes(quote_key, article) WHERE quote_key IS NOT NULL"},
    {"entities_article", "#entities(article, entity)"},
    {"entities_name", "#entities(name_id, published) WHERE name_id IS NOT NULL"},
    {"mentions_article", "#mentions(article)"},
    {"figures_article", "#figures(article)"},
    {"figures_event", "#figures(event, item, date) WHERE event IS NOT NULL"},
    {"dates_article", "#dates(article)"},
    {"names_key", "#names(name_key)"},
    {"names_articles", "#names(articles)"},
    {"names_quotes", "#names(quotes) WHERE quotes > 0"},
    {"spellings_name", "#spellings(name_id)"},
    {"spellings_family", "#spellings(family, type, first, name_id)"},
};
enum { INDEXES = sizeof indexes / sizeof *indexes };

/* COLLATE BINARY: a column that ignores case would hide a change, and one whose collation is an
** application's own would fail where the application is not. */
#define DIFFERS(column) "old." column " COLLATE BINARY IS NOT new." column " COLLATE BINARY"
#define QUEUE(row)                                                                                 \
  "INSERT INTO #queue(article) SELECT " row                                                        \
  ".$key WHERE NOT EXISTS (SELECT 1 FROM #queue WHERE article = " row ".$key);"

static const char *const triggers[] = {"insert", "update", "delete"};
enum { TRIGGERS = 3 };

/* ---- making ---- */

static void create_result(Archive *t, const Result *r) {
  sqlite3_str *sql = sqlite3_str_new(t->db);
  sqlite3_str_appendf(sql, "CREATE TABLE @%s(article INTEGER", r->table->name);
  for (int i = 0; i < r->table->columns; i++)
    sqlite3_str_appendf(sql, ", \"%w\"", r->table->column[i].name);
  sqlite3_str_appendf(sql, "%s%s, id INTEGER PRIMARY KEY)", r->types ? ", " : "",
                      r->types ? r->types : "");
  char *text = sqlite3_str_finish(sql);
  if (!text) archive_fail(t, SQLITE_NOMEM, 0);
  archive_exec(t, text ? archive_expand(t, text) : 0);
  sqlite3_free(text);
}

/* A number that makes the names of the indexes new ones. An index keeps its name when its table is
** renamed, and cannot be dropped in the middle of ALTER TABLE: it may be there from an archive that
** was renamed. */
static int free_number(Archive *t) {
  int number = 1;
  for (bool used = true; used && t->rc == SQLITE_OK; number += used) {
    sqlite3_stmt *stmt = archive_prepare(t, "SELECT 1 FROM $schema.sqlite_schema WHERE name = ?1 "
                                            "|| '_quotes_article' || ?2 COLLATE NOCASE");
    archive_bind(t, stmt, 1, (Str){t->name, (int32_t)strlen(t->name)});
    if (stmt) sqlite3_bind_int(stmt, 2, number);
    used = archive_step(t, stmt);
    sqlite3_finalize(stmt);
  }
  return number;
}

static void create_indexes(Archive *t) {
  char text[200];
  int number = free_number(t);
  for (int i = 0; i < INDEXES; i++) {
    sqlite3_snprintf(sizeof text, text, "CREATE INDEX @%s%d ON %s", indexes[i].name, number,
                     indexes[i].on);
    archive_run(t, text);
  }
}

/* In a trigger no table has a schema: it is the trigger's. */
static const char create_triggers[] =
    "CREATE TRIGGER @insert AFTER INSERT ON $watched BEGIN " QUEUE(
        "new") " END;"
               "CREATE TRIGGER @delete AFTER DELETE ON $watched BEGIN " QUEUE(
                   "old") " END;"
                          "CREATE TRIGGER @update AFTER UPDATE ON $watched WHEN old.$key <> "
                          "new.$key OR " DIFFERS("$text") " OR " DIFFERS(
                              "$published") " BEGIN " QUEUE("old") QUEUE("new") " END;";

void archive_create(Archive *t) {
  for (int i = 0; i < RESULTS; i++) create_result(t, &results[i]);
  archive_run(t, own_tables);
  create_indexes(t);
  archive_run(t, create_triggers);
  archive_do(t, archive_stmt(t, SQL_EVERYTHING));
}

/* What `archive_reset` empties: all that comes from articles. */
static const char empty_tables[] =
    "DELETE FROM @quotes; DELETE FROM @entities; DELETE FROM @mentions; DELETE FROM @figures;"
    "DELETE FROM @dates; DELETE FROM @names; DELETE FROM @articles; DELETE FROM @spellings;"
    "DELETE FROM @queue; DELETE FROM @versions;"
    "UPDATE @status SET state = 'idle', done = 0, total = 0, failed = 0, \"left\" = 0, rate = "
    "NULL;";

static bool has_column(Archive *t, const Table *table, const char *name) {
  sqlite3_stmt *stmt =
      archive_prepare(t, "SELECT 1 FROM pragma_table_info(?1 || '_' || ?2, ?3) WHERE name = ?4");
  const char *const text[] = {t->name, table->name, t->schema, name};
  for (int i = 0; i < 4; i++)
    archive_bind(t, stmt, i + 1, (Str){text[i], (int32_t)strlen(text[i])});
  bool found = archive_step(t, stmt);
  sqlite3_finalize(stmt);
  return found;
}

void archive_adapt(Archive *t) {
  for (int i = 0; i < RESULTS; i++)
    for (int c = 0; c < results[i].table->columns && t->rc == SQLITE_OK; c++) {
      const Table *table = results[i].table;
      if (has_column(t, table, table->column[c].name) || t->rc != SQLITE_OK) continue;
      archive_exec(t, sqlite3_mprintf("ALTER TABLE \"%w\".\"%w_%w\" ADD COLUMN \"%w\"", t->schema,
                                      t->name, table->name, table->column[c].name));
    }
}

/* ---- dropping and renaming ---- */

static void drop(Archive *t, const char *what, const char *suffix) {
  char text[100];
  sqlite3_snprintf(sizeof text, text, "DROP %s IF EXISTS @%s", what, suffix);
  archive_run(t, text);
}

static void drop_triggers(Archive *t) {
  for (int i = 0; i < TRIGGERS; i++) drop(t, "TRIGGER", triggers[i]);
}

void archive_reset(Archive *t) {
  drop_triggers(t);
  archive_run(t, empty_tables);
  archive_run(t, create_triggers);
  archive_do(t, archive_stmt(t, SQL_EVERYTHING));
}

void archive_drop(Archive *t) {
  drop_triggers(t);
  for (int i = 0; i < SHADOWS; i++) drop(t, "TABLE", shadows[i]);
  drop(t, "TABLE", "queue");
}

static void rename_table(Archive *t, const char *suffix, const char *name) {
  archive_exec(t, sqlite3_mprintf("ALTER TABLE \"%w\".\"%w_%s\" RENAME TO \"%w_%s\"", t->schema,
                                  t->name, suffix, name, suffix));
}

/* Triggers are made again: their names are ours. */
void archive_rename(Archive *t, const char *name) {
  archive_content(t);
  drop_triggers(t);
  for (int i = 0; i < SHADOWS; i++) rename_table(t, shadows[i], name);
  rename_table(t, "queue", name);
  char *copy = sqlite3_mprintf("%s", name);
  if (!copy) archive_fail(t, SQLITE_NOMEM, 0);
  if (t->rc != SQLITE_OK) {
    sqlite3_free(copy);
    return;
  }
  sqlite3_free(t->name);
  t->name = copy;
  archive_run(t, create_triggers);
}

bool archive_watches(Archive *t) {
  sqlite3_stmt *stmt = archive_prepare(
      t,
      "SELECT count(*) FROM $schema.sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE "
      "NOCASE AND name IN (?2 || '_insert', ?2 || '_update', ?2 || '_delete')");
  archive_bind(t, stmt, 1, (Str){t->content, (int32_t)strlen(t->content)});
  archive_bind(t, stmt, 2, (Str){t->name, (int32_t)strlen(t->name)});
  bool all = archive_step(t, stmt) && sqlite3_column_int(stmt, 0) == TRIGGERS;
  sqlite3_finalize(stmt);
  return all;
}
