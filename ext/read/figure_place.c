/* figure_place.c - where a figure holds: the place named behind it in its clause, else before it in
** the sentence, else in the sentence before. */
#include "read/figure.h"

#define MOST 24  /* mentions of a sentence looked at */
#define BACK 8   /* tokens between a preposition and its place */
#define REACH 64 /* tokens between a figure and its place: keeps endless sentences linear */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}
static const Mention *mention(const Draft *d, int32_t i) {
  return &d->doc->mentions.at[i];
}

/* The first mention that begins at or behind byte `at`: mentions stand in text order. */
static int32_t mention_from(const Doc *doc, int32_t at) {
  int32_t low = 0, high = doc->mentions.n;
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (doc->mentions.at[mid].start < at)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

typedef enum Hold {
  HOLD_NONE,
  HOLD_WEAK, /* "in Peru's capital", "near Kyiv" */
  HOLD_IN    /* "in Kyiv", "struck Kyiv", "on a Florida highway" */
} Hold;

/* Does the place tell where something is or happens? Not where somebody comes from, nor the one who
** speaks ("the embassy in Beijing said"). */
static Hold holds(const Draft *d, int32_t i, int32_t begin) {
  const Mention *m = mention(d, i);
  if (m->form != FORM_NAME || m->type != ENTITY_PLACE) return HOLD_NONE;
  if (m->first < d->last && d->first < m->last) return HOLD_NONE;
  const Quote *q = d->f.quote == NONE ? 0 : &d->doc->quotes.at[d->f.quote];
  if (q && q->source.first != NONE && m->first < q->source.last && q->source.first < m->last)
    return HOLD_NONE;
  for (int32_t t = m->title - 1, n = 0; t >= begin && n < BACK; t--, n++) {
    int tag = token(d, t)->tag;
    if (joins(d, t, STR("from"), 0)) return HOLD_NONE;
    bool owns = m->last < d->doc->tokens.n && token(d, m->last)->tag == TAG_POS;
    if (tag == TAG_IN) return owns || joins(d, t, STR("near"), 0) ? HOLD_WEAK : HOLD_IN;
    if (token(d, t)->mention == NONE && tag != TAG_DT && tag != TAG_POS && tag != TAG_JJ) break;
  }
  int rel = token(d, m->head)->rel;
  return rel == REL_OBJ || rel == REL_OBL ? HOLD_IN : HOLD_NONE;
}

/* A new clause that is told side by side with the one before begins with its verb. */
static bool clause_between(const Draft *d, int32_t from, int32_t to) {
  for (int32_t t = from; t < to; t++) {
    const Token *k = token(d, t);
    bool verb = k->tag >= TAG_VB && k->tag <= TAG_VBZ;
    if (k->tag == TAG_COLON || (verb && (k->rel == REL_CONJ || k->rel == REL_PARATAXIS)))
      return true;
  }
  return false;
}

/* The first number behind the figure that is no part of a date; the sentence's end. */
static int32_t next_number(const Draft *d) {
  const Doc *doc = d->doc;
  for (int32_t n = d->next_number; n < doc->numbers.n && n < d->next_number + 4; n++) {
    int32_t t = doc->numbers.at[n].first;
    if (t >= d->end) break;
    if (t >= d->last && token(d, t)->date == NONE) return t;
  }
  return d->end;
}

/* The place behind the figure; `clause`: before another clause begins. */
static int32_t place_behind(const Draft *d, bool clause) {
  const Doc *doc = d->doc;
  int32_t other = next_number(d), i = mention_from(doc, token(d, d->last - 1)->end), weak = NONE;
  for (int n = 0; i < doc->mentions.n && mention(d, i)->last <= d->end && n < MOST; i++, n++) {
    int32_t first = mention(d, i)->first;
    if (first - d->last > REACH) break;
    Hold hold = holds(d, i, d->last);
    if (hold == HOLD_NONE) continue;
    if (clause && clause_between(d, first > other ? d->last : first, first)) break;
    if (hold == HOLD_IN) return i;
    if (weak == NONE) weak = i;
  }
  return weak;
}

/* The last place before the figure in its sentence: not one that the figure before has behind it,
** where another verb tells of this one. Weak ones count where no other is. */
static int32_t place_before(const Draft *d) {
  const Doc *doc = d->doc;
  int32_t best = NONE, weak = NONE, f = doc->figures.n - 1;
  int32_t taken =
      f >= 0 && doc->figures.at[f].sentence == d->f.sentence ? doc->figures.at[f].last : d->begin;
  int32_t from = d->first - REACH > d->begin ? d->first - REACH : d->begin;
  int32_t i = mention_from(doc, token(d, from)->start);
  for (int n = 0; i < doc->mentions.n && mention(d, i)->first < d->first && n < MOST; i++, n++) {
    Hold hold = holds(d, i, d->begin);
    int32_t first = mention(d, i)->first;
    if (hold == HOLD_NONE) continue;
    if (first >= taken && taken > d->begin && clause_between(d, first, d->first)) continue;
    if (hold == HOLD_IN)
      best = i;
    else if (weak == NONE)
      weak = i;
  }
  return best != NONE ? best : weak;
}

/* The last place of the sentence before, in the same paragraph. */
static int32_t place_earlier(const Draft *d) {
  const Doc *doc = d->doc;
  if (d->f.sentence == 0) return NONE;
  const Sentence *s = &doc->sentences.at[d->f.sentence - 1];
  if (s->paragraph != doc->sentences.at[d->f.sentence].paragraph) return NONE;
  int32_t best = NONE, i = mention_from(doc, s->start);
  for (int n = 0; i < doc->mentions.n && mention(d, i)->start < s->end && n < MOST; i++, n++)
    if (holds(d, i, s->first) == HOLD_IN && best == NONE) best = i;
  return best;
}

void figure_place(Draft *d) {
  if (d->f.kind == FIGURE_AGE || !d->doc->mentions.n) return;
  int32_t best = place_behind(d, true);
  if (best == NONE) best = place_before(d);
  bool happened = d->f.kind == FIGURE_COUNT && !str_none(d->f.event);
  if (best == NONE && happened) best = place_behind(d, false); /* killed 9 and hurt 20 in Ulm */
  if (best == NONE && happened) best = place_earlier(d);
  if (best == NONE) return;
  const Mention *m = mention(d, best);
  d->f.place =
      m->entity == NONE ? doc_text(d->doc, m->start, m->end) : d->doc->entities.at[m->entity].name;
}
