/* database.h - a database in memory with the extension linked in, for the targets that need SQL. */
#ifndef NEWS_FUZZ_DATABASE_H
#define NEWS_FUZZ_DATABASE_H

#include "fuzz.h"

#include <sqlite3.h>

/* Opened at the first call, kept: articles(id, body, published) with two rows, and tables and views that are no
** good as content. */
sqlite3 *fuzz_db(void);

/* Runs SQL, `text` as ?1, `more` as ?2 (NULL: none). The first value of the last row in *value if it is wanted, -1
** without one. Errors are the caller's to judge, but that the library was misused or is broken: that fails. */
int fuzz_sql(const char *sql, Str text, Str more, sqlite3_int64 *value);

/* The same, which must succeed. */
sqlite3_int64 fuzz_ask(const char *sql, Str text, Str more);

#endif
