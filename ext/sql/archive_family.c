/* archive_family.c - which spellings are one name: cells, and how those of one family name are
** joined (archive_names.h).
*/
#include "sql/archive_names.h"

/* ---- cells ---- */

/* Keys of scripts without letters that we know may be empty: the spelling then. */
void name_cell(Str type, Str spelling, NameCell *c) {
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

static sqlite3_stmt *name_cell_stmt(Names *n, ArchiveSql id, const NameCell *c) {
  sqlite3_stmt *stmt = archive_stmt(n->t, id);
  archive_bind(n->t, stmt, 1, c->type);
  archive_bind(n->t, stmt, 2, c->family);
  if (stmt && sqlite3_bind_parameter_count(stmt) > 2) archive_bind(n->t, stmt, 3, c->first);
  return stmt;
}

static int64_t name_cell_id(Names *n, const NameCell *c) {
  sqlite3_stmt *stmt = name_cell_stmt(n, SQL_CELL, c);
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
  if (m->n) memcpy(m->first, first.s, (size_t)m->n); /* of a damaged table: NULL */
  m->was = m->keeps = was;
  m->is = 0;
}

static void read_family(Names *n, const NameCell *c, Family *f) {
  sqlite3_stmt *stmt = name_cell_stmt(n, SQL_CELLS, c);
  while (archive_step(n->t, stmt))
    member_add(n, f, archive_column(stmt, 0), sqlite3_column_int64(stmt, 1));
}

/* The same of a small family, in one look; false if it is not small. */
enum { SMALL = 16 };
static bool read_small_family(Names *n, const NameCell *c, Family *f) {
  sqlite3_stmt *stmt = name_cell_stmt(n, SQL_FAMILY, c);
  int rows = 0;
  while (rows < SMALL && archive_step(n->t, stmt)) {
    Str first = archive_column(stmt, 0);
    const Member *m = f->n ? &f->member[f->n - 1] : 0;
    if (!m || !str_eq(first, (Str){m->first, m->n}))
      member_add(n, f, first, sqlite3_column_int64(stmt, 1));
    rows++;
  }
  sqlite3_reset(stmt);
  return rows < SMALL;
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

/* A first name that is new takes the number of the initial or last name that joins it: rows stay.
*/
static void inherit(Family *f) {
  for (int32_t i = 0; i < f->n; i++) {
    Member *m = &f->member[i], *fit = rank(m) && m->was ? only_fit(f, m) : 0;
    if (fit && !fit->keeps) fit->keeps = m->was;
  }
}

/* People with first names keep their number first, then initials, then last names alone. Two first
** names never have one number, so that only what joins must look whether its own is taken. */
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

static void move_cell(Names *n, const NameCell *c, int64_t from, int64_t to) {
  Archive *t = n->t;
  sqlite3_stmt *stmt = name_cell_stmt(n, SQL_MOVE_CELL, c);
  if (stmt) sqlite3_bind_int64(stmt, 4, to);
  archive_do(t, stmt);
  stmt = name_cell_stmt(n, SQL_MOVE_ENTITIES, c);
  if (stmt) sqlite3_bind_int64(stmt, 4, to), sqlite3_bind_int64(stmt, 5, from);
  archive_do(t, stmt);
  archive_int(t, SQL_MOVE_QUOTES, from, 0);
  Count *a = names_tally(n, from);
  if (a) a->anew = true;
  Count *b = names_tally(n, to);
  if (b) b->anew = true;
}

/* Spellings in memory follow their cell. */
static void follow(Names *n, const NameCell *c, int64_t from, int64_t to) {
  for (uint32_t i = 0; i < n->spelling_room; i++) {
    Spelling *s = &n->spelling[i];
    NameCell other;
    if (!s->text || s->name_id != from || !str_eq(spelling_type(s), c->type)) continue;
    name_cell(spelling_type(s), spelling_text(s), &other);
    if (str_eq(other.family, c->family) && str_eq(other.first, c->first)) s->name_id = to;
  }
}

/* Joins a family anew, and moves those that change their name. Gives the name of the cell. */
static int64_t join_cells(Names *n, const NameCell *c, Family *f) {
  int64_t id = 0;
  if (n->t->rc == SQLITE_OK) join(n, f);
  for (int32_t i = 0; i < f->n && n->t->rc == SQLITE_OK; i++) {
    Member *m = &f->member[i];
    NameCell cell = {.type = c->type, .family = c->family, .first = {m->first, m->n}};
    if (str_eq(cell.first, c->first)) id = m->is;
    if (!m->was || m->is == m->was) continue;
    move_cell(n, &cell, m->was, m->is);
    follow(n, &cell, m->was, m->is);
  }
  return id;
}

static bool is_person(const NameCell *c) {
  return str_eq(c->type, STR("person"));
}

static bool other_name(const NameCell *c, Str first) {
  return first.n > 1 && !str_eq(first, c->first);
}

/* Can the coming or going of a cell change how its family is joined? Not where two first names stand beside
** it and no initial like its own: last names alone stay alone then, whatever comes or goes. */
static bool small_may_join(const NameCell *c, const Family *f) {
  if (!is_person(c)) return false;
  int others = 0;
  bool initial = c->first.n < 2;
  for (int32_t i = 0; i < f->n; i++) {
    Str first = {f->member[i].first, f->member[i].n};
    initial |= first.n == 1 && first.s[0] == c->first.s[0];
    others += other_name(c, first);
  }
  return initial || others < 2;
}

static bool large_may_join(Names *n, const NameCell *c) {
  if (!is_person(c)) return false;
  if (c->first.n < 2) return true;
  NameCell initial = *c;
  initial.first = str_sub(c->first, 0, 1);
  if (name_cell_id(n, &initial)) return true;
  int others = 0;
  sqlite3_stmt *stmt = name_cell_stmt(n, SQL_FEW_CELLS, c);
  while (archive_step(n->t, stmt)) others += other_name(c, archive_column(stmt, 0));
  return others < 2;
}

static int64_t small_comes(Names *n, const NameCell *c, Family *f) {
  for (int32_t i = 0; i < f->n; i++)
    if (str_eq((Str){f->member[i].first, f->member[i].n}, c->first)) return f->member[i].was;
  if (!small_may_join(c, f)) return ++n->last;
  member_add(n, f, c->first, 0);
  return join_cells(n, c, f);
}

/* Not looked at as a whole unless it must be: thousands can have one last name. */
static int64_t large_comes(Names *n, const NameCell *c, Family *f) {
  int64_t id = name_cell_id(n, c);
  if (id) return id;
  if (!large_may_join(n, c)) return ++n->last;
  f->n = 0;
  read_family(n, c, f);
  member_add(n, f, c->first, 0);
  return join_cells(n, c, f);
}

int64_t family_comes(Names *n, const NameCell *c) {
  Family f = {0};
  bool small = read_small_family(n, c, &f);
  int64_t id = n->t->rc != SQLITE_OK ? 0 : small ? small_comes(n, c, &f) : large_comes(n, c, &f);
  sqlite3_free(f.member);
  return id;
}

void family_goes(Names *n, const NameCell *c) {
  Family f = {0};
  if (name_cell_id(n, c) || !large_may_join(n, c)) return;
  read_family(n, c, &f);
  join_cells(n, c, &f);
  sqlite3_free(f.member);
}
