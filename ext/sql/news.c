/* news.c - the entry point: checks the host, opens the connection's context, registers everything.
**
**   .load ./news
**   SELECT q.speaker, q.quote FROM articles a, news_quotes(a.body, a.published) q;
**
** functions.c has the scalars, rows.c and table.c the table-valued functions.
*/
#define NEWS_MAIN
#include "sql/functions.h"
#include "sql/table.h"

SQLITE_EXTENSION_INIT1

#define OLDEST 3038000 /* slots of the API table beyond this are never called without a check */

#ifdef _WIN32
__declspec(dllexport)
#else
__attribute__((visibility("default")))
#endif
    int sqlite3_news_init(sqlite3 *db, char **error, const sqlite3_api_routines *api) {
  SQLITE_EXTENSION_INIT2(api);
  if (sqlite3_libversion_number() < OLDEST) {
    *error = sqlite3_mprintf("news needs SQLite 3.38 or newer; this is %s", sqlite3_libversion());
    return SQLITE_ERROR;
  }
  Conn *conn;
  const char *why;
  int rc = conn_open(db, &conn, &why);
  if (rc) {
    if (why) *error = sqlite3_mprintf("news: %s", why);
    return rc;
  }
  rc = functions_register(db, conn);
  if (rc == SQLITE_OK) rc = table_register(db, conn);
  conn_unref(conn);
  return rc;
}
