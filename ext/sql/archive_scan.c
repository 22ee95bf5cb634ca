/* archive_scan.c - SELECT … FROM archive: the state of each article.
**
** A plan is idxNum: bit 0 `article` is given, bit 1 `state` is given. What was read is `fresh` or
** `failed`, and `stale` once it waits in the queue, with the counts of what was read; what was
** never read waits too.
*/
#include "sql/archive.h"

#define GIVEN_ARTICLE 1
#define GIVEN_STATE 2

const char archive_columns[] = "article, state, error, quotes, entities, figures, version";

typedef struct ArchiveCursor {
  sqlite3_vtab_cursor base;
  sqlite3_stmt *stmt; /* NULL: at the end */
} ArchiveCursor;

/* ---- planning ---- */

int archive_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info) {
  (void)vtab;
  int argc = 0, used[2] = {-1, -1};
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    if (!c->usable || c->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (c->iColumn <= 0) used[0] = i; /* article, rowid */
    if (c->iColumn == 1 && sqlite3_stricmp(sqlite3_vtab_collation(info, i), "BINARY") == 0)
      used[1] = i;
  }
  for (int i = 0; i < 2; i++) {
    if (used[i] < 0) continue;
    info->aConstraintUsage[used[i]].argvIndex = ++argc;
    info->idxNum |= i ? GIVEN_STATE : GIVEN_ARTICLE;
  }
  info->estimatedCost = used[0] >= 0 ? 10 : used[1] >= 0 ? 1e5 : 1e6;
  info->estimatedRows = used[0] >= 0 ? 1 : used[1] >= 0 ? 100000 : 1000000;
  if (used[0] >= 0) info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
  return SQLITE_OK;
}

/* ---- reading ---- */

int archive_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor) {
  (void)vtab;
  ArchiveCursor *c = sqlite3_malloc64(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  memset(c, 0, sizeof *c);
  *cursor = &c->base;
  return SQLITE_OK;
}

int archive_close(sqlite3_vtab_cursor *cursor) {
  sqlite3_finalize(((ArchiveCursor *)cursor)->stmt);
  sqlite3_free(cursor);
  return SQLITE_OK;
}

int archive_next(sqlite3_vtab_cursor *cursor) {
  ArchiveCursor *c = (ArchiveCursor *)cursor;
  Archive *t = (Archive *)cursor->pVtab;
  t->rc = SQLITE_OK;
  if (archive_step(t, c->stmt)) return SQLITE_OK;
  sqlite3_finalize(c->stmt);
  c->stmt = 0;
  return t->rc;
}

#define COLUMNS "error, quotes, entities, figures, made_by "
#define MADE "LEFT JOIN @versions AS v ON v.version = a.version "
#define WAITS "EXISTS (SELECT 1 FROM @queue AS q WHERE q.article = a.article)"

/* The rows of each state, and the column that `article` is. */
typedef struct State {
  const char *name, *rows, *key;
} State;
static const State states[] = {
    {"fresh",
     "SELECT a.article, 'fresh', " COLUMNS "FROM @articles AS a " MADE
     "WHERE error IS NULL AND NOT " WAITS,
     "a.article"},
    {"failed",
     "SELECT a.article, 'failed', " COLUMNS "FROM @articles AS a " MADE
     "WHERE error IS NOT NULL AND NOT " WAITS,
     "a.article"},
    {"stale",
     "SELECT q.article, 'stale', " COLUMNS
     "FROM @queue AS q LEFT JOIN @articles AS a ON a.article = q.article " MADE "WHERE 1",
     "q.article"},
};

/* `state`: the one that is asked for, NULL: all. */
static sqlite3_stmt *prepare(Archive *t, const char *state, bool one) {
  sqlite3_str *sql = sqlite3_str_new(t->db);
  for (int i = 0; i < 3; i++) {
    if (state && strcmp(state, states[i].name) != 0) continue;
    sqlite3_str_appendf(sql, "%s%s", sqlite3_str_length(sql) ? " UNION ALL " : "", states[i].rows);
    if (one) sqlite3_str_appendf(sql, " AND %s = ?1", states[i].key);
  }
  int length = sqlite3_str_length(sql), rc = sqlite3_str_errcode(sql);
  char *text = sqlite3_str_finish(sql);
  if (rc != SQLITE_OK) archive_fail(t, rc, 0);
  sqlite3_stmt *stmt = length ? archive_prepare(t, text) : 0;
  sqlite3_free(text);
  return stmt;
}

int archive_filter(sqlite3_vtab_cursor *cursor, int plan, const char *text, int argc,
                   sqlite3_value **argv) {
  (void)text;
  ArchiveCursor *c = (ArchiveCursor *)cursor;
  Archive *t = (Archive *)cursor->pVtab;
  bool one = (plan & GIVEN_ARTICLE) != 0;
  const char *state = plan & GIVEN_STATE ? (const char *)sqlite3_value_text(argv[argc - 1]) : 0;
  sqlite3_finalize(c->stmt);
  c->stmt = 0;
  t->rc = SQLITE_OK;
  if (plan & GIVEN_STATE && !state) return SQLITE_OK; /* nothing equals NULL */
  c->stmt = prepare(t, state, one);
  if (c->stmt && one) sqlite3_bind_value(c->stmt, 1, argv[0]);
  return t->rc == SQLITE_OK ? archive_next(cursor) : t->rc;
}

int archive_eof(sqlite3_vtab_cursor *cursor) {
  return !((ArchiveCursor *)cursor)->stmt;
}

int archive_cell(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column) {
  sqlite3_stmt *stmt = ((ArchiveCursor *)cursor)->stmt;
  if (column < ARCHIVE_COMMAND) sqlite3_result_value(context, sqlite3_column_value(stmt, column));
  return SQLITE_OK;
}

int archive_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid) {
  *rowid = sqlite3_column_int64(((ArchiveCursor *)cursor)->stmt, 0);
  return SQLITE_OK;
}
