/* archive_refresh.c - what waits in the queue is read and written, a few hundred articles at a
** time.
**
** A portion is taken from the queue by article, read in threads, written in that order, and leaves the
** queue; names are written once there are many of them, and at the end. While that goes on the next portion is being read already:
** threads never wait for the writer. All of it is one statement of the caller's: nothing is seen by others
** before that ends.
*/
#include "sql/archive.h"

#include <stdio.h>

enum { PORTION = 256, COMPARED = 4 };

/* An article that is being read, in the order of the ring. */
typedef struct Pending {
  Receipt receipt;
  char published[24];
  bool known;   /* it has rows, which go before the new ones come */
  bool gone;    /* it is not there any more */
  int too_long; /* its bytes, where they are more than allowed; 0 */
} Pending;

typedef struct Portion {
  int64_t article[PORTION];
  int32_t n;
  uint32_t end; /* of what it put into the ring */
} Portion;

typedef struct Refresh {
  Archive *t;
  Writer writer;
  Pool *pool;
  Progress progress;
  int64_t version, longest;
  Portion portion[2]; /* one is written while the next one is read */
  Pending pending[PORTION];
  uint32_t first, end; /* of pending: what is in the ring */
} Refresh;

/* ---- what is to be read ---- */

static uint64_t hash_bytes(uint64_t h, const void *bytes, int n) {
  const unsigned char *b = bytes;
  for (int i = 0; i < n; i++) h = (h ^ b[i]) * 1099511628211u;
  return h;
}

/* Of text and date as they stand; the columns of SQL_CONTENT. Type and length come in, so that NULL
** and '' differ. */
static int64_t hash_content(const Archive *t, sqlite3_stmt *stmt) {
  uint64_t h = 14695981039346656037u;
  for (int i = 0; i < (t->published ? 2 : 1); i++) {
    int head[2] = {sqlite3_column_type(stmt, i) == SQLITE_NULL, 0};
    const void *text = sqlite3_column_text(stmt, i);
    head[1] = sqlite3_column_bytes(stmt, i);
    unsigned char bytes[5] = {(unsigned char)head[0], (unsigned char)head[1],
                              (unsigned char)(head[1] >> 8), (unsigned char)(head[1] >> 16),
                              (unsigned char)(head[1] >> 24)};
    h = hash_bytes(h, bytes, sizeof bytes);
    if (text) h = hash_bytes(h, text, head[1]);
  }
  return (int64_t)h;
}

int64_t archive_hash(Archive *t, int64_t article, bool *found) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_CONTENT);
  if (stmt) sqlite3_bind_int64(stmt, 1, article);
  *found = archive_step(t, stmt);
  int64_t hash = *found ? hash_content(t, stmt) : 0;
  sqlite3_reset(stmt);
  return hash;
}

/* ISO 8601 of what `published` says, so that it sorts; STR_NONE if that cannot be read. */
static Str spell_moment(Moment m, char out[24]) {
  if (!m.known || !m.year) return STR_NONE;
  int n = snprintf(out, 24, "%04d", m.year);
  if (m.month > 0) n += snprintf(out + n, (size_t)(24 - n), "-%02d", m.month);
  if (m.month > 0 && m.day > 0) n += snprintf(out + n, (size_t)(24 - n), "-%02d", m.day);
  if (m.month > 0 && m.day > 0 && m.hour >= 0)
    n += snprintf(out + n, (size_t)(24 - n), "T%02d:%02d", m.hour, m.minute < 0 ? 0 : m.minute);
  return (Str){out, n};
}

/* ---- writing ---- */

/* What ends all: want of memory, an interrupt. What concerns one article alone is its error. */
static Str verdict(Refresh *r, const Article *a, char error[100]) {
  if (a->doc.rc == DOC_OK) return STR_NONE;
  if (a->doc.rc == DOC_STOPPED) archive_fail(r->t, SQLITE_INTERRUPT, "interrupted");
  if (pool_starved(r->pool)) archive_fail(r->t, SQLITE_NOMEM, 0);
  if (a->doc.rc == DOC_BROKEN)
    snprintf(error, 100, "%s", a->doc.broken ? a->doc.broken : "the document is broken");
  else
    snprintf(error, 100, "needs more memory than the option 'memory' allows (%lld MB)",
             (long long)archive_option(r->t, "memory"));
  return (Str){error, (int32_t)strlen(error)};
}

static void fail_article(Refresh *r, const Receipt *receipt, Str error) {
  r->progress.failed++;
  archive_write_failure(r->t, receipt, error);
}

static Str too_long(const Refresh *r, const Pending *p, char error[100]) {
  snprintf(error, 100, "%d bytes long; the option 'longest' allows %lld", p->too_long,
           (long long)r->longest);
  return (Str){error, (int32_t)strlen(error)};
}

/* The oldest article of the ring becomes rows. */
static void write_next(Refresh *r) {
  char error[100];
  Article *a = pool_take(r->pool);
  Pending *p = &r->pending[r->first++ % PORTION];
  Receipt *receipt = &p->receipt;
  if (!str_none(receipt->published)) receipt->published.s = p->published;
  Str why = p->too_long ? too_long(r, p, error) : verdict(r, a, error);
  if (str_none(why) && !p->gone) {
    if (p->known)
      archive_change(&r->writer, receipt, a);
    else
      archive_add(&r->writer, receipt, a);
    return;
  }
  if (p->known) archive_forget(&r->writer, receipt->article);
  if (!str_none(why)) fail_article(r, receipt, why);
  article_release(a);
}

/* Several in a row, up to `end`: reading one article drives the pages that rows go to out of the processor's
** caches, and they are fetched once for all. */
static void write_some(Refresh *r, uint32_t end) {
  for (uint32_t n = pool_read(r->pool, end - r->first); n > 0 && r->t->rc == SQLITE_OK; n--)
    write_next(r);
  archive_flush(&r->writer);
}

/* The rest of a portion; it leaves the queue. */
static void finish(Refresh *r, Portion *portion) {
  Archive *t = r->t;
  if (!portion->n) return;
  while (r->first != portion->end && t->rc == SQLITE_OK) write_some(r, portion->end);
  if (names_full(r->writer.names)) names_flush(r->writer.names);
  archive_int(t, SQL_DONE, portion->article[0], portion->article[portion->n - 1]);
  portion->n = 0;
}

/* ---- reading ---- */

static bool same_as_before(Archive *t, const Receipt *receipt, bool *known) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_ARTICLE);
  if (stmt) sqlite3_bind_int64(stmt, 1, receipt->article);
  *known = archive_step(t, stmt);
  bool same = *known && sqlite3_column_int64(stmt, 0) == receipt->hash &&
              sqlite3_column_int64(stmt, 1) == receipt->version && !sqlite3_column_int(stmt, 2);
  sqlite3_reset(stmt);
  return same;
}

/* A portion is finished before anything of the next one is written: how names are numbered must not depend
** on how much fits into the ring. */
static void put(Refresh *r, const Pending *p, Str text, Moment published, Portion *before) {
  while (pool_full(r->pool) && r->t->rc == SQLITE_OK) {
    if (before->n && r->first == before->end)
      finish(r, before);
    else
      write_some(r, before->n ? before->end : r->end);
  }
  if (r->t->rc != SQLITE_OK) return;
  r->pending[r->end++ % PORTION] = *p;
  if (!pool_put(r->pool, text, published)) archive_fail(r->t, SQLITE_NOMEM, 0);
}

/* The row of SQL_CONTENT goes to the ring. A text without characters (NULL) has no rows, and is
** fresh. */
static void read_row(Refresh *r, sqlite3_stmt *stmt, int64_t article, Portion *before) {
  Archive *t = r->t;
  Pending p = {
      .receipt = {.article = article, .version = r->version, .hash = hash_content(t, stmt)}};
  if (same_as_before(t, &p.receipt, &p.known)) return;
  Str text = archive_column(stmt, 0), date = t->published ? archive_column(stmt, 1) : STR_NONE;
  Moment when = str_none(date) ? (Moment){0} : moment_read(conn_lang(t->conn), date);
  p.receipt.published = spell_moment(when, p.published);
  if (text.n > r->longest) p.too_long = text.n;
  put(r, &p, str_none(text) || p.too_long ? STR("") : text, when, before);
}

static void read_article(Refresh *r, int64_t article, Portion *before) {
  sqlite3_stmt *stmt = archive_stmt(r->t, SQL_CONTENT);
  Pending gone = {.receipt = {.article = article}, .known = true, .gone = true};
  if (stmt) sqlite3_bind_int64(stmt, 1, article);
  if (archive_step(r->t, stmt))
    read_row(r, stmt, article, before);
  else
    put(r, &gone, STR(""), (Moment){0}, before);
  sqlite3_reset(stmt);
  r->progress.done++;
}

/* ---- portions ---- */

/* The next articles from `from` on. False: there are none. */
static bool take_portion(Refresh *r, Portion *portion, int64_t most, int64_t from) {
  sqlite3_stmt *stmt = archive_stmt(r->t, SQL_WAITING);
  if (stmt) {
    sqlite3_bind_int64(stmt, 1, most < 0 || most > PORTION ? PORTION : most);
    sqlite3_bind_int64(stmt, 2, from);
  }
  portion->n = 0;
  while (portion->n < PORTION && archive_step(r->t, stmt))
    portion->article[portion->n++] = sqlite3_column_int64(stmt, 0);
  sqlite3_reset(stmt);
  return portion->n > 0;
}

/* Until nothing waits or `most` are done. */
static void do_portions(Refresh *r, int64_t most) {
  Portion *now = &r->portion[0], *before = &r->portion[1];
  int64_t done = 0, from = INT64_MIN;
  while (r->t->rc == SQLITE_OK && (most < 0 || done < most) &&
         take_portion(r, now, most < 0 ? -1 : most - done, from)) {
    for (int32_t i = 0; i < now->n && r->t->rc == SQLITE_OK; i++)
      read_article(r, now->article[i], before);
    now->end = r->end;
    finish(r, before);
    int64_t last = now->article[now->n - 1];
    done += now->n;
    if (last == INT64_MAX) most = done;
    from = last + (last < INT64_MAX);
    Portion *other = before;
    before = now;
    now = other;
  }
  finish(r, before);
  if (r->t->rc == SQLITE_OK) names_flush(r->writer.names);
}

/* Articles that went without a trigger (archive.h); the queue is empty. */
static bool find_vanished(Archive *t) {
  if (t->rc != SQLITE_OK || !t->replaces) return false;
  if (archive_int(t, SQL_KNOWN, 0, 0) == archive_int(t, SQL_CONTENTS, 0, 0)) return false;
  archive_do(t, archive_stmt(t, SQL_VANISHED));
  return archive_int(t, SQL_LEFT, 0, 0) > 0;
}

/* VACUUM may give new rowids where there is no INTEGER PRIMARY KEY: all rows behind a gap move up,
** the last ones therefore always. (Where REPLACE can remove rows there is an index, and VACUUM keeps
** rowids.) */
static void refuse_renumbered(Archive *t) {
  if (t->rc != SQLITE_OK || !t->renumbers) return;
  int64_t last[COMPARED];
  int n = 0;
  sqlite3_stmt *stmt = archive_stmt(t, SQL_LAST);
  if (stmt) sqlite3_bind_int64(stmt, 1, COMPARED);
  while (n < COMPARED && archive_step(t, stmt)) last[n++] = sqlite3_column_int64(stmt, 0);
  sqlite3_reset(stmt);
  for (int i = 0; i < n && t->rc == SQLITE_OK; i++) {
    bool found;
    int64_t hash = archive_hash(t, last[i], &found),
            before = archive_int(t, SQL_ARTICLE, last[i], 0);
    bool same = found ? hash == before : t->replaces;
    if (same || archive_int(t, SQL_WAITS, last[i], 0)) continue;
    archive_fail(
        t, SQLITE_ERROR,
        "news: article %lld of \"%s\" is another than before: VACUUM renumbers a table without an "
        "INTEGER PRIMARY KEY. INSERT INTO %s(%s) VALUES('rebuild'), and better give it such a key",
        (long long)last[i], t->content, t->name, t->name);
  }
}

static void open_refresh(Refresh *r, Archive *t) {
  r->t = t;
  r->progress.began = archive_clock();
  r->version = archive_version(t);
  r->longest = archive_option(t, "longest");
  int64_t threads = archive_option(t, "threads"), memory = archive_option(t, "memory");
  r->writer = (Writer){.t = t, .names = names_new(t)};
  if (t->rc != SQLITE_OK) return;
  r->pool = pool_open(t->db, conn_lang(t->conn), (int)threads, (size_t)memory << 20);
  if (!r->pool) archive_fail(t, SQLITE_NOMEM, 0);
}

int64_t archive_refresh(Archive *t, int64_t most) {
  Refresh *r = t->rc == SQLITE_OK ? sqlite3_malloc64(sizeof *r) : 0;
  if (!r) {
    archive_fail(t, SQLITE_NOMEM, 0);
    return 0;
  }
  memset(r, 0, sizeof *r);
  refuse_renumbered(t);
  open_refresh(r, t);
  do_portions(r, most);
  int64_t left = archive_int(t, SQL_LEFT, 0, 0);
  if (!left && find_vanished(t)) {
    do_portions(r, -1);
    left = archive_int(t, SQL_LEFT, 0, 0);
  }
  archive_report(t, &r->progress, left);
  pool_close(r->pool);
  names_free(r->writer.names);
  sqlite3_free(r);
  return left;
}
