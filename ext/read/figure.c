/* figure.c - figures that a reporter would check: walks the numbers, drives the steps of figure.h.
*/
#include "read/figure.h"

#include <math.h>

int32_t hit_before(const Draft *d, int32_t t, LexKind kind) {
  enum { WORDS = 5 };
  return lex_hit_before(d->doc, t, kind, t - WORDS > d->begin ? t - WORDS : d->begin);
}

int32_t hit_at(const Draft *d, int32_t t, LexKind kind, int column, Str value) {
  return t < d->end ? lex_hit_is(d->doc, d->lang, t, kind, column, value) : NONE;
}

Str hit_str(const Draft *d, int32_t hit, int column) {
  return lex_str(d->lang, d->doc->hits.at[hit].entry, column);
}

bool joins(const Draft *d, int32_t t, Str role, int32_t *last) {
  int32_t h = hit_at(d, t, LEX_JOIN, JOIN_ROLE, role);
  if (h == NONE) return false;
  if (last) *last = d->doc->hits.at[h].last;
  return true;
}

bool glued_to_next(const Draft *d, int32_t t) {
  return t > d->begin && t + 1 < d->end && !tok_is(d->doc, t, TOK_SPACE) &&
         !tok_is(d->doc, t + 1, TOK_SPACE);
}

static Draft draft_open(Doc *doc, const Lang *lang, int32_t sentence, int32_t first, int32_t last) {
  const Sentence *s = &doc->sentences.at[sentence];
  Draft d = {
      .doc = doc, .lang = lang, .first = first, .last = last, .begin = s->first, .end = s->last};
  d.noun = NONE;
  d.head = first;
  d.f = (Figure){.number = NONE,
                 .sentence = sentence,
                 .value = NAN,
                 .low = NAN,
                 .high = NAN,
                 .date = NONE,
                 .source_entity = NONE,
                 .part_of = NONE,
                 .change_of = NONE,
                 .same_as = NONE,
                 .quote = NONE,
                 .kind = FIGURE_COUNT};
  return d;
}

static void keep(Draft *d) {
  const Token *tokens = d->doc->tokens.at;
  d->f.first = d->first;
  d->f.last = d->last;
  d->f.start = tokens[d->first].start;
  d->f.end = tokens[d->last - 1].end;
  figure_share(d);
  doc_add(d->doc, &d->doc->figures, &d->f);
}

static void finish(Draft *d) {
  figure_hedge(d);
  figure_phrase(d);
  figure_event(d);
  figure_context(d);
  figure_sure(d);
  keep(d);
}

/* The number n and what it takes along; gives the next number to look at. */
static int32_t read_one(Doc *doc, const Lang *lang, int32_t n) {
  const Number *number = &doc->numbers.at[n];
  int32_t sentence = doc->tokens.at[number->first].sentence;
  Draft d = draft_open(doc, lang, sentence, number->first, number->last);
  d.number = number;
  d.next_number = n + 1;
  d.f.number = n;
  d.f.why = number->why;
  if (number->has_value)
    d.f.value = d.f.low = d.f.high = number->value;
  else
    d.f.low = number->low, d.f.relation = RELATION_ABOUT;
  if (figure_cut(&d) || !figure_shape(&d)) return d.next_number;
  finish(&d);
  return d.next_number;
}

/* Multiples and lengths of time by words alone between two numbers' tokens. */
static void read_multiples(Doc *doc, const Lang *lang, int32_t from, int32_t to) {
  for (int32_t t = from; t < to; t++) {
    if (!lex_begins(doc, t, LEX_MULTIPLE) && doc->tokens.at[t].date == NONE) continue;
    Draft d = draft_open(doc, lang, doc->tokens.at[t].sentence, t, t + 1);
    if (figure_multiple(&d, t) || figure_one(&d, t)) finish(&d);
  }
}

void read_figure(Doc *doc, Reader *r) {
  if (!r->lang->pack) return;
  int32_t token = 0;
  for (int32_t n = 0; n < doc->numbers.n && doc->rc == DOC_OK;) {
    read_multiples(doc, r->lang, token, doc->numbers.at[n].first);
    int32_t next = read_one(doc, r->lang, n);
    token = doc->numbers.at[next - 1].last;
    int32_t last = doc->figures.n ? doc->figures.at[doc->figures.n - 1].last : 0;
    if (token < last) token = last; /* "a quarter of an hour" */
    n = next;
    if ((n & 255) == 0 && doc_stop(doc)) return;
  }
  read_multiples(doc, r->lang, token, doc->tokens.n);
}
