/* archive_disk.c - the disk fails: each write, each sync, each growth of a file, once and from then
** on, with I/O errors and with a full disk. The database opens again, agrees with itself, and a
** refresh goes on to the right rows.
**
**   NEWS_FAULTS=1   every one of them (3: every third; every 31st without)
*/
#include "archive.h"

/* ---- a VFS over the default one whose files fail ---- */

static long until = -1; /* operations until one fails; below 0: none does */
static int for_good, error, failed;

static int fails(void) {
  if (until < 0 || (until > 0 && --until > 0)) return 0;
  failed = 1;
  if (!for_good) until = -1;
  return 1;
}

typedef struct File {
  sqlite3_file base;
  sqlite3_file *real;
} File;

#define REAL(f) (((File *)(f))->real)

static int f_close(sqlite3_file *f) {
  int rc = REAL(f)->pMethods ? REAL(f)->pMethods->xClose(REAL(f)) : SQLITE_OK;
  sqlite3_free(REAL(f));
  return rc;
}
static int f_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
  return REAL(f)->pMethods->xRead(REAL(f), p, n, at);
}
static int f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
  return fails() ? error : REAL(f)->pMethods->xWrite(REAL(f), p, n, at);
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 n) {
  return REAL(f)->pMethods->xTruncate(REAL(f), n);
}
static int f_sync(sqlite3_file *f, int flags) {
  (void)f, (void)flags; /* no power fails here: what is written is there */
  return fails() ? error == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC : SQLITE_OK;
}
static int f_size(sqlite3_file *f, sqlite3_int64 *n) {
  return REAL(f)->pMethods->xFileSize(REAL(f), n);
}
static int f_lock(sqlite3_file *f, int level) {
  return REAL(f)->pMethods->xLock(REAL(f), level);
}
static int f_unlock(sqlite3_file *f, int level) {
  return REAL(f)->pMethods->xUnlock(REAL(f), level);
}
static int f_reserved(sqlite3_file *f, int *out) {
  return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out);
}
static int f_control(sqlite3_file *f, int op, void *arg) {
  return REAL(f)->pMethods->xFileControl(REAL(f), op, arg);
}
static int f_sector(sqlite3_file *f) {
  return REAL(f)->pMethods->xSectorSize(REAL(f));
}
static int f_device(sqlite3_file *f) {
  return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}
static int f_shm_map(sqlite3_file *f, int page, int n, int extend, void volatile **p) {
  return REAL(f)->pMethods->xShmMap(REAL(f), page, n, extend, p);
}
static int f_shm_lock(sqlite3_file *f, int at, int n, int flags) {
  return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags);
}
static void f_shm_barrier(sqlite3_file *f) {
  REAL(f)->pMethods->xShmBarrier(REAL(f));
}
static int f_shm_unmap(sqlite3_file *f, int drop) {
  return REAL(f)->pMethods->xShmUnmap(REAL(f), drop);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = f_close,
    .xRead = f_read,
    .xWrite = f_write,
    .xTruncate = f_truncate,
    .xSync = f_sync,
    .xFileSize = f_size,
    .xLock = f_lock,
    .xUnlock = f_unlock,
    .xCheckReservedLock = f_reserved,
    .xFileControl = f_control,
    .xSectorSize = f_sector,
    .xDeviceCharacteristics = f_device,
    .xShmMap = f_shm_map,
    .xShmLock = f_shm_lock,
    .xShmBarrier = f_shm_barrier,
    .xShmUnmap = f_shm_unmap,
};

static sqlite3_vfs *real_vfs, failing_vfs;

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
  (void)vfs;
  File *file = (File *)f;
  file->base.pMethods = 0;
  file->real = sqlite3_malloc(real_vfs->szOsFile);
  if (!file->real) return SQLITE_NOMEM;
  memset(file->real, 0, (size_t)real_vfs->szOsFile);
  int rc = fails() ? SQLITE_CANTOPEN : real_vfs->xOpen(real_vfs, name, file->real, flags, out);
  if (rc == SQLITE_OK)
    file->base.pMethods = &methods;
  else
    sqlite3_free(file->real);
  return rc;
}

static void register_vfs(void) {
  real_vfs = sqlite3_vfs_find(0);
  failing_vfs = *real_vfs;
  failing_vfs.zName = "failing";
  failing_vfs.szOsFile = (int)sizeof(File);
  failing_vfs.xOpen = vfs_open;
  sqlite3_vfs_register(&failing_vfs, 0);
}

static void arm(long n, int persistent, int code) {
  failed = 0;
  for_good = persistent;
  error = code;
  until = n;
}

/* ---- the test ---- */

static const char *file;

/* Articles, half of them read, some changed since. */
static void prepare(const char *journal) {
  char sql[200];
  remove_database(file);
  sqlite3 *db = news_open(file, 0);
  snprintf(sql, sizeof sql, "PRAGMA journal_mode = %s; PRAGMA synchronous = OFF", journal);
  if (!db || must(db, sql) || create(db) || fill(db, 1, 12)) exit(2);
  must(db, "INSERT INTO archive(archive) VALUES('refresh')");
  fill(db, 100, 8);
  must(db, "UPDATE articles SET body = replace(body, 'Kovac', 'Dorn') WHERE id < 6; DELETE FROM "
           "articles WHERE id = 9");
  sqlite3_close(db);
}

static const char *const commands[] = {
    "INSERT INTO archive(archive) VALUES('refresh')",
    "SELECT news_refresh('archive', 9)",
    "INSERT INTO archive(archive) VALUES('rebuild')",
    "ALTER TABLE archive RENAME TO other; ALTER TABLE other RENAME TO archive",
    "DROP TABLE archive; CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, "
    "published=published)",
};

/* One command with its n-th operation failing; NULL if all is well after. *hit: something failed.
*/
static const char *fail_one(const char *command, const char *journal, uint64_t right, int *hit) {
  prepare(journal);
  long n = until;
  until = -1;
  sqlite3 *db = news_open(file, "failing");
  if (!db) return "cannot open";
  must(db, "PRAGMA cache_size = 10; PRAGMA cache_spill = 1");
  until = n;
  int rc = run(db, command);
  *hit = failed;
  until = -1;
  if (!failed && rc != SQLITE_OK) printf("# %s: %s\n", command, sqlite3_errmsg(db));
  if (!failed && rc != SQLITE_OK) return "fails by itself";
  if (sqlite3_close(db) != SQLITE_OK) return "does not close";
  db = news_open(file, 0);
  if (!db) return "cannot open again";
  const char *wrong = 0;
  if (ask(db, "SELECT count(*) FROM archive", 0) < 0 && strstr(command, "RENAME"))
    must(db, "ALTER TABLE other RENAME TO archive");
  if (ask(db, "SELECT count(*) FROM archive", 0) < 0 && strstr(command, "DROP")) create(db);
  if (check(db) != SQLITE_OK) wrong = "does not agree with itself";
  must(db, "INSERT INTO archive(archive) VALUES('refresh')");
  if (!wrong && digest_unordered(db) != right) wrong = "has other rows";
  sqlite3_close(db);
  return wrong;
}

static void test(const char *command, const char *journal, int code, int persistent, long step) {
  prepare(journal);
  sqlite3 *db = news_open(file, 0);
  must(db, "INSERT INTO archive(archive) VALUES('refresh')");
  uint64_t right = digest_unordered(db);
  sqlite3_close(db);
  const char *wrong = right ? 0 : "no rows";
  long n = 1, runs = 0;
  for (int hit = 1; hit && !wrong; n += step, runs++) {
    arm(n, persistent, code);
    wrong = fail_one(command, journal, right, &hit);
    if (wrong) printf("# operation %ld\n", n);
  }
  tap_ok(!wrong, "%.44s… (%s), %s %s: %ld runs%s%s", command, journal,
         code == SQLITE_FULL ? "full disk" : "I/O error", persistent ? "for good" : "once", runs,
         wrong ? ": " : "", wrong ? wrong : "");
}

int main(int argc, char **argv) {
  static char name[200];
  enum { COMMANDS = sizeof commands / sizeof *commands };
  long step = getenv("NEWS_FAULTS") ? atol(getenv("NEWS_FAULTS")) : 31;
  snprintf(name, sizeof name, "%s.db", argv[argc - 1]);
  file = name;
  register_vfs();
  tap_plan(COMMANDS * 4);
  for (int i = 0; i < COMMANDS; i++)
    for (int persistent = 0; persistent < 2; persistent++) {
      test(commands[i], "DELETE", SQLITE_IOERR_WRITE, persistent, step);
      test(commands[i], "WAL", SQLITE_FULL, persistent, step);
    }
  remove_database(file);
  return tap_done();
}
