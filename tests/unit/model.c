/* model.c - model files: sections by name, and damage of every kind. */
#include "../tap.h"
#include "data/lang.h"

enum { SIZE = 256 };

typedef struct Aligned {
  _Alignas(64) uint8_t at[SIZE];
} Aligned;

static void seal_as(Aligned *file, uint32_t version, uint32_t size, uint32_t sections) {
  ModelHead head = {MODEL_MAGIC, version, size, 0, sections, {0}};
  size_t sealed = offsetof(ModelHead, sections);
  memcpy(file->at, &head, sizeof head);
  head.checksum = str_checksum((char *)file->at + sealed, size - sealed);
  memcpy(file->at, &head, sizeof head);
}

static void seal(Aligned *file, uint32_t size, uint32_t sections) {
  seal_as(file, MODEL_VERSION, size, sections);
}

static void make(Aligned *file) {
  memset(file, 0, sizeof *file);
  ModelSection table[2] = {{"one", 128, 3, {0}}, {"two", 192, 64, {0}}};
  memcpy(file->at + sizeof(ModelHead), table, sizeof table);
  memcpy(file->at + 128, "abc", 3);
  seal(file, SIZE, 2);
}

static void test_sections(void) {
  Aligned file;
  ModelFile f;
  make(&file);
  tap_ok(!model_file_open(&f, file.at, SIZE), "a good file opens");
  ModelBytes one = model_section(&f, "one"), none = model_section(&f, "three");
  tap_ok(one.n == 3 && !memcmp(one.at, "abc", 3), "a section by its name");
  tap_ok(!none.at && !none.n, "no section of that name");
  int opened = 0;
  for (size_t n = 0; n < SIZE; n++) opened += !model_file_open(&f, file.at, n);
  tap_ok(!opened, "cut short anywhere, it does not open");
  for (int i = 0; i < SIZE * 8; i++) {
    file.at[i / 8] ^= (uint8_t)(1 << i % 8);
    opened += !model_file_open(&f, file.at, SIZE);
    file.at[i / 8] ^= (uint8_t)(1 << i % 8);
  }
  tap_ok(!opened, "with any bit turned, it does not open");
  seal_as(&file, 1, SIZE, 2);
  tap_ok(model_file_open(&f, file.at, SIZE) != 0, "of another version it does not open");
  seal_as(&file, MODEL_VERSION + 1, SIZE, 2);
  tap_ok(model_file_open(&f, file.at, SIZE) != 0, "nor of a version to come");
}

static void test_offsets(void) {
  static const uint32_t bad[][2] = {{130, 3},          {0, 3},     {256, 1}, {192, 65},
                                    {0xFFFFFFC0u, 64}, {192, ~0u}, {64, 1}};
  int opened = 0;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Aligned file;
    ModelFile f;
    make(&file);
    memcpy(file.at + sizeof(ModelHead) + 16, bad[i], 8);
    seal(&file, SIZE, 2);
    opened += !model_file_open(&f, file.at, SIZE);
    seal(&file, SIZE, 1000);
    opened += !model_file_open(&f, file.at, SIZE);
  }
  tap_ok(!opened, "sections outside the file are refused, the checksum right or not");
}

int main(void) {
  tap_plan(9);
  test_sections();
  test_offsets();
  LangStore store;
  const Lang *lang;
  const char *wrong = lang_en(&store, &lang);
  tap_ok(!wrong && lang && lang->model, "the embedded models open: %s", wrong ? wrong : "ok");
  return tap_done();
}
