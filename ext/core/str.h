/* str.h - a borrowed string: pointer and length, never owned, never NUL-terminated.
**
** A Str points into the text of a document, into its arena, or into a language pack; it lives as
** long as what it points into. {NULL, 0} is "none" and becomes SQL NULL.
*/
#ifndef NEWS_STR_H
#define NEWS_STR_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct Str {
  const char *s;
  int32_t n; /* bytes */
} Str;

#define STR(lit) ((Str){"" lit, (int32_t)sizeof(lit) - 1})
#define STR_NONE ((Str){0, 0})

static inline bool str_none(Str a) {
  return a.s == 0;
}

static inline bool str_eq(Str a, Str b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, (size_t)a.n) == 0);
}

static inline Str str_sub(Str a, int32_t from, int32_t to) {
  return (Str){a.s + from, to - from};
}

static inline bool str_ends(Str a, Str tail) {
  return a.n >= tail.n && memcmp(a.s + a.n - tail.n, tail.s, (size_t)tail.n) == 0;
}

static inline bool str_starts(Str a, Str head) {
  return a.n >= head.n && memcmp(a.s, head.s, (size_t)head.n) == 0;
}

/* FNV-1a, 32 bits: the one hash of the project, so that the packer, the trainer and the reader
 * agree. */
#define STR_HASH_SEED 2166136261u
#define STR_HASH_PRIME 16777619u
static inline uint32_t str_hash_more(uint32_t h, const char *s, int32_t n) {
  for (int32_t i = 0; i < n; i++) h = (h ^ (uint8_t)s[i]) * STR_HASH_PRIME;
  return h;
}
static inline uint32_t str_hash(Str a) {
  return str_hash_more(STR_HASH_SEED, a.s, a.n);
}

/* Tells damaged data from whole: FNV-1a over words of eight bytes in four lanes (a byte at a time takes 11 ms for
** the models of English, this 1 ms). Multiplying by an odd number loses nothing: a lane shows every
** change of a single word. The last n % 32 bytes count as if zeros followed. */
static inline uint32_t str_checksum(const void *data, size_t n) {
  uint64_t h[4] = {1, 2, 3, 4}, w[4];
  const uint64_t prime = 1099511628211u;
  for (size_t at = 0; at < n; at += sizeof w) {
    memset(w, 0, sizeof w);
    memcpy(w, (const char *)data + at, n - at < sizeof w ? n - at : sizeof w);
    for (int i = 0; i < 4; i++) h[i] = (h[i] ^ w[i]) * prime;
  }
  for (int i = 1; i < 4; i++) h[0] = (h[0] ^ h[0] >> 32 ^ h[i]) * prime;
  return (uint32_t)(h[0] ^ h[0] >> 32);
}

/* ---- UTF-8 on repaired text (text.c has made it valid), no checks needed ---- */

/* The code point at *i; *i moves behind it. */
static inline uint32_t utf8_next(const char *s, int32_t *i) {
  uint8_t c = (uint8_t)s[(*i)++];
  if (c < 0x80) return c;
  int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
  uint32_t u = c & (0x3Fu >> more);
  while (more--) u = (u << 6) | ((uint8_t)s[(*i)++] & 0x3Fu);
  return u;
}

/* Are the eight bytes at s all printable ASCII (or U+007F)? What looks for line breaks, or for characters beyond
** ASCII, may skip them at once. */
static inline bool ascii_eight(const char *s) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  uint64_t w;
  memcpy(&w, s, sizeof w);
  return !((w | (w - each * 0x20)) & each * 0x80);
}

/* Where the character before byte i starts; i > 0. */
static inline int32_t utf8_back(const char *s, int32_t i) {
  do i--;
  while (((uint8_t)s[i] & 0xC0) == 0x80);
  return i;
}

/* Writes a code point, returns its length in bytes (1 to 4). */
static inline int32_t utf8_put(char *s, uint32_t u) {
  if (u < 0x80) return s[0] = (char)u, 1;
  if (u < 0x800) {
    s[0] = (char)(0xC0 | u >> 6);
    return s[1] = (char)(0x80 | (u & 0x3F)), 2;
  }
  if (u < 0x10000) {
    s[0] = (char)(0xE0 | u >> 12);
    s[1] = (char)(0x80 | ((u >> 6) & 0x3F));
    return s[2] = (char)(0x80 | (u & 0x3F)), 3;
  }
  s[0] = (char)(0xF0 | u >> 18);
  s[1] = (char)(0x80 | ((u >> 12) & 0x3F));
  s[2] = (char)(0x80 | ((u >> 6) & 0x3F));
  return s[3] = (char)(0x80 | (u & 0x3F)), 4;
}

#endif
