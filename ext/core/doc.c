/* doc.c - the document: opening, growing arrays, searching spans, names of kinds. */
#include "core/doc.h"

#include <stdarg.h>
#include <stdio.h>

#define MOST_BYTES (1 << 30)
#define MOST_ITEMS (INT32_MAX / 2)

void doc_open(Doc *doc, Mem mem, size_t limit, Str text) {
  memset(doc, 0, sizeof *doc);
  arena_open(&doc->arena, mem, limit);
  if (text.n > MOST_BYTES) text.n = MOST_BYTES;
  const char *nul = text.n > 0 ? memchr(text.s, 0, (size_t)text.n) : 0;
  if (nul) text.n = (int32_t)(nul - text.s);
  if (text.n <= 0) text = STR("");
  doc->text = text;
  doc->fold = text;
}

void doc_close(Doc *doc) {
  arena_close(&doc->arena);
  memset(doc, 0, sizeof *doc);
}

void *doc_alloc(Doc *doc, size_t n) {
  void *p = doc->rc == DOC_OK ? arena_alloc(&doc->arena, n) : 0;
  if (!p && doc->rc == DOC_OK) doc->rc = DOC_NOMEM;
  return p;
}

void *doc_scratch(Doc *doc, size_t n) {
  void *p = doc->rc == DOC_OK ? arena_grow(&doc->arena, 0, 0, n) : 0;
  if (!p && doc->rc == DOC_OK) doc->rc = DOC_NOMEM;
  return p;
}

bool doc_grow_(Doc *doc, void **at, int32_t *cap, size_t size) {
  int32_t more = *cap < MOST_ITEMS ? (*cap ? *cap * 2 : 16) : 0;
  void *p = more ? arena_grow(&doc->arena, *at, (size_t)*cap * size, (size_t)more * size) : 0;
  if (!p) {
    doc->rc = DOC_NOMEM;
    return false;
  }
  *at = p;
  *cap = more;
  return true;
}

void doc_reserve_(Doc *doc, void **at, int32_t *cap, size_t size, int32_t count) {
  if (*cap || doc->rc != DOC_OK) return;
  *at = arena_grow(&doc->arena, 0, 0, (size_t)count * size);
  if (*at)
    *cap = count;
  else
    doc->rc = DOC_NOMEM;
}

Str doc_keep(Doc *doc, Str s) {
  if (str_none(s)) return s;
  char *p = doc_alloc(doc, (size_t)s.n + 1);
  if (!p) return STR_NONE;
  memcpy(p, s.s, (size_t)s.n);
  return (Str){p, s.n};
}

Str doc_print(Doc *doc, const char *format, ...) {
  char buffer[256];
  va_list args;
  va_start(args, format);
  /* clang-tidy 14 does not see that line. NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
  int n = vsnprintf(buffer, sizeof buffer, format, args);
  va_end(args);
  char *p = n < 0 ? 0 : doc_alloc(doc, (size_t)n + 1);
  if (p && n < (int)sizeof buffer) memcpy(p, buffer, (size_t)n);
  if (p && n >= (int)sizeof buffer) { /* cut off, it could end inside a character */
    va_start(args, format);
    vsnprintf(p, (size_t)n + 1, format, args);
    va_end(args);
  }
  return p ? (Str){p, n} : STR_NONE;
}

bool doc_stop(Doc *doc) {
  if (doc->rc == DOC_OK && doc->stop && doc->stop(doc->stop_ctx)) doc->rc = DOC_STOPPED;
  return doc->rc != DOC_OK;
}

int32_t doc_sentence_at(const Doc *doc, int32_t at) {
  int32_t low = 0, high = doc->sentences.n; /* last sentence with start <= at */
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (doc->sentences.at[mid].start <= at)
      low = mid + 1;
    else
      high = mid;
  }
  return low ? low - 1 : doc->sentences.n ? 0 : NONE;
}

int32_t doc_token_at(const Doc *doc, int32_t at) {
  int32_t low = 0, high = doc->tokens.n;
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (doc->tokens.at[mid].end <= at)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* ---- names of kinds ---- */

static const char *const tag_names[] = {
#define TAG(id, name) name,
#include "core/tags.def"
#undef TAG
};
static const char *const rel_names[] = {
#define REL(id, name) name,
#include "core/rels.def"
#undef REL
};
static const char *const type_names[] = {
#define ENTITY_TYPE(id, name) name,
#include "core/types.def"
#undef ENTITY_TYPE
};
static const char *const date_names[] = {
#define DATE_KIND(id, name) name,
#include "core/datekinds.def"
#undef DATE_KIND
};
static const char *const figure_names[] = {
#define FIGURE_KIND(id, name) name,
#include "core/figures.def"
#undef FIGURE_KIND
};
static const char *const relation_names[] = {"=", "~", ">", ">=", "<", "<=", "between"};
static const char *const status_names[] = {"stated", "claimed", "expected", "denied"};
static const char *const quote_names[] = {"direct", "mixed", "indirect"};
static const char *const form_names[] = {"name", "description", "pronoun"};

const char *tag_name(int tag) {
  return tag_names[tag];
}
const char *rel_name(int rel) {
  return rel_names[rel];
}
const char *type_name(int type) {
  return type_names[type];
}
const char *date_kind_name(int kind) {
  return date_names[kind];
}
const char *figure_kind_name(int kind) {
  return figure_names[kind];
}
const char *relation_name(int relation) {
  return relation_names[relation];
}
const char *status_name(int status) {
  return status_names[status];
}
const char *quote_kind_name(int kind) {
  return quote_names[kind];
}
const char *mention_form_name(int form) {
  return form_names[form];
}
