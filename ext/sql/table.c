/* table.c - one module for all table-valued functions; what differs stands in their Table (rows.c).
**
** A plan is idxNum: bit 0 a text is given, bit 1 `published` is given, from bit 2 what the columns
** in use need (Want). The text is asked for by the hidden column news_text, as the arguments of a
** table-valued function are: `news_quotes(x)` and `WHERE news_text = x` are one. Constraints on
** other columns stay with SQLite: rows are few, and dear to make only once.
*/
#include "sql/sql.h"

#define GIVEN_TEXT 1
#define GIVEN_PUBLISHED 2
#define WANT_SHIFT 2

typedef struct NewsTable {
  sqlite3_vtab base;
  Binding *binding;
} NewsTable;

typedef struct NewsCursor {
  sqlite3_vtab_cursor base;
  Binding *binding;
  Article *article;         /* NULL: no rows */
  sqlite3_value *published; /* as given */
  int32_t row, rows;
  uint32_t key; /* of the arguments, for rowids; made when first asked for */
  bool hashed;
} NewsCursor;

/* ---- connecting ---- */

static int declare(sqlite3 *db, const Table *table) {
  sqlite3_str *sql = sqlite3_str_new(db);
  sqlite3_str_appendall(sql, "CREATE TABLE x(");
  for (int i = 0; i < table->columns; i++)
    sqlite3_str_appendf(sql, "\"%w\",", table->column[i].name);
  sqlite3_str_appendf(sql, "news_text HIDDEN%s)", table->dated ? ",news_published HIDDEN" : "");
  char *text = sqlite3_str_finish(sql);
  int rc = text ? sqlite3_declare_vtab(db, text) : SQLITE_NOMEM;
  sqlite3_free(text);
  return rc;
}

static int news_connect(sqlite3 *db, void *aux, int argc, const char *const *argv,
                        sqlite3_vtab **vtab, char **error) {
  (void)argc, (void)argv, (void)error;
  Binding *binding = aux;
  int rc = declare(db, binding->table);
  if (rc != SQLITE_OK) return rc;
  NewsTable *t = sqlite3_malloc64(sizeof *t);
  if (!t) return SQLITE_NOMEM;
  *t = (NewsTable){.binding = binding};
  sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
  *vtab = &t->base;
  return SQLITE_OK;
}

static int news_disconnect(sqlite3_vtab *vtab) {
  sqlite3_free(vtab);
  return SQLITE_OK;
}

/* ---- planning ---- */

/* The constraint `column = value` that can be used; -1 if there is none. *waits: one is there, but
** its value is not known yet in this plan. */
static int constraint_on(const sqlite3_index_info *info, int column, bool *waits) {
  for (int i = 0; i < info->nConstraint; i++) {
    const struct sqlite3_index_constraint *c = &info->aConstraint[i];
    if (c->iColumn != column || c->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (c->usable) return i;
    *waits = true;
  }
  return -1;
}

static unsigned columns_want(const Table *table, uint64_t used) {
  unsigned want = table->want;
  for (int i = 0; i < table->columns; i++)
    if (used >> (i < 63 ? i : 63) & 1) want |= table->column[i].want;
  return want;
}

static int news_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info) {
  const Table *table = ((NewsTable *)vtab)->binding->table;
  bool waits = false;
  int text = constraint_on(info, table->columns, &waits);
  int published = table->dated ? constraint_on(info, table->columns + 1, &waits) : -1;
  if (waits && (text < 0 || published < 0)) return SQLITE_CONSTRAINT;
  info->idxNum = (int)(columns_want(table, info->colUsed) << WANT_SHIFT);
  if (text <
      0) { /* an error, but only if this plan is run: parts of an OR are planned without the text */
    info->estimatedCost = 1e99;
    info->estimatedRows = (sqlite3_int64)1 << 50;
    return SQLITE_OK;
  }
  int argc = 0;
  const int given[] = {text, published}, flag[] = {GIVEN_TEXT, GIVEN_PUBLISHED};
  for (int i = 0; i < 2; i++) {
    if (given[i] < 0) continue;
    info->aConstraintUsage[given[i]].argvIndex = ++argc;
    info->aConstraintUsage[given[i]].omit = 1;
    info->idxNum |= flag[i];
  }
  info->estimatedCost = 1000;
  info->estimatedRows = 25;
  return SQLITE_OK;
}

/* ---- reading ---- */

static int news_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor) {
  Binding *binding = ((NewsTable *)vtab)->binding;
  NewsCursor *c = sqlite3_malloc64(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  *c = (NewsCursor){.binding = binding};
  conn_expect(binding->conn, binding->table->want, +1);
  *cursor = &c->base;
  return SQLITE_OK;
}

/* Cursors are used again with another text. */
static void news_rewind(NewsCursor *c) {
  article_release(c->article);
  sqlite3_value_free(c->published);
  c->article = 0;
  c->published = 0;
  c->row = c->rows = 0;
  c->hashed = false;
}

static int news_close(sqlite3_vtab_cursor *cursor) {
  NewsCursor *c = (NewsCursor *)cursor;
  news_rewind(c);
  conn_expect(c->binding->conn, c->binding->table->want, -1);
  sqlite3_free(c);
  return SQLITE_OK;
}

static int news_error(const NewsCursor *c, int rc, char *message) {
  sqlite3_free(c->base.pVtab->zErrMsg);
  c->base.pVtab->zErrMsg = message;
  return message ? rc : SQLITE_NOMEM;
}

static int news_filter(sqlite3_vtab_cursor *cursor, int plan, const char *name, int argc,
                       sqlite3_value **argv) {
  (void)name;
  NewsCursor *c = (NewsCursor *)cursor;
  const Table *table = c->binding->table;
  news_rewind(c);
  if (!(plan & GIVEN_TEXT))
    return news_error(
        c, SQLITE_ERROR,
        sqlite3_mprintf("news_%s() needs a text: FROM articles a, news_%s(a.body%s) q", table->name,
                        table->name, table->dated ? ", a.published" : ""));
  Request request = {.want = (unsigned)plan >> WANT_SHIFT, .undated = !table->dated};
  sqlite3_value *published = plan & GIVEN_PUBLISHED && argc > 1 ? argv[1] : 0;
  int rc = conn_request(c->binding->conn, argv[0], published, &request);
  if (rc != SQLITE_OK || str_none(request.text)) return rc;
  if (published && !(c->published = sqlite3_value_dup(published))) return SQLITE_NOMEM;
  const char *error = 0;
  rc = conn_read(c->binding->conn, &request, &c->article, &error);
  if (rc != SQLITE_OK && error)
    return news_error(c, rc, sqlite3_mprintf("news_%s(): %s", table->name, error));
  if (rc != SQLITE_OK) return rc;
  c->rows = table->rows(c->article);
  return SQLITE_OK;
}

static int news_next(sqlite3_vtab_cursor *cursor) {
  ((NewsCursor *)cursor)->row++;
  return SQLITE_OK;
}

static int news_eof(sqlite3_vtab_cursor *cursor) {
  const NewsCursor *c = (NewsCursor *)cursor;
  return c->row >= c->rows;
}

static int news_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column) {
  NewsCursor *c = (NewsCursor *)cursor;
  const Table *table = c->binding->table;
  Cell cell = {0};
  if (column < table->columns) {
    table->cell(c->article, c->row, column, &cell);
  } else if (column == table->columns) {
    cell.type = CELL_TEXT;
    cell.text = c->article->text;
  } else if (c->published) {
    sqlite3_result_value(context, c->published);
    return SQLITE_OK;
  }
  result_cell(context, &cell);
  return SQLITE_OK;
}

static uint32_t hash(uint32_t h, const void *bytes, int n) {
  const unsigned char *b = bytes;
  for (int i = 0; i < n; i++) h = (h ^ b[i]) * 16777619u;
  return h;
}

/* `text = x OR text = y` is two scans, and SQLite takes rows of one rowid for the same: the arguments
** are part of it. */
static int news_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid) {
  NewsCursor *c = (NewsCursor *)cursor;
  if (!c->hashed) {
    uint32_t h = hash(2166136261u, c->article->text.s, c->article->text.n);
    const void *published = c->published ? sqlite3_value_blob(c->published) : 0;
    if (published) h = hash(h, published, sqlite3_value_bytes(c->published));
    c->key = h & 0x7fffffff;
    c->hashed = true;
  }
  *rowid = (sqlite3_int64)((uint64_t)c->key << 32) + c->row + 1;
  return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = news_connect, /* no xCreate: the tables are there without CREATE VIRTUAL TABLE */
    .xBestIndex = news_best_index,
    .xDisconnect = news_disconnect,
    .xOpen = news_open,
    .xClose = news_close,
    .xFilter = news_filter,
    .xNext = news_next,
    .xEof = news_eof,
    .xColumn = news_column,
    .xRowid = news_rowid,
};

static void binding_free(void *p) {
  Binding *binding = p;
  conn_release(binding->conn);
  sqlite3_free(binding);
}

int table_register(sqlite3 *db, Conn *conn, const Table *table) {
  char name[32];
  sqlite3_snprintf(sizeof name, name, "news_%s", table->name);
  Binding *binding = sqlite3_malloc64(sizeof *binding);
  if (!binding) return SQLITE_NOMEM;
  *binding = (Binding){conn_hold(conn), table};
  return sqlite3_create_module_v2(db, name, &module, binding, binding_free);
}
