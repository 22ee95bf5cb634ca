/* model_file.c - opening a model file: head, checksum and section table are checked here, once. */
#include "data/model_file.h"

#include <stdio.h>

static const char *check_sections(const ModelFile *f, size_t size) {
  size_t first = sizeof(ModelHead) + f->count * sizeof(ModelSection);
  for (uint32_t i = 0; i < f->count; i++) {
    const ModelSection *s = &f->sections[i];
    if (!memchr(s->name, 0, sizeof s->name)) return "model: name of a section";
    if (s->offset % MODEL_ALIGN || s->offset < first || s->offset > size ||
        s->size > size - s->offset)
      return "model: a section lies outside";
  }
  return 0;
}

const char *model_file_open(ModelFile *file, const void *data, size_t size) {
  *file = (ModelFile){0};
  ModelHead head;
  if (size < sizeof head || size > INT32_MAX) return "model: size";
  memcpy(&head, data, sizeof head);
  if (head.magic != MODEL_MAGIC) return "model: not a model file of this machine's byte order";
  if (head.version != MODEL_VERSION) return "model: another version";
  if (head.size != size) return "model: cut short";
  size_t sealed = offsetof(ModelHead, sections);
  if (str_checksum((const char *)data + sealed, size - sealed) != head.checksum)
    return "model: checksum";
  if (head.sections > (size - sizeof head) / sizeof(ModelSection)) return "model: section table";
  ModelFile f = {data, (const ModelSection *)(const void *)((const char *)data + sizeof head),
                 head.sections};
  const char *wrong = check_sections(&f, size);
  if (!wrong) *file = f;
  return wrong;
}

ModelBytes model_section(const ModelFile *file, const char *name) {
  for (uint32_t i = 0; i < file->count; i++)
    if (strcmp(file->sections[i].name, name) == 0)
      return (ModelBytes){file->data + file->sections[i].offset, file->sections[i].size};
  return (ModelBytes){0, 0};
}

ModelBytes model_part(const ModelFile *file, const char *name, const char *part) {
  char full[32];
  snprintf(full, sizeof full, "%s.%s", name, part);
  return model_section(file, full);
}
