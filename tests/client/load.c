/* load.c - loading: refused below SQLite 3.38 with a text, many connections in many threads at once.
*/
#include "../tap.h"

#include <dlfcn.h>
#include <pthread.h>
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#undef sqlite3_open
#undef sqlite3_close
#undef sqlite3_exec
#undef sqlite3_prepare_v2
#undef sqlite3_step
#undef sqlite3_finalize
#undef sqlite3_column_int
#undef sqlite3_enable_load_extension
#undef sqlite3_load_extension
#undef sqlite3_free
#undef sqlite3_auto_extension
#undef sqlite3_reset_auto_extension

#include <string.h>

enum { THREADS = 4, ROUNDS = 20 };

typedef int Init(sqlite3 *, char **, const sqlite3_api_routines *);

static int old_version(void) {
  return 3037002;
}

static const char *old_name(void) {
  return "3.37.2";
}

static sqlite3_api_routines old;
static char refusal[200];
static int refused;

/* SQLite hands its table of functions to automatic extensions: ours is one that lies about the version. */
static int load_as_old(sqlite3 *db, char **error, const sqlite3_api_routines *api) {
  (void)error;
  void *library = dlopen("./news.so", RTLD_NOW);
  void *symbol = library ? dlsym(library, "sqlite3_news_init") : 0;
  Init *init;
  if (!symbol) return SQLITE_OK;
  memcpy(&init, &symbol, sizeof init);
  memcpy(&old, api, sizeof old);
  old.libversion_number = old_version;
  old.libversion = old_name;
  char *text = 0;
  refused = init(db, &text, &old);
  if (text) snprintf(refusal, sizeof refusal, "%s", text);
  sqlite3_free(text);
  return SQLITE_OK;
}

static int rows(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  int n = -1;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
    n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}

static const char question[] =
    "SELECT (SELECT count(*) FROM news_figures(x)) * 1000 + (SELECT count(*) FROM news_tokens(x))"
    " FROM (SELECT 'At least nine people died and 2,400 fled, the ministry said on Friday.' AS x)";

static int open_and_ask(void) {
  sqlite3 *db = 0;
  int n = -2;
  if (sqlite3_open(":memory:", &db) == SQLITE_OK) {
    sqlite3_enable_load_extension(db, 1);
    if (sqlite3_load_extension(db, "./news", 0, 0) == SQLITE_OK) n = rows(db, question);
  }
  sqlite3_close(db);
  return n;
}

static void *work(void *result) {
  int *n = result;
  *n = open_and_ask();
  for (int i = 1; i<ROUNDS && * n> 0; i++)
    if (open_and_ask() != *n) *n = -3;
  return 0;
}

int main(void) {
  tap_plan(4);
  void (*entry)(void);
  int (*liar)(sqlite3 *, char **, const sqlite3_api_routines *) = load_as_old;
  memcpy(&entry, &liar, sizeof entry);
  sqlite3 *db = 0;
  sqlite3_auto_extension(entry);
  sqlite3_open(":memory:", &db);
  sqlite3_close(db);
  sqlite3_reset_auto_extension();
  tap_ok(refused == SQLITE_ERROR, "SQLite 3.37 is refused");
  tap_ok(strstr(refusal, "3.38") && strstr(refusal, "3.37.2"), "and told why: %s", refusal);

  int right = open_and_ask(), got[THREADS] = {0}, same = 1;
  pthread_t thread[THREADS];
  tap_ok(right > 1000, "a connection reads (%d)", right);
  for (int i = 0; i < THREADS; i++) pthread_create(&thread[i], 0, work, &got[i]);
  for (int i = 0; i < THREADS; i++) {
    pthread_join(thread[i], 0);
    same &= got[i] == right;
  }
  tap_ok(same, "%d threads with %d connections each read the same", THREADS, ROUNDS);
  return tap_done();
}
