/* conn.c - what the functions and tables of one connection share: reader, language, analysed texts.
**
** SQLite calls functions and tables of a connection one at a time (its mutex), so nothing here is
** locked. Reference counted: every function and module registered holds it, so it lives until the
** last one is gone.
*/
#include "sql/sql.h"

/* The cache serves joins and repeated calls on one row, a few rows back at most. */
#define CACHE_ARTICLES 16
#define CACHE_BYTES ((size_t)64 << 20)

struct Conn {
  sqlite3 *db;
  int32_t refs;
  LangStore store;
  const Lang *lang;
  Reader reader;   /* opened at the first text: ICU takes some milliseconds to load its data */
  Article *newest; /* the cache, most recently used first */
  int32_t open[8]; /* how many open cursors may want each bit of Want */
};

Conn *conn_open(sqlite3 *db, const char **error) {
  Conn *conn = sqlite3_malloc64(sizeof *conn);
  *error = 0;
  if (!conn) return 0;
  *conn = (Conn){.db = db, .refs = 1};
  *error = lang_en(&conn->store, &conn->lang);
  if (!*error) return conn;
  sqlite3_free(conn);
  return 0;
}

Conn *conn_hold(Conn *conn) {
  conn->refs++;
  return conn;
}

void conn_release(void *p) {
  Conn *conn = p;
  if (--conn->refs > 0) return;
  for (Article *a = conn->newest, *older; a; a = older) {
    older = a->older;
    article_release(a);
  }
  reader_close(&conn->reader);
  sqlite3_free(conn);
}

const Lang *conn_lang(const Conn *conn) {
  return conn->lang;
}

void conn_expect(Conn *conn, unsigned want, int change) {
  for (int bit = 0; bit < 8; bit++)
    if (want >> bit & 1) conn->open[bit] += change;
}

/* ---- arguments ---- */

int value_text(sqlite3_value *value, Str *text) {
  *text = STR_NONE;
  if (!value || sqlite3_value_type(value) == SQLITE_NULL) return SQLITE_OK;
  const char *s = (const char *)sqlite3_value_text(value);
  int n = sqlite3_value_bytes(value);
  /* An empty BLOB is a NULL pointer, as want of memory is. */
  if (!s && n == 0 && sqlite3_value_type(value) == SQLITE_BLOB) s = "";
  if (!s) return SQLITE_NOMEM;
  *text = (Str){s, n};
  return SQLITE_OK;
}

int conn_request(Conn *conn, sqlite3_value *text, sqlite3_value *published, Request *request) {
  Str when;
  request->published = (Moment){0};
  int rc = value_text(text, &request->text);
  if (rc != SQLITE_OK || str_none(request->text)) return rc;
  rc = value_text(published, &when);
  if (rc == SQLITE_OK && !str_none(when)) request->published = moment_read(conn->lang, when);
  return rc;
}

/* ---- the cache ---- */

static bool same_moment(Moment a, Moment b) {
  if (!a.known || !b.known) return a.known == b.known;
  return a.year == b.year && a.month == b.month && a.day == b.day && a.hour == b.hour &&
         a.minute == b.minute;
}

static bool same_article(const Article *a, const Request *r) {
  /* Memory can also run out after reading, where rows are written: such an article is not used again. */
  return a->doc.rc == DOC_OK && a->text.n <= r->text.n &&
         (a->text.n == r->text.n || r->text.s[a->text.n] == 0) &&
         memcmp(a->text.s, r->text.s, (size_t)a->text.n) == 0 &&
         (r->undated || same_moment(a->published, r->published));
}

/* Takes the article out of the list and gives it to the caller; NULL if it is not there. */
static Article *cache_take(Conn *conn, const Request *request) {
  for (Article **at = &conn->newest; *at; at = &(*at)->older) {
    Article *a = *at;
    if (!same_article(a, request)) continue;
    *at = a->older;
    return a;
  }
  return 0;
}

/* Puts the caller's article in front, then drops the oldest ones that are too many. */
static void cache_put(Conn *conn, Article *a) {
  a->older = conn->newest;
  conn->newest = a;
  size_t bytes = 0;
  int32_t n = 0;
  for (Article **at = &conn->newest; *at;) {
    Article *here = *at;
    bytes += article_bytes(here);
    if (n < CACHE_ARTICLES && bytes <= CACHE_BYTES) {
      n++;
      at = &here->older;
    } else {
      *at = here->older;
      article_release(here);
    }
  }
}

/* ---- reading ---- */

static int failure(const Doc *doc, const char **error) {
  if (doc->rc == DOC_OK) return SQLITE_OK;
  if (doc->rc == DOC_STOPPED) return SQLITE_INTERRUPT;
  if (doc->rc == DOC_NOMEM) return SQLITE_NOMEM;
  *error = doc->broken ? doc->broken : "the document is broken";
  return SQLITE_INTERNAL;
}

static unsigned expected(const Conn *conn) {
  unsigned want = 0;
  for (int bit = 0; bit < 8; bit++)
    if (conn->open[bit] > 0) want |= 1u << bit;
  return want;
}

int conn_read(Conn *conn, const Request *request, Article **article, const char **error) {
  unsigned want = request->want;
  Moment published = request->published;
  Article *a = cache_take(conn, request);
  if (a && (want & ~a->want)) {
    want |= a->want;
    if (request->undated) published = a->published;
    article_release(a); /* cursors that hold it read on undisturbed */
    a = 0;
  }
  if (!a) {
    if (!conn->reader.breaker && !reader_open(&conn->reader, conn->lang)) return SQLITE_NOMEM;
    a = article_open(&conn->reader, conn->db, request->text, published, want | expected(conn));
    if (!a) return SQLITE_NOMEM;
    int rc = failure(&a->doc, error);
    if (rc != SQLITE_OK) {
      article_release(a);
      return rc;
    }
  }
  *article = article_hold(a);
  cache_put(conn, a);
  return SQLITE_OK;
}
