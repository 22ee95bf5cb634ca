/* figure_context.c - change, scope, place, date and source of a figure, and its links to other
 * figures. */
#include "read/figure.h"

#include <math.h>

#define NEAR 4  /* tokens between a change word and its figure */
#define BACK 16 /* quotes, figures, mentions looked back over */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

/* A number between tokens a and b parts them. */
static bool number_between(const Draft *d, int32_t a, int32_t b) {
  for (int32_t t = a; t < b; t++)
    if (token(d, t)->number != NONE) return true;
  return false;
}

/* "raised its key lending rate by 5 points": the verb above, whatever stands between. */
static int32_t by_verb(const Draft *d) {
  int32_t join = hit_before(d, d->first, LEX_JOIN);
  if (join == NONE || !str_eq(hit_str(d, join, JOIN_ROLE), STR("by"))) return NONE;
  int32_t verb = figure_verb(d, d->head);
  return verb == NONE || verb > d->first ? NONE : lex_hit(d->doc, verb, LEX_CHANGE);
}

/* "made up 17% of sales": part of a verb. */
static bool particle(const Draft *d, int32_t t) {
  return t > d->begin && token(d, t)->tag == TAG_RP &&
         hit_at(d, t - 1, LEX_LIGHT, LIGHT_ROLE, STR("parts")) != NONE;
}

/* "fell 12%", "up 5 points", "an increase of 300"; "a 4% rise". The word nearest before decides. */
static int32_t change_hit(const Draft *d) {
  for (int32_t t = d->first - 1; t >= d->begin && t >= d->first - NEAR; t--) {
    int32_t h = lex_hit(d->doc, t, LEX_CHANGE);
    if (h != NONE && !particle(d, t) && !number_between(d, t, d->first)) return h;
    if (tok_is(d->doc, t, TOK_PUNCT) || token(d, t)->tag == TAG_CC) break;
  }
  int32_t verb = by_verb(d);
  if (verb != NONE) return verb;
  if (d->last >= d->end) return NONE;
  int tag = token(d, d->last)->tag; /* "a 4% rise", not "12% cut their ..." */
  return tag >= TAG_VB && tag <= TAG_VBZ ? NONE : lex_hit(d->doc, d->last, LEX_CHANGE);
}

/* The level that a change leads to or comes from ("fell 12% to 410,000 from 500,000"), not a change
 * itself. */
static bool level(const Draft *d) {
  int32_t from = d->first;
  if (from > d->begin && token(d, from - 1)->tag == TAG_DT) from--; /* "from the $5m" */
  int32_t h = hit_before(d, from, LEX_JOIN);
  if (h == NONE) return false;
  Str role = hit_str(d, h, JOIN_ROLE);
  return str_eq(role, STR("to")) || str_eq(role, STR("from")) || str_eq(role, STR("at"));
}

/* "+0.3%" */
static bool plus(const Draft *d) {
  int32_t t = d->first - 1;
  return t >= d->begin && token(d, t)->end == token(d, d->first)->start &&
         str_eq(tok_text(d->doc, t), STR("+"));
}

/* "-0.3%": a sign, no word. */
static bool minus(const Draft *d) {
  return d->number && d->f.value < 0 && d->f.kind == FIGURE_PERCENT &&
         tok_is(d->doc, d->number->first, TOK_PUNCT);
}

/* "rose by 300", "up 40": said of a count only right before it; else "cut 300 jobs" is no fall. */
static bool change_of_count(const Draft *d, int32_t h) {
  if (h == NONE) return false;
  int32_t last = d->doc->hits.at[h].last;
  int tag = token(d, d->doc->hits.at[h].first)->tag;
  int32_t to = NONE;
  if (last > d->first) return false;
  if (last == d->first && joins(d, d->last, STR("to"), &to) && to < d->end &&
      token(d, to)->number != NONE)
    return true; /* claims fell 5,000 to 330,000 */
  return joins(d, last, STR("by"), 0) || (last == d->first && (tag == TAG_RB || tag == TAG_RP));
}

static void change(Draft *d) {
  int kind = d->f.kind;
  bool can = kind == FIGURE_PERCENT || kind == FIGURE_POINTS || kind == FIGURE_MONEY ||
             kind == FIGURE_INDEX || kind == FIGURE_MEASURE || kind == FIGURE_MULTIPLE ||
             kind == FIGURE_RATE;
  bool part = d->noun != NONE && d->noun >= d->first; /* "lost half of its value" */
  can |= kind == FIGURE_RATIO && !part;
  if (level(d)) {
    int32_t i = d->doc->figures.n - 1;
    Figure *before = i >= 0 ? &d->doc->figures.at[i] : 0;
    if (before && before->sentence == d->f.sentence && !str_none(before->change) &&
        before->change_of == NONE) {
      before->change_of = i + 1;
      if (str_none(d->f.item)) d->f.item = before->item;
      if (str_none(d->f.event)) d->f.event = before->event;
    }
    return;
  }
  if (can && plus(d)) {
    d->f.change = STR("rise");
    d->first--;
    return;
  }
  if (minus(d)) {
    d->f.change = STR("fall");
    return;
  }
  int32_t h = can || kind == FIGURE_COUNT ? change_hit(d) : NONE;
  if (!can && !change_of_count(d, h)) return;
  if (h != NONE) d->f.change = hit_str(d, h, CHANGE_CHANGE);
}

/* Parts link to the figure before them, and share what happened to the whole. */
static void part(Draft *d) {
  int32_t h = hit_at(d, d->begin, LEX_SCOPE, SCOPE_PLACE, STR("sentence"));
  if (h != NONE && str_none(d->f.scope) && d->f.kind == FIGURE_COUNT &&
      d->first > d->doc->hits.at[h].last)
    d->f.scope = hit_str(d, h, SCOPE_SCOPE); /* "In addition to the dead, ..." */
  if (d->of && d->f.kind == FIGURE_COUNT) d->f.scope = STR("part");
  if (str_none(d->f.scope) || !str_eq(d->f.scope, STR("part"))) return;
  for (int32_t i = d->doc->figures.n - 1; i >= 0 && i > d->doc->figures.n - 4; i--) {
    const Figure *f = &d->doc->figures.at[i];
    if (f->sentence + 1 < d->f.sentence || f->kind != FIGURE_COUNT) break;
    bool is_part = !str_none(f->scope) && str_eq(f->scope, STR("part"));
    if (is_part || !(f->value > d->f.value)) continue;
    d->f.part_of = i;
    if (str_none(d->f.event)) d->f.event = f->event;
    return;
  }
}

/* A date of a calendar kind that something can hold on: not "since 1988", "before May". */
static bool holds_on(const Date *date) {
  bool open = !str_none(date->relation) &&
              (str_eq(date->relation, STR("before")) || str_eq(date->relation, STR("after")));
  return date->kind <= DATE_TIME && !str_none(date->first) && !open;
}

/* The day of the sentence: the nearest date of a calendar kind. */
static void date(Draft *d) {
  int32_t from = d->first - 2 * BACK > d->begin ? d->first - 2 * BACK : d->begin;
  int32_t to = d->last + 2 * BACK < d->end ? d->last + 2 * BACK : d->end;
  for (int32_t t = from; t < to; t++) {
    int32_t i = token(d, t)->date;
    if (i == NONE || !holds_on(&d->doc->dates.at[i])) continue;
    d->f.date = i;
    if (t >= d->last) return;
  }
}

static int status_of(Str s) {
  for (int i = STATUS_STATED; i <= STATUS_DENIED; i++) {
    const char *name = status_name(i);
    if (str_eq(s, (Str){name, (int32_t)strlen(name)})) return i;
  }
  return STATUS_STATED;
}

/* The innermost quote that holds the figure; NONE. Quotes stand in the order of their contents. */
static int32_t quote_around(const Draft *d) {
  const Doc *doc = d->doc;
  int32_t start = token(d, d->first)->start, low = 0, high = doc->quotes.n;
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (doc->quotes.at[mid].content.start <= start)
      low = mid + 1;
    else
      high = mid;
  }
  for (int32_t i = low - 1; i >= 0 && i >= low - BACK; i--)
    if (start < doc->quotes.at[i].content.end) return i;
  return NONE;
}

/* How it is told by the words that report it: "denied", "claimed". */
static void status_of_cue(Draft *d, const Quote *q) {
  for (int32_t t = q->cue.first; t != NONE && t < q->cue.last; t++) {
    int32_t h = lex_hit(d->doc, t, LEX_MOOD);
    if (h != NONE) d->f.status = (uint8_t)status_of(hit_str(d, h, MOOD_STATUS));
  }
  if (q->negated) d->f.status = STATUS_DENIED;
}

/* The noun at token t gave it: an entity, or as described. */
static void given_by(Draft *d, int32_t t) {
  int32_t m = figure_mention(d, t), first, last;
  int32_t entity = m == NONE ? NONE : d->doc->mentions.at[m].entity;
  if (entity == NONE && token(d, t)->tag == TAG_PRP) return;
  figure_noun(d, t, &first, &last);
  d->f.source = entity == NONE ? range_text(d->doc, doc_range(d->doc, first, last))
                               : d->doc->entities.at[entity].name;
  bool named = entity != NONE && !d->doc->entities.at[entity].unnamed;
  d->f.source_entity = named ? entity : NONE;
}

/* "the 0.2% forecast by economists", "the 4% expected last month": told by a participle right behind. */
static bool forecast_behind(const Draft *d) {
  int32_t t = d->last;
  if (t + 1 >= d->end || token(d, t)->tag != TAG_VBN) return false;
  if (token(d, t + 1)->tag != TAG_IN && token(d, t + 1)->date == NONE) return false;
  int32_t h = lex_hit(d->doc, t, LEX_MOOD);
  return h != NONE && status_of(hit_str(d, h, MOOD_STATUS)) == STATUS_EXPECTED;
}

/* "forecast by economists at three banks" */
static bool forecaster(Draft *d) {
  int32_t t, first, last;
  if (!forecast_behind(d) || !joins(d, d->last + 1, STR("by"), &t)) return false;
  while (t < d->end && figure_determines(token(d, t)->tag)) t++;
  if (t >= d->end || !figure_noun_at(d, t, &first, &last)) return false;
  given_by(d, last - 1);
  return true;
}

/* "The ministry put the toll at 41", "police reported 12 arrests": the subject of a verb that gives
** numbers. */
static void giver(Draft *d) {
  int32_t verb = figure_verb(d, d->head);
  if (verb == NONE || !figure_gives(d, verb)) return;
  for (int32_t t = verb - 1; t >= d->begin && t > verb - BACK; t--) {
    if (token(d, t)->head != verb || token(d, t)->rel != REL_NSUBJ) continue;
    given_by(d, t);
    return;
  }
}

/* Who gave it: the speaker of the quote that holds it, or of the clause or quote that this one is
** part of or goes on with. */
static void source(Draft *d) {
  const Doc *doc = d->doc;
  int32_t i = d->f.quote = quote_around(d);
  if (i == NONE) {
    if (!forecaster(d)) giver(d);
    return;
  }
  status_of_cue(d, &doc->quotes.at[i]);
  for (int step = 0; step < BACK && i != NONE; step++) {
    const Quote *q = &doc->quotes.at[i];
    if (!str_none(q->speaker)) {
      d->f.source = q->speaker;
      d->f.source_entity = q->entity;
      return;
    }
    i = q->part_of != NONE ? q->part_of : q->continues;
  }
}

/* "will cost 212, up from 180 last year": what was is not expected. */
static bool left_behind(const Draft *d) {
  int32_t h = hit_before(d, d->first, LEX_JOIN);
  if (h == NONE || !str_eq(hit_str(d, h, JOIN_ROLE), STR("from"))) return false;
  int32_t change = hit_before(d, d->doc->hits.at[h].first, LEX_CHANGE);
  int32_t t = change == NONE ? NONE : d->doc->hits.at[change].first;
  return t != NONE && (token(d, t)->tag == TAG_RB || token(d, t)->tag == TAG_IN ||
                       token(d, t)->tag == TAG_RP || token(d, t)->tag == TAG_JJ);
}

/* What the figure's verb is told as: by an auxiliary before it ("will cost"), by the verb that
** governs it ("is expected to cost", "denied killing"). */
static void mood(Draft *d) {
  if (forecast_behind(d)) {
    d->f.status = STATUS_EXPECTED;
    return;
  }
  int32_t verb = left_behind(d) ? NONE : figure_verb(d, d->head);
  for (int i = 0; i < 2 && verb != NONE; i++, verb = figure_verb(d, verb)) {
    int32_t h = lex_hit(d->doc, verb, LEX_MOOD);
    for (int32_t t = verb - 1; h == NONE && t >= d->begin && t >= verb - NEAR; t--)
      if (token(d, t)->head == verb) h = lex_hit(d->doc, t, LEX_MOOD);
    int status = h == NONE ? STATUS_STATED : status_of(hit_str(d, h, MOOD_STATUS));
    if (status == STATUS_EXPECTED || (h != NONE && i > 0)) { /* "claimed 12 lives" claims nothing */
      d->f.status = (uint8_t)status;
      return;
    }
    int rel = token(d, verb)->rel;
    bool shares = rel == REL_CONJ && token(d, verb)->tag == TAG_VB; /* "will cut jobs and save" */
    if (rel != REL_XCOMP && rel != REL_CCOMP && !shares) return;
  }
}

/* "$5 million (€4.6 million)", "9 metres (30 feet)": the amount in brackets converts the one before:
** of the same thing, and with the same bounds where it tells none of its own. */
static void same(Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  if (i < 0 || d->first <= d->begin || token(d, d->first - 1)->tag != TAG_LRB) return;
  const Figure *f = &d->doc->figures.at[i];
  bool kind = f->kind == d->f.kind &&
              (f->kind == FIGURE_MONEY || f->kind == FIGURE_MEASURE || f->kind == FIGURE_RATE);
  if (!kind || f->sentence != d->f.sentence || d->first - f->last > 3) return;
  if (str_none(f->unit) || str_eq(f->unit, d->f.unit)) return;
  d->f.same_as = i;
  d->f.item = f->item;
  d->f.event = f->event;
  d->f.change = f->change;
  if (d->f.relation != RELATION_EQ) return;
  d->f.relation = f->relation;
  if (f->relation == RELATION_BETWEEN) return;
  if (isnan(f->low)) d->f.low = NAN;
  if (isnan(f->high)) d->f.high = NAN;
}

void figure_context(Draft *d) {
  change(d);
  part(d);
  date(d);
  mood(d);
  source(d);
  figure_place(d);
  same(d);
}
