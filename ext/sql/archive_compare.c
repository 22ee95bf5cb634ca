/* archive_compare.c - 'integrity-check' with 1: every article is read again, and every cell of its
** rows compared.
*/
#include "sql/archive.h"

static bool same_text(sqlite3_stmt *stmt, int i, Str s) {
  return sqlite3_column_type(stmt, i) == SQLITE_TEXT && str_eq(archive_column(stmt, i), s);
}

bool archive_same_cell(sqlite3_stmt *stmt, int i, const Cell *cell) {
  switch (cell->type) {
  case CELL_NULL: return sqlite3_column_type(stmt, i) == SQLITE_NULL;
  case CELL_INTEGER:
    return sqlite3_column_type(stmt, i) == SQLITE_INTEGER &&
           sqlite3_column_int64(stmt, i) == cell->integer;
  case CELL_REAL:
    return !(sqlite3_column_double(stmt, i) < cell->real ||
             sqlite3_column_double(stmt, i) > cell->real);
  case CELL_TEXT: return same_text(stmt, i, cell->text);
  case CELL_JSON: return same_text(stmt, i, (Str){cell->owned, cell->text.n});
  case CELL_NOMEM: break;
  }
  return false;
}

/* Name of the first column that differs; NULL if none does. */
static const char *compare_row(Archive *t, Article *a, const Table *table, int32_t row,
                               sqlite3_stmt *stmt) {
  const char *wrong = 0;
  for (int i = 0; i < table->columns && !wrong; i++) {
    Cell cell = {0};
    table->cell(a, row, i, &cell);
    if (cell.type == CELL_NOMEM) archive_fail(t, SQLITE_NOMEM, 0);
    if (!archive_same_cell(stmt, i, &cell)) wrong = table->column[i].name;
    sqlite3_free(cell.owned);
  }
  return wrong;
}

static sqlite3_stmt *prepare_rows(Archive *t, const Table *table) {
  sqlite3_str *sql = sqlite3_str_new(t->db);
  for (int i = 0; i < table->columns; i++)
    sqlite3_str_appendf(sql, "%s\"%w\"", i ? ", " : "SELECT ", table->column[i].name);
  sqlite3_str_appendf(sql, " FROM @%s WHERE article = ?1 ORDER BY id", table->name);
  char *text = sqlite3_str_finish(sql);
  if (!text) archive_fail(t, SQLITE_NOMEM, 0);
  sqlite3_stmt *stmt = text ? archive_prepare(t, text) : 0;
  sqlite3_free(text);
  return stmt;
}

/* Counts were compared before: there are as many rows as there should be. */
static void compare_rows(Archive *t, Article *a, int64_t article, const Table *table,
                         sqlite3_stmt *stmt) {
  const char *wrong = 0;
  if (stmt) sqlite3_bind_int64(stmt, 1, article);
  for (int32_t row = 0; !wrong && row < table->rows(a) && archive_step(t, stmt); row++)
    wrong = compare_row(t, a, table, row, stmt);
  sqlite3_reset(stmt);
  if (wrong)
    archive_fail(t, SQLITE_CORRUPT_VTAB,
                 "news: %s: %s in article %lld is not what the article says: INSERT INTO %s(%s) "
                 "VALUES('rebuild')",
                 table->name, wrong, (long long)article, t->name, t->name);
}

/* One at a time: the ring gives back what was just put in. */
static Article *read_again(Archive *t, Pool *pool, int64_t article) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_CONTENT);
  if (stmt) sqlite3_bind_int64(stmt, 1, article);
  bool put = false;
  if (archive_step(t, stmt)) {
    Str text = archive_column(stmt, 0), date = t->published ? archive_column(stmt, 1) : STR_NONE;
    Moment when = str_none(date) ? (Moment){0} : moment_read(conn_lang(t->conn), date);
    put = pool_put(pool, str_none(text) ? STR("") : text, when);
    if (!put) archive_fail(t, SQLITE_NOMEM, 0);
  }
  sqlite3_reset(stmt);
  Article *a = put ? pool_take(pool) : 0;
  if (a && a->doc.rc != DOC_OK)
    archive_fail(t, a->doc.rc == DOC_STOPPED ? SQLITE_INTERRUPT : SQLITE_NOMEM, "interrupted");
  return a;
}

void archive_compare(Archive *t) {
  sqlite3_stmt *rows[RESULTS] = {0};
  int64_t memory = archive_option(t, "memory");
  Pool *pool =
      t->rc == SQLITE_OK ? pool_open(t->db, conn_lang(t->conn), 1, (size_t)memory << 20) : 0;
  if (!pool) archive_fail(t, SQLITE_NOMEM, 0);
  for (int i = 0; i < RESULTS; i++) rows[i] = prepare_rows(t, results[i].table);
  sqlite3_stmt *articles = archive_stmt(t, SQL_CURRENT);
  if (articles) sqlite3_bind_int64(articles, 1, archive_version(t));
  while (archive_step(t, articles)) {
    int64_t article = sqlite3_column_int64(articles, 0);
    Article *a = read_again(t, pool, article);
    for (int i = 0; a && i < RESULTS && t->rc == SQLITE_OK; i++)
      compare_rows(t, a, article, results[i].table, rows[i]);
    article_release(a);
  }
  for (int i = 0; i < RESULTS; i++) sqlite3_finalize(rows[i]);
  pool_close(pool);
}
