/* archive_tally.c - what a few hundred articles change in names, kept in memory: names by number,
** spellings by type and text. Open addressing, at most half full.
*/
#include "sql/archive_names.h"

/* Twice the room, at most half full after; false without memory. `size`: of an item; `put` files
** one item of the old table. */
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

Count *names_tally(Names *n, int64_t id) {
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

Spelling *names_file(Names *n, Str type, Str spelling) {
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
  if (type.n) memcpy(text, type.s, (size_t)type.n);
  text[type.n] = ' ';
  if (spelling.n) memcpy(text + type.n + 1, spelling.s, (size_t)spelling.n);
  *s = (Spelling){.text = text, .n = type.n + 1 + spelling.n, .type_n = type.n};
  n->spellings++;
  return s;
}

void names_forget(Names *n) {
  for (uint32_t i = 0; i < n->spelling_room; i++) sqlite3_free(n->spelling[i].text);
  sqlite3_free(n->spelling);
  sqlite3_free(n->count);
  *n = (Names){.t = n->t, .last = n->last, .written = n->written};
}
