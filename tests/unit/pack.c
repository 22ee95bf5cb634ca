/* pack.c - a language pack with one number changed, and a checksum that fits, is refused for the right reason. */
#include "../tap.h"
#include "data/lexicon.h"
#include "data/pack.h"

#include <string.h>

#define NO UINT32_MAX

static union {
  PackHead head;
  char bytes[1 << 20];
  uint64_t aligned;
} blob;
static PackHead *const head = &blob.head;

/* The writable i-th record of an array. */
#define AT(array, T, i) ((T *)(void *)(blob.bytes + head->array.offset) + (i))

static void finds(const char *expected, const char *damage) {
  struct Pack pack;
  head->checksum = str_checksum(blob.bytes + sizeof *head, head->size - sizeof *head);
  const char *wrong = pack_open(&pack, &blob, head->size);
  bool right =
      expected ? wrong && strcmp(wrong + strlen("language pack: "), expected) == 0 : !wrong;
  tap_ok(right, "%s: %s", damage, wrong ? wrong : "opens");
}

/* Put back afterwards. */
#define BREAKS(expected, field, damage)                                                            \
  do {                                                                                             \
    __typeof__(field) *at = &(field), kept = *at;                                                  \
    *at = damage;                                                                                  \
    finds(expected, #field " = " #damage);                                                         \
    *at = kept;                                                                                    \
  } while (0)

static void spoil_head(void) {
  BREAKS("not one, or of another byte order", head->magic, 1);
  BREAKS("of another version", head->version, 0);
  PackSpan *span = &head->strings;
  for (int i = 0; i < 17; i++) {
    BREAKS("an array lies outside", span[i].offset, head->size + 8);
    BREAKS("an array lies outside", span[i].offset, span[i].offset + 4);
    BREAKS("an array lies outside", span[i].count, NO);
  }
  BREAKS("made for other kinds of entries", head->kinds.count, head->kinds.count - 1);
  BREAKS("made for other rule sets", head->starts.count, head->starts.count - 1);
  BREAKS("made for other rule sets", head->start_kinds.count, head->start_kinds.count - 1);
  BREAKS("table sizes", head->slots.count, head->slots.count - 1);
  BREAKS("table sizes", head->arcs.count, 0);
  BREAKS("table sizes", head->words_first.count, head->words_first.count - 1);
  BREAKS("table sizes", head->nodes.count, head->words.count);
}

static void spoil_words(void) {
  PackWord *w = AT(words, PackWord, 1);
  BREAKS("file name", AT(files, PackFile, 0)->name, NO);
  BREAKS("file name", AT(files, PackFile, 0)->length, NO);
  BREAKS("word", w->text, head->strings.count + 1);
  BREAKS("word", w->length, head->strings.count);
  BREAKS("word table", AT(slots, PackSlot, 0)->word, head->words.count + 1);
  PackArc *a = AT(arcs, PackArc, 0);
  BREAKS("arc", a->node, head->nodes.count);
  BREAKS("arc", a->next, head->nodes.count);
  BREAKS("arc", a->word, head->words.count + 1);
}

static void spoil_entries(void) {
  PackEntry *e = AT(entries, PackEntry, 0);
  BREAKS("node", AT(nodes, PackNode, 1)->first, head->refs.count + 1);
  BREAKS("node", AT(nodes, PackNode, 1)->count, head->refs.count + 1);
  BREAKS("reference", AT(refs, PackRef, 0)->entry, head->entries.count);
  BREAKS("reference", AT(refs, PackRef, 0)->kind, AT(refs, PackRef, 0)->kind ^ 1);
  BREAKS("entry", e->kind, LEX_KIND_COUNT);
  BREAKS("kinds", e->kind, e->kind + 1);
  BREAKS("entry", e->phrase, NO);
  BREAKS("entry", e->length, NO);
  BREAKS("entry", e->field, head->fields.count + 1);
  BREAKS("entry", e->fields, head->fields.count + 1);
  BREAKS("column", AT(fields, PackField, 0)->text, NO);
  BREAKS("column", AT(fields, PackField, 0)->length, NO);
  BREAKS("kinds", *AT(kinds, uint32_t, 0), head->entries.count + 1);
  BREAKS("kinds", *AT(kinds, uint32_t, LEX_KIND_COUNT - 1), NO);
  BREAKS("kinds", *AT(kinds, uint32_t, LEX_KIND_COUNT), 0);
}

/* The first instruction that does this. */
static PackCode *code(RuleOp op) {
  PackCode *c = AT(code, PackCode, 0);
  for (uint32_t i = 0; i < head->code.count; i++)
    if (c[i].op == op) return &c[i];
  return c;
}

static void spoil_rules(void) {
  PackRule *r = AT(rules, PackRule, 0);
  BREAKS("rule", r->code, head->code.count + 1);
  BREAKS("rule", r->codes, head->code.count + 1);
  BREAKS("rule", r->codes, 0);
  BREAKS("rule", r->give, head->gives.count + 1);
  BREAKS("rule", r->gives, head->gives.count + 1);
  BREAKS("rule without end", r->codes, r->codes - 1);
  BREAKS("instruction", code(OP_WORD)->op, OP_COUNT);
  BREAKS("instruction", code(OP_WORD)->role, 255);
  BREAKS("instruction", code(OP_WORD)->a, 0);
  BREAKS("instruction", code(OP_WORD)->a, head->words.count + 1);
  BREAKS("instruction", code(OP_HIT)->a, LEX_KIND_COUNT);
  BREAKS("instruction", code(OP_HIT)->c, NO);
  BREAKS("instruction", code(OP_SPLIT)->a, NO);
  BREAKS("instruction", code(OP_SPLIT)->b, NO);
  BREAKS("instruction", code(OP_JUMP)->a, NO);
  BREAKS("instruction", code(OP_LOOK)->a, NO);
  BREAKS("instruction", code(OP_OPEN)->role, 0);
  BREAKS("instruction", code(OP_CLOSE)->role, 0);
  PackGive *g = AT(gives, PackGive, 0);
  BREAKS("what a rule gives", g->key, NO);
  BREAKS("what a rule gives", g->key_length, NO);
  BREAKS("what a rule gives", g->text, NO);
  BREAKS("what a rule gives", g->length, NO);
  BREAKS("what a rule gives", g->role, 255);
  BREAKS("rule index", AT(starts, PackBucket, 0)->first, head->firsts.count + 1);
  BREAKS("rule index", AT(starts, PackBucket, 0)->count, head->firsts.count + 1);
  BREAKS("rule index", AT(words_first, PackFirst, 0)->first, head->firsts.count + 1);
  BREAKS("rule index", AT(words_first, PackFirst, 0)->count, head->firsts.count + 1);
  BREAKS("rule index", AT(firsts, PackTry, 0)->rule, head->rules.count);
}

/* A table without a free place: looking up a word that is not there would not end. */
static void fill_tables(void) {
  static char kept[sizeof blob];
  memcpy(kept, blob.bytes, sizeof kept);
  for (uint32_t i = 0; i < head->slots.count; i++) AT(slots, PackSlot, i)->word = 1;
  finds("full table", "no free word");
  memcpy(blob.bytes, kept, sizeof kept);
  for (uint32_t i = 0; i < head->arcs.count; i++) AT(arcs, PackArc, i)->next = 1;
  finds("full table", "no free arc");
  memcpy(blob.bytes, kept, sizeof kept);
  for (uint32_t i = 0; i < head->words_first.count; i++) AT(words_first, PackFirst, i)->count = 1;
  finds("full table", "no free first word");
  memcpy(blob.bytes, kept, sizeof kept);
}

int main(void) {
  FILE *f = fopen(BUILD "/test.pack", "rb");
  size_t size = f ? fread(blob.bytes, 1, sizeof blob, f) : 0;
  if (f) fclose(f);
  tap_plan(118);
  if (size < sizeof *head || size != head->size) return 1;
  finds(0, "nothing changed");
  spoil_head();
  spoil_words();
  spoil_entries();
  spoil_rules();
  fill_tables();
  struct Pack pack;
  tap_ok(pack_open(&pack, &blob, sizeof *head - 1) != 0, "shorter than its head");
  tap_ok(pack_open(&pack, blob.bytes + 4, size) != 0, "not aligned");
  finds(0, "nothing changed");
  return tap_done();
}
