/* lexicon.h - words and phrases of the language pack, and how a text is matched against them.
**
** A pack is one const blob, made by ext/tool/pack from ext/lang/en/ *.tsv and *.rules at build
** time, checked once when it is opened, shared by all connections. Entries are numbered from 0.
**
** A .tsv file:
**   # comment
**   @cue	class	frame            kind and its columns (data/kinds.def), for the lines below
**   say/v	say	that            phrase, then the columns; "-" is an empty column
**   point out/v	say	that        /v inflects the first word as a verb (irregular.tsv has the odd
**   ones) kilometre/n	km              /n adds the plural of the last word
**   +	she pointed out that => cue:pointed out	        example: these hits of the kind, in order
**   -	a pointed remark                                example: no hit of the kind
** Phrases are in lower case and match the folded text, words by single tokens; straight apostrophes
** match curly ones. Several entries may share a phrase; all of them hit. A phrase that must match
** its capitals is written as it stands ("May", "US"): a phrase with a capital matches the text
** case-sensitively.
*/
#ifndef NEWS_LEXICON_H
#define NEWS_LEXICON_H

#include "core/doc.h"
#include "data/lang.h"

typedef enum LexKind {
#define KIND(id, name) LEX_##id,
#define COLUMN(kind, id, index, name)
#include "data/kinds.def"
#undef KIND
#undef COLUMN
  LEX_KIND_COUNT
} LexKind;

enum LexColumn {
#define KIND(id, name)
#define COLUMN(kind, id, index, name) kind##_##id = index,
#include "data/kinds.def"
#undef KIND
#undef COLUMN
};

/* Kinds as a set, of 63 at most: Token.begins, Token.ends. */
static inline uint64_t lex_bit(LexKind kind) {
  _Static_assert(LEX_KIND_COUNT <= 63, "more kinds than bits");
  return UINT64_C(1) << kind;
}

/* The phrase as the file writes it, without its /v or /n: the lemma ("point out"). */
Str lex_phrase(const Lang *lang, int32_t entry);
/* A column; STR_NONE where it is empty. */
Str lex_str(const Lang *lang, int32_t entry, int column);
/* A column as a number; NAN where it is none. */
double lex_num(const Lang *lang, int32_t entry, int column);
/* The same as a whole number; 0 where it is none or beyond a thousand million. */
int32_t lex_int(const Lang *lang, int32_t entry, int column);
Why lex_why(const Lang *lang, int32_t entry);

/* Adds the hits of all kinds to the document: doc->hits sorted by (first, longest first), Token.hit
** set.
** Linear: at each token one walk down the phrase trie. */
void lex_find(Doc *doc, const Lang *lang);

/* Of nearly all tokens a bit tells that there is no hit of the kind; the rest is in lexicon.c, for these alone. */
int32_t lex_hit_begun_(const Doc *doc, int32_t t, LexKind kind);
int32_t lex_hit_ended_(const Doc *doc, int32_t t, LexKind kind, int32_t least);
int32_t lex_hit_with_(const Doc *doc, const Lang *lang, int32_t t, LexKind kind, int column,
                      Str value);

/* Does a hit of `kind` start at token t? */
static inline bool lex_begins(const Doc *doc, int32_t t, LexKind kind) {
  return (doc->tokens.at[t].begins & lex_bit(kind)) != 0;
}
/* The longest hit of `kind` that starts at token t; NONE if none. */
static inline int32_t lex_hit(const Doc *doc, int32_t t, LexKind kind) {
  return lex_begins(doc, t, kind) ? lex_hit_begun_(doc, t, kind) : NONE;
}
/* The longest hit of `kind` that ends right before token t and begins at or behind `least`; NONE. */
static inline int32_t lex_hit_before(const Doc *doc, int32_t t, LexKind kind, int32_t least) {
  bool ends = t > 0 && (doc->tokens.at[t - 1].ends & lex_bit(kind));
  return ends ? lex_hit_ended_(doc, t, kind, least) : NONE;
}
/* The hit of `kind` that starts at t and is one token or more, whose entry has `value` in `column`.
 */
static inline int32_t lex_hit_is(const Doc *doc, const Lang *lang, int32_t t, LexKind kind,
                                 int column, Str value) {
  return lex_begins(doc, t, kind) ? lex_hit_with_(doc, lang, t, kind, column, value) : NONE;
}

/* One phrase looked up without a document (lower-case words joined by single spaces); NONE if
 * unknown. */
int32_t lex_entry(const Lang *lang, Str phrase, LexKind kind);
/* The first and one behind the last entry of a kind: entries of one kind stand together. */
void lex_entries(const Lang *lang, LexKind kind, int32_t *first, int32_t *last);

#endif
