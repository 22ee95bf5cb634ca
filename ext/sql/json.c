/* json.c - an analysed article as one JSON object: a member for every table, an object for every
 * row. */
#include "sql/sql.h"

#include <math.h>
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

/* One behind the characters from i on that stand as they are: nearly all. */
static int32_t plain_to(Str s, int32_t i) {
  for (; i < s.n; i++) {
    uint8_t c = (uint8_t)s.s[i];
    if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') break;
  }
  return i;
}

void json_string(sqlite3_str *out, Str s) {
  sqlite3_str_append(out, "\"", 1);
  int32_t done = 0; /* what stands before has been written */
  for (int32_t i = plain_to(s, 0), n; i < s.n; i = plain_to(s, i + n)) {
    uint8_t c = (uint8_t)s.s[i];
    bool valid;
    n = character(s, i, &valid);
    if (valid && c >= 0x80) continue;
    sqlite3_str_append(out, s.s + done, i - done);
    done = i + n;
    if (!valid)
      sqlite3_str_appendall(out, "\xEF\xBF\xBD");
    else if (c < 0x20)
      sqlite3_str_appendf(out, "\\u%04x", c);
    else
      sqlite3_str_appendf(out, "\\%c", c);
  }
  sqlite3_str_append(out, s.s + done, s.n - done);
  sqlite3_str_append(out, "\"", 1);
}

/* As %lld, which took longer than all else of a row: most cells are numbers. */
static void json_integer(sqlite3_str *out, int64_t v) {
  char digits[24];
  int at = sizeof digits;
  uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  do digits[--at] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (v < 0) digits[--at] = '-';
  sqlite3_str_append(out, digits + at, (int)sizeof digits - at);
}

static void append(sqlite3_str *out, const char *s) {
  sqlite3_str_append(out, s, (int)strlen(s));
}

static void json_cell(sqlite3_str *out, Cell *cell, Doc *doc) {
  switch (cell->type) {
  case CELL_NULL: sqlite3_str_append(out, "null", 4); break;
  case CELL_INTEGER: json_integer(out, cell->integer); break;
  case CELL_REAL: /* JSON knows no infinity */
    sqlite3_str_appendf(out, isfinite(cell->real) ? "%!.15g" : "null", cell->real);
    break;
  case CELL_TEXT: json_string(out, cell->text); break;
  case CELL_JSON: sqlite3_str_append(out, cell->text.s, cell->text.n); break;
  case CELL_NOMEM: doc->rc = DOC_NOMEM; break;
  }
  sqlite3_free(cell->owned);
}

static void json_row(sqlite3_str *out, Article *a, const Table *table, int32_t row) {
  for (int i = 0; i < table->columns; i++) {
    Cell cell = {0};
    append(out, i ? ",\"" : "{\"");
    append(out, table->column[i].name);
    append(out, "\":");
    table->cell(a, row, i, &cell);
    json_cell(out, &cell, &a->doc);
  }
  append(out, "}");
}

void json_article(sqlite3_str *out, Article *a) {
  for (const Table *const *t = tables; *t; t++) {
    int32_t rows = (*t)->rows(a);
    sqlite3_str_appendf(out, "%s\"%s\":[", t == tables ? "{" : ",", (*t)->name);
    for (int32_t row = 0; row < rows && sqlite3_str_errcode(out) == SQLITE_OK; row++) {
      if (row) append(out, ",");
      json_row(out, a, *t, row);
    }
    sqlite3_str_appendchar(out, 1, ']');
  }
  sqlite3_str_appendchar(out, 1, '}');
}
