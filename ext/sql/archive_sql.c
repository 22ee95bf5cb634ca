/* archive_sql.c - statements of an archive: places filled in, prepared once a command, errors kept.
*/
#include "sql/archive.h"

#include <stdarg.h>

static const char *const templates[] = {
#define SQL(id, text) text,
#include "sql/archive_sql.def"
#undef SQL
};

void archive_fail(Archive *t, int rc, const char *format, ...) {
  if (t->rc != SQLITE_OK || rc == SQLITE_OK) return;
  t->rc = rc;
  sqlite3_free(t->base.zErrMsg);
  t->base.zErrMsg = 0;
  if (!format) {
    if (rc != SQLITE_NOMEM) t->base.zErrMsg = sqlite3_mprintf("%s", sqlite3_errmsg(t->db));
    return;
  }
  va_list args;
  va_start(args, format);
  t->base.zErrMsg = sqlite3_vmprintf(format, args);
  va_end(args);
}

/* ---- places ---- */

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* What $word stands for. `published` may be missing: then it is NULL, and never changes. */
static void fill_in(const Archive *t, sqlite3_str *out, Str word) {
  if (str_eq(word, STR("content")))
    sqlite3_str_appendf(out, "\"%w\".\"%w\"", t->schema, t->content);
  else if (str_eq(word, STR("schema")))
    sqlite3_str_appendf(out, "\"%w\"", t->schema);
  else if (str_eq(word, STR("watched")))
    sqlite3_str_appendf(out, "\"%w\"", t->content);
  else if (str_eq(word, STR("text")))
    sqlite3_str_appendf(out, "\"%w\"", t->text);
  else if (str_eq(word, STR("published")) && t->published)
    sqlite3_str_appendf(out, "\"%w\"", t->published);
  else if (str_eq(word, STR("key")))
    sqlite3_str_appendf(out, "\"%w\"", t->key);
  else /* no column for it: the key, which is no date */
    sqlite3_str_appendf(out, "\"%w\"", t->key);
}

char *archive_expand(Archive *t, const char *sql) {
  if (t->rc != SQLITE_OK) return 0;
  sqlite3_str *out = sqlite3_str_new(t->db);
  while (*sql) {
    char place = *sql;
    if (place != '@' && place != '#' && place != '$') {
      sqlite3_str_appendchar(out, 1, *sql++);
      continue;
    }
    Str word = {++sql, 0};
    while (is_word(*sql)) sql++;
    word.n = (int32_t)(sql - word.s);
    if (place == '$')
      fill_in(t, out, word);
    else if (place == '@')
      sqlite3_str_appendf(out, "\"%w\".\"%w_%.*s\"", t->schema, t->name, word.n, word.s);
    else
      sqlite3_str_appendf(out, "\"%w_%.*s\"", t->name, word.n, word.s);
  }
  char *text = sqlite3_str_finish(out);
  if (!text) archive_fail(t, SQLITE_NOMEM, 0);
  return text;
}

/* ---- running ---- */

void archive_exec(Archive *t, char *sql) {
  char *error = 0;
  if (!sql) archive_fail(t, SQLITE_NOMEM, 0);
  int rc = t->rc == SQLITE_OK ? sqlite3_exec(t->db, sql, 0, 0, &error) : t->rc;
  if (rc != SQLITE_OK) archive_fail(t, rc, error ? "%s" : 0, error);
  sqlite3_free(error);
  sqlite3_free(sql);
}

void archive_run(Archive *t, const char *sql) {
  archive_exec(t, archive_expand(t, sql));
}

sqlite3_stmt *archive_prepare(Archive *t, const char *sql) {
  sqlite3_stmt *stmt = 0;
  char *text = archive_expand(t, sql);
  if (!text) return 0;
  int rc = sqlite3_prepare_v2(t->db, text, -1, &stmt, 0);
  sqlite3_free(text);
  if (rc != SQLITE_OK) archive_fail(t, rc, 0);
  return stmt;
}

sqlite3_stmt *archive_stmt(Archive *t, ArchiveSql id) {
  if (t->rc != SQLITE_OK) return 0;
  if (!t->stmt[id]) t->stmt[id] = archive_prepare(t, templates[id]);
  return t->stmt[id];
}

bool archive_step(Archive *t, sqlite3_stmt *stmt) {
  if (t->rc != SQLITE_OK || !stmt) return false;
  if (sqlite3_step(stmt) == SQLITE_ROW) return true;
  int rc = sqlite3_reset(stmt);
  if (rc != SQLITE_OK) archive_fail(t, rc, 0);
  return false;
}

void archive_do(Archive *t, sqlite3_stmt *stmt) {
  while (archive_step(t, stmt)) {
  }
}

int64_t archive_int(Archive *t, ArchiveSql id, int64_t one, int64_t two) {
  sqlite3_stmt *stmt = archive_stmt(t, id);
  if (!stmt) return 0;
  int places = sqlite3_bind_parameter_count(stmt);
  if (places > 0) sqlite3_bind_int64(stmt, 1, one);
  if (places > 1) sqlite3_bind_int64(stmt, 2, two);
  int64_t value = 0;
  if (archive_step(t, stmt)) value = sqlite3_column_int64(stmt, 0);
  sqlite3_reset(stmt);
  return value;
}

void archive_bind(Archive *t, sqlite3_stmt *stmt, int i, Str s) {
  if (t->rc != SQLITE_OK || !stmt) return;
  int rc = str_none(s) ? sqlite3_bind_null(stmt, i)
                       : sqlite3_bind_text(stmt, i, s.s, s.n, SQLITE_STATIC);
  if (rc != SQLITE_OK) archive_fail(t, rc, 0);
}

Str archive_column(sqlite3_stmt *stmt, int i) {
  const char *s = (const char *)sqlite3_column_text(stmt, i);
  return s ? (Str){s, sqlite3_column_bytes(stmt, i)} : STR_NONE;
}

void archive_finish(Archive *t) {
  for (int i = 0; i < SQL_COUNT; i++) {
    sqlite3_finalize(t->stmt[i]);
    t->stmt[i] = 0;
  }
  for (int i = 0; i < RESULTS; i++) {
    sqlite3_finalize(t->insert[i]);
    sqlite3_finalize(t->stored[i]);
    t->insert[i] = t->stored[i] = 0;
  }
}
