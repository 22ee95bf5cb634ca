/* pack.h - the layout of a language pack: words, phrases, entries and rules in one const blob.
**
** Made by ext/tool/pack at build time, embedded in the library, mapped as it is: arrays of uint32_t
*in the
** byte order of the machine that built it (the magic number tells if that differs). pack_open
*checks the
** checksum, every offset and every index once; after that lookups check nothing.
*/
#ifndef NEWS_PACK_H
#define NEWS_PACK_H

#include "core/doc.h"

#define PACK_MAGIC 0x4b50574eu /* "NWPK" */
#define PACK_VERSION 1u
#define PACK_LONGEST 12 /* most words of a phrase */

typedef struct PackSpan {
  uint32_t offset, count; /* bytes from the start of the pack; items */
} PackSpan;

/* A file that entries and rules come from. */
typedef struct PackFile {
  uint32_t name, length; /* in strings */
} PackFile;

/* A word that phrases use. Its id is its index in `words` + 1; 0 is "no word". */
typedef struct PackWord {
  uint32_t hash;         /* str_hash of its folded form, apostrophes straight */
  uint32_t text, length; /* in strings */
} PackWord;

/* An arc of the phrase trie: node -word-> next. Open addressing, `node` 0 is the root, `next` 0 is
 * a free slot. */
typedef struct PackArc {
  uint32_t node, word, next;
} PackArc;

/* Entries whose phrase ends at a node: refs[first .. first+count). */
typedef struct PackNode {
  uint32_t first, count;
} PackNode;

typedef struct PackEntry {
  uint32_t kind; /* LexKind */
  uint32_t why;
  uint32_t phrase, length; /* in strings: the phrase as the file writes it, the lemma */
  uint32_t field, fields;  /* its columns */
  uint32_t exact;          /* 1: the text's capitals must match */
} PackEntry;

typedef struct PackField {
  uint32_t text, length; /* in strings; length 0 = empty */
  double number;         /* NAN if the text is none */
} PackField;

typedef struct PackHead {
  uint32_t magic, version, size, checksum; /* FNV-1a of all bytes behind the head */
  PackSpan strings;                        /* bytes */
  PackSpan files;                          /* PackFile; file number 1 is the first */
  PackSpan words;                          /* PackWord */
  PackSpan slots;                          /* uint32_t word ids by hash, a power of two, 0 = free */
  PackSpan arcs;                           /* PackArc, a power of two */
  PackSpan nodes;                          /* PackNode */
  PackSpan refs;                           /* uint32_t entries */
  PackSpan entries;                        /* PackEntry, sorted by kind */
  PackSpan fields;                         /* PackField */
  PackSpan kinds; /* uint32_t: first entry of each kind, and one behind the last */
  PackSpan rules; /* uint32_t: compiled rules (data/rule.h) */
} PackHead;

/* Views into the blob. */
struct Pack {
  const PackHead *head;
  const char *strings;
  const PackFile *files;
  const PackWord *words;
  const uint32_t *slots;
  const PackArc *arcs;
  const PackNode *nodes;
  const uint32_t *refs;
  const PackEntry *entries;
  const PackField *fields;
  const uint32_t *kinds;
  const uint32_t *rules;
};

/* Fills *pack with views into data (8-aligned, size bytes, kept by the caller). NULL if all is
*well, else a
** static text that says what is wrong. */
const char *pack_open(struct Pack *pack, const void *data, size_t size);

static inline Str pack_str(const struct Pack *p, uint32_t at, uint32_t length) {
  return length ? (Str){p->strings + at, (int32_t)length} : STR_NONE;
}

static inline uint32_t pack_arc_hash(uint32_t node, uint32_t word) {
  uint32_t h = node * 2654435761u ^ word * 2246822519u;
  return h ^ h >> 15;
}

/* The id of a folded word with this hash, 0 if no phrase uses it. Curly apostrophes count as
 * straight. */
uint32_t pack_word(const struct Pack *p, uint32_t hash, Str fold);
/* The node behind an arc, 0 if there is none. */
uint32_t pack_next(const struct Pack *p, uint32_t node, uint32_t word);
/* str_hash of s with curly apostrophes counted as straight: what Token.hash holds. */
uint32_t pack_hash(Str s);

#endif
