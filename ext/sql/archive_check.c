/* archive_check.c - do results and articles agree? What waits in the queue is known to differ, and
** no error. */
#include "sql/archive.h"

/* A question with no rows where all is well, else with an article or a name; what to say then. */
typedef struct Check {
  const char *sql, *wrong;
} Check;

#define UNKNOWN(table)                                                                             \
  {                                                                                                \
    "SELECT article FROM @" table " AS r WHERE NOT EXISTS (SELECT 1 FROM @articles AS a WHERE "    \
    "a.article = r.article) LIMIT 1",                                                              \
        table ": rows of article %lld, which is not there"                                         \
  }
#define MISCOUNTED(table)                                                                          \
  {                                                                                                \
    "SELECT article FROM @articles AS a WHERE " table " IS NOT (SELECT count(*) FROM @" table      \
    " AS r WHERE r.article = a.article) LIMIT 1",                                                  \
        table ": rows of article %lld are missing, or too many"                                    \
  }

static const Check checks[] = {
    {"SELECT c.$key FROM $content AS c WHERE NOT EXISTS (SELECT 1 FROM @articles AS a WHERE "
     "a.article = "
     "c.$key) AND NOT EXISTS (SELECT 1 FROM @queue AS q WHERE q.article = c.$key) LIMIT 1",
     "article %lld was never read"},
    MISCOUNTED("quotes"),
    MISCOUNTED("entities"),
    MISCOUNTED("figures"),
    MISCOUNTED("mentions"),
    MISCOUNTED("dates"),
    UNKNOWN("quotes"),
    UNKNOWN("entities"),
    UNKNOWN("figures"),
    UNKNOWN("mentions"),
    UNKNOWN("dates"),
    {"SELECT coalesce(name_id, 0) FROM @entities AS e WHERE name_id IS NOT (SELECT s.name_id FROM "
     "@spellings AS s "
     "WHERE s.type = e.type AND s.spelling = e.name) LIMIT 1",
     "entities: name %lld is spelled as another name"},
    {"SELECT article FROM @quotes AS q WHERE name_id IS NOT (SELECT e.name_id FROM @entities AS e "
     "WHERE "
     "e.article = q.article AND e.entity = q.entity) LIMIT 1",
     "quotes: a speaker in article %lld has another name than the entity"},
    {"SELECT name_id FROM @entities AS e WHERE name_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
     "@names AS n "
     "WHERE n.name_id = e.name_id) LIMIT 1",
     "names: name %lld is missing"},
    {"SELECT name_id FROM @names AS n WHERE articles IS NOT (SELECT count(DISTINCT article) FROM "
     "@entities "
     "AS e WHERE e.name_id = n.name_id) OR mentions IS NOT (SELECT sum(mentions) FROM @entities AS "
     "e WHERE "
     "e.name_id = n.name_id) OR quotes IS NOT (SELECT count(*) FROM @quotes AS q WHERE q.name_id = "
     "n.name_id AND part_of IS NULL) OR first IS NOT (SELECT min(published) FROM @entities AS e "
     "WHERE "
     "e.name_id = n.name_id) OR last IS NOT (SELECT max(published) FROM @entities AS e WHERE "
     "e.name_id = "
     "n.name_id) LIMIT 1",
     "names: the counts of name %lld are wrong"},
};

static void wrong(Archive *t, const char *format, int64_t which) {
  char text[200];
  sqlite3_snprintf(sizeof text, text, format, (long long)which);
  archive_fail(t, SQLITE_CORRUPT_VTAB, "news: %s: INSERT INTO %s(%s) VALUES('rebuild')", text,
               t->name, t->name);
}

static void check(Archive *t, const Check *c) {
  sqlite3_stmt *stmt = archive_prepare(t, c->sql);
  if (archive_step(t, stmt)) wrong(t, c->wrong, sqlite3_column_int64(stmt, 0));
  sqlite3_finalize(stmt);
}

/* Every article says what it said when it was read. */
static void check_article(Archive *t, int64_t article, int64_t hash) {
  bool found;
  int64_t now = archive_hash(t, article, &found);
  if (t->rc != SQLITE_OK || (found && now == hash)) return;
  if (found)
    wrong(t, "article %lld changed unnoticed (triggers were off, or VACUUM renumbered rows)",
          article);
  else if (t->replaces)
    archive_fail(t, SQLITE_CORRUPT_VTAB,
                 "news: article %lld went unnoticed, as REPLACE lets it: INSERT INTO %s(%s) "
                 "VALUES('refresh')",
                 (long long)article, t->name, t->name);
  else
    wrong(t, "article %lld went unnoticed (triggers were off)", article);
}

static void check_articles(Archive *t) {
  sqlite3_stmt *stmt = archive_prepare(
      t,
      "SELECT article, hash FROM @articles AS a WHERE NOT EXISTS (SELECT 1 FROM @queue AS q WHERE "
      "q.article = a.article)");
  while (archive_step(t, stmt))
    check_article(t, sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1));
  sqlite3_finalize(stmt);
}

void archive_check(Archive *t) {
  if (t->rc == SQLITE_OK && !archive_watches(t))
    wrong(t, "triggers on the content table are missing", 0);
  check_articles(t);
  for (size_t i = 0; i < sizeof checks / sizeof *checks && t->rc == SQLITE_OK; i++)
    check(t, &checks[i]);
}
