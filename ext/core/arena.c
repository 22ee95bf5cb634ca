/* arena.c - blocks that double, pieces that are never freed alone. */
#include "core/arena.h"

#include <stdlib.h>
#include <string.h>

#define ALIGN 16u
#define FIRST_BLOCK 16384u
#define LARGEST_STEP (16u << 20) /* blocks double up to this, so that waste stays bounded */

struct ArenaBlock {
  ArenaBlock *next;
  size_t size, used; /* bytes behind the header */
};
#define HEADER ((sizeof(ArenaBlock) + ALIGN - 1) / ALIGN * ALIGN)

static size_t round_up(size_t n) {
  return (n + ALIGN - 1) / ALIGN * ALIGN;
}

static char *block_data(ArenaBlock *b) {
  return (char *)b + HEADER;
}

void arena_open(Arena *a, Mem mem, size_t limit) {
  *a = (Arena){.mem = mem, .limit = limit};
}

void arena_close(Arena *a) {
  for (ArenaBlock *b = a->block, *next; b; b = next) {
    next = b->next;
    a->mem.release(a->mem.ctx, b);
  }
  a->block = 0;
  a->used = 0;
}

static bool add_block(Arena *a, size_t n) {
  size_t size = a->block ? a->block->size * 2 : FIRST_BLOCK;
  if (size > LARGEST_STEP) size = LARGEST_STEP;
  if (size < n) size = n;
  if (a->limit && (size > a->limit || a->used > a->limit - size)) size = n;
  if (a->limit && (size + HEADER > a->limit || a->used > a->limit - size - HEADER)) return false;
  ArenaBlock *b = a->mem.alloc(a->mem.ctx, size + HEADER);
  if (!b) return false;
  *b = (ArenaBlock){a->block, size, 0};
  a->block = b;
  a->used += size + HEADER;
  return true;
}

/* Unzeroed piece of n bytes, n already rounded. */
static void *take(Arena *a, size_t n) {
  if (a->failed) return 0;
  if (!a->block || a->block->size - a->block->used < n) {
    if (!add_block(a, n)) {
      a->failed = true;
      return 0;
    }
  }
  void *p = block_data(a->block) + a->block->used;
  a->block->used += n;
  return p;
}

void *arena_alloc(Arena *a, size_t n) {
  if (n > SIZE_MAX / 4) {
    a->failed = true;
    return 0;
  }
  void *p = take(a, round_up(n));
  return p ? memset(p, 0, n) : 0;
}

void *arena_grow(Arena *a, void *p, size_t old, size_t now) {
  if (now > SIZE_MAX / 4) {
    a->failed = true;
    return 0;
  }
  size_t was = round_up(old), want = round_up(now);
  ArenaBlock *b = a->block;
  bool last = p && b && (char *)p + was == block_data(b) + b->used;
  if (last && want - was <= b->size - b->used) {
    b->used += want - was;
    return p;
  }
  char *q = take(a, want);
  if (q && old) memcpy(q, p, old);
  return q;
}

static void *libc_alloc(void *ctx, size_t n) {
  (void)ctx;
  return malloc(n);
}

static void libc_release(void *ctx, void *p) {
  (void)ctx;
  free(p);
}

const Mem mem_libc = {libc_alloc, libc_release, 0};
