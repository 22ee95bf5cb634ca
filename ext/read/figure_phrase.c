/* figure_phrase.c - item: the noun phrase that is counted or measured. Rests on tags; the parse is
** followed where there is one. */
#include "read/figure.h"

#define WINDOW 12 /* tokens looked at around a figure; keeps long sentences linear */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

static void take_scope(Draft *d, int32_t *t) {
  int32_t h = *t < d->end ? lex_hit(d->doc, *t, LEX_SCOPE) : NONE;
  if (h == NONE || !str_eq(hit_str(d, h, SCOPE_PLACE), STR("after"))) return;
  d->f.scope = hit_str(d, h, SCOPE_SCOPE);
  *t = d->doc->hits.at[h].last;
  if (d->last < *t) d->last = *t;
  d->more = true;
}

/* "of the children", "of them": the whole that it is a part of. */
static bool part_of_whole(Draft *d, int32_t t) {
  int32_t behind, first, last;
  if (!joins(d, t, STR("of"), &behind) || behind >= d->end) return false;
  if (d->number) d->head = d->number->last - 1; /* what happened is said of it, not of the whole */
  bool definite = figure_determines(token(d, behind)->tag) || figure_in_number(d, behind);
  int next = behind + 1 < d->end ? token(d, behind + 1)->tag : TAG_NONE;
  if (definite && behind + 1 < d->end && lex_hit(d->doc, behind + 1, LEX_EVENT) != NONE &&
      !figure_noun_at(d, behind + 1, &first, &last)) { /* "four of the dead" */
    d->noun = behind + 1;
    d->noun_last = d->last = behind + 2;
    d->of = true;
    return true;
  }
  if (definite && (next == TAG_VBN || next == TAG_VBD || next == TAG_IN || next == TAG_WP)) {
    d->last = behind + 1; /* "five of those who", "five of those killed" */
    d->of = true;
    return true;
  }
  while (behind < d->end && figure_determines(token(d, behind)->tag)) behind++;
  if (behind < d->end && token(d, behind)->tag == TAG_PRP && d->f.kind == FIGURE_COUNT) {
    d->last = behind + 1;
    d->of = true;
    return true;
  }
  if (!figure_noun_at(d, behind, &first, &last)) return false;
  if (definite && d->f.kind == FIGURE_DURATION) return false; /* "within an hour of its goal" */
  if (token(d, first)->number != NONE) {                      /* "12% of the 3,400 pupils" */
    int32_t after = d->doc->numbers.at[token(d, first)->number].last;
    if (after < last) first = after;
  }
  d->noun = first;
  d->noun_last = last;
  if (d->f.kind != FIGURE_DURATION) d->last = last; /* "two days" of rain */
  d->of = definite &&
          (d->f.kind == FIGURE_COUNT || d->f.kind == FIGURE_PERCENT || d->f.kind == FIGURE_RATIO);
  return true;
}

/* "completed the race in two hours", "must be finished in three months": what took so long. */
static void lasting_item(Draft *d) {
  int32_t in = hit_before(d, d->first, LEX_JOIN);
  int32_t verb = figure_verb(d, d->last - 1);
  if (verb == NONE || in == NONE || !str_eq(hit_str(d, in, JOIN_ROLE), STR("in"))) return;
  for (int32_t t = d->first - 1; t >= d->begin && t > d->first - 2 * WINDOW; t--) {
    int rel = token(d, t)->rel;
    if (token(d, t)->head != verb || !figure_is_noun(token(d, t)->tag)) continue;
    if (rel != REL_OBJ && rel != REL_NSUBJ_PASS) continue;
    figure_noun(d, t, &d->noun, &d->noun_last);
    return;
  }
}

/* "a fine of $5 million", "a distance of 139 km": the noun before "of". */
static bool noun_of(Draft *d) {
  int32_t h = hit_before(d, d->first, LEX_JOIN);
  Str role = h == NONE ? STR_NONE : hit_str(d, h, JOIN_ROLE);
  int32_t head = h == NONE ? NONE : d->doc->hits.at[h].first - 1;
  if (head < d->begin || !figure_is_noun(token(d, head)->tag)) return false;
  bool at = str_eq(role, STR("at")) && token(d, head)->rel == REL_OBJ && /* put the loss at $5m */
            figure_gives(d, token(d, head)->head);
  if (!str_eq(role, STR("of")) && !str_eq(role, STR("worth")) && !at) return false;
  figure_noun(d, head, &d->noun, &d->noun_last);
  return true;
}

/* "a 12 page report", "a 3 cylinder engine": more than one of a noun in the singular, before another in
** the singular. */
static bool measures(const Draft *d, int32_t first, int32_t last) {
  if (hit_at(d, last - 1, LEX_NOUN, NOUN_KIND, STR("people")) != NONE)
    return false; /* "26 army staff" */
  return last - first > 1 && d->f.value != 1 && token(d, first)->tag == TAG_NN &&
         token(d, last - 1)->tag == TAG_NN;
}

/* Scope words inside the phrase ("three other treatments") stay; those before the noun ("more
 * people") go. */
static void count_item(Draft *d) {
  int32_t t = d->last, first, last;
  bool hyphen = d->hyphen = joins(d, t, STR("dash"), 0) && glued_to_next(d, t);
  if (hyphen) t++;
  take_scope(d, &t);
  if (part_of_whole(d, t)) return;
  if (t < d->end && figure_noun_at(d, t, &first, &last)) {
    d->noun = first;
    d->noun_last =
        d->f.kind == FIGURE_COUNT && (hyphen || measures(d, first, last)) ? first + 1 : last;
    if (d->last < d->noun_last) d->last = d->noun_last;
    d->head = last - 1;
    return;
  }
  bool told = t < d->end && lex_hit(d->doc, t, LEX_EVENT) != NONE; /* "the three dead" */
  if (!told || d->first == d->begin || token(d, d->first - 1)->tag != TAG_DT) return;
  d->noun = t;
  d->noun_last = d->last = t + 1;
}

/* The noun phrase behind it, which it qualifies: "30-year prison terms", "$340 million contract". */
static bool modified(Draft *d) {
  int32_t first, last;
  if (d->last >= d->end || !figure_noun_at(d, d->last, &first, &last)) return false;
  int behind = last < d->end ? token(d, last)->tag : TAG_NONE;
  bool clause = behind == TAG_VBD || behind == TAG_VBN || behind == TAG_VBP || behind == TAG_VBZ;
  bool unit = d->f.kind == FIGURE_MONEY || d->f.kind == FIGURE_MEASURE;
  if (unit && clause && token(d, d->last - 1)->tag == TAG_NNS && d->number->glued == NONE)
    return false; /* the 50 cents analysts expected */
  if (token(d, d->last)->number != NONE) return false;
  d->noun = first;
  d->noun_last = last;
  d->head = last - 1;
  return true;
}

/* "$12 million in damages": what the sum is made of. Not "in the case", "in May", "in Rome". */
static bool made_of(Draft *d) {
  int32_t t, first, last;
  if (d->f.kind != FIGURE_MONEY || !joins(d, d->last, STR("in"), &t) || t >= d->end) return false;
  int tag = token(d, t)->tag;
  bool opens = tag == TAG_NN || tag == TAG_NNS || tag == TAG_JJ;
  if (!opens || token(d, t)->number != NONE || token(d, t)->date != NONE) return false;
  if (lex_hit(d->doc, d->last, LEX_SCOPE) != NONE || !figure_noun_at(d, t, &first, &last))
    return false;
  if (!figure_is_noun(token(d, last - 1)->tag) || token(d, last - 1)->tag >= TAG_NNP) return false;
  d->noun = first;
  d->noun_last = d->last = last;
  return true;
}

/* "$3 million, or 85 cents a share" say the same of the same. */
static bool retold(Draft *d) {
  const Figure *f = figure_retold(d);
  if (!f) return false;
  d->f.item = f->item;
  d->f.event = f->event;
  return !str_none(f->item);
}

/* "a dividend of 4.5p, up 12%", "sold 61 cars, 8% fewer than": a change right behind a comma is that of the figure before. */
static bool apposed(Draft *d) {
  int32_t i = d->doc->figures.n - 1, t = d->first - 1;
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  bool change = d->f.kind == FIGURE_PERCENT || d->f.kind == FIGURE_POINTS;
  if (!f || !change || f->sentence != d->f.sentence || str_none(f->item)) return false;
  if (t > f->last && lex_hit(d->doc, t, LEX_CHANGE) != NONE && token(d, t)->tag < TAG_VB) t--;
  bool less =
      d->last < d->end && (token(d, d->last)->tag == TAG_JJR || token(d, d->last)->tag == TAG_RBR);
  if (token(d, t)->tag != TAG_COMMA || (t == d->first - 1 && !less)) return false;
  bool beside = t == f->last;
  for (int32_t k = f->last; !beside && k < t; k++) {
    if (token(d, k)->tag == TAG_COMMA || token(d, k)->tag == TAG_CC) return false;
    if (token(d, k)->date != NONE) beside = true; /* "in May, 8% fewer" */
  }
  if (!beside) return false;
  d->f.item = f->item;
  d->f.event = f->event;
  return true;
}

static void other_item(Draft *d) {
  bool age = d->f.kind == FIGURE_AGE;
  int32_t before =
      age ? hit_before(d, d->first, LEX_JOIN) : NONE; /* "aged 16 to 24" qualifies nothing behind */
  bool aged = before != NONE && str_eq(hit_str(d, before, JOIN_ROLE), STR("aged"));
  if (!age && (noun_of(d) || part_of_whole(d, d->last) || made_of(d) || retold(d))) return;
  if ((!aged && modified(d)) || apposed(d) || figure_lists(d)) return;
  if (age)
    figure_aged(d);
  else if (d->f.kind == FIGURE_DURATION)
    lasting_item(d);
  else
    figure_subject(d);
}

/* "the toll rose from 12 to 15", "the number of displaced people reached 9,000": a bare number that its
** subject changes to or stands at; of "the number of ..." what is counted. */
static bool changed(Draft *d) {
  int32_t first, last, of;
  int32_t verb = d->noun == NONE && d->f.kind == FIGURE_COUNT ? figure_verb(d, d->head) : NONE;
  if (verb == NONE) return false;
  int32_t join = hit_before(d, d->first, LEX_JOIN); /* not "rose to 35, with 12 still missing" */
  if (verb != d->first - 1 && (join == NONE || verb > d->first)) return false;
  if (verb != d->first - 1 && str_eq(hit_str(d, join, JOIN_ROLE), STR("and"))) return false;
  bool level = lex_hit(d->doc, verb, LEX_CHANGE) != NONE ||
               hit_at(d, verb, LEX_LIGHT, LIGHT_ROLE, STR("level")) != NONE;
  if (!level || !figure_subject_of(d, verb) || d->noun == NONE) return false;
  if (!joins(d, d->noun_last, STR("of"), &of)) return true;
  if (figure_noun_at(d, of, &first, &last) && last <= d->first) {
    d->noun = first;
    d->noun_last = last;
  } else if (of < d->first && lex_hit(d->doc, of, LEX_EVENT) != NONE) { /* of displaced */
    d->noun = of;
    d->noun_last = of + 1;
  }
  return true;
}

void figure_phrase(Draft *d) {
  d->head = d->last - 1;
  bool ratio = d->f.kind == FIGURE_RATIO && d->next_number > d->f.number + 1; /* one in ten */
  if (d->f.kind == FIGURE_COUNT || d->f.kind == FIGURE_ORDINAL || ratio)
    count_item(d);
  else
    other_item(d);
  if (figure_elided(d)) other_item(d);
  if (d->f.kind == FIGURE_COUNT && d->noun >= d->first) figure_rate(d); /* 12 deaths per 1,000 */
  if (d->f.kind == FIGURE_RATIO && d->noun == NONE) count_item(d);
  if (changed(d))
    d->predicate = lex_hit(d->doc, d->noun_last - 1, LEX_EVENT) != NONE ||
                   lex_hit(d->doc, d->noun, LEX_EVENT) != NONE;
  if (d->noun != NONE) {
    Range r = doc_range(d->doc, d->noun, d->noun_last);
    d->f.item = range_text(d->doc, r);
    return;
  }
  if (d->f.kind != FIGURE_COUNT || !str_none(d->f.item) || figure_shares(d) || figure_waits(d))
    return;
  const Figure *before =
      joins(d, d->last, STR("aged"), 0) ? figure_last_age(d) : figure_antecedent(d);
  if (!before) before = figure_same_number(d);
  bool other = d->last < d->end && lex_hit(d->doc, d->last, LEX_EVENT) != NONE &&
               lex_entry(d->lang, before ? before->item : STR_NONE, LEX_EVENT) != NONE;
  if (!before || other) return; /* "the toll rose to 12, with 30 wounded" */
  d->f.item = before->item;
  if (before->kind != FIGURE_AGE) return;
  d->f.event = before->event;
  d->f.scope = STR("part");
}
