/* segment_sentence.c - where sentences end: decided over tokens, not characters. */
#include "data/lexicon.h"
#include "read/segment.h"

enum { LONGEST = 12 }; /* bytes of an abbreviation */

static bool begins_upper(Str s) {
  return s.n > 0 && s.s[0] >= 'A' && s.s[0] <= 'Z';
}

/* "a good man." is not "Brandon, Man.". */
int32_t abbreviation_of(const Doc *doc, const Reader *r, int32_t start, int32_t end) {
  const Lang *lang = r->lang;
  if (!lang || !lang->pack || end - start > LONGEST) return NONE;
  int32_t entry = lex_entry(lang, doc_text(doc, start, end), LEX_ABBREVIATION);
  if (entry == NONE) entry = lex_entry(lang, str_sub(doc->fold, start, end), LEX_ABBREVIATION);
  bool lower = doc->text.s[start] == doc->fold.s[start];
  return entry != NONE && lower && begins_upper(lex_phrase(lang, entry)) ? NONE : entry;
}

typedef struct Ends {
  const Doc *doc;
  Reader *r;
  int32_t first, last; /* tokens of the paragraph */
  const SplitTable *splits;
} Ends;

static Class first_class(const Doc *doc, int32_t t) {
  int32_t next;
  return class_at(doc->text, doc->tokens.at[t].start, &next);
}

static bool is_closer(const Doc *doc, int32_t t) {
  Class class = first_class(doc, t);
  return (class == C_QUOTE || class == C_APOS || class == C_CLOSE) && tok_is(doc, t, TOK_PUNCT);
}

/* A token that can end a sentence: a stop, or an abbreviation. */
static bool is_stop(const Doc *doc, int32_t t) {
  if (!tok_is(doc, t, TOK_PUNCT | TOK_ABBR)) return false;
  Class class = first_class(doc, t);
  return class == C_DOT || class == C_STOP ? tok_is(doc, t, TOK_PUNCT) : tok_is(doc, t, TOK_ABBR);
}

/* Closing marks and brackets right behind the stop belong to its sentence. */
static int32_t skip_closers(const Ends *e, int32_t t) {
  while (t < e->last && !tok_is(e->doc, t, TOK_SPACE) && is_closer(e->doc, t)) t++;
  return t;
}

/* The first token from t on that is no opening mark or bracket. */
static int32_t skip_openers(const Ends *e, int32_t t) {
  for (; t < e->last; t++) {
    Class class = first_class(e->doc, t);
    if (class != C_QUOTE && class != C_APOS && class != C_OPEN && class != C_DASH) break;
  }
  return t;
}

static bool lower(const Doc *doc, int32_t t) {
  return tok_is(doc, t, TOK_LETTER) && !tok_is(doc, t, TOK_CAP | TOK_DIGIT);
}

/* "1." or "a." before the words of a list item. */
static bool list_number(const Ends *e, int32_t sentence, int32_t stop) {
  return stop == sentence + 1 && tok_is(e->doc, sentence, TOK_DIGIT) &&
         !tok_is(e->doc, stop, TOK_SPACE);
}

static bool starter(const Ends *e, int32_t t) {
  return split_find(e->splits, e->doc->tokens.at[t].hash, SPLIT_STARTER) != 0;
}

/* "Rep. Ann Lee, D-N.Y. | White House officials": behind a party and state in commas a comma would go on. */
static bool party_and_state(const Ends *e, int32_t t) {
  const Doc *doc = e->doc;
  if (t < e->first + 3 || first_class(doc, t - 1) != C_DASH) return false;
  const Token *party = &doc->tokens.at[t - 2];
  return party->end - party->start == 1 && tok_is(doc, t - 2, TOK_CAP) &&
         doc->text.s[doc->tokens.at[t - 3].start] == ',';
}

/* May the abbreviation end its sentence before `next`, whose first word is `word`? */
static bool abbreviation_ends(const Ends *e, int32_t t, int32_t next, int32_t word) {
  const Doc *doc = e->doc;
  if (!tok_is(doc, word, TOK_CAP) || !tok_is(doc, next, TOK_SPACE))
    return false; /* "U.S.-Canada" */
  int32_t entry = abbreviation_of(doc, e->r, doc->tokens.at[t].start, doc->tokens.at[t].end);
  Str ends = entry == NONE ? STR_NONE : lex_str(e->r->lang, entry, ABBREVIATION_ENDS);
  if (str_eq(ends, STR("no"))) return false;
  if (str_eq(ends, STR("yes"))) return true;
  if (party_and_state(e, t)) return true;
  return starter(e, word) || (word > next && !tok_is(doc, t, TOK_INITIAL));
}

/* `"Why?" Ann Lee asked`: names and then a cue go on with the sentence of a marked question. */
static bool cue_follows(const Ends *e, int32_t word) {
  enum { NAMES = 6 };
  const Doc *doc = e->doc;
  const Lang *lang = e->r->lang;
  if (!lang || !lang->pack || starter(e, word)) return false;
  for (int32_t t = word; t < e->last && t < word + NAMES; t++) {
    if (tok_is(doc, t, TOK_CAP)) continue;
    return t > word && lex_entry(lang, tok_fold(doc, t), LEX_CUE) != NONE;
  }
  return false;
}

/* Does the stop end a sentence before a word in lower case? A full stop does where no mark stands
** between them, and so does a question mark; "!" may be part of a name, "..." a pause. */
static bool ends_before_lower(const Doc *doc, int32_t stop, bool marks) {
  Str s = tok_text(doc, stop);
  return !marks && s.s[0] != '!' && s.n == 1;
}

/* Does a sentence that began at `sentence` end at `stop`, whose closers end before `next`? */
static bool ends_at(const Ends *e, int32_t sentence, int32_t stop, int32_t next) {
  const Doc *doc = e->doc;
  if (next >= e->last) return true;
  if (list_number(e, sentence, stop)) return false;
  int32_t word = skip_openers(e, next);
  if (word >= e->last) return first_class(doc, next) != C_DASH;
  bool marks = next > stop + 1;
  if (word == next && tok_is(doc, word, TOK_PUNCT)) return false; /* "?," or ".)" */
  if (!marks && !tok_is(doc, next, TOK_SPACE) && !tok_is(doc, word, TOK_CAP)) return false;
  if (tok_is(doc, stop, TOK_ABBR)) return abbreviation_ends(e, stop, next, word);
  if (lower(doc, word)) return ends_before_lower(doc, stop, marks);
  return !(marks && word == next && first_class(doc, stop) == C_STOP && cue_follows(e, word));
}

static void add_sentence(Doc *doc, int32_t first, int32_t last, int32_t paragraph) {
  Sentence s = {doc->tokens.at[first].start, doc->tokens.at[last - 1].end, first, last, paragraph};
  int32_t at = doc_add(doc, &doc->sentences, &s);
  for (int32_t t = first; t < last; t++) doc->tokens.at[t].sentence = at;
}

void segment_sentences(Doc *doc, Reader *r, int32_t first, int32_t paragraph) {
  Ends e = {doc, r, first, doc->tokens.n, breaker_splits(r->breaker, r->lang)};
  int32_t sentence = first;
  for (int32_t t = first; t < e.last && doc->rc == DOC_OK; t++) {
    if (!is_stop(doc, t)) continue;
    int32_t next = skip_closers(&e, t + 1);
    if (!ends_at(&e, sentence, t, next)) continue;
    add_sentence(doc, sentence, next, paragraph);
    sentence = next;
    t = next - 1;
  }
  if (sentence < e.last) add_sentence(doc, sentence, e.last, paragraph);
}
