/* archive.c - the module `news`: an archive is created, connected, renamed, dropped. */
#include "sql/archive.h"

/* ---- life ---- */

static void archive_free(Archive *t) {
  archive_finish(t);
  char *const owned[] = {t->schema, t->name, t->content, t->text, t->published, t->key};
  for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) sqlite3_free(owned[i]);
  sqlite3_free(t->base.zErrMsg);
  sqlite3_free(t);
}

static void declare(Archive *t) {
  if (t->rc != SQLITE_OK) return;
  char *sql =
      sqlite3_mprintf("CREATE TABLE x(%s, \"%w\" HIDDEN, value HIDDEN)", archive_columns, t->name);
  int rc = sql ? sqlite3_declare_vtab(t->db, sql) : SQLITE_NOMEM;
  sqlite3_free(sql);
  if (rc != SQLITE_OK) archive_fail(t, rc, 0);
}

/* Connecting looks at nothing but the arguments: an archive whose articles are gone can be dropped.
*/
static int begin(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **vtab,
                 char **error, bool create) {
  Archive *t = sqlite3_malloc64(sizeof *t);
  if (!t) return SQLITE_NOMEM;
  memset(t, 0, sizeof *t);
  t->db = db;
  t->conn = aux;
  archive_args(t, argc, argv);
  declare(t);
  if (create) {
    archive_content(t);
    archive_create(t);
  }
  archive_finish(t);
  int rc = t->rc;
  if (rc == SQLITE_OK) {
    *vtab = &t->base;
    return rc;
  }
  *error = t->base.zErrMsg;
  t->base.zErrMsg = 0;
  archive_free(t);
  return rc;
}

static int archive_xcreate(sqlite3 *db, void *aux, int argc, const char *const *argv,
                           sqlite3_vtab **vtab, char **error) {
  return begin(db, aux, argc, argv, vtab, error, true);
}

static int archive_xconnect(sqlite3 *db, void *aux, int argc, const char *const *argv,
                            sqlite3_vtab **vtab, char **error) {
  return begin(db, aux, argc, argv, vtab, error, false);
}

static int archive_xdisconnect(sqlite3_vtab *vtab) {
  archive_free((Archive *)vtab);
  return SQLITE_OK;
}

static int archive_xdestroy(sqlite3_vtab *vtab) {
  Archive *t = (Archive *)vtab;
  t->rc = SQLITE_OK;
  archive_drop(t);
  if (t->rc != SQLITE_OK) return t->rc;
  archive_free(t);
  return SQLITE_OK;
}

static int archive_xrename(sqlite3_vtab *vtab, const char *name) {
  Archive *t = (Archive *)vtab;
  t->rc = SQLITE_OK;
  archive_rename(t, name);
  archive_finish(t);
  return t->rc;
}

/* ---- PRAGMA integrity_check, from SQLite 3.44 on ---- */

static int archive_xintegrity(sqlite3_vtab *vtab, const char *schema, const char *name, int flags,
                              char **error) {
  (void)schema, (void)name, (void)flags;
  Archive *t = (Archive *)vtab;
  t->rc = SQLITE_OK;
  archive_content(t);
  archive_check(t);
  archive_finish(t);
  if (t->rc == SQLITE_OK || t->rc == SQLITE_NOMEM) return t->rc;
  *error = t->base.zErrMsg;
  t->base.zErrMsg = 0;
  return SQLITE_OK;
}

/* Headers before 3.44 have no place for it; libraries before do not look there. */
typedef struct Module {
  sqlite3_module base;
#if SQLITE_VERSION_NUMBER < 3044000
  int (*xIntegrity)(sqlite3_vtab *, const char *, const char *, int, char **);
#endif
} Module;

static const Module module = {
    .base =
        {
            .iVersion = 4,
            .xCreate = archive_xcreate,
            .xConnect = archive_xconnect,
            .xBestIndex = archive_best_index,
            .xDisconnect = archive_xdisconnect,
            .xDestroy = archive_xdestroy,
            .xOpen = archive_open,
            .xClose = archive_close,
            .xFilter = archive_filter,
            .xNext = archive_next,
            .xEof = archive_eof,
            .xColumn = archive_cell,
            .xRowid = archive_rowid,
            .xUpdate = archive_update,
            .xRename = archive_xrename,
            .xShadowName = archive_shadow,
#if SQLITE_VERSION_NUMBER >= 3044000
            .xIntegrity = archive_xintegrity,
#endif
        },
#if SQLITE_VERSION_NUMBER < 3044000
    .xIntegrity = archive_xintegrity,
#endif
};

int archive_register(sqlite3 *db, Conn *conn) {
  int rc = sqlite3_create_module_v2(db, "news", &module.base, conn_hold(conn), conn_release);
  if (rc == SQLITE_OK) rc = feed_register(db);
  for (int n = 1; n <= 2 && rc == SQLITE_OK; n++)
    rc = sqlite3_create_function_v2(db, "news_refresh", n, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                    conn_hold(conn), function_refresh, 0, 0, conn_release);
  return rc;
}
