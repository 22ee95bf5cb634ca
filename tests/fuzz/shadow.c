/* shadow.c - the tables of an archive changed behind its back, and commands between: errors or wrong rows, never
** worse; what is rolled back is as before.
*/
#include "database.h"

static const char *const tables[] = {"quotes", "entities", "mentions", "figures",
                                     "dates",  "names",    "articles", "versions",
                                     "status", "queue",    "config",   "spellings"};
static const char *const commands[] = {"refresh", "rebuild", "upgrade", "retry",  "integrity-check",
                                       "threads", "batch",   "memory",  "longest"};
static const char *const values[] = {
    "NULL", "0",       "1",  "-1", "9223372036854775807", "-9223372036854775808", "1e999",
    "'x'",  "x'00ff'", "''", "?1", "2147483648",          "char(0xD800)",         "zeroblob(100)"};
static const char *const columns[] = {
    "article", "id",       "name_id",  "published", "name",  "type",      "entity",
    "version", "made_by",  "hash",     "error",     "state", "spelling",  "family",
    "first",   "mentions", "articles", "quotes",    "key",   "value",     "part_of",
    "start",   "speaker",  "quote_id", "done",      "left",  "quote_key", "total"};
#define PICK(list, i) (list)[(i) % (sizeof(list) / sizeof *(list))]

static void start(void) {
  static bool started;
  if (started) return;
  fuzz_ask("CREATE VIRTUAL TABLE a USING news(content=articles, text=body, published=published)",
           STR_NONE, STR_NONE);
  fuzz_ask("INSERT INTO a(a, value) VALUES('threads', 1)", STR_NONE, STR_NONE);
  fuzz_ask("INSERT INTO a(a) VALUES('refresh')", STR_NONE, STR_NONE);
  started = true;
}

/* One change or command, told by four bytes. */
static void change(const uint8_t b[4], Str text) {
  char sql[400];
  const char *table = PICK(tables, b[1]), *column = PICK(columns, b[2]),
             *value = PICK(values, b[3]);
  switch (b[0] % 10) {
  case 0:
  case 1:
  case 2:
    snprintf(sql, sizeof sql, "UPDATE OR IGNORE a_%s SET \"%s\" = %s", table, column, value);
    break;
  case 3:
    snprintf(sql, sizeof sql, "DELETE FROM a_%s WHERE \"%s\" IS NOT %s", table, column, value);
    break;
  case 4:
    snprintf(sql, sizeof sql, "INSERT OR IGNORE INTO a_%s(\"%s\") VALUES(%s)", table, column,
             value);
    break;
  case 5:
    snprintf(sql, sizeof sql, "%s", "SELECT count(*) FROM a WHERE state <> 'fresh' OR article = 2");
    break;
  case 6: snprintf(sql, sizeof sql, "UPDATE articles SET body = ?1 WHERE id <> %s", value); break;
  case 7:
    snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO articles(id, body) VALUES(%s, ?1)", value);
    break;
  case 8:
    snprintf(sql, sizeof sql, b[3] & 1 ? "ALTER TABLE a_%s DROP COLUMN \"%s\"" : "DROP TABLE a_%s",
             table, column);
    if (b[3] & 2) snprintf(sql, sizeof sql, "DROP TRIGGER a_%s", b[3] & 4 ? "insert" : "delete");
    break;
  default:
    snprintf(sql, sizeof sql, "INSERT INTO a(a, value) VALUES('%s', %s)", PICK(commands, b[2]),
             b[2] % 9 < 5 ? "NULL" : value);
  }
  fuzz_sql(sql, text, STR_NONE, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  enum { MOST = 8 };
  if (n < 4) return 0;
  start();
  size_t steps = n / 4 < MOST ? n / 4 : MOST;
  Str text = {(const char *)data + 4 * steps, (int32_t)(n - 4 * steps)};
  fuzz_ask("BEGIN", STR_NONE, STR_NONE);
  for (size_t i = 0; i < steps; i++) change(data + 4 * i, text);
  fuzz_sql("INSERT INTO a(a) VALUES('refresh')", STR_NONE, STR_NONE, 0);
  fuzz_sql("INSERT INTO a(a) VALUES('integrity-check')", STR_NONE, STR_NONE, 0);
  if (!sqlite3_get_autocommit(fuzz_db())) fuzz_ask("ROLLBACK", STR_NONE, STR_NONE);
  fuzz_ask("INSERT INTO a(a) VALUES('integrity-check')", STR_NONE, STR_NONE);
  return 0;
}
