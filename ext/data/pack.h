/* pack.h - the layout of a language pack: words, phrases, entries and rules in one const blob.
**
** Made by ext/tool/pack at build time, embedded in the library, mapped as it is: arrays of uint32_t
** in the byte order of the machine that built it (the magic number tells if that differs).
** pack_open checks the checksum, every offset and every index once; after that lookups check
** nothing.
*/
#ifndef NEWS_PACK_H
#define NEWS_PACK_H

#include "core/doc.h"

#define PACK_MAGIC 0x4b50574eu /* "NWPK" */
#define PACK_VERSION 7u
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

/* An arc of the phrase trie: node -word-> next. Open addressing, `next` 0 is a free slot. Node 0 is
** the root; what a phrase's first word leads to is the node with the number of that word, so that
** the root needs no arcs. Nodes behind several words follow those. */
typedef struct PackArc {
  uint32_t node, word, next;
} PackArc;

/* An entry whose phrase ends at a node; its kind stands here too, what most are looked at for. */
typedef struct PackRef {
  uint32_t entry;
  uint16_t kind;  /* LexKind */
  uint16_t exact; /* 1: the text's capitals must match */
} PackRef;

/* A node of the trie: the entries whose phrase ends there, refs[first .. first+count), and where it leads. */
typedef struct PackNode {
  uint32_t first, count;
  uint32_t
      arcs; /* bits: pack_arc_bit of each word that leads on; most words of a text lead nowhere */
  uint32_t rules; /* bits: 1 << RuleSet, of a word that starts rules of the set; PACK_ASKED */
} PackNode;
#define PACK_ASKED 0x80u /* of a word that rules ask for somewhere */

/* A word by its hash, in a table: word 0 is a free slot. */
typedef struct PackSlot {
  uint32_t hash, word;
} PackSlot;

typedef struct PackEntry {
  uint32_t kind; /* LexKind */
  uint32_t why;
  uint32_t phrase, length; /* in strings: the phrase as the file writes it, the lemma */
  uint32_t field, fields;  /* its columns */
} PackEntry;

typedef struct PackField {
  uint32_t text, length; /* in strings; length 0 = empty */
  double number;         /* NAN if the text is none */
} PackField;

/* ---- rules (data/rule.h): programs for the small machine in rule.c ---- */

typedef enum RuleOp {
  OP_WORD,   /* a: word */
  OP_HIT,    /* a: LexKind; c: length of the value at b in strings, 0 = any; column */
  OP_TAG,    /* a, b: bits of the tags allowed */
  OP_NUMBER, /* a: NumberForm + 1, 0 = any */
  OP_FLAGS,  /* a: TokenFlags wanted, b: not wanted */
  OP_RANGE,  /* a, b: a token of digits with a value from a to b */
  OP_DIGITS, /* a: a token of so many digits */
  OP_TIGHT,  /* no white space before this token */
  OP_BEGIN,  /* of the sentence */
  OP_END,    /* of the sentence */
  OP_SPLIT,  /* go on at a, and if that fails at b */
  OP_JUMP,   /* go on at a */
  OP_LOOK, /* what follows up to OP_MATCH must match here (b = 1) or must not (b = 0); go on at a */
  OP_OPEN, /* role begins */
  OP_CLOSE, /* role ends */
  OP_MATCH,
  OP_COUNT
} RuleOp;

typedef struct PackCode {
  uint8_t op, role, column, unused; /* role + 1, 0 = none */
  uint32_t a, b, c;                 /* targets count from the rule's first instruction */
} PackCode;

/* key=value of a rule. */
typedef struct PackGive {
  uint32_t key, key_length;
  uint32_t text, length; /* literal, or none */
  uint32_t role;         /* role + 1, 0 for a literal */
  uint32_t column;       /* column + 1 of the role's hit, 0 = its lemma or its words */
} PackGive;

typedef struct PackRule {
  uint32_t why;
  uint32_t code, codes; /* the last instruction is OP_MATCH */
  uint32_t give, gives;
} PackRule;

/* Which rules may start at a token: for each set a list by what stands there, a bucket of `firsts`
** each; FIRST_ANY is tried everywhere. Words are looked up in `words_first`. */
enum {
  FIRST_ANY,
  FIRST_DIGIT,
  FIRST_NUMBER,                         /* + NumberForm */
  FIRST_TAG = FIRST_NUMBER + NUM_COUNT, /* + Tag */
  FIRST_KIND = FIRST_TAG + TAG_COUNT    /* + LexKind */
};
#define PACK_BY_TAG (UINT64_C(1) << 63) /* of a set: rules start with tags, or with anything */
typedef struct PackBucket {
  uint32_t first, count;
} PackBucket;
typedef struct PackFirst { /* a word that starts rules; count 0 = free slot */
  uint32_t set, hash, first, count;
} PackFirst;

/* A rule of a bucket. It can only match if what stands behind its first element, a token or the end of
** the sentence, is of a class in `behind`. Two things may share a class, so some that are run fail;
** none that is left out would match. (Measured: a fifth of what the rules of dates took.) */
typedef struct PackTry {
  uint64_t behind; /* bits: 1 << class */
  uint32_t rule, unused;
} PackTry;
enum {
  CLASS_END,   /* no token */
  CLASS_OTHER, /* a word that no rule asks for */
  CLASS_DIGIT,
  CLASS_NUMBER,                          /* + NumberForm */
  CLASS_KIND = CLASS_NUMBER + NUM_COUNT, /* + LexKind, folded */
  CLASS_WORD = 32                        /* + hash of the word, folded */
};
#define CLASS_ALL UINT64_MAX /* a rule that may end there, or asks for what is no class */

typedef struct PackHead {
  uint32_t magic, version, size, checksum; /* str_checksum of all bytes behind the head */
  PackSpan strings;                        /* bytes */
  PackSpan files;                          /* PackFile; file number 1 is the first */
  PackSpan words;                          /* PackWord */
  PackSpan slots;                          /* PackSlot, a power of two */
  PackSpan arcs;                           /* PackArc, a power of two */
  PackSpan nodes;                          /* PackNode */
  PackSpan refs;                           /* PackRef */
  PackSpan entries;                        /* PackEntry, sorted by kind */
  PackSpan fields;                         /* PackField */
  PackSpan kinds;  /* uint32_t: first entry of each kind, and one behind the last */
  PackSpan rules;  /* PackRule, in the order of the files */
  PackSpan code;   /* PackCode */
  PackSpan gives;  /* PackGive */
  PackSpan starts; /* PackBucket: for each set FIRST_KIND + kinds buckets of `firsts` */
  PackSpan
      start_kinds; /* uint64_t: for each set the kinds that start rules, as bits; PACK_BY_TAG */
  PackSpan words_first; /* PackFirst, a power of two, by pack_first_hash */
  PackSpan firsts;      /* PackTry */
} PackHead;

/* Views into the blob. */
struct Pack {
  const PackHead *head;
  const char *strings;
  const PackFile *files;
  const PackWord *words;
  const PackSlot *slots;
  const PackArc *arcs;
  const PackNode *nodes;
  const PackRef *refs;
  const PackEntry *entries;
  const PackField *fields;
  const uint32_t *kinds;
  const PackRule *rules;
  const PackCode *code;
  const PackGive *gives;
  const PackBucket *starts;
  const uint64_t *start_kinds;
  const PackFirst *words_first;
  const PackTry *firsts;
};

/* Fills *pack with views into data (8-aligned, size bytes, kept by the caller). NULL if all is
** well, else a static text that says what is wrong. */
const char *pack_open(struct Pack *pack, const void *data, size_t size);

static inline Str pack_str(const struct Pack *p, uint32_t at, uint32_t length) {
  return length ? (Str){p->strings + at, (int32_t)length} : STR_NONE;
}

static inline uint32_t pack_arc_hash(uint32_t node, uint32_t word) {
  uint32_t h = node * 2654435761u ^ word * 2246822519u;
  return h ^ h >> 15;
}

static inline uint32_t pack_arc_bit(uint32_t word) {
  return UINT32_C(1) << word % 32;
}

static inline uint32_t pack_first_hash(uint32_t set, uint32_t hash) {
  return pack_arc_hash(set + 1, hash);
}

static inline uint64_t pack_kind_class(uint32_t kind) {
  return UINT64_C(1) << (CLASS_KIND + kind % (CLASS_WORD - CLASS_KIND));
}

static inline uint64_t pack_word_class(uint32_t hash) {
  return UINT64_C(1) << (CLASS_WORD + hash % (64 - CLASS_WORD));
}

/* The id of a folded word with this hash, 0 if no phrase uses it. Curly apostrophes count as
 * straight. */
uint32_t pack_word(const struct Pack *p, uint32_t hash, Str fold);
/* The node behind an arc, 0 if there is none. */
uint32_t pack_next(const struct Pack *p, uint32_t node, uint32_t word);
/* str_hash of s with curly apostrophes counted as straight: what Token.hash holds. */
uint32_t pack_hash(Str s);

#endif
