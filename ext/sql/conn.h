/* conn.h - what one connection shares: the language, a Reader, and the documents analysed last.
**
** One analysis per text: functions and tables of a connection find the document of a text in a
*small cache,
** bounded in bytes, so that news_quotes(body) beside news_figures(body) reads the article once. A
*cursor
** holds its document by a reference; a document in use is never freed.
*/
#ifndef NEWS_CONN_H
#define NEWS_CONN_H

#include "sql/sqlite.h"
#include "analyze.h"

/* A text and its analysis. `doc.text` is a view of `source` (or of a repaired copy of the same
 * length). */
typedef struct Article {
  Doc doc;
  char *source; /* the text's own bytes, up to its first NUL; Str values for SQL are cut from it */
  int32_t n;
  Moment published;
  unsigned want; /* WANT_* that it was analysed for */
  int refs;      /* cursors that hold it, and the cache */
  uint32_t hash;
  int32_t
      *chars; /* characters before every CHAR_STEP-th byte; NULL: all ASCII, bytes are characters */
  int32_t *entity_id;   /* SQL id of each Entity, 0 for unnamed ones */
  int32_t named;        /* how many have one */
  struct Article *next; /* in the cache, latest first */
} Article;

typedef struct Conn {
  sqlite3 *db;
  LangStore store;
  const Lang *lang;
  Reader reader;
  Article *cache;
  unsigned want; /* what was ever wanted: further texts are analysed for all of it at once */
  int refs;
} Conn;

/* A new connection context with one reference; SQLITE_OK or an error code, *why a static text. */
int conn_open(sqlite3 *db, Conn **conn, const char **why);
void conn_unref(void *conn);

/* The analysed document of a text for `want`, referenced; release it. An SQLite error code else. */
int conn_read(Conn *conn, sqlite3_value *text, sqlite3_value *published, unsigned want,
              Article **article);
void article_release(Article *article);

/* The error text of a code that conn_read gave; NULL where SQLite's own is best. */
const char *conn_error(const Article *article, int rc);

/* Characters, as SQLite's length() counts them, before byte `at` of the source. */
int32_t article_chars(const Article *a, int32_t at);

/* `published` as people write it; known = false for NULL and what cannot be read. */
Moment conn_published(const Conn *conn, sqlite3_value *published);

#endif
