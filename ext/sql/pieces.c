/* pieces.c - an article as one flat run of pieces, for those who show it (html.c, ansi.c): crossing
** spans come out well-formed. And who speaks, by number.
*/
#include "sql/sql.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEEPEST 16

static int by_place(const void *x, const void *y) {
  int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
  return (a > b) - (a < b);
}

static bool shown(const Article *a, const Mention *m) {
  return m->form == FORM_NAME && m->entity != NONE && a->id_of[m->entity];
}

/* Every byte where something begins or ends, sorted; NULL without memory. */
static int32_t *edges(const Article *a, int32_t *n) {
  const Doc *doc = &a->doc;
  sqlite3_uint64 most = (sqlite3_uint64)doc->quotes.n + (sqlite3_uint64)doc->mentions.n +
                        (sqlite3_uint64)doc->figures.n + 1;
  int32_t *at = sqlite3_malloc64(2 * most * sizeof *at);
  if (!at) return 0;
  *n = 0;
  at[(*n)++] = 0;
  at[(*n)++] = a->text.n;
  for (int32_t i = 0; i < doc->quotes.n; i++)
    at[(*n)++] = doc->quotes.at[i].content.start, at[(*n)++] = doc->quotes.at[i].content.end;
  for (int32_t i = 0; i < doc->mentions.n; i++)
    if (shown(a, &doc->mentions.at[i]))
      at[(*n)++] = doc->mentions.at[i].start, at[(*n)++] = doc->mentions.at[i].end;
  for (int32_t i = 0; i < doc->figures.n; i++)
    at[(*n)++] = doc->figures.at[i].start, at[(*n)++] = doc->figures.at[i].end;
  qsort(at, (size_t)*n, sizeof *at, by_place);
  return at;
}

/* Where a sweep stands. Each array is in text order, so one pointer a kind is enough. */
typedef struct Sweep {
  const Article *a;
  int32_t open[DEEPEST], depth; /* quotes that hold the place, the innermost last */
  int32_t quote, mention, figure;
} Sweep;

static Piece piece_at(Sweep *s, int32_t from, int32_t to) {
  const Doc *doc = &s->a->doc;
  for (; s->quote < doc->quotes.n && doc->quotes.at[s->quote].content.start <= from; s->quote++)
    if (s->depth < DEEPEST) s->open[s->depth++] = s->quote;
  int32_t kept = 0;
  for (int32_t k = 0; k < s->depth; k++)
    if (doc->quotes.at[s->open[k]].content.end > from) s->open[kept++] = s->open[k];
  s->depth = kept;
  while (s->mention < doc->mentions.n &&
         (!shown(s->a, &doc->mentions.at[s->mention]) || doc->mentions.at[s->mention].end <= from))
    s->mention++;
  while (s->figure < doc->figures.n && doc->figures.at[s->figure].end <= from) s->figure++;
  Piece p = {.from = from, .to = to};
  if (kept) p.quote = &doc->quotes.at[s->open[kept - 1]];
  if (s->mention < doc->mentions.n && doc->mentions.at[s->mention].start <= from)
    p.mention = &doc->mentions.at[s->mention];
  if (s->figure < doc->figures.n && doc->figures.at[s->figure].start <= from)
    p.figure = &doc->figures.at[s->figure];
  return p;
}

/* ---- speakers ---- */

static bool same_speaker(const Quote *a, const Quote *b) {
  return a->entity != NONE ? a->entity == b->entity
                           : b->entity == NONE && str_eq(a->speaker, b->speaker);
}

static int speaker_number(const Speakers *s, const Quote *q) {
  if (str_none(q->speaker)) return 0;
  for (int i = 0; i < s->n; i++)
    if (same_speaker(s->quote[i], q)) return i + 1;
  return 0;
}

void speakers_of(const Article *a, Speakers *s) {
  const Doc *doc = &a->doc;
  s->n = 0;
  for (int32_t i = 0; i < doc->quotes.n && s->n < MOST_SPEAKERS; i++) {
    const Quote *q = &doc->quotes.at[i];
    if (!str_none(q->speaker) && !speaker_number(s, q)) s->quote[s->n++] = q;
  }
}

/* ---- the run ---- */

/* A quote inside another ends where the other does, but for a mark: then one number is enough. */
#define NEAR 4

bool pieces_each(const Article *a, const Speakers *speakers, void (*show)(void *ctx, const Piece *),
                 void *ctx) {
  int32_t n, last = -NEAR, *at = edges(a, &n);
  int last_speaker = 0;
  if (!at) return false;
  Sweep sweep = {.a = a};
  for (int32_t i = 0; i + 1 < n; i++) {
    if (at[i] == at[i + 1]) continue;
    Piece p = piece_at(&sweep, at[i], at[i + 1]);
    if (p.quote) p.speaker = speaker_number(speakers, p.quote);
    if (p.quote && p.quote->content.end == p.to) {
      p.ends = p.speaker && (p.speaker != last_speaker || p.to - last > NEAR);
      last = p.to;
      last_speaker = p.speaker;
    }
    show(ctx, &p);
  }
  sqlite3_free(at);
  return true;
}

/* ---- figures ---- */

/* 1,200,000,000 or 4.5, behind what stands in the buffer; on the stack, so that memory cannot fail. */
static void amount(char *buffer, const char *before, double v) {
  size_t n = strlen(buffer);
  int room = (int)(AMOUNT_SIZE - n);
  if (v == floor(v) && fabs(v) < 1e15)
    sqlite3_snprintf(room, buffer + n, "%s%,lld", before, (long long)v);
  else
    sqlite3_snprintf(room, buffer + n, "%s%.10g", before, v);
}

Str figure_amount(const Figure *f, char buffer[AMOUNT_SIZE]) {
  buffer[0] = 0;
  double v = !isnan(f->value) ? f->value : !isnan(f->low) ? f->low : f->high;
  if (f->relation == RELATION_BETWEEN && !isnan(f->low) && !isnan(f->high)) {
    amount(buffer, "", f->low);
    amount(buffer, " to ", f->high);
  } else if (!isnan(v)) {
    if (f->relation != RELATION_EQ)
      sqlite3_snprintf(AMOUNT_SIZE, buffer, "%s ", relation_name(f->relation));
    amount(buffer, "", v);
  }
  return buffer[0] ? (Str){buffer, (int32_t)strlen(buffer)} : STR_NONE;
}
