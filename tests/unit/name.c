/* name.c - names in sentences of our own, their titles and genders; a damaged model of names. */
#include "../tap.h"
#include "analyze.h"
#include "read/name_features.h"

#include <stdlib.h>

static LangStore store;

/* names: "type:title|name:gender" of each, in order, joined by "; ". */
static const struct {
  const char *text, *names;
} cases[] = {
    {"Prime Minister Anna Keller met Mr. Okoye in Nairobi on Monday.",
     "person:Prime Minister|Anna Keller:f; person:Mr.|Okoye:m; place:|Nairobi:"},
    {"She said the talks in Warsaw would go on.", "place:|Warsaw:"},
    {"Former US President John Harlow spoke to reporters in Ottawa.",
     "place:|US:; person:Former US President|John Harlow:m; place:|Ottawa:"},
    {"the rain fell on the hills and nobody was there", ""},
};

static void names_of(const Doc *doc, char *out, size_t size) {
  size_t n = 0;
  *out = 0;
  for (int32_t i = 0; i < doc->mentions.n && n < size; i++) {
    const Mention *m = &doc->mentions.at[i];
    if (m->form != FORM_NAME || (m->type == ENTITY_PLACE && m->title != m->first)) continue;
    Str name = doc_text(doc, m->start, m->end), title = {"", 0};
    if (m->title < m->first) title = range_text(doc, doc_range(doc, m->title, m->first));
    const char *sex = m->gender == GENDER_FEMALE ? "f" : m->gender == GENDER_MALE ? "m" : "";
    n += (size_t)snprintf(out + n, size - n, "%s%s:%.*s|%.*s:%s", *out ? "; " : "",
                          type_name(m->type), (int)title.n, title.s, (int)name.n, name.s, sex);
  }
}

static void test_case(Reader *reader, const char *text, const char *want) {
  Doc doc;
  char got[512];
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)strlen(text)});
  analyze(&doc, reader, WANT_ENTITIES);
  names_of(&doc, got, sizeof got);
  tap_ok(!strcmp(got, want), "%s: %s", text, got);
  bool sure = true;
  for (int32_t i = 0; i < doc.mentions.n; i++)
    sure = sure && doc.mentions.at[i].conf >= 0 && doc.mentions.at[i].conf <= 1;
  tap_ok(sure && !doc_check(&doc), "chances and invariants");
  doc_close(&doc);
}

/* Sections that are there but wrong inside are refused, with a text. */
static void test_damage(void) {
  enum { SIZE = 256 };
  static _Alignas(64) uint8_t file[SIZE];
  ModelSection table[2] = {{"names.rows", 128, 5, {0}}, {"names.labels", 192, 4, {0}}};
  ModelHead head = {MODEL_MAGIC, MODEL_VERSION, SIZE, 0, 2, {0}};
  size_t sealed = offsetof(ModelHead, sections);
  memcpy(file, &head, sizeof head);
  memcpy(file + sizeof head, table, sizeof table);
  memcpy(file + 192, "O\nX\n", 4);
  head.checksum = str_checksum((char *)file + sealed, SIZE - sealed);
  memcpy(file, &head, sizeof head);
  ModelFile f;
  NameModel m;
  tap_ok(!model_file_open(&f, file, SIZE) && names_open(&m, &f),
         "rows of a wrong size are refused");
  tap_ok(!m.rows.count, "and no names are read with them");
}

static void test_labels(void) {
  int good = 0;
  for (int i = 0; i < NAME_LABELS; i++) {
    char name[24];
    name_label_name(i, name);
    good += name_label_of((Str){name, (int32_t)strlen(name)}) == i;
  }
  tap_ok(good == NAME_LABELS, "labels by name and back");
  tap_ok(
      !name_follows(NAME_NONE, name_label(NAME_PERSON, NAME_LAST)) &&
          !name_follows(name_label(NAME_PERSON, NAME_BEGIN), name_label(NAME_PLACE, NAME_LAST)) &&
          name_follows(name_label(NAME_PERSON, NAME_UNIT), NAME_OUT),
      "names begin, go on and end as one");
}

/* Which words near a capital the model looks at: one letter a token, o = open. */
static const struct {
  const char *text, *open;
} opened[] = {
    {"The Houthi movement said so", ".oo.."}, /* the capital is the sentence's */
    {"THE Houthi movement said so", "ooo.."},
    {"In Paris she met the Bank of the West", ".o...oooo"}, /* no finite verb is in a name */
    {"She took 40 of them and 5th place", "........"},
    {"and so the 101st Airborne came", "...oo."},
    {"ministers met al-Hadi there", "..ooo."},
    {"the Homestead Act of 1862 passed", ".oooo."},
};

static void test_open(Reader *reader, const char *text, const char *want) {
  Doc doc;
  NameWord words[32];
  char got[32] = "";
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)strlen(text)});
  analyze(&doc, reader, WANT_ENTITIES);
  NameCounts counts = {.size = name_counts_size(doc.tokens.n)};
  counts.at = doc_alloc(&doc, counts.size * sizeof *counts.at);
  name_words(&doc, reader->lang->model, &counts, 0, doc.tokens.n, words);
  for (int32_t i = 0; i < doc.tokens.n; i++) got[i] = words[NAME_EDGE + i].open ? 'o' : '.';
  tap_ok(!strcmp(got, want), "open: %s: %s", text, got);
  doc_close(&doc);
}

int main(void) {
  const Lang *lang;
  Reader reader;
  int n = sizeof cases / sizeof *cases;
  int opens = sizeof opened / sizeof *opened;
  tap_plan(2 * n + opens + 4);
  if (lang_en(&store, &lang) || !reader_open(&reader, lang)) return 1;
  for (int i = 0; i < n; i++) test_case(&reader, cases[i].text, cases[i].names);
  for (int i = 0; i < opens; i++) test_open(&reader, opened[i].text, opened[i].open);
  test_labels();
  test_damage();
  reader_close(&reader);
  return tap_done();
}
