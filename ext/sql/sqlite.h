/* sqlite.h - SQLite's extension API for every file but news.c, which holds the one copy of its
 * table. */
#ifndef NEWS_SQLITE_H
#define NEWS_SQLITE_H

#include <sqlite3ext.h>
#ifndef NEWS_MAIN
SQLITE_EXTENSION_INIT3
#endif

#ifndef SQLITE_RESULT_SUBTYPE
#define SQLITE_RESULT_SUBTYPE 0x001000000 /* 3.45; older hosts ignore it */
#endif

#endif
