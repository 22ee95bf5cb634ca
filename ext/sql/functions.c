/* functions.c - the scalar functions, one line each in the table at the end. */
#include "sql/functions.h"
#include "data/namekey.h"
#include "sql/html.h"
#include "sql/json.h"

#include <math.h>
#include <string.h>
#include <unicode/uversion.h>

static Conn *conn_of(sqlite3_context *ctx) {
  return sqlite3_user_data(ctx);
}

static bool is_null(sqlite3_value *v) {
  return sqlite3_value_type(v) == SQLITE_NULL;
}

/* The analysed article of a function's arguments; NULL when the result is already set. */
static Article *read_article(sqlite3_context *ctx, int argc, sqlite3_value **argv, unsigned want) {
  Article *a;
  if (is_null(argv[0])) return 0;
  int rc = conn_read(conn_of(ctx), argv[0], argc > 1 ? argv[1] : 0, want, &a);
  if (rc == SQLITE_OK) return a;
  const char *text = conn_error(a, rc);
  if (rc == SQLITE_NOMEM)
    sqlite3_result_error_nomem(ctx);
  else if (text)
    sqlite3_result_error(ctx, text, -1);
  else
    sqlite3_result_error_code(ctx, rc);
  article_release(a);
  return 0;
}

static void give_str(sqlite3_context *ctx, sqlite3_str *out, int subtype) {
  int rc = sqlite3_str_errcode(out), n = sqlite3_str_length(out);
  char *s = sqlite3_str_finish(out);
  if (rc == SQLITE_NOMEM)
    sqlite3_result_error_nomem(ctx);
  else if (rc)
    sqlite3_result_error_toobig(ctx);
  else
    sqlite3_result_text(ctx, s ? s : "", n, s ? sqlite3_free : SQLITE_STATIC), s = 0;
  sqlite3_free(s);
  if (subtype && !rc) sqlite3_result_subtype(ctx, (unsigned)subtype);
}

static void news_json(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  Article *a = read_article(ctx, argc, argv, WANT_ALL);
  if (!a) return;
  sqlite3_str *out = sqlite3_str_new(conn_of(ctx)->db);
  json_article(out, conn_of(ctx), a);
  give_str(ctx, out, 'J');
  article_release(a);
}

static void news_html(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  Article *a = read_article(ctx, argc, argv, WANT_ALL);
  if (!a) return;
  sqlite3_str *out = sqlite3_str_new(conn_of(ctx)->db);
  html_article(out, a);
  give_str(ctx, out, 0);
  article_release(a);
}

static void news_number(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  Article *a = read_article(ctx, argc, argv, WANT_NUMBERS);
  if (!a) return;
  double v = number_of(&a->doc);
  if (v == floor(v) && fabs(v) < 9007199254740992.0)
    sqlite3_result_int64(ctx, (sqlite3_int64)v);
  else if (!isnan(v))
    sqlite3_result_double(ctx, v);
  article_release(a);
}

/* The first time expression's first day. */
static void news_date(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  Article *a = read_article(ctx, argc, argv, WANT_DATES);
  if (!a) return;
  for (int32_t i = 0; i < a->doc.dates.n; i++) {
    Str first = a->doc.dates.at[i].first;
    if (str_none(first)) continue;
    sqlite3_result_text(ctx, first.s, first.n, SQLITE_TRANSIENT);
    break;
  }
  article_release(a);
}

static Str value_str(sqlite3_value *v) {
  const char *s = (const char *)sqlite3_value_text(v);
  return s ? (Str){s, sqlite3_value_bytes(v)} : STR_NONE;
}

static void news_name_key(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  (void)argc;
  char key[NAME_KEY_SIZE];
  if (is_null(argv[0])) return;
  Str name = value_str(argv[0]);
  if (str_none(name)) {
    sqlite3_result_error_nomem(ctx);
    return;
  }
  int32_t n = name_key(name, key, (int32_t)sizeof key);
  if (n > 0) sqlite3_result_text(ctx, key, n, SQLITE_TRANSIENT);
}

static void news_same_name(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  (void)argc;
  if (is_null(argv[0]) || is_null(argv[1])) return;
  Str a = value_str(argv[0]), b = value_str(argv[1]);
  if (str_none(a) || str_none(b))
    sqlite3_result_error_nomem(ctx);
  else
    sqlite3_result_int(ctx, same_name(a, b));
}

static void news_version(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  (void)argc, (void)argv;
  sqlite3_result_text(ctx, NEWS_VERSION, -1, SQLITE_STATIC);
}

static void news_debug(sqlite3_context *ctx, int argc, sqlite3_value **argv) {
  (void)argc, (void)argv;
  UVersionInfo icu;
  char version[U_MAX_VERSION_STRING_LENGTH];
  const Lang *lang = conn_of(ctx)->lang;
  u_getVersion(icu);
  u_versionToString(icu, version);
  sqlite3_str *out = sqlite3_str_new(conn_of(ctx)->db);
  sqlite3_str_appendf(
      out, "news %s\nSQLite %s (built for %s)\nICU %s\nlanguage en: pack %08x, %u entries\n",
      NEWS_VERSION, sqlite3_libversion(), SQLITE_VERSION, version, lang->pack->head->checksum,
      lang->pack->head->entries.count);
  sqlite3_str_appendf(out, "model %s\ncompiler %s", lang->model ? "yes" : "none", __VERSION__);
  give_str(ctx, out, 0);
}

#define PURE (SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)

static const struct {
  const char *name;
  int least, most; /* arguments */
  int flags;
  void (*run)(sqlite3_context *ctx, int argc, sqlite3_value **argv);
} functions[] = {
    {"news_json", 1, 2, PURE | SQLITE_RESULT_SUBTYPE, news_json},
    {"news_html", 1, 2, PURE, news_html},
    {"news_number", 1, 1, PURE, news_number},
    {"news_date", 1, 2, PURE, news_date},
    {"news_name_key", 1, 1, PURE, news_name_key},
    {"news_same_name", 2, 2, PURE, news_same_name},
    {"news_version", 0, 0, PURE, news_version},
    {"news_debug", 0, 0, PURE, news_debug},
};

int functions_register(sqlite3 *db, Conn *conn) {
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
    for (int argc = functions[i].least; argc <= functions[i].most; argc++) {
      conn->refs++; /* SQLite calls conn_unref, also when it fails */
      int rc = sqlite3_create_function_v2(db, functions[i].name, argc, functions[i].flags, conn,
                                          functions[i].run, 0, 0, conn_unref);
      if (rc) return rc;
    }
  return SQLITE_OK;
}
