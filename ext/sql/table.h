/* table.h - the one module behind all table-valued functions. */
#ifndef NEWS_TABLE_H
#define NEWS_TABLE_H

#include "sql/rows.h"

/* What a registered module gets as its pAux; freed with the module. */
typedef struct TableAux {
  const Table *table;
  Conn *conn;
} TableAux;

/* Registers every table of rows.h on the connection. */
int table_register(sqlite3 *db, Conn *conn);

#endif
