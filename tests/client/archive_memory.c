/* archive_memory.c - every allocation of every command of an archive fails, once and from then on:
** SQLITE_NOMEM or the right rows, nothing half-done, nothing leaks.
**
**   NEWS_FAULTS=1   every one of them (every 97th without, of ALTER every 1000th: it reads the schema for each table)
*/
#include "archive.h"
#include "failing.h"

/* What is done before, without failing; what fails. */
typedef struct Step {
  const char *before, *command;
} Step;

#define CHANGE                                                                                     \
  "UPDATE articles SET body = replace(body, 'Kovac', 'Dorn') WHERE id = 2; DELETE FROM articles "  \
  "WHERE id = 3; INSERT OR IGNORE INTO articles(id, body) VALUES(9, 'Nine people died, Pavel "     \
  "Dorn said.');"

static const Step steps[] = {
    {CHANGE, "INSERT INTO archive(archive) VALUES('refresh')"},
    {CHANGE "INSERT INTO archive(archive, value) VALUES('threads', 2);",
     "INSERT INTO archive(archive) VALUES('refresh')"},
    {CHANGE, "SELECT news_refresh('archive', 2)"},
    {CHANGE "BEGIN;", "INSERT INTO archive(archive) VALUES('refresh')"},
    {"", "INSERT INTO archive(archive) VALUES('rebuild')"},
    {"INSERT INTO archive(archive) VALUES('refresh');",
     "INSERT INTO archive(archive) VALUES('integrity-check')"},
    {CHANGE, "SELECT count(*) FROM archive WHERE state = 'stale' AND article = 2"},
    {"", "INSERT INTO archive(archive, value) VALUES('threads', 1)"},
    {"", "ALTER TABLE archive RENAME TO other"},
    {"", "DROP TABLE archive"},
    {"DROP TABLE archive;",
     "CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published)"},
};
enum { STEPS = sizeof steps / sizeof *steps };

static sqlite3 *prepare(const char *before) {
  sqlite3 *db = news_open(":memory:", 0);
  if (!db || create(db) || fill(db, 1, 3) ||
      must(db, "INSERT INTO archive(archive, value) VALUES('threads', 1)") ||
      must(db, "INSERT INTO archive(archive) VALUES('refresh')") || must(db, before))
    exit(2);
  return db;
}

/* Whatever a command left, all is there, or can be made again. */
static const char *recover(sqlite3 *db, uint64_t right) {
  if (!sqlite3_get_autocommit(db)) run(db, "COMMIT");
  if (ask(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'other'", 0) > 0)
    must(db, "ALTER TABLE other RENAME TO archive");
  if (ask(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'archive'", 0) == 0) {
    if (ask(db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'archive%'", 0) > 0)
      return "left something";
    if (create(db)) return "cannot be made again";
  }
  if (check(db) != SQLITE_OK) return "does not agree with itself";
  if (must(db, CHANGE "INSERT INTO archive(archive) VALUES('refresh')") != SQLITE_OK)
    return "no recovery";
  return digest_unordered(db) == right ? 0 : "other rows";
}

static const char *fail_at(const Step *step, long n, int persistent, uint64_t right, int *hit) {
  sqlite3 *db = prepare(step->before);
  arm(n, persistent);
  int rc = run(db, step->command);
  until = -1;
  *hit = failed;
  const char *wrong = rc == SQLITE_OK || rc == SQLITE_NOMEM ? recover(db, right)
                                                            : "another error than SQLITE_NOMEM";
  if (rc == SQLITE_OK && !failed && wrong) printf("# without a failure\n");
  if (wrong) printf("# allocation %ld: %s (%d): %s\n", n, sqlite3_errmsg(db), rc, wrong);
  if (sqlite3_close(db) != SQLITE_OK) wrong = "the connection does not close";
  return wrong;
}

int main(void) {
  long stride = getenv("NEWS_FAULTS") ? atol(getenv("NEWS_FAULTS")) : 97;
  failing_install();
  tap_plan(2 * STEPS + 1);
  sqlite3 *db = prepare(CHANGE "INSERT INTO archive(archive) VALUES('refresh')");
  uint64_t right = digest_unordered(db);
  sqlite3_close(db);
  for (int persistent = 0; persistent < 2; persistent++)
    for (int i = 0; i < STEPS; i++) {
      const char *wrong = right ? 0 : "no rows";
      long n = 1, runs = 0;
      long by = stride > 1 && strstr(steps[i].command, "ALTER") ? 1000 : stride;
      for (int hit = 1; hit && !wrong; n += by, runs++)
        wrong = fail_at(&steps[i], n, persistent, right, &hit);
      tap_ok(!wrong, "%.60s…, %ld allocations fail %s%s%s", steps[i].command, runs,
             persistent ? "and all that follow" : "once", wrong ? ": " : "", wrong ? wrong : "");
    }
  sqlite3_shutdown();
  tap_ok(sqlite3_memory_used() == 0, "nothing leaks: %lld bytes", (long long)sqlite3_memory_used());
  return tap_done();
}
