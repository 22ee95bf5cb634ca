/* figure_phrase.c - item: the noun phrase that is counted or measured. Rests on tags; the parse is followed where there is one. */
#include "read/figure.h"

#define WINDOW 12    /* tokens looked at around a figure; keeps long sentences linear */
#define LIST_GAP 8   /* tokens between two figures of a list */
#define SAME_BACK 12 /* figures looked back over for a number told again */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}
static bool is_noun(int tag) {
  return tag == TAG_NN || tag == TAG_NNS || tag == TAG_NNP || tag == TAG_NNPS;
}
static bool modifies(int tag) {
  return tag == TAG_JJ || tag == TAG_JJR || tag == TAG_JJS || tag == TAG_VBN || tag == TAG_VBG ||
         tag == TAG_HYPH || tag == TAG_POS || tag == TAG_CD || tag == TAG_AFX || tag == TAG_FW;
}
static bool determines(int tag) {
  return tag == TAG_DT || tag == TAG_PRPS || tag == TAG_PDT;
}

/* The noun phrase from token t on, modifiers included; false if none begins there. */
static bool phrase_at(const Draft *d, int32_t t, int32_t *first, int32_t *last) {
  int32_t noun = NONE, end = t + WINDOW < d->end ? t + WINDOW : d->end;
  *first = t;
  for (int32_t i = t; i < end; i++) {
    int tag = token(d, i)->tag;
    if (token(d, i)->date != NONE) break;
    bool north = tag == TAG_JJ && noun == i - 1 && i > t && tok_is(d->doc, i, TOK_CAP) &&
                 token(d, noun)->tag == TAG_NNP; /* "North Korean refugees" */
    if (north) continue;
    if (tag == TAG_NNP && noun == i - 1 && i > t && token(d, noun)->tag == TAG_NNS)
      break; /* "two sons, Ann" without the comma */
    if (is_noun(tag))
      noun = i;
    else if (!modifies(tag) || (tag == TAG_CD && noun != NONE))
      break;
    if (noun != NONE && noun < i && tag != TAG_HYPH && tag != TAG_POS && tag != TAG_AFX) break;
  }
  if (noun == NONE) return false;
  *last = noun + 1;
  return true;
}

/* Part of a number as written ("million" in "8 million views"). */
static bool in_number(const Draft *d, int32_t t) {
  for (int32_t from = t; from >= d->begin && from > t - 5; from--) {
    int32_t n = token(d, from)->number;
    if (n != NONE) return d->doc->numbers.at[n].last > t;
  }
  return false;
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
  bool definite = determines(token(d, behind)->tag) || in_number(d, behind);
  int next = behind + 1 < d->end ? token(d, behind + 1)->tag : TAG_NONE;
  if (definite && behind + 1 < d->end && lex_hit(d->doc, behind + 1, LEX_EVENT) != NONE &&
      !phrase_at(d, behind + 1, &first, &last)) { /* "four of the dead" */
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
  while (behind < d->end && determines(token(d, behind)->tag)) behind++;
  if (behind < d->end && token(d, behind)->tag == TAG_PRP && d->f.kind == FIGURE_COUNT) {
    d->last = behind + 1;
    d->of = true;
    return true;
  }
  if (!phrase_at(d, behind, &first, &last)) return false;
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

/* The mention that holds token t, of any form; NONE. Mentions stand in text order. */
int32_t figure_mention(const Draft *d, int32_t t) {
  const Doc *doc = d->doc;
  if (token(d, t)->mention != NONE) return token(d, t)->mention;
  int32_t low = 0, high = doc->mentions.n;
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (doc->mentions.at[mid].first <= t)
      low = mid + 1;
    else
      high = mid;
  }
  return low > 0 && doc->mentions.at[low - 1].last > t ? low - 1 : NONE;
}

/* The noun phrase in front of and with its head; of a name, the name. */
void figure_noun(const Draft *d, int32_t head, int32_t *first, int32_t *last) {
  int32_t m = token(d, head)->mention;
  const Mention *name = m == NONE ? 0 : &d->doc->mentions.at[m];
  if (name && name->first >= d->begin && (name->last <= d->first || name->first >= d->last)) {
    *first = name->first;
    *last = name->last;
    return;
  }
  *last = head + 1;
  *first = head;
  while (*first > d->begin && *first > head - WINDOW) {
    int tag = token(d, *first - 1)->tag;
    int rel = token(d, *first - 1)->rel; /* "packing winds of 80 mph" */
    bool verb = (tag == TAG_VBG || tag == TAG_VBN) && rel != REL_AMOD && rel != REL_COMPOUND &&
                rel != REL_NONE;
    if ((!is_noun(tag) && !modifies(tag)) || verb) break;
    if (in_number(d, *first - 1)) break;
    (*first)--;
  }
}

static bool is_subject(int rel) {
  return rel == REL_NSUBJ || rel == REL_NSUBJ_PASS;
}

/* The subject is a figure itself ("12% were tested, 9% in May"): then it says what that one does. */
static bool of_figure(Draft *d, int32_t t) {
  for (int32_t i = d->doc->figures.n - 1; i >= 0 && i > d->doc->figures.n - 4; i--) {
    const Figure *f = &d->doc->figures.at[i];
    if (t < f->first || t >= f->last || str_none(f->unit)) continue;
    d->f.item = f->item;
    return true;
  }
  return false;
}

/* The subject of a verb, as a noun phrase in front of the figure. */
static bool subject_of(Draft *d, int32_t verb) {
  for (int32_t t = verb - 1; t >= d->begin && t > verb - 2 * WINDOW; t--) {
    bool subject = token(d, t)->head == verb && is_subject(token(d, t)->rel);
    if (!subject || (t >= d->first && t < d->last)) continue;
    if (of_figure(d, t)) return true;
    if (is_noun(token(d, t)->tag) || lex_hit(d->doc, t, LEX_EVENT) != NONE) {
      figure_noun(d, t, &d->noun, &d->noun_last); /* a noun, or "the dead" */
      return true;
    }
    if (d->f.kind != FIGURE_AGE || token(d, t)->tag != TAG_PRP) continue;
    int32_t m = figure_mention(d, t); /* she was 95: nobody else is, even where she stays unknown */
    if (m != NONE && d->doc->mentions.at[m].entity != NONE)
      d->f.item = d->doc->entities.at[d->doc->mentions.at[m].entity].name;
    return true;
  }
  return false;
}

/* What a percentage, sum or measure says something about: the subject of its verb, or of the verb
** that this one goes on from ("shares opened higher, gaining 3%"). */
static bool subject_item(Draft *d) {
  d->predicate = subject_of(d, d->head); /* the rate was 49% */
  if (d->predicate) return true;
  int32_t verb = figure_verb(d, d->head);
  for (int i = 0; i < 3 && verb != NONE; i++) {
    if (subject_of(d, verb)) return true;
    int rel = token(d, verb)->rel;
    bool on = rel == REL_CONJ || rel == REL_XCOMP || rel == REL_ADVCL || rel == REL_ACL;
    int32_t next = on ? token(d, verb)->head : NONE;
    if (next < d->begin || next >= d->end) return false;
    if (rel == REL_ACL && is_noun(token(d, next)->tag) && next < d->first) {
      figure_noun(d, next, &d->noun, &d->noun_last);
      return true;
    }
    verb = next;
  }
  return false;
}

/* Failing that, the nearest subject before it in its sentence. */
static bool subject_before(Draft *d) {
  for (int32_t t = d->first - 1; t >= d->begin && t > d->first - 2 * WINDOW; t--) {
    if (!is_subject(token(d, t)->rel) || !is_noun(token(d, t)->tag)) continue;
    figure_noun(d, t, &d->noun, &d->noun_last);
    return true;
  }
  return false;
}

/* "completed the race in two hours", "must be finished in three months": what took so long. */
static void lasting_item(Draft *d) {
  int32_t in = hit_before(d, d->first, LEX_JOIN);
  int32_t verb = figure_verb(d, d->last - 1);
  if (verb == NONE || in == NONE || !str_eq(hit_str(d, in, JOIN_ROLE), STR("in"))) return;
  for (int32_t t = d->first - 1; t >= d->begin && t > d->first - 2 * WINDOW; t--) {
    int rel = token(d, t)->rel;
    if (token(d, t)->head != verb || !is_noun(token(d, t)->tag)) continue;
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
  if (head < d->begin || !is_noun(token(d, head)->tag)) return false;
  bool at = str_eq(role, STR("at")) && token(d, head)->rel == REL_OBJ && /* put the loss at $5m */
            figure_gives(d, token(d, head)->head);
  if (!str_eq(role, STR("of")) && !str_eq(role, STR("worth")) && !at) return false;
  figure_noun(d, head, &d->noun, &d->noun_last);
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
    if (!is_noun(token(d, t)->tag) || t < d->first - 6) continue;
    figure_noun(d, t, &d->noun, &d->noun_last);
    return;
  }
}

/* The latest age told in this sentence, NULL. */
static const Figure *last_age(const Draft *d) {
  for (int32_t i = d->doc->figures.n - 1; i >= 0 && i > d->doc->figures.n - 5; i--) {
    const Figure *f = &d->doc->figures.at[i];
    if (f->sentence != d->f.sentence) return 0;
    if (f->kind == FIGURE_AGE) return f;
  }
  return 0;
}

/* "three men aged 19", "the dead were aged nine": the noun right before "aged", or before "were aged". */
static bool aged_noun(Draft *d, int32_t t) {
  const Figure *before = t >= d->begin && token(d, t)->number != NONE ? last_age(d) : 0;
  if (before) { /* "aged nine and ten, two aged 14": of the same people */
    d->f.item = before->item;
    d->f.event = before->event;
    return true;
  }
  bool was = t > d->begin && lex_hit(d->doc, t, LEX_LIGHT) != NONE;
  if (was) t--;
  if (t < d->begin || token(d, t)->date != NONE) return false;
  bool told = was && lex_hit(d->doc, t, LEX_EVENT) != NONE;
  if (!told && !is_noun(token(d, t)->tag)) return false;
  figure_noun(d, t, &d->noun, &d->noun_last);
  return true;
}

/* "Ann Lee, 49,", "Ann Lee, a 49-year-old": the person's name right before. */
static bool named_before(Draft *d) {
  int32_t t = d->first - 1;
  if (t > d->begin && determines(token(d, t)->tag)) t--;
  if (t <= d->begin || (token(d, t)->tag != TAG_COMMA && token(d, t)->tag != TAG_LRB)) return false;
  int32_t m = token(d, t - 1)->mention;
  if (m == NONE || d->doc->mentions.at[m].type != ENTITY_PERSON) return false;
  d->noun = d->doc->mentions.at[m].first;
  d->noun_last = t;
  return d->noun >= d->begin;
}

/* Who is that old: what "aged" hangs on, or the subject of its verb; else the name or noun before. */
static void aged_item(Draft *d) {
  int32_t h = hit_before(d, d->first, LEX_JOIN);
  bool aged = h != NONE && str_eq(hit_str(d, h, JOIN_ROLE), STR("aged"));
  if (aged && aged_noun(d, d->doc->hits.at[h].first - 1)) return;
  if (!aged && named_before(d)) return;
  int32_t head = aged ? token(d, d->doc->hits.at[h].first)->head : token(d, d->head)->head;
  if (subject_of(d, d->head)) return;
  for (int i = 0; i < 3 && head >= d->begin && head < d->end; i++, head = token(d, head)->head) {
    if (subject_of(d, head)) return;
    bool noun = is_noun(token(d, head)->tag) && token(d, head)->rel != REL_OBL;
    if (!noun || head >= d->first) continue;
    figure_noun(d, head, &d->noun, &d->noun_last);
    return;
  }
  noun_before(d);
}

/* The latest figure in this sentence or the one before that has an item: what is left out is
 * carried over. */
const Figure *figure_antecedent(const Draft *d) {
  const Doc *doc = d->doc;
  bool before = d->more || d->of; /* "another 12": of the sentence before as well */
  for (int32_t i = doc->figures.n - 1; i >= 0 && i > doc->figures.n - 5; i--) {
    const Figure *f = &doc->figures.at[i];
    if (f->sentence + (before ? 1 : 0) < d->f.sentence) return 0;
    bool part = !str_none(f->scope) && str_eq(f->scope, STR("part"));
    if (f->kind == FIGURE_COUNT && !str_none(f->item) && !(d->more && part)) return f;
  }
  return 0;
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
  if (t < d->end && phrase_at(d, t, &first, &last)) {
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
  if (d->last >= d->end || !phrase_at(d, d->last, &first, &last)) return false;
  if (token(d, d->last)->number != NONE) return false;
  d->noun = first;
  d->noun_last = last;
  d->head = last - 1;
  return true;
}

/* "53% for women, 29% for men": one more of the same kind in a list; it says the same of the same. */
static bool lists(Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  const Figure *f = i < 0 ? 0 : &d->doc->figures.at[i];
  if (!f || f->sentence != d->f.sentence || d->first - f->last > LIST_GAP) return false;
  if (f->kind != d->f.kind || !str_eq(f->unit, d->f.unit) || str_none(f->item)) return false;
  bool inside = false; /* a prepositional phrase ("for women") */
  for (int32_t t = f->last; t < d->first; t++) {
    int tag = token(d, t)->tag;
    bool finite = tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP || tag == TAG_MD;
    if (tag == TAG_IN && d->f.kind != FIGURE_AGE)
      inside = true;
    else if (tag == TAG_COMMA || tag == TAG_CC)
      inside = false;
    else if (finite || tag == TAG_COLON || !inside)
      return false;
  }
  d->f.item = f->item;
  d->f.event = f->event;
  return true;
}

static void other_item(Draft *d) {
  bool age = d->f.kind == FIGURE_AGE;
  if ((!age && (noun_of(d) || part_of_whole(d, d->last))) || modified(d) || lists(d)) return;
  if (age)
    aged_item(d);
  else if (d->f.kind == FIGURE_DURATION)
    lasting_item(d);
  else if (!subject_item(d))
    subject_before(d);
}

/* What stands between the last figure and this one is no more than "to", "and", a comma. */
static bool goes_on(const Draft *d, int32_t from, int32_t to) {
  if (from >= to || to - from > 4) return false;
  for (int32_t t = from; t < to;) {
    int32_t h = lex_hit(d->doc, t, LEX_JOIN);
    if (joins(d, t, STR("aged"), 0)) return false; /* "two aged 14" */
    if (h == NONE && token(d, t)->tag != TAG_COMMA) return false;
    t = h == NONE ? t + 1 : d->doc->hits.at[h].last;
  }
  return true;
}

/* A bare number that goes on from a figure shares its unit and noun: "from 21 mpg to 23". */
static bool shares_before(Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  if (i < 0 || d->f.kind != FIGURE_COUNT) return false;
  const Figure *f = &d->doc->figures.at[i];
  int32_t h = hit_before(d, d->first, LEX_JOIN);
  bool to = h != NONE && str_eq(hit_str(d, h, JOIN_ROLE), STR("to"));
  if (f->sentence != d->f.sentence || str_none(f->unit) || f->kind == FIGURE_AGE) return false;
  if (!to || d->doc->hits.at[h].first > f->last + 3) return false;
  int32_t from = hit_before(d, f->first, LEX_JOIN); /* "rose 5% to 7,300" is another unit's level */
  bool change = f->kind == FIGURE_PERCENT || f->kind == FIGURE_POINTS;
  if (change && (from == NONE || !str_eq(hit_str(d, from, JOIN_ROLE), STR("from")))) return false;
  d->f.kind = f->kind;
  d->f.unit = f->unit;
  d->f.unit_text = f->unit_text;
  d->f.per = f->per;
  d->f.item = f->item;
  return true;
}

/* And the other way round: "from 1,000 to 2,000 nurses", "four-, five- and six-seat vans". */
void figure_share(const Draft *d) {
  int32_t i = d->doc->figures.n - 1;
  if (i < 0 || (d->noun == NONE && str_none(d->f.unit))) return;
  Figure *f = &d->doc->figures.at[i];
  bool bare =
      (f->kind == FIGURE_COUNT || f->kind == d->f.kind) && str_none(f->unit) && str_none(f->item);
  if (f->sentence != d->f.sentence || !bare || !goes_on(d, f->last, d->f.first)) return;
  f->kind = d->f.kind;
  f->unit = d->f.unit;
  f->unit_text = d->f.unit_text;
  f->per = d->f.per;
  f->item = d->f.item;
}

/* A bare number with another behind it waits for the noun of that one (figure_share). */
static bool waits(const Draft *d) {
  for (int32_t t = d->last; t < d->end && t < d->last + 4; t++)
    if (token(d, t)->number != NONE) return goes_on(d, d->last, t);
  return false;
}

/* "the eight": a number told before. */
static const Figure *same_number(const Draft *d) {
  const Doc *doc = d->doc;
  if (d->first == d->begin || token(d, d->first - 1)->tag != TAG_DT) return 0;
  for (int32_t i = doc->figures.n - 1; i >= 0 && i > doc->figures.n - SAME_BACK; i--) {
    const Figure *f = &doc->figures.at[i];
    if (f->kind == FIGURE_COUNT && f->value == d->f.value && !str_none(f->item)) return f;
  }
  return 0;
}

/* "the toll rose from 12 to 15": a bare number that a verb of change leads to or from. */
static bool changed(Draft *d) {
  int32_t verb = d->noun == NONE && d->f.kind == FIGURE_COUNT ? figure_verb(d, d->head) : NONE;
  return verb != NONE && lex_hit(d->doc, verb, LEX_CHANGE) != NONE && subject_of(d, verb);
}

void figure_phrase(Draft *d) {
  d->head = d->last - 1;
  bool ratio = d->f.kind == FIGURE_RATIO && d->next_number > d->f.number + 1; /* one in ten */
  if (d->f.kind == FIGURE_COUNT || d->f.kind == FIGURE_ORDINAL || ratio)
    count_item(d);
  else
    other_item(d);
  if (d->f.kind == FIGURE_COUNT && d->noun >= d->first) figure_rate(d); /* 12 deaths per 1,000 */
  if (d->f.kind == FIGURE_RATIO && d->noun == NONE) count_item(d);
  if (changed(d)) d->predicate = lex_hit(d->doc, d->noun_last - 1, LEX_EVENT) != NONE;
  if (d->noun != NONE) {
    Range r = doc_range(d->doc, d->noun, d->noun_last);
    d->f.item = range_text(d->doc, r);
    return;
  }
  if (d->f.kind != FIGURE_COUNT || !str_none(d->f.item) || shares_before(d) || waits(d)) return;
  const Figure *before = joins(d, d->last, STR("aged"), 0) ? last_age(d) : figure_antecedent(d);
  if (!before) before = same_number(d);
  if (!before) return;
  d->f.item = before->item;
  if (before->kind != FIGURE_AGE) return;
  d->f.event = before->event;
  d->f.scope = STR("part");
}
