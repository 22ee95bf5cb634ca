/* attribute_clause.c - what is reported without marks: behind the cue, before it, on both sides. */
#include "read/attribute.h"
#include "read/noun.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

/* ---- the beginning behind the cue ---- */

/* "that profits fell", "that police suspect": the tagger takes such a noun for a verb. */
static bool like_noun(const Doc *doc, int32_t t) {
  const Token *x = token(doc, t);
  if (x->tag == TAG_VBP && noun_at(doc, t, t, 0) != NONE) return true;
  return x->tag == TAG_VBZ && x->rel != REL_AUX && x->rel != REL_AUX_PASS && x->rel != REL_COP;
}

/* "said in a note to clients | that": where it was said stands between, so that the clause is the cue's, whatever the
** parse says. */
static bool told_in(const Attribution *a, const Claim *c, int32_t t) {
  const Doc *doc = a->doc;
  if (!has(c, FRAME_CLAUSE | FRAME_THAT) || t + 1 >= c->end) return false;
  bool clause =
      like_noun(doc, t + 1) ? has_verb(doc, t + 2, c->end) : bare_clause(doc, t + 1, c->end);
  for (int32_t i = c->zone.last; clause && i < t; i++)
    if (has_role(a, i, STR("medium"))) return true;
  return false;
}

/* Does the "that" at t point at the noun behind it, as the tagger has it? Not "that plans", "that the". */
static bool points(const Doc *doc, int32_t t, int32_t end) {
  int next = t + 1 < end ? token(doc, t + 1)->tag : TAG_NONE;
  return token(doc, t)->tag == TAG_DT && next != TAG_NNS && next != TAG_NNPS && next != TAG_DT &&
         next != TAG_PRP && next != TAG_PRPS && next != TAG_EX;
}

/* Does the "that" at t open the clause of the cue? Right behind the cue whatever the tagger says; not
** "that approach", "that could", nor "over claims that". */
static bool opens_clause(const Attribution *a, const Claim *c, int32_t t) {
  const Doc *doc = a->doc;
  bool verb = t + 1 < c->end && is_finite(doc, t + 1) && !like_noun(doc, t + 1);
  if (verb && token(doc, t)->rel != REL_MARK) return false;
  if (has_role(a, t - 1, STR("purpose"))) return false; /* "proposed a delay so that" */
  int32_t at = c->zone.last;                            /* "would say only | that" */
  while (at < t && token(doc, at)->tag == TAG_RB) at++;
  if (t == at)
    return !points(doc, t, c->end) || mark_opened(doc, t + 1) != NONE ||
           bare_clause(doc, t + 1, c->end);
  if (points(doc, t, c->end)) return false;
  if (token(doc, t)->rel != REL_MARK) return told_in(a, c, t);
  int32_t head = token(doc, t)->head;
  if (head < c->begin || head >= c->end || token(doc, head)->rel != REL_ACL) return true;
  int32_t noun = token(doc, head)->head; /* "said in an interview that" does */
  return noun < c->begin || noun >= c->end || lex_hit(doc, noun, LEX_CUE) == NONE ||
         told_in(a, c, t);
}

/* "that" behind the reporter's words, with no verb between: not that of "he said, adding that", but of "he said, citing
** officials, that". */
static int32_t that_behind(const Attribution *a, int32_t index) {
  const Doc *doc = a->doc;
  const Claim *c = &a->claims.at[index];
  int32_t other = next_verb(a, index);
  for (int32_t t = c->zone.last; t < c->end && t < c->zone.last + NEAR / 2; t++) {
    if (mark_opened(doc, t) != NONE || is_finite(doc, t) || is_char(doc, t, ";:")) return NONE;
    if (!has_role(a, t, STR("that"))) continue;
    if (other != NONE && other < t && !is_char(doc, t - 1, ",")) return NONE;
    if (opens_clause(a, c, t)) return t + 1;
  }
  return NONE;
}

static int32_t leftmost(const Doc *doc, int32_t head, int32_t from) {
  int32_t first = head;
  for (int32_t t = head - 1; t >= from && t > head - NEAR; t--)
    if (below(doc, t, head)) first = t;
  return first;
}

/* Behind an adjunct of the cue: "reported on Friday the ship had sunk". */
static int32_t behind_adjunct(const Doc *doc, int32_t t, int32_t end) {
  if (t >= end || token(doc, t)->tag != TAG_IN) return t;
  for (int32_t i = t + 2; i < end && i < t + 8; i++) {
    int tag = token(doc, i)->tag;
    if (is_finite(doc, i) || tok_is(doc, i, TOK_PUNCT)) return t;
    bool fresh = tag == TAG_DT || tag == TAG_PRP || tag == TAG_PRPS || tag == TAG_EX ||
                 token(doc, i - 1)->date != NONE;
    if (fresh && token(doc, i - 1)->tag != TAG_IN && bare_clause(doc, i, end)) return i;
  }
  return t;
}

/* "called for the board to resign", "accused her of lying", not "called for calm" */
static bool verb_ahead(const Doc *doc, const Claim *c, int32_t t) {
  for (int32_t i = t; i + 1 < c->end && i < t + NEAR / 3; i++) {
    if (is_finite(doc, i) || is_char(doc, i, ",;:")) return false;
    int tag = token(doc, i)->tag, next = token(doc, i + 1)->tag;
    bool to = tag == TAG_TO && is_verb(doc, i + 1), of = tag == TAG_IN && next == TAG_VBG;
    if (has(c, FRAME_INFINITIVE) ? to : of) return true;
  }
  return false;
}

/* "promised to stay", "urged them not to "give up"" */
static bool infinitive(const Attribution *a, int32_t t, int32_t end) {
  const Doc *doc = a->doc;
  if (has_role(a, t, STR("not"))) t++;
  if (t + 1 >= end || (token(doc, t)->tag != TAG_TO && !hidden_verb(a, t, end))) return false;
  t += mark_opened(doc, t + 1) != NONE ? 2 : 1;
  if (t + 1 < end && token(doc, t)->tag == TAG_RB) t++; /* "not", "gradually" */
  return t < end && (is_verb(doc, t) || token(doc, t - 1)->tag == TAG_IN);
}

/* "denied taking it", "proposed quietly closing it"; not "tweeted saying" */
static bool gerund(const Doc *doc, const Claim *c, int32_t t) {
  if (token(doc, t)->tag == TAG_RB && t + 1 < c->end) t++;
  return token(doc, t)->tag == TAG_VBG && token(doc, t)->rel != REL_AMOD &&
         lex_hit(doc, t, LEX_CUE) == NONE;
}

/* "claimed, as of May, it was the last": behind what stands between commas. */
static int32_t behind_aside(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t t = c->zone.last;
  bool leads = c->cue.first == c->begin; /* "Writing in the Post, she said" */
  if (leads && token(doc, c->head)->tag == TAG_VBG) return NONE;
  /* "in a statement posted on X, she said" */
  if (token(doc, c->head)->tag == TAG_VBN && token(doc, c->head)->rel == REL_ACL) return NONE;
  bool between = token(doc, t)->tag == TAG_IN;
  if (!is_char(doc, t, ",") && !between) return NONE;
  for (int32_t i = t + 1; i < c->end && i < t + NEAR / 3; i++) {
    if (is_finite(doc, i) || mark_opened(doc, i) != NONE) return NONE;
    if (!is_char(doc, i, ",")) continue;
    int32_t on =
        has_role(a, i + 1, STR("that")) ? i + 2 : i + 1; /* "told the Post, a paper, that" */
    return on < c->end && begins_clause(doc, on) && bare_clause(doc, on, c->end) ? on : NONE;
  }
  return NONE;
}

/* "had nothing to say" */
static bool infinitive_cue(const Doc *doc, const Claim *c) {
  return c->head > 0 && token(doc, c->head)->tag == TAG_VB &&
         token(doc, c->head - 1)->tag == TAG_TO;
}

/* What is said in many words is a clause, though the tagger sees no verb in it. */
static bool wordy(const Doc *doc, int32_t t, int32_t end) {
  int32_t i = t;
  if (token(doc, t)->tag == TAG_CD) return false; /* "added 200 jobs" */
  while (i < end && i < t + 4 && !tok_is(doc, i, TOK_PUNCT)) i++;
  return i == t + 4;
}

/* Of "Smith, who has argued cases, said" the part between the commas: no verb of the sentence's belongs to it. */
static int32_t own_end(const Doc *doc, const Claim *c, int32_t t) {
  if (c->subject == NONE || !is_relative(doc, c->subject)) return c->end;
  for (; t < c->end && t < c->zone.last + NEAR; t++)
    if (is_char(doc, t, ",")) return t;
  return c->end;
}

/* What the cue takes without "that": where the words allow it, else where the parse says so. */
static int32_t plain_start(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t t = behind_adjunct(doc, c->zone.last, c->end);
  if (begins_clause(doc, t) && bare_clause(doc, t, c->end)) return t;
  bool spoken = has(c, FRAME_CLAUSE) && !infinitive_cue(doc, c);
  if (spoken && begins_clause(doc, t) && has_verb(doc, t + 1, own_end(doc, c, t))) return t;
  bool words = spoken && c->source.last <= c->cue.first && !str_eq(c->class, STR("add")) &&
               own_end(doc, c, t) == c->end;
  if (words && begins_clause(doc, t) && wordy(doc, t, c->end)) return t;
  int32_t aside = behind_aside(a, c);
  if (aside != NONE) return aside;
  int32_t child = child_of(doc, c->head, REL_CCOMP, t, c->end);
  if (child == NONE || child < t) return NONE;
  int32_t first = leftmost(doc, child, t);
  if (first > t && is_finite(doc, first) && begins_clause(doc, t))
    return t; /* its subject hangs on the cue */
  bool sure = bare_clause(doc, first, c->end) || token(doc, child)->tag == TAG_VBG;
  return has(c, FRAME_CLAUSE) || (sure && first > t) ? first : NONE;
}

/* A question, not "told the board when asked", nor "asked why, she said". */
static bool asks(const Doc *doc, int32_t t, int32_t end) {
  if (t + 1 >= end) return false;
  int next = token(doc, t + 1)->tag;
  bool reduced = token(doc, t)->tag == TAG_WRB && next == TAG_VBN;
  return !reduced && next != TAG_COMMA && next != TAG_PERIOD;
}

/* "asked how it went", "asked her in May whether she would stay" */
static int32_t question_behind(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  for (int32_t t = c->zone.last; t < c->end && t < c->zone.last + NEAR / 3; t++) {
    bool opens = has_role(a, t, STR("question"));
    if (opens && (t == c->zone.last || token(doc, t)->tag == TAG_IN))
      return asks(doc, t, c->end) ? t : NONE;
    if (is_finite(doc, t) || tok_is(doc, t, TOK_PUNCT)) return NONE;
  }
  return NONE;
}

/* "As the mayor said, …", "He said, …": nothing before the reporter's words. */
static bool opens_sentence(const Doc *doc, const Claim *c) {
  int32_t t = c->zone.first - 1;
  if (t >= c->begin && token(doc, t)->tag == TAG_IN) t--;
  return t < c->begin || token(doc, t)->tag == TAG_CC;
}

/* "Residents complained, the report said": another act of saying begins at t. */
static bool another(const Attribution *a, int32_t index, int32_t t) {
  for (int32_t i = index + 1; i < a->with_cue && i < index + 4; i++) {
    const Claim *c = &a->claims.at[i];
    if (c->zone.first == t && c->source.first == t && is_finite(a->doc, c->head))
      return closes(a, c);
  }
  return false;
}

/* "said so, loudly", "said as much on Friday": words that only stand for what was said; but "said so many came". */
static bool stands_for(const Attribution *a, int32_t t, int32_t end) {
  const Doc *doc = a->doc;
  int32_t h = lex_hit_is(doc, a->lang, t, LEX_REPORTING, REPORTING_ROLE, STR("pro"));
  int32_t next = h == NONE ? end : doc->hits.at[h].last;
  if (h == NONE || next >= end) return h != NONE;
  int tag = token(doc, next)->tag;
  return (tok_is(doc, next, TOK_PUNCT) && tag != TAG_HYPH) || token(doc, next)->date != NONE ||
         tag == TAG_IN || tag == TAG_CC || tag == TAG_TO;
}

static int32_t clause_start(const Attribution *a, int32_t index) {
  const Doc *doc = a->doc;
  const Claim *c = &a->claims.at[index];
  int32_t t = c->zone.last, start;
  if (t >= c->end || stands_for(a, t, c->end)) return NONE;
  /* "declared an emergency on Friday | so he could build" */
  if (has_role(a, t, STR("purpose")) && t + 1 < c->end && is_nominal(doc, t + 1)) return NONE;
  bool taken = c->zone.first > c->begin && is_relative(doc, c->zone.first - 1);
  bool verb = is_finite(doc, t) || token(doc, t)->tag == TAG_VBN;
  if (taken && has(c, FRAME_CLAUSE | FRAME_THAT) && verb)
    return t; /* "which he says is true", "who police say killed two" */
  if (is_char(doc, t, ",") && begins_clause(doc, t + 1) && bare_clause(doc, t + 1, c->end) &&
      has(c, FRAME_CLAUSE | FRAME_THAT) && is_finite(doc, c->head) && opens_sentence(doc, c) &&
      !another(a, index, t + 1))
    return t + 1;
  if (has(c, FRAME_CLAUSE | FRAME_NOUN | FRAME_THAT) && (start = that_behind(a, index)) != NONE)
    return start;
  if (has(c, FRAME_NOUN)) return NONE;
  if (has(c, FRAME_QUESTION) && (start = question_behind(a, c)) != NONE) return start;
  if (passive(doc, c)) { /* "was reported by the Post to be ill" */
    if (has(c, FRAME_CLAUSE | FRAME_THAT) && !empty(c->source) && infinitive(a, t, c->end))
      return t;
  } else if (has(c, FRAME_THAT | FRAME_OBJECT | FRAME_INFINITIVE) && gerund(doc, c, t)) {
    return t;
  }
  bool led = c->cue.first == c->begin && token(doc, c->head)->tag == TAG_VBN && empty(c->source);
  if (has(c, FRAME_INFINITIVE) && !led) { /* not "Encouraged to paint, she left the town" */
    /* "declined to reveal when": what is not revealed is a claim of its own */
    bool refused = has_role(a, c->head, STR("refusal")) && has_role(a, t + 2, STR("question")) &&
                   lex_hit(doc, t + 1, LEX_CUE) != NONE;
    if (infinitive(a, t, c->end)) return refused ? NONE : t;
    start = child_of(doc, c->head, REL_XCOMP, t, c->end);
    if (start > t && token(doc, start)->tag == TAG_VB) return leftmost(doc, start, t);
  }
  if (has(c, FRAME_CLAUSE | FRAME_THAT) && (start = plain_start(a, c)) != NONE) return start;
  if (has(c, FRAME_OBJECT) && begins_clause(doc, t) && verb_ahead(doc, c, t)) return t;
  return NONE;
}

/* ---- before the cue ---- */

bool closes(const Attribution *a, const Claim *c) {
  const Doc *doc = a->doc;
  int32_t t = c->zone.last;
  if (t >= c->end || tok_is(doc, t, TOK_PUNCT) || is_relative(doc, t)) return true;
  int tag = token(doc, t)->tag;
  bool adjunct = tag == TAG_IN || tag == TAG_RB || token(doc, t)->date != NONE ||
                 (tag == TAG_TO && t + 1 < c->end && !is_verb(doc, t + 1));
  if (!adjunct || has_role(a, t, STR("that")) ||
      (has(c, FRAME_QUESTION) && has_role(a, t, STR("question"))))
    return false;
  for (; t < c->end && t < c->zone.last + NEAR; t++) {
    if (is_char(doc, t, ",;.") || is_dash(doc, t) || is_relative(doc, t)) return true;
    if (is_finite(doc, t) || has_role(a, t, STR("that"))) return false;
  }
  return true;
}

/* Where the clause before the reporter's words begins: behind an earlier claim that this one hangs on.
*/
static int32_t before_start(const Attribution *a, int32_t index) {
  const Claim *c = &a->claims.at[index];
  int32_t first = c->begin;
  if (first < c->zone.first - LONGEST) first = c->zone.first - LONGEST;
  for (int32_t i = index - 1; i >= 0 && i > index - 8 && a->claims.at[i].begin == c->begin; i--) {
    const Claim *b = &a->claims.at[i];
    int32_t last = b->zone.last;
    for (int32_t k = 0; k < b->n; k++)
      if (b->pieces[k].at.last > last) last = b->pieces[k].at.last;
    if (b->n && last < c->zone.first - 1 && below(a->doc, c->head, b->head) && last > first)
      first = last;
  }
  for (int32_t t = c->zone.first - 1; t > first; t--) {
    if (mark_closed(a->doc, t) != NONE) break;
    if (is_char(a->doc, t, ";")) first = t;
  }
  while (first < c->zone.first &&
         ((tok_is(a->doc, first, TOK_PUNCT) && mark_opened(a->doc, first) == NONE &&
           !is_char(a->doc, first, "$(#@")) ||
          token(a->doc, first)->tag == TAG_CC))
    first++;
  return first;
}

/* "The pilot reported trouble": what the tagger takes for a participle, with a subject of its own. */
static bool past(const Doc *doc, Span s, int32_t t) {
  return token(doc, t)->tag == TAG_VBN && t > s.first && is_nominal(doc, t - 1) &&
         child_of(doc, t, REL_NSUBJ, s.first, t) != NONE;
}

/* Does a main clause stand in s? One of its parts between commas has a verb and no word that makes it
** depend on another: not "When asked on Monday, …". */
static bool complete(const Doc *doc, Span s) {
  bool fresh = true, open = false;
  int32_t verbs =
      0; /* of a part that depends: "After he left the town it" has a main verb behind */
  for (int32_t t = s.first; t < s.last; t++) {
    int tag = token(doc, t)->tag;
    int32_t m = mark_opened(doc, t);
    if (m != NONE) {
      t = mark_behind(doc, m) - 1;
      if (has_verb(doc, doc->marks.at[m].first, doc->marks.at[m].last)) return true;
      continue;
    }
    if (is_char(doc, t, ",;:") || is_dash(doc, t)) {
      fresh = true;
      verbs = 0;
    } else if (fresh && tag != TAG_RB && tag != TAG_CC) {
      if (tag == TAG_VB && t == s.first) return true;   /* "Act now, she said" */
      bool hedged = lex_hit(doc, t, LEX_HEDGE) != NONE; /* "At least 40 people died" */
      open = hedged || (tag != TAG_IN && tag != TAG_WRB && tag != TAG_VBG && tag != TAG_VBN &&
                        tag != TAG_WP && tag != TAG_WDT && tag != TAG_TO);
      fresh = false;
    }
    if (is_finite(doc, t) && (open || ++verbs > 1)) return true;
    if (open && past(doc, s, t)) return true;
  }
  return false;
}

/* "…, he said, in a letter": what begins with the preposition t tells where or when it was said. */
static bool reporters(const Attribution *a, int32_t t, int32_t end) {
  for (int32_t i = t + 1; i < end && i < t + NEAR / 4; i++)
    if (has_role(a, i, STR("medium")) || token(a->doc, i)->date != NONE) return true;
  return false;
}

/* "…, the office said, as talks went on": a clause that tells when or how it was said; but "…, he said, because it
** was late". */
static bool circumstance(const Attribution *a, int32_t t, int32_t end) {
  const Token *x = token(a->doc, t);
  bool opens = x->tag == TAG_WRB || x->tag == TAG_IN;
  return opens && !has_role(a, t, STR("stays")) &&
         (x->rel == REL_MARK || bare_clause(a->doc, t + 1, end));
}

/* "…, she said, would begin soon": the clause goes on behind the reporter's words. */
static int32_t goes_on(const Attribution *a, const Claim *c, Span before) {
  const Doc *doc = a->doc;
  int32_t t = c->zone.last;
  while (t < c->end && t < c->zone.last + NEAR / 2 && !is_char(doc, t, ",")) t++;
  if (t + 1 >= c->end || !is_char(doc, t, ",")) return NONE;
  t++;
  if (is_finite(doc, before.last - 1)) return t; /* "the roads were, she said, closed" */
  if (circumstance(a, t, c->end) && complete(doc, before)) return NONE;
  int tag = token(doc, t)->tag;
  bool phrase = (tag == TAG_TO && t + 1 < c->end && is_verb(doc, t + 1)) ||
                (tag == TAG_IN && !reporters(a, t, c->end));
  if (phrase && complete(doc, before))
    return t; /* "it was checked, she said, to see how it held" */
  if (tag == TAG_CC || tag == TAG_VBG || !has_verb(doc, t, c->end)) return NONE;
  int first = token(doc, before.first)->tag;
  bool open = !has_verb(doc, before.first, before.last) || first == TAG_IN || first == TAG_WRB ||
              first == TAG_WP; /* "What is more, they say, it is late" */
  return open || is_finite(doc, t) ? t : NONE;
}

/* Marks inside a reported clause are the speaker's words, but for titles. Gives their number. */
static int32_t own_marks(Attribution *a, int32_t index, Span s) {
  const Doc *doc = a->doc;
  int32_t n = 0;
  for (int32_t t = s.first; t < s.last; t++) {
    int32_t m = mark_opened(doc, t);
    if (m == NONE) continue;
    t = mark_behind(doc, m) - 1;
    bool aside = t > s.first && is_char(doc, doc->marks.at[m].open - 1, "(");
    if (a->owner[m] != NONE || aside || is_title(doc, &doc->marks.at[m])) continue;
    a->owner[m] = index;
    n++;
  }
  return n;
}

/* The parse hangs the clause on the cue, or the cue on the clause. */
static bool governs(const Doc *doc, const Claim *c, Span s) {
  const Token *t = token(doc, c->head);
  if (t->rel == REL_PARATAXIS && t->head >= s.first && t->head < s.last) return true;
  int32_t child = child_of(doc, c->head, REL_CCOMP, s.first, s.last);
  return child != NONE && child < s.last;
}

/* "Two rockets struck near the base, according to", "The ship radioed for help, officials said.": what the tagger takes
** for a participle. */
static bool tells(const Doc *doc, const Claim *c, Span s) {
  bool said = has(c, FRAME_CLAUSE) && is_finite(doc, c->head) && !empty(c->source) &&
              c->zone.last < c->end && is_char(doc, c->zone.last, ".");
  if (!has(c, FRAME_SOURCE) && !said) return false;
  if (token(doc, s.first)->tag == TAG_VBG) return true;
  for (int32_t t = s.first + 1; t < s.last; t++)
    if (is_verb(doc, t) && is_nominal(doc, t - 1)) return true;
  return false;
}

/* "It rained - and the pool, he said, was shut": the clause that he cuts begins behind the dash. */
static int32_t subject_start(const Doc *doc, Span s) {
  for (int32_t t = s.last - 1; t > s.first; t--) {
    if (mark_closed(doc, t) != NONE) break;
    if (token(doc, t)->tag == TAG_CC && tok_is(doc, t - 1, TOK_PUNCT)) return t + 1;
  }
  return s.first;
}

/* What follows the reporter's words behind a comma is all that was said. */
static bool find_rest(Attribution *a, int32_t index) {
  Claim *c = &a->claims.at[index];
  int32_t on = c->zone.last;
  if (on + 1 >= c->end || !is_char(a->doc, on, ",") || !closes(a, c)) return false;
  Span rest = trimmed(a->doc, (Span){on + 1, clause_end(a, index, on + 1)});
  own_marks(a, index, rest);
  add_piece(c, rest, NONE);
  return c->n > 0;
}

/* "The storm hit the coast, killing two according to": without a comma before it the source tells the last part
** alone, where that hangs on the rest. */
static int32_t last_part(const Doc *doc, Span s) {
  for (int32_t t = s.last - 1; t > s.first && t > s.last - NEAR; t--) {
    if (mark_closed(doc, t) != NONE) break;
    if (!is_char(doc, t, ",")) continue;
    if (is_relative(doc, t + 1)) return t + 2;
    return token(doc, t + 1)->tag == TAG_VBG ? t + 1 : s.first;
  }
  return s.first;
}

/* "but, he said, …", "a bill which, he said, …", "Friday was when, he said, …" */
static bool opens_rest(const Doc *doc, int32_t t) {
  return token(doc, t)->tag == TAG_CC || token(doc, t)->tag == TAG_WRB || is_relative(doc, t);
}

/* "testified in his own defense, | claiming that": another act of saying; ", the paper said, | citing
** police". */
static bool goes_on_with(const Doc *doc, int32_t t) {
  return token(doc, t)->tag == TAG_VBG && t > 0 && is_char(doc, t - 1, ",") &&
         lex_hit(doc, t, LEX_CUE) != NONE;
}

static bool find_before(Attribution *a, int32_t index) {
  Claim *c = &a->claims.at[index];
  const Doc *doc = a->doc;
  int32_t t = c->zone.first - 1;
  while (t > c->begin && token(doc, t)->tag == TAG_IN) t--; /* ", as the mayor said" */
  bool stop =
      t > c->begin && (is_char(doc, t, ",") || is_dash(doc, t) || mark_closed(doc, t) != NONE);
  if (stop && opens_rest(doc, t - 1)) return find_rest(a, index);
  if (!stop && !(has(c, FRAME_SOURCE) && t > c->begin)) return false;
  if (has(c, FRAME_CLAUSE | FRAME_THAT) && that_behind(a, index) != NONE) return false;
  bool inverted = t == c->cue.first - 1 && mark_closed(doc, t) != NONE;
  Span s = trimmed(doc, (Span){before_start(a, index), stop ? t : t + 1});
  if (mark_closed(doc, t) != NONE) s.last = t + 1;
  bool whole_told = stop && has(c, FRAME_SOURCE) && complete(doc, s);
  if (!inverted && !whole_told && !closes(a, c)) return false;
  if (!stop) s.first = last_part(doc, s);
  if (s.first >= s.last) return false;
  int32_t on = goes_on(a, c, s);
  if (on != NONE && goes_on_with(doc, on)) on = NONE;
  if (on == NONE && !complete(doc, s) && !governs(doc, c, s) && !tells(doc, c, s)) return false;
  if (on != NONE && is_finite(doc, on)) s.first = subject_start(doc, s);
  bool condition = has_role(a, s.first, STR("stays")) && has_verb(doc, s.first, s.last);
  bool whole = on == NONE || condition || complete(doc, s) || !bare_clause(doc, on, c->end);
  if (whole) { /* not the "In May" of "In May, he said, the river rose" */
    own_marks(a, index, s);
    add_piece(c, s, NONE);
  }
  if (on == NONE) return true;
  Span rest = trimmed(doc, (Span){on, clause_end(a, index, on)});
  own_marks(a, index, rest);
  add_piece(c, rest, NONE);
  return true;
}

/* "According to the ministry, …": behind the comma, or at once. */
static int32_t source_clause(const Doc *doc, const Claim *c) {
  int32_t t = c->zone.last;
  if (t < c->end && begins_clause(doc, t) && bare_clause(doc, t, c->end)) return t;
  for (; t < c->end && t < c->zone.last + NEAR; t++) {
    if (!is_char(doc, t, ",") || t + 1 >= c->end) continue;
    const Token *next = token(doc, t + 1); /* "the suit, filed in May, | the firm knew" */
    bool aside = next->rel == REL_ACL && (next->tag == TAG_VBN || next->tag == TAG_VBD);
    if (!is_relative(doc, t + 1) && !aside && next->tag != TAG_CC) return t + 1;
  }
  return NONE;
}

static void find_after(Attribution *a, int32_t index) {
  Claim *c = &a->claims.at[index];
  const Doc *doc = a->doc;
  int32_t s = NONE;
  if (has(c, FRAME_SOURCE)) {
    s = source_clause(doc, c);
  } else {
    s = clause_start(a, index);
  }
  if (s == NONE || s >= c->end || goes_on_with(doc, s)) return;
  Span at = trimmed(doc, (Span){s, clause_end(a, index, s)});
  own_marks(a, index, at);
  add_piece(c, at, NONE);
}

/* "called the plan "a gift" and "a trap"": the words in marks alone are his. */
static void find_held(Attribution *a, int32_t index) {
  Claim *c = &a->claims.at[index];
  const Doc *doc = a->doc;
  int32_t first = c->zone.last, other = next_verb(a, index);
  for (int32_t t = first; t < c->end && t < first + NEAR / 2; t++) {
    if (is_finite(doc, t) || is_char(doc, t, ";:") || t == other) break;
    int32_t m = mark_opened(doc, t);
    if (m == NONE) continue;
    t = mark_behind(doc, m) - 1;
    if (a->owner[m] != NONE || is_title(doc, &doc->marks.at[m])) continue;
    a->owner[m] = index;
    add_mixed(c, (Span){doc->marks.at[m].first, doc->marks.at[m].last}, m);
  }
}

void find_clause(Attribution *a, int32_t index) {
  Claim *c = &a->claims.at[index];
  if (c->n || a->doc->tokens.at[c->head].mark != NONE) return;
  if (empty(c->source) && !has(c, FRAME_NOUN) && !passive(a->doc, c)) return; /* "asked to leave" */
  bool participle = a->doc->tokens.at[c->head].tag == TAG_VBG && !has(c, FRAME_SOURCE);
  bool order = str_eq(c->class, STR("order")); /* "In May, the shop ordered more stock, while …" */
  bool can =
      !has(c, FRAME_NOUN | FRAME_MARKS | FRAME_HOLDS) && !empty(c->source) && !participle && !order;
  if (can && !(c->source.last <= c->cue.first && is_relative(a->doc, c->subject)) &&
      find_before(a, index))
    return;
  if (!has(c, FRAME_HOLDS)) find_after(a, index);
  if (!c->n && has(c, FRAME_HOLDS | FRAME_OBJECT)) find_held(a, index);
}
