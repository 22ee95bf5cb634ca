/* date_cut.c - words and numbers that only look like a time: "May said", "2,000 people", "a year
** book". */
#include "read/date.h"

#define LATELY                                                                                     \
  2012 /* taken for the year of publication where that is unknown: 1990 to 2030 are years */
#define YEARS_BACK 22
#define YEARS_AHEAD 18

static bool noun(int tag) {
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS;
}
static bool leads(int tag) {
  return tag == TAG_IN || tag == TAG_TO;
}
static bool determines(int tag) {
  return tag == TAG_DT || tag == TAG_PRPS || tag == TAG_POS || tag == TAG_PDT;
}

static bool has_hit(const Dating *x, int32_t t, LexKind kind) {
  return t >= x->begin && t < x->end && lex_hit(x->doc, t, kind) != NONE;
}

static bool glued(const Dating *x, int32_t t) {
  return t > x->begin && t < x->end && !tok_is(x->doc, t, TOK_SPACE);
}

static bool is_of(const Dating *x, int32_t t) {
  return is_join(x, t, STR("of"));
}

/* May a time expression end before token t: the clause ends, or goes on with another phrase? */
static bool ends_before(const Dating *x, int32_t t) {
  switch (token_tag(x, t)) {
  case TAG_NONE:
  case TAG_COMMA:
  case TAG_COLON:
  case TAG_PERIOD:
  case TAG_RRB:
  case TAG_CC:
  case TAG_TO:
  case TAG_RB:
  case TAG_WDT:
  case TAG_WP:
  case TAG_PRP:
  case TAG_DT:
  case TAG_VBD: return true;
  case TAG_IN: return !is_of(x, t);
  default: return false;
  }
}

/* A year stands before the word before. */
static bool behind_year(const Dating *x) {
  const Doc *doc = x->doc;
  const Date *before = doc->dates.n ? &doc->dates.at[doc->dates.n - 1] : 0;
  return before && before->last_token == x->m.first - 1 && before->first.n == 4;
}

/* "2013 sales": news writes counts of a thousand and more with a comma, so that a bare number near the year of
** publication is a year, unless people are counted, a hedge stands before it ("about 2013 cars") or a verb that tells
** of no report ("sold 2013 cars", but "forecast 2013 sales"). */
static bool near_now(const Dating *x, int32_t t, int32_t year) {
  int32_t now = x->known ? span_at(SPAN_YEAR, x->now).index : LATELY, b = x->m.last - 2;
  if (year < now - YEARS_BACK || year > now + YEARS_AHEAD || year % 100 == 0) return false;
  for (int32_t i = b; i > b - 4 && i >= x->begin; i--)
    if (has_hit(x, i, LEX_HEDGE)) return false;
  int before = token_tag(x, b);
  bool verb = before >= TAG_VB && before <= TAG_VBZ;
  if (verb && !has_hit(x, b, LEX_MOOD) && !has_hit(x, b, LEX_CUE)) return false;
  return !has_hit(x, t, LEX_NOUN) && before != TAG_CD;
}

/* What keeps four digits before token t from being a year: what is counted in them. */
static bool counts(const Dating *x, int32_t t, int32_t year) {
  if (t >= x->end) return false;
  if (has_hit(x, t, LEX_UNIT) || has_hit(x, t, LEX_CURRENCY)) return true;
  if (has_hit(x, t, LEX_PERIOD) && token_tag(x, t) == TAG_NNS) return true;
  int tag = token_tag(x, t), before = token_tag(x, x->m.last - 2);
  bool dash = glued(x, t) && t + 1 < x->end && x->doc->text.s[x->doc->tokens.at[t].start] == '-';
  if (dash && glued(x, t + 1) && !tok_is(x->doc, t + 1, TOK_DIGIT)) return true;
  bool many = tag == TAG_NNS || tag == TAG_NNPS;
  if (many && before == TAG_CC && behind_year(x)) return false; /* the 2008 and 2010 games */
  if (many && near_now(x, t, year)) return false;
  if (!many) return tag == TAG_JJ && year % 100 == 0 && !leads(before);
  return year % 100 == 0 || year < 1900 ||
         !(determines(before) || leads(before) || before == TAG_JJ);
}

/* Digits glued to it by a dash that are no year: a code, a phone number, half a date. */
static bool chained(const Dating *x, int32_t t) {
  const Doc *doc = x->doc;
  int32_t a = t - 2, b = t + 2;
  bool before = a >= x->begin && glued(x, t) && glued(x, t - 1) && tok_is(doc, t - 1, TOK_PUNCT) &&
                tok_is(doc, a, TOK_DIGIT);
  bool after = b < x->end && glued(x, b) && glued(x, b - 1) && tok_is(doc, b - 1, TOK_PUNCT) &&
               tok_is(doc, b, TOK_DIGIT);
  bool more = (before && a - 2 >= x->begin && glued(x, a) && glued(x, a - 1) &&
               tok_is(doc, a - 2, TOK_DIGIT)) ||
              (after && b + 2 < x->end && glued(x, b + 1) && glued(x, b + 2) &&
               tok_is(doc, b + 2, TOK_DIGIT));
  if (more || (before && after)) return true; /* three groups */
  return (before && doc->tokens.at[a].end - doc->tokens.at[a].start != 4) ||
         (after && doc->tokens.at[b].end - doc->tokens.at[b].start != 4 &&
          doc->tokens.at[b].end - doc->tokens.at[b].start != 2);
}

/* "1000 to 2000 workers": the first of a range that counts. */
static bool range_counts(const Dating *x, int32_t t) {
  int joint = token_tag(x, t + 1), noun_tag = token_tag(x, t + 3);
  bool to = str_eq(token_column(x, t + 1, LEX_JOIN, JOIN_ROLE), STR("to"));
  bool range = (to || joint == TAG_SYM || joint == TAG_HYPH) && t + 2 < x->end &&
               tok_is(x->doc, t + 2, TOK_DIGIT);
  bool many = noun_tag == TAG_NNS || noun_tag == TAG_NNPS || has_hit(x, t + 3, LEX_UNIT);
  return range && many && !determines(token_tag(x, t - 1));
}

bool year_fits(const Dating *x, int32_t year) {
  const Doc *doc = x->doc;
  int32_t t = x->m.last - 1, b = t - 1;
  int32_t n = doc->tokens.at[t].number;
  if (n != NONE && doc->numbers.at[n].last != t + 1) return false;
  if (year < 1000 || (year > 2100 && (!leads(token_tag(x, b)) || noun(token_tag(x, t + 1)))) ||
      (year < 1400 && t == x->m.first && !leads(token_tag(x, b))))
    return false;
  if (counts(x, t + 1, year) || chained(x, t) || range_counts(x, t)) return false;
  if (t != x->m.first || b < x->begin) return true;
  if (has_hit(x, b, LEX_CURRENCY) || has_hit(x, b, LEX_CUT)) return false;
  bool code = glued(x, t) && (tok_is(doc, b, TOK_PUNCT)) && glued(x, b) && b > x->begin;
  return !code || (tok_is(doc, b - 1, TOK_DIGIT) || !tok_is(doc, b - 1, TOK_CAP));
}

/* "in nineteen eighty-seven", not "in nineteen eighty-seven cases" */
bool spoken_fits(const Dating *x) {
  return token_tag(x, x->m.first - 1) == TAG_IN && !is_of(x, x->m.first - 1) &&
         ends_before(x, x->m.last);
}

/* "Jan-Feb 2017", "May to March": a month follows. */
static bool month_follows(const Dating *x) {
  int32_t t = x->m.last;
  return is_bond(x, t, STR("range")) && has_hit(x, t + 1, LEX_MONTH);
}

/* A bare month stands where a time may stand. May and March, and names that are people's, need a
** preposition. */
bool month_fits(const Dating *x, bool bare) {
  int32_t t = x->m.last - 1;
  Str doubt = token_column(x, t, LEX_MONTH, MONTH_DOUBT);
  int before = token_tag(x, x->m.first - 1), after = token_tag(x, x->m.last);
  bool name = after == TAG_NNP && tok_is(x->doc, t, TOK_CAP);
  if (str_none(doubt)) return !bare || !name || before != TAG_NNP;
  if (!bare || month_follows(x)) return true;
  bool placed = leads(before) || before == TAG_CC || !str_none(GIVEN(x, "mod"));
  if (str_eq(doubt, STR("short"))) return placed || before == TAG_COMMA;
  if (!placed && str_eq(doubt, STR("name"))) placed = determines(before) || before == TAG_JJ;
  if (str_eq(doubt, STR("word")) && before == TAG_POS) placed = true;
  if (name && leads(before) && str_eq(doubt, STR("name"))) return true; /* in August Lee resigned */
  return placed && !name && after != TAG_POS;
}

bool season_fits(const Dating *x) {
  int32_t b = x->article != NONE ? x->article - 1 : x->m.first - 1;
  if (!str_none(GIVEN(x, "mod"))) return true;
  if (!noun(token_tag(x, x->m.last - 1)) || token_tag(x, b) == TAG_TO) return false;
  int after = token_tag(x, x->m.last);
  return leads(token_tag(x, b)) && !noun(after) && after != TAG_HYPH && !is_of(x, x->m.last);
}

bool alone_fits(const Dating *x) {
  int after = token_tag(x, x->m.last);
  return !noun(after) && after != TAG_HYPH && after != TAG_POS;
}

bool plural_fits(const Dating *x) {
  int32_t b = x->article == NONE ? x->m.first - 1 : x->article - 1;
  int before = token_tag(x, b), after = token_tag(x, x->m.last);
  if (x->article != NONE && is_of(x, b)) return false; /* "most of the hours" */
  if (before == TAG_IN) return !noun(after) && (x->article == NONE || after != TAG_IN);
  if (x->article != NONE || after != TAG_IN) return false;
  bool verb = before == TAG_VBD || before == TAG_VB || before == TAG_VBN;
  return before == TAG_NONE || before == TAG_RB || before == TAG_COMMA || verb;
}

bool part_fits(const Dating *x, bool edge) {
  int32_t b = x->article - 1;
  if (x->article == NONE) return edge;
  return !one_article(x) && token_tag(x, b) == TAG_IN && token_tag(x, x->m.last) != TAG_IN;
}

/* "in the mornings", not "wedding nights" */
bool parts_fit(const Dating *x) {
  int before = token_tag(x, match_begin(x) - 1);
  return !noun(before) && before != TAG_JJ && before != TAG_CD && !is_of(x, x->m.last);
}

bool often_fits(const Dating *x) {
  return x->m.first == x->begin || !tok_is(x->doc, x->m.first, TOK_CAP);
}

/* "on Monday at 7", "tonight around 9": the day stands right before, and nothing behind that it may count. */
bool hour_fits(const Dating *x) {
  const Date *d = date_before(x, x->m.first - 1, 0);
  bool day =
      d && d->kind <= DATE_TIME && d->timex.n >= 10 && d->timex.s[4] == '-'; /* known or not */
  if (!day) return false;
  int after = token_tag(x, x->m.last);
  return ends_before(x, x->m.last) && after != TAG_VBD && after != TAG_DT && after != TAG_PRP;
}

/* "a" or "an" before it, not "the". */
bool one_article(const Dating *x) {
  if (x->article == NONE) return false;
  Str role = token_column(x, x->article, LEX_NUMBER, NUMBER_ROLE);
  return str_eq(role, STR("article"));
}

/* "Ann Christmas" */
bool feast_fits(const Dating *x) {
  int32_t b = x->m.first - 1;
  bool name = token_tag(x, b) == TAG_NNP && tok_is(x->doc, b, TOK_CAP);
  return !name || x->m.last - x->m.first > 1;
}

/* "on the 15th", not "the 15th floor". */
bool dom_fits(const Dating *x) {
  int after = token_tag(x, x->m.last);
  bool digit = tok_is(x->doc, x->m.first, TOK_DIGIT) && x->m.last - x->m.first == 1;
  if (digit && is_bond(x, x->m.first - 1, STR("day"))) return ends_before(x, x->m.last);
  if (!digit || x->article == NONE || !leads(token_tag(x, x->article - 1))) return false;
  return after == TAG_NONE || after == TAG_COMMA || after == TAG_PERIOD || after == TAG_IN ||
         after == TAG_CC;
}
