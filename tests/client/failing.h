/* failing.h - memory that fails when it is told to, under SQLite of the system and so under the extension. */
#ifndef NEWS_TEST_FAILING_H
#define NEWS_TEST_FAILING_H

#include <sqlite3.h>

static sqlite3_mem_methods real;
static long until = -1; /* allocations until one fails; below 0: none does */
static int for_good;    /* and all that follow */
static int failed;      /* one has */

static int fails(void) {
  if (until < 0 || (until > 0 && --until > 0)) return 0;
  failed = 1;
  if (!for_good) until = -1;
  return 1;
}

static void *failing_malloc(int n) {
  return fails() ? 0 : real.xMalloc(n);
}

static void *failing_realloc(void *p, int n) {
  return fails() ? 0 : real.xRealloc(p, n);
}

/* Puts it in the place of SQLite's own; before anything of SQLite is called. */
static void failing_install(void) {
  sqlite3_mem_methods failing;
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
  failing = real;
  failing.xMalloc = failing_malloc;
  failing.xRealloc = failing_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* it would hide small allocations */
}

/* The n-th allocation from now on fails; `persistent`: all behind it, too. */
static void arm(long n, int persistent) {
  failed = 0;
  for_good = persistent;
  until = n;
}

#endif
