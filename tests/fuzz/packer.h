/* packer.h - read before the packer's sources where they are fuzzed (-include): a program that ends at the first mistake
** and leaves its memory to the end becomes one that can be called again and again. Files are pieces of the input.
*/
#ifndef NEWS_FUZZ_PACKER_H
#define NEWS_FUZZ_PACKER_H

#include "analyze.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void packer_exit(int code);
void *packer_malloc(size_t n);
void *packer_calloc(size_t count, size_t size);
void *packer_realloc(void *p, size_t n);
void packer_free(void *p);
FILE *packer_fopen(const char *path, const char *mode);
int packer_fclose(FILE *f);
bool packer_reader_open(Reader *r, const Lang *lang);
void packer_reader_close(Reader *r);
extern const Mem packer_mem;
extern FILE *packer_stderr;
int packer_main(int argc, char **argv);

#ifndef NEWS_FUZZ_PACKER_ITSELF
#define main packer_main
#define exit packer_exit
#define malloc packer_malloc
#define calloc packer_calloc
#define realloc packer_realloc
#define free packer_free
#define fopen packer_fopen
#define fclose packer_fclose
#define reader_open packer_reader_open
#define reader_close packer_reader_close
#define mem_libc packer_mem
#undef stderr
#define stderr packer_stderr
#endif

#endif
