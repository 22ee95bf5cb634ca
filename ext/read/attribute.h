/* attribute.h - what the files of attribute share: claims, from the word that reports to the rows.
**
** A Claim is one act of saying: its cue, who, to whom, and the pieces of text that were said. The
** steps, each a file: cues (attribute_cue), their sources (attribute_source, attribute_reach), addressees and the reach of
** the reporter's words (attribute_zone), pieces in marks beside them (attribute_mark), reported clauses
** (attribute_clause, which end as attribute_end tells), turns of interviews and headlines
** (attribute_turn), verbs outside the lexicon (attribute_frame), marks without a cue (attribute_chain),
** medium and date (attribute_context), rows (attribute_row). attribute_tree looks at tokens and arcs.
** The parse is right on four arcs of five only, so each step reads marks, commas and the frame of the
** cue first, and arcs where those leave a choice.
*/
#ifndef NEWS_ATTRIBUTE_H
#define NEWS_ATTRIBUTE_H

#include "core/doc.h"
#include "data/lexicon.h"

/* What a cue takes: the letters of cues.tsv. */
enum Frame {
  FRAME_CLAUSE = 1,
  FRAME_QUESTION = 2,
  FRAME_INFINITIVE = 4,
  FRAME_OBJECT = 8,
  FRAME_ADDRESSEE = 16,
  FRAME_NOUN = 32,
  FRAME_SOURCE = 64,
  FRAME_MARKS = 128,
  FRAME_DOCUMENT = 256,
  FRAME_THAT = 512,
  FRAME_HOLDS = 1024,
  FRAME_BEGINS = 2048,
  FRAME_TOLD = 4096
};

enum {
  NEAR = 40,       /* tokens looked at to either side of a cue: keeps endless sentences linear */
  LONGEST = 400,   /* tokens of a reported clause */
  MOST_PIECES = 4, /* of one claim; further ones of a chain become claims that continue */
  CLIMB = 12       /* arcs followed up the parse */
};

typedef struct Span {
  int32_t first, last; /* tokens; first == last: empty */
} Span;

typedef struct Piece {
  Span at;
  int32_t mark; /* MarkSpan whose inside it is, NONE for a clause */
  bool mixed;   /* the mark stands inside the reporter's clause */
} Piece;

typedef struct Claim {
  int32_t head;       /* token: the verb or noun that reports; NONE for continuations and turns */
  int32_t begin, end; /* tokens that it may reach: its sentence, or the marks around it */
  uint32_t frame;     /* enum Frame */
  int32_t subject;    /* head noun of the source, NONE */
  Span cue, source, to;
  Span zone; /* the reporter's words: cue, source, addressee together */
  Piece pieces[MOST_PIECES];
  int32_t n;
  int32_t follows; /* Claim that it goes on with, NONE */
  Str class, medium;
  int32_t date;
  bool negated;
  bool direct; /* pieces without marks are utterances all the same: turns of an interview */
  float conf;
  Why why;
} Claim;

typedef struct Attribution {
  Doc *doc;
  const Lang *lang;
  ARRAY(Claim) claims; /* those with a cue of the lexicon in text order, then the others */
  int32_t with_cue;    /* how many have one */
  int32_t *owner;      /* of each MarkSpan: the Claim that has it, NONE */
} Attribution;

/* ---- attribute_tree.c: looking at tokens and arcs ---- */

bool is_char(const Doc *doc, int32_t t, const char *chars); /* one ASCII character of these */
bool is_dash(const Doc *doc, int32_t t);
bool is_finite(const Doc *doc, int32_t t); /* VBD VBZ VBP MD */
bool is_verb(const Doc *doc, int32_t t);
bool is_nominal(const Doc *doc, int32_t t); /* noun, name, pronoun, number */
bool is_relative(const Doc *doc, int32_t t);
/* The token's word has this role in reporting.tsv. */
bool has_role(const Attribution *a, int32_t t, Str role);
/* "vowed | to appeal": an infinitive that the tagger takes for a noun. */
bool hidden_verb(const Attribution *a, int32_t t, int32_t end);
/* The child of `head` with the relation, the nearest in [from, to); NONE. */
int32_t child_of(const Doc *doc, int32_t head, Rel rel, int32_t from, int32_t to);
/* Is t below `head` by arcs that stay within one noun phrase? */
bool in_phrase(const Doc *doc, int32_t t, int32_t head);
/* Is t below `head`, by any arcs? */
bool below(const Doc *doc, int32_t t, int32_t head);
/* The noun phrase of a head noun inside [from, to), without trailing appositions and clauses. */
Span noun_phrase(const Doc *doc, int32_t head, int32_t from, int32_t to);
/* The outermost MarkSpan around token t that stands inside `outer` (NONE: inside nothing); NONE. */
int32_t mark_within(const Doc *doc, int32_t t, int32_t outer);

/* The MarkSpan that token t opens or closes; NONE. */
int32_t mark_opened(const Doc *doc, int32_t t);
int32_t mark_closed(const Doc *doc, int32_t t);
/* One behind the close of a mark, or behind its inside where it is never closed. */
int32_t mark_behind(const Doc *doc, int32_t m);
/* Does [from, to) hold a finite verb outside marks? */
bool has_verb(const Doc *doc, int32_t from, int32_t to);
/* Without punctuation and conjunctions at its edges; marks that open or close inside stay. */
Span trimmed(const Doc *doc, Span s);

/* Do its words begin with capitals, as titles do? */
bool is_title(const Doc *doc, const MarkSpan *m);

bool is_put_in(const Doc *doc, const Claim *c); /* "Lee, | asked if he would run, said" */
/* "was told", "is said" */
bool passive(const Doc *doc, const Claim *c);

/* ---- the steps ---- */

/* For loops over many things: asked once in a while, an interrupt need not wait for the end of a long text. */
bool attribution_stopped(const Attribution *a, int32_t i);

void find_cues(Attribution *a);                            /* attribute_cue.c */
void find_source(Attribution *a, Claim *c, int32_t index); /* attribute_source.c */
/* Right before the cue, over adverbs, auxiliaries and dates: "the mayor on Friday also said". */
int32_t left_edge(const Doc *doc, const Claim *c);
/* attribute_reach.c: all words of the source with that head, at most to `end`; c->subject is told. Does t stand in one noun
** phrase with its neighbour without a doubt: nouns, adjectives, numbers, hyphens? */
Span source_reach(const Doc *doc, const Claim *c, int32_t head, int32_t end);
bool glues(const Doc *doc, int32_t t);
void find_addressee(Attribution *a, Claim *c); /* attribute_zone.c */
void find_zone(Attribution *a, Claim *c);
void find_marks(Attribution *a, int32_t index); /* attribute_mark.c: pieces in marks */
/* The next cue that is a verb: what is behind it is not this claim's; NONE. */
int32_t next_verb(const Attribution *a, int32_t index);
void find_clause(Attribution *a, int32_t index); /* attribute_clause.c: pieces without */
void find_frames(Attribution *a);                /* attribute_frame.c */
/* attribute_end.c: may a clause begin at t; does one, with subject and verb; where the clause of claim
** `index` that begins at s ends. */
bool begins_clause(const Doc *doc, int32_t t);
bool bare_clause(const Doc *doc, int32_t t, int32_t end);
int32_t clause_end(const Attribution *a, int32_t index, int32_t s);
/* Does nothing but an adjunct follow the reporter's words: "…, police said on Monday." */
bool closes(const Attribution *a, const Claim *c);
void find_turns(Attribution *a); /* attribute_turn.c */
void find_loose(Attribution *a);
void find_chains(Attribution *a);                  /* attribute_chain.c */
void find_context(Attribution *a, Claim *c);       /* attribute_context.c: medium, date, negation */
void find_audience(Attribution *a, int32_t claim); /* "told reporters that …, adding": reporters */
void write_rows(Attribution *a);                   /* attribute_row.c */

static inline bool has(const Claim *c, uint32_t frame) {
  return (c->frame & frame) != 0;
}
static inline bool empty(Span s) {
  return s.first == s.last;
}
static inline void add_piece(Claim *c, Span at, int32_t mark) {
  if (c->n < MOST_PIECES && at.first < at.last) c->pieces[c->n++] = (Piece){at, mark, false};
}
/* Words in marks inside the reporter's clause. */
static inline void add_mixed(Claim *c, Span at, int32_t mark) {
  if (c->n < MOST_PIECES && at.first < at.last) c->pieces[c->n++] = (Piece){at, mark, true};
}

#endif
