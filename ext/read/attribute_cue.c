/* attribute_cue.c - the words that report: lexicon hits whose tags fit their frame. */
#include "read/attribute.h"

/* The letters of cues.tsv, in the order of enum Frame. */
static uint32_t frame_of(Str letters) {
  static const char known[] = {'c', 'w', 'i', 'o', 'a', 'n', 's', 'x', 'd', 't', 'm', 'b', 'r'};
  uint32_t frame = 0;
  for (int32_t i = 0; i < letters.n; i++) {
    const char *at = memchr(known, letters.s[i], sizeof known);
    if (at) frame |= 1u << (at - known);
  }
  return frame;
}

static bool noun_tag(int tag) {
  return tag == TAG_NN || tag == TAG_NNS;
}

/* "…," Smith notes. "…," reads the letter. The tagger takes such verbs for nouns: names alone between the
** marks and it and an end behind it, or the other way round. */
static bool verb_after_mark(const Doc *doc, int32_t t) {
  if (mark_closed(doc, t - 1) != NONE && t + 1 < doc->tokens.n && doc->tokens.at[t].tag == TAG_NNS)
    return is_nominal(doc, t + 1) || doc->tokens.at[t + 1].tag == TAG_DT;
  const Sentence *s = &doc->sentences.at[doc->tokens.at[t].sentence];
  if (t + 1 < s->last && !tok_is(doc, t + 1, TOK_PUNCT) && doc->tokens.at[t + 1].tag != TAG_IN)
    return false;
  for (int32_t i = t - 1; i > s->first && i > t - 12; i--) {
    if (mark_closed(doc, i) != NONE) return i < t - 1;
    if (!is_nominal(doc, i) && doc->tokens.at[i].tag != TAG_DT && doc->tokens.at[i].tag != TAG_JJ)
      return false;
  }
  return false;
}

/* "have both urged": a participle with its auxiliary, whatever the parse makes of it. */
static bool perfect(const Doc *doc, int32_t t) {
  if (doc->tokens.at[t].tag != TAG_VBN) return false;
  for (int32_t i = t - 1; i >= 0 && i > t - 4; i--) {
    int tag = doc->tokens.at[i].tag;
    if (is_finite(doc, i)) return true;
    if (tag != TAG_RB && tag != TAG_DT && tag != TAG_CC) return false;
  }
  return false;
}

/* "Smith tweets he is ill": only a verb has a clause behind it. */
static bool follows_pronoun(const Doc *doc, int32_t t) {
  return t + 1 < doc->tokens.n && doc->tokens.at[t].tag == TAG_PRP && is_finite(doc, t + 1);
}

/* "The lawsuit claims that he lied", but "his claims that he lied", "their abuse claims that": behind a noun in the
** singular with an article. */
static bool has_that(const Attribution *a, const Hit *h) {
  const Doc *doc = a->doc;
  int32_t t = h->first - 1;
  if (t < 1 || !has_role(a, h->last, STR("that"))) return false;
  bool one = doc->tokens.at[t].tag == TAG_NN || doc->tokens.at[t].tag == TAG_NNP;
  return one && doc->tokens.at[h->first].tag == TAG_NNS && doc->tokens.at[t - 1].tag == TAG_DT;
}

/* "The Post reports crews found it", "and add that it is late": a noun would have a word before it that begins
** its phrase; only a verb has a clause behind it. */
static bool verb_before_clause(const Attribution *a, const Hit *h, uint32_t frame) {
  const Doc *doc = a->doc;
  int32_t t = h->first, end = doc->sentences.at[doc->tokens.at[t].sentence].last;
  bool clause = (frame & (FRAME_CLAUSE | FRAME_THAT)) != 0;
  if (!clause || t == 0 || h->last >= end || doc->tokens.at[t].tag == TAG_NN) return false;
  if (!is_nominal(doc, t - 1)) return false;
  bool that = has_that(a, h);
  const Token *subject = &doc->tokens.at[t - 1];
  if (that && subject->head == t && subject->rel == REL_NSUBJ) return true;
  int32_t from = that ? h->last + 1 : h->last;
  return from < end && begins_clause(doc, from) && bare_clause(doc, from, end);
}

/* "won them by promising to stay": the tagger takes such participles for adjectives. */
static bool promising(const Doc *doc, const Hit *h, uint32_t frame) {
  if (!(frame & FRAME_INFINITIVE) || doc->tokens.at[h->first].tag != TAG_JJ || h->first == 0)
    return false;
  int tag = doc->tokens.at[h->first - 1].tag;
  bool opens = tag == TAG_IN || tag == TAG_CC || is_char(doc, h->first - 1, ",");
  return opens && h->last + 1 < doc->tokens.n && doc->tokens.at[h->last].tag == TAG_TO &&
         is_verb(doc, h->last + 1);
}

/* "officials reported incidents": no participle, with a noun before it. */
static bool predicate(const Doc *doc, int32_t t) {
  if (doc->tokens.at[t].rel != REL_AMOD || perfect(doc, t)) return true;
  if (t > 0 && doc->tokens.at[t - 1].tag == TAG_RB) t--;
  if (t > 1 && doc->tokens.at[t - 1].tag == TAG_CC && is_char(doc, t - 2, ","))
    return true; /* "said it was late, and accused them of" */
  return t > 0 && is_nominal(doc, t - 1) && doc->tokens.at[t - 1].tag != TAG_CD &&
         doc->tokens.at[t].tag != TAG_VBG;
}

/* "Per the decree, …", "…, per the Herald", not "Per 100 people" nor "twice per day". */
static bool begins_part(const Doc *doc, const Hit *h) {
  const Sentence *s = &doc->sentences.at[doc->tokens.at[h->first].sentence];
  if (h->last >= s->last || doc->tokens.at[h->last].tag == TAG_CD) return false;
  int tag = doc->tokens.at[h->last].tag;
  bool names = tag == TAG_DT || tag == TAG_NNP || tag == TAG_PRPS;
  return names && (h->first == s->first || is_char(doc, h->first - 1, ","));
}

static bool fits(const Attribution *a, const Hit *h, uint32_t frame) {
  const Doc *doc = a->doc;
  int tag = doc->tokens.at[h->first].tag, last = doc->tokens.at[h->last - 1].tag;
  if (frame & FRAME_BEGINS) return begins_part(doc, h);
  if (frame & FRAME_SOURCE) return true;
  if (frame & FRAME_NOUN)
    return noun_tag(last) && !verb_before_clause(a, h, has_that(a, h) ? FRAME_THAT : 0);
  if (tag >= TAG_VB && tag <= TAG_VBZ) return predicate(doc, h->first);
  int32_t next = h->last + (is_char(doc, h->last, ",:") ? 1 : 0);
  bool subject = h->first > 0 && is_nominal(doc, h->first - 1);
  return verb_after_mark(doc, h->first) || verb_before_clause(a, h, frame) ||
         promising(doc, h, frame) ||
         (subject && (mark_opened(doc, next) != NONE || follows_pronoun(doc, h->last)));
}

/* "LONDON, March 3 (Wire) - Prices rose": where the report itself begins. */
static int32_t behind_dateline(const Doc *doc, const Sentence *s) {
  if (!tok_is(doc, s->first, TOK_UPPER)) return s->first;
  for (int32_t t = s->first + 1; t < s->last && t < s->first + 14; t++) {
    if (is_finite(doc, t)) return s->first;
    if (is_dash(doc, t) && t + 1 < s->last) return t + 1;
  }
  return s->first;
}

/* Where the claim may reach: the sentence, or the inside of the marks that hold the cue. */
static void set_reach(const Doc *doc, Claim *c) {
  const Sentence *s = &doc->sentences.at[doc->tokens.at[c->head].sentence];
  c->begin = behind_dateline(doc, s);
  if (c->begin > c->head) c->begin = s->first;
  c->end = s->last;
  int32_t m = doc->tokens.at[c->head].mark;
  if (m == NONE) return;
  if (doc->marks.at[m].first > c->begin) c->begin = doc->marks.at[m].first;
  if (doc->marks.at[m].last < c->end) c->end = doc->marks.at[m].last;
}

/* Mr Said, the Claims Court: part of a name in the middle of a sentence. */
static bool named(const Doc *doc, const Hit *h) {
  const Token *t = &doc->tokens.at[h->first];
  if (!(t->flags & TOK_CAP) || doc->sentences.at[t->sentence].first == h->first) return false;
  return t->mention != NONE || lex_hit(doc, h->first - 1, LEX_TITLE) != NONE;
}

/* Of the hits from h on that begin where it does the first, so the longest, that reports; NONE. */
static int32_t cue_among(const Attribution *a, int32_t h, uint32_t *frame) {
  const Doc *doc = a->doc;
  for (int32_t t = doc->hits.at[h].first; h < doc->hits.n && doc->hits.at[h].first == t; h++) {
    const Hit *hit = &doc->hits.at[h];
    if (hit->kind != LEX_CUE) continue;
    *frame = frame_of(lex_str(a->lang, hit->entry, CUE_FRAME));
    if (fits(a, hit, *frame) && !named(doc, hit)) return h;
  }
  return NONE;
}

/* One behind the date or adverb that begins at t, a preposition before it; t where there is none. */
static int32_t behind_time(const Doc *doc, int32_t t) {
  int32_t on = doc->tokens.at[t].tag == TAG_IN ? t + 1 : t;
  int32_t d = on < doc->tokens.n ? doc->tokens.at[on].date : NONE;
  if (d != NONE) return doc->dates.at[d].last_token;
  return doc->tokens.at[t].tag == TAG_RB ? t + 1 : t;
}

/* "called Monday for her to resign", "called again on them to stay": the cue "call for", cut in two. */
static Hit split_cue(const Attribution *a, const Hit *h) {
  Doc *doc = a->doc;
  int32_t end = doc->sentences.at[doc->tokens.at[h->first].sentence].last;
  if (h->last != h->first + 1 || h->last + 2 >= end) return *h;
  int32_t t = behind_time(doc, h->last);
  if (t == h->last || t + 1 >= end || doc->tokens.at[t].tag != TAG_IN) return *h;
  Str verb = lex_phrase(a->lang, h->entry), word = tok_text(doc, t);
  char both[64];
  if (verb.n + word.n + 1 >= (int32_t)sizeof both) return *h;
  memcpy(both, verb.s, (size_t)verb.n);
  both[verb.n] = ' ';
  memcpy(both + verb.n + 1, word.s, (size_t)word.n);
  int32_t entry = lex_entry(a->lang, (Str){both, verb.n + 1 + word.n}, LEX_CUE);
  return entry == NONE ? *h
                       : (Hit){.first = h->first, .last = t + 1, .entry = entry, .kind = LEX_CUE};
}

static void add_cue(Attribution *a, const Hit *h, uint32_t frame) {
  Claim c = {.head = frame & FRAME_NOUN ? h->last - 1 : h->first,
             .frame = frame,
             .subject = NONE,
             .cue = {h->first, h->last},
             .follows = NONE,
             .class = lex_str(a->lang, h->entry, CUE_CLASS),
             .date = NONE,
             .conf = 0.8f,
             .why = lex_why(a->lang, h->entry)};
  set_reach(a->doc, &c);
  doc_add(a->doc, &a->claims, &c);
}

void find_cues(Attribution *a) {
  const Doc *doc = a->doc;
  int32_t behind = 0;
  for (int32_t h = 0; h < doc->hits.n; h++) {
    uint32_t frame;
    const Hit *hit = &doc->hits.at[h];
    if (hit->kind != LEX_CUE || hit->first < behind) continue;
    int32_t cue = cue_among(a, h, &frame);
    behind = hit->first + 1;
    if (cue == NONE) continue;
    Hit whole = split_cue(a, &doc->hits.at[cue]);
    if (whole.entry != doc->hits.at[cue].entry)
      frame = frame_of(lex_str(a->lang, whole.entry, CUE_FRAME));
    add_cue(a, &whole, frame);
    behind = whole.last;
  }
}
