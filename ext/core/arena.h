/* arena.h - memory of one document: many small allocations, freed together.
**
** Allocation is injected (Mem), so that the extension counts against SQLite's heap limit and tests
** can make any allocation fail. An arena never frees single pieces; growing arrays that are the
** last piece grow in place. When the limit is reached or the allocator fails, `failed` is set and
** stays set; arena_alloc returns NULL from then on.
*/
#ifndef NEWS_ARENA_H
#define NEWS_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

typedef struct Mem {
  void *(*alloc)(void *ctx, size_t n); /* NULL when there is none */
  void (*release)(void *ctx, void *p); /* p may be NULL */
  void *ctx;
} Mem;

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
  Mem mem;
  ArenaBlock *block; /* newest first */
  size_t used;       /* bytes taken from mem, blocks included */
  size_t limit;      /* most bytes to take; 0 = no limit */
  bool failed;       /* sticky: an allocation could not be had */
} Arena;

void arena_open(Arena *a, Mem mem, size_t limit);
void arena_close(Arena *a);

/* n bytes, 16-aligned, zeroed. NULL when failed. n = 0 gives a valid pointer. */
void *arena_alloc(Arena *a, size_t n);

/* A copy of p[0..old) in a piece of `now` bytes (now >= old), the rest as it comes: zeroing it took as long again for
** large arrays; in place when p is the arena's last piece and there is room. p may be NULL where old is 0. NULL when
** failed (p stays valid). */
void *arena_grow(Arena *a, void *p, size_t old, size_t now);

/* malloc/free, for tests and tools. */
extern const Mem mem_libc;

#endif
