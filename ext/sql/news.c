/* news.c - the entry point: what the extension gives to a connection, and how to use it.
**
**   .load ./news
**   SELECT q.speaker, q.cue, q.quote
**     FROM articles a, news_quotes(a.body, a.published) q;
**
** Tables, each a function of (text [, published]):
**   news_quotes     who said what: quote, kind, speaker, role, cue, addressee, date …
**   news_entities   who and what is named: name, type, role, aliases, mentions …
**   news_mentions   where: mention, form (name, description, pronoun) …
**   news_figures    numbers that a reporter would check: value, low, high, unit, item, event,
**                   source …
**   news_dates      time expressions, resolved against `published`
**   news_sentences, news_tokens   of (text): for looking inside
** Their columns stand in columns.def. CREATE VIRTUAL TABLE archive USING news(content=articles, text=body)
** keeps their rows for all articles of a table: archive.h.
**
** `start` and `length` fit substr(); unknown is NULL; text is never an error; a NULL text gives no
** rows. All is deterministic and innocuous: views, triggers, generated columns and indexes may use
** it. The text is read once for all functions and tables of a statement, and only as far as what
** they ask for needs it.
*/
#include <stddef.h>
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#include "sql/archive.h"
#include "version.h"

#define OLDEST                                                                                     \
  3038000 /* -> in SQLite's own JSON, and the last change of the API that we rely on               \
           */

#ifndef SQLITE_RESULT_SUBTYPE
#define SQLITE_RESULT_SUBTYPE 0x001000000 /* 3.45; unknown bits were ignored before */
#endif

typedef struct Function {
  const char *name;
  int arguments, more; /* from, to */
  int flags;
  void (*call)(sqlite3_context *, int, sqlite3_value **);
} Function;

static const Function functions[] = {
    {"news_json", 1, 2, SQLITE_RESULT_SUBTYPE,
     function_json},                           /* (text [, published]): everything above */
    {"news_html", 1, 2, 0, function_html},     /* (text [, published]): marked up, to look at */
    {"news_ansi", 1, 2, 0, function_ansi},     /* (text [, width]): in a terminal's colours */
    {"news_number", 1, 1, 0, function_number}, /* ('two hundred and five') -> 205 */
    {"news_date", 1, 2, 0, function_date},     /* ('last Thursday', '2025-04-29') -> 2025-04-24 */
    {"news_name_key", 1, 1, 0, function_name_key},   /* ('Zelenskyy') -> zelensky: indexable */
    {"news_same_name", 2, 2, 0, function_same_name}, /* (a, b): can they name one? */
    {"news_debug", 0, 0, 0, function_debug},         /* SQLite, ICU, model, build */
};

/* Registered last: where it answers, all the rest is there. */
static const Function version = {"news_version", 0, 0, 0, function_version};

static int function_register(sqlite3 *db, Conn *conn, const Function *f) {
  int rc = SQLITE_OK;
  for (int n = f->arguments; n <= f->more && rc == SQLITE_OK; n++)
    rc = sqlite3_create_function_v2(
        db, f->name, n, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS | f->flags,
        conn_hold(conn), f->call, 0, 0, conn_release);
  return rc;
}

static int register_all(sqlite3 *db, Conn *conn) {
  int rc = SQLITE_OK;
  for (const Table *const *t = tables; *t && rc == SQLITE_OK; t++)
    rc = table_register(db, conn, *t);
  for (size_t i = 0; i < sizeof functions / sizeof *functions && rc == SQLITE_OK; i++)
    rc = function_register(db, conn, &functions[i]);
  if (rc == SQLITE_OK) rc = archive_register(db, conn);
  return rc == SQLITE_OK ? function_register(db, conn, &version) : rc;
}

/* Has this connection loaded this version before? Then there is nothing to do; and SQLite refuses
** to replace functions while a statement runs, such as SELECT load_extension(…). */
static bool loaded(sqlite3 *db) {
  sqlite3_stmt *stmt = 0;
  bool same = false;
  if (sqlite3_prepare_v2(db, "SELECT news_version()='" NEWS_VERSION "'", -1, &stmt, 0) == SQLITE_OK)
    same = sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  /* "no such function" must not stay on the connection: as an auto extension we would fail sqlite3_open(). */
  sqlite3_exec(db, "", 0, 0, 0);
  return same;
}

#ifdef _WIN32
__declspec(dllexport)
#else
__attribute__((visibility("default")))
#endif
    int sqlite3_news_init(sqlite3 *db, char **error, const sqlite3_api_routines *api) {
#ifdef SQLITE_CORE
  SQLITE_EXTENSION_INIT2(api);
#else
  /* The same for all connections: written again while another thread reads it, it would be a race. */
  if (sqlite3_api != api) SQLITE_EXTENSION_INIT2(api);
#endif
  if (sqlite3_libversion_number() < OLDEST) {
    *error = sqlite3_mprintf("news needs SQLite 3.38 or newer; this is %s", sqlite3_libversion());
    return SQLITE_ERROR;
  }
  if (loaded(db)) return SQLITE_OK;
  const char *why = 0;
  Conn *conn = conn_open(db, &why);
  if (!conn) {
    if (why) *error = sqlite3_mprintf("news: %s", why);
    return why ? SQLITE_ERROR : SQLITE_NOMEM;
  }
  int rc = register_all(db, conn);
  conn_release(conn);
  return rc;
}
