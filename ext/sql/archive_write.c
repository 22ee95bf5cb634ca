/* archive_write.c - the rows of articles: in and out.
**
** Articles without rows are written some at a time, table by table: a statement that begins and ends costs as much
** as ten of its rows, and the pages that a table grows at stay where the processor has them.
*/
#include "sql/archive.h"

/* ---- out ---- */

/* The rows of an article from an id on. */
static const ArchiveSql drop_rows[RESULTS] = {[RESULT_QUOTES] = SQL_DROP_QUOTES,
                                              [RESULT_ENTITIES] = SQL_DROP_ENTITIES,
                                              [RESULT_MENTIONS] = SQL_DROP_MENTIONS,
                                              [RESULT_FIGURES] = SQL_DROP_FIGURES,
                                              [RESULT_DATES] = SQL_DROP_DATES};

static void forget_entities(Archive *t, Names *names, int64_t article) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_OLD_ENTITIES);
  if (stmt) sqlite3_bind_int64(stmt, 1, article);
  names_begin(names);
  while (archive_step(t, stmt)) {
    Str type = archive_column(stmt, 0), name = archive_column(stmt, 1);
    if (str_none(type) || str_none(name)) continue;
    names_spelled(names, type, name, -1);
    names_entity(names, sqlite3_column_int64(stmt, 2), -1, sqlite3_column_int(stmt, 3),
                 archive_column(stmt, 4));
  }
}

static void forget_quotes(Archive *t, Names *names, int64_t article) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_OLD_QUOTES);
  if (stmt) sqlite3_bind_int64(stmt, 1, article);
  while (archive_step(t, stmt)) names_quote(names, sqlite3_column_int64(stmt, 0), -1);
}

/* Its names are counted no more; the rows stay. */
static void forget_names(Archive *t, Names *names, int64_t article) {
  forget_entities(t, names, article);
  forget_quotes(t, names, article);
}

void archive_forget(Writer *w, int64_t article) {
  Archive *t = w->t;
  archive_flush(w);
  forget_names(t, w->names, article);
  archive_int(t, SQL_DROP_ARTICLE, article, 0);
  for (int i = 0; i < RESULTS; i++) archive_int(t, drop_rows[i], article, INT64_MIN);
}

/* ---- in ---- */

static int columns_of(const Result *r) {
  int columns = 1 + r->table->columns + (r->more != 0);
  for (const char *c = r->more; c && (c = strchr(c, ',')); c++) columns++;
  return columns;
}

/* "article, quote_id, …" */
static void append_columns(sqlite3_str *sql, const Result *r) {
  sqlite3_str_appendall(sql, "article");
  for (int i = 0; i < r->table->columns; i++)
    sqlite3_str_appendf(sql, ", \"%w\"", r->table->column[i].name);
  if (r->more) sqlite3_str_appendf(sql, ", %s", r->more);
}

static sqlite3_stmt *prepare_str(Archive *t, sqlite3_str *sql) {
  char *text = sqlite3_str_finish(sql);
  if (!text) archive_fail(t, SQLITE_NOMEM, 0);
  sqlite3_stmt *stmt = text ? archive_prepare(t, text) : 0;
  sqlite3_free(text);
  return stmt;
}

/* "INSERT INTO @quotes(article, quote_id, …) SELECT c0, c1, … FROM …(?1)" */
static sqlite3_stmt *prepare_insert(Archive *t, const Result *r) {
  sqlite3_str *sql = sqlite3_str_new(t->db);
  sqlite3_str_appendf(sql, "INSERT INTO @%s(", r->table->name);
  append_columns(sql, r);
  for (int i = 0; i < columns_of(r); i++)
    sqlite3_str_appendf(sql, "%sc%d", i ? ", " : ") SELECT ", i);
  sqlite3_str_appendall(sql, " FROM \"" FEED_MODULE "\"(?1)");
  return prepare_str(t, sql);
}

static sqlite3_stmt *prepare_stored(Archive *t, const Result *r) {
  sqlite3_str *sql = sqlite3_str_new(t->db);
  sqlite3_str_appendall(sql, "SELECT ");
  append_columns(sql, r);
  sqlite3_str_appendf(sql, ", id FROM @%s WHERE article = ?1 ORDER BY id", r->table->name);
  return prepare_str(t, sql);
}

static bool same_row(Archive *t, sqlite3_stmt *stmt, const Feed *feed, int32_t row, int columns) {
  bool same = true;
  for (int i = 0; i < columns && same; i++) {
    Cell cell = {0};
    feed_cell(feed->entry, feed->result, row, i, &cell);
    if (cell.type == CELL_NOMEM) archive_fail(t, SQLITE_NOMEM, 0);
    same = archive_same_cell(stmt, i, &cell);
    sqlite3_free(cell.owned);
  }
  return same;
}

/* An article that changes mostly changes near its end, or where nothing is moved: the rows that it has are
** kept up to the first one that differs. Gives how many; the others are dropped. */
static int32_t keep_rows(Archive *t, const Feed *feed) {
  const Result *r = &results[feed->result];
  int columns = columns_of(r);
  int32_t kept = 0, rows = r->table->rows(feed->entry->a);
  bool differs = false;
  sqlite3_stmt **stored = &t->stored[feed->result];
  if (t->rc == SQLITE_OK && !*stored) *stored = prepare_stored(t, r);
  if (t->rc != SQLITE_OK) return 0;
  sqlite3_bind_int64(*stored, 1, feed->entry->receipt->article);
  while (!differs && archive_step(t, *stored)) {
    differs = kept == rows || !same_row(t, *stored, feed, kept, columns);
    kept += !differs;
  }
  int64_t id = differs ? sqlite3_column_int64(*stored, columns) : 0;
  sqlite3_reset(*stored);
  if (differs) archive_int(t, drop_rows[feed->result], feed->entry->receipt->article, id);
  return kept;
}

static bool has_rows(const Feed *f) {
  int32_t kept = f->from;
  for (int i = 0; i < f->n; i++, kept = 0)
    if (results[f->result].table->rows(f->entry[i].a) > kept) return true;
  return false;
}

/* `known`: the only article may have rows. */
static void write_rows(const Writer *w, int result, bool known) {
  Archive *t = w->t;
  Feed feed = {w->entry, w->n, result, 0};
  if (known) feed.from = keep_rows(t, &feed);
  if (!has_rows(&feed) || t->rc != SQLITE_OK) return;
  sqlite3_stmt **insert = &t->insert[result];
  if (!*insert) *insert = prepare_insert(t, &results[result]);
  feed_bind(t, *insert, &feed);
  archive_do(t, *insert);
}

/* ---- columns of the archive's own ---- */

static void cell_name_id(const Entry *e, int32_t entity, Cell *cell) {
  int32_t id = entity == NONE ? 0 : e->a->id_of[entity];
  if (id && e->name_of[id - 1]) cell_integer(cell, e->name_of[id - 1]);
}

/* One number for all ways in which papers print one quotation: lower case, letters and digits only,
** no marks. Below KEY_WORDS words ("thank you") the same words need not be the same quotation: 0.
*/
enum { KEY_WORDS = 5 };
static int64_t quote_key(const Article *a, const Quote *q) {
  Str s = str_sub(a->doc.fold, q->content.start, q->content.end);
  uint64_t h = 14695981039346656037u;
  int words = 0;
  bool inside = false;
  for (int32_t i = 0; i < s.n; i++) {
    uint8_t c = (uint8_t)s.s[i];
    if (c == 0xE2 && i + 2 < s.n &&
        (uint8_t)s.s[i + 1] == 0x80) { /* U+2000..U+203F: marks, blanks */
      i += 2;
      inside = false;
      continue;
    }
    bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    words += word && !inside;
    inside = word || (c == '\'' && inside);
    if (word) h = (h ^ c) * 1099511628211u;
  }
  return words < KEY_WORDS ? 0 : (int64_t)h;
}

/* name_id, published, quote_key. */
void archive_own_cell(const Entry *e, int result, int32_t row, int column, Cell *cell) {
  const Quote *q = result == RESULT_QUOTES ? &e->a->doc.quotes.at[row] : 0;
  if (column == 0) {
    cell_name_id(e, q ? q->entity : e->a->entity_at[row], cell);
  } else if (column == 1) {
    cell_str(cell, e->a, e->receipt->published);
  } else if (q && q->kind != QUOTE_INDIRECT) {
    int64_t key = quote_key(e->a, q);
    if (key) cell_integer(cell, key);
  }
}

/* ---- names ---- */

static Str entity_type(const Entity *e) {
  const char *name = type_name(e->type);
  return name ? (Str){name, (int32_t)strlen(name)} : STR_NONE;
}

/* The name that an entity's row has; 0 for one without. */
static int64_t name_of(const Writer *w, const Article *a, int32_t row) {
  const Entity *e = &a->doc.entities.at[a->entity_at[row]];
  Str type = entity_type(e), name = article_own(a, e->name);
  return str_none(type) || str_none(name) || !name.n ? 0 : names_id(w->names, type, name);
}

/* Asked twice, when an article comes and when it is written: a later name may join earlier ones. */
static void find_names(const Writer *w, const Entry *e) {
  for (int32_t i = 0; i < e->a->entities; i++) e->name_of[i] = name_of(w, e->a, i);
}

static void count_names(const Writer *w, const Entry *entry) {
  const Article *a = entry->a;
  names_begin(w->names);
  for (int32_t i = 0; i < a->entities && w->t->rc == SQLITE_OK; i++) {
    const Entity *e = &a->doc.entities.at[a->entity_at[i]];
    if (!entry->name_of[i]) continue;
    names_spelled(w->names, entity_type(e), article_own(a, e->name), +1);
    names_entity(w->names, entry->name_of[i], +1, a->counts[a->entity_at[i]],
                 entry->receipt->published);
  }
  for (int32_t i = 0; i < a->doc.quotes.n; i++) {
    const Quote *q = &a->doc.quotes.at[i];
    int32_t id = q->entity == NONE ? 0 : a->id_of[q->entity];
    if (id && q->part_of == NONE) names_quote(w->names, entry->name_of[id - 1], +1);
  }
}

/* ---- articles ---- */

/* `a` is NULL for one that could not be read. */
static void write_article(Archive *t, const Receipt *receipt, const Article *a, Str error) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_ADD_ARTICLE);
  if (!stmt) return;
  sqlite3_bind_int64(stmt, 1, receipt->article);
  archive_bind(t, stmt, 2, receipt->published);
  archive_bind(t, stmt, 3, error);
  static const int order[RESULTS] = {RESULT_QUOTES, RESULT_ENTITIES, RESULT_FIGURES,
                                     RESULT_MENTIONS, RESULT_DATES};
  for (int i = 0; i < RESULTS; i++)
    sqlite3_bind_int(stmt, 4 + i, a ? results[order[i]].table->rows(a) : 0);
  sqlite3_bind_int64(stmt, 9, receipt->hash);
  sqlite3_bind_int64(stmt, 10, receipt->version);
  archive_do(t, stmt);
}

static void write_all(const Writer *w, bool known) {
  for (int i = 0; i < w->n; i++) find_names(w, &w->entry[i]);
  for (int i = 0; i < RESULTS; i++) write_rows(w, i, known);
  if (known) archive_int(w->t, SQL_DROP_ARTICLE, w->entry->receipt->article, 0);
  for (int i = 0; i < w->n; i++) {
    count_names(w, &w->entry[i]);
    write_article(w->t, w->entry[i].receipt, w->entry[i].a, STR_NONE);
  }
}

static void empty(Writer *w) {
  for (int i = 0; i < w->n; i++) {
    article_release(w->entry[i].a);
    sqlite3_free(w->entry[i].name_of);
  }
  w->n = 0;
}

void archive_flush(Writer *w) {
  if (w->n && w->t->rc == SQLITE_OK) write_all(w, false);
  empty(w);
}

static void add(Writer *w, const Receipt *receipt, Article *a) {
  Entry *e = &w->entry[w->n++];
  *e = (Entry){a, receipt, sqlite3_malloc64(((size_t)a->entities + 1) * sizeof *e->name_of)};
  if (!e->name_of)
    archive_fail(w->t, SQLITE_NOMEM, 0);
  else
    find_names(w, e);
}

void archive_add(Writer *w, const Receipt *receipt, Article *a) {
  if (w->n == TOGETHER) archive_flush(w);
  add(w, receipt, a);
}

void archive_change(Writer *w, const Receipt *receipt, Article *a) {
  archive_flush(w);
  forget_names(w->t, w->names, receipt->article);
  add(w, receipt, a);
  if (w->t->rc == SQLITE_OK) write_all(w, true);
  empty(w);
}

void archive_write_failure(Archive *t, const Receipt *receipt, Str error) {
  write_article(t, receipt, 0, error);
}
