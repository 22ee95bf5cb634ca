/* rows.h - the tables as data: columns, how many rows an article gives, and the value of a cell.
**
** One description serves the table-valued functions, news_json() and whoever else shows rows.
*/
#ifndef NEWS_ROWS_H
#define NEWS_ROWS_H

#include "sql/conn.h"

typedef struct Cell {
  enum { CELL_NULL, CELL_INT, CELL_REAL, CELL_TEXT, CELL_JSON } type;
  int64_t i;
  double r;
  Str s; /* TEXT: lives as long as the article. JSON: from sqlite3_malloc, the taker frees it */
} Cell;

typedef struct Table {
  const char *name;           /* news_quotes */
  const char *const *columns; /* NULL-terminated, in the order of interface.md */
  unsigned want;              /* WANT_* */
  int32_t (*count)(const Article *a);
  /* False: this row is not shown. */
  bool (*shown)(const Article *a, int32_t row);
  Cell (*cell)(const Conn *c, Article *a, int32_t row, int column);
} Table;

extern const Table tables[];
extern const int n_tables;

#endif
