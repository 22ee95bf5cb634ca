/* lexicon.c - phrases of the pack, matched against the tokens of a text. */
#include "data/lexicon.h"
#include "data/pack.h"

#include <math.h>

#define MOST_AT_ONE 64 /* hits kept at one token */

Str lex_phrase(const Lang *lang, int32_t entry) {
  const PackEntry *e = &lang->pack->entries[entry];
  return pack_str(lang->pack, e->phrase, e->length);
}

static const PackField *field_of(const Lang *lang, int32_t entry, int column) {
  const PackEntry *e = &lang->pack->entries[entry];
  return (uint32_t)column < e->fields ? &lang->pack->fields[e->field + (uint32_t)column] : 0;
}

Str lex_str(const Lang *lang, int32_t entry, int column) {
  const PackField *f = field_of(lang, entry, column);
  return f ? pack_str(lang->pack, f->text, f->length) : STR_NONE;
}

double lex_num(const Lang *lang, int32_t entry, int column) {
  const PackField *f = field_of(lang, entry, column);
  return f ? f->number : NAN;
}

int32_t lex_int(const Lang *lang, int32_t entry, int column) {
  double v = lex_num(lang, entry, column);
  return v >= -1e9 && v <= 1e9 ? (int32_t)v : 0;
}

Why lex_why(const Lang *lang, int32_t entry) {
  return lang->pack->entries[entry].why;
}

/* The phrase word by word against the text, capitals included: words stand between single blanks.
*/
static bool capitals_match(const Doc *doc, Str phrase, int32_t first, int32_t last) {
  int32_t at = 0;
  for (int32_t t = first; t < last; t++) {
    Str word = tok_text(doc, t);
    if (at + word.n > phrase.n || memcmp(phrase.s + at, word.s, (size_t)word.n) != 0) return false;
    at += word.n;
    if (at < phrase.n && phrase.s[at] == ' ') at++;
  }
  return at == phrase.n;
}

static void add_hits(Doc *doc, const Lang *lang, uint32_t node, int32_t first, int32_t last) {
  const PackNode *n = &lang->pack->nodes[node];
  uint64_t kinds = 0;
  for (uint32_t i = 0; i < n->count && i < MOST_AT_ONE; i++) {
    const PackRef *ref = &lang->pack->refs[n->first + i];
    int32_t entry = (int32_t)ref->entry;
    if (ref->exact && !capitals_match(doc, lex_phrase(lang, entry), first, last)) continue;
    Hit hit = {.first = first, .last = last, .entry = entry, .kind = (uint8_t)ref->kind};
    if (doc_add(doc, &doc->hits, &hit) == NONE) return;
    kinds |= lex_bit((LexKind)hit.kind);
  }
  doc->tokens.at[first].begins |= kinds;
  doc->tokens.at[last - 1].ends |= kinds;
}

/* One walk down the trie; the nodes passed give the hits, longest first. */
static void walk(Doc *doc, const Lang *lang, const uint32_t *words, int32_t t) {
  uint32_t path[PACK_LONGEST], node = words[t];
  int32_t depth = 0, end = doc->sentences.at[doc->tokens.at[t].sentence].last;
  while (node) {
    path[depth++] = node;
    if (depth == PACK_LONGEST || t + depth >= end || !words[t + depth]) break;
    node = pack_next(lang->pack, node, words[t + depth]);
  }
  while (depth--) add_hits(doc, lang, path[depth], t, t + depth + 1);
}

/* Most words lead nowhere from where they stand. (words[tokens.n] is 0.) */
static void find_at(Doc *doc, const Lang *lang, const uint32_t *words, int32_t t) {
  const PackNode *n = &lang->pack->nodes[words[t]];
  int32_t first = doc->hits.n;
  doc->tokens.at[t].rules = (uint8_t)n->rules;
  if (n->arcs & pack_arc_bit(words[t + 1]))
    walk(doc, lang, words, t);
  else
    add_hits(doc, lang, words[t], t, t + 1);
  if (doc->hits.n > first) doc->tokens.at[t].hit = first;
}

/* Where the word of a hash probably stands. */
static const PackSlot *slot_of(const struct Pack *p, uint32_t hash) {
  return &p->slots[hash & (p->head->slots.count - 1)];
}

/* The word of each token. What the next ones will need is fetched ahead: by now the models that read the article
** before have taken its place in the cache. */
static void find_words(const Doc *doc, const struct Pack *p, uint32_t *words) {
  enum { AHEAD = 8 };
  const Token *k = doc->tokens.at;
  for (int32_t t = 0, n = doc->tokens.n; t < n; t++) {
    if (t + 2 * AHEAD < n) __builtin_prefetch(slot_of(p, k[t + 2 * AHEAD].hash));
    uint32_t next = t + AHEAD < n ? slot_of(p, k[t + AHEAD].hash)->word : 0;
    if (next) __builtin_prefetch(&p->words[next - 1]);
    __builtin_prefetch(&p->nodes[next]);
    words[t] = pack_word(p, k[t].hash, tok_fold(doc, t));
    __builtin_prefetch(&p->refs[p->nodes[words[t]].first]);
  }
  words[doc->tokens.n] = 0;
}

void lex_find(Doc *doc, const Lang *lang) {
  int32_t n = doc->tokens.n;
  if (!lang->pack || !n) return;
  uint32_t *words = doc_scratch(doc, (size_t)(n + 1) * sizeof *words);
  if (!words) return;
  doc_reserve(doc, &doc->hits, n + n / 4);
  find_words(doc, lang->pack, words);
  for (int32_t t = 0; t < n; t++) {
    if (words[t]) find_at(doc, lang, words, t);
    if ((t & 8191) == 0 && doc_stop(doc)) return;
  }
}

int32_t lex_hit_begun_(const Doc *doc, int32_t t, LexKind kind) {
  int32_t h = doc->tokens.at[t].hit;
  while (doc->hits.at[h].kind != kind) h++;
  return h;
}

int32_t lex_hit_ended_(const Doc *doc, int32_t t, LexKind kind, int32_t least) {
  int32_t h = NONE;
  for (int32_t from = least > 0 ? least : 0; from < t && h == NONE; from++)
    h = doc->tokens.at[from].hit;
  for (; h != NONE && h < doc->hits.n && doc->hits.at[h].first < t; h++)
    if (doc->hits.at[h].kind == kind && doc->hits.at[h].last == t) return h;
  return NONE;
}

int32_t lex_hit_with_(const Doc *doc, const Lang *lang, int32_t t, LexKind kind, int column,
                      Str value) {
  for (int32_t h = lex_hit_begun_(doc, t, kind); h < doc->hits.n; h++) {
    const Hit *hit = &doc->hits.at[h];
    if (hit->first != t) return NONE;
    if (hit->kind == kind && str_eq(lex_str(lang, hit->entry, column), value)) return h;
  }
  return NONE;
}

int32_t lex_entry(const Lang *lang, Str phrase, LexKind kind) {
  if (!lang->pack) return NONE;
  uint32_t node = 0;
  for (int32_t from = 0; from < phrase.n;) {
    int32_t to = from;
    while (to < phrase.n && phrase.s[to] != ' ') to++;
    Str word = str_sub(phrase, from, to);
    uint32_t id = pack_word(lang->pack, pack_hash(word), word);
    node = id ? pack_next(lang->pack, node, id) : 0;
    if (!node) return NONE;
    from = to + 1;
  }
  const PackNode *n = &lang->pack->nodes[node];
  for (uint32_t i = 0; i < n->count; i++) {
    const PackRef *ref = &lang->pack->refs[n->first + i];
    if (ref->kind == (uint32_t)kind) return (int32_t)ref->entry;
  }
  return NONE;
}

void lex_entries(const Lang *lang, LexKind kind, int32_t *first, int32_t *last) {
  *first = *last = 0;
  if (!lang->pack) return;
  *first = (int32_t)lang->pack->kinds[kind];
  *last = (int32_t)lang->pack->kinds[kind + 1];
}
