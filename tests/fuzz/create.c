/* create.c - anything between the brackets of CREATE VIRTUAL TABLE … USING news(…): an error that tells the remedy,
** or an archive that refreshes, agrees with its content and can be dropped.
*/
#include "database.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  sqlite3_int64 left;
  char sql[4200];
  if (n > 4000 || memchr(data, 0, n)) return 0;
  snprintf(sql, sizeof sql, "CREATE VIRTUAL TABLE archive USING news(%.*s)", (int)n,
           (const char *)data);
  int rc = fuzz_sql(sql, STR_NONE, STR_NONE, 0);
  if (rc != SQLITE_OK) {
    MUST_HOLD(rc == SQLITE_ERROR || rc == SQLITE_TOOBIG, "%s", sqlite3_errmsg(fuzz_db()));
    left = fuzz_ask("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'archive%'", STR_NONE,
                    STR_NONE);
    MUST_HOLD(left == 0, "what failed leaves tables");
    return 0;
  }
  fuzz_ask("INSERT INTO archive(archive, value) VALUES('threads', 1)", STR_NONE, STR_NONE);
  fuzz_sql("INSERT INTO archive(archive) VALUES('refresh')", STR_NONE, STR_NONE, 0);
  fuzz_sql("INSERT INTO archive(archive) VALUES('integrity-check')", STR_NONE, STR_NONE, 0);
  fuzz_ask("DROP TABLE archive", STR_NONE, STR_NONE);
  left =
      fuzz_ask("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'archive%'", STR_NONE, STR_NONE);
  MUST_HOLD(left == 0, "DROP leaves tables");
  return 0;
}
