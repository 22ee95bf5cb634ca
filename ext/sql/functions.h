/* functions.h - the scalar functions. */
#ifndef NEWS_FUNCTIONS_H
#define NEWS_FUNCTIONS_H

#include "sql/conn.h"

#define NEWS_VERSION "0.1.0"

int functions_register(sqlite3 *db, Conn *conn);

#endif
