/* conn.c - the connection's language, reader and cache of analysed documents. */
#include "sql/conn.h"

#include <string.h>

#define CACHE_BYTES (64u << 20)
#define CACHE_ARTICLES 16
#define CHAR_STEP 256

static void *sql_alloc(void *ctx, size_t n) {
  (void)ctx;
  return sqlite3_malloc64(n);
}

static void sql_release(void *ctx, void *p) {
  (void)ctx;
  sqlite3_free(p);
}

static const Mem sql_mem = {sql_alloc, sql_release, 0};

static bool interrupted(void *db) {
#if SQLITE_VERSION_NUMBER >= 3041000
  return sqlite3_libversion_number() >= 3041000 && sqlite3_is_interrupted(db);
#else
  (void)db;
  return false;
#endif
}

int conn_open(sqlite3 *db, Conn **conn, const char **why) {
  Conn *c = sqlite3_malloc64(sizeof *c);
  *why = 0;
  if (!c) return SQLITE_NOMEM;
  memset(c, 0, sizeof *c);
  c->db = db;
  c->refs = 1;
  *why = lang_en(&c->store, &c->lang);
  if (*why || !reader_open(&c->reader, c->lang)) {
    sqlite3_free(c);
    return *why ? SQLITE_ERROR : SQLITE_NOMEM;
  }
  *conn = c;
  return SQLITE_OK;
}

void article_release(Article *a) {
  if (!a || --a->refs > 0) return;
  doc_close(&a->doc);
  sqlite3_free(a->chars);
  sqlite3_free(a->entity_id);
  sqlite3_free(a->source);
  sqlite3_free(a);
}

void conn_unref(void *conn) {
  Conn *c = conn;
  if (--c->refs > 0) return;
  for (Article *a = c->cache, *next; a; a = next) {
    next = a->next;
    article_release(a);
  }
  reader_close(&c->reader);
  sqlite3_free(c);
}

/* ---- characters ---- */

/* Moves from byte *at to `to` as SQLite's length() does: a byte from 0xC0 up takes all 10xxxxxx
 * along. */
static int32_t count_chars(const char *s, int32_t *at, int32_t to, int32_t n) {
  int32_t count = 0, i = *at;
  while (i < to) {
    count++;
    if ((uint8_t)s[i++] >= 0xC0)
      while (i < n && ((uint8_t)s[i] & 0xC0) == 0x80) i++;
  }
  *at = i;
  return count;
}

/* chars[k]: the characters that begin before byte k*CHAR_STEP; a step inside a character belongs to
 * it. */
static int index_chars(Article *a) {
  int32_t i = 0;
  while (i < a->n && (uint8_t)a->source[i] < 0x80) i++;
  if (i == a->n) return SQLITE_OK;
  int32_t steps = a->n / CHAR_STEP + 1, count = 0;
  a->chars = sqlite3_malloc64((sqlite3_uint64)steps * 2 * sizeof *a->chars);
  if (!a->chars) return SQLITE_NOMEM;
  i = 0;
  for (int32_t k = 0; k < steps; k++) {
    count += count_chars(a->source, &i, k * CHAR_STEP, a->n);
    a->chars[2 * k] = count;
    a->chars[2 * k + 1] = i; /* where the next character begins */
  }
  return SQLITE_OK;
}

int32_t article_chars(const Article *a, int32_t at) {
  if (!a->chars) return at;
  int32_t k = at / CHAR_STEP, i = a->chars[2 * k + 1];
  return a->chars[2 * k] + (i < at ? count_chars(a->source, &i, at, a->n) : 0);
}

/* ---- analysis ---- */

static int number_entities(Article *a) {
  sqlite3_free(a->entity_id);
  a->named = 0;
  a->entity_id = sqlite3_malloc64(((sqlite3_uint64)a->doc.entities.n + 1) * sizeof *a->entity_id);
  if (!a->entity_id) return SQLITE_NOMEM;
  for (int32_t i = 0; i < a->doc.entities.n; i++)
    a->entity_id[i] = a->doc.entities.at[i].unnamed ? 0 : ++a->named;
  return SQLITE_OK;
}

static int run(Conn *c, Article *a, unsigned want) {
  doc_close(&a->doc);
  doc_open(&a->doc, sql_mem, 0, (Str){a->source, a->n});
  a->doc.published = a->published;
  a->doc.stop = interrupted;
  a->doc.stop_ctx = c->db;
  a->want = want;
  analyze(&a->doc, &c->reader, want);
  switch (a->doc.rc) {
  case DOC_NOMEM: return SQLITE_NOMEM;
  case DOC_STOPPED: return SQLITE_INTERRUPT;
  case DOC_BROKEN: return SQLITE_INTERNAL;
  default: return number_entities(a);
  }
}

const char *conn_error(const Article *a, int rc) {
  return rc == SQLITE_INTERNAL && a ? a->doc.broken : 0;
}

static int article_new(Conn *c, const char *text, int32_t n, uint32_t hash, Moment published,
                       Article **out) {
  Article *a = sqlite3_malloc64(sizeof *a);
  (void)c;
  if (!a) return SQLITE_NOMEM;
  memset(a, 0, sizeof *a);
  a->refs = 1;
  a->n = n;
  a->hash = hash;
  a->published = published;
  a->source = sqlite3_malloc64((sqlite3_uint64)n + 1);
  if (!a->source || (memcpy(a->source, text, (size_t)n), index_chars(a))) {
    article_release(a);
    return SQLITE_NOMEM;
  }
  *out = a;
  return SQLITE_OK;
}

static bool same_moment(Moment a, Moment b) {
  return a.known == b.known &&
         (!a.known || (a.year == b.year && a.month == b.month && a.day == b.day &&
                       a.hour == b.hour && a.minute == b.minute));
}

/* Takes a cached article out of the list; NULL if it is not there. */
static Article *take(Conn *c, const char *text, int32_t n, uint32_t hash, Moment published) {
  for (Article **p = &c->cache; *p; p = &(*p)->next) {
    Article *a = *p;
    if (a->hash != hash || a->n != n || !same_moment(a->published, published)) continue;
    if (memcmp(a->source, text, (size_t)n) != 0) continue;
    *p = a->next;
    return a;
  }
  return 0;
}

static size_t weight(const Article *a) {
  return a->doc.arena.used + (size_t)a->n + sizeof *a;
}

/* Puts it in front; what is beyond the bounds goes. The newest stays whatever it weighs. */
static void put(Conn *c, Article *a) {
  size_t bytes = 0;
  int count = 0;
  a->next = c->cache;
  c->cache = a;
  for (Article **p = &c->cache; *p;) {
    bytes += weight(*p);
    if (count++ == 0 || (bytes <= CACHE_BYTES && count <= CACHE_ARTICLES)) {
      p = &(*p)->next;
      continue;
    }
    Article *old = *p;
    *p = old->next;
    article_release(old);
  }
}

Moment conn_published(const Conn *c, sqlite3_value *v) {
  Moment none = {0};
  if (!v || sqlite3_value_type(v) == SQLITE_NULL) return none;
  const char *s = (const char *)sqlite3_value_text(v);
  return s ? moment_read(c->lang, (Str){s, sqlite3_value_bytes(v)}) : none;
}

int conn_read(Conn *c, sqlite3_value *text, sqlite3_value *published, unsigned want,
              Article **out) {
  Article *a = 0;
  *out = 0;
  Moment moment = conn_published(c, published);
  const char *s = (const char *)sqlite3_value_text(text);
  int32_t n = sqlite3_value_bytes(text);
  if (!s) return sqlite3_value_type(text) == SQLITE_NULL ? SQLITE_OK : SQLITE_NOMEM;
  const char *nul = memchr(s, 0, (size_t)n);
  if (nul) n = (int32_t)(nul - s);
  uint32_t hash = str_hash((Str){s, n < 4096 ? n : 4096});
  a = take(c, s, n, hash, moment);
  if (!a) {
    int rc = article_new(c, s, n, hash, moment, &a);
    if (rc) return rc;
  }
  c->want |= want;
  int rc = (a->want & want) == want ? SQLITE_OK : a->refs > 1 ? SQLITE_BUSY : run(c, a, c->want);
  if (rc == SQLITE_BUSY) { /* a cursor reads it for less: analyse a twin */
    Article *twin;
    rc = article_new(c, s, n, hash, moment, &twin);
    article_release(a);
    if (rc) return rc;
    a = twin;
    rc = run(c, a, c->want);
  }
  if (rc) {
    if (rc == SQLITE_INTERNAL)
      *out = a; /* for conn_error; the caller releases it */
    else
      article_release(a);
    return rc;
  }
  a->refs++;
  put(c, a);
  *out = a;
  return SQLITE_OK;
}
