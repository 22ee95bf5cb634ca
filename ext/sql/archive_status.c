/* archive_status.c - how a long refresh goes, for whoever looks from another connection. */
#include "sql/archive.h"

#include <time.h>

double archive_clock(void) {
  struct timespec now = {0};
  timespec_get(&now, TIME_UTC);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A run begins when nothing is left from the one before, and may take many calls. */
void archive_report(Archive *t, const Progress *p, int64_t left) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_STATUS);
  int64_t done = 0, failed = 0;
  double rate = 0;
  if (archive_step(t, stmt) && sqlite3_column_int64(stmt, 2) > 0) {
    done = sqlite3_column_int64(stmt, 0);
    failed = sqlite3_column_int64(stmt, 1);
    rate = sqlite3_column_double(stmt, 3);
  }
  sqlite3_reset(stmt);
  double seconds = archive_clock() - p->began, now = seconds > 0 ? (double)p->done / seconds : 0;
  rate = rate > 0 ? (rate + now) / 2 : now;
  done += p->done;
  if (!(stmt = archive_stmt(t, SQL_SET_STATUS))) return;
  archive_bind(t, stmt, 1, left ? STR("refreshing") : STR("idle"));
  sqlite3_bind_int64(stmt, 2, done);
  sqlite3_bind_int64(stmt, 3, done + left);
  sqlite3_bind_int64(stmt, 4, failed + p->failed);
  sqlite3_bind_int64(stmt, 5, left);
  sqlite3_bind_double(stmt, 6, (double)(int64_t)(rate * 10) / 10);
  if (rate > 0)
    sqlite3_bind_int64(stmt, 7, (int64_t)((double)left / rate));
  else
    sqlite3_bind_null(stmt, 7);
  archive_do(t, stmt);
}
