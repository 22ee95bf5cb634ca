/* rows.c - the tables: which record makes a row, and its columns (columns.def). */
#include "sql/sql.h"

/* ---- cells that need more than a line ---- */

/* The other names by which the text calls an entity, in order. A text has no honest use for more
 * than some. */
#define MOST_ALIASES 64
static void cell_aliases(Cell *cell, const Article *a, int32_t entity) {
  Str seen[MOST_ALIASES + 1];
  int n = 0;
  sqlite3_str *out = sqlite3_str_new(0);
  seen[n++] = a->doc.entities.at[entity].name;
  sqlite3_str_appendchar(out, 1, '[');
  for (int32_t m = a->first_name[entity]; m != NONE && n <= MOST_ALIASES; m = a->next_name[m]) {
    Str name = a->doc.mentions.at[m].name;
    int i = 0;
    while (i < n && !str_eq(seen[i], name)) i++;
    if (i < n) continue;
    if (n > 1) sqlite3_str_appendchar(out, 1, ',');
    json_string(out, article_own(a, name));
    seen[n++] = name;
  }
  sqlite3_str_appendchar(out, 1, ']');
  cell_owned(cell, out);
}

static void cell_lemma(Cell *cell, Article *a, int32_t token) {
  cell_str(cell, a, article_lemma(a, token));
  if (a->doc.rc == DOC_NOMEM) cell->type = CELL_NOMEM;
}

static void cell_token_entity(Cell *cell, const Article *a, const Token *t) {
  if (t->mention != NONE) cell_entity(cell, a, a->doc.mentions.at[t->mention].entity);
}

/* Where an entity first comes up. */
static Range first_mention(const Article *a, int32_t entity) {
  int32_t m = a->doc.entities.at[entity].first;
  if (m == NONE) m = a->first_name[entity];
  if (m == NONE) return RANGE_NONE;
  const Mention *first = &a->doc.mentions.at[m];
  return (Range){first->start, first->end, first->first, first->last};
}

/* ---- one function a table ---- */

#define KEY(name) "\"" name "\":"

/* quotes */
#define QUOTES
enum {
#define COLUMN(name, want, set) QUOTES_##name,
#include "sql/columns.def"
#undef COLUMN
  QUOTES_COLUMNS
};
static const Column quotes_columns[] = {
#define COLUMN(name, want, set) {#name, want, KEY(#name), sizeof KEY(#name) - 1},
#include "sql/columns.def"
#undef COLUMN
};
static void quotes_cell(Article *a, int32_t i, int column, Cell *cell) {
  const Quote *q = &a->doc.quotes.at[i];
  switch (column) {
#define COLUMN(name, want, set)                                                                    \
  case QUOTES_##name:                                                                              \
    set;                                                                                           \
    break;
#include "sql/columns.def"
#undef COLUMN
  }
}
static int32_t quotes_rows(const Article *a) {
  return a->doc.quotes.n;
}
const Table table_quotes = {"quotes",       WANT_QUOTES, true,       QUOTES_COLUMNS,
                            quotes_columns, quotes_rows, quotes_cell};
#undef QUOTES

/* entities */
#define ENTITIES
enum {
#define COLUMN(name, want, set) ENTITIES_##name,
#include "sql/columns.def"
#undef COLUMN
  ENTITIES_COLUMNS
};
static const Column entities_columns[] = {
#define COLUMN(name, want, set) {#name, want, KEY(#name), sizeof KEY(#name) - 1},
#include "sql/columns.def"
#undef COLUMN
};
static void entities_cell(Article *a, int32_t row, int column, Cell *cell) {
  int32_t i = a->entity_at[row];
  const Entity *e = &a->doc.entities.at[i];
  Range first = first_mention(a, i);
  switch (column) {
#define COLUMN(name, want, set)                                                                    \
  case ENTITIES_##name:                                                                            \
    set;                                                                                           \
    break;
#include "sql/columns.def"
#undef COLUMN
  }
}
static int32_t entities_rows(const Article *a) {
  return a->entities;
}
const Table table_entities = {"entities",       WANT_ENTITIES, true,         ENTITIES_COLUMNS,
                              entities_columns, entities_rows, entities_cell};
#undef ENTITIES

/* mentions */
#define MENTIONS
enum {
#define COLUMN(name, want, set) MENTIONS_##name,
#include "sql/columns.def"
#undef COLUMN
  MENTIONS_COLUMNS
};
static const Column mentions_columns[] = {
#define COLUMN(name, want, set) {#name, want, KEY(#name), sizeof KEY(#name) - 1},
#include "sql/columns.def"
#undef COLUMN
};
static void mentions_cell(Article *a, int32_t row, int column, Cell *cell) {
  int32_t i = a->mention_at[row];
  const Mention *m = &a->doc.mentions.at[i];
  const Entity *e = m->entity == NONE ? 0 : &a->doc.entities.at[m->entity];
  switch (column) {
#define COLUMN(name, want, set)                                                                    \
  case MENTIONS_##name:                                                                            \
    set;                                                                                           \
    break;
#include "sql/columns.def"
#undef COLUMN
  }
}
static int32_t mentions_rows(const Article *a) {
  return a->mentions;
}
const Table table_mentions = {"mentions",       WANT_ENTITIES, true,         MENTIONS_COLUMNS,
                              mentions_columns, mentions_rows, mentions_cell};
#undef MENTIONS

/* figures */
#define FIGURES
enum {
#define COLUMN(name, want, set) FIGURES_##name,
#include "sql/columns.def"
#undef COLUMN
  FIGURES_COLUMNS
};
static const Column figures_columns[] = {
#define COLUMN(name, want, set) {#name, want, KEY(#name), sizeof KEY(#name) - 1},
#include "sql/columns.def"
#undef COLUMN
};
static void figures_cell(Article *a, int32_t i, int column, Cell *cell) {
  const Figure *f = &a->doc.figures.at[i];
  switch (column) {
#define COLUMN(name, want, set)                                                                    \
  case FIGURES_##name:                                                                             \
    set;                                                                                           \
    break;
#include "sql/columns.def"
#undef COLUMN
  }
}
static int32_t figures_rows(const Article *a) {
  return a->doc.figures.n;
}
const Table table_figures = {"figures",       WANT_FIGURES, true,        FIGURES_COLUMNS,
                             figures_columns, figures_rows, figures_cell};
#undef FIGURES

/* dates */
#define DATES
enum {
#define COLUMN(name, want, set) DATES_##name,
#include "sql/columns.def"
#undef COLUMN
  DATES_COLUMNS
};
static const Column dates_columns[] = {
#define COLUMN(name, want, set) {#name, want, KEY(#name), sizeof KEY(#name) - 1},
#include "sql/columns.def"
#undef COLUMN
};
static void dates_cell(Article *a, int32_t i, int column, Cell *cell) {
  const Date *d = &a->doc.dates.at[i];
  switch (column) {
#define COLUMN(name, want, set)                                                                    \
  case DATES_##name:                                                                               \
    set;                                                                                           \
    break;
#include "sql/columns.def"
#undef COLUMN
  }
}
static int32_t dates_rows(const Article *a) {
  return a->doc.dates.n;
}
const Table table_dates = {"dates",       WANT_DATES, true,      DATES_COLUMNS,
                           dates_columns, dates_rows, dates_cell};
#undef DATES

/* sentences */
#define SENTENCES
enum {
#define COLUMN(name, want, set) SENTENCES_##name,
#include "sql/columns.def"
#undef COLUMN
  SENTENCES_COLUMNS
};
static const Column sentences_columns[] = {
#define COLUMN(name, want, set) {#name, want, KEY(#name), sizeof KEY(#name) - 1},
#include "sql/columns.def"
#undef COLUMN
};
static void sentences_cell(Article *a, int32_t i, int column, Cell *cell) {
  const Sentence *s = &a->doc.sentences.at[i];
  switch (column) {
#define COLUMN(name, want, set)                                                                    \
  case SENTENCES_##name:                                                                           \
    set;                                                                                           \
    break;
#include "sql/columns.def"
#undef COLUMN
  }
}
static int32_t sentences_rows(const Article *a) {
  return a->doc.sentences.n;
}
const Table table_sentences = {"sentences",       WANT_SENTENCES, false,         SENTENCES_COLUMNS,
                               sentences_columns, sentences_rows, sentences_cell};
#undef SENTENCES

/* tokens */
#define TOKENS
enum {
#define COLUMN(name, want, set) TOKENS_##name,
#include "sql/columns.def"
#undef COLUMN
  TOKENS_COLUMNS
};
static const Column tokens_columns[] = {
#define COLUMN(name, want, set) {#name, want, KEY(#name), sizeof KEY(#name) - 1},
#include "sql/columns.def"
#undef COLUMN
};
static void tokens_cell(Article *a, int32_t i, int column, Cell *cell) {
  const Token *t = &a->doc.tokens.at[i];
  switch (column) {
#define COLUMN(name, want, set)                                                                    \
  case TOKENS_##name:                                                                              \
    set;                                                                                           \
    break;
#include "sql/columns.def"
#undef COLUMN
  }
}
static int32_t tokens_rows(const Article *a) {
  return a->doc.tokens.n;
}
const Table table_tokens = {"tokens",       WANT_SENTENCES, false,      TOKENS_COLUMNS,
                            tokens_columns, tokens_rows,    tokens_cell};
#undef TOKENS

const Table *const tables[] = {&table_quotes, &table_entities,  &table_mentions, &table_figures,
                               &table_dates,  &table_sentences, &table_tokens,   0};
