/* pack_rule.c - reads .rules files: patterns into trees, trees into programs for ext/data/rule.c.
*/
#include "tool/pack_rule.h"

#include <ctype.h>
#include <stdlib.h>

#define MOST_PARTS 64 /* pieces with a name in a file */
#define DEEPEST 24    /* groups in groups, pieces in pieces */

typedef struct Part { /* @dom (%1-31 | {ordinal}) */
  Str name, text;
} Part;

typedef struct Reading {
  Builder *b;
  Rule *rule;
  const Part *parts;
  int n_parts;
  int depth;
} Reading;

static const char *const set_names[] = {
#define RULESET(id, name) name,
#include "data/rulesets.def"
#undef RULESET
};

static Str zstr(const char *s) {
  return (Str){s, (int32_t)strlen(s)};
}

static Str copy(Str s) {
  char *p = malloc((size_t)s.n + 1);
  memcpy(p, s.s, (size_t)s.n);
  return (Str){p, s.n};
}

static void skip_blanks(Str *s) {
  while (s->n && (s->s[0] == ' ' || s->s[0] == '\t')) *s = str_sub(*s, 1, s->n);
}

/* ---- tests of one element ---- */

static Node *new_node(Reading *r, NodeKind what) {
  if (r->rule->n_nodes == MOST_NODES) fail(r->b, "the pattern is too long");
  Node *n = &r->rule->nodes[r->rule->n_nodes++];
  *n = (Node){.what = what, .slot = -1};
  return n;
}

static Node *new_test(Reading *r, int op, uint32_t a, uint32_t b) {
  Node *n = new_node(r, NODE_TEST);
  n->code = (PackCode){.op = (uint8_t)op, .a = a, .b = b};
  return n;
}

static int index_of(Str name, const char *const *names, int n) {
  for (int i = 0; i < n; i++)
    if (names[i] && str_eq(name, zstr(names[i]))) return i;
  return -1;
}

/* A word or quoted words: as many tests as the reader cuts tokens. */
static Node *word_node(Reading *r, Str text) {
  Words words;
  Node *seq = new_node(r, NODE_SEQUENCE), **to = &seq->child;
  cut_phrase(r->b, text, &words);
  for (int i = 0; i < words.n; i++) {
    *to = new_test(r, OP_WORD, word_id(r->b, words.word[i]), 0);
    to = &(*to)->next;
  }
  return words.n == 1 ? seq->child : seq;
}

/* {kind}, {kind:value}, {kind.column:value} */
static Node *hit_node(Reading *r, Str text) {
  Builder *b = r->b;
  const char *colon = memchr(text.s, ':', (size_t)text.n);
  Str value = colon ? str_sub(text, (int32_t)(colon - text.s) + 1, text.n) : STR_NONE;
  Str name = colon ? str_sub(text, 0, (int32_t)(colon - text.s)) : text;
  const char *dot = memchr(name.s, '.', (size_t)name.n);
  Str column = dot ? str_sub(name, (int32_t)(dot - name.s) + 1, name.n) : STR_NONE;
  if (dot) name.n = (int32_t)(dot - name.s);
  int kind = kind_of(name), at = dot ? column_of(kind, column) : 0;
  if (kind < 0) fail(b, "{%.*s}: no such kind in ext/data/kinds.def", name.n, name.s);
  if (at < 0) fail(b, "{%.*s}: this kind has no such column", text.n, text.s);
  Node *n = new_test(r, OP_HIT, (uint32_t)kind, 0);
  n->code.column = (uint8_t)at;
  if (!colon) return n;
  if (!value_used(b, kind, at, value)) fail(b, "{%.*s}: no entry has this value", text.n, text.s);
  n->code.b = keep_string(b, value);
  n->code.c = (uint32_t)value.n;
  return n;
}

/* <NN> <VB*>: bits of all tags that fit. */
static Node *tag_node(Reading *r, Str text) {
  Str name = text;
  bool open = name.n > 1 && name.s[name.n - 1] == '*';
  if (open) name.n--;
  uint64_t bits = 0;
  for (int i = 1; i < TAG_COUNT; i++) {
    Str tag = zstr(tag_name(i));
    if (open ? str_starts(tag, name) : str_eq(tag, name)) bits |= (uint64_t)1 << i;
  }
  if (!bits) fail(r->b, "<%.*s>: no such tag", text.n, text.s);
  return new_test(r, OP_TAG, (uint32_t)bits, (uint32_t)(bits >> 32));
}

/* #number #number:ordinal */
static Node *number_node(Reading *r, Str text) {
  static const char *const forms[] = {"digits", "words", "mixed", "ordinal", "fraction", "vague"};
  const char *colon = memchr(text.s, ':', (size_t)text.n);
  Str what = colon ? str_sub(text, 0, (int32_t)(colon - text.s)) : text;
  int form = colon ? index_of(str_sub(text, what.n + 1, text.n), forms, 6) + 1 : 0;
  if (!str_eq(what, STR("number"))) fail(r->b, "#%.*s: only #number is known", text.n, text.s);
  if (colon && !form) fail(r->b, "#%.*s: no such form of a number", text.n, text.s);
  return new_test(r, OP_NUMBER, (uint32_t)form, 0);
}

/* %cap %1-31 %d4 */
static Node *shape_node(Reading *r, Str text) {
  static const struct {
    const char *name;
    uint32_t with, without;
  } shapes[] = {
      {"cap", TOK_CAP, 0},     {"upper", TOK_UPPER, 0}, {"lower", TOK_LETTER, TOK_CAP},
      {"digit", TOK_DIGIT, 0}, {"punct", TOK_PUNCT, 0}, {"any", 0, 0},
  };
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (str_eq(text, zstr(shapes[i].name)))
      return new_test(r, OP_FLAGS, shapes[i].with, shapes[i].without);
  unsigned low, high, used;
  char buffer[32] = "";
  if (text.n < (int32_t)sizeof buffer) memcpy(buffer, text.s, (size_t)text.n);
  int length = (int)strlen(buffer), end = 0;
  if (sscanf(buffer, "d%u%n", &used, &end) == 1 && end == length && used >= 1 && used <= 9)
    return new_test(r, OP_DIGITS, used, 0);
  if (sscanf(buffer, "%u-%u%n", &low, &high, &end) == 2 && end == length && low <= high)
    return new_test(r, OP_RANGE, low, high);
  fail(r->b, "%%%.*s: no such shape", text.n, text.s);
}

/* ---- the pattern ---- */

static Node *read_alternatives(Reading *r, Str *s, bool top);

static Str until(Reading *r, Str *s, char close) {
  const char *end = memchr(s->s + 1, close, (size_t)s->n - 1);
  if (!end) fail(r->b, "%c without %c", s->s[0], close);
  Str inside = str_sub(*s, 1, (int32_t)(end - s->s));
  *s = str_sub(*s, inside.n + 2, s->n);
  return inside;
}

static Node *group(Reading *r, Str *s) {
  *s = str_sub(*s, 1, s->n);
  if (++r->depth > DEEPEST) fail(r->b, "groups are nested too deep");
  Node *n = read_alternatives(r, s, false);
  r->depth--;
  if (!s->n || s->s[0] != ')') fail(r->b, "( without )");
  *s = str_sub(*s, 1, s->n);
  return n;
}

/* @dom: its text is read as a group in its place. */
static Node *part_node(Reading *r, Str name) {
  for (int i = 0; i < r->n_parts; i++) {
    if (!str_eq(r->parts[i].name, name)) continue;
    Str text = r->parts[i].text;
    if (++r->depth > DEEPEST) fail(r->b, "@%.*s holds itself", name.n, name.s);
    Node *n = read_alternatives(r, &text, false);
    r->depth--;
    if (text.n) fail(r->b, "@%.*s: ) without (", name.n, name.s);
    return n;
  }
  fail(r->b, "@%.*s is not defined above", name.n, name.s);
}

static Str bare(Str *s) {
  int32_t n = 0;
  while (n < s->n && !strchr(" \t()|?*+", s->s[n])) n++;
  Str word = str_sub(*s, 0, n);
  *s = str_sub(*s, n, s->n);
  return word;
}

static Node *read_atom(Reading *r, Str *s) {
  char c = s->s[0];
  if ((c == '!' || c == '&') && s->n > 1 && s->s[1] == '(') {
    *s = str_sub(*s, 1, s->n);
    Node *n = new_node(r, NODE_LOOK);
    n->how = c;
    n->child = group(r, s);
    return n;
  }
  if (c == '(') return group(r, s);
  if (c == '{') return hit_node(r, until(r, s, '}'));
  if (c == '<') return tag_node(r, until(r, s, '>'));
  if (c == '"') return word_node(r, until(r, s, '"'));
  Str word = bare(s);
  if (!word.n) fail(r->b, "'%c' must be quoted", c);
  if (c == '#' && word.n > 1) return number_node(r, str_sub(word, 1, word.n));
  if (c == '%' && word.n > 1) return shape_node(r, str_sub(word, 1, word.n));
  if (c == '@' && word.n > 1) return part_node(r, str_sub(word, 1, word.n));
  if (str_eq(word, STR("_"))) return new_test(r, OP_TIGHT, 0, 0);
  if (str_eq(word, STR("^"))) return new_test(r, OP_BEGIN, 0, 0);
  if (str_eq(word, STR("$"))) return new_test(r, OP_END, 0, 0);
  return word_node(r, word);
}

/* "w:" before an element; a quoted or lone colon is a word. */
static Str role_name(Str *s) {
  int32_t n = 0;
  while (n < s->n && (isalnum((unsigned char)s->s[n]) || s->s[n] == '_')) n++;
  if (!n || n + 1 >= s->n || s->s[n] != ':' || s->s[n + 1] == ' ') return STR_NONE;
  Str name = str_sub(*s, 0, n);
  *s = str_sub(*s, n + 1, s->n);
  return name;
}

static Node *read_element(Reading *r, Str *s) {
  Str role = role_name(s);
  Node *n = read_atom(r, s);
  while (s->n && strchr("?*+", s->s[0])) {
    Node *repeat = new_node(r, NODE_REPEAT);
    repeat->how = s->s[0];
    repeat->child = n;
    n = repeat;
    *s = str_sub(*s, 1, s->n);
  }
  if (str_none(role)) return n;
  Node *named = new_node(r, NODE_ROLE);
  named->role = role;
  named->child = n;
  return named;
}

static Node *read_sequence(Reading *r, Str *s, bool top) {
  Node *seq = new_node(r, NODE_SEQUENCE), **to = &seq->child;
  int position = 0;
  for (skip_blanks(s); s->n && !strchr("|)", s->s[0]); skip_blanks(s)) {
    Node *n = read_element(r, s);
    if (top) {
      Node *place = new_node(r, NODE_ROLE);
      place->position = ++position;
      place->child = n;
      n = place;
    }
    *to = n;
    to = &n->next;
  }
  return seq;
}

static Node *read_alternatives(Reading *r, Str *s, bool top) {
  Node *first = read_sequence(r, s, top);
  if (!s->n || s->s[0] != '|') return first;
  if (top) fail(r->b, "alternatives of a whole pattern stand in parentheses");
  Node *alt = new_node(r, NODE_CHOICE), **to = &first->next;
  alt->child = first;
  while (s->n && s->s[0] == '|') {
    *s = str_sub(*s, 1, s->n);
    *to = read_sequence(r, s, false);
    to = &(*to)->next;
  }
  return alt;
}

/* ---- what it gives ---- */

/* Gives the slot to every node with this role; how many there are. */
static int slot_roles(Rule *rule, Str name, int position, int slot) {
  int found = 0;
  for (int i = 0; i < rule->n_nodes; i++) {
    Node *n = &rule->nodes[i];
    if (n->what != NODE_ROLE) continue;
    if (position ? n->position != position : !str_eq(n->role, name)) continue;
    if (n->slot < 0) n->slot = slot;
    found = n->slot + 1;
  }
  return found;
}

/* The lexicon element that a node is, whatever optional or group it is wrapped in; each through
** give(). */
static void each_hit(Node *n, void (*give)(Node *hit, void *ctx), void *ctx) {
  if (n->what == NODE_TEST && n->code.op == OP_HIT) give(n, ctx);
  if (n->what == NODE_ROLE || n->what == NODE_REPEAT) each_hit(n->child, give, ctx);
  if (n->what == NODE_SEQUENCE && n->child && !n->child->next) each_hit(n->child, give, ctx);
  if (n->what == NODE_CHOICE)
    for (Node *c = n->child; c; c = c->next) each_hit(c, give, ctx);
}

typedef struct Column {
  const Builder *b;
  Str name;
  int slot, at; /* at: -1 before the first */
} Column;

static void take_column(Node *hit, void *ctx) {
  Column *c = ctx;
  hit->code.role = (uint8_t)(c->slot + 1);
  if (!c->name.n) return;
  int at = column_of((int)hit->code.a, c->name);
  if (at < 0 || (c->at >= 0 && at != c->at))
    fail(c->b, "$….%.*s: not the same column in all that the role can be", c->name.n, c->name.s);
  c->at = at;
}

/* $w or $w.column or $1 */
static void read_role(Reading *r, Str value, PackGive *give) {
  Rule *rule = r->rule;
  const char *dot = memchr(value.s, '.', (size_t)value.n);
  Str name = str_sub(value, 1, dot ? (int32_t)(dot - value.s) : value.n);
  Column column = {.b = r->b, .at = -1};
  if (dot) column.name = str_sub(value, name.n + 2, value.n);
  int position = name.n && isdigit((unsigned char)name.s[0]) ? atoi(name.s) : 0;
  int slot = slot_roles(rule, name, position, rule->n_slots) - 1;
  if (slot < 0) fail(r->b, "$%.*s: the pattern has no such role", name.n, name.s);
  if (slot == rule->n_slots && ++rule->n_slots > RULE_ROLES)
    fail(r->b, "a rule gives at most %d roles", RULE_ROLES);
  column.slot = slot;
  for (int i = 0; i < rule->n_nodes; i++)
    if (rule->nodes[i].what == NODE_ROLE && rule->nodes[i].slot == slot)
      each_hit(&rule->nodes[i], take_column, &column);
  if (dot && column.at < 0) fail(r->b, "$%.*s is no {kind}, it has no columns", name.n, name.s);
  give->role = (uint32_t)slot + 1;
  give->column = (uint32_t)(column.at + 1);
}

static void read_gives(Reading *r, Str s) {
  for (skip_blanks(&s); s.n; skip_blanks(&s)) {
    int32_t n = 0;
    while (n < s.n && s.s[n] != '=' && s.s[n] != ' ') n++;
    if (n == s.n || s.s[n] != '=') fail(r->b, "after => stand pairs key=value");
    Str key = str_sub(s, 0, n);
    s = str_sub(s, n + 1, s.n);
    Str value;
    if (s.n && s.s[0] == '"') {
      value = until(r, &s, '"');
    } else {
      for (n = 0; n < s.n && s.s[n] != ' ';) n++;
      value = str_sub(s, 0, n);
      s = str_sub(s, n, s.n);
    }
    PackGive give = {.key = keep_string(r->b, key), .key_length = (uint32_t)key.n};
    if (value.n > 1 && value.s[0] == '$') {
      read_role(r, value, &give);
    } else {
      give.text = keep_string(r->b, value);
      give.length = (uint32_t)value.n;
    }
    push(&r->b->gives, give);
  }
}

/* ---- the file ---- */

/* "day: " before a pattern names the rule for the reader of the file; nothing else uses it. */
static void skip_name(Str *s) {
  int32_t n = 0;
  while (n < s->n && (isalnum((unsigned char)s->s[n]) || strchr("_-", s->s[n]))) n++;
  if (n && n + 1 < s->n && s->s[n] == ':' && s->s[n + 1] == ' ') *s = str_sub(*s, n + 2, s->n);
}

/* Where "=>" stands outside of quotes; -1 if nowhere. */
static int32_t arrow(Str s) {
  bool quoted = false;
  for (int32_t i = 0; i + 1 < s.n; i++) {
    if (s.s[i] == '"') quoted = !quoted;
    if (!quoted && s.s[i] == '=' && s.s[i + 1] == '>') return i;
  }
  return -1;
}

static void read_rule(Reading *r, Str line, int set) {
  Builder *b = r->b;
  static Rule rule;
  rule.n_nodes = rule.n_slots = 0;
  r->rule = &rule;
  r->depth = 0;
  skip_name(&line);
  int32_t at = arrow(line);
  if (at < 0) fail(b, "a rule is: pattern => key=value …");
  Str pattern = str_sub(line, 0, at);
  rule.root = read_alternatives(r, &pattern, true);
  if (pattern.n) fail(b, ") without (");
  PackRule out = {.why = b->files.n << 20 | b->line, .code = b->code.n, .give = b->gives.n};
  read_gives(r, str_sub(line, at + 2, line.n));
  out.gives = b->gives.n - out.give;
  compile(b, &rule);
  out.codes = b->code.n - out.code;
  push(&b->rules, out);
  index_rule(b, (uint32_t)set, b->rules.n - 1);
}

static int read_set(Builder *b, Str line) {
  Str name = str_sub(line, 1, line.n);
  while (name.n && name.s[name.n - 1] != ']') name.n--;
  if (name.n) name.n--;
  int set = index_of(name, set_names, RULESET_COUNT);
  if (set < 0) fail(b, "[%.*s]: no such set in ext/data/rulesets.def", name.n, name.s);
  return set;
}

static void read_part(Builder *b, Str line, Part *parts, int *n_parts) {
  Str rest = str_sub(line, 1, line.n);
  Str name = bare(&rest);
  skip_blanks(&rest);
  if (!name.n || !rest.n) fail(b, "a piece is: @name pattern");
  if (*n_parts == MOST_PARTS) fail(b, "at most %d pieces a file", MOST_PARTS);
  parts[(*n_parts)++] = (Part){copy(name), copy(rest)};
}

void read_rules(Builder *b, FILE *f) {
  static Part parts[MOST_PARTS];
  Reading r = {.b = b, .parts = parts};
  char buffer[4096];
  int set = -1;
  for (b->line = 1; fgets(buffer, sizeof buffer, f); b->line++) {
    Str line = {buffer, (int32_t)strcspn(buffer, "\r\n")};
    if (line.n == (int32_t)sizeof buffer - 1) fail(b, "a line is too long");
    skip_blanks(&line);
    while (line.n && strchr(" \t", line.s[line.n - 1])) line.n--;
    if (!line.n || (line.s[0] == '#' && (line.n == 1 || strchr(" \t", line.s[1])))) continue;
    bool example = line.n > 2 && strchr("+-", line.s[0]) && line.s[1] == '\t';
    if (line.s[0] == '[')
      set = read_set(b, line);
    else if (line.s[0] == '@' && arrow(line) < 0)
      read_part(b, line, parts, &r.n_parts);
    else if (set < 0)
      fail(b, "a rule before the first [set]");
    else if (example)
      keep_example(b, line.s[0], set_names[set], str_sub(line, 2, line.n));
    else
      read_rule(&r, line, set);
  }
}
