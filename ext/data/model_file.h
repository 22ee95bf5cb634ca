/* model_file.h - the container of trained models: named sections.
**
** A model file (ext/lang/en/ *.model, written by ext/tool/train) is little-endian:
**   ModelHead, ModelSection x sections, then the sections' bytes, each at a multiple of 64.
** model_file_open checks magic, version, size, checksum and every offset; what is inside a section
** is checked once by its own reader (tagger_open, parser_open ...), so that lookups check nothing.
** A machine of the other byte order refuses the file by its magic number, with a text.
*/
#ifndef NEWS_MODEL_FILE_H
#define NEWS_MODEL_FILE_H

#include "core/doc.h"

#define MODEL_MAGIC 0x444d574eu /* "NWMD" */
#define MODEL_VERSION 2u
#define MODEL_ALIGN 64u

typedef struct ModelHead {
  uint32_t magic, version, size, checksum; /* str_checksum of all bytes behind this field */
  uint32_t sections;
  uint32_t unused[3];
} ModelHead;

typedef struct ModelSection {
  char name[16]; /* NUL-padded */
  uint32_t offset, size;
  uint32_t unused[2];
} ModelSection;

typedef struct ModelFile {
  const uint8_t *data;
  const ModelSection *sections;
  uint32_t count;
} ModelFile;

/* Bytes of a section; {NULL, 0} where the file has none of that name. */
typedef struct ModelBytes {
  const uint8_t *at;
  size_t n;
} ModelBytes;

/* data: 64-aligned, kept by the caller. NULL if all is well, else a static text. */
const char *model_file_open(ModelFile *file, const void *data, size_t size);
ModelBytes model_section(const ModelFile *file, const char *name);
/* The section NAME.PART. */
ModelBytes model_part(const ModelFile *file, const char *name, const char *part);

#endif
