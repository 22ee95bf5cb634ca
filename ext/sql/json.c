/* json.c - an analysed article as one JSON object: a member for every table, an object for every
 * row. */
#include "sql/sql.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Bytes of the character at i, as SQLite counts characters; *valid tells whether it is one. */
static int32_t character(Str s, int32_t i, bool *valid) {
  uint8_t c = (uint8_t)s.s[i];
  int32_t n = 1;
  if (c >= 0xC0)
    while (i + n < s.n && ((uint8_t)s.s[i + n] & 0xC0) == 0x80) n++;
  uint8_t d = n > 1 ? (uint8_t)s.s[i + 1] : 0;
  *valid = n == 2   ? c >= 0xC2 && c < 0xE0
           : n == 3 ? c >= 0xE0 && c < 0xF0 && !(c == 0xE0 && d < 0xA0) && !(c == 0xED && d >= 0xA0)
           : n == 4
               ? c >= 0xF0 && c <= 0xF4 && !(c == 0xF0 && d < 0x90) && !(c == 0xF4 && d >= 0x90)
               : n == 1 && c < 0x80;
  return n;
}

/* What is written goes through a buffer: an append of SQLite's takes longer than the few bytes of a cell. Errors
** stand in `out`. */
typedef struct Writer {
  sqlite3_str *out;
  int n;
  char at[4096];
} Writer;

static void flush(Writer *w) {
  sqlite3_str_append(w->out, w->at, w->n);
  w->n = 0;
}

/* Makes room for n bytes, at most all there is. */
static void room(Writer *w, int n) {
  if (n > (int)sizeof w->at - w->n) flush(w);
}

static void put(Writer *w, const char *s, int n) {
  if (n > (int)sizeof w->at) {
    flush(w);
    sqlite3_str_append(w->out, s, n);
    return;
  }
  room(w, n);
  memcpy(w->at + w->n, s, (size_t)n);
  w->n += n;
}

static void put_char(Writer *w, char c) {
  room(w, 1);
  w->at[w->n++] = c;
}

/* One behind the characters from i on that stand as they are: nearly all. */
static int32_t plain_to(Str s, int32_t i) {
  for (; i < s.n; i++) {
    uint8_t c = (uint8_t)s.s[i];
    if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') break;
  }
  return i;
}

static void put_escaped(Writer *w, uint8_t c) {
  char escape[8];
  int n = snprintf(escape, sizeof escape, c < 0x20 ? "\\u%04x" : "\\%c", c);
  put(w, escape, n);
}

static void put_string(Writer *w, Str s) {
  put_char(w, '"');
  int32_t done = 0; /* what stands before has been written */
  for (int32_t i = plain_to(s, 0), n; i < s.n; i = plain_to(s, i + n)) {
    uint8_t c = (uint8_t)s.s[i];
    bool valid;
    n = character(s, i, &valid);
    if (valid && c >= 0x80) continue;
    put(w, s.s + done, i - done);
    done = i + n;
    if (valid)
      put_escaped(w, c);
    else
      put(w, "\xEF\xBF\xBD", 3);
  }
  put(w, s.s + done, s.n - done);
  put_char(w, '"');
}

void json_string(sqlite3_str *out, Str s) {
  Writer w;
  w.out = out, w.n = 0;
  put_string(&w, s);
  flush(&w);
}

/* As %lld, which took longer than all else of a row: most cells are numbers. */
static void put_integer(Writer *w, int64_t v) {
  char digits[24];
  int at = sizeof digits;
  uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  do digits[--at] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (v < 0) digits[--at] = '-';
  put(w, digits + at, (int)sizeof digits - at);
}

/* JSON knows no infinity. */
static void put_real(Writer *w, double v) {
  char digits[40];
  sqlite3_snprintf(sizeof digits, digits, isfinite(v) ? "%!.15g" : "null", v);
  put(w, digits, (int)strlen(digits));
}

static void put_cell(Writer *w, Cell *cell, Doc *doc) {
  switch (cell->type) {
  case CELL_NULL: put(w, "null", 4); break;
  case CELL_INTEGER: put_integer(w, cell->integer); break;
  case CELL_REAL: put_real(w, cell->real); break;
  case CELL_TEXT: put_string(w, cell->text); break;
  case CELL_JSON: put(w, cell->text.s, cell->text.n); break;
  case CELL_NOMEM: doc->rc = DOC_NOMEM; break;
  }
  if (cell->owned) sqlite3_free(cell->owned);
}

/* The whole array is copied, which takes less than to ask how much of it. */
static void put_key(Writer *w, char before, const Column *column) {
  room(w, 1 + LONGEST_KEY);
  char *at = w->at + w->n;
  *at = before;
  memcpy(at + 1, column->key, LONGEST_KEY);
  w->n += 1 + column->key_bytes;
}

static void put_row(Writer *w, Article *a, const Table *table, int32_t row) {
  for (int i = 0; i < table->columns; i++) {
    const Column *column = &table->column[i];
    Cell cell;
    cell.type = CELL_NULL, cell.owned = 0;
    put_key(w, i ? ',' : '{', column);
    table->cell(a, row, i, &cell);
    put_cell(w, &cell, &a->doc);
  }
  put_char(w, '}');
}

static void put_table(Writer *w, Article *a, const Table *table) {
  int32_t rows = table->rows(a);
  put_string(w, (Str){table->name, (int32_t)strlen(table->name)});
  put(w, ":[", 2);
  for (int32_t row = 0; row < rows && sqlite3_str_errcode(w->out) == SQLITE_OK; row++) {
    if (row) put_char(w, ',');
    put_row(w, a, table, row);
  }
  put_char(w, ']');
}

void json_article(sqlite3_str *out, Article *a) {
  Writer w;
  w.out = out, w.n = 0;
  for (const Table *const *t = tables; *t; t++) {
    put_char(&w, t == tables ? '{' : ',');
    put_table(&w, a, *t);
  }
  put_char(&w, '}');
  flush(&w);
}
