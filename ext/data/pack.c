/* pack.c - opening a language pack: every offset and index is checked here, once. */
#include "data/pack.h"
#include "data/lexicon.h"
#include "data/rule.h"

#include <string.h>

#define CURLY "\xE2\x80\x99"

static const void *array_of(const char *data, size_t size, PackSpan s, size_t item) {
  if (s.offset % 8 || s.offset > size || s.count > (size - s.offset) / item) return 0;
  return data + s.offset;
}

static bool power_of_two(uint32_t n) {
  return n && !(n & (n - 1));
}

static bool text_in(const struct Pack *p, uint32_t at, uint32_t length) {
  return at <= p->head->strings.count && length <= p->head->strings.count - at;
}

static const char *views(struct Pack *p, const char *data, size_t size) {
  const PackHead *h = p->head;
  struct {
    const void **to;
    PackSpan span;
    size_t item;
  } arrays[] = {
      {(const void **)&p->strings, h->strings, 1},
      {(const void **)&p->files, h->files, sizeof(PackFile)},
      {(const void **)&p->words, h->words, sizeof(PackWord)},
      {(const void **)&p->slots, h->slots, sizeof(PackSlot)},
      {(const void **)&p->arcs, h->arcs, sizeof(PackArc)},
      {(const void **)&p->nodes, h->nodes, sizeof(PackNode)},
      {(const void **)&p->refs, h->refs, sizeof(PackRef)},
      {(const void **)&p->entries, h->entries, sizeof(PackEntry)},
      {(const void **)&p->fields, h->fields, sizeof(PackField)},
      {(const void **)&p->kinds, h->kinds, sizeof(uint32_t)},
      {(const void **)&p->rules, h->rules, sizeof(PackRule)},
      {(const void **)&p->code, h->code, sizeof(PackCode)},
      {(const void **)&p->gives, h->gives, sizeof(PackGive)},
      {(const void **)&p->starts, h->starts, sizeof(PackBucket)},
      {(const void **)&p->start_kinds, h->start_kinds, sizeof(uint64_t)},
      {(const void **)&p->words_first, h->words_first, sizeof(PackFirst)},
      {(const void **)&p->firsts, h->firsts, sizeof(PackTry)},
  };
  for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
    *arrays[i].to = array_of(data, size, arrays[i].span, arrays[i].item);
    if (!*arrays[i].to) return "language pack: an array lies outside";
  }
  if (h->kinds.count != LEX_KIND_COUNT + 1) return "language pack: made for other kinds of entries";
  if (h->starts.count != RULESET_COUNT * (FIRST_KIND + LEX_KIND_COUNT) ||
      h->start_kinds.count != RULESET_COUNT)
    return "language pack: made for other rule sets";
  if (!power_of_two(h->slots.count) || !power_of_two(h->arcs.count) ||
      !power_of_two(h->words_first.count) || h->nodes.count <= h->words.count)
    return "language pack: table sizes";
  return 0;
}

static const char *check_words(const struct Pack *p) {
  const PackHead *h = p->head;
  uint32_t free_slots = 0, free_arcs = 0;
  for (uint32_t i = 0; i < h->files.count; i++)
    if (!text_in(p, p->files[i].name, p->files[i].length)) return "language pack: file name";
  for (uint32_t i = 0; i < h->words.count; i++)
    if (!text_in(p, p->words[i].text, p->words[i].length)) return "language pack: word";
  for (uint32_t i = 0; i < h->slots.count; i++) {
    if (p->slots[i].word > h->words.count) return "language pack: word table";
    free_slots += p->slots[i].word == 0;
  }
  for (uint32_t i = 0; i < h->arcs.count; i++) {
    const PackArc *a = &p->arcs[i];
    if (a->node >= h->nodes.count || a->next >= h->nodes.count || a->word > h->words.count)
      return "language pack: arc";
    free_arcs += a->next == 0;
  }
  return free_slots && free_arcs ? 0 : "language pack: full table"; /* a probe must end */
}

static const char *check_entries(const struct Pack *p) {
  const PackHead *h = p->head;
  for (uint32_t i = 0; i < h->nodes.count; i++)
    if (p->nodes[i].first > h->refs.count || p->nodes[i].count > h->refs.count - p->nodes[i].first)
      return "language pack: node";
  for (uint32_t i = 0; i < h->entries.count; i++) {
    const PackEntry *e = &p->entries[i];
    if (e->kind >= LEX_KIND_COUNT || !text_in(p, e->phrase, e->length) ||
        e->field > h->fields.count || e->fields > h->fields.count - e->field)
      return "language pack: entry";
  }
  for (uint32_t i = 0; i < h->fields.count; i++)
    if (!text_in(p, p->fields[i].text, p->fields[i].length)) return "language pack: column";
  for (uint32_t i = 0; i <= LEX_KIND_COUNT; i++)
    if (p->kinds[i] > h->entries.count || (i && p->kinds[i] < p->kinds[i - 1]))
      return "language pack: kinds";
  /* An entry is looked for among those of its kind alone. */
  for (uint32_t i = 0; i < h->entries.count; i++)
    if (i < p->kinds[p->entries[i].kind] || i >= p->kinds[p->entries[i].kind + 1])
      return "language pack: kinds";
  for (uint32_t i = 0; i < h->refs.count; i++)
    if (p->refs[i].entry >= h->entries.count ||
        p->refs[i].kind != p->entries[p->refs[i].entry].kind)
      return "language pack: reference";
  return 0;
}

static bool code_fits(const struct Pack *p, const PackCode *c, uint32_t codes) {
  if (c->op >= OP_COUNT || c->role > RULE_ROLES) return false;
  switch (c->op) {
  case OP_WORD: return c->a && c->a <= p->head->words.count;
  case OP_HIT: return c->a < LEX_KIND_COUNT && text_in(p, c->b, c->c);
  case OP_SPLIT: return c->a < codes && c->b < codes;
  case OP_JUMP:
  case OP_LOOK: return c->a < codes;
  case OP_OPEN:
  case OP_CLOSE: return c->role > 0;
  default: return true;
  }
}

/* Programs stay inside themselves; that they end is the machine's business (RULE_STEPS). */
static const char *check_rules(const struct Pack *p) {
  const PackHead *h = p->head;
  for (uint32_t i = 0; i < h->rules.count; i++) {
    const PackRule *r = &p->rules[i];
    if (r->code > h->code.count || r->codes > h->code.count - r->code || !r->codes ||
        r->give > h->gives.count || r->gives > h->gives.count - r->give)
      return "language pack: rule";
    for (uint32_t c = 0; c < r->codes; c++)
      if (!code_fits(p, &p->code[r->code + c], r->codes)) return "language pack: instruction";
    if (p->code[r->code + r->codes - 1].op != OP_MATCH) return "language pack: rule without end";
  }
  for (uint32_t i = 0; i < h->gives.count; i++) {
    const PackGive *g = &p->gives[i];
    if (!text_in(p, g->key, g->key_length) || !text_in(p, g->text, g->length) ||
        g->role > RULE_ROLES)
      return "language pack: what a rule gives";
  }
  return 0;
}

static bool bucket_fits(const struct Pack *p, uint32_t first, uint32_t count) {
  return first <= p->head->firsts.count && count <= p->head->firsts.count - first;
}

static const char *check_starts(const struct Pack *p) {
  uint32_t free_slots = 0;
  for (uint32_t i = 0; i < p->head->starts.count; i++)
    if (!bucket_fits(p, p->starts[i].first, p->starts[i].count)) return "language pack: rule index";
  for (uint32_t i = 0; i < p->head->words_first.count; i++) {
    const PackFirst *f = &p->words_first[i];
    if (!bucket_fits(p, f->first, f->count)) return "language pack: rule index";
    free_slots += f->count == 0;
  }
  for (uint32_t i = 0; i < p->head->firsts.count; i++)
    if (p->firsts[i].rule >= p->head->rules.count) return "language pack: rule index";
  return free_slots ? 0 : "language pack: full table";
}

const char *pack_open(struct Pack *p, const void *data, size_t size) {
  memset(p, 0, sizeof *p);
  if (size < sizeof(PackHead) || (uintptr_t)data % 8)
    return "language pack: too short or not aligned";
  p->head = data;
  if (p->head->magic != PACK_MAGIC) return "language pack: not one, or of another byte order";
  if (p->head->version != PACK_VERSION) return "language pack: of another version";
  if (p->head->size != size) return "language pack: cut off";
  const char *body = (const char *)data + sizeof(PackHead);
  if (str_checksum(body, size - sizeof(PackHead)) != p->head->checksum)
    return "language pack: damaged";
  const char *wrong = views(p, data, size);
  if (!wrong) wrong = check_words(p);
  if (!wrong) wrong = check_entries(p);
  if (!wrong) wrong = check_rules(p);
  if (!wrong) wrong = check_starts(p);
  return wrong;
}

uint32_t pack_hash(Str s) {
  uint32_t h = STR_HASH_SEED;
  for (int32_t i = 0; i < s.n;) {
    bool curly = s.n - i >= 3 && memcmp(s.s + i, CURLY, 3) == 0;
    h = str_hash_more(h, curly ? "'" : s.s + i, 1);
    i += curly ? 3 : 1;
  }
  return h;
}

static bool same_word(Str word, Str fold) {
  if (str_eq(word, fold)) return true;
  int32_t i = 0, j = 0;
  while (i < word.n && j < fold.n) {
    if (word.s[i] == fold.s[j])
      i++, j++;
    else if (word.s[i] == '\'' && fold.n - j >= 3 && memcmp(fold.s + j, CURLY, 3) == 0)
      i++, j += 3;
    else
      return false;
  }
  return i == word.n && j == fold.n;
}

uint32_t pack_word(const struct Pack *p, uint32_t hash, Str fold) {
  uint32_t mask = p->head->slots.count - 1;
  for (uint32_t i = hash & mask; p->slots[i].word; i = (i + 1) & mask) {
    if (p->slots[i].hash != hash) continue;
    const PackWord *w = &p->words[p->slots[i].word - 1];
    if (same_word(pack_str(p, w->text, w->length), fold)) return p->slots[i].word;
  }
  return 0;
}

uint32_t pack_next(const struct Pack *p, uint32_t node, uint32_t word) {
  if (!node) return word;
  if (!(p->nodes[node].arcs & pack_arc_bit(word))) return 0;
  uint32_t mask = p->head->arcs.count - 1;
  for (uint32_t i = pack_arc_hash(node, word) & mask; p->arcs[i].next; i = (i + 1) & mask)
    if (p->arcs[i].node == node && p->arcs[i].word == word) return p->arcs[i].next;
  return 0;
}
