/* figure_age.c - ages: 22-year-old, aged 5 to 11, ", 47," behind a name, "who is nine"; and who is
** that old. */
#include "read/figure.h"

#define WINDOW 12  /* tokens looked at around a figure; keeps long sentences linear */
#define SUBJECT 24 /* tokens between a person and the number that is said of it */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

/* A word for somebody, in the singular or the plural. */
static bool of_somebody(const Draft *d, int32_t t) {
  return hit_at(d, t, LEX_NOUN, NOUN_KIND, STR("person")) != NONE ||
         hit_at(d, t, LEX_NOUN, NOUN_KIND, STR("relative")) != NONE;
}

/* The same, or one for several in the singular. */
static bool of_people(const Draft *d, int32_t t) {
  return of_somebody(d, t) || hit_at(d, t, LEX_NOUN, NOUN_KIND, STR("people")) != NONE;
}

/* A mark that ends it at token t, right behind. */
static bool closes(const Draft *d, int32_t t) {
  return t < d->end && tok_is(d->doc, t, TOK_PUNCT) && !tok_is(d->doc, t, TOK_SPACE);
}

/* "and 8," behind "their children, 5": as many ages as people. */
static bool and_age(const Draft *d) {
  int32_t t = d->last;
  if (t + 1 >= d->end || token(d, t)->tag != TAG_CC) return false;
  int32_t i = token(d, t + 1)->number;
  return i != NONE && d->doc->numbers.at[i].value < 120 && closes(d, d->doc->numbers.at[i].last);
}

/* ", 47," or "(47)" behind a person's name or a word for one; ", four and seven," behind one for several. */
static bool bare_age(const Draft *d) {
  if (d->first < d->begin + 2) return false;
  int before = token(d, d->first - 1)->tag;
  bool marks = before == TAG_COMMA || (before == TAG_LRB && d->f.value > 12); /* (4): a shirt */
  if (!marks) return false;
  int32_t m = token(d, d->first - 2)->mention;
  bool person = m != NONE && d->doc->mentions.at[m].type == ENTITY_PERSON;
  bool people = m == NONE && of_people(d, d->first - 2);
  if (people && token(d, d->first - 2)->tag == TAG_NNS) return and_age(d);
  return (person || people) && d->number->form == NUM_DIGITS && closes(d, d->last);
}

/* "aged nine, ten and 13": a bare number right behind an age. */
static bool next_age(const Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  if (!f || f->kind != FIGURE_AGE || f->sentence != d->f.sentence || d->first - f->last > 2)
    return false;
  if (d->first == f->last) return false;
  for (int32_t t = f->last; t < d->first; t++)
    if (token(d, t)->tag != TAG_COMMA && token(d, t)->tag != TAG_CC) return false;
  if (d->last >= d->end || tok_is(d->doc, d->last, TOK_PUNCT)) return true;
  int tag = token(d, d->last)->tag;
  return tag == TAG_CC || tag == TAG_MD || tag == TAG_IN || (tag >= TAG_VB && tag <= TAG_VBZ);
}

/* A word for one person: "she", "who", a name, "mother", "teacher". */
static bool person(const Draft *d, int32_t t) {
  int tag = token(d, t)->tag, m = token(d, t)->mention;
  if (m != NONE) return d->doc->mentions.at[m].type == ENTITY_PERSON;
  if (tag == TAG_WP || tag == TAG_NNS) return tag == TAG_WP;
  int32_t h = lex_hit(d->doc, t, LEX_PRONOUN);
  if (h != NONE) {
    Str gender = hit_str(d, h, PRONOUN_GENDER);
    return str_eq(gender, STR("female")) || str_eq(gender, STR("male"));
  }
  return of_somebody(d, t);
}

/* The subject that the parse gives to a number that is said of it ("Lee, born in Ulm, was 66"). */
static bool said_of_person(const Draft *d) {
  for (int32_t t = d->first - 1; t >= d->begin && t > d->first - SUBJECT; t--)
    if (token(d, t)->rel == REL_NSUBJ && token(d, t)->head == d->number->last - 1)
      return person(d, t);
  return false;
}

/* Where hedges before the number begin ("about 18"). */
static int32_t hedged(const Draft *d) {
  int32_t h = hit_before(d, d->first, LEX_HEDGE);
  return h == NONE ? d->first : d->doc->hits.at[h].first;
}

/* "who turns 70 next month" */
static bool turns(const Draft *d, int32_t t) {
  if (hit_at(d, t, LEX_LIGHT, LIGHT_ROLE, STR("ages")) == NONE || t + 1 != d->first) return false;
  return d->last >= d->end || tok_is(d->doc, d->last, TOK_PUNCT) ||
         token(d, d->last)->date != NONE || token(d, d->last)->tag == TAG_CC ||
         token(d, d->last)->tag == TAG_IN;
}

bool figure_is_age(const Draft *d) {
  int32_t t = hedged(d) - 1;
  double v = d->number->value;
  if (d->number->form > NUM_WORDS || !(v > 0 && v < 120) || v != (int)v) return false;
  while (t > d->begin && token(d, t)->tag == TAG_RB && t > d->first - 3) t--;
  if (t <= d->begin || lex_hit(d->doc, t, LEX_LIGHT) == NONE) return false;
  if (turns(d, t)) return person(d, t - 1) || said_of_person(d);
  int tag = token(d, t)->tag, next = d->last < d->end ? token(d, d->last)->tag : TAG_PERIOD;
  bool was = tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP;
  bool ends =
      d->last >= d->end || tok_is(d->doc, d->last, TOK_PUNCT) || next == TAG_CC || next == TAG_WRB;
  return was && ends && next != TAG_HYPH && next != TAG_SYM &&
         (person(d, t - 1) || said_of_person(d));
}

/* ", 79, died", ", 79, who": behind a person named earlier in the sentence. */
static bool between_commas(const Draft *d) {
  int32_t t = d->last;
  if (d->number->form != NUM_DIGITS || d->f.value < 10 || t + 1 >= d->end || d->first == d->begin)
    return false;
  if (token(d, t)->tag != TAG_COMMA || token(d, d->first - 1)->tag != TAG_COMMA) return false;
  int tag = token(d, t + 1)->tag;
  if (tag != TAG_VBD && tag != TAG_VBZ && tag != TAG_WP) return false;
  for (int32_t i = d->first - 2; i >= d->begin && i > d->first - SUBJECT; i--) {
    int32_t m = token(d, i)->mention;
    if (m != NONE && d->doc->mentions.at[m].type == ENTITY_PERSON) return true;
  }
  return false;
}

/* "patients | over 75", "those under 18": a bare limit right behind a word for people. Where the word stands; NONE. */
static int32_t limited(const Draft *d) {
  int32_t h = hit_before(d, d->number->first, LEX_HEDGE);
  int32_t t = h == NONE ? NONE : d->doc->hits.at[h].first - 1;
  if (t < d->begin || d->number->form > NUM_WORDS) return NONE;
  Str relation = hit_str(d, h, HEDGE_RELATION);
  if (!str_eq(relation, STR(">")) && !str_eq(relation, STR("<"))) return NONE;
  int tag = d->last < d->end ? token(d, d->last)->tag : TAG_PERIOD;
  bool ends = (d->last >= d->end || tok_is(d->doc, d->last, TOK_PUNCT) || tag == TAG_CC ||
               tag == TAG_MD || (tag >= TAG_VB && tag <= TAG_VBZ && tag != TAG_VBG)) &&
              tag != TAG_HYPH;
  return ends && of_people(d, t) ? t : NONE;
}

/* 22-year-old, 95 years old, aged nine, over the age of 21; ", 47," behind a person's name. */
bool figure_age(Draft *d) {
  int32_t t = d->last;
  bool years = d->f.kind == FIGURE_DURATION;
  if (years && joins(d, t, STR("dash"), 0) && glued_to_next(d, t)) t++;
  int32_t before = hit_before(d, hedged(d), LEX_JOIN); /* aged about 60 */
  bool aged = before != NONE && str_eq(hit_str(d, before, JOIN_ROLE), STR("aged"));
  bool plain = d->f.kind == FIGURE_COUNT && d->f.value > 0 && d->f.value < 120;
  if (years && joins(d, t, STR("old"), &t)) {
    d->last = t;
  } else if (aged && (years || plain)) {
    int32_t from = d->doc->hits.at[before].first;
    if (from > d->begin && token(d, from - 1)->tag == TAG_DT) from--;
    Draft wide = *d; /* "below the age of 15": the hedge stands in front of these words */
    wide.first = from;
    if (hit_before(&wide, from, LEX_HEDGE) != NONE) d->first = from;
  } else if (!plain || (!bare_age(d) && !next_age(d) && !figure_is_age(d) && !between_commas(d) &&
                        limited(d) == NONE)) {
    return false;
  }
  d->f.kind = FIGURE_AGE;
  if (str_none(d->f.unit)) d->f.unit = STR("a"); /* UCUM: year */
  return true;
}

/* The name or noun before it, days left out ("Ann Lee, 49,"). */
static void noun_before(Draft *d) {
  for (int32_t t = d->first - 1; t >= d->begin && t >= d->first - WINDOW; t--) {
    int32_t m = token(d, t)->mention;
    if (token(d, t)->date != NONE) continue;
    if (m != NONE && d->doc->mentions.at[m].type != ENTITY_PERSON) continue;
    if (m != NONE && d->doc->mentions.at[m].first >= d->begin) {
      d->noun = d->doc->mentions.at[m].first;
      d->noun_last = t + 1;
      return;
    }
    if (!figure_is_noun(token(d, t)->tag) || t < d->first - 6) continue;
    figure_noun(d, t, &d->noun, &d->noun_last);
    return;
  }
}

/* The latest age told in this sentence, NULL. */
const Figure *figure_last_age(const Draft *d) {
  for (int32_t i = d->doc->figures.n - 1; i >= 0 && i > d->doc->figures.n - 5; i--) {
    const Figure *f = &d->doc->figures.at[i];
    if (f->sentence != d->f.sentence) return 0;
    if (f->kind == FIGURE_AGE) return f;
  }
  return 0;
}

/* "three men aged 19", "the dead were aged nine": the noun right before "aged", or before "were aged". */
static bool aged_noun(Draft *d, int32_t t) {
  const Figure *before = t >= d->begin && token(d, t)->number != NONE ? figure_last_age(d) : 0;
  if (before) { /* "aged nine and ten, two aged 14": of the same people */
    d->f.item = before->item;
    d->f.event = before->event;
    return true;
  }
  bool was = t > d->begin && lex_hit(d->doc, t, LEX_LIGHT) != NONE;
  if (was) t--;
  if (t < d->begin || token(d, t)->date != NONE) return false;
  bool told = was && lex_hit(d->doc, t, LEX_EVENT) != NONE;
  if (!told && !figure_is_noun(token(d, t)->tag)) return false;
  figure_noun(d, t, &d->noun, &d->noun_last);
  return true;
}

/* "Ann Lee, 49,", "Ann Lee, a 49-year-old": the person's name right before. */
static bool named_before(Draft *d) {
  int32_t t = d->first - 1;
  if (t > d->begin && figure_determines(token(d, t)->tag)) t--;
  if (t <= d->begin || (token(d, t)->tag != TAG_COMMA && token(d, t)->tag != TAG_LRB)) return false;
  int32_t m = token(d, t - 1)->mention;
  if (m == NONE || d->doc->mentions.at[m].type != ENTITY_PERSON) return false;
  d->noun = d->doc->mentions.at[m].first;
  d->noun_last = t;
  return d->noun >= d->begin;
}

/* Who is that old: what "aged" hangs on, or the subject of its verb; else the name or noun before. */
void figure_aged(Draft *d) {
  int32_t h = hit_before(d, d->first, LEX_JOIN);
  bool aged = h != NONE && str_eq(hit_str(d, h, JOIN_ROLE), STR("aged"));
  if (aged && aged_noun(d, d->doc->hits.at[h].first - 1)) return;
  if (!aged && named_before(d)) return;
  int32_t people = aged ? NONE : limited(d);
  if (people != NONE) {
    figure_noun(d, people, &d->noun, &d->noun_last);
    return;
  }
  int32_t head = aged ? token(d, d->doc->hits.at[h].first)->head : token(d, d->head)->head;
  if (figure_subject_of(d, d->head)) return;
  for (int i = 0; i < 3 && head >= d->begin && head < d->end; i++, head = token(d, head)->head) {
    if (figure_subject_of(d, head)) return;
    bool noun = figure_is_noun(token(d, head)->tag) && token(d, head)->rel != REL_OBL;
    if (!noun || head >= d->first) continue;
    figure_noun(d, head, &d->noun, &d->noun_last);
    return;
  }
  noun_before(d);
}
