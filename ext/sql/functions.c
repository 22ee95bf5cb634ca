/* functions.c - the scalar functions. */
#include "data/namekey.h"
#include "sql/sql.h"
#include "version.h"

#include <math.h>
#include <unicode/uversion.h>

#define JSON_SUBTYPE 'J' /* what SQLite's own JSON functions mark their results with */

void result_cell(sqlite3_context *context, Cell *cell) {
  switch (cell->type) {
  case CELL_NULL: sqlite3_result_null(context); break;
  case CELL_INTEGER: sqlite3_result_int64(context, cell->integer); break;
  case CELL_REAL: sqlite3_result_double(context, cell->real); break;
  case CELL_TEXT: sqlite3_result_text(context, cell->text.s, cell->text.n, SQLITE_TRANSIENT); break;
  case CELL_JSON:
    sqlite3_result_text(context, cell->owned, cell->text.n, sqlite3_free);
    sqlite3_result_subtype(context, JSON_SUBTYPE);
    break;
  case CELL_NOMEM: sqlite3_result_error_nomem(context); break;
  }
}

static void result_failure(sqlite3_context *context, int rc, const char *error) {
  if (rc == SQLITE_NOMEM) {
    sqlite3_result_error_nomem(context);
    return;
  }
  if (error) sqlite3_result_error(context, error, -1);
  sqlite3_result_error_code(context, rc);
}

static void result_str(sqlite3_context *context, sqlite3_str *str, unsigned subtype) {
  int rc = sqlite3_str_errcode(str), n = sqlite3_str_length(str);
  char *s = sqlite3_str_finish(str);
  if (rc != SQLITE_OK) {
    sqlite3_free(s);
    if (rc == SQLITE_TOOBIG)
      sqlite3_result_error_toobig(context);
    else
      sqlite3_result_error_nomem(context);
    return;
  }
  sqlite3_result_text(context, s ? s : "", s ? n : 0, s ? sqlite3_free : SQLITE_STATIC);
  if (subtype) sqlite3_result_subtype(context, subtype);
}

/* The article that (text [, published]) name; NULL if there is none, or when the error is set. */
static Article *argument(sqlite3_context *context, int argc, sqlite3_value **argv, unsigned want) {
  Conn *conn = sqlite3_user_data(context);
  Request request = {.want = want};
  Article *article = 0;
  const char *error = 0;
  int rc = conn_request(conn, argv[0], argc > 1 ? argv[1] : 0, &request);
  if (rc == SQLITE_OK && str_none(request.text)) return 0;
  if (rc == SQLITE_OK) rc = conn_read(conn, &request, &article, &error);
  if (rc != SQLITE_OK) result_failure(context, rc, error);
  return article;
}

/* What was written about an article; takes both. */
static void result_written(sqlite3_context *context, sqlite3_str *out, Article *a,
                           unsigned subtype) {
  bool failed = a->doc.rc != DOC_OK;
  article_release(a);
  if (failed)
    sqlite3_free(sqlite3_str_finish(out)), sqlite3_result_error_nomem(context);
  else
    result_str(context, out, subtype);
}

static void result_article(sqlite3_context *context, int argc, sqlite3_value **argv,
                           unsigned subtype, void (*write)(sqlite3_str *, Article *)) {
  Article *a = argument(context, argc, argv, WANT_ALL);
  if (!a) return;
  sqlite3_str *out = sqlite3_str_new(sqlite3_context_db_handle(context));
  write(out, a);
  result_written(context, out, a, subtype);
}

void function_json(sqlite3_context *context, int argc, sqlite3_value **argv) {
  result_article(context, argc, argv, JSON_SUBTYPE, json_article);
}

void function_html(sqlite3_context *context, int argc, sqlite3_value **argv) {
  result_article(context, argc, argv, 0, html_article);
}

/* Columns: a whole number from 0, NULL as left out; -1 (and an error set) for anything else. */
static int width_of(sqlite3_context *context, sqlite3_value *value) {
  if (!value || sqlite3_value_type(value) == SQLITE_NULL) return 80;
  int width = sqlite3_value_int(value);
  if (sqlite3_value_numeric_type(value) == SQLITE_INTEGER && width >= 0) return width;
  sqlite3_result_error(
      context, "news_ansi: width is a number of columns, such as 80 (0: lines as they are)", -1);
  return -1;
}

/* (text [, width]): what is shown does not depend on the day of publication. */
void function_ansi(sqlite3_context *context, int argc, sqlite3_value **argv) {
  int width = width_of(context, argc > 1 ? argv[1] : 0);
  Article *a = width < 0 ? 0 : argument(context, 1, argv, WANT_ALL);
  if (!a) return;
  sqlite3_str *out = sqlite3_str_new(sqlite3_context_db_handle(context));
  ansi_article(out, a, width);
  result_written(context, out, a, 0);
}

void function_number(sqlite3_context *context, int argc, sqlite3_value **argv) {
  Article *a = argument(context, argc, argv, WANT_NUMBERS);
  if (!a) return;
  Cell cell = {0};
  cell_number(&cell, number_of(&a->doc));
  result_cell(context, &cell);
  article_release(a);
}

/* The first time expression of the text that can be resolved. */
void function_date(sqlite3_context *context, int argc, sqlite3_value **argv) {
  Article *a = argument(context, argc, argv, WANT_DATES);
  if (!a) return;
  Cell cell = {0};
  for (int32_t i = 0; i < a->doc.dates.n && cell.type == CELL_NULL; i++) cell_date(&cell, a, i);
  result_cell(context, &cell);
  article_release(a);
}

/* The text of an argument; false (and an error set, if it is one) when there is none. */
static bool text_of(sqlite3_context *context, sqlite3_value *value, Str *text) {
  int rc = value_text(value, text);
  if (rc != SQLITE_OK) result_failure(context, rc, 0);
  return rc == SQLITE_OK && !str_none(*text);
}

void function_name_key(sqlite3_context *context, int argc, sqlite3_value **argv) {
  (void)argc;
  char key[NAME_KEY_SIZE];
  Str name;
  if (!text_of(context, argv[0], &name)) return;
  int32_t n = name_key(name, key, (int32_t)sizeof key);
  if (n > 0) sqlite3_result_text(context, key, n, SQLITE_TRANSIENT);
}

void function_same_name(sqlite3_context *context, int argc, sqlite3_value **argv) {
  (void)argc;
  Str a, b;
  if (!text_of(context, argv[0], &a) || !text_of(context, argv[1], &b)) return;
  sqlite3_result_int(context, same_name(a, b));
}

void function_version(sqlite3_context *context, int argc, sqlite3_value **argv) {
  (void)argc, (void)argv;
  sqlite3_result_text(context, NEWS_VERSION, -1, SQLITE_STATIC);
}

#ifdef __VERSION__
#define COMPILER __VERSION__
#else
#define COMPILER "unknown compiler"
#endif

void function_debug(sqlite3_context *context, int argc, sqlite3_value **argv) {
  (void)argc, (void)argv;
  const Lang *lang = conn_lang(sqlite3_user_data(context));
  UVersionInfo version;
  char icu[U_MAX_VERSION_STRING_LENGTH];
  u_getVersion(version);
  u_versionToString(version, icu);
  sqlite3_str *out = sqlite3_str_new(sqlite3_context_db_handle(context));
  sqlite3_str_appendf(out, "news %s\n", NEWS_VERSION);
  sqlite3_str_appendf(out, "sqlite %s (built with %s)\n", sqlite3_libversion(), SQLITE_VERSION);
  sqlite3_str_appendf(out, "icu %s (built with %s)\n", icu, U_ICU_VERSION);
  sqlite3_str_appendf(out, "words en, %u entries, checksum %08x\n", lang->pack->head->entries.count,
                      lang->pack->head->checksum);
  sqlite3_str_appendf(out, "model %s\n", lang->model ? "en" : "none");
  sqlite3_str_appendf(out, "build %s", COMPILER);
  result_str(context, out, 0);
}
