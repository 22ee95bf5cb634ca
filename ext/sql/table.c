/* table.c - eponymous table-valued functions: news_quotes(text [, published]) and its siblings.
**
** The hidden columns news_text and news_published carry the arguments. SQLite asks xBestIndex with
*every
** combination of usable constraints: a plan in which the text is not yet known is refused with
** SQLITE_CONSTRAINT, so that SQLite tries another; a call without a text is an error that shows the
*right
** one. Rows come in text order, so rowid order costs no sort.
*/
#include "sql/table.h"

#include <string.h>

typedef struct NewsTable {
  sqlite3_vtab base; /* first */
  const Table *table;
  Conn *conn;
  int columns; /* visible ones; the hidden text and published follow */
} NewsTable;

typedef struct NewsCursor {
  sqlite3_vtab_cursor base; /* first */
  Article *article;
  sqlite3_value *text, *published; /* what the hidden columns show */
  int32_t row, rows;
} NewsCursor;

static int news_connect(sqlite3 *db, void *aux, int argc, const char *const *argv,
                        sqlite3_vtab **out, char **error) {
  TableAux *x = aux;
  (void)argc, (void)argv, (void)error;
  sqlite3_str *sql = sqlite3_str_new(db);
  int n = 0;
  sqlite3_str_appendall(sql, "CREATE TABLE x(");
  for (; x->table->columns[n]; n++) sqlite3_str_appendf(sql, "\"%w\",", x->table->columns[n]);
  sqlite3_str_appendall(sql, "news_text HIDDEN, news_published HIDDEN)");
  char *text = sqlite3_str_finish(sql);
  if (!text) return SQLITE_NOMEM;
  int rc = sqlite3_declare_vtab(db, text);
  sqlite3_free(text);
  if (rc) return rc;
  sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
  NewsTable *t = sqlite3_malloc64(sizeof *t);
  if (!t) return SQLITE_NOMEM;
  *t = (NewsTable){.table = x->table, .conn = x->conn, .columns = n};
  x->conn->refs++;
  *out = &t->base;
  return SQLITE_OK;
}

static int news_disconnect(sqlite3_vtab *base) {
  conn_unref(((NewsTable *)base)->conn);
  sqlite3_free(base);
  return SQLITE_OK;
}

/* idxNum: bit 0 the text is given (argument 1), bit 1 published too (argument 2). */
static int news_best(sqlite3_vtab *base, sqlite3_index_info *info) {
  NewsTable *t = (NewsTable *)base;
  int text = -1, published = -1;
  bool unusable = false;
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    if (c->iColumn < t->columns || c->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!c->usable)
      unusable = true;
    else if (c->iColumn == t->columns)
      text = i;
    else
      published = i;
  }
  if (unusable) return SQLITE_CONSTRAINT;
  if (text < 0) {
    sqlite3_free(base->zErrMsg);
    base->zErrMsg =
        sqlite3_mprintf("%s() needs a text: SELECT * FROM articles a, %s(a.body, a.published) x",
                        t->table->name, t->table->name);
    return SQLITE_ERROR;
  }
  info->aConstraintUsage[text].argvIndex = 1;
  info->aConstraintUsage[text].omit = 1;
  info->idxNum = 1;
  if (published >= 0) {
    info->aConstraintUsage[published].argvIndex = 2;
    info->aConstraintUsage[published].omit = 1;
    info->idxNum = 3;
  }
  info->estimatedCost = 100000; /* reading an article is dear beside any index */
  info->estimatedRows = 25;
  return SQLITE_OK;
}

static int news_open(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  (void)base;
  NewsCursor *c = sqlite3_malloc64(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  memset(c, 0, sizeof *c);
  *out = &c->base;
  return SQLITE_OK;
}

static void let_go(NewsCursor *c) {
  article_release(c->article);
  sqlite3_value_free(c->text);
  sqlite3_value_free(c->published);
  c->article = 0;
  c->text = c->published = 0;
  c->row = c->rows = 0;
}

static int news_close(sqlite3_vtab_cursor *cursor) {
  let_go((NewsCursor *)cursor);
  sqlite3_free(cursor);
  return SQLITE_OK;
}

/* To the first shown row at or behind c->row. */
static void settle(const NewsTable *t, NewsCursor *c) {
  if (t->table->shown)
    while (c->row < c->rows && !t->table->shown(c->article, c->row)) c->row++;
}

static int news_filter(sqlite3_vtab_cursor *cursor, int number, const char *name, int argc,
                       sqlite3_value **argv) {
  NewsCursor *c = (NewsCursor *)cursor;
  NewsTable *t = (NewsTable *)cursor->pVtab;
  (void)name, (void)argc;
  let_go(c);
  int rc = conn_read(t->conn, argv[0], number & 2 ? argv[1] : 0, t->table->want, &c->article);
  if (rc) {
    const char *text = conn_error(c->article, rc);
    if (text) t->base.zErrMsg = sqlite3_mprintf("%s(): internal: %s", t->table->name, text);
    let_go(c);
    return rc;
  }
  c->text = sqlite3_value_dup(argv[0]);
  if (number & 2) c->published = sqlite3_value_dup(argv[1]);
  if (!c->text || ((number & 2) && !c->published)) return SQLITE_NOMEM;
  c->rows = c->article ? t->table->count(c->article) : 0; /* NULL text: no rows */
  settle(t, c);
  return SQLITE_OK;
}

static int news_next(sqlite3_vtab_cursor *cursor) {
  NewsCursor *c = (NewsCursor *)cursor;
  c->row++;
  settle((NewsTable *)cursor->pVtab, c);
  return SQLITE_OK;
}

static int news_eof(sqlite3_vtab_cursor *cursor) {
  NewsCursor *c = (NewsCursor *)cursor;
  return c->row >= c->rows;
}

static int news_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid) {
  *rowid = ((NewsCursor *)cursor)->row + 1;
  return SQLITE_OK;
}

static void give(sqlite3_context *ctx, Cell cell) {
  switch (cell.type) {
  case CELL_NULL: sqlite3_result_null(ctx); break;
  case CELL_INT: sqlite3_result_int64(ctx, cell.i); break;
  case CELL_REAL: sqlite3_result_double(ctx, cell.r); break;
  case CELL_TEXT: sqlite3_result_text(ctx, cell.s.s, cell.s.n, SQLITE_TRANSIENT); break;
  case CELL_JSON:
    sqlite3_result_text(ctx, cell.s.s, cell.s.n, sqlite3_free);
    sqlite3_result_subtype(ctx, 'J');
    break;
  }
}

static int news_column(sqlite3_vtab_cursor *cursor, sqlite3_context *ctx, int column) {
  NewsCursor *c = (NewsCursor *)cursor;
  NewsTable *t = (NewsTable *)cursor->pVtab;
  if (column >= t->columns) {
    sqlite3_value *v = column == t->columns ? c->text : c->published;
    if (v) sqlite3_result_value(ctx, v);
    return SQLITE_OK;
  }
  give(ctx, t->table->cell(t->conn, c->article, c->row, column));
  return c->article->doc.rc == DOC_NOMEM ? SQLITE_NOMEM : SQLITE_OK;
}

static const sqlite3_module news_module = {
    .xConnect = news_connect, /* no xCreate: eponymous only */
    .xBestIndex = news_best,
    .xDisconnect = news_disconnect,
    .xOpen = news_open,
    .xClose = news_close,
    .xFilter = news_filter,
    .xNext = news_next,
    .xEof = news_eof,
    .xColumn = news_column,
    .xRowid = news_rowid,
};

static void aux_free(void *aux) {
  conn_unref(((TableAux *)aux)->conn);
  sqlite3_free(aux);
}

int table_register(sqlite3 *db, Conn *conn) {
  for (int i = 0; i < n_tables; i++) {
    TableAux *aux = sqlite3_malloc64(sizeof *aux);
    if (!aux) return SQLITE_NOMEM;
    *aux = (TableAux){&tables[i], conn};
    conn->refs++;
    int rc = sqlite3_create_module_v2(db, tables[i].name, &news_module, aux, aux_free);
    if (rc) return rc; /* SQLite has called aux_free */
  }
  return SQLITE_OK;
}
