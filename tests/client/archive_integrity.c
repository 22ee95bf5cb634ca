/* archive_integrity.c - PRAGMA integrity_check asks the archive as well, from SQLite 3.44 on
** (xIntegrity). Older ones look at tables and indexes alone: nothing to see then. `make versions` runs it
** with the newest.
*/
#include "archive.h"

/* What the pragma says, lines joined; "" after an error. */
static const char *said(sqlite3 *db, const char *pragma) {
  static char text[2000];
  sqlite3_stmt *stmt = 0;
  text[0] = 0;
  sqlite3_prepare_v2(db, pragma, -1, &stmt, 0);
  while (sqlite3_step(stmt) == SQLITE_ROW)
    snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", *text ? " / " : "",
             (const char *)sqlite3_column_text(stmt, 0));
  if (sqlite3_finalize(stmt) != SQLITE_OK) text[0] = 0;
  return text;
}

static int asks(void) {
  return sqlite3_libversion_number() >= 3044000;
}

/* A change behind the archive's back, and words of what is said about it. */
typedef struct Damage {
  const char *sql, *words;
} Damage;

static const Damage damages[] = {
    {"DELETE FROM archive_quotes WHERE article = 3", "quotes: rows of article 3 are missing"},
    {"INSERT INTO archive_dates(article, expression) VALUES(77, 'on Monday')",
     "dates: rows of article 77"},
    {"UPDATE archive_entities SET name = name || 'x' WHERE article = 2", "spelled as another name"},
    {"UPDATE archive_names SET articles = articles + 1 WHERE name_id = 1",
     "counts of name 1 are wrong"},
    {"UPDATE archive_articles SET hash = 1 WHERE article = 4", "article 4 changed unnoticed"},
    {"DELETE FROM archive_articles WHERE article = 5", "article 5"},
    {"DROP TRIGGER archive_update", "triggers on the content table are missing"},
};
enum { DAMAGES = sizeof damages / sizeof *damages };

static void test_damage(sqlite3 *db, const Damage *d) {
  must(db, d->sql);
  const char *text = said(db, "PRAGMA integrity_check");
  tap_ok(asks() ? strstr(text, d->words) && strstr(text, "VALUES('rebuild')") : !strcmp(text, "ok"),
         "%s: %s", d->sql, text);
  must(db, "INSERT INTO archive(archive) VALUES('rebuild')");
  text = said(db, "PRAGMA integrity_check");
  tap_ok(!strcmp(text, "ok"), "rebuilt: %s", text);
}

/* What cannot be checked is said as well, and other tables are checked all the same. */
static void test_missing(sqlite3 *db) {
  must(db, "DROP TABLE archive_mentions");
  const char *text = said(db, "PRAGMA integrity_check");
  tap_ok(!asks() || strstr(text, "no such table: main.archive_mentions"), "a table is gone: %s",
         text);
  must(db, "ALTER TABLE articles RENAME TO elsewhere");
  text = said(db, "PRAGMA integrity_check");
  tap_ok(!asks() || strstr(text, "no table \"articles\""), "articles are gone: %s", text);
  tap_ok(must(db, "DROP TABLE archive") == SQLITE_OK &&
             !strcmp(said(db, "PRAGMA integrity_check"), "ok"),
         "and without the archive all is well");
}

int main(void) {
  sqlite3 *db = news_open(":memory:", 0);
  tap_plan(5 + 2 * DAMAGES);
  if (!db || create(db) || fill(db, 1, 12)) exit(2);
  tap_ok(!strcmp(said(db, "PRAGMA integrity_check"), "ok"), "what waits is no error");
  must(db, "INSERT INTO archive(archive) VALUES('refresh')");
  tap_ok(!strcmp(said(db, "PRAGMA integrity_check(archive)"), "ok"), "SQLite %s: a sound archive",
         sqlite3_libversion());
  for (int i = 0; i < DAMAGES; i++) test_damage(db, &damages[i]);
  test_missing(db);
  sqlite3_close(db);
  return tap_done();
}
