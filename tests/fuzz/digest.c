/* digest.c - what a document says, as one number. */
#include "fuzz.h"

#include <math.h>

typedef struct Digest {
  uint64_t h;
} Digest;

static void bytes(Digest *d, const void *p, size_t n) {
  const uint8_t *at = p;
  for (size_t i = 0; i < n; i++) d->h = (d->h ^ at[i]) * 1099511628211u;
}
static void integer(Digest *d, int64_t v) {
  bytes(d, &v, sizeof v);
}
static void real(Digest *d, double v) {
  if (isnan(v)) v = 1e300;
  bytes(d, &v, sizeof v);
}
static void str(Digest *d, Str s) {
  integer(d, str_none(s) ? -1 : s.n);
  if (!str_none(s)) bytes(d, s.s, (size_t)s.n);
}
static void range(Digest *d, Range r) {
  integer(d, r.start);
  integer(d, r.end);
}

static void tokens(Digest *d, const Doc *doc) {
  for (int32_t i = 0; i < doc->tokens.n; i++) {
    const Token *t = &doc->tokens.at[i];
    range(d, (Range){t->start, t->end, 0, 0});
    integer(d, t->sentence);
    integer(d, t->head);
    integer(d, t->tag * 256 + t->rel);
  }
}

static void sentences(Digest *d, const Doc *doc) {
  for (int32_t i = 0; i < doc->sentences.n; i++) {
    const Sentence *s = &doc->sentences.at[i];
    range(d, (Range){s->start, s->end, 0, 0});
    integer(d, s->paragraph);
  }
}

static void dates(Digest *d, const Doc *doc, bool dated) {
  for (int32_t i = 0; i < doc->dates.n; i++) {
    const Date *x = &doc->dates.at[i];
    range(d, (Range){x->start, x->end, 0, 0});
    integer(d, x->kind);
    if (!dated) continue;
    str(d, x->first);
    str(d, x->last);
    str(d, x->timex);
    str(d, x->relation);
    real(d, x->conf);
    integer(d, x->why);
  }
}

static void entities(Digest *d, const Doc *doc) {
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    const Mention *m = &doc->mentions.at[i];
    range(d, (Range){m->start, m->end, 0, 0});
    integer(d, m->form * 256 + m->type);
    str(d, m->entity == NONE ? STR_NONE : doc->entities.at[m->entity].name);
    str(d, m->role);
    real(d, m->conf);
    integer(d, m->why);
  }
  for (int32_t i = 0; i < doc->entities.n; i++) {
    const Entity *e = &doc->entities.at[i];
    str(d, e->name);
    str(d, e->role);
    integer(d, e->type * 256 + e->gender * 2 + e->unnamed);
    integer(d, e->first);
    integer(d, e->mentions);
    real(d, e->conf);
    integer(d, e->why);
  }
}

static void quotes(Digest *d, const Doc *doc, bool dated) {
  for (int32_t i = 0; i < doc->quotes.n; i++) {
    const Quote *q = &doc->quotes.at[i];
    range(d, q->content);
    range(d, q->source);
    range(d, q->cue);
    range(d, q->addressee);
    integer(d, q->continues);
    integer(d, q->part_of);
    str(d, q->entity == NONE ? STR_NONE : doc->entities.at[q->entity].name);
    str(d, q->speaker);
    str(d, q->role);
    str(d, q->to);
    str(d, q->cue_class);
    str(d, q->medium);
    integer(d, q->speaker_type * 65536 + q->kind * 256 + q->negated);
    real(d, q->conf);
    integer(d, q->why);
    if (dated) str(d, q->date == NONE ? STR_NONE : doc->dates.at[q->date].first);
  }
}

static void figure_words(Digest *d, const Figure *f) {
  str(d, f->unit);
  str(d, f->unit_text);
  str(d, f->per);
  str(d, f->item);
  str(d, f->event);
  str(d, f->place);
  str(d, f->source);
  str(d, f->change);
  str(d, f->scope);
}

static void figures(Digest *d, const Doc *doc, bool dated) {
  for (int32_t i = 0; i < doc->figures.n; i++) {
    const Figure *f = &doc->figures.at[i];
    range(d, (Range){f->start, f->end, 0, 0});
    real(d, f->value);
    real(d, f->low);
    real(d, f->high);
    figure_words(d, f);
    integer(d, f->part_of);
    integer(d, f->change_of);
    integer(d, f->same_as);
    integer(d, f->quote);
    integer(d, f->kind * 65536 + f->relation * 256 + f->status);
    real(d, f->conf);
    integer(d, f->why);
    if (dated) str(d, f->date == NONE ? STR_NONE : doc->dates.at[f->date].first);
  }
}

uint64_t doc_digest(const Doc *doc, unsigned want, bool dated) {
  Digest d = {14695981039346656037u};
  if (want & WANT_SENTENCES) sentences(&d, doc);
  if (want & WANT_TOKENS) tokens(&d, doc);
  if (want & WANT_DATES) dates(&d, doc, dated);
  if (want & WANT_ENTITIES) entities(&d, doc);
  if (want & WANT_QUOTES) quotes(&d, doc, dated);
  if (want & WANT_FIGURES) figures(&d, doc, dated);
  return d.h;
}

Reader *fuzz_reader(void) {
  static LangStore store;
  static const Lang *lang;
  static Reader reader;
  if (lang) return &reader;
  const char *wrong = lang_en(&store, &lang);
  MUST_HOLD(!wrong && reader_open(&reader, lang), "%s", wrong ? wrong : "reader");
  return &reader;
}
