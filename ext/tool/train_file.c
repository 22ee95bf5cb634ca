/* train_file.c - writing model files: sections in the order in which they came, sealed by a checksum. */
#include "tool/train.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_SECTIONS = 64 };

struct ModelOut {
  int n;
  ModelSection section[MOST_SECTIONS];
  void *data[MOST_SECTIONS];
  void *whole;
};

static void set(ModelOut *out, const char name[16], const void *at, size_t n) {
  int i = 0;
  while (i < out->n && memcmp(out->section[i].name, name, 16)) i++;
  if (i == MOST_SECTIONS) train_die(name, "too many sections");
  if (i == out->n) out->n++;
  free(out->data[i]);
  out->data[i] = train_alloc(n + 1, 1);
  memcpy(out->data[i], at, n);
  memcpy(out->section[i].name, name, 16);
  out->section[i].size = (uint32_t)n;
}

static uint8_t *aligned(size_t n) {
  uint8_t *p = aligned_alloc(MODEL_ALIGN, n);
  if (!p) train_die("model", "no memory");
  memset(p, 0, n);
  return p;
}

static size_t rounded(size_t n) {
  return (n + MODEL_ALIGN - 1) / MODEL_ALIGN * MODEL_ALIGN;
}

ModelOut *model_out_open(const char *path) {
  ModelOut *out = train_alloc(1, sizeof *out);
  FILE *f = fopen(path, "rb");
  if (!f) return out;
  fseek(f, 0, SEEK_END);
  size_t n = (size_t)ftell(f);
  rewind(f);
  uint8_t *data = aligned(rounded(n));
  ModelFile file;
  if (fread(data, 1, n, f) != n) train_die(path, "cannot be read");
  const char *wrong = model_file_open(&file, data, n);
  if (wrong) train_die(path, wrong);
  for (uint32_t i = 0; i < file.count; i++)
    set(out, file.sections[i].name, data + file.sections[i].offset, file.sections[i].size);
  free(data);
  fclose(f);
  return out;
}

void model_out_put(ModelOut *out, const char *name, const char *part, const void *at, size_t n) {
  char full[16] = {0};
  int length = snprintf(full, sizeof full, "%s%s%s", name, *part ? "." : "", part);
  if (length >= (int)sizeof full) train_die(name, "the name of a section is too long");
  set(out, full, at, n);
}

ModelBytes model_out_seal(ModelOut *out) {
  size_t size = rounded(sizeof(ModelHead) + (size_t)out->n * sizeof(ModelSection));
  for (int i = 0; i < out->n; i++) {
    out->section[i].offset = (uint32_t)size;
    size = rounded(size + out->section[i].size);
  }
  free(out->whole);
  uint8_t *p = out->whole = aligned(size);
  ModelHead head = {MODEL_MAGIC, MODEL_VERSION, (uint32_t)size, 0, (uint32_t)out->n, {0}};
  memcpy(p, &head, sizeof head);
  memcpy(p + sizeof head, out->section, (size_t)out->n * sizeof(ModelSection));
  for (int i = 0; i < out->n; i++)
    memcpy(p + out->section[i].offset, out->data[i], out->section[i].size);
  size_t sealed = offsetof(ModelHead, sections);
  head.checksum = str_checksum((char *)p + sealed, size - sealed);
  memcpy(p, &head, sizeof head);
  return (ModelBytes){p, size};
}

void model_out_write(ModelOut *out, const char *path) {
  ModelBytes b = model_out_seal(out);
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(b.at, 1, b.n, f) != b.n || fclose(f)) train_die(path, "cannot be written");
  for (int i = 0; i < out->n; i++)
    printf("  %-16.16s %8u bytes\n", out->section[i].name, out->section[i].size);
}

void model_out_close(ModelOut *out) {
  for (int i = 0; i < out->n; i++) free(out->data[i]);
  free(out->whole);
  free(out);
}
