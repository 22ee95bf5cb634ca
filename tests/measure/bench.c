/* bench.c - how fast all tables of an article are made, beside what everybody knows: ICU's word breaks,
** an FTS5 index (porter) and a LIKE scan of the same rows, in one run on one core; and an archive of them.
**
** bench NEWS.SO DATABASE: the database has articles(published, body). Each line is the best of three
** passes; lines for people, then one of JSON.
*/
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

enum { PASSES = 3 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void must(sqlite3 *db, int rc, const char *what) {
  if (rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE) return;
  fprintf(stderr, "bench: %s: %s\n", what, sqlite3_errmsg(db));
  exit(1);
}

/* Runs the script and gives the first value of its last row; 0 if there is none. */
static double run(sqlite3 *db, const char *sql) {
  double value = 0;
  while (*sql) {
    sqlite3_stmt *stmt = 0;
    must(db, sqlite3_prepare_v2(db, sql, -1, &stmt, &sql), sql);
    int rc = SQLITE_DONE;
    while (stmt && (rc = sqlite3_step(stmt)) == SQLITE_ROW) value = sqlite3_column_double(stmt, 0);
    must(db, rc, "step");
    sqlite3_finalize(stmt);
  }
  return value;
}

static double best_between(sqlite3 *db, const char *before, const char *sql, const char *after) {
  double best = 1e9;
  for (int i = 0; i < PASSES; i++) {
    run(db, before);
    double start = now();
    run(db, sql);
    double took = now() - start;
    if (took < best) best = took;
    run(db, after);
  }
  return best;
}

static double best_sql(sqlite3 *db, const char *sql) {
  return best_between(db, "", sql, "");
}

/* Words of one text: UTF-8 to UTF-16, then every break. */
static long breaks(UBreakIterator *words, const char *text, int32_t bytes, UChar *buffer) {
  UErrorCode rc = U_ZERO_ERROR;
  int32_t units = 0;
  long n = 0;
  u_strFromUTF8WithSub(buffer, bytes + 1, &units, text, bytes, 0xFFFD, 0, &rc);
  ubrk_setText(words, buffer, units, &rc);
  while (U_SUCCESS(rc) && ubrk_next(words) != UBRK_DONE) n++;
  return n;
}

static double best_icu(sqlite3 *db, int32_t longest) {
  UErrorCode rc = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, "en", 0, 0, &rc);
  UChar *buffer = malloc(((size_t)longest + 1) * sizeof *buffer);
  double best = 1e9;
  if (!buffer || U_FAILURE(rc)) exit(1);
  for (int i = 0; i < PASSES; i++) {
    sqlite3_stmt *stmt = 0;
    must(db, sqlite3_prepare_v2(db, "SELECT body FROM articles", -1, &stmt, 0), "prepare");
    double start = now();
    while (sqlite3_step(stmt) == SQLITE_ROW)
      breaks(words, (const char *)sqlite3_column_text(stmt, 0), sqlite3_column_bytes(stmt, 0),
             buffer);
    double took = now() - start;
    if (took < best) best = took;
    sqlite3_finalize(stmt);
  }
  free(buffer);
  ubrk_close(words);
  return best;
}

typedef struct Line {
  const char *name, *key;
  double seconds;
} Line;

int main(int argc, char **argv) {
  if (argc != 3) return fprintf(stderr, "usage: bench NEWS.SO DATABASE\n"), 2;
  sqlite3 *db = 0;
  must(db, sqlite3_open(argv[2], &db), "open");
  sqlite3_enable_load_extension(db, 1);
  char *error = 0;
  if (sqlite3_load_extension(db, argv[1], 0, &error))
    return fprintf(stderr, "bench: %s\n", error), 1;
  double articles = run(db, "SELECT count(*) FROM articles");
  double bytes = run(db, "SELECT sum(length(CAST(body AS BLOB))) FROM articles");
  double words = run(db, "SELECT sum(length(body) - length(replace(body, ' ', ''))) FROM articles");
  int32_t longest = (int32_t)run(db, "SELECT max(length(CAST(body AS BLOB))) FROM articles");
  Line lines[] = {
      {"everything (news_json)", "all",
       best_sql(db, "SELECT count(news_json(body, published)) FROM articles")},
      {"news_quotes", "quotes",
       best_sql(db, "SELECT count(*) FROM articles a, news_quotes(a.body, a.published)")},
      {"news_entities", "entities",
       best_sql(db, "SELECT count(*) FROM articles a, news_entities(a.body, a.published)")},
      {"news_figures", "figures",
       best_sql(db, "SELECT count(*) FROM articles a, news_figures(a.body, a.published)")},
      {"news_dates", "dates",
       best_sql(db, "SELECT count(*) FROM articles a, news_dates(a.body, a.published)")},
      {"news_sentences", "sentences",
       best_sql(db, "SELECT count(*) FROM articles a, news_sentences(a.body)")},
      {"ICU word breaks alone", "icu", best_icu(db, longest)},
      {"FTS5 index (porter)", "fts5",
       best_between(db, "CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'porter')",
                    "INSERT INTO words SELECT body FROM articles", "DROP TABLE words")},
      {"archive, refreshed", "archive",
       best_between(db,
                    "CREATE VIRTUAL TABLE found USING news(content=articles, text=body, "
                    "published=published); INSERT INTO found(found, value) VALUES('threads', 1)",
                    "INSERT INTO found(found) VALUES('refresh')", "DROP TABLE found")},
      {"LIKE scan", "like",
       best_sql(db, "SELECT count(*) FROM articles WHERE body LIKE '%no such words%'")},
  };
  enum { LINES = sizeof lines / sizeof *lines, FTS5 = 7, ARCHIVE = 8 };
  double times = lines[ARCHIVE].seconds / lines[FTS5].seconds;
  printf("%.0f articles, %.2f MB, best of %d, one core (CPU time)\n\n", articles, bytes / 1e6,
         PASSES);
  printf("%-24s %9s %9s %12s %12s\n", "", "seconds", "MB/s", "articles/s", "all : this");
  for (int i = 0; i < LINES; i++)
    printf("%-24s %9.4f %9.1f %12.0f %12.1f\n", lines[i].name, lines[i].seconds,
           bytes / 1e6 / lines[i].seconds, articles / lines[i].seconds,
           lines[0].seconds / lines[i].seconds);
  printf("\nAn archive refreshed takes %.1f times as long as an FTS5 index (porter) of the same "
         "rows; it does %.0f articles of 400 words a second.\n",
         times, words / 400 / lines[ARCHIVE].seconds);
  printf("\n{\"articles\":%.0f,\"bytes\":%.0f", articles, bytes);
  for (int i = 0; i < LINES; i++)
    printf(",\"%s\":{\"seconds\":%.5f,\"mb_per_s\":%.2f}", lines[i].key, lines[i].seconds,
           bytes / 1e6 / lines[i].seconds);
  printf(",\"archive_to_fts5\":%.2f}\n", times);
  sqlite3_close(db);
  return 0;
}
