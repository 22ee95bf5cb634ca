/* archive_feed.c - analysed articles as rows of SQL, for INSERT … SELECT: a module of our own.
**
** INSERT INTO archive_quotes(…) SELECT c0, c1, … FROM "feed of news"(?1) is one statement for all rows
** of some articles. Values go from the article straight into the record: bound one by one they are copied
** twice, and statements of eight rows cost as much as their rows.
**
** ?1 is a pointer that only C can bind (sqlite3_bind_pointer): for everybody else the table is empty.
** The columns are c0, c1, …: article, the columns of the Table, those of the archive's own.
*/
#include "sql/archive.h"

#include <stdio.h>

static const char POINTER[] = "news feed";
enum { COLUMNS = 40 };

typedef struct FeedCursor {
  sqlite3_vtab_cursor base;
  const Feed *feed;  /* NULL: none */
  int at;            /* which article */
  int32_t row, rows; /* of that one */
} FeedCursor;

/* ---- planning ---- */

static int feed_connect(sqlite3 *db, void *aux, int argc, const char *const *argv,
                        sqlite3_vtab **vtab, char **error) {
  (void)aux, (void)argc, (void)argv, (void)error;
  char sql[32 + COLUMNS * 6];
  int n = snprintf(sql, sizeof sql, "CREATE TABLE x(");
  for (int i = 0; i < COLUMNS; i++) n += snprintf(sql + n, sizeof sql - (size_t)n, "c%d,", i);
  snprintf(sql + n, sizeof sql - (size_t)n, "source HIDDEN)");
  int rc = sqlite3_declare_vtab(db, sql);
  if (rc != SQLITE_OK) return rc;
  sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
  sqlite3_vtab *t = sqlite3_malloc64(sizeof *t);
  if (!t) return SQLITE_NOMEM;
  memset(t, 0, sizeof *t);
  *vtab = t;
  return SQLITE_OK;
}

static int feed_disconnect(sqlite3_vtab *vtab) {
  sqlite3_free(vtab);
  return SQLITE_OK;
}

static int feed_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info) {
  (void)vtab;
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    if (c->iColumn != COLUMNS || c->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!c->usable) return SQLITE_CONSTRAINT;
    info->aConstraintUsage[i].argvIndex = 1;
    info->aConstraintUsage[i].omit = 1;
  }
  return SQLITE_OK;
}

/* ---- reading ---- */

static int feed_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor) {
  (void)vtab;
  FeedCursor *c = sqlite3_malloc64(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  memset(c, 0, sizeof *c);
  *cursor = &c->base;
  return SQLITE_OK;
}

static int feed_close(sqlite3_vtab_cursor *cursor) {
  sqlite3_free(cursor);
  return SQLITE_OK;
}

/* The article of number `at`, or the next one that has rows. */
static void feed_article(FeedCursor *c, int at, int32_t row) {
  const Feed *f = c->feed;
  for (c->at = at; c->at < f->n; c->at++, row = 0) {
    c->row = row;
    c->rows = results[f->result].table->rows(f->entry[c->at].a);
    if (row < c->rows) return;
  }
}

static int feed_filter(sqlite3_vtab_cursor *cursor, int plan, const char *name, int argc,
                       sqlite3_value **argv) {
  (void)plan, (void)name;
  FeedCursor *c = (FeedCursor *)cursor;
  c->feed = argc ? sqlite3_value_pointer(argv[0], POINTER) : 0;
  if (c->feed) feed_article(c, 0, c->feed->from);
  return SQLITE_OK;
}

static int feed_next(sqlite3_vtab_cursor *cursor) {
  FeedCursor *c = (FeedCursor *)cursor;
  if (++c->row == c->rows) feed_article(c, c->at + 1, 0);
  return SQLITE_OK;
}

static int feed_eof(sqlite3_vtab_cursor *cursor) {
  const FeedCursor *c = (FeedCursor *)cursor;
  return !c->feed || c->at == c->feed->n;
}

/* Texts stand in the article or the language until the row is written; only what stands in the cell
** is copied. A value is NULL before it is set. */
static void result(sqlite3_context *context, Cell *cell) {
  if (cell->type == CELL_INTEGER)
    sqlite3_result_int64(context, cell->integer);
  else if (cell->type == CELL_TEXT && cell->text.s != cell->buffer)
    sqlite3_result_text(context, cell->text.s, cell->text.n, SQLITE_STATIC);
  else if (cell->type != CELL_NULL)
    result_cell(context, cell);
}

void feed_cell(const Entry *e, int result, int32_t row, int column, Cell *cell) {
  const Table *table = results[result].table;
  if (column == 0)
    cell_integer(cell, e->receipt->article);
  else if (column <= table->columns)
    table->cell(e->a, row, column - 1, cell);
  else
    archive_own_cell(e, result, row, column - 1 - table->columns, cell);
}

static int feed_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column) {
  const FeedCursor *c = (FeedCursor *)cursor;
  Cell cell;
  cell.type = CELL_NULL;
  cell.owned = 0;
  feed_cell(&c->feed->entry[c->at], c->feed->result, c->row, column, &cell);
  result(context, &cell);
  return SQLITE_OK;
}

static int feed_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid) {
  const FeedCursor *c = (FeedCursor *)cursor;
  *rowid = (sqlite3_int64)c->at << 32 | c->row;
  return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = feed_connect, /* no xCreate: there is one, without CREATE VIRTUAL TABLE */
    .xBestIndex = feed_best_index,
    .xDisconnect = feed_disconnect,
    .xOpen = feed_open,
    .xClose = feed_close,
    .xFilter = feed_filter,
    .xNext = feed_next,
    .xEof = feed_eof,
    .xColumn = feed_column,
    .xRowid = feed_rowid,
};

int feed_register(sqlite3 *db) {
  return sqlite3_create_module_v2(db, FEED_MODULE, &module, 0, 0);
}

void feed_bind(Archive *t, sqlite3_stmt *stmt, const Feed *feed) {
  if (t->rc != SQLITE_OK || !stmt) return;
  void *at;
  memcpy(&at, &feed, sizeof at); /* read only, which the interface cannot say */
  int rc = sqlite3_bind_pointer(stmt, 1, at, POINTER, 0);
  if (rc != SQLITE_OK) archive_fail(t, rc, 0);
}
