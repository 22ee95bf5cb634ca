/* archive_names.c - names across articles: they come and go with entities, and are written in
** between.
*/
#include "sql/archive_names.h"

/* ---- coming ---- */

static void add_spelling(Names *n, const NameCell *c, Str spelling, int64_t id) {
  Archive *t = n->t;
  sqlite3_stmt *stmt = archive_stmt(t, SQL_ADD_SPELLING);
  archive_bind(t, stmt, 1, c->type);
  archive_bind(t, stmt, 2, spelling);
  archive_bind(t, stmt, 3, c->family);
  archive_bind(t, stmt, 4, c->first);
  if (stmt) sqlite3_bind_int64(stmt, 5, id);
  archive_do(t, stmt);
}

static sqlite3_stmt *spelling_stmt(Names *n, ArchiveSql id, Str type, Str spelling) {
  sqlite3_stmt *stmt = archive_stmt(n->t, id);
  archive_bind(n->t, stmt, 1, type);
  archive_bind(n->t, stmt, 2, spelling);
  return stmt;
}

static int64_t stored_spelling(Names *n, Str type, Str spelling) {
  sqlite3_stmt *stmt = spelling_stmt(n, SQL_SPELLING, type, spelling);
  int64_t id = archive_step(n->t, stmt) ? sqlite3_column_int64(stmt, 0) : 0;
  sqlite3_reset(stmt);
  return id;
}

/* A spelling that was never seen. */
static int64_t new_spelling(Names *n, Str type, Str spelling) {
  NameCell c;
  name_cell(type, spelling, &c);
  int64_t id = name_cell_id(n, &c);
  if (!id) id = family_may_join(n, &c) ? family_join(n, &c, true) : ++n->last;
  add_spelling(n, &c, spelling, id);
  return id;
}

int64_t names_id(Names *n, Str type, Str spelling) {
  if (n->t->rc != SQLITE_OK) return 0;
  Spelling *s = names_file(n, type, spelling);
  if (!s || s->name_id) return s ? s->name_id : 0;
  int64_t id = stored_spelling(n, type, spelling);
  if (!id) id = new_spelling(n, type, spelling);
  s->name_id = id; /* joining files no spelling: s has not moved */
  return id;
}

void names_spelled(Names *n, Str type, Str spelling, int change) {
  Spelling *s = n->t->rc == SQLITE_OK ? names_file(n, type, spelling) : 0;
  if (s) s->change += change;
}

void names_begin(Names *n) {
  n->article++;
}

void names_entity(Names *n, int64_t id, int change, int mentions, Str published) {
  Count *c = n->t->rc == SQLITE_OK && id ? names_tally(n, id) : 0;
  if (!c) return;
  if (c->article != n->article) c->articles += change;
  c->article = n->article;
  c->mentions += (int64_t)change * mentions;
  uint64_t date = (uint64_t)str_hash(published) * 0x9E3779B97F4A7C15u;
  c->dates += change > 0 ? date : 0 - date;
}

void names_quote(Names *n, int64_t id, int change) {
  Count *c = n->t->rc == SQLITE_OK && id ? names_tally(n, id) : 0;
  if (c) c->quotes += change;
}

/* ---- writing ---- */

/* The last entity of this spelling went. */
static void drop_spelling(Names *n, Str type, Str spelling, const NameCell *c) {
  archive_do(n->t, spelling_stmt(n, SQL_DROP_SPELLING, type, spelling));
  if (!name_cell_id(n, c) && family_may_join(n, c)) family_join(n, c, false);
}

static void mark_spelled(Names *n, int64_t id) {
  Count *c = n->t->rc == SQLITE_OK && id ? names_tally(n, id) : 0;
  if (c) c->spelled = true;
}

static void flush_spelling(Names *n, const Spelling *s) {
  Archive *t = n->t;
  Str type = spelling_type(s), spelling = spelling_text(s);
  sqlite3_stmt *stmt = spelling_stmt(n, SQL_COUNT_SPELLING, type, spelling);
  if (stmt) sqlite3_bind_int(stmt, 3, s->change);
  archive_do(t, stmt);
  if (s->change > 0) {
    mark_spelled(n, s->name_id);
    return;
  }
  stmt = spelling_stmt(n, SQL_SPELLING, type, spelling);
  bool found = archive_step(t, stmt), gone = found && sqlite3_column_int64(stmt, 1) <= 0;
  if (found) mark_spelled(n, sqlite3_column_int64(stmt, 0));
  sqlite3_reset(stmt);
  if (!gone || t->rc != SQLITE_OK) return;
  NameCell c;
  name_cell(type, spelling, &c);
  drop_spelling(n, type, spelling, &c);
}

/* What the name is called: the spelling of most articles among those with a first name. */
static void call_it(sqlite3_stmt *put, sqlite3_stmt *row) {
  char key[NAME_KEY_SIZE];
  int32_t length = name_key(archive_column(row, 0), key, NAME_KEY_SIZE);
  sqlite3_bind_value(put, 2, sqlite3_column_value(row, 0));
  sqlite3_bind_value(put, 3, sqlite3_column_value(row, 1));
  sqlite3_bind_text(put, 4, key, length, SQLITE_TRANSIENT);
}

/* Name, type, and all spellings as JSON. False: it has none. */
static bool describe(Names *n, int64_t id, sqlite3_stmt *put, sqlite3_str *json) {
  Archive *t = n->t;
  int rows = 0;
  int64_t most = -1;
  sqlite3_stmt *stmt = archive_stmt(t, SQL_NAME_SPELLINGS);
  if (stmt) sqlite3_bind_int64(stmt, 1, id);
  while (archive_step(t, stmt)) {
    int64_t weight = sqlite3_column_int64(stmt, 2);
    sqlite3_str_appendchar(json, 1, rows++ ? ',' : '[');
    json_string(json, archive_column(stmt, 0));
    if (weight <= most) continue;
    most = weight;
    call_it(put, stmt);
  }
  sqlite3_str_appendchar(json, 1, ']');
  return rows > 0;
}

/* Its counts, as stored and changed, or counted anew. */
static void bind_counts(Names *n, const Count *c, sqlite3_stmt *put) {
  int64_t now[3] = {0};
  sqlite3_stmt *stmt = archive_stmt(n->t, c->anew ? SQL_RECOUNT : SQL_NAME);
  if (stmt) sqlite3_bind_int64(stmt, 1, c->name_id);
  if (archive_step(n->t, stmt))
    for (int i = 0; i < 3; i++) now[i] = sqlite3_column_int64(stmt, i);
  sqlite3_reset(stmt);
  sqlite3_bind_int64(put, 6, now[0] + (c->anew ? 0 : c->articles));
  sqlite3_bind_int64(put, 7, now[1] + (c->anew ? 0 : c->mentions));
  sqlite3_bind_int64(put, 10, now[2] + (c->anew ? 0 : c->quotes));
}

static void bind_span(Names *n, int64_t id, sqlite3_stmt *put) {
  sqlite3_stmt *stmt = archive_stmt(n->t, SQL_SPAN);
  if (stmt) sqlite3_bind_int64(stmt, 1, id);
  if (!archive_step(n->t, stmt)) return;
  sqlite3_bind_value(put, 8, sqlite3_column_value(stmt, 0));
  sqlite3_bind_value(put, 9, sqlite3_column_value(stmt, 1));
  sqlite3_reset(stmt);
}

/* An article that changed a little takes back what it gave: most of its names stay as they are. */
static bool stays(const Count *c) {
  return !c->anew && !c->articles && !c->mentions && !c->quotes && !c->dates && !c->spelled;
}

static void flush_name(Names *n, const Count *c) {
  Archive *t = n->t;
  sqlite3_stmt *put = archive_stmt(t, SQL_PUT_NAME);
  if (!put) return;
  sqlite3_str *json = sqlite3_str_new(t->db);
  sqlite3_bind_int64(put, 1, c->name_id);
  bool some = describe(n, c->name_id, put, json);
  int length = sqlite3_str_length(json);
  char *text = sqlite3_str_finish(json);
  if (!text) archive_fail(t, SQLITE_NOMEM, 0);
  archive_bind(t, put, 5, (Str){text, length});
  if (some) {
    bind_counts(n, c, put);
    bind_span(n, c->name_id, put);
    archive_do(t, put);
  } else {
    archive_int(t, SQL_DROP_NAME, c->name_id, 0);
  }
  sqlite3_clear_bindings(put);
  sqlite3_free(text);
}

/* Spellings first: what goes may join others, and so touch names. */
void names_flush(Names *n) {
  for (uint32_t i = 0; i < n->spelling_room && n->t->rc == SQLITE_OK; i++)
    if (n->spelling[i].text && n->spelling[i].change) flush_spelling(n, &n->spelling[i]);
  for (uint32_t i = 0; i < n->count_room && n->t->rc == SQLITE_OK; i++)
    if (n->count[i].name_id && !stays(&n->count[i])) flush_name(n, &n->count[i]);
  names_forget(n);
}

Names *names_new(Archive *t) {
  Names *n = t->rc == SQLITE_OK ? sqlite3_malloc64(sizeof *n) : 0;
  if (!n) {
    archive_fail(t, SQLITE_NOMEM, 0);
    return 0;
  }
  *n = (Names){.t = t};
  n->last = archive_int(t, SQL_LAST_NAME, 0, 0);
  return n;
}

void names_free(Names *n) {
  if (!n) return;
  names_forget(n);
  sqlite3_free(n);
}
