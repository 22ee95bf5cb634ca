/* cell.c - values of rows: what the records of a document look like in SQL. */
#include "sql/sql.h"

#include <math.h>
#include <stdio.h>

void cell_integer(Cell *cell, int64_t value) {
  cell->type = CELL_INTEGER;
  cell->integer = value;
}

void cell_id(Cell *cell, int32_t index) {
  if (index != NONE) cell_integer(cell, (int64_t)index + 1);
}

void cell_number(Cell *cell, double value) {
  if (isnan(value)) return;
  if (value == floor(value) && fabs(value) < 9007199254740992.0) {
    cell_integer(cell, (int64_t)value);
    return;
  }
  cell->type = CELL_REAL;
  cell->real = value;
}

/* Four decimals: more would be noise of the conversion from float. */
void cell_chance(Cell *cell, float value) {
  cell->type = CELL_REAL;
  cell->real = round((double)value * 1e4) / 1e4;
}

void cell_str(Cell *cell, const Article *a, Str s) {
  if (str_none(s) || s.n == 0) return;
  cell->type = CELL_TEXT;
  cell->text = article_own(a, s);
}

void cell_name(Cell *cell, const char *name) {
  if (!name || !*name) return;
  cell->type = CELL_TEXT;
  cell->text = (Str){name, (int32_t)strlen(name)};
}

void cell_span(Cell *cell, const Article *a, int32_t start, int32_t end) {
  if (start == NONE) return;
  cell->type = CELL_TEXT;
  cell->text = article_span(a, start, end);
}

void cell_start(Cell *cell, const Article *a, int32_t start) {
  if (start != NONE) cell_integer(cell, (int64_t)offset_chars(&a->offsets, start) + 1);
}

void cell_length(Cell *cell, const Article *a, int32_t start, int32_t end) {
  if (start != NONE)
    cell_integer(cell, offset_chars(&a->offsets, end) - offset_chars(&a->offsets, start));
}

void cell_entity(Cell *cell, const Article *a, int32_t entity) {
  if (entity != NONE && a->id_of[entity]) cell_integer(cell, a->id_of[entity]);
}

void cell_date(Cell *cell, const Article *a, int32_t date) {
  if (date == NONE) return;
  const Date *d = &a->doc.dates.at[date];
  if (str_none(d->first) || str_none(d->last) || str_eq(d->first, d->last)) {
    cell_str(cell, a, str_none(d->first) ? d->last : d->first);
    return;
  }
  int n = snprintf(cell->buffer, sizeof cell->buffer, "%.*s/%.*s", d->first.n, d->first.s,
                   d->last.n, d->last.s);
  if (n <= 0 || n >= (int)sizeof cell->buffer) return;
  cell->type = CELL_TEXT;
  cell->text = (Str){cell->buffer, n};
}

void cell_why(Cell *cell, const Article *a, Why why) {
  if (why) cell_name(cell, lang_why(a->lang, why, cell->buffer));
}

void cell_owned(Cell *cell, sqlite3_str *json) {
  int n = sqlite3_str_length(json);
  cell->owned = sqlite3_str_finish(json);
  cell->type = cell->owned ? CELL_JSON : CELL_NOMEM;
  cell->text = (Str){cell->owned, n};
}
