/* rule.c - a small backtracking machine that matches compiled rules against the tokens of a text.
*/
#include "data/rule.h"
#include "data/lexicon.h"
#include "data/pack.h"

#define MOST_BACK 160 /* choices and changes kept at once; beyond it a branch is given up */
#define DEEPEST_LOOK 4
_Static_assert((int)RULESET_COUNT <= 7 && PACK_ASKED == 1 << 7, "bits of Token.rules");

/* Slots of a run: where each role begins and ends, and its hit. */
enum { FROM, TO = RULE_ROLES, HIT = 2 * RULE_ROLES, SLOTS = 3 * RULE_ROLES };

/* A choice not taken yet (go on at pc with token t), or a slot to put back (pc = -1 - slot). */
typedef struct Back {
  int32_t pc, t;
  int32_t hit; /* OP_HIT: the next hit to try, NONE = from the first */
} Back;

typedef struct Run {
  const Doc *doc;
  const Lang *lang;
  const PackCode *code;
  int32_t start, first, last; /* where the match starts; tokens of the sentence */
  uint64_t behind;            /* classes of what stands behind the start */
  int32_t steps;
  int32_t slot[SLOTS]; /* from, to and hit of each role */
  int32_t n_back;
  Back back[MOST_BACK];
} Run;

static void push_choice(Run *x, uint32_t pc, int32_t t, int32_t hit) {
  if (x->n_back < MOST_BACK) x->back[x->n_back++] = (Back){(int32_t)pc, t, hit};
}

static bool set_slot(Run *x, int32_t slot, int32_t value) {
  if (x->n_back == MOST_BACK) return false;
  x->back[x->n_back++] = (Back){-1 - slot, x->slot[slot], NONE};
  x->slot[slot] = value;
  return true;
}

/* Puts slots back down to the last choice above `base`, the branch to run `now`. */
static bool take_back(Run *x, int32_t base, Back *now) {
  while (x->n_back > base) {
    Back b = x->back[--x->n_back];
    if (b.pc >= 0) {
      *now = b;
      return true;
    }
    x->slot[-1 - b.pc] = b.t;
  }
  return false;
}

/* The next hit at token t, from hit h on, that an instruction allows. */
static int32_t next_hit(const Run *x, const PackCode *c, int32_t t, int32_t h) {
  for (; h != NONE && h < x->doc->hits.n; h++) {
    const Hit *hit = &x->doc->hits.at[h];
    if (hit->first != t) return NONE;
    if (hit->kind != c->a || hit->last > x->last) continue;
    if (!c->c) return h;
    Str value = {x->lang->pack->strings + c->b, (int32_t)c->c};
    if (str_eq(lex_str(x->lang, hit->entry, c->column), value)) return h;
  }
  return NONE;
}

/* The value of a token of at most nine digits; -1 if it is none. */
static int64_t digits_of(const Doc *doc, int32_t t) {
  Str s = tok_text(doc, t);
  int64_t v = 0;
  if (s.n > 9) return -1;
  for (int32_t i = 0; i < s.n; i++) {
    if (s.s[i] < '0' || s.s[i] > '9') return -1;
    v = v * 10 + (s.s[i] - '0');
  }
  return v;
}

static bool bit(const PackCode *c, uint32_t i) {
  return ((i < 32 ? c->a >> i : c->b >> (i - 32)) & 1) != 0;
}

static bool word_is(const Run *x, int32_t t, uint32_t id) {
  const Token *k = &x->doc->tokens.at[t];
  return k->hash == x->lang->pack->words[id - 1].hash &&
         pack_word(x->lang->pack, k->hash, tok_fold(x->doc, t)) == id;
}

/* One behind what an instruction takes at token t; NONE if it does not match there. */
static int32_t take(const Run *x, const PackCode *c, int32_t t) {
  const Doc *doc = x->doc;
  if (t >= x->last) return NONE;
  const Token *k = &doc->tokens.at[t];
  int64_t v;
  switch (c->op) {
  case OP_WORD: return word_is(x, t, c->a) ? t + 1 : NONE;
  case OP_TAG: return bit(c, k->tag) ? t + 1 : NONE;
  case OP_FLAGS: return (k->flags & c->a) == c->a && !(k->flags & c->b) ? t + 1 : NONE;
  case OP_RANGE:
    v = digits_of(doc, t);
    return v >= (int64_t)c->a && v <= (int64_t)c->b ? t + 1 : NONE;
  case OP_DIGITS:
    return digits_of(doc, t) >= 0 && k->end - k->start == (int32_t)c->a ? t + 1 : NONE;
  case OP_NUMBER:
    if (k->number == NONE || (c->a && doc->numbers.at[k->number].form + 1u != c->a)) return NONE;
    return doc->numbers.at[k->number].last;
  default: return NONE;
  }
}

static bool take_hit(Run *x, const PackCode *c, Back *now) {
  int32_t t = now->t;
  if (t >= x->last) return false;
  int32_t h = next_hit(x, c, t, now->hit == NONE ? x->doc->tokens.at[t].hit : now->hit);
  if (h == NONE) return false;
  push_choice(x, (uint32_t)now->pc, t, h + 1);
  if (c->role && !set_slot(x, HIT + c->role - 1, h)) return false;
  *now = (Back){now->pc + 1, x->doc->hits.at[h].last, NONE};
  return true;
}

static int32_t run(Run *x, Back now, int depth, int32_t *best);

static bool look(Run *x, const PackCode *c, Back now, int depth) {
  now.pc++;
  bool found = depth < DEEPEST_LOOK && run(x, now, depth + 1, 0) != NONE;
  return found == (c->b != 0);
}

/* What takes no token. */
static bool holds(Run *x, const PackCode *c, int32_t t) {
  switch (c->op) {
  case OP_OPEN: return set_slot(x, FROM + c->role - 1, t);
  case OP_CLOSE: return set_slot(x, TO + c->role - 1, t);
  case OP_TIGHT: return t >= x->last || !tok_is(x->doc, t, TOK_SPACE);
  case OP_BEGIN: return t == x->first;
  default: return t == x->last;
  }
}

/* Runs one instruction. False where the branch ends: then `now` stands at what failed, or at
** OP_MATCH. */
static bool step(Run *x, Back *now, int depth) {
  const PackCode *c = &x->code[now->pc];
  int32_t t = now->t;
  switch (c->op) {
  case OP_MATCH: return false;
  case OP_HIT: return take_hit(x, c, now);
  case OP_LOOK:
    if (!look(x, c, *now, depth)) return false;
    now->pc = (int32_t)c->a;
    return true;
  case OP_SPLIT: push_choice(x, c->b, t, NONE); /* fall through */
  case OP_JUMP: now->pc = (int32_t)c->a; return true;
  case OP_OPEN:
  case OP_CLOSE:
  case OP_TIGHT:
  case OP_BEGIN:
  case OP_END:
    if (!holds(x, c, t)) return false;
    break;
  default:
    t = take(x, c, t);
    if (t == NONE) return false;
  }
  now->pc++;
  now->t = t;
  return true;
}

/* Runs all branches and keeps the slots of the longest match in `best`; without `best` stops at the
** first. Gives the end of the match, NONE without one. Slots are afterwards as they were. */
static int32_t run(Run *x, Back now, int depth, int32_t *best) {
  int32_t base = x->n_back, end = NONE;
  do {
    while (--x->steps > 0 && step(x, &now, depth)) {
    }
    if (x->steps <= 0 || x->code[now.pc].op != OP_MATCH) continue;
    if (!best) {
      end = now.t;
      break;
    }
    if (now.t <= end || now.t <= x->start) continue;
    end = now.t;
    memcpy(best, x->slot, sizeof x->slot);
  } while (x->steps > 0 && take_back(x, base, &now));
  while (take_back(x, base, &now)) {
  }
  return end;
}

/* ---- which rules to try ---- */

static void keep_match(Run *x, RuleMatch *m, int32_t rule, int32_t end, const int32_t *slot) {
  m->rule = rule;
  m->first = x->start;
  m->last = end;
  for (int i = 0; i < RULE_ROLES; i++) {
    bool whole = slot[FROM + i] != NONE && slot[TO + i] > slot[FROM + i];
    m->from[i] = whole ? slot[FROM + i] : NONE;
    m->to[i] = whole ? slot[TO + i] : NONE;
    m->hit[i] = whole ? slot[HIT + i] : NONE;
  }
}

/* The classes of what stands at token t: those that rules ask for (PackTry.behind). */
static uint64_t classes_at(const Run *x, int32_t t) {
  if (t >= x->last) return UINT64_C(1) << CLASS_END;
  const Doc *doc = x->doc;
  const Token *k = &doc->tokens.at[t];
  uint64_t classes = k->rules & PACK_ASKED ? pack_word_class(k->hash) : UINT64_C(1) << CLASS_OTHER;
  if (k->flags & TOK_DIGIT) classes |= UINT64_C(1) << CLASS_DIGIT;
  if (k->number != NONE) classes |= UINT64_C(1) << (CLASS_NUMBER + doc->numbers.at[k->number].form);
  for (int32_t h = k->hit; h != NONE && h < doc->hits.n && doc->hits.at[h].first == t; h++)
    classes |= pack_kind_class(doc->hits.at[h].kind);
  return classes;
}

/* The same behind whatever begins at the start: the token, the number, the hits. */
static uint64_t classes_behind(const Run *x) {
  const Doc *doc = x->doc;
  const Token *k = &doc->tokens.at[x->start];
  int32_t seen = x->start + 1;
  uint64_t classes = classes_at(x, seen);
  if (k->number != NONE && doc->numbers.at[k->number].last != seen)
    classes |= classes_at(x, doc->numbers.at[k->number].last);
  for (int32_t h = k->hit; h != NONE && h < doc->hits.n; h++) {
    const Hit *hit = &doc->hits.at[h];
    if (hit->first != x->start) break;
    if (hit->last != seen) classes |= classes_at(x, hit->last);
    seen = hit->last;
  }
  return classes;
}

static void try_rules(Run *x, PackBucket bucket, RuleMatch *m) {
  const struct Pack *p = x->lang->pack;
  int32_t slot[SLOTS];
  for (uint32_t i = 0; i < bucket.count && x->steps > 0; i++) {
    const PackTry *try = &p->firsts[bucket.first + i];
    if (!(try->behind & x->behind)) continue;
    int32_t rule = (int32_t)try->rule;
    x->code = p->code + p->rules[rule].code;
    int32_t end = run(x, (Back){0, x->start, NONE}, 0, slot);
    if (end == NONE || end < m->last || (end == m->last && rule >= m->rule)) continue;
    keep_match(x, m, rule, end, slot);
  }
}

static PackBucket word_bucket(const struct Pack *p, uint32_t set, uint32_t hash) {
  uint32_t mask = p->head->words_first.count - 1;
  for (uint32_t i = pack_first_hash(set, hash) & mask;; i = (i + 1) & mask) {
    const PackFirst *f = &p->words_first[i];
    if (!f->count || (f->set == set && f->hash == hash)) return (PackBucket){f->first, f->count};
  }
}

/* Of several hits of one kind that start here the rules find the one that fits. */
static void try_kinds(Run *x, uint64_t kinds, const PackBucket *starts, RuleMatch *m) {
  for (uint32_t kind = 0; kinds; kind++, kinds >>= 1)
    if (kinds & 1) try_rules(x, starts[FIRST_KIND + kind], m);
}

static const PackBucket *starts_of(const struct Pack *p, RuleSet set) {
  return p->starts + (size_t)set * (FIRST_KIND + LEX_KIND_COUNT);
}

bool rule_at(const Doc *doc, const Lang *lang, RuleSet set, int32_t t, RuleMatch *m) {
  if (!lang->pack) return false;
  const PackBucket *starts = starts_of(lang->pack, set);
  const Token *k = &doc->tokens.at[t];
  const Sentence *s = &doc->sentences.at[k->sentence];
  Run x;
  x.doc = doc, x.lang = lang, x.start = t, x.first = s->first, x.last = s->last;
  x.steps = RULE_STEPS, x.n_back = 0;
  x.behind = classes_behind(&x);
  for (int i = 0; i < SLOTS; i++) x.slot[i] = NONE;
  m->last = NONE;
  try_rules(&x, starts[FIRST_ANY], m);
  try_rules(&x, starts[FIRST_TAG + k->tag], m);
  if (k->flags & TOK_DIGIT) try_rules(&x, starts[FIRST_DIGIT], m);
  if (k->number != NONE) try_rules(&x, starts[FIRST_NUMBER + doc->numbers.at[k->number].form], m);
  if (k->rules >> set & 1) try_rules(&x, word_bucket(lang->pack, (uint32_t)set, k->hash), m);
  try_kinds(&x, k->begins & lang->pack->start_kinds[set], starts, m);
  return m->last != NONE;
}

int32_t rule_next(const Doc *doc, const Lang *lang, RuleSet set, int32_t t) {
  if (!lang->pack) return doc->tokens.n;
  const PackBucket *starts = starts_of(lang->pack, set);
  uint64_t kinds = lang->pack->start_kinds[set];
  bool tags = kinds & PACK_BY_TAG;
  for (; t < doc->tokens.n; t++) {
    const Token *k = &doc->tokens.at[t];
    if ((k->begins & kinds) || (k->rules >> set & 1)) return t;
    if ((k->flags & TOK_DIGIT) || k->number != NONE) return t;
    if (tags && (starts[FIRST_ANY].count || starts[FIRST_TAG + k->tag].count)) return t;
  }
  return t;
}

bool rule_find(const Doc *doc, const Lang *lang, RuleSet set, int32_t *t, RuleMatch *m) {
  for (; (*t = rule_next(doc, lang, set, *t)) < doc->tokens.n; ++*t) {
    if (!rule_at(doc, lang, set, *t, m)) continue;
    *t = m->last;
    return true;
  }
  return false;
}

/* ---- what a match gives ---- */

static const PackGive *give_of(const Lang *lang, const RuleMatch *m, Str key) {
  const PackRule *r = &lang->pack->rules[m->rule];
  for (uint32_t i = 0; i < r->gives; i++) {
    const PackGive *g = &lang->pack->gives[r->give + i];
    if (str_eq(pack_str(lang->pack, g->key, g->key_length), key)) return g;
  }
  return 0;
}

Str rule_str(const Doc *doc, const Lang *lang, const RuleMatch *m, Str key) {
  const PackGive *g = give_of(lang, m, key);
  if (!g) return STR_NONE;
  if (!g->role) return pack_str(lang->pack, g->text, g->length);
  int32_t from = m->from[g->role - 1], to = m->to[g->role - 1], hit = m->hit[g->role - 1];
  if (from == NONE || from == to) return STR_NONE;
  if (hit == NONE) return g->column ? STR_NONE : range_text(doc, doc_range(doc, from, to));
  int32_t entry = doc->hits.at[hit].entry;
  return g->column ? lex_str(lang, entry, (int)g->column - 1) : lex_phrase(lang, entry);
}

bool rule_span(const Lang *lang, const RuleMatch *m, Str key, int32_t *first, int32_t *last) {
  const PackGive *g = give_of(lang, m, key);
  if (!g || !g->role || m->from[g->role - 1] == NONE) return false;
  *first = m->from[g->role - 1];
  *last = m->to[g->role - 1];
  return *first < *last;
}

Why rule_why(const Lang *lang, const RuleMatch *m) {
  return lang->pack->rules[m->rule].why;
}
