/* json.c - everything of an article as one JSON object. */
#include "sql/json.h"

#include <string.h>

/* Length of the well-formed character at s, 0 if it is broken. */
static int32_t well_formed(const char *s, int32_t left) {
  uint8_t c = (uint8_t)s[0];
  int32_t n = c < 0x80                ? 1
              : c >= 0xC2 && c < 0xE0 ? 2
              : c >= 0xE0 && c < 0xF0 ? 3
              : c >= 0xF0 && c < 0xF5 ? 4
                                      : 0;
  if (!n || n > left) return 0;
  for (int32_t i = 1; i < n; i++)
    if (((uint8_t)s[i] & 0xC0) != 0x80) return 0;
  uint8_t d = n > 1 ? (uint8_t)s[1] : 0;
  if ((c == 0xE0 && d < 0xA0) || (c == 0xED && d >= 0xA0) || (c == 0xF0 && d < 0x90) ||
      (c == 0xF4 && d >= 0x90))
    return 0;
  return n;
}

static void escape(sqlite3_str *out, char c) {
  switch (c) {
  case '"': sqlite3_str_append(out, "\\\"", 2); break;
  case '\\': sqlite3_str_append(out, "\\\\", 2); break;
  case '\n': sqlite3_str_append(out, "\\n", 2); break;
  case '\r': sqlite3_str_append(out, "\\r", 2); break;
  case '\t': sqlite3_str_append(out, "\\t", 2); break;
  default: sqlite3_str_appendf(out, "\\u%04x", (unsigned)(uint8_t)c);
  }
}

void json_string(sqlite3_str *out, Str s) {
  sqlite3_str_append(out, "\"", 1);
  for (int32_t i = 0, from = 0; i <= s.n;) {
    int32_t n = i < s.n ? well_formed(s.s + i, s.n - i) : 0;
    bool plain = n > 1 || (n == 1 && (uint8_t)s.s[i] >= 0x20 && s.s[i] != '"' && s.s[i] != '\\');
    if (plain) {
      i += n;
      continue;
    }
    sqlite3_str_append(out, s.s + from, i - from);
    if (i == s.n) break;
    if (n)
      escape(out, s.s[i]);
    else
      sqlite3_str_append(out, "\xEF\xBF\xBD", 3);
    from = ++i;
  }
  sqlite3_str_append(out, "\"", 1);
}

static void json_cell(sqlite3_str *out, Cell cell) {
  switch (cell.type) {
  case CELL_NULL: sqlite3_str_append(out, "null", 4); break;
  case CELL_INT: sqlite3_str_appendf(out, "%lld", (long long)cell.i); break;
  case CELL_REAL: sqlite3_str_appendf(out, "%!.15g", cell.r); break;
  case CELL_TEXT: json_string(out, cell.s); break;
  case CELL_JSON: sqlite3_str_append(out, cell.s.s, cell.s.n); break;
  }
}

static void json_rows(sqlite3_str *out, const Conn *c, Article *a, const Table *t) {
  int rows = 0;
  for (int32_t row = 0; row < t->count(a); row++) {
    if (t->shown && !t->shown(a, row)) continue;
    sqlite3_str_appendall(out, rows++ ? ",{" : "{");
    for (int i = 0; t->columns[i]; i++) {
      Cell cell = t->cell(c, a, row, i);
      sqlite3_str_appendf(out, "%s\"%s\":", i ? "," : "", t->columns[i]);
      json_cell(out, cell);
      if (cell.type == CELL_JSON) sqlite3_free((char *)cell.s.s);
    }
    sqlite3_str_append(out, "}", 1);
  }
}

void json_article(sqlite3_str *out, const Conn *c, Article *a) {
  for (int i = 0; i < n_tables; i++) {
    const char *key = tables[i].name + strlen("news_");
    sqlite3_str_appendf(out, "%s\"%s\":[", i ? "," : "{", key);
    json_rows(out, c, a, &tables[i]);
    sqlite3_str_append(out, "]", 1);
  }
  sqlite3_str_append(out, "}", 1);
}
