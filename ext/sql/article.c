/* article.c - one analysed text: the document, offsets for SQL, and which of its records have a
 * row. */
#include "sql/sql.h"

/* Most memory of one document. Beyond it the analysis ends with SQLITE_NOMEM: a text of 50 MB of
** nothing but marks is an attack, not an article. */
#define MOST_MEMORY ((size_t)1 << 30)

static void *sqlite_alloc(void *ctx, size_t n) {
  (void)ctx;
  return sqlite3_malloc64(n);
}

static void sqlite_release(void *ctx, void *p) {
  (void)ctx;
  sqlite3_free(p);
}

const Mem mem_sqlite = {sqlite_alloc, sqlite_release, 0};

/* sqlite3_is_interrupted() came with 3.41, in the slot behind value_encoding. The table of the API
** only ever grows, so that the slot is known even if the headers at hand are older than the library
** that loads us. */
bool article_interrupted(void *db) {
#ifdef SQLITE_CORE
#if SQLITE_VERSION_NUMBER >= 3041000
  return sqlite3_is_interrupted(db) != 0;
#else
  (void)db;
  return false;
#endif
#else
  typedef int Slot(sqlite3 *);
  if (sqlite3_libversion_number() < 3041000) return false;
  Slot *slot;
  size_t at = offsetof(sqlite3_api_routines, vtab_in_next) + 5 * sizeof slot;
  memcpy(&slot, (const char *)sqlite3_api + at, sizeof slot);
  return slot(db) != 0;
#endif
}

static bool has_row(const Doc *doc, int32_t entity) {
  const Entity *e = &doc->entities.at[entity];
  return !e->unnamed && e->type != ENTITY_GROUP;
}

/* Ids count by first name, not by first mention: a description before the name would move them,
** depending on what was asked for. */
static void number_entity(Article *a, int32_t entity) {
  if (a->id_of[entity] || !has_row(&a->doc, entity)) return;
  a->entity_at[a->entities++] = entity;
  a->id_of[entity] = a->entities;
}

static void index_mentions(Article *a, int32_t *last_name) {
  Doc *doc = &a->doc;
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    const Mention *m = &doc->mentions.at[i];
    a->next_name[i] = NONE;
    if (m->entity == NONE ? m->form == FORM_NAME : has_row(doc, m->entity))
      a->mention_at[a->mentions++] = i;
    if (m->entity == NONE) continue;
    a->counts[m->entity]++;
    if (m->form != FORM_NAME) continue;
    number_entity(a, m->entity);
    if (last_name[m->entity] == NONE)
      a->first_name[m->entity] = i;
    else
      a->next_name[last_name[m->entity]] = i;
    last_name[m->entity] = i;
  }
}

/* Which entities and mentions have rows, and where each entity is named. */
static void index_article(Article *a) {
  Doc *doc = &a->doc;
  size_t entities = (size_t)doc->entities.n, mentions = (size_t)doc->mentions.n;
  int32_t *entity_ints = doc_alloc(doc, entities * 5 * sizeof(int32_t));
  int32_t *mention_ints = doc_alloc(doc, mentions * 2 * sizeof(int32_t));
  if (!entity_ints || !mention_ints) return;
  a->id_of = entity_ints;
  a->entity_at = entity_ints + entities;
  a->counts = entity_ints + 2 * entities;
  a->first_name = entity_ints + 3 * entities;
  int32_t *last_name = entity_ints + 4 * entities;
  for (size_t i = 0; i < entities; i++) a->first_name[i] = last_name[i] = NONE;
  a->mention_at = mention_ints;
  a->next_name = mention_ints + mentions;
  index_mentions(a, last_name);
  for (int32_t i = 0; i < doc->entities.n; i++) number_entity(a, i);
}

Article *article_new(Str text, Moment published, Mem mem, size_t limit) {
  Article *a = sqlite3_malloc64(sizeof *a + (size_t)text.n);
  if (!a) return 0;
  memset(a, 0, sizeof *a);
  char *copy = (char *)(a + 1);
  if (text.n) memcpy(copy, text.s, (size_t)text.n);
  doc_open(&a->doc, mem, limit, (Str){copy, text.n});
  a->doc.published = published;
  a->text = a->doc.text;
  a->published = published;
  a->refs = 1;
  return a;
}

void article_read(Article *a, Reader *reader, unsigned want) {
  a->lang = reader->lang;
  a->want = want;
  offsets_make(&a->offsets, &a->doc, a->text);
  analyze(&a->doc, reader, want);
  if (a->doc.rc == DOC_OK) index_article(a);
}

Article *article_open(Reader *reader, sqlite3 *db, Str text, Moment published, unsigned want) {
  Article *a = article_new(text, published, mem_sqlite, MOST_MEMORY);
  if (!a) return 0;
  a->doc.stop = article_interrupted;
  a->doc.stop_ctx = db;
  article_read(a, reader, want);
  return a;
}

Article *article_hold(Article *a) {
  a->refs++;
  return a;
}

void article_release(Article *a) {
  if (!a || --a->refs > 0) return;
  doc_close(&a->doc);
  sqlite3_free(a);
}

size_t article_bytes(const Article *a) {
  return sizeof *a + (size_t)a->text.n + a->doc.arena.used;
}

Str article_lemma(Article *a, int32_t token) {
  if (!a->lemmas) a->lemmas = doc_alloc(&a->doc, (size_t)a->doc.tokens.n * sizeof *a->lemmas);
  if (!a->lemmas) return STR_NONE;
  if (str_none(a->lemmas[token])) a->lemmas[token] = lemma_of(&a->doc, a->lang, token);
  return a->lemmas[token];
}

Str article_span(const Article *a, int32_t start, int32_t end) {
  return str_sub(a->text, start, end);
}

Str article_own(const Article *a, Str s) {
  Str text = a->doc.text;
  if (str_none(s) || (uintptr_t)s.s < (uintptr_t)text.s ||
      (uintptr_t)s.s >= (uintptr_t)text.s + (uintptr_t)text.n)
    return s;
  return (Str){a->text.s + (s.s - text.s), s.n};
}
