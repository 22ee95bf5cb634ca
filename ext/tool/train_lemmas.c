/* train_lemmas.c - lemmas: for each tag the endings that tell how a form becomes its lemma, and the whole
** forms that do otherwise.
**
** Each form under a tag (a type) counts once, by its most frequent script, so that frequent odd words
** do not make rules. An ending is kept if its types' script is another than that of the longest
** shorter ending kept; a type is kept if the endings get it wrong.
*/
#include "tool/train.h"

#include "read/read.h"
#include "read/word.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  MOST_SCRIPTS = 4096,
  MOST_OF = 12,
  TABLE = 1 << 22,
  VOCABULARY = 1 << 17,
  SUPPORT = 2,
  USUAL = 8
};

/* What stands under a key: scripts with counts; `script` is the one decided on. */
typedef struct Entry {
  uint32_t key;
  int n, script; /* NONE: undecided or not kept */
  bool used, decided;
  int of[MOST_OF], count[MOST_OF];
} Entry;

typedef struct Type {
  Str fold;
  uint32_t tag, hash;
} Type;

typedef struct Lemmas {
  Doc *doc;
  LemmaScript scripts[MOST_SCRIPTS];
  int n_scripts;
  Entry *table;
  ARRAY(Type) types;
  int kept;
} Lemmas;

static Entry *entry_of(Lemmas *l, uint32_t key) {
  uint32_t i = word_slot(key);
  while (l->table[i % TABLE].used && l->table[i % TABLE].key != key) i++;
  Entry *e = &l->table[i % TABLE];
  if (!e->used) *e = (Entry){.key = key, .used = true, .script = NONE};
  return e;
}

static void count(Entry *e, int script) {
  int i = 0;
  while (i < e->n && e->of[i] != script) i++;
  if (i == MOST_OF) return;
  if (i == e->n) e->of[e->n++] = script;
  e->count[i]++;
}

static int best_of(const Entry *e) {
  int best = 0;
  for (int i = 1; i < e->n; i++)
    if (e->count[i] > e->count[best]) best = i;
  return best;
}

/* ---- scripts ---- */

static int script_number(Lemmas *l, const LemmaScript *s) {
  for (int i = 0; i < l->n_scripts; i++)
    if (!memcmp(&l->scripts[i], s, sizeof *s)) return i;
  if (l->n_scripts == MOST_SCRIPTS) return NONE;
  l->scripts[l->n_scripts] = *s;
  return l->n_scripts++;
}

/* Bytes that both begin with, whole characters. */
static int32_t common(Str a, Str b) {
  int32_t n = 0;
  while (n < a.n && n < b.n && a.s[n] == b.s[n]) n++;
  while (n > 0 && ((n < a.n && ((uint8_t)a.s[n] & 0xC0) == 0x80) ||
                   (n < b.n && ((uint8_t)b.s[n] & 0xC0) == 0x80)))
    n--;
  return n;
}

/* The script from form to lemma; NONE if none can say it. */
static int script_of(Lemmas *l, Str text, Str fold, Str lemma, bool name) {
  int32_t as_text = common(text, lemma), as_fold = common(fold, lemma);
  bool keep = name || as_text > as_fold;
  int32_t same = keep ? as_text : as_fold;
  LemmaScript s = {.keep = keep};
  if (fold.n - same > UINT8_MAX || lemma.n - same > (int32_t)sizeof s.add) return NONE;
  s.cut = (uint8_t)(fold.n - same);
  s.n = (uint8_t)(lemma.n - same);
  memcpy(s.add, lemma.s + same, s.n);
  return script_number(l, &s);
}

/* ---- types ---- */

static void add_type(Lemmas *l, Type type, int script) {
  Entry *e = entry_of(l, lemma_key(type.tag, LEMMA_WHOLE, type.hash));
  if (script == NONE) return;
  if (!e->n) doc_add(l->doc, &l->types, &type);
  count(e, script);
}

static bool name_tag(uint32_t tag) {
  return tag == TAG_NNP || tag == TAG_NNPS;
}

static void add_token(Lemmas *l, const Rendered *r, int32_t i) {
  const GoldWord *w = &r->gold[i];
  Type type = {tok_fold(&r->doc, i), w->tag, r->doc.tokens.at[i].hash};
  if (str_eq(w->lemma, STR("_")) || w->tag == TAG_NONE || w->tag == TAG_GW) return;
  if (name_tag(w->tag) && tok_is(&r->doc, i, TOK_UPPER)) return;
  add_type(l, type, script_of(l, tok_text(&r->doc, i), type.fold, w->lemma, name_tag(w->tag)));
}

/* irregular.tsv: v, base, third person, past, participle, -ing; n, singular, plural. What the
** treebanks have themselves stays as they have it. */
static void add_irregular(Lemmas *l, const char *path) {
  static const uint8_t verb[] = {TAG_VBZ, TAG_VBD, TAG_VBN, TAG_VBG}, noun[] = {TAG_NNS};
  char line[512];
  FILE *f = fopen(path, "r");
  if (!f) train_die(path, "cannot be opened");
  while (fgets(line, sizeof line, f)) {
    char *save, *kind = strtok_r(line, "\t\n", &save), *base = strtok_r(0, "\t\n", &save), *form;
    if (!kind || !base || *kind == '#') continue;
    const uint8_t *tags = *kind == 'v' ? verb : noun;
    size_t n = *kind == 'v' ? sizeof verb : sizeof noun;
    Str lemma = {base, (int32_t)strlen(base)};
    for (size_t i = 0; i < n && (form = strtok_r(0, "\t\n", &save)); i++) {
      Str s = doc_keep(l->doc, (Str){form, (int32_t)strlen(form)});
      Type type = {s, tags[i], str_hash(s)};
      bool known = entry_of(l, lemma_key(type.tag, LEMMA_WHOLE, type.hash))->n > 0;
      if (!str_eq(s, STR("-")) && !known) add_type(l, type, script_of(l, s, s, lemma, false));
    }
  }
  fclose(f);
}

/* ---- rules ---- */

static uint32_t ending_key(const Type *t, int32_t n) {
  return lemma_key(t->tag, (uint32_t)n, ending_of(t->fold, n));
}

/* What the endings shorter than n, as far as decided, make of the type. */
static int inherited(Lemmas *l, const Type *t, int32_t n) {
  int script = NONE;
  for (int32_t i = 0; i < n && i <= t->fold.n; i++) {
    int kept = entry_of(l, ending_key(t, i))->script;
    if (kept != NONE) script = kept;
  }
  return script;
}

static int whole_script(Lemmas *l, const Type *t) {
  const Entry *e = entry_of(l, lemma_key(t->tag, LEMMA_WHOLE, t->hash));
  return e->of[best_of(e)];
}

static void decide(Lemmas *l, const Type *t, int32_t n) {
  Entry *e = entry_of(l, ending_key(t, n));
  if (e->decided) return;
  e->decided = true;
  int best = best_of(e), given = inherited(l, t, n), given_count = 0;
  for (int i = 0; i < e->n; i++)
    if (e->of[i] == given) given_count = e->count[i];
  if (e->of[best] == given || (n && e->count[best] < given_count + SUPPORT)) return;
  e->script = e->of[best];
  l->kept++;
}

static void learn(Lemmas *l) {
  for (int32_t i = 0; i < l->types.n; i++) {
    const Type *t = &l->types.at[i];
    int script = whole_script(l, t);
    for (int32_t n = 0; n < LEMMA_WHOLE && n <= t->fold.n; n++)
      count(entry_of(l, ending_key(t, n)), script);
  }
  for (int32_t n = 0; n < LEMMA_WHOLE; n++)
    for (int32_t i = 0; i < l->types.n; i++)
      if (n <= l->types.at[i].fold.n) decide(l, &l->types.at[i], n);
  int rules = l->kept;
  for (int32_t i = 0; i < l->types.n; i++) {
    const Type *t = &l->types.at[i];
    int script = whole_script(l, t);
    if (t->tag == TAG_NNP || script == inherited(l, t, LEMMA_WHOLE)) continue;
    entry_of(l, lemma_key(t->tag, LEMMA_WHOLE, t->hash))->script = script;
    l->kept++;
  }
  printf("%d types, %d endings, %d whole forms\n", l->types.n, rules, l->kept - rules);
}

/* ---- what plain text knows: "provoke" is a word, "provok" is none ---- */

typedef struct Vocabulary {
  uint32_t hash[VOCABULARY];
  int32_t count[VOCABULARY];
} Vocabulary;

static uint32_t vocabulary_slot(const Vocabulary *v, uint32_t hash) {
  uint32_t i = word_slot(hash);
  while (v->count[i % VOCABULARY] && v->hash[i % VOCABULARY] != hash) i++;
  return i % VOCABULARY;
}

/* How often the script's lemma of the form was seen. */
static int32_t lemma_count(const Lemmas *l, const Vocabulary *v, Str form, int script) {
  const LemmaScript *s = &l->scripts[script];
  int32_t n = form.n - s->cut;
  if (n < 0 || n + s->n < 3 || s->keep) return 0;
  uint32_t hash = str_hash_more(str_hash(str_sub(form, 0, n)), s->add, s->n);
  return v->count[vocabulary_slot(v, hash)];
}

/* If the endings make no word of the form and another script, usual with its last letters, makes one, the form
** is kept as a whole with that. */
static void check_form(Lemmas *l, const Vocabulary *v, const Type *t) {
  int given = inherited(l, t, LEMMA_WHOLE), best = given;
  if (given == NONE || !l->scripts[given].cut) return;
  int32_t most = lemma_count(l, v, t->fold, given);
  if (most) return;
  for (int32_t n = 2; n < 5 && n < t->fold.n; n++) {
    const Entry *e = entry_of(l, ending_key(t, n));
    for (int i = 0; i < e->n; i++) {
      int32_t count = lemma_count(l, v, t->fold, e->of[i]);
      if (count <= most || e->of[i] == given || e->count[i] < USUAL) continue;
      most = count;
      best = e->of[i];
    }
  }
  if (best == given) return;
  entry_of(l, lemma_key(t->tag, LEMMA_WHOLE, t->hash))->script = best;
  l->kept++;
}

/* Reads clusters.txt, most frequent words first. */
static void check_words(Lemmas *l, const char *path) {
  Vocabulary *v = train_alloc(1, sizeof *v);
  ARRAY(Type) forms = {0};
  FILE *f = fopen(path, "r");
  char form[64];
  int32_t n, before = l->kept;
  if (!f) train_die(path, "cannot be opened");
  while (fscanf(f, "%*x %*d %d %63s", &n, form) == 2) {
    Str s = doc_keep(l->doc, (Str){form, (int32_t)strlen(form)});
    Type type = {.fold = s, .hash = str_hash(s)};
    uint32_t slot = vocabulary_slot(v, type.hash);
    v->hash[slot] = type.hash;
    v->count[slot] = n;
    doc_add(l->doc, &forms, &type);
  }
  fclose(f);
  for (int32_t i = 0; i < forms.n; i++)
    for (int tag = TAG_NONE + 1; tag < TAG_COUNT; tag++) {
      Type type = forms.at[i];
      type.tag = (uint32_t)tag;
      bool known = entry_of(l, lemma_key(type.tag, LEMMA_WHOLE, type.hash))->n > 0;
      if (!known && !name_tag(type.tag)) check_form(l, v, &type);
    }
  printf("%d forms of plain text more\n", l->kept - before);
  free(v);
}

/* ---- writing and measuring ---- */

/* Only the scripts in use are written; their numbers are new. */
static void put(Lemmas *l, ModelOut *out) {
  static LemmaScript scripts[MOST_SCRIPTS];
  static int number[MOST_SCRIPTS];
  uint32_t size = 2;
  int used = 0;
  while (size < (uint32_t)l->kept * 3 / 2) size *= 2;
  uint32_t *slots = train_alloc(size, sizeof *slots);
  for (int i = 0; i < TABLE; i++) {
    const Entry *e = &l->table[i];
    if (!e->used || e->script == NONE) continue;
    if (!number[e->script]) {
      scripts[used] = l->scripts[e->script];
      number[e->script] = ++used;
    }
    uint32_t key = word_slot(e->key), at = key;
    while (slots[at & (size - 1)]) at++;
    slots[at & (size - 1)] = (key & 0xFFFF0000u) | (uint32_t)number[e->script];
  }
  model_out_put(out, "lemmas", "", slots, size * sizeof *slots);
  model_out_put(out, "scripts", "", scripts, (size_t)used * sizeof *scripts);
  free(slots);
}

/* Share of tokens whose lemma is right, in percent. */
static double right(Rendered *r, const Lang *lang) {
  int32_t n = 0, good = 0;
  for (int32_t i = 0; i < r->doc.tokens.n; i++) {
    if (str_eq(r->gold[i].lemma, STR("_"))) continue;
    n++;
    good += str_eq(lemma_of(&r->doc, lang, i), r->gold[i].lemma);
  }
  return 100.0 * good / (n ? n : 1);
}

static void measure(const Model *m, const char *path) {
  Rendered r;
  Lang lang = {.model = m};
  Reader reader = {.lang = &lang};
  train_render(&r, path);
  for (int32_t i = 0; i < r.doc.tokens.n; i++) r.doc.tokens.at[i].tag = r.gold[i].tag;
  double gold = right(&r, &lang);
  read_tag(&r.doc, &reader);
  printf("  %-32s lemmas right: %.2f %% with gold tags, %.2f %% with ours\n", train_base(path),
         gold, right(&r, &lang));
  rendered_close(&r);
}

void train_lemmas(Task *task) {
  static Lemmas l;
  Rendered r;
  treebank_doc(&r, &task->treebank, 0, task->treebank.sentences.n, 0, 0);
  l.doc = &r.doc;
  l.table = train_alloc(TABLE, sizeof *l.table);
  for (int32_t i = 0; i < r.doc.tokens.n; i++) add_token(&l, &r, i);
  for (int i = 0; i < task->trains; i++)
    if (train_ends(task->train[i], ".tsv")) add_irregular(&l, task->train[i]);
  learn(&l);
  for (int i = 0; i < task->trains; i++)
    if (train_ends(task->train[i], "clusters.txt")) check_words(&l, task->train[i]);
  ModelOut *out = model_out_open(task->model);
  put(&l, out);
  model_out_write(out, task->model);
  Model m;
  train_model(&m, model_out_seal(out));
  for (int i = 0; i < task->measures; i++) measure(&m, task->measure[i]);
  model_out_close(out);
  rendered_close(&r);
  free(l.table);
}
