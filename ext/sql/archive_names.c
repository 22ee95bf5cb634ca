/* archive_names.c - names across articles: they come and go with entities, and are written in
** between.
*/
#include "sql/archive_names.h"

#include <stdlib.h>

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
  int64_t id = family_comes(n, &c);
  add_spelling(n, &c, spelling, id);
  return id;
}

/* A new spelling is stored with the one entity that it comes with. */
int64_t names_id(Names *n, Str type, Str spelling) {
  if (n->t->rc != SQLITE_OK) return 0;
  Spelling *s = names_file(n, type, spelling);
  if (!s || s->name_id) return s ? s->name_id : 0;
  int64_t id = stored_spelling(n, type, spelling);
  if (!id) {
    id = new_spelling(n, type, spelling);
    s->comes = true;
    s->change--;
  }
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

/* STR_NONE is no date. */
static void widen(Count *c, Str published) {
  if (str_none(published) || published.n >= (int32_t)sizeof c->first) return;
  char date[sizeof c->first] = {0};
  if (published.n) memcpy(date, published.s, (size_t)published.n);
  if (!c->first[0] || strcmp(date, c->first) < 0) memcpy(c->first, date, sizeof date);
  if (strcmp(date, c->last) > 0) memcpy(c->last, date, sizeof date);
}

void names_entity(Names *n, int64_t id, int change, int mentions, Str published) {
  Count *c = n->t->rc == SQLITE_OK && id ? names_tally(n, id) : 0;
  if (!c) return;
  if (c->article != n->article) c->articles += change;
  c->article = n->article;
  c->mentions += (int64_t)change * mentions;
  uint64_t date = (uint64_t)str_hash(published) * 0x9E3779B97F4A7C15u;
  c->dates += change > 0 ? date : 0 - date;
  if (change > 0)
    widen(c, published);
  else
    c->went = true;
}

void names_quote(Names *n, int64_t id, int change) {
  Count *c = n->t->rc == SQLITE_OK && id ? names_tally(n, id) : 0;
  if (c) c->quotes += change;
}

/* ---- writing ---- */

static Count *mark(Names *n, int64_t id) {
  Count *c = n->t->rc == SQLITE_OK && id ? names_tally(n, id) : 0;
  if (c) c->spelled = true;
  return c;
}

static void mark_coming(Names *n, const Spelling *s) {
  Count *c = mark(n, s->name_id);
  if (!c) return;
  c->listed = true;
  c->come++;
  c->one = (uint32_t)(s - n->spelling);
}

/* Has the name one spelling? Where cells were moved it may have got others. */
static bool spelled_once(Names *n, Count *c) {
  if (c->spellings == 0 || c->anew)
    c->spellings = archive_int(n->t, SQL_SPELLED_ONCE, c->name_id, 0) ? 1 : 2;
  return c->spellings == 1;
}

static void count_spelling(Names *n, Str type, Str spelling, int change) {
  sqlite3_stmt *stmt = spelling_stmt(n, SQL_COUNT_SPELLING, type, spelling);
  if (stmt) sqlite3_bind_int(stmt, 3, change);
  archive_do(n->t, stmt);
}

static bool is_spelled(Names *n, int64_t id, Str type, Str spelling) {
  sqlite3_stmt *stmt = spelling_stmt(n, SQL_SPELLED, type, spelling);
  if (stmt) sqlite3_bind_int64(stmt, 3, id);
  bool is = archive_step(n->t, stmt);
  sqlite3_reset(stmt);
  return is;
}

/* Something of it went: that may have been the last. What is counted is believed only where it is more. */
static void shrink_spelling(Names *n, Str type, Str spelling, int change) {
  sqlite3_stmt *stmt = spelling_stmt(n, SQL_SPELLING, type, spelling);
  bool found = archive_step(n->t, stmt);
  int64_t id = found ? sqlite3_column_int64(stmt, 0) : 0,
          count = found ? sqlite3_column_int64(stmt, 1) : 0;
  sqlite3_reset(stmt);
  Count *c = mark(n, id);
  if (!c) return;
  bool once = spelled_once(n, c);
  if (!once) count_spelling(n, type, spelling, change);
  bool sure = !once && !c->anew && count > -(int64_t)change;
  if (sure || is_spelled(n, id, type, spelling) || n->t->rc != SQLITE_OK) return;
  c->listed = true;
  NameCell cell;
  name_cell(type, spelling, &cell);
  archive_do(n->t, spelling_stmt(n, SQL_DROP_SPELLING, type, spelling));
  family_goes(n, &cell);
}

static void flush_spelling(Names *n, const Spelling *s) {
  Str type = spelling_type(s), spelling = spelling_text(s);
  if (s->comes) mark_coming(n, s);
  if (s->change < 0) shrink_spelling(n, type, spelling, s->change);
  Count *c = s->change > 0 ? mark(n, s->name_id) : 0;
  if (c && !spelled_once(n, c)) count_spelling(n, type, spelling, s->change);
}

/* It may just have got a second spelling: counts are kept from here on. */
static void recount_spellings(Names *n, const Count *c) {
  if (!c->anew && !c->come) return;
  int64_t spellings = archive_int(n->t, SQL_SPELLINGS, c->name_id, 0);
  if (spellings > 1 && (c->anew || spellings <= (int64_t)c->come + 1))
    archive_int(n->t, SQL_RECOUNT_SPELLINGS, c->name_id, 0);
}

/* What the name is called: the spelling of most articles among those with a first name. */
static void call_it(sqlite3_stmt *put, Str type, Str spelling) {
  char key[NAME_KEY_SIZE];
  int32_t length = name_key(spelling, key, NAME_KEY_SIZE);
  sqlite3_bind_text(put, 2, spelling.s, spelling.n, SQLITE_TRANSIENT);
  sqlite3_bind_text(put, 3, type.s, type.n, SQLITE_TRANSIENT);
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
    Str spelling = archive_column(stmt, 0), type = archive_column(stmt, 1);
    sqlite3_str_appendchar(json, 1, rows++ ? ',' : '[');
    json_string(json, spelling);
    if (weight <= most) continue;
    most = weight;
    call_it(put, type, spelling);
  }
  sqlite3_str_appendchar(json, 1, ']');
  return rows > 0;
}

/* archive_names has no row of it. */
static bool is_new(const Names *n, const Count *c) {
  return c->name_id > n->written && !c->anew && !c->went;
}

/* The same of a new name with one spelling, which is in memory. */
static bool describe_new(const Names *n, const Count *c, sqlite3_stmt *put, sqlite3_str *json) {
  const Spelling *s = &n->spelling[c->one];
  sqlite3_str_appendchar(json, 1, '[');
  json_string(json, spelling_text(s));
  sqlite3_str_appendchar(json, 1, ']');
  call_it(put, spelling_type(s), spelling_text(s));
  return true;
}

/* A stored count and its change; what was damaged to the edge of the numbers stays as it is. */
static int64_t changed(int64_t stored, int64_t by) {
  int64_t sum;
  return __builtin_add_overflow(stored, by, &sum) ? stored : sum;
}

/* Its counts, as stored and changed, or counted anew. */
static void bind_counts(Names *n, const Count *c, sqlite3_stmt *put) {
  int64_t now[3] = {0};
  bool is_new = c->name_id > n->written;
  sqlite3_stmt *stmt =
      is_new && !c->anew ? 0 : archive_stmt(n->t, c->anew ? SQL_RECOUNT : SQL_NAME);
  if (stmt) sqlite3_bind_int64(stmt, 1, c->name_id);
  if (archive_step(n->t, stmt))
    for (int i = 0; i < 3; i++) now[i] = sqlite3_column_int64(stmt, i);
  sqlite3_reset(stmt);
  sqlite3_bind_int64(put, 6, changed(now[0], c->anew ? 0 : c->articles));
  sqlite3_bind_int64(put, 7, changed(now[1], c->anew ? 0 : c->mentions));
  sqlite3_bind_int64(put, 10, changed(now[2], c->anew ? 0 : c->quotes));
}

static void bind_date(Archive *t, sqlite3_stmt *stmt, int i, const char *date) {
  archive_bind(t, stmt, i, *date ? (Str){date, (int32_t)strlen(date)} : STR_NONE);
}

static void bind_span(Names *n, const Count *c, sqlite3_stmt *put) {
  if (is_new(n, c)) {
    bind_date(n->t, put, 8, c->first);
    bind_date(n->t, put, 9, c->last);
    return;
  }
  sqlite3_stmt *stmt = archive_stmt(n->t, SQL_SPAN);
  if (stmt) sqlite3_bind_int64(stmt, 1, c->name_id);
  if (!archive_step(n->t, stmt)) return;
  sqlite3_bind_value(put, 8, sqlite3_column_value(stmt, 0));
  sqlite3_bind_value(put, 9, sqlite3_column_value(stmt, 1));
  sqlite3_reset(stmt);
}

/* An article that changed a little takes back what it gave: most of its names stay as they are. */
static bool stays(const Count *c) {
  return !c->anew && !c->articles && !c->mentions && !c->quotes && !c->dates && !c->spelled;
}

/* The row of a name, all of it. */
static void put_name(Names *n, const Count *c) {
  Archive *t = n->t;
  sqlite3_stmt *put = archive_stmt(t, is_new(n, c) ? SQL_ADD_NAME : SQL_PUT_NAME);
  if (!put) return;
  sqlite3_str *json = sqlite3_str_new(t->db);
  sqlite3_bind_int64(put, 1, c->name_id);
  bool simple = is_new(n, c) && c->come == 1;
  if (!simple) recount_spellings(n, c);
  bool some = simple ? describe_new(n, c, put, json) : describe(n, c->name_id, put, json);
  int length = sqlite3_str_length(json);
  char *text = sqlite3_str_finish(json);
  if (!text) archive_fail(t, SQLITE_NOMEM, 0);
  archive_bind(t, put, 5, (Str){text, length});
  if (some) {
    bind_counts(n, c, put);
    bind_span(n, c, put);
    archive_do(t, put);
  } else {
    archive_int(t, SQL_DROP_NAME, c->name_id, 0);
  }
  sqlite3_clear_bindings(put);
  sqlite3_free(text);
}

/* Only its counts, its span wider. */
static void count_name(Names *n, const Count *c) {
  Archive *t = n->t;
  sqlite3_stmt *stmt = archive_stmt(t, c->quotes ? SQL_COUNT_QUOTED : SQL_COUNT_NAME);
  if (!stmt) return;
  sqlite3_bind_int64(stmt, 1, c->name_id);
  sqlite3_bind_int64(stmt, 2, c->articles);
  sqlite3_bind_int64(stmt, 3, c->mentions);
  bind_date(t, stmt, 4, c->first);
  bind_date(t, stmt, 5, c->last);
  if (c->quotes) sqlite3_bind_int64(stmt, 6, c->quotes);
  archive_do(t, stmt);
}

/* Most names only grow. What a name is called depends on counts where it has several spellings. */
static void flush_name(Names *n, Count *c) {
  bool grows = c->name_id <= n->written && !c->anew && !c->went && !c->listed;
  if (grows && (!c->spelled || spelled_once(n, c)))
    count_name(n, c);
  else
    put_name(n, c);
}

/* ---- in the order of their tables: neighbours share pages ---- */

static int compare(Str a, Str b) {
  int order = memcmp(a.s, b.s, (size_t)(a.n < b.n ? a.n : b.n));
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

static int by_spelling(const void *x, const void *y) {
  const Spelling *a = *(Spelling *const *)x, *b = *(Spelling *const *)y;
  int order = compare(spelling_text(a), spelling_text(b));
  return order ? order : compare(spelling_type(a), spelling_type(b));
}

static int by_id(const void *x, const void *y) {
  const Count *a = *(Count *const *)x, *b = *(Count *const *)y;
  return (a->name_id > b->name_id) - (a->name_id < b->name_id);
}

static void *room_for(Names *n, uint32_t items) {
  void *room = n->t->rc == SQLITE_OK ? sqlite3_malloc64(((size_t)items + 1) * sizeof(void *)) : 0;
  if (!room) archive_fail(n->t, SQLITE_NOMEM, 0);
  return room;
}

static void flush_spellings(Names *n) {
  Spelling **all = room_for(n, n->spellings);
  uint32_t k = 0;
  for (uint32_t i = 0; all && i < n->spelling_room; i++)
    if (n->spelling[i].text) all[k++] = &n->spelling[i];
  if (k) qsort(all, k, sizeof *all, by_spelling);
  for (uint32_t i = 0; i < k && n->t->rc == SQLITE_OK; i++) flush_spelling(n, all[i]);
  sqlite3_free(all);
}

static void flush_names(Names *n) {
  Count **all = room_for(n, n->counts);
  uint32_t k = 0;
  for (uint32_t i = 0; all && i < n->count_room; i++)
    if (n->count[i].name_id && !stays(&n->count[i])) all[k++] = &n->count[i];
  if (k) qsort(all, k, sizeof *all, by_id);
  for (uint32_t i = 0; i < k && n->t->rc == SQLITE_OK; i++) flush_name(n, all[i]);
  sqlite3_free(all);
}

/* Spellings first: what goes may join others, and so touch names. */
void names_flush(Names *n) {
  flush_spellings(n);
  flush_names(n);
  n->written = n->last;
  names_forget(n);
}

enum { MANY = 8192 };
bool names_full(const Names *n) {
  return n->counts > MANY || n->spellings > MANY;
}

Names *names_new(Archive *t) {
  Names *n = t->rc == SQLITE_OK ? sqlite3_malloc64(sizeof *n) : 0;
  if (!n) {
    archive_fail(t, SQLITE_NOMEM, 0);
    return 0;
  }
  *n = (Names){.t = t};
  n->last = n->written = archive_int(t, SQL_LAST_NAME, 0, 0);
  return n;
}

void names_free(Names *n) {
  if (!n) return;
  names_forget(n);
  sqlite3_free(n);
}
