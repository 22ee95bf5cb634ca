/* archive.h - the archive, module by module: a virtual table that keeps articles analysed.
**
**   CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published_at);
**   INSERT INTO archive(archive) VALUES('refresh');
**
** What stands in the database, for an archive called `archive`
**   archive_quotes, _entities, _mentions, _figures, _dates
**                        the rows: columns of the table-valued functions with `article` in front
**   archive_names        one row for each person, body or place across articles
**   archive_articles     one row for each analysed article: counts, error, hash of what was read
**   archive_spellings    how each name is spelled, and which name that is
**   archive_versions     what made the rows: versions of news, its data and ICU
**   archive_config       options;  archive_status: one row, how a long refresh goes
**   archive_queue        what waits: articles that were inserted, changed or deleted
**   archive_insert, _update, _delete   triggers on the content table that fill the queue
**
** Why it is built so
**   - Writers know nothing of us. The triggers call no function and touch no virtual table, so that a
**     program without the extension writes as before; and the queue is no shadow table (xShadowName
**     does not claim it), so that triggers may write to it in defensive mode too.
**   - A trigger obeys the OR clause of the statement that fired it, whatever its own says: OR REPLACE
**     inside would become OR FAIL with the writer's INSERT OR FAIL. So the triggers cannot conflict:
**     they insert where the queue does not hold the article yet. The queue's order is the
**     article's, whoever wrote it, so that a refresh that is killed and goes on makes the same rows.
**   - REPLACE that removes a row through another UNIQUE key fires no delete trigger (unless
**     recursive_triggers is on). Every other change is in the queue, so that articles can only be missing
**     in content: the end of a refresh compares two counts, and keys only where they differ. Without a
**     UNIQUE key there is nothing to compare.
**   - Triggers compare values (WHEN old.body IS NOT new.body) instead of naming columns (UPDATE OF body):
**     generated columns and rowids change without being named.
**   - A refresh is all or nothing in a transaction of the user's as well. An xUpdate cannot open a
**     savepoint while its own statement writes. So the command runs itself once more as INSERT … SELECT:
**     SQLite gives that form a statement journal, and rolls it back when xUpdate fails. The journal keeps
**     every page that a batch touches as it was, more than all that the batch adds: where no
**     transaction is open, and in news_refresh(), which has its own, it is left out.
**   - One writer, the thread that called; analysis in worker threads that never touch the database
**     (archive_work.c). Articles come back in the order they went in: any number of threads makes
**     the same rows.
**   - An article that changed keeps its rows up to the first that differs (archive_write.c): most changes are a
**     sentence more, and the dear part of a row is what stands of it in indexes.
**   - An index has an entry for a row only where a question of sql/ finds it by that. With 150,000 articles a batch of
**     500 changes 12,500 pages; all but 2,000 are pages of entries and of names.
**   - No statement is open between two calls: nothing is locked, and DROP, VACUUM and ALTER work.
**
** Errors: Archive.rc is sticky within a command. Helpers do nothing once it is set, so that the
** code reads as if nothing could fail; who loops over rows asks archive_step(). The text goes to
** base.zErrMsg.
*/
#ifndef NEWS_ARCHIVE_H
#define NEWS_ARCHIVE_H

#include "sql/sql.h"

/* All statements: archive_sql.def. */
typedef enum ArchiveSql {
#define SQL(id, text) SQL_##id,
#include "sql/archive_sql.def"
#undef SQL
  SQL_COUNT
} ArchiveSql;

enum { RESULTS = 5 }; /* result tables */

/* One result table: the rows of a Table, with columns of the archive's own behind them. */
typedef struct Result {
  const Table *table;
  const char *more;  /* "name_id, published" */
  const char *types; /* the same, as CREATE TABLE has them */
} Result;
extern const Result results[RESULTS];
enum { RESULT_QUOTES, RESULT_ENTITIES, RESULT_MENTIONS, RESULT_FIGURES, RESULT_DATES };

typedef struct Archive {
  sqlite3_vtab base;
  sqlite3 *db;
  Conn *conn;
  char *schema, *name;  /* where it stands; owned, as all below */
  char *content, *text; /* table and column of the articles */
  char *published;      /* column, NULL: none */
  char *key;      /* INTEGER PRIMARY KEY, or a name of the rowid; NULL before it is looked up */
  bool renumbers; /* VACUUM may give other rowids: no INTEGER PRIMARY KEY */
  bool replaces;  /* a UNIQUE key through which REPLACE can remove rows unseen */
  int rc;         /* of the command that runs */
  bool inside;    /* within the statement that makes a command all or nothing */
  sqlite3_stmt *stmt[SQL_COUNT];
  sqlite3_stmt *insert[RESULTS], *stored[RESULTS]; /* rows of an article: in, and as they are */
} Archive;

/* ---- Interface to code in archive_sql.c: statements ----
**
** SQL is written with places to fill in: @x is the table archive_x with its schema, #x the same
** without (in triggers and behind ON), $content, $text, $published, $key what CREATE named
** ($published is the key where no column was named: who reads it asks t->published), $watched the
** content table without its schema, $schema the schema.
*/

/* The first error of a command; printf-like. With a NULL format what SQLite says. */
void archive_fail(Archive *t, int rc, const char *format, ...);
/* Places filled in; NULL without memory (then rc is set). sqlite3_free. */
char *archive_expand(Archive *t, const char *sql);
/* Runs statements that give no rows. */
void archive_run(Archive *t, const char *sql);
/* The same without places; frees the text. NULL is want of memory. */
void archive_exec(Archive *t, char *sql);
/* A statement of one's own; NULL once rc is set. */
sqlite3_stmt *archive_prepare(Archive *t, const char *sql);
/* Statement of the list, reset; NULL once rc is set. Kept until archive_finish. */
sqlite3_stmt *archive_stmt(Archive *t, ArchiveSql id);
/* True: a row. False: the end (the statement is reset), or an error (rc is set). */
bool archive_step(Archive *t, sqlite3_stmt *stmt);
/* Runs to the end. */
void archive_do(Archive *t, sqlite3_stmt *stmt);
/* The first column of the first row, 0 without one; integers bound to ?1 and ?2. */
int64_t archive_int(Archive *t, ArchiveSql id, int64_t one, int64_t two);
/* The string as ?i; STR_NONE is NULL. Borrowed until the statement is stepped to its end. */
void archive_bind(Archive *t, sqlite3_stmt *stmt, int i, Str s);
Str archive_column(sqlite3_stmt *stmt, int i);
/* Drops all statements. */
void archive_finish(Archive *t);

/* ---- Interface to code in archive_args.c: CREATE VIRTUAL TABLE … USING news(…) ---- */

/* Fills names from the arguments; rc and the message are set if they make no sense. */
void archive_args(Archive *t, int argc, const char *const *argv);
/* Looks the content table up: is it there, fit, with these columns? Sets key, renumbers, replaces.
*/
void archive_content(Archive *t);

/* ---- Interface to code in archive_schema.c: tables, indexes, triggers ---- */

void archive_create(Archive *t);
void archive_drop(Archive *t);
/* Result tables that an older version made get the columns that have come since. */
void archive_adapt(Archive *t);
void archive_rename(Archive *t, const char *name);
/* Is "quotes" a table that only we may write? Never the queue. */
int archive_shadow(const char *suffix);
/* Are the triggers there? */
bool archive_watches(Archive *t);

/* ---- Interface to code in archive_config.c: options and versions ---- */

/* Its value, or what holds where nothing is set. */
int64_t archive_option(Archive *t, const char *name);
/* False if there is no such option. */
bool archive_set_option(Archive *t, const char *name, sqlite3_value *value);
/* The number under which what runs now stands in archive_versions. */
int64_t archive_version(Archive *t);

/* ---- Interface to code in archive_work.c: analysis in threads ---- */

typedef struct Pool Pool;

/* `threads` in all, the caller's included; fewer if they cannot be had. NULL without memory. A text
** may take `memory` bytes at most. */
Pool *pool_open(sqlite3 *db, const Lang *lang, int threads, size_t memory);
/* Is there room for one more? If not, take one first. */
bool pool_full(const Pool *pool);
bool pool_empty(const Pool *pool);
/* Puts in a copy of a text. False without memory. */
bool pool_put(Pool *pool, Str text, Moment published);
/* Reads the oldest, `most` or half of what there is room for, and tells how many: they are taken without
** waiting. */
uint32_t pool_read(Pool *pool, uint32_t most);
/* The oldest one that was put, read; the caller's thread reads as well while it waits. */
Article *pool_take(Pool *pool);
/* Did memory run out? (An article may also want more than `memory`: then it alone fails.) */
bool pool_starved(const Pool *pool);
/* Stops all work, frees what was not taken; what was taken is released before. NULL is no error. */
void pool_close(Pool *pool);

/* ---- Interface to code in archive_names.c: names across articles ---- */

typedef struct Names Names;

Names *names_new(Archive *t); /* NULL and rc set without memory */
/* The name that an entity of this type and spelling has; made if it is new. May move other
** spellings to other names: ask again once all names of an article are known. 0 once rc is set. */
int64_t names_id(Names *n, Str type, Str spelling);
/* An entity with this spelling comes (+1) or goes (-1). */
void names_spelled(Names *n, Str type, Str spelling, int change);
/* The entities and quotes of another article follow: counted (+1) or taken back (-1). */
void names_begin(Names *n);
void names_entity(Names *n, int64_t name_id, int change, int mentions, Str published);
void names_quote(Names *n, int64_t name_id, int change);
/* Writes it all to archive_names. */
void names_flush(Names *n);
/* Is there so much of it that it should be written? */
bool names_full(const Names *n);
void names_free(Names *n);

/* ---- Interface to code in archive_write.c: the rows of articles ---- */

typedef struct Receipt {
  int64_t article, hash, version;
  Str published; /* as it goes to the tables; STR_NONE */
} Receipt;

/* An article on its way to the tables. */
typedef struct Entry {
  Article *a;             /* released when it is written */
  const Receipt *receipt; /* borrowed */
  int64_t *name_of;       /* entity id - 1 -> name_id, 0: none; owned */
} Entry;

/* Articles that are written together, table by table. */
enum { TOGETHER = 16 };
typedef struct Writer {
  Archive *t;
  Names *names;
  Entry entry[TOGETHER];
  int n;
} Writer;

/* One without rows: it waits for others. `a` is the writer's from here on. */
void archive_add(Writer *w, const Receipt *receipt, Article *a);
/* Writes all that wait, in order. */
void archive_flush(Writer *w);
/* The same for one that may have rows, at once: those up to the first one that differs stay. */
void archive_change(Writer *w, const Receipt *receipt, Article *a);
/* Drops the rows of an article, and its row in archive_articles. */
void archive_forget(Writer *w, int64_t article);
/* One that could not be read, and has no rows: the reason. */
void archive_write_failure(Archive *t, const Receipt *receipt, Str error);

/* ---- Interface to code in archive_feed.c: articles as rows of SQL ---- */

#define FEED_MODULE "feed of news" /* for us alone: no name that a table would have */
/* The rows of one result table, of some articles. Borrowed. */
typedef struct Feed {
  const Entry *entry;
  int n;
  int result;
  int32_t from; /* the first row of the first article that is given */
} Feed;
int feed_register(sqlite3 *db);
/* As ?1 of a statement that selects from the module; until it has run. */
void feed_bind(Archive *t, sqlite3_stmt *stmt, const Feed *feed);
/* One value of a result table: article, the columns of the Table, those of Result.more; *cell is CELL_NULL
** before. */
void feed_cell(const Entry *e, int result, int32_t row, int column, Cell *cell);
/* The columns of Result.more (archive_write.c); *cell is CELL_NULL before. */
void archive_own_cell(const Entry *e, int result, int32_t row, int column, Cell *cell);

/* ---- Interface to code in archive_refresh.c ---- */

/* Reads what waits, at most `most` articles (< 0: all). Gives how many are left. */
int64_t archive_refresh(Archive *t, int64_t most);
/* A number for what an article says now, text and date; *found: is it there? */
int64_t archive_hash(Archive *t, int64_t article, bool *found);
/* Drops all results and puts every article into the queue; triggers that are missing come back. */
void archive_reset(Archive *t);

/* ---- Interface to code in archive_status.c: how it goes ---- */

typedef struct Progress {
  int64_t done, failed; /* articles of this call */
  double began;         /* archive_clock() */
} Progress;
double archive_clock(void); /* seconds, of no known beginning */
/* Adds to archive_status what a call did, and how many are left. */
void archive_report(Archive *t, const Progress *p, int64_t left);

/* ---- Interface to code in archive_check.c ---- */

/* Sets rc and tells the first disagreement, if there is one. */
void archive_check(Archive *t);

/* ---- Interface to code in archive_compare.c ---- */

/* Reads every article again that this version has read, and compares every cell. */
void archive_compare(Archive *t);
/* Is column i of a row that was read what the cell says? */
bool archive_same_cell(sqlite3_stmt *stmt, int i, const Cell *cell);

/* ---- Interface to code in archive_command.c: commands and news_refresh() ---- */

int archive_update(sqlite3_vtab *vtab, int argc, sqlite3_value **argv, sqlite3_int64 *rowid);
void function_refresh(sqlite3_context *context, int argc, sqlite3_value **argv);

/* ---- Interface to code in archive_scan.c: SELECT … FROM archive ---- */

/* The columns, for sqlite3_declare_vtab. */
extern const char archive_columns[];
enum { ARCHIVE_VERSION = 6, ARCHIVE_COMMAND, ARCHIVE_VALUE };
int archive_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info);
int archive_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor);
int archive_close(sqlite3_vtab_cursor *cursor);
int archive_filter(sqlite3_vtab_cursor *cursor, int plan, const char *text, int argc,
                   sqlite3_value **argv);
int archive_next(sqlite3_vtab_cursor *cursor);
int archive_eof(sqlite3_vtab_cursor *cursor);
int archive_cell(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column);
int archive_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid);

/* ---- Interface to code in archive.c: the module ---- */

int archive_register(sqlite3 *db, Conn *conn);

#endif
