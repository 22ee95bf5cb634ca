/* pack.c - the build-time packer: ext/lang/en *.tsv and *.rules into one checked blob.
**
**   pack OUT.pack OUT.examples IRREGULAR.tsv FILE...
**
** Any mistake in a data file ends the build with file:line and what is wrong. The examples of all
** files are written beside the pack, for tests/unit/examples.c to run.
*/
#include "tool/pack_rule.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

#define MOST_COLUMNS 12

void vec_room(void **at, uint32_t n, uint32_t *cap, size_t size) {
  if (n < *cap) return;
  *cap = *cap ? *cap * 2 : 64;
  *at = realloc(*at, *cap * size);
  if (!*at) {
    fputs("pack: no memory\n", stderr);
    exit(1);
  }
}

void fail(const Builder *b, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "%s:%u: ", b->file, b->line);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  exit(1);
}

uint32_t keep_string(Builder *b, Str s) {
  uint32_t at = b->strings.n;
  for (int32_t i = 0; i < s.n; i++) push(&b->strings, s.s[i]);
  return at;
}

void keep_example(Builder *b, char sign, const char *what, Str rest) {
  const char *base = strrchr(b->file, '/');
  fprintf(b->examples, "%s:%u\t%c\t%s\t%.*s\n", base ? base + 1 : b->file, b->line, sign, what,
          (int)rest.n, rest.s);
}

/* ---- words and the phrase trie ---- */

static void rehash_words(Builder *b) {
  free(b->slots);
  b->n_slots = b->n_slots ? b->n_slots * 2 : 1024;
  b->slots = calloc(b->n_slots, sizeof *b->slots);
  for (uint32_t i = 0; i < b->words.n; i++) {
    uint32_t at = b->words.at[i].hash & (b->n_slots - 1);
    while (b->slots[at]) at = (at + 1) & (b->n_slots - 1);
    b->slots[at] = i + 1;
  }
}

uint32_t word_id(Builder *b, Str fold) {
  if (b->words.n * 2 >= b->n_slots) rehash_words(b);
  uint32_t hash = pack_hash(fold), at = hash & (b->n_slots - 1);
  for (; b->slots[at]; at = (at + 1) & (b->n_slots - 1)) {
    const PackWord *w = &b->words.at[b->slots[at] - 1];
    if (w->hash == hash && str_eq((Str){b->strings.at + w->text, (int32_t)w->length}, fold))
      return b->slots[at];
  }
  PackWord w = {.hash = hash, .text = keep_string(b, fold), .length = (uint32_t)fold.n};
  push(&b->words, w);
  return b->slots[at] = b->words.n;
}

static void rehash_arcs(Builder *b) {
  free(b->arc_slots);
  b->n_arc_slots = b->n_arc_slots ? b->n_arc_slots * 2 : 1024;
  b->arc_slots = calloc(b->n_arc_slots, sizeof *b->arc_slots);
  for (uint32_t i = 0; i < b->arcs.n; i++) {
    uint32_t at = pack_arc_hash(b->arcs.at[i].node, b->arcs.at[i].word) & (b->n_arc_slots - 1);
    while (b->arc_slots[at]) at = (at + 1) & (b->n_arc_slots - 1);
    b->arc_slots[at] = i + 1;
  }
}

static uint32_t next_node(Builder *b, uint32_t node, uint32_t word) {
  if (!node) return word;
  if (b->arcs.n * 2 >= b->n_arc_slots) rehash_arcs(b);
  uint32_t at = pack_arc_hash(node, word) & (b->n_arc_slots - 1);
  for (; b->arc_slots[at]; at = (at + 1) & (b->n_arc_slots - 1)) {
    const PackArc *a = &b->arcs.at[b->arc_slots[at] - 1];
    if (a->node == node && a->word == word) return a->next;
  }
  PackArc arc = {node, word, NODE_DEEP + b->arcs.n};
  push(&b->arcs, arc);
  b->arc_slots[at] = b->arcs.n;
  return arc.next;
}

/* Does the piece begin with a prefix that keeps its hyphen ("co-author")? segment.tsv, which tells, is read first. */
static bool has_prefix(const Builder *b, Str piece) {
  int32_t n = 0;
  while (n < piece.n && piece.s[n] != '-') n++;
  if (n == 0 || n + 1 >= piece.n) return false;
  Str prefix = {piece.s, n};
  for (uint32_t i = 0; i < b->entries.n; i++) {
    const PackEntry *e = &b->entries.at[i];
    if (e->kind != LEX_SPLIT ||
        !str_eq((Str){b->strings.at + e->phrase, (int32_t)e->length}, prefix))
      continue;
    const PackField *at = &b->fields.at[e->field + SPLIT_AT];
    if (str_eq((Str){b->strings.at + at->text, (int32_t)at->length}, STR("prefix"))) return true;
  }
  return false;
}

/* A clitic that stands apart ("'s", "'80s") is one word, and what a prefix begins: the language that would say so is
** not packed yet. */
static bool keep_piece(Builder *b, Str piece, Words *out) {
  if (!(piece.n > 1 && piece.s[0] == '\'') && !has_prefix(b, piece)) return false;
  if (out->n == PACK_LONGEST) fail(b, "a phrase has at most %d words", PACK_LONGEST);
  char *to = out->n ? (char *)out->word[out->n - 1].s + out->word[out->n - 1].n : out->text;
  if (to - out->text + piece.n > 480) fail(b, "a phrase has at most 480 bytes");
  for (int32_t i = 0; i < piece.n; i++) to[i] = (char)tolower((unsigned char)piece.s[i]);
  out->word[out->n++] = (Str){to, piece.n};
  return true;
}

/* One blank-parted piece, cut by the reading code itself; its own full stop stays ("gov."). */
static void cut_piece(Builder *b, Str piece, Words *out) {
  if (keep_piece(b, piece, out)) return;
  Doc doc;
  doc_open(&doc, mem_libc, 0, piece);
  read_text(&doc, &b->reader);
  read_segment(&doc, &b->reader);
  bool stop = piece.n > 1 && piece.s[piece.n - 1] == '.' && doc.tokens.n > 1;
  int32_t n = stop ? doc.tokens.n - 1 : doc.tokens.n;
  char *to = out->n ? (char *)out->word[out->n - 1].s + out->word[out->n - 1].n : out->text;
  for (int32_t t = 0; t < n; t++) {
    if (out->n == PACK_LONGEST) fail(b, "a phrase has at most %d words", PACK_LONGEST);
    int32_t from = doc.tokens.at[t].start, end = doc.tokens.at[t].end;
    if (stop && t == n - 1) end = piece.n;
    Str word = {to, 0};
    for (int32_t i = from; i < end; i++) {
      if (to - out->text > 480) fail(b, "a phrase has at most 480 bytes");
      bool curly = end - i >= 3 && memcmp(doc.fold.s + i, "\xE2\x80\x99", 3) == 0;
      *to++ = curly ? '\'' : doc.fold.s[i];
      if (curly) i += 2;
    }
    word.n = (int32_t)(to - word.s);
    out->word[out->n++] = word;
  }
  doc_close(&doc);
}

void cut_phrase(Builder *b, Str phrase, Words *out) {
  out->n = 0;
  for (int32_t from = 0; from < phrase.n;) {
    int32_t to = from;
    while (to < phrase.n && phrase.s[to] != ' ') to++;
    if (to > from) cut_piece(b, str_sub(phrase, from, to), out);
    from = to + 1;
  }
  if (!out->n) fail(b, "an empty phrase");
}

static void add_end(Builder *b, uint32_t node, uint32_t entry) {
  for (uint32_t i = b->n_ends; i > 0 && b->ends[i - 1].entry == entry; i--)
    if (b->ends[i - 1].node == node) return; /* two forms of one entry are alike (cut, cut) */
  vec_room((void **)&b->ends, b->n_ends, &b->cap_ends, sizeof *b->ends);
  b->ends[b->n_ends++] = (struct Ends){node, entry};
}

static void add_form(Builder *b, Str form, void *ctx) {
  Words words;
  uint32_t node = 0;
  cut_phrase(b, form, &words);
  for (int i = 0; i < words.n; i++) node = next_node(b, node, word_id(b, words.word[i]));
  add_end(b, node, *(uint32_t *)ctx);
}

/* ---- .tsv files ---- */

typedef struct Kind {
  int id; /* LexKind, -1 before the first @line */
  int columns;
  const char *name;
} Kind;

static const struct {
  const char *name;
} kind_names[] = {
#define KIND(id, name) {name},
#define COLUMN(kind, id, index, name)
#include "data/kinds.def"
#undef KIND
#undef COLUMN
};

/* Kinds whose entries are never hits. */
static const uint64_t listed = 0
#define KIND(id, name)
#define COLUMN(kind, id, index, name)
#define LISTED(kind) | UINT64_C(1) << LEX_##kind
#include "data/kinds.def"
#undef KIND
#undef COLUMN
    ;

static const struct {
  int kind, index;
  const char *name;
} columns[] = {
#define KIND(id, name)
#define COLUMN(kind, id, index, name) {LEX_##kind, index, name},
#include "data/kinds.def"
#undef KIND
#undef COLUMN
};

static int split(Str line, Str *parts, int most) {
  int n = 0;
  for (int32_t from = 0; from <= line.n && n < most; n++) {
    int32_t to = from;
    while (to < line.n && line.s[to] != '\t') to++;
    parts[n] = str_sub(line, from, to);
    from = to + 1;
  }
  return n;
}

static bool is_word(Str s, const char *word) {
  return str_eq(s, (Str){word, (int32_t)strlen(word)});
}

int kind_of(Str name) {
  for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
    if (is_word(name, kind_names[i].name)) return (int)i;
  return -1;
}

int column_of(int kind, Str name) {
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
    if (columns[i].kind == kind && is_word(name, columns[i].name)) return columns[i].index;
  return -1;
}

bool value_used(const Builder *b, int kind, int column, Str value) {
  for (uint32_t i = 0; i < b->entries.n; i++) {
    const PackEntry *e = &b->entries.at[i];
    if (e->kind != (uint32_t)kind || (uint32_t)column >= e->fields) continue;
    const PackField *f = &b->fields.at[e->field + (uint32_t)column];
    if (str_eq((Str){b->strings.at + f->text, (int32_t)f->length}, value)) return true;
  }
  return false;
}

/* "@cue<tab>class<tab>frame": must be what kinds.def says. */
static void read_kind(Builder *b, Str line, Kind *kind) {
  Str parts[MOST_COLUMNS + 1];
  int n = split(str_sub(line, 1, line.n), parts, MOST_COLUMNS + 1);
  kind->id = kind_of(parts[0]);
  if (kind->id < 0)
    fail(b, "@%.*s: no such kind in ext/data/kinds.def", (int)parts[0].n, parts[0].s);
  kind->name = kind_names[kind->id].name;
  kind->columns = 0;
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    if (columns[i].kind != kind->id) continue;
    kind->columns++;
    int at = columns[i].index + 1;
    if (at >= n || !is_word(parts[at], columns[i].name))
      fail(b, "column %d of @%s must be '%s' (ext/data/kinds.def)", at, kind->name,
           columns[i].name);
  }
  if (n - 1 != kind->columns)
    fail(b, "@%s has %d columns, not %d", kind->name, kind->columns, n - 1);
}

static bool has_capital(Str s) {
  for (int32_t i = 0; i < s.n; i++)
    if (s.s[i] >= 'A' && s.s[i] <= 'Z') return true;
  return false;
}

static void add_field(Builder *b, Str s) {
  bool empty = s.n == 0 || is_word(s, "-");
  char buffer[64] = "";
  if (s.n < (int32_t)sizeof buffer) memcpy(buffer, s.s, (size_t)s.n), buffer[s.n] = 0;
  char *end;
  double number = strtod(buffer, &end);
  if (end == buffer || *end) number = NAN;
  PackField f = {
      .text = empty ? 0 : keep_string(b, s), .length = empty ? 0 : (uint32_t)s.n, .number = number};
  push(&b->fields, f);
}

static void read_entry(Builder *b, Str line, const Kind *kind) {
  Str parts[MOST_COLUMNS + 1];
  int n = split(line, parts, MOST_COLUMNS + 1);
  if (kind->id < 0) fail(b, "an entry before the first @kind line");
  if (n != kind->columns + 1)
    fail(b, "@%s has %d columns, this line %d", kind->name, kind->columns, n - 1);
  Str phrase = parts[0];
  char how = 0;
  if (phrase.n > 2 && phrase.s[phrase.n - 2] == '/' && strchr("vn", phrase.s[phrase.n - 1])) {
    how = phrase.s[phrase.n - 1];
    phrase.n -= 2;
  }
  uint32_t entry = b->entries.n;
  PackEntry e = {.kind = (uint32_t)kind->id,
                 .why = b->files.n << 20 | b->line,
                 .phrase = keep_string(b, phrase),
                 .length = (uint32_t)phrase.n,
                 .field = b->fields.n,
                 .fields = (uint32_t)kind->columns};
  push(&b->entries, e);
  for (int i = 1; i < n; i++) add_field(b, parts[i]);
  if (listed & lex_bit((LexKind)kind->id)) return;
  if (how)
    inflect(b, phrase, how, add_form, &entry);
  else
    add_form(b, phrase, &entry);
}

static void read_tsv(Builder *b, FILE *f) {
  char buffer[4096];
  Kind kind = {.id = -1};
  for (b->line = 1; fgets(buffer, sizeof buffer, f); b->line++) {
    Str line = {buffer, (int32_t)strcspn(buffer, "\r\n")};
    if (line.n == (int32_t)sizeof buffer - 1) fail(b, "a line is too long");
    if (line.n == 0 || (buffer[0] == '#' && buffer[1] != '\t')) continue;
    bool example = (buffer[0] == '+' || buffer[0] == '-') && buffer[1] == '\t' && kind.name &&
                   line.n > 6 && memchr(buffer + 2, ' ', (size_t)line.n - 2);
    if (buffer[0] == '@' && isalpha((unsigned char)buffer[1]))
      read_kind(b, line, &kind);
    else if (example)
      keep_example(b, buffer[0], kind.name, str_sub(line, 2, line.n));
    else
      read_entry(b, line, &kind);
  }
}

/* ---- writing ---- */

static int by_kind(const void *x, const void *y) {
  const PackEntry *a = x, *b = y;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return a->why < b->why ? -1 : a->why > b->why;
}

static int by_node(const void *x, const void *y) {
  const struct Ends *a = x, *b = y;
  if (a->node != b->node) return a->node < b->node ? -1 : 1;
  return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* Entries of a kind stand together; `ends` follow them to their new places by `why`, which is
 * unique. */
static void sort_entries(Builder *b, uint32_t *kinds) {
  uint32_t *whys = malloc((b->entries.n + 1) * sizeof *whys),
           *moved = malloc((b->entries.n + 1) * sizeof *moved);
  for (uint32_t i = 0; i < b->entries.n; i++)
    whys[i] = b->entries.at[i].field; /* unique per entry with columns */
  for (uint32_t i = 0; i < b->entries.n; i++) b->entries.at[i].field = i;
  if (b->entries.n) qsort(b->entries.at, b->entries.n, sizeof *b->entries.at, by_kind);
  for (uint32_t i = 0; i < b->entries.n; i++) {
    uint32_t old = b->entries.at[i].field;
    moved[old] = i;
    b->entries.at[i].field = whys[old];
  }
  for (uint32_t i = 0; i < b->n_ends; i++) b->ends[i].entry = moved[b->ends[i].entry];
  uint32_t at = 0;
  for (uint32_t k = 0; k <= LEX_KIND_COUNT; k++) {
    while (at < b->entries.n && b->entries.at[at].kind < k) at++;
    kinds[k] = at;
  }
  free(whys);
  free(moved);
}

typedef VEC(char) Bytes;

static PackSpan put(Bytes *out, const void *data, uint32_t count, size_t size) {
  while (out->n % 8) push(out, 0);
  PackSpan span = {out->n, count};
  for (size_t i = 0; i < count * size; i++) push(out, ((const char *)data)[i]);
  return span;
}

/* The last numbers of nodes: first the words', then the deeper ones. */
static uint32_t node_number(const Builder *b, uint32_t node) {
  return node < NODE_DEEP ? node : b->words.n + 1 + (node - NODE_DEEP);
}

static PackArc *number_arcs(const Builder *b, PackNode *nodes) {
  PackArc *arcs = calloc(b->n_arc_slots, sizeof *arcs);
  for (uint32_t i = 0; i < b->arcs.n; i++) {
    PackArc a = b->arcs.at[i];
    a.node = node_number(b, a.node);
    a.next = node_number(b, a.next);
    uint32_t at = pack_arc_hash(a.node, a.word) & (b->n_arc_slots - 1);
    while (arcs[at].next) at = (at + 1) & (b->n_arc_slots - 1);
    arcs[at] = a;
    nodes[a.node].arcs |= pack_arc_bit(a.word);
  }
  return arcs;
}

static PackSlot *number_slots(const Builder *b) {
  PackSlot *slots = calloc(b->n_slots, sizeof *slots);
  for (uint32_t i = 0; i < b->n_slots; i++)
    if (b->slots[i]) slots[i] = (PackSlot){b->words.at[b->slots[i] - 1].hash, b->slots[i]};
  return slots;
}

/* Which words start rules, and which they ask for at all. */
static void mark_rules(const Builder *b, PackNode *nodes) {
  for (uint32_t i = 0; i < b->code.n; i++)
    if (b->code.at[i].op == OP_WORD) nodes[b->code.at[i].a].rules |= PACK_ASKED;
  for (uint32_t i = 0; i < b->rule_starts.n; i++) {
    const struct Start *s = &b->rule_starts.at[i];
    if (s->bucket == NO_BUCKET) nodes[s->id].rules |= UINT32_C(1) << s->set;
  }
}

/* The entries that end at each node: n_ends of them. */
static PackRef *number_ends(Builder *b, PackNode *nodes) {
  PackRef *refs = calloc(b->n_ends + 1, sizeof *refs);
  if (b->n_ends) qsort(b->ends, b->n_ends, sizeof *b->ends, by_node);
  for (uint32_t i = 0; i < b->n_ends; i++) {
    PackNode *node = &nodes[node_number(b, b->ends[i].node)];
    const PackEntry *e = &b->entries.at[b->ends[i].entry];
    Str phrase = {b->strings.at + e->phrase, (int32_t)e->length};
    if (!node->count) node->first = i;
    node->count++;
    refs[i] = (PackRef){b->ends[i].entry, (uint16_t)e->kind, has_capital(phrase)};
  }
  return refs;
}

static void write_pack(Builder *b, const char *path) {
  uint32_t kinds[LEX_KIND_COUNT + 1], n_nodes = b->words.n + 1 + b->arcs.n;
  PackHead head = {.magic = PACK_MAGIC, .version = PACK_VERSION};
  Bytes out = {0};
  sort_entries(b, kinds);
  PackNode *nodes = calloc(n_nodes, sizeof *nodes);
  PackArc *arcs = number_arcs(b, nodes);
  PackSlot *slots = number_slots(b);
  PackRef *refs = number_ends(b, nodes);
  mark_rules(b, nodes);
  for (size_t i = 0; i < sizeof head; i++) push(&out, 0);
  head.strings = put(&out, b->strings.at, b->strings.n, 1);
  head.files = put(&out, b->files.at, b->files.n, sizeof *b->files.at);
  head.words = put(&out, b->words.at, b->words.n, sizeof *b->words.at);
  head.slots = put(&out, slots, b->n_slots, sizeof *slots);
  head.arcs = put(&out, arcs, b->n_arc_slots, sizeof *arcs);
  head.nodes = put(&out, nodes, n_nodes, sizeof *nodes);
  head.refs = put(&out, refs, b->n_ends, sizeof *refs);
  head.entries = put(&out, b->entries.at, b->entries.n, sizeof *b->entries.at);
  head.fields = put(&out, b->fields.at, b->fields.n, sizeof *b->fields.at);
  head.kinds = put(&out, kinds, LEX_KIND_COUNT + 1, sizeof *kinds);
  head.rules = put(&out, b->rules.at, b->rules.n, sizeof *b->rules.at);
  head.code = put(&out, b->code.at, b->code.n, sizeof *b->code.at);
  head.gives = put(&out, b->gives.at, b->gives.n, sizeof *b->gives.at);
  head.starts = put(&out, b->starts, b->n_starts, sizeof *b->starts);
  head.start_kinds = put(&out, b->start_kinds, RULESET_COUNT, sizeof *b->start_kinds);
  head.words_first = put(&out, b->words_first, b->n_words_first, sizeof *b->words_first);
  head.firsts = put(&out, b->firsts.at, b->firsts.n, sizeof *b->firsts.at);
  head.size = out.n;
  head.checksum = str_checksum(out.at + sizeof head, out.n - sizeof head);
  memcpy(out.at, &head, sizeof head);
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(out.at, 1, out.n, f) != out.n || fclose(f)) {
    perror(path);
    exit(1);
  }
  struct Pack check;
  const char *wrong = pack_open(&check, out.at, out.n);
  if (wrong) {
    fprintf(stderr, "pack: the result does not open: %s\n", wrong);
    exit(1);
  }
}

static void read_file(Builder *b, const char *path) {
  FILE *f = fopen(path, "r");
  if (!f) {
    perror(path);
    exit(1);
  }
  const char *base = strrchr(path, '/');
  base = base ? base + 1 : path;
  Str name = {base, (int32_t)strlen(base)};
  b->file = path;
  PackFile file = {keep_string(b, name), (uint32_t)name.n};
  push(&b->files, file);
  if (str_ends(name, STR(".rules")))
    read_rules(b, f);
  else
    read_tsv(b, f);
  fclose(f);
}

int main(int argc, char **argv) {
  Builder b = {0};
  Lang none = {0};
  if (argc < 4 || !reader_open(&b.reader, &none) || !(b.examples = fopen(argv[2], "w"))) {
    fputs("usage: pack OUT.pack OUT.examples IRREGULAR.tsv FILE...\n", stderr);
    return 1;
  }
  push(&b.strings, 0); /* offset 0 stays free */
  rehash_words(&b);
  rehash_arcs(&b);
  inflect_load(&b, argv[3]);
  for (int i = 4; i < argc; i++) read_file(&b, argv[i]);
  write_index(&b);
  fclose(b.examples);
  write_pack(&b, argv[1]);
  reader_close(&b.reader);
  return 0;
}
