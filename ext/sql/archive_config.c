/* archive_config.c - options that stay in the database, and which version made which rows. */
#include "sql/archive.h"
#include "version.h"

#include <unicode/uversion.h>

typedef struct Option {
  const char *name;
  int64_t usual, least, most;
} Option;

static const Option options[] = {
    {"threads", 0, 0, 64},            /* 0: as many as there are cores */
    {"batch", 500, 1, 1000000},       /* articles of news_refresh() without a number */
    {"memory", 64, 1, 4096},          /* MB that the analysis of one article may take */
    {"longest", 4000000, 1, 1 << 30}, /* bytes of an article; longer ones fail */
};

static const Option *find(const char *name) {
  for (size_t i = 0; i < sizeof options / sizeof *options; i++)
    if (sqlite3_stricmp(options[i].name, name) == 0) return &options[i];
  return 0;
}

static Str str(const char *s) {
  return (Str){s, (int32_t)strlen(s)};
}

/* What stands in the table is believed only within bounds: somebody else may have written there. */
int64_t archive_option(Archive *t, const char *name) {
  const Option *o = find(name);
  sqlite3_stmt *stmt = archive_stmt(t, SQL_OPTION);
  int64_t value = o->usual;
  archive_bind(t, stmt, 1, str(o->name));
  if (archive_step(t, stmt)) value = sqlite3_column_int64(stmt, 0);
  sqlite3_reset(stmt);
  return value < o->least || value > o->most ? o->usual : value;
}

bool archive_set_option(Archive *t, const char *name, sqlite3_value *value) {
  const Option *o = find(name);
  if (!o) return false;
  int64_t n = sqlite3_value_int64(value);
  if (sqlite3_value_numeric_type(value) != SQLITE_INTEGER || n < o->least || n > o->most) {
    archive_fail(
        t, SQLITE_ERROR,
        "news: '%s' takes a number from %lld to %lld: INSERT INTO %s(%s, value) VALUES('%s', %lld)",
        o->name, (long long)o->least, (long long)o->most, t->name, t->name, o->name,
        (long long)(o->usual ? o->usual : 2));
    return true;
  }
  sqlite3_stmt *stmt = archive_stmt(t, SQL_SET_OPTION);
  archive_bind(t, stmt, 1, str(o->name));
  if (stmt) sqlite3_bind_int64(stmt, 2, n);
  archive_do(t, stmt);
  return true;
}

/* ---- versions ---- */

static int64_t known_version(Archive *t, Str made_by) {
  sqlite3_stmt *stmt = archive_stmt(t, SQL_VERSION);
  archive_bind(t, stmt, 1, made_by);
  int64_t version = archive_step(t, stmt) ? sqlite3_column_int64(stmt, 0) : 0;
  sqlite3_reset(stmt);
  return version;
}

static uint32_t model_sum(const ModelFile *file) {
  ModelHead head;
  memcpy(&head, file->data, sizeof head);
  return head.checksum;
}

/* Only another version can have other columns. */
int64_t archive_version(Archive *t) {
  const Lang *lang = conn_lang(t->conn);
  UVersionInfo icu;
  char icu_text[U_MAX_VERSION_STRING_LENGTH], made_by[200];
  u_getVersion(icu);
  u_versionToString(icu, icu_text);
  sqlite3_snprintf(sizeof made_by, made_by, "news %s, words %08x, models %08x %08x, ICU %s",
                   NEWS_VERSION, lang->pack->head->checksum, model_sum(&lang->model->syntax),
                   model_sum(&lang->model->names), icu_text);
  int64_t version = known_version(t, str(made_by));
  if (version || t->rc != SQLITE_OK) return version;
  sqlite3_stmt *stmt = archive_stmt(t, SQL_ADD_VERSION);
  archive_bind(t, stmt, 1, str(made_by));
  archive_do(t, stmt);
  version = sqlite3_last_insert_rowid(t->db);
  archive_adapt(t);
  return version;
}
