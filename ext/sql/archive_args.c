/* archive_args.c - what stands in USING news(…), and whether the content table is fit for it. */
#include "sql/archive.h"

#define EXAMPLE                                                                                    \
  "CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published_at)"

/* ---- arguments ---- */

static bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static Str trim(Str s) {
  while (s.n && blank(s.s[0])) s.s++, s.n--;
  while (s.n && blank(s.s[s.n - 1])) s.n--;
  return s;
}

/* A name as SQL writes it: plain, or in "…", '…', `…` (doubled inside) or […]. NULL if the marks do
** not close. */
static char *unquote(Str s) {
  char open = s.n ? s.s[0] : 0, close = open == '[' ? ']' : open;
  bool marked = open == '"' || open == '\'' || open == '`' || open == '[';
  char *out = sqlite3_malloc64((size_t)s.n + 1);
  int32_t n = 0, i = marked;
  if (!out) return 0;
  for (; i < s.n; i++) {
    if (marked && s.s[i] == close) {
      if (open == '[' || i + 1 >= s.n || s.s[i + 1] != close) break;
      i++;
    }
    out[n++] = s.s[i];
  }
  out[n] = 0;
  if (!marked || i == s.n - 1) return out;
  sqlite3_free(out);
  return 0;
}

static char **option(Archive *t, Str name) {
  static const char *const names[] = {"content", "text", "published", "rowid"};
  char **const values[] = {&t->content, &t->text, &t->published, &t->key};
  for (int i = 0; i < 4; i++)
    if (name.n == (int32_t)strlen(names[i]) && sqlite3_strnicmp(name.s, names[i], name.n) == 0)
      return values[i];
  return 0;
}

static void argument(Archive *t, const char *arg) {
  Str all = trim((Str){arg, (int32_t)strlen(arg)});
  const char *equals = memchr(all.s, '=', (size_t)all.n);
  Str name = trim((Str){all.s, equals ? (int32_t)(equals - all.s) : all.n});
  char **value = equals ? option(t, name) : 0;
  if (!value) {
    archive_fail(t, SQLITE_ERROR,
                 "news: no option \"%.*s\"; there are content, text, published, rowid: %s", name.n,
                 name.s, EXAMPLE);
    return;
  }
  if (*value) {
    archive_fail(t, SQLITE_ERROR, "news: %.*s= is given twice", name.n, name.s);
    return;
  }
  *value = unquote(trim((Str){equals + 1, all.n - (int32_t)(equals + 1 - all.s)}));
  if (!*value || !**value)
    archive_fail(t, SQLITE_ERROR, "news: %.*s= needs a name: %s", name.n, name.s, EXAMPLE);
}

/* archive_quotes of an archive called "news" would be news_quotes, and hide the function. */
static bool hides_ours(const char *name) {
  return sqlite3_stricmp(name, "news") == 0 || sqlite3_strnicmp(name, "news_", 5) == 0;
}

/* The hidden column for commands has the name of the table. */
static bool is_column(const char *name) {
  static const char *const columns[] = {"article",  "state",   "error",   "quotes",
                                        "entities", "figures", "version", "value"};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
    if (sqlite3_stricmp(name, columns[i]) == 0) return true;
  return false;
}

void archive_args(Archive *t, int argc, const char *const *argv) {
  t->schema = sqlite3_mprintf("%s", argv[1]);
  t->name = sqlite3_mprintf("%s", argv[2]);
  if (!t->schema || !t->name) archive_fail(t, SQLITE_NOMEM, 0);
  for (int i = 3; i < argc && t->rc == SQLITE_OK; i++) argument(t, argv[i]);
  if (t->rc != SQLITE_OK) return;
  if (!t->content || !t->text)
    archive_fail(t, SQLITE_ERROR, "news: %s= is missing: %s", t->content ? "text" : "content",
                 EXAMPLE);
  else if (hides_ours(t->name))
    archive_fail(
        t, SQLITE_ERROR,
        "news: a table called \"%s\" would hide functions of the extension; take another name, as "
        "in " EXAMPLE,
        t->name);
  else if (is_column(t->name))
    archive_fail(t, SQLITE_ERROR,
                 "news: \"%s\" is a column of every archive; take another name, as in " EXAMPLE,
                 t->name);
  else if (sqlite3_stricmp(t->schema, "temp") == 0)
    archive_fail(
        t, SQLITE_ERROR,
        "news: an archive cannot be TEMP; create it beside its articles: CREATE VIRTUAL TABLE "
        "main.%s …",
        t->name);
}

/* ---- the content table ---- */

/* "table", "view", "virtual", "shadow" into kind; *keyed: WITHOUT ROWID. False: there is none. */
static bool look_up(Archive *t, char kind[16], bool *keyed) {
  sqlite3_stmt *stmt = archive_prepare(
      t, "SELECT type, wr FROM pragma_table_list(?1) WHERE schema = ?2 COLLATE NOCASE");
  archive_bind(t, stmt, 1, (Str){t->content, (int32_t)strlen(t->content)});
  archive_bind(t, stmt, 2, (Str){t->schema, (int32_t)strlen(t->schema)});
  bool found = archive_step(t, stmt);
  if (found) {
    sqlite3_snprintf(16, kind, "%s", sqlite3_column_text(stmt, 0));
    *keyed = sqlite3_column_int(stmt, 1) != 0;
  }
  sqlite3_finalize(stmt);
  return found;
}

static void check_table(Archive *t) {
  char kind[16] = "";
  bool keyed = false;
  if (!look_up(t, kind, &keyed))
    archive_fail(
        t, SQLITE_ERROR,
        "news: no table \"%s\" in schema %s; articles must stand in the archive's own schema",
        t->content, t->schema);
  else if (strcmp(kind, "view") == 0)
    archive_fail(
        t, SQLITE_ERROR,
        "news: \"%s\" is a view, whose changes cannot be noticed; name the table that it reads",
        t->content);
  else if (strcmp(kind, "table") != 0)
    archive_fail(
        t, SQLITE_ERROR,
        "news: \"%s\" is a %s table, whose changes cannot be noticed; articles must stand in an "
        "ordinary table",
        t->content, kind);
  else if (keyed)
    archive_fail(
        t, SQLITE_ERROR,
        "news: \"%s\" is WITHOUT ROWID; articles are known by their rowid: copy them to a table "
        "with an INTEGER PRIMARY KEY, the present key UNIQUE beside it",
        t->content);
}

/* Is there a column of this name? An INTEGER PRIMARY KEY is *key then (borrowed from stmt). */
static bool has_column(Archive *t, const char *name) {
  sqlite3_stmt *stmt =
      archive_prepare(t, "SELECT 1 FROM pragma_table_xinfo(?1, ?2) WHERE name = ?3 COLLATE NOCASE");
  archive_bind(t, stmt, 1, (Str){t->content, (int32_t)strlen(t->content)});
  archive_bind(t, stmt, 2, (Str){t->schema, (int32_t)strlen(t->schema)});
  archive_bind(t, stmt, 3, (Str){name, (int32_t)strlen(name)});
  bool found = archive_step(t, stmt);
  sqlite3_finalize(stmt);
  return found;
}

static void check_column(Archive *t, const char *option, const char *name) {
  if (!name || t->rc != SQLITE_OK || has_column(t, name)) return;
  char *all = 0;
  sqlite3_stmt *stmt =
      archive_prepare(t, "SELECT group_concat(name, ', ') FROM pragma_table_xinfo(?1, ?2)");
  archive_bind(t, stmt, 1, (Str){t->content, (int32_t)strlen(t->content)});
  archive_bind(t, stmt, 2, (Str){t->schema, (int32_t)strlen(t->schema)});
  if (archive_step(t, stmt)) all = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
  archive_fail(t, SQLITE_ERROR, "news: %s=%s: \"%s\" has no such column; it has %s", option, name,
               t->content, all ? all : "others");
  sqlite3_free(all);
}

/* The column that is an alias of the rowid, owned; NULL if there is none. It is the only key
** without an index of its own. */
static char *integer_key(Archive *t) {
  char *name = 0;
  sqlite3_stmt *stmt = archive_prepare(
      t, "SELECT name FROM pragma_table_xinfo(?1, ?2) WHERE pk = 1 AND type = 'INTEGER' COLLATE "
         "NOCASE "
         "AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(?1, ?2) WHERE pk > 1) "
         "AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')");
  archive_bind(t, stmt, 1, (Str){t->content, (int32_t)strlen(t->content)});
  archive_bind(t, stmt, 2, (Str){t->schema, (int32_t)strlen(t->schema)});
  if (archive_step(t, stmt)) {
    name = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
    if (!name) archive_fail(t, SQLITE_NOMEM, 0);
  }
  sqlite3_finalize(stmt);
  return name;
}

static const char *plain_rowid(Archive *t) {
  static const char *const names[] = {"rowid", "_rowid_", "oid"};
  for (int i = 0; i < 3; i++)
    if (!has_column(t, names[i])) return names[i];
  return 0;
}

static void find_key(Archive *t) {
  char *key = integer_key(t);
  const char *plain = key ? key : plain_rowid(t);
  t->renumbers = !key;
  if (!plain)
    archive_fail(
        t, SQLITE_ERROR,
        "news: columns of \"%s\" hide all names of its rowid; give it an INTEGER PRIMARY KEY",
        t->content);
  else if (t->key && sqlite3_stricmp(t->key, plain) != 0)
    archive_fail(
        t, SQLITE_ERROR,
        "news: rowid=%s: articles are known by their rowid, which in \"%s\" is called %s; leave "
        "rowid= out, or make \"%s\" an INTEGER PRIMARY KEY",
        t->key, t->content, plain, t->key);
  if (t->rc == SQLITE_OK && !t->key && !(t->key = sqlite3_mprintf("%s", plain)))
    archive_fail(t, SQLITE_NOMEM, 0);
  sqlite3_free(key);
}

void archive_content(Archive *t) {
  if (t->rc != SQLITE_OK) return;
  check_table(t);
  check_column(t, "text", t->text);
  check_column(t, "published", t->published);
  if (t->rc == SQLITE_OK) find_key(t);
  sqlite3_stmt *stmt =
      archive_prepare(t, "SELECT 1 FROM pragma_index_list(?1, ?2) WHERE \"unique\"");
  archive_bind(t, stmt, 1, (Str){t->content, (int32_t)strlen(t->content)});
  archive_bind(t, stmt, 2, (Str){t->schema, (int32_t)strlen(t->schema)});
  t->replaces = archive_step(t, stmt);
  sqlite3_finalize(stmt);
}
