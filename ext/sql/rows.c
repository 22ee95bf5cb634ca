/* rows.c - the cells of every table: records of a document as SQL sees them. */
#include "sql/rows.h"
#include "sql/json.h"

#include <math.h>
#include <string.h>

/* ---- values, as tables.def names them ---- */

static Cell none(void) {
  return (Cell){.type = CELL_NULL};
}

static Cell integer(int64_t i) {
  return (Cell){.type = CELL_INT, .i = i};
}

/* Indices count from 1 in SQL; NONE is NULL. */
static Cell id(int32_t i) {
  return i == NONE ? none() : integer((int64_t)i + 1);
}

/* Whole numbers are integers in SQL; NAN is NULL. */
static Cell real(double r) {
  if (isnan(r)) return none();
  if (r == floor(r) && fabs(r) < 9007199254740992.0) return integer((int64_t)r);
  return (Cell){.type = CELL_REAL, .r = r};
}

static Cell name(const char *s) {
  return s ? (Cell){.type = CELL_TEXT, .s = {s, (int32_t)strlen(s)}} : none();
}

/* What points into the (repaired) text is cut from the source at the same place. */
static Cell text(const Article *a, Str s) {
  if (str_none(s)) return none();
  uintptr_t from = (uintptr_t)a->doc.text.s, at = (uintptr_t)s.s;
  if (at >= from && at < from + (uintptr_t)a->n) s.s = a->source + (at - from);
  return (Cell){.type = CELL_TEXT, .s = s};
}

static Cell span(const Article *a, int32_t from, int32_t to) {
  return (Cell){.type = CELL_TEXT, .s = {a->source + from, to - from}};
}

static Cell start(const Article *a, int32_t at) {
  return integer((int64_t)article_chars(a, at) + 1);
}

static Cell length(const Article *a, int32_t from, int32_t to) {
  return integer(article_chars(a, to) - article_chars(a, from));
}

static Cell range(const Article *a, Range r) {
  return r.first == NONE ? none() : span(a, r.start, r.end);
}
static Cell range_start(const Article *a, Range r) {
  return r.first == NONE ? none() : start(a, r.start);
}
static Cell range_length(const Article *a, Range r) {
  return r.first == NONE ? none() : length(a, r.start, r.end);
}

static Cell entity(const Article *a, int32_t e) {
  return e == NONE || !a->entity_id[e] ? none() : integer(a->entity_id[e]);
}

static Cell first_start(const Article *a, const Entity *e) {
  return e->first == NONE ? none() : start(a, a->doc.mentions.at[e->first].start);
}
static Cell first_length(const Article *a, const Entity *e) {
  if (e->first == NONE) return none();
  const Mention *m = &a->doc.mentions.at[e->first];
  return length(a, m->start, m->end);
}

static Cell token_entity(const Article *a, const Token *t) {
  return t->mention == NONE ? none() : entity(a, a->doc.mentions.at[t->mention].entity);
}

static Cell day(const Article *a, int32_t date) {
  return date == NONE ? none() : text(a, a->doc.dates.at[date].first);
}

/* A day, or first/last where it is a span. */
static Cell days(Article *a, int32_t date) {
  if (date == NONE) return none();
  const Date *d = &a->doc.dates.at[date];
  if (str_none(d->first) || str_none(d->last) || str_eq(d->first, d->last))
    return text(a, d->first);
  return text(
      a, doc_print(&a->doc, "%.*s/%.*s", (int)d->first.n, d->first.s, (int)d->last.n, d->last.s));
}

static Cell why(const Conn *c, Article *a, Why w) {
  char buffer[WHY_SIZE];
  lang_why(c->lang, w, buffer);
  return buffer[0] ? text(a, doc_print(&a->doc, "%s", buffer)) : none();
}

/* The other names used, in order: a JSON array, NULL without any. */
static bool seen_before(const Article *a, int32_t e, int32_t mention, Str s) {
  const Doc *doc = &a->doc;
  if (str_eq(s, doc->entities.at[e].name)) return true;
  for (int32_t i = mention - 1, looked = 0; i >= 0 && looked < 200; i--, looked++) {
    const Mention *m = &doc->mentions.at[i];
    if (m->entity == e && m->form == FORM_NAME && str_eq(s, doc_text(doc, m->start, m->end)))
      return true;
  }
  return false;
}

static Cell aliases(const Article *a, int32_t e) {
  const Doc *doc = &a->doc;
  int count = 0, left = doc->entities.at[e].mentions;
  sqlite3_str *out = sqlite3_str_new(0);
  if (doc->entities.at[e].first != NONE)
    for (int32_t i = doc->entities.at[e].first; i < doc->mentions.n && left > 0 && count < 32;
         i++) {
      const Mention *m = &doc->mentions.at[i];
      if (m->entity != e) continue;
      left--;
      Str s = doc_text(doc, m->start, m->end);
      if (m->form != FORM_NAME || seen_before(a, e, i, s)) continue;
      sqlite3_str_append(out, count++ ? "," : "[", 1);
      json_string(out, (Str){a->source + m->start, s.n});
    }
  if (count) sqlite3_str_append(out, "]", 1);
  int32_t n = sqlite3_str_length(out);
  char *s = sqlite3_str_finish(out);
  return s ? (Cell){.type = CELL_JSON, .s = {s, n}} : none();
}

/* ---- the tables ---- */

/* clang-format off */
#define TABLE(table, type, array, wants)                           \
  static int32_t count_##table(const Article *a) {                 \
    return a->doc.array.n;                                         \
  }                                                                \
  static const char *const columns_##table[] = {
#define CELL(table, column, value) #column,
#define END(table) 0};
#include "sql/tables.def"
#undef TABLE
#undef CELL
#undef END

#define TABLE(table, type, array, wants) enum {
#define CELL(table, column, value) table##_##column,
#define END(table) table##_columns };
#include "sql/tables.def"
#undef TABLE
#undef CELL
#undef END

#define TABLE(table, type, array, wants)                                           \
  static Cell cell_##table(const Conn *c, Article *a, int32_t row, int number) {   \
    const type *r = &a->doc.array.at[row];                                         \
    (void)c, (void)r;                                                              \
    switch (number) {
#define CELL(table, column, value) case table##_##column: return value;
#define END(table) default: return none(); } }
#include "sql/tables.def"
#undef TABLE
#undef CELL
#undef END
/* clang-format on */

/* Unnamed people and groups have no row of their own, and no rows in news_mentions. */
static bool shown_entities(const Article *a, int32_t row) {
  return a->entity_id[row] != 0;
}
static bool shown_mentions(const Article *a, int32_t row) {
  int32_t e = a->doc.mentions.at[row].entity;
  return e != NONE && a->entity_id[e] != 0;
}

const Table tables[] = {
    {"news_quotes", columns_quotes, WANT_QUOTES, count_quotes, 0, cell_quotes},
    {"news_entities", columns_entities, WANT_ENTITIES, count_entities, shown_entities,
     cell_entities},
    {"news_mentions", columns_mentions, WANT_ENTITIES, count_mentions, shown_mentions,
     cell_mentions},
    {"news_figures", columns_figures, WANT_FIGURES, count_figures, 0, cell_figures},
    {"news_dates", columns_dates, WANT_DATES, count_dates, 0, cell_dates},
    {"news_sentences", columns_sentences, WANT_SENTENCES, count_sentences, 0, cell_sentences},
    {"news_tokens", columns_tokens, WANT_TOKENS, count_tokens, 0, cell_tokens},
};
const int n_tables = sizeof tables / sizeof *tables;
