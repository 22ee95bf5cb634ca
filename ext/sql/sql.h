/* sql.h - the SQL skin, module by module: documents in, rows out. Only ext/sql knows SQLite.
**
** An Article is an analysed text. The connection keeps the last few (Conn), functions and tables of
** one statement share them. A Table describes one table-valued function: names of columns, what
** each needs, how to fetch a cell; table.c runs all of them, json.c writes all of them.
*/
#ifndef NEWS_SQL_H
#define NEWS_SQL_H

#include <sqlite3ext.h>
#include "analyze.h"
#include "sql/offset.h"

/* The one global of the extension, set at every load to the same table (SQLITE_EXTENSION_INIT1 in
 * news.c). */
SQLITE_EXTENSION_INIT3

/* ---- Interface to code in article.c: one analysed text ---- */

typedef struct Article {
  Doc doc;
  Str text; /* the caller's own bytes (doc.text is repaired), up to the first NUL; owned */
  Moment published;
  unsigned want;         /* what was analysed: bits of Want */
  int32_t refs;          /* cursors and the cache */
  struct Article *older; /* in the cache */
  Offsets offsets;       /* bytes to characters */
  const Lang *lang;
  int32_t *id_of; /* entity -> its id in SQL, from 1 in order of its first name; 0: unnamed, has no
                     row */
  int32_t *entity_at;  /* the other way: entities by id - 1 */
  int32_t entities;    /* how many have a row */
  int32_t *mention_at; /* mentions that have a row */
  int32_t mentions;
  int32_t *next_name;           /* mention -> the next one of its entity that is a name, NONE */
  int32_t *first_name, *counts; /* entity -> its first name, NONE; its mentions of all forms */
  Str *lemmas;                  /* of tokens, made when first asked for; NULL before */
} Article;

/* Analyses a copy of `text`. NULL without memory for the struct itself; doc.rc tells everything
 * else. */
Article *article_open(Reader *reader, sqlite3 *db, Str text, Moment published, unsigned want);
/* The same in two steps, for threads: a copy of the text, not read yet (NULL without memory; set
** doc.stop now); reading. */
Article *article_new(Str text, Moment published, Mem mem, size_t limit);
void article_read(Article *a, Reader *reader, unsigned want);
/* Was sqlite3_interrupt() called? False where SQLite does not tell (before 3.41). From any thread. */
bool article_interrupted(void *db);
extern const Mem mem_sqlite; /* sqlite3_malloc64 */
Article *article_hold(Article *a);
void article_release(Article *a); /* NULL is no error */
size_t article_bytes(const Article *a);
Str article_lemma(Article *a, int32_t token);
/* Bytes of the caller's text: what substr() gives back for this span. */
Str article_span(const Article *a, int32_t start, int32_t end);
/* A string of the document, as the caller wrote it if it stands in the text. */
Str article_own(const Article *a, Str s);

/* ---- Interface to code in conn.c: what functions and tables of one connection share ---- */

typedef struct Conn Conn;

/* NULL without memory, or, with *error set to a static text, if the language data is damaged. */
Conn *conn_open(sqlite3 *db, const char **error);
Conn *conn_hold(Conn *conn);
void conn_release(void *conn);
const Lang *conn_lang(const Conn *conn);

/* What is to be read: the arguments of a call. */
typedef struct Request {
  Str text; /* borrowed; STR_NONE for SQL NULL */
  Moment published;
  bool undated;  /* what is wanted does not depend on `published`: any will do */
  unsigned want; /* bits of Want */
} Request;

/* The value as CAST(value AS TEXT) gives it; STR_NONE for SQL NULL (and a NULL pointer). SQLITE_OK
 * or SQLITE_NOMEM. */
int value_text(sqlite3_value *value, Str *text);
/* Fills text and published from SQL values (`published` may be NULL). SQLITE_OK or SQLITE_NOMEM. */
int conn_request(Conn *conn, sqlite3_value *text, sqlite3_value *published, Request *request);
/* The analysed text, held for the caller; from the cache if it can be. SQLITE_OK, SQLITE_NOMEM,
** SQLITE_INTERRUPT or SQLITE_INTERNAL with a static text in *error. */
int conn_read(Conn *conn, const Request *request, Article **article, const char **error);
/* A cursor of a table that may ask for `want` opens (+1) or closes (-1): texts are analysed at once
** for all tables that are open, so that a join reads an article once. */
void conn_expect(Conn *conn, unsigned want, int change);

/* ---- Interface to code in rows_*.c: the tables ---- */

/* A value on its way to SQL or JSON. Strings stand in the article, in the language, in `buffer`, or
** are `owned` (sqlite3_free). */
typedef struct Cell {
  enum { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT, CELL_JSON, CELL_NOMEM } type;
  int64_t integer;
  double real;
  Str text;
  char *owned;
  char buffer[WHY_SIZE];
} Cell;

enum { LONGEST_KEY = 24 };
typedef struct Column {
  const char *name;
  unsigned want;         /* what must be analysed for it, beyond Table.want */
  char key[LONGEST_KEY]; /* "\"name\":", as JSON begins a member */
  int key_bytes;
} Column;

typedef struct Table {
  const char *name; /* "quotes": of news_quotes and of its member in news_json */
  unsigned want;    /* what must be analysed for its rows */
  bool dated;       /* takes `published` */
  int columns;
  const Column *column;
  int32_t (*rows)(const Article *a);
  void (*cell)(Article *a, int32_t row, int column, Cell *cell); /* *cell is CELL_NULL before */
} Table;

extern const Table table_quotes, table_entities, table_mentions, table_figures, table_dates,
    table_sentences, table_tokens;

/* All tables, in the order of the documentation; NULL behind the last. */
extern const Table *const tables[];

/* Setters of cells (cell.c). */
void cell_integer(Cell *cell, int64_t value);
void cell_id(Cell *cell, int32_t index);    /* index + 1, NULL for NONE */
void cell_number(Cell *cell, double value); /* INTEGER where that loses nothing, NULL for NAN */
void cell_chance(Cell *cell, float value);
void cell_str(Cell *cell, const Article *a, Str s);
void cell_name(Cell *cell, const char *name); /* NULL and "" are NULL */
void cell_span(Cell *cell, const Article *a, int32_t start, int32_t end);
void cell_start(Cell *cell, const Article *a, int32_t start); /* NONE: NULL */
void cell_length(Cell *cell, const Article *a, int32_t start, int32_t end);
void cell_entity(Cell *cell, const Article *a, int32_t entity);
void cell_date(Cell *cell, const Article *a, int32_t date); /* "first" or "first/last" */
void cell_why(Cell *cell, const Article *a, Why why);
void cell_owned(Cell *cell, sqlite3_str *json); /* takes the string: CELL_JSON, or CELL_NOMEM */

/* ---- Interface to code in table.c: the module that serves every Table ---- */

typedef struct Binding {
  Conn *conn;
  const Table *table;
} Binding;

/* Registers news_<name>; holds the connection's context. */
int table_register(sqlite3 *db, Conn *conn, const Table *table);

/* ---- Interface to code in functions.c: the scalars ---- */

void function_json(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_html(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_ansi(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_number(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_date(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_name_key(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_same_name(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_version(sqlite3_context *context, int argc, sqlite3_value **argv);
void function_debug(sqlite3_context *context, int argc, sqlite3_value **argv);
void result_cell(sqlite3_context *context, Cell *cell);

/* ---- Interface to code in pieces.c: an article for those who show it ---- */

/* Who speaks, in order, numbered from 1. Of more than a reader can tell apart the rest has no
 * number (and the work stays linear). */
#define MOST_SPEAKERS 64
typedef struct Speakers {
  const Quote *quote[MOST_SPEAKERS]; /* the first of each */
  int n;
} Speakers;
void speakers_of(const Article *a, Speakers *speakers);

/* A stretch of the text, and what stands over it: the innermost quote, the name, the figure; NULL
 * for none. */
typedef struct Piece {
  int32_t from, to; /* bytes */
  const Quote *quote;
  const Mention *mention; /* of an entity that has a row */
  const Figure *figure;
  int speaker; /* number of the quote's speaker, 0 if unknown */
  bool ends;   /* the quote ends here: the place to show the number */
} Piece;

/* All pieces in order; together they are the text. False without memory. */
bool pieces_each(const Article *a, const Speakers *speakers, void (*show)(void *ctx, const Piece *),
                 void *ctx);

/* What a figure amounts to: "> 2,400", "150 to 200"; STR_NONE where no number is told. */
#define AMOUNT_SIZE 96
Str figure_amount(const Figure *figure, char buffer[AMOUNT_SIZE]);

/* ---- Interface to code in json.c, html.c and ansi.c ---- */

/* The article as one JSON object. */
void json_article(sqlite3_str *out, Article *a);
/* A JSON string, marks included. Broken UTF-8 becomes one U+FFFD a character, so that offsets stay
 * true. */
void json_string(sqlite3_str *out, Str s);
/* The article as an HTML fragment. */
void html_article(sqlite3_str *out, Article *a);
/* The article for a terminal, lines at most `width` columns wide (0: as they are). */
void ansi_article(sqlite3_str *out, Article *a, int width);

#endif
