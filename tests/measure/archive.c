/* archive.c - what an archive costs: refresh, threads, memory, growth, a small change in a large
** one, plain inserts.
**
**   build/archive ./news.so FILE.db [rows [threads [brief | shuffled]]]      make bench-archive ROWS=100000
**
** The rows are the sample articles, two in each, with other names, figures, dates and quotations: about
** 330 words, twice as dense in names, figures and quotes as news is; brief ones have the first two paragraphs of one.
** They come in the order of their dates, as an archive grows; shuffled ones do not: then nearly every entry of an
** index goes to a page of its own, and that is most of the work in a large archive. All but what threads gain is
** processor time.
*/
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static sqlite3 *db;
static const char *extension, *file;

static void die(const char *what) {
  fprintf(stderr, "%s: %s\n", what, db ? sqlite3_errmsg(db) : "");
  exit(1);
}

static void run(const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK) die(sql);
}

static double number(const char *sql) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK) die(sql);
  double n = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_double(stmt, 0) : -1;
  if (sqlite3_finalize(stmt) != SQLITE_OK) die(sql);
  return n;
}

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
         (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static double own_cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double megabytes(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (double)u.ru_maxrss / 1024;
}

static double timed(const char *sql) {
  double began = cpu();
  run(sql);
  return cpu() - began;
}

/* ---- articles ---- */

static unsigned state = 1;
static unsigned dice(unsigned n) {
  state = state * 1664525u + 1013904223u;
  return (state >> 8) % n;
}

/* Names of the samples that are replaced. */
static const char *const firsts[] = {"Mira", "Edvin",  "Tomas",    "Lena",  "Ruth",  "Pavel",
                                     "Jane", "Samuel", "Beatrice", "David", "Hannah"};
static const char *const lasts[] = {"Haldane", "Karsk",  "Brandl", "Orlo",    "Amsel", "Dorn",
                                    "Whitlow", "Okello", "Namara", "Achieng", "Weiss"};
/* One of them stands in each quotation: with another word it is another quotation. */
static const char *const said[] = {"market",   "jobs",     "prison", "desk",
                                   "evidence", "mother",   "behind", "minutes",
                                   "villages", "decision", "paper"};
static const char *const syllables[] = {"ka",  "lo", "ven", "tor", "mi",  "ran", "del",
                                        "sa",  "bo", "rin", "ga",  "tel", "mar", "no",
                                        "hes", "wi", "dra", "pol", "len", "os"};

/* A few names are in the news every day, most of them once. */
static void invent(char *out, unsigned pool, unsigned which) {
  double u = (double)(which % 65536) / 65536;
  unsigned n = (unsigned)(u * u * u * u * pool);
  int at = 0, parts = 2 + (int)(n % 2);
  for (int i = 0; i < parts; i++, n = n / 7 + 11 * n % 97)
    at += sprintf(out + at, "%s", syllables[n % 20]);
  out[0] = (char)(out[0] - 32);
}

/* A word that stands in a few articles of a hundred thousand. */
static void coin(char *out) {
  unsigned n = dice(50000);
  for (int i = 0; i < 4; i++, n /= 20) out += sprintf(out, "%s", syllables[n % 20]);
}

static int listed(const char *word, size_t n, const char *const *list) {
  for (int i = 0; i < 11; i++)
    if (strlen(list[i]) == n && memcmp(list[i], word, n) == 0) return i;
  return -1;
}

static size_t vary(const char *in, char *out) {
  char *to = out;
  unsigned first[11], last[11];
  for (int i = 0; i < 11; i++) first[i] = dice(1 << 20), last[i] = dice(1 << 20);
  while (*in) {
    size_t n = strspn(in, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    int f = listed(in, n, firsts), l = listed(in, n, lasts);
    if (f >= 0 || l >= 0) {
      invent(to, l >= 0 ? 20000 : 300, l >= 0 ? last[l] : first[f]);
      to += strlen(to);
      in += n;
    } else if (listed(in, n, said) >= 0) {
      coin(to);
      to += strlen(to);
      in += n;
    } else if (n) {
      memcpy(to, in, n);
      to += n;
      in += n;
    } else {
      *to++ = *in >= '1' && *in <= '9' ? (char)('1' + dice(9)) : *in;
      in++;
    }
  }
  *to = 0;
  return (size_t)(to - out);
}

static char *samples[3];

static void read_samples(void) {
  FILE *f = fopen("sql/sample.sql", "rb");
  char *sql = calloc(1, 1 << 16);
  if (!f || !fread(sql, 1, (1 << 16) - 1, f)) die("sql/sample.sql");
  fclose(f);
  sqlite3 *old = db;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) die("samples");
  run(sql);
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2(db, "SELECT body FROM articles ORDER BY id", -1, &stmt, 0);
  for (int i = 0; i < 3 && sqlite3_step(stmt) == SQLITE_ROW; i++)
    samples[i] = strdup((const char *)sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  db = old;
  free(sql);
}

/* Sixteen years of days, of 28 a month. */
static void spell_day(unsigned day, char date[11]) {
  snprintf(date, 11, "20%02u-%02u-%02u", (10 + day / 336) % 100, 1 + day / 28 % 12, 1 + day % 28);
}

static int brief, shuffled;

/* Two samples a row; brief ones have the first paragraphs of one. */
static double fill(int rows) {
  char body[16384], date[11];
  sqlite3_stmt *stmt;
  double began = cpu();
  state = 1;
  run("BEGIN");
  sqlite3_prepare_v2(db, "INSERT INTO articles(url, published, body) VALUES(?1, ?2, ?3)", -1, &stmt,
                     0);
  for (int i = 0; i < rows; i++) {
    int one = (int)dice(3);
    size_t n = vary(samples[one], body);
    if (brief) {
      const char *end = strstr(body, "\n\n");
      end = end ? strstr(end + 2, "\n\n") : 0;
      if (end) n = (size_t)(end - body);
    } else {
      memcpy(body + n, "\n\n", 2);
      n += 2 + vary(samples[(one + 1) % 3], body + n + 2);
    }
    unsigned any = dice(16 * 336);
    spell_day(shuffled ? any : (unsigned)(i * (16 * 336LL) / rows), date);
    char *url = sqlite3_mprintf("https://example.org/news/%s/%d", date, i);
    sqlite3_bind_text(stmt, 1, url, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(stmt, 2, date, -1, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 3, body, (int)n, SQLITE_STATIC);
    sqlite3_free(url);
    if (sqlite3_step(stmt) != SQLITE_DONE) die("insert");
    sqlite3_reset(stmt);
  }
  sqlite3_finalize(stmt);
  run("COMMIT");
  return cpu() - began;
}

static void fresh(int with_archive) {
  sqlite3_close(db);
  unlink(file);
  char *wal = sqlite3_mprintf("%s-wal", file);
  unlink(wal);
  sqlite3_free(wal);
  if (sqlite3_open(file, &db) != SQLITE_OK) die("open");
  sqlite3_enable_load_extension(db, 1);
  if (sqlite3_load_extension(db, extension, 0, 0) != SQLITE_OK) die("load");
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000;"
      "CREATE TABLE articles(id INTEGER PRIMARY KEY, url UNIQUE, published, body)");
  if (with_archive)
    run("CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, "
        "published=published)");
}

static double size(void) {
  run("PRAGMA wal_checkpoint(TRUNCATE)");
  return number("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, "
                "pragma_freelist_count, pragma_page_size");
}

/* ---- what is measured ---- */

static void inserts(int rows) {
  double without = 1e9, with = 1e9;
  for (int i = 0; i < 3; i++) {
    fresh(0);
    double s = fill(rows);
    if (s < without) without = s;
    fresh(1);
    if ((s = fill(rows)) < with) with = s;
  }
  printf("insert of %d rows              %8.3f s without, %.3f s with an archive: %.2f\n", rows,
         without, with, with / without);
}

/* Processor time of the busiest thread: what a refresh takes where every thread has a core,
** whatever else the machine does. */
static double refresh(int threads) {
  char sql[200];
  snprintf(sql, sizeof sql, "INSERT INTO archive(archive, value) VALUES('threads', %d)", threads);
  run(sql);
  double began = seconds(), used = cpu(), own = own_cpu(),
         rows = number("SELECT count(*) FROM archive_queue");
  while (number("SELECT news_refresh('archive', 500)") > 0) {
  }
  double wall = seconds() - began;
  used = cpu() - used;
  own = own_cpu() - own;
  double others = threads > 1 ? (used - own) / (threads - 1) : 0,
         busiest = own > others ? own : others;
  printf("refresh, %d thread%s             %8.0f articles a second of processor time, %.0f of the "
         "busiest thread's; "
         "%.0f a second by the clock; %.0f MB in all\n",
         threads, threads > 1 ? "s" : " ", rows / used, rows / busiest, rows / wall, megabytes());
  return busiest;
}

/* The index that most people make of their texts, beside `one`: a refresh by one thread. */
static void beside_fts5(double one) {
  double took = timed("CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'porter');"
                      "INSERT INTO words SELECT body FROM articles");
  printf("FTS5 index (porter)              %8.2f s; a refresh takes %.1f times as long\n", took,
         one / took);
  run("DROP TABLE words");
}

static void analysis(int rows) {
  char sql[600];
  double began = cpu();
  snprintf(
      sql, sizeof sql,
      "SELECT total((SELECT count(*) FROM news_quotes(body, published)) + (SELECT count(*) FROM "
      "news_entities(body, published)) + (SELECT count(*) FROM news_figures(body, published)) + "
      "(SELECT count(*) FROM news_tokens(body))) FROM (SELECT * FROM articles LIMIT %d)",
      rows);
  number(sql);
  printf("reading alone                    %8.0f articles a second of processor time\n",
         rows / (cpu() - began));
}

static void small_change(void) {
  run("UPDATE articles SET body = body || ' Then it rained.' WHERE id IN (SELECT 1 + abs(random()) "
      "% "
      "(SELECT max(id) FROM articles) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + "
      "1 FROM n "
      "WHERE i < 100) SELECT i FROM n))");
  double read = cpu();
  number(
      "SELECT total((SELECT count(*) FROM news_quotes(body, published)) + (SELECT count(*) FROM "
      "news_entities(body, published)) + (SELECT count(*) FROM news_figures(body, published)) + "
      "(SELECT "
      "count(*) FROM news_tokens(body))) FROM archive_queue CROSS JOIN articles ON id = article");
  read = cpu() - read;
  run("INSERT INTO archive(archive, value) VALUES('threads', 1)");
  double all = timed("INSERT INTO archive(archive) VALUES('refresh')");
  printf("100 changed rows                 %8.1f ms, of which reading %.1f ms\n", all * 1e3,
         read * 1e3);
  printf("nothing changed                  %8.1f ms\n",
         timed("INSERT INTO archive(archive) VALUES('refresh')") * 1e3);
}

static void growth(double before, double rows) {
  printf("growth                           %8.0f bytes an article; articles themselves %.0f\n",
         (size() - before) / rows, before / rows);
  static const char *const tables[] = {"quotes", "entities", "mentions", "figures",
                                       "dates",  "articles", "names",    "spellings"};
  for (int i = 0; i < 8; i++) {
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM archive_%s", tables[i]);
    double n = number(sql);
    snprintf(
        sql, sizeof sql,
        "SELECT total(pageno) * (SELECT page_size FROM pragma_page_size)" /* pgsize ends at 2 GB */
        " FROM dbstat('main', 1) WHERE name LIKE 'archive_%s%%'",
        tables[i]);
    printf("  archive_%-10s %10.0f rows, %6.1f an article, %8.0f bytes an article with indexes\n",
           tables[i], n, n / rows, number(sql) / rows);
  }
}

int main(int argc, char **argv) {
  int rows = argc > 3 ? atoi(argv[3]) : 10000, threads = argc > 4 ? atoi(argv[4]) : 2;
  setvbuf(stdout, 0, _IOLBF, 0);
  brief = argc > 5 && strcmp(argv[5], "brief") == 0;
  shuffled = argc > 5 && strcmp(argv[5], "shuffled") == 0;
  if (argc < 3) die("archive ./news.so FILE.db [rows [threads [brief | shuffled]]]");
  extension = argv[1];
  file = argv[2];
  read_samples();
  if (!brief) inserts(rows < 100000 ? rows : 100000);
  fresh(1);
  fill(rows);
  double before = size();
  printf("%d articles, %.0f words, %.0f bytes each\n", rows,
         number("SELECT avg(length(body) - length(replace(body, ' ', ''))) FROM (SELECT * FROM "
                "articles LIMIT 1000)"),
         number("SELECT avg(length(CAST(body AS BLOB))) FROM (SELECT * FROM articles LIMIT 1000)"));
  analysis(rows < 2000 ? rows : 2000);
  if (rows <= 20000) {
    double one = refresh(1);
    beside_fts5(one);
    run("INSERT INTO archive_queue SELECT id FROM articles; DELETE FROM archive_articles; DELETE "
        "FROM archive_quotes;"
        "DELETE FROM archive_entities; DELETE FROM archive_mentions; DELETE FROM archive_figures; "
        "DELETE FROM archive_dates;"
        "DELETE FROM archive_names; DELETE FROM archive_spellings");
    double more = refresh(threads);
    printf("%d threads are                   %8.2f times as fast\n", threads, one / more);
  } else {
    refresh(threads);
  }
  growth(before, rows);
  small_change();
  double check = timed("INSERT INTO archive(archive) VALUES('integrity-check')");
  printf("integrity-check                  %8.2f s\n", check);
  sqlite3_close(db);
  return 0;
}
