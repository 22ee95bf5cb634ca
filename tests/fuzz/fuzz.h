/* fuzz.h - what the fuzz targets share: how they fail, and a number for what stands in a document.
**
** A target is a program of libFuzzer: `make fuzz` builds and runs all of them for FUZZ_SECONDS each, on seeds
** of our own text (tests/golden, tests/spec) and on what was once found (tests/fuzz/found). By hand:
**   build/fuzz/analyze -dict=tests/fuzz/words.dict corpus_dir
*/
#ifndef NEWS_FUZZ_H
#define NEWS_FUZZ_H

#include "analyze.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Tells what does not hold and stops, so that libFuzzer keeps the input. */
#define MUST_HOLD(cond, ...)                                                                       \
  do {                                                                                             \
    if (!(cond)) {                                                                                 \
      fprintf(stderr, "does not hold: %s (", #cond);                                               \
      fprintf(stderr, __VA_ARGS__);                                                                \
      fprintf(stderr, ")\n");                                                                      \
      abort();                                                                                     \
    }                                                                                              \
  } while (0)

/* The records that the tables of `want` (bits of Want) show, as one number: strings by what they say, never
** by where they stand; nothing that depends on what else was asked for, and without `dated` nothing that
** depends on `published`. */
uint64_t doc_digest(const Doc *doc, unsigned want, bool dated);

/* English and a reader, opened at the first call. */
Reader *fuzz_reader(void);

#endif
