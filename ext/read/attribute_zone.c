/* attribute_zone.c - to whom it is said, and how far the reporter's words reach. */
#include "read/attribute.h"
#include "read/noun.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

/* "said to reporters" */
static Span to_phrase(Attribution *a, const Claim *c, int32_t from) {
  const Doc *doc = a->doc;
  for (int32_t t = from; t < c->end && t < from + 4; t++) {
    if (mark_opened(doc, t) != NONE || is_finite(doc, t)) break;
    if (!has_role(a, t, STR("to")) || is_verb(doc, t) || is_verb(doc, t + 1)) continue;
    if (has(c, FRAME_INFINITIVE) && hidden_verb(a, t, c->end)) continue;
    int32_t h = token(doc, t)->head;
    if (h > t && h < c->end && is_nominal(doc, h) && token(doc, h)->head == c->head)
      return noun_phrase(doc, h, t + 1, c->end);
  }
  return (Span){0, 0};
}

/* "the PA | news agency": one behind a noun for media that goes on with the name before it. */
static int32_t over_media(const Attribution *a, int32_t t) {
  for (int32_t last = t + 2; last >= t; last--) {
    int32_t first = NONE, entry = last < a->doc->tokens.n ? noun_at(a->doc, last, t, &first) : NONE;
    if (first == t && str_eq(lex_str(a->lang, entry, NOUN_SORT), STR("media"))) return last + 1;
  }
  return t;
}

/* The name right behind the cue, where what is told begins behind it: "told Radio Tarn Eva Holm had left". */
static int32_t name_beside(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t t = c->cue.last;
  if (t < c->end && token(doc, t)->tag == TAG_DT) t++;
  if (t >= c->end || c->source.first == c->cue.last) return NONE;
  int32_t m = token(doc, t)->mention, behind = m == NONE ? c->end : doc->mentions.at[m].last;
  if (m != NONE && behind < c->end) behind = over_media(a, behind);
  return behind < c->end && bare_clause(doc, behind, c->end) ? behind - 1 : NONE;
}

/* The noun right behind the cue, where the parse gives no object: "told the Post the bridge was shut". */
static int32_t object_beside(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t t = c->cue.last;
  if (t < c->end && (token(doc, t)->tag == TAG_DT || token(doc, t)->tag == TAG_PRPS)) t++;
  if (t >= c->end || !is_nominal(doc, t) || c->source.first == c->cue.last) return NONE;
  while (t + 1 < c->end && token(doc, t + 1)->tag == TAG_NNP) t++;
  if (t + 1 < c->end && token(doc, t)->tag == TAG_NNP && bare_clause(doc, t + 1, c->end)) return t;
  while (t + 1 < c->end && (is_nominal(doc, t + 1) || token(doc, t + 1)->tag == TAG_JJ) &&
         token(doc, t + 1)->tag != TAG_PRP)
    t++;
  int next = t + 1 < c->end ? token(doc, t + 1)->tag : TAG_NONE; /* what is told begins there */
  bool told = next == TAG_DT || next == TAG_PRP || next == TAG_PRPS || next == TAG_EX ||
              next == TAG_TO || next == TAG_IN || next == TAG_WRB || next == TAG_COMMA ||
              next == TAG_CC || has_role(a, t + 1, STR("that"));
  /* "…, a source told Radio Tarn." */
  bool last =
      next == TAG_PERIOD && token(doc, t)->mention != NONE && c->source.last == c->cue.first;
  return told || last ? t : NONE;
}

/* "told a jury in Leeds": where does not tell to whom. */
static Span without_place(const Attribution *a, Span s) {
  for (int32_t t = s.first + 1; t < s.last; t++)
    if (has_role(a, t, STR("through"))) s.last = t;
  return s;
}

/* A name is told whole, wherever the parse cuts it. */
static Span whole_name(const Doc *doc, const Claim *c, Span s) {
  int32_t m = empty(s) ? NONE : token(doc, s.last - 1)->mention;
  if (m == NONE) return s;
  const Mention *name = &doc->mentions.at[m];
  if (name->first >= c->cue.last && name->first < s.first) s.first = name->first;
  if (name->last > s.last && name->last <= c->end) s.last = name->last;
  return s;
}

/* The phrase of an object right behind the cue; empty where it is none, or what was said. */
static Span object_span(const Attribution *a, const Claim *c, int32_t object) {
  const Doc *doc = a->doc;
  Span none = {0, 0};
  if (object == NONE || token(doc, object)->date != NONE || /* "warned Monday that" */
      mark_within(doc, object, token(doc, c->head)->mark) != NONE)
    return none;
  Span s = whole_name(doc, c, noun_phrase(doc, object, c->cue.last, c->end));
  if (has(c, FRAME_QUESTION) && has_role(a, s.first, STR("question"))) return none;
  if (has_role(a, s.first, STR("that"))) return none; /* "warned that last year's deal was bad" */
  return s.first <= c->cue.last + 2 ? without_place(a, s) : none;
}

/* The name that ends right before the first verb behind the cue, nothing but a noun phrase between: "told reporters
** | Ann Lee | had left"; NULL. Words in marks may begin with the verb. */
static Mention *name_of_clause(const Doc *doc, const Claim *c) {
  int32_t t = c->cue.last;
  for (; t < c->end && t < c->cue.last + NEAR / 2 && !is_finite(doc, t); t++) {
    int tag = token(doc, t)->tag;
    bool noun = is_nominal(doc, t) || tag == TAG_DT || tag == TAG_PRPS || tag == TAG_JJ;
    if (tag != TAG_PRP && (noun || tag == TAG_HYPH || token(doc, t)->mention != NONE)) continue;
    if (mark_opened(doc, t) == NONE) return 0;
  }
  if (t >= c->end || !is_finite(doc, t)) return 0;
  if (mark_opened(doc, t - 1) != NONE) t--;
  int32_t m = t > c->cue.last ? token(doc, t - 1)->mention : NONE;
  return m != NONE && doc->mentions.at[m].last == t ? &doc->mentions.at[m] : 0;
}

/* Who is told, where what is told begins with a name and has its verb: "told | reporters | Ann Lee had left", "told | NPR
** | Ann Lee had left", whatever the parse joins; empty. */
static Span told_before_name(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  Span none = {0, 0};
  if (!has(c, FRAME_TOLD) || c->source.first == c->cue.last) return none;
  Mention *name = name_of_clause(doc, c);
  if (!name || name->first <= c->cue.last) return none;
  Span s = {c->cue.last, name->title};
  /* "told the BBC | President Lee was ill", though titles take in what is before */
  int32_t t = s.first + (token(doc, s.first)->tag == TAG_DT), m = token(doc, t)->mention;
  if (s.last <= t && m != NONE && doc->mentions.at[m].last < name->first)
    s.last = over_media(a, doc->mentions.at[m].last);
  if (s.last <= s.first || s.last > name->first || !is_nominal(doc, s.last - 1)) return none;
  name->title = s.last;
  return s;
}

static bool names_somebody(const Doc *doc, Span s) {
  for (int32_t t = s.first; t < s.last; t++)
    if (token(doc, t)->mention != NONE || token(doc, t)->tag == TAG_PRP) return true;
  return false;
}

void find_addressee(Attribution *a, Claim *c) {
  const Doc *doc = a->doc;
  if (has(c, FRAME_NOUN | FRAME_SOURCE)) return;
  if (!has(c, FRAME_ADDRESSEE)) {
    bool inverted = !empty(c->source) && c->source.first >= c->cue.last;
    c->to = to_phrase(a, c, inverted ? c->source.last : c->cue.last);
    /* one responds to rules and questions, too */
    if (str_eq(c->class, STR("answer")) && !names_somebody(doc, c->to)) c->to = (Span){0, 0};
    return;
  }
  if (passive(doc, c)) {
    int32_t asked = is_put_in(doc, c) ? token(doc, c->head)->head
                                      : child_of(doc, c->head, REL_NSUBJ_PASS, c->begin, c->head);
    bool by_him = !empty(c->source) && asked == c->subject;
    if (asked != NONE && !by_him)
      c->to = without_place(a, noun_phrase(doc, asked, c->begin, c->head));
    return;
  }
  c->to = told_before_name(a, c);
  if (empty(c->to)) c->to = object_span(a, c, name_beside(a, c));
  if (empty(c->to))
    c->to = object_span(a, c, child_of(doc, c->head, REL_IOBJ, c->cue.last, c->end));
  if (empty(c->to)) c->to = object_span(a, c, child_of(doc, c->head, REL_OBJ, c->cue.last, c->end));
  if (empty(c->to)) c->to = object_span(a, c, object_beside(a, c));
}

static void widen(Claim *c, Span s) {
  if (empty(s)) return;
  if (s.first < c->zone.first) c->zone.first = s.first;
  if (s.last > c->zone.last) c->zone.last = s.last;
}

/* Adverbs and times of the cue: "said later", "said Tuesday". */
static bool aside(const Doc *doc, const Claim *c, int32_t t) {
  const Token *x = token(doc, t);
  if (x->date != NONE) return true;
  if (x->tag == TAG_IN && t + 1 < c->end && token(doc, t + 1)->date != NONE) return true;
  if (x->head != c->head) return false;
  return x->tag == TAG_RB || x->rel == REL_OBL_UNMARKED;
}

/* "Ann Lee, from Leeds, said": from one comma to the other nothing but a phrase. */
static bool over_aside(const Doc *doc, const Claim *c) {
  int32_t t = c->source.last;
  if (t >= c->cue.first || !is_char(doc, t, ",") || token(doc, t + 1)->tag != TAG_IN) return false;
  for (t++; t < c->cue.first && t < c->source.last + NEAR / 4; t++) {
    if (is_finite(doc, t)) return false;
    if (is_char(doc, t, ",")) return t + 1 == c->cue.first;
  }
  return false;
}

void find_zone(Attribution *a, Claim *c) {
  const Doc *doc = a->doc;
  c->zone = c->cue;
  /* a source taken over from another verb stands elsewhere: "Calling it late, she left" */
  bool behind = c->source.first >= c->cue.last;
  bool beside = behind ? has(c, FRAME_SOURCE) || token(doc, c->head)->tag != TAG_VBG
                       : c->subject == NONE || token(doc, c->subject)->head == c->head ||
                             c->source.last + 3 >= c->cue.first || over_aside(doc, c);
  if (!empty(c->source) && beside) widen(c, c->source);
  if (!empty(c->to) && c->to.first >= c->cue.last) widen(c, c->to);
  while (c->zone.last < c->end && aside(doc, c, c->zone.last)) {
    int32_t d = token(doc, c->zone.last)->date;
    c->zone.last = d != NONE && doc->dates.at[d].last_token <= c->end ? doc->dates.at[d].last_token
                                                                      : c->zone.last + 1;
  }
}
