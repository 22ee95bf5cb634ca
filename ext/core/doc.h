/* doc.h - read this first: one analysed article, every record type, and the rules they obey.
**
** A text goes in once; the stages of ext/read add records; ext/sql turns records into rows. Stages
** never call each other: they meet here. Everything a Doc points to lives in its arena, in the
** text, or in the language pack, and dies with the Doc (the pack lives on).
**
** Conventions
**   spans        half-open ranges: bytes of `text` (start, end), or tokens (first, last: last is
**                one behind)
**   references   indices into the arrays below, never pointers; NONE (-1) is none
**   text order   every array is sorted by start once its stage has run
**   strings      Str; STR_NONE is SQL NULL; never an empty string for "unknown"
**   why          what produced the record: a line of a data file or a model (core/doc.h: Why)
**   conf         chance that the record is right, 0 to 1; a stage that cannot tell sets 1
**   errors       text is never an error. `rc` is sticky: once it is set, doc_add does nothing and
**                gives NONE, and no further stage runs, so that stages have no error branches.
*/
#ifndef NEWS_DOC_H
#define NEWS_DOC_H

#include "core/arena.h"
#include "core/str.h"

#define NONE (-1)

typedef enum DocRc {
  DOC_OK,
  DOC_NOMEM,   /* the allocator gave nothing, or the arena's limit is reached */
  DOC_STOPPED, /* `stop` said so (an interrupt) */
  DOC_BROKEN   /* an invariant does not hold (doc_check in debug builds); `broken` tells which */
} DocRc;

/* A line of a data file: file number << 20 | line; 0 = none. lang_why() spells it
 * ("figures.rules:41"). */
typedef uint32_t Why;

/* Growing array of T; starts as all zero. Add with doc_add only. */
#define ARRAY(T)                                                                                   \
  struct {                                                                                         \
    T *at;                                                                                         \
    int32_t n, cap;                                                                                \
  }

/* ---- words ----------------------------------------------------------------------------------- */

/* Penn Treebank tags and Universal Dependencies relations: core/tags.def, core/rels.def. */
typedef enum Tag {
#define TAG(id, name) TAG_##id,
#include "core/tags.def"
#undef TAG
  TAG_COUNT
} Tag;

typedef enum Rel {
#define REL(id, name) REL_##id,
#include "core/rels.def"
#undef REL
  REL_COUNT
} Rel;

enum TokenFlag {
  TOK_SPACE = 1,    /* white space or a line break before it (or the text begins here) */
  TOK_LINE = 2,     /* first of its line */
  TOK_LETTER = 4,   /* has a letter */
  TOK_CAP = 8,      /* first character is an upper-case letter */
  TOK_UPPER = 16,   /* two or more letters, all upper case */
  TOK_DIGIT = 32,   /* first character is a digit */
  TOK_PUNCT = 64,   /* no letter and no digit */
  TOK_ABBR = 128,   /* ends with its own full stop (Gov. U.S. J.) */
  TOK_INITIAL = 256 /* one capital and a full stop */
};

/* A word, number or mark. Tokens are cut as in UD English (EWT): hyphens stand apart ("high", "-",
** "profile"), clitics too ("did", "n't"; "Trump", "'s"), an abbreviation keeps its full stop, a
** quotation mark is one token, numbers keep their inner "." and "," ("1,234.5"), "$" and "%" stand
** apart. */
typedef struct Token {
  int32_t start, end;
  int32_t sentence;
  int32_t head;    /* token it depends on; NONE for a root or where nothing is parsed */
  uint32_t hash;   /* str_hash of its lower-case form (doc_fold) */
  int32_t hit;     /* first Hit that starts here, NONE */
  int32_t number;  /* Number that starts here, NONE */
  int32_t date;    /* Date that starts here, NONE */
  int32_t mention; /* Mention of form name that holds this token, NONE */
  int32_t mark;    /* innermost MarkSpan whose inside holds this token, NONE */
  uint16_t flags;  /* enum TokenFlag */
  uint8_t tag;     /* Tag, TAG_NONE before tagging */
  uint8_t rel;     /* Rel, REL_NONE before parsing */
  uint8_t rules;   /* bits: 1 << RuleSet, sets with rules that begin with this word; PACK_ASKED */
  uint64_t begins; /* bits: 1 << LexKind, of the Hits that start here */
  uint64_t ends;   /* the same of those whose last token this is */
} Token;

typedef struct Sentence {
  int32_t start, end;  /* without the white space around */
  int32_t first, last; /* tokens */
  int32_t paragraph;   /* from 0 */
} Sentence;

/* Text between line breaks that end a paragraph. In a text that breaks lines singly every line is
 * one. */
typedef struct Paragraph {
  int32_t start, end;
  int32_t first, last; /* sentences */
} Paragraph;

/* A lexicon entry found in the text (data/lexicon.h). Sorted by first token, longer ones first. */
typedef struct Hit {
  int32_t first, last; /* tokens */
  int32_t entry;       /* entry of the pack */
  uint8_t kind;        /* LexKind */
} Hit;

/* ---- quotation marks ------------------------------------------------------------------------- */

/* A span in quotation marks. The inside (start, end) leaves the marks out. Spans nest and never
** cross. A paragraph that opens marks without closing them, followed by one that opens again, gives
** one span each; the later one `continues` the earlier. */
typedef struct MarkSpan {
  int32_t start, end;  /* inside */
  int32_t first, last; /* tokens inside; first == last when empty */
  int32_t open;        /* token that opens, NONE for a block quote without marks */
  int32_t close;       /* token that closes, NONE if never closed */
  int32_t parent;      /* MarkSpan around it, NONE */
  int32_t continues;   /* MarkSpan that it goes on with, NONE */
  uint8_t style;       /* enum MarkStyle */
} MarkSpan;

typedef enum MarkStyle { MARK_DOUBLE, MARK_SINGLE, MARK_GUILLEMET, MARK_LOW } MarkStyle;

/* ---- numbers and dates ----------------------------------------------------------------------- */

/* A number as written, before anybody asks what it counts: "1.2 billion", "two hundred and five".
*/
typedef struct Number {
  int32_t start, end;
  int32_t first, last; /* tokens, scale words included */
  double value;        /* scale applied; meaningless where has_value is false ("dozens") */
  double low, high;    /* bounds that the words themselves give ("dozens": low 24); NAN = open */
  double scale;        /* 1e9 for "billion"; 1 without a scale word */
  int32_t glued;       /* byte where a unit glued to the digits begins ("km" of 12km); NONE */
  uint8_t form;        /* enum NumberForm */
  uint8_t has_value;
  Why why;
} Number;

typedef enum NumberForm {
  NUM_DIGITS,   /* 1,234.5 */
  NUM_WORDS,    /* twenty-one */
  NUM_MIXED,    /* 1.2 billion, two and 1/2 */
  NUM_ORDINAL,  /* third, 21st */
  NUM_FRACTION, /* two-thirds, half, 3/4 */
  NUM_VAGUE,    /* dozens, tens of thousands, several */
  NUM_CLOCK,    /* 2:14:04, 1:36.6: how long it took, in seconds */
  NUM_COUNT
} NumberForm;

/* A day or moment, proleptic Gregorian. */
typedef struct Moment {
  int16_t year;
  int8_t month, day;   /* from 1; 0 = not told */
  int8_t hour, minute; /* -1 = not told */
  bool known;
} Moment;

typedef enum DateKind {
#define DATE_KIND(id, name) DATE_##id,
#include "core/datekinds.def"
#undef DATE_KIND
} DateKind;

typedef struct Date {
  int32_t start, end;
  int32_t first_token, last_token;
  int32_t sentence;
  Str first, last, timex; /* as in interface.md; STR_NONE where unresolved */
  Str relation;           /* "=", "~", "before", "after", "early", "mid", "late" */
  uint8_t kind;           /* DateKind */
  float conf;
  Why why;
} Date;

/* ---- who and what ---------------------------------------------------------------------------- */

typedef enum EntityType {
#define ENTITY_TYPE(id, name) ENTITY_##id,
#include "core/types.def"
#undef ENTITY_TYPE
} EntityType;

typedef enum MentionForm { FORM_NAME, FORM_DESCRIPTION, FORM_PRONOUN } MentionForm;
typedef enum Gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE, GENDER_NEUTER } Gender;

/* Words that refer to an entity. A name's span leaves titles and articles out; `title` tells where
** the titles before it begin. */
typedef struct Mention {
  int32_t start, end;
  int32_t first, last; /* tokens */
  int32_t head;        /* token: the head noun, the surname */
  int32_t title;       /* first token of the titles before the name; == first without any */
  int32_t sentence;
  int32_t entity; /* NONE until merged */
  Str role;       /* role told at this mention ("Kyiv Mayor"), STR_NONE */
  Str name;       /* its words in one line, once all is read */
  uint8_t form, type, gender;
  uint8_t plural;
  float conf;
  Why why;
} Mention;

typedef struct Entity {
  Str name; /* the fullest name in the text */
  Str role;
  int32_t first; /* Mention: the first one */
  int32_t mentions;
  uint8_t type, gender;
  uint8_t unnamed; /* a group or person known by description alone ("officials"): no news_entities
                      row */
  float conf;
  Why why;
} Entity;

/* ---- quotes ---------------------------------------------------------------------------------- */

typedef enum QuoteKind { QUOTE_DIRECT, QUOTE_MIXED, QUOTE_INDIRECT } QuoteKind;

/* A token range and its bytes; first == NONE: none. */
typedef struct Range {
  int32_t start, end, first, last;
} Range;
#define RANGE_NONE ((Range){NONE, NONE, NONE, NONE})

typedef struct Quote {
  Range content;
  Range source, cue, addressee; /* the words at this place; RANGE_NONE if none stand there */
  int32_t mark;                 /* MarkSpan whose inside it is; NONE for indirect ones */
  int32_t sentence;
  int32_t continues, part_of; /* Quote */
  int32_t entity;             /* of the speaker; NONE for unnamed ones */
  int32_t addressee_entity;
  int32_t date;          /* Date: when it was said */
  Str speaker, role, to; /* resolved; `to` is the addressee */
  Str cue_class, medium;
  uint8_t speaker_type; /* EntityType; ENTITY_NONE if unknown */
  uint8_t kind;         /* QuoteKind */
  uint8_t negated;
  float conf;
  Why why;
} Quote;

/* ---- figures --------------------------------------------------------------------------------- */

typedef enum FigureKind {
#define FIGURE_KIND(id, name) FIGURE_##id,
#include "core/figures.def"
#undef FIGURE_KIND
} FigureKind;

typedef enum Relation {
  RELATION_EQ,
  RELATION_ABOUT,
  RELATION_GT,
  RELATION_GE,
  RELATION_LT,
  RELATION_LE,
  RELATION_BETWEEN
} Relation;
typedef enum Status { STATUS_STATED, STATUS_CLAIMED, STATUS_EXPECTED, STATUS_DENIED } Status;

typedef struct Figure {
  int32_t start, end;  /* hedge, number, unit or thing counted */
  int32_t first, last; /* tokens */
  int32_t number;      /* Number, NONE */
  int32_t sentence;
  double value, low, high; /* NAN = SQL NULL */
  Str unit, unit_text, per, item, event, place;
  int32_t date; /* Date, NONE */
  Str source;
  int32_t source_entity;
  int32_t part_of, change_of, same_as; /* Figure */
  int32_t quote;                       /* Quote it stands in */
  Str change, scope;                   /* "rise"/"fall"; "total"/"more"/"part" */
  uint8_t kind, relation, status;
  float conf;
  Why why;
} Figure;

/* ---- the document ---------------------------------------------------------------------------- */

typedef struct Doc {
  Arena arena;
  DocRc rc;
  Str text; /* valid UTF-8 of the same length as the source: text.c replaced broken bytes one for
               one */
  Str fold; /* the same length: lower-case forms at the same offsets (letters whose lower case has
               another length stay as they are) */
  Moment published;
  bool (*stop)(void *ctx); /* asked now and then; NULL = never */
  void *stop_ctx;
  const char *broken; /* DOC_BROKEN: the invariant */

  ARRAY(Token) tokens;
  ARRAY(Sentence) sentences;
  ARRAY(Paragraph) paragraphs;
  ARRAY(Hit) hits;
  ARRAY(MarkSpan) marks;
  ARRAY(Number) numbers;
  ARRAY(Date) dates;
  ARRAY(Mention) mentions;
  ARRAY(Entity) entities;
  ARRAY(Quote) quotes;
  ARRAY(Figure) figures;
} Doc;

/* An empty document for `text` (borrowed for the Doc's life; at most 2^30 bytes are read, up to the
** first NUL). Never fails: a want of memory shows in rc. */
void doc_open(Doc *doc, Mem mem, size_t limit, Str text);
void doc_close(Doc *doc);

/* Appends *item to an ARRAY field, gives its index; NONE once rc is set. Arrays may move: hold
 * indices. */
#define doc_add(doc, array, item)                                                                  \
  ((doc)->rc == DOC_OK &&                                                                          \
           ((array)->n < (array)->cap ||                                                           \
            doc_grow_((doc), (void **)&(array)->at, &(array)->cap, sizeof *(array)->at))           \
       ? ((array)->at[(array)->n] = *(item), (array)->n++)                                         \
       : NONE)
bool doc_grow_(Doc *doc, void **at, int32_t *cap, size_t size);

/* Room for `count` items in an ARRAY that is still empty, so that it need not move as it grows. */
#define doc_reserve(doc, array, count)                                                             \
  doc_reserve_((doc), (void **)&(array)->at, &(array)->cap, sizeof *(array)->at, (count))
void doc_reserve_(Doc *doc, void **at, int32_t *cap, size_t size, int32_t count);

/* Zeroed memory of the document; NULL (and rc set) when there is none. */
void *doc_alloc(Doc *doc, size_t n);
/* The same as it comes: for large things that are written before they are read. */
void *doc_scratch(Doc *doc, size_t n);

/* A copy of s in the document; STR_NONE when there is no memory. */
Str doc_keep(Doc *doc, Str s);

/* printf into the document; STR_NONE when there is no memory. */
Str doc_print(Doc *doc, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True once the stage should return: rc is set, or `stop` said so (then rc becomes DOC_STOPPED).
** Call it at least every few thousand tokens of work. */
bool doc_stop(Doc *doc);

/* ---- views ---- */

static inline Str doc_text(const Doc *doc, int32_t start, int32_t end) {
  return str_sub(doc->text, start, end);
}
static inline Str tok_text(const Doc *doc, int32_t t) {
  return doc_text(doc, doc->tokens.at[t].start, doc->tokens.at[t].end);
}
static inline Str tok_fold(const Doc *doc, int32_t t) {
  return str_sub(doc->fold, doc->tokens.at[t].start, doc->tokens.at[t].end);
}
static inline bool tok_is(const Doc *doc, int32_t t, int flag) {
  return (doc->tokens.at[t].flags & flag) != 0;
}
/* The bytes of a token range, first < last. */
static inline Range doc_range(const Doc *doc, int32_t first, int32_t last) {
  return (Range){doc->tokens.at[first].start, doc->tokens.at[last - 1].end, first, last};
}
static inline Str range_text(const Doc *doc, Range r) {
  return r.first == NONE ? STR_NONE : doc_text(doc, r.start, r.end);
}

/* The sentence that holds byte `at` (or the last one before it); NONE without sentences. O(log n).
*/
int32_t doc_sentence_at(const Doc *doc, int32_t at);
/* The first token that ends behind byte `at`; tokens.n if none. O(log n). */
int32_t doc_token_at(const Doc *doc, int32_t at);

/* ---- names of kinds, for SQL ---- */
const char *tag_name(int tag);   /* "NNP"; "" for TAG_NONE */
const char *rel_name(int rel);   /* "nsubj:pass" */
const char *type_name(int type); /* "person"; NULL for ENTITY_NONE */
const char *date_kind_name(int kind);
const char *figure_kind_name(int kind);
const char *relation_name(int relation); /* ">=" */
const char *status_name(int status);
const char *quote_kind_name(int kind);
const char *mention_form_name(int form);

/* ---- core/check.c ---- */

/* NULL if every invariant holds, else a static text naming the first that does not. */
const char *doc_check(const Doc *doc);

#endif
