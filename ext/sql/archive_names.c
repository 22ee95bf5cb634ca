/* archive_names.c - names across articles: which spellings are one person, body or place.
**
** A spelling belongs to a cell (type, family, first). For persons `family` is the last word of the name
** key and `first` the first one ('' for a last name alone, one letter for an initial); for all else `family` is the whole key
** and `first` is ''. Spellings of one cell are one name, always. Cells of one family name are joined so:
**   - different first names are different people;
**   - an initial joins the only first name that begins with it;
**   - a last name alone joins the only person of that name;
**   - where several would fit, it stays a name of its own.
** Which cells are joined depends on nothing but the set of cells, so that articles may come and go in any
** order; only the numbers (name_id) depend on it. When a cell comes or goes its family is joined anew,
** and the rows of those that change their name are moved: rare once a family name has two people, and
** settled then without looking at all of them (may_join).
**
** Counts are kept as differences in memory until names_flush(), a few hundred articles long. Where rows
** were moved they are counted anew.
*/
#include "sql/archive.h"
#include "data/namekey.h"

/* ---- two small tables in memory: names by id, spellings by type and spelling ---- */

typedef struct Count {
  int64_t name_id; /* 0: free */
  int64_t articles, mentions, quotes;
  int64_t article; /* the last one that was counted: two entities of one name are one article */
  bool anew;       /* differences do not tell: rows were moved */
} Count;

typedef struct Spelling {
  char *text; /* owned: type, a blank, spelling; NULL: free */
  int32_t n, type_n;
  int64_t name_id;
  int32_t change; /* entities that came less those that went */
} Spelling;

struct Names {
  Archive *t;
  int64_t last;    /* greatest name_id ever given */
  int64_t article; /* how many have begun */
  Count *count;
  uint32_t counts, count_room; /* room: a power of two, or 0 */
  Spelling *spelling;
  uint32_t spellings, spelling_room;
};

/* Twice the room, at most half full after; false without memory. `size`: of an item; `put` files one
** item of the old table. */
static bool grow(Names *n, void **items, uint32_t *room, size_t size,
                 void (*put)(Names *, void *items, uint32_t room, const void *item)) {
  uint32_t more = *room ? *room * 2 : 256;
  char *old = *items, *bigger = sqlite3_malloc64(more * size);
  if (!bigger) {
    archive_fail(n->t, SQLITE_NOMEM, 0);
    return false;
  }
  memset(bigger, 0, more * size);
  for (uint32_t i = 0; i < *room; i++) put(n, bigger, more, old + i * size);
  sqlite3_free(old);
  *items = bigger;
  *room = more;
  return true;
}

static uint32_t hash_id(int64_t id) {
  return (uint32_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 32);
}

static Count *count_slot(Count *count, uint32_t room, int64_t id) {
  uint32_t i = hash_id(id) & (room - 1);
  while (count[i].name_id && count[i].name_id != id) i = (i + 1) & (room - 1);
  return &count[i];
}

static void count_put(Names *n, void *items, uint32_t room, const void *item) {
  (void)n;
  const Count *c = item;
  if (c->name_id) *count_slot(items, room, c->name_id) = *c;
}

/* The differences of a name; NULL without memory. */
static Count *count_of(Names *n, int64_t id) {
  if (n->counts * 2 >= n->count_room &&
      !grow(n, (void **)&n->count, &n->count_room, sizeof *n->count, count_put))
    return 0;
  Count *c = count_slot(n->count, n->count_room, id);
  if (!c->name_id) {
    *c = (Count){.name_id = id};
    n->counts++;
  }
  return c;
}

static uint32_t spelling_hash(Str type, Str spelling) {
  return str_hash_more(str_hash(type) ^ 0x5bd1e995u, spelling.s, spelling.n);
}

static Str spelling_type(const Spelling *s) {
  return (Str){s->text, s->type_n};
}
static Str spelling_text(const Spelling *s) {
  return (Str){s->text + s->type_n + 1, s->n - s->type_n - 1};
}

static Spelling *spelling_slot(Spelling *all, uint32_t room, Str type, Str spelling) {
  uint32_t i = spelling_hash(type, spelling) & (room - 1);
  while (all[i].text &&
         !(str_eq(spelling_type(&all[i]), type) && str_eq(spelling_text(&all[i]), spelling)))
    i = (i + 1) & (room - 1);
  return &all[i];
}

static void spelling_put(Names *n, void *items, uint32_t room, const void *item) {
  (void)n;
  const Spelling *s = item;
  if (s->text) *spelling_slot(items, room, spelling_type(s), spelling_text(s)) = *s;
}

/* Files a spelling; NULL without memory. A new one has name_id 0. */
static Spelling *spelling_of(Names *n, Str type, Str spelling) {
  if (n->spellings * 2 >= n->spelling_room &&
      !grow(n, (void **)&n->spelling, &n->spelling_room, sizeof *n->spelling, spelling_put))
    return 0;
  Spelling *s = spelling_slot(n->spelling, n->spelling_room, type, spelling);
  if (s->text) return s;
  char *text = sqlite3_malloc64((size_t)type.n + (size_t)spelling.n + 2);
  if (!text) {
    archive_fail(n->t, SQLITE_NOMEM, 0);
    return 0;
  }
  memcpy(text, type.s, (size_t)type.n);
  text[type.n] = ' ';
  memcpy(text + type.n + 1, spelling.s, (size_t)spelling.n);
  *s = (Spelling){.text = text, .n = type.n + 1 + spelling.n, .type_n = type.n};
  n->spellings++;
  return s;
}

/* Both tables begin anew: their order decides numbers, and must not depend on what was before. */
static void forget_all(Names *n) {
  for (uint32_t i = 0; i < n->spelling_room; i++) sqlite3_free(n->spelling[i].text);
  sqlite3_free(n->spelling);
  sqlite3_free(n->count);
  *n = (Names){.t = n->t, .last = n->last};
}

/* ---- cells ---- */

typedef struct Cells {
  Str type, family, first;
  char key[NAME_KEY_SIZE];
} Cells;

/* The cell of a spelling. Keys of scripts without letters that we know may be empty: the spelling then. */
static void cell_of(Str type, Str spelling, Cells *c) {
  Str key = {c->key, name_key(spelling, c->key, NAME_KEY_SIZE)};
  if (!key.n) key = spelling;
  c->type = type;
  c->family = key;
  c->first = STR("");
  if (!str_eq(type, STR("person"))) return;
  int32_t first = 0, last = key.n;
  while (first < key.n && key.s[first] != ' ') first++;
  while (last > 0 && key.s[last - 1] != ' ') last--;
  if (first == key.n) return;
  c->first = str_sub(key, 0, first);
  c->family = str_sub(key, last, key.n);
}

static sqlite3_stmt *cell_stmt(Names *n, ArchiveSql id, const Cells *c) {
  sqlite3_stmt *stmt = archive_stmt(n->t, id);
  archive_bind(n->t, stmt, 1, c->type);
  archive_bind(n->t, stmt, 2, c->family);
  if (stmt && sqlite3_bind_parameter_count(stmt) > 2) archive_bind(n->t, stmt, 3, c->first);
  return stmt;
}

/* The name that a cell has already; 0. */
static int64_t cell_name_id(Names *n, const Cells *c) {
  sqlite3_stmt *stmt = cell_stmt(n, SQL_CELL, c);
  int64_t id = archive_step(n->t, stmt) ? sqlite3_column_int64(stmt, 0) : 0;
  sqlite3_reset(stmt);
  return id;
}

/* ---- joining a family ---- */

/* One cell of a family, as it is and as it should be. */
typedef struct Member {
  char first[NAME_KEY_SIZE];
  int32_t n;
  int64_t was, is;
  int64_t keeps; /* the number that it would like to have, 0: none */
} Member;

typedef struct Family {
  Member *member;
  int32_t n, room;
} Family;

static void member_add(Names *n, Family *f, Str first, int64_t was) {
  if (f->n == f->room) {
    int32_t room = f->room ? f->room * 2 : 16;
    Member *more = sqlite3_realloc64(f->member, (size_t)room * sizeof *more);
    if (!more) {
      archive_fail(n->t, SQLITE_NOMEM, 0);
      return;
    }
    f->member = more;
    f->room = room;
  }
  Member *m = &f->member[f->n++];
  m->n = first.n < NAME_KEY_SIZE ? first.n : NAME_KEY_SIZE;
  memcpy(m->first, first.s, (size_t)m->n);
  m->was = m->keeps = was;
  m->is = 0;
}

static void read_family(Names *n, const Cells *c, Family *f) {
  sqlite3_stmt *stmt = cell_stmt(n, SQL_CELLS, c);
  while (archive_step(n->t, stmt))
    member_add(n, f, archive_column(stmt, 0), sqlite3_column_int64(stmt, 1));
}

/* The only other member that an initial or a last name alone can be; NULL if there are none or
** several. A last name alone takes initials that stand alone for people as well. */
static Member *only_fit(const Family *f, const Member *m) {
  Member *fit = 0;
  for (int32_t i = 0; i < f->n; i++) {
    Member *o = &f->member[i];
    if (o->n <= m->n || (m->n && o->first[0] != m->first[0])) continue;
    if (!m->n && o->n == 1 && only_fit(f, o)) continue; /* joined to a first name */
    if (fit) return 0;
    fit = o;
  }
  return fit;
}

static bool taken(const Family *f, int64_t id) {
  for (int32_t i = 0; i < f->n; i++)
    if (f->member[i].is == id) return true;
  return false;
}

static int rank(const Member *m) {
  return m->n > 1 ? 0 : m->n == 1 ? 1 : 2;
}

/* A first name that is new takes the number of the initial or last name that joins it: rows stay. */
static void inherit(Family *f) {
  for (int32_t i = 0; i < f->n; i++) {
    Member *m = &f->member[i], *fit = rank(m) && m->was ? only_fit(f, m) : 0;
    if (fit && !fit->keeps) fit->keeps = m->was;
  }
}

/* People with first names keep their number first, then initials, then last names alone. Two first names
** never have one number, so that only what joins must look whether its own is taken. */
static void join(Names *n, Family *f) {
  inherit(f);
  for (int r = 0; r < 3; r++)
    for (int32_t i = 0; i < f->n; i++) {
      Member *m = &f->member[i];
      if (rank(m) != r) continue;
      Member *fit = r ? only_fit(f, m) : 0;
      if (fit)
        m->is = fit->is;
      else if (r || !m->was)
        m->is = m->keeps && !taken(f, m->keeps) ? m->keeps : ++n->last;
      else
        m->is = m->was;
    }
}

static void move_cell(Names *n, const Cells *c, int64_t from, int64_t to) {
  Archive *t = n->t;
  sqlite3_stmt *stmt = cell_stmt(n, SQL_MOVE_CELL, c);
  if (stmt) sqlite3_bind_int64(stmt, 4, to);
  archive_do(t, stmt);
  stmt = cell_stmt(n, SQL_MOVE_ENTITIES, c);
  if (stmt) sqlite3_bind_int64(stmt, 4, to), sqlite3_bind_int64(stmt, 5, from);
  archive_do(t, stmt);
  archive_int(t, SQL_MOVE_QUOTES, from, 0);
  Count *a = count_of(n, from);
  if (a) a->anew = true;
  Count *b = count_of(n, to);
  if (b) b->anew = true;
}

/* Spellings in memory follow their cell. */
static void follow(Names *n, const Cells *c, int64_t to) {
  for (uint32_t i = 0; i < n->spelling_room; i++) {
    Spelling *s = &n->spelling[i];
    Cells other;
    if (!s->text || !str_eq(spelling_type(s), c->type)) continue;
    cell_of(spelling_type(s), spelling_text(s), &other);
    if (str_eq(other.family, c->family) && str_eq(other.first, c->first)) s->name_id = to;
  }
}

/* Joins the family of a cell anew. With `comes` the cell is not stored yet. Gives its name. */
static int64_t join_family(Names *n, const Cells *c, bool comes) {
  Family f = {0};
  int64_t id = 0;
  read_family(n, c, &f);
  if (comes) member_add(n, &f, c->first, 0);
  if (n->t->rc == SQLITE_OK) join(n, &f);
  for (int32_t i = 0; i < f.n && n->t->rc == SQLITE_OK; i++) {
    Member *m = &f.member[i];
    Cells cell = {.type = c->type, .family = c->family, .first = {m->first, m->n}};
    if (str_eq(cell.first, c->first)) id = m->is;
    if (!m->was || m->is == m->was) continue;
    move_cell(n, &cell, m->was, m->is);
    follow(n, &cell, m->is);
  }
  sqlite3_free(f.member);
  return id;
}

/* Can the coming or going of this cell change how its family is joined? Not where two first names stand
** beside it and no initial like its own: last names alone stay alone then. */
static bool may_join(Names *n, const Cells *c) {
  if (!str_eq(c->type, STR("person"))) return false;
  if (c->first.n < 2) return true;
  Cells initial = *c;
  initial.first = str_sub(c->first, 0, 1);
  if (cell_name_id(n, &initial)) return true;
  int others = 0;
  sqlite3_stmt *stmt = cell_stmt(n, SQL_FEW_CELLS, c);
  while (archive_step(n->t, stmt)) {
    Str first = archive_column(stmt, 0);
    others += first.n > 1 && !str_eq(first, c->first);
  }
  return others < 2;
}

/* ---- coming ---- */

static void add_spelling(Names *n, const Cells *c, Str spelling, int64_t id) {
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
  Cells c;
  cell_of(type, spelling, &c);
  int64_t id = cell_name_id(n, &c);
  if (!id) id = may_join(n, &c) ? join_family(n, &c, true) : ++n->last;
  add_spelling(n, &c, spelling, id);
  return id;
}

int64_t names_id(Names *n, Str type, Str spelling) {
  if (n->t->rc != SQLITE_OK) return 0;
  Spelling *s = spelling_of(n, type, spelling);
  if (!s || s->name_id) return s ? s->name_id : 0;
  int64_t id = stored_spelling(n, type, spelling);
  if (!id) id = new_spelling(n, type, spelling);
  s->name_id = id; /* joining files no spelling: s has not moved */
  return id;
}

void names_spelled(Names *n, Str type, Str spelling, int change) {
  Spelling *s = n->t->rc == SQLITE_OK ? spelling_of(n, type, spelling) : 0;
  if (s) s->change += change;
}

void names_begin(Names *n) {
  n->article++;
}

void names_entity(Names *n, int64_t id, int change, int64_t mentions) {
  Count *c = n->t->rc == SQLITE_OK && id ? count_of(n, id) : 0;
  if (!c) return;
  if (c->article != n->article) c->articles += change;
  c->article = n->article;
  c->mentions += change * mentions;
}

void names_quote(Names *n, int64_t id, int change) {
  Count *c = n->t->rc == SQLITE_OK && id ? count_of(n, id) : 0;
  if (c) c->quotes += change;
}

/* ---- writing ---- */

/* The last entity of this spelling went. */
static void drop_spelling(Names *n, Str type, Str spelling, const Cells *c) {
  archive_do(n->t, spelling_stmt(n, SQL_DROP_SPELLING, type, spelling));
  if (!cell_name_id(n, c) && may_join(n, c)) join_family(n, c, false);
}

static void flush_spelling(Names *n, const Spelling *s) {
  Archive *t = n->t;
  Str type = spelling_type(s), spelling = spelling_text(s);
  sqlite3_stmt *stmt = spelling_stmt(n, SQL_COUNT_SPELLING, type, spelling);
  if (stmt) sqlite3_bind_int(stmt, 3, s->change);
  archive_do(t, stmt);
  if (s->change > 0) return;
  stmt = spelling_stmt(n, SQL_SPELLING, type, spelling);
  bool gone = archive_step(t, stmt) && sqlite3_column_int64(stmt, 1) <= 0;
  sqlite3_reset(stmt);
  if (!gone || t->rc != SQLITE_OK) return;
  Cells c;
  cell_of(type, spelling, &c);
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
    if (n->count[i].name_id) flush_name(n, &n->count[i]);
  forget_all(n);
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
  forget_all(n);
  sqlite3_free(n);
}
