/* model.c - a model file with words changed at will and a checksum that fits: it is refused, or reading with it
** keeps all invariants.
*/
#include "fuzz.h"

static const char text[] =
    "“No,” said Ann Lee of the Tavel Council on Friday. They had pushed 12 people.";

enum { MOST = 32 };

typedef struct Change {
  uint32_t at, was;
} Change;

static uint8_t *copy_of(const ModelFile *file, size_t *size) {
  ModelHead head;
  memcpy(&head, file->data, sizeof head);
  *size = head.size;
  uint8_t *copy = aligned_alloc(MODEL_ALIGN, (*size + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN);
  memcpy(copy, file->data, *size);
  return copy;
}

/* Where a change goes: the head and table of sections, the first bytes of a section, anywhere. */
static uint32_t place(const ModelFile *file, size_t size, uint32_t at) {
  uint32_t table = (uint32_t)(sizeof(ModelHead) + file->count * sizeof(ModelSection));
  const ModelSection *s = &file->sections[at / 4 % file->count];
  if (at % 4 == 0) at = at / 4 % table;
  if (at % 4 == 1) at = s->offset + at / 512 % (s->size < 256 ? s->size : 256);
  return at % (uint32_t)size / 4 * 4;
}

static void read_with(const Model *model) {
  Lang lang = *fuzz_reader()->lang;
  lang.model = model;
  Reader reader = *fuzz_reader();
  reader.lang = &lang;
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)sizeof text - 1});
  analyze(&doc, &reader, WANT_ALL);
  MUST_HOLD(doc.rc == DOC_OK, "%s", doc.broken ? doc.broken : "rc");
  for (int32_t t = 0; t < doc.tokens.n; t++) lemma_of(&doc, &lang, t);
  doc_close(&doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  static uint8_t *copy[2];
  static size_t size[2];
  const Model *whole = fuzz_reader()->lang->model;
  const ModelFile *files[] = {&whole->syntax, &whole->names};
  if (n < 9) return 0;
  int which = data[0] & 1, changes = 0;
  if (!copy[which]) copy[which] = copy_of(files[which], &size[which]);
  uint8_t *file = copy[which];
  Change done[MOST];
  for (data++, n--; n >= 8 && changes < MOST; data += 8, n -= 8) {
    uint32_t at, value;
    memcpy(&at, data, 4);
    memcpy(&value, data + 4, 4);
    at = place(files[which], size[which], at);
    done[changes].at = at;
    memcpy(&done[changes++].was, file + at, 4);
    memcpy(file + at, &value, 4);
  }
  size_t sealed = offsetof(ModelHead, sections);
  uint32_t sum = str_checksum(file + sealed, size[which] - sealed), version = MODEL_VERSION;
  memcpy(file + offsetof(ModelHead, checksum), &sum, 4);
  memcpy(file + offsetof(ModelHead, version), &version, 4);
  Model model = *whole;
  const char *wrong = model_file_open(which ? &model.names : &model.syntax, file, size[which]);
  if (!wrong) wrong = model_open(&model);
  if (!wrong) read_with(&model);
  while (changes--) memcpy(file + done[changes].at, &done[changes].was, 4);
  return 0;
}
