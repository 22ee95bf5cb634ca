/* tag.c - tags and lemmas: of the embedded models, of a model trained on a few sentences, and of
** damaged ones.
*/
#include "../tap.h"
#include "analyze.h"
#include "tool/conllu.h"

static LangStore store;

typedef struct Case {
  const char *text, *tags, *lemmas;
} Case;

static const Case cases[] = {
    {"The ministers fled to Oslo on Friday.", "DT NNS VBD IN NNP IN NNP .",
     "the minister flee to Oslo on Friday ."},
    {"“We aren’t closing the mines,” she said.", "`` PRP VBP RB VBG DT NNS , '' PRP VBD .",
     "\" we be not close the mine , \" she say ."},
    {"Prices fell 3.5% and wages grew slowly", "NNS VBD CD NN CC NNS VBD RB",
     "price fall 3.5 % and wage grow slowly"},
    {"The bigger ship has been sold to a Danish company for $5 million.",
     "DT JJR NN VBZ VBN VBN IN DT JJ NN IN $ CD CD .",
     "the big ship have be sell to a Danish company for $ 5 million ."},
    {"THEY HAVE CLOSED THE OLD SCHOOLS", "PRP VBP VBN DT JJ NNS", "they have close the old school"},
    {"two men were arrested after the match, police said", "CD NNS VBD VBN IN DT NN , NNS VBD",
     "two man be arrest after the match , police say"},
};

static void words_of(Doc *doc, const Lang *lang, bool lemmas, char *out, size_t size) {
  size_t n = 0;
  *out = 0;
  for (int32_t t = 0; t < doc->tokens.n && n < size; t++) {
    Str lemma = lemma_of(doc, lang, t);
    if (lemmas)
      n += (size_t)snprintf(out + n, size - n, "%s%.*s", t ? " " : "", (int)lemma.n, lemma.s);
    else
      n += (size_t)snprintf(out + n, size - n, "%s%s", t ? " " : "",
                            tag_name(doc->tokens.at[t].tag));
  }
}

static void test_case(Reader *reader, const Case *c) {
  Doc doc;
  char tags[512], lemmas[512];
  doc_open(&doc, mem_libc, 0, (Str){c->text, (int32_t)strlen(c->text)});
  analyze(&doc, reader, WANT_TOKENS);
  words_of(&doc, reader->lang, false, tags, sizeof tags);
  words_of(&doc, reader->lang, true, lemmas, sizeof lemmas);
  tap_ok(!strcmp(tags, c->tags), "tags: %s: %s", c->text, tags);
  tap_ok(!strcmp(lemmas, c->lemmas), "lemmas: %s", lemmas);
  doc_close(&doc);
}

/* ---- files ---- */

typedef struct File {
  uint8_t *at;
  size_t n;
} File;

static File copy_of(const void *from, size_t n) {
  File f = {aligned_alloc(MODEL_ALIGN, (n + MODEL_ALIGN) / MODEL_ALIGN * MODEL_ALIGN), n};
  memcpy(f.at, from, n);
  return f;
}

static File read_whole(const char *path) {
  static uint8_t buffer[1 << 22];
  FILE *f = fopen(path, "rb");
  size_t n = f ? fread(buffer, 1, sizeof buffer, f) : 0;
  if (f) fclose(f);
  return copy_of(buffer, n);
}

static void seal(File f) {
  ModelHead head;
  size_t sealed = offsetof(ModelHead, sections);
  memcpy(&head, f.at, sizeof head);
  head.checksum = str_hash((Str){(char *)f.at + sealed, (int32_t)(f.n - sealed)});
  memcpy(f.at, &head, sizeof head);
}

static const char *open_model(Model *m, File f) {
  *m = (Model){.names = store.model.names};
  const char *wrong = model_file_open(&m->syntax, f.at, f.n);
  return wrong ? wrong : model_open(m);
}

/* Analyses with this model; the number of tagged tokens. */
static int32_t read_with(const Model *m, const char *text) {
  Doc doc;
  Reader reader;
  Lang lang = {.pack = store.lang.pack, .model = m};
  int32_t tagged = 0;
  reader_open(&reader, &lang);
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)strlen(text)});
  analyze(&doc, &reader, WANT_ALL);
  for (int32_t t = 0; t < doc.tokens.n; t++) {
    tagged += doc.tokens.at[t].tag != TAG_NONE;
    lemma_of(&doc, &lang, t);
  }
  if (doc_check(&doc)) tagged = -1;
  doc_close(&doc);
  reader_close(&reader);
  return tagged;
}

/* ---- damage: whatever stands in a section, the file is refused or read safely ---- */

static uint32_t next_random(uint32_t *state) {
  return *state = *state * 1664525u + 1013904223u, *state >> 8;
}

static void damage(File f, const ModelSection *s, int how, uint32_t *state) {
  uint32_t n = how % 4 == 0 ? s->size : 1 + next_random(state) % 64;
  for (uint32_t i = 0; i < n && s->size; i++) {
    uint32_t at = how % 4 == 0 ? i : next_random(state) % s->size;
    f.at[s->offset + at] = (uint8_t)(how == 0 ? 0xFF : next_random(state));
  }
}

static void cut(File f, uint32_t section, int how, uint32_t *state) {
  ModelSection s;
  uint8_t *at = f.at + sizeof(ModelHead) + section * sizeof s;
  memcpy(&s, at, sizeof s);
  s.size = how % 2 ? s.size / 2 : next_random(state) % (s.size + 1);
  memcpy(at, &s, sizeof s);
}

static void test_damage(const ModelFile *good, size_t size) {
  static const char text[] = "Ann Berg’s 2 boats weren't sinking, \"he\" told Fred in Malmö. X";
  uint32_t state = 7;
  int bad = 0, opened = 0;
  for (uint32_t i = 0; i < good->count; i++)
    for (int how = 0; how < 16; how++) {
      File f = copy_of(good->data, size);
      Model m;
      if (how < 12) damage(f, &good->sections[i], how, &state);
      if (how >= 12) cut(f, i, how, &state);
      seal(f);
      if (!open_model(&m, f)) {
        opened++;
        bad += read_with(&m, text) < 0;
      }
      free(f.at);
    }
  tap_ok(!bad, "damaged sections: refused, or read safely (%d opened)", opened);
}

/* ---- a model of a few sentences: build/tiny.model, which the Makefile has the trainer make ---- */

static void test_tiny(void) {
  File f = read_whole(BUILD "/tiny.model"), again = read_whole(BUILD "/again.model");
  Model m;
  Rendered r;
  Treebank tb;
  Lang lang = {.model = &m};
  Reader reader = {.lang = &lang};
  const char *wrong = open_model(&m, f);
  tap_ok(!wrong, "a model trained on few sentences opens: %s", wrong ? wrong : "ok");
  tap_ok(f.n == again.n && !memcmp(f.at, again.at, f.n), "training again gives the same bytes");
  File taught = read_whole(BUILD "/tiny.model.taught.conllu");
  File taught_again = read_whole(BUILD "/again.model.taught.conllu");
  tap_ok(taught.n == taught_again.n && taught.n > 10000 &&
             !memcmp(taught.at, taught_again.at, taught.n),
         "and the teachers say the same of plain text");
  free(taught.at);
  free(taught_again.at);
  treebank_open(&tb);
  treebank_read(&tb, "tests/unit/data/train.conllu");
  treebank_doc(&r, &tb, 0, tb.sentences.n, 0, 0);
  read_tag(&r.doc, &reader);
  read_parse(&r.doc, &reader);
  int32_t tags = 0, lemmas = 0, arcs = 0, n = r.doc.tokens.n;
  for (int32_t t = 0; t < n; t++) {
    const Token *k = &r.doc.tokens.at[t];
    tags += k->tag == r.gold[t].tag;
    arcs += k->head == r.gold[t].head && k->rel == r.gold[t].rel;
    lemmas += str_eq(lemma_of(&r.doc, &lang, t), r.gold[t].lemma);
  }
  tap_ok(tags * 100 >= n * 97, "it knows the tags it has seen: %d of %d", tags, n);
  tap_ok(lemmas * 100 >= n * 97, "and the lemmas: %d", lemmas);
  /* Learned from the tags of taggers that know ten sentences: hardly any is right. */
  tap_ok(arcs * 100 >= n * 50, "and many heads and relations: %d", arcs);
  rendered_close(&r);
  treebank_close(&tb);
  free(f.at);
  free(again.at);
}

int main(void) {
  enum { CASES = sizeof cases / sizeof *cases };
  const Lang *lang;
  tap_plan(2 * CASES + 8);
  lang_en(&store, &lang);
  Reader reader;
  reader_open(&reader, lang);
  for (int i = 0; i < CASES; i++) test_case(&reader, &cases[i]);
  reader_close(&reader);
  const ModelFile *file = &store.model.syntax;
  ModelHead head;
  memcpy(&head, file->data, sizeof head);
  test_damage(file, head.size);
  Model none = {0};
  tap_ok(read_with(&none, "No model, no tags.") == 0, "without a model nothing is tagged");
  test_tiny();
  return tap_done();
}
