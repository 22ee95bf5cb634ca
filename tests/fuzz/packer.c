/* packer.c - data files of any bytes through the packer: a mistake is told with file and line; else the pack opens, is the
** same when it is made again, and reading with it keeps all invariants.
**
** The input is words.tsv, x.rules and irregular.tsv, parted by lines "%%".
*/
#define NEWS_FUZZ_PACKER_ITSELF
#include "packer.h"

#include "fuzz.h"

#include <setjmp.h>

enum { FILES = 3, MOST = 4096 };
static const char *const names[FILES] = {"words.tsv", "x.rules", "irregular.tsv"};
static Str pieces[FILES];

/* ---- memory and files of one run, to be let go wherever it stopped ---- */

static void *blocks[MOST];
static FILE *files[8];
static int n_blocks, n_files;
static jmp_buf stopped;

static int block_of(const void *p) {
  int i = n_blocks;
  while (i > 0 && blocks[i - 1] != p) i--;
  MUST_HOLD(i > 0, "memory that is not the packer's");
  return i - 1;
}

void *packer_malloc(size_t n) {
  MUST_HOLD(n_blocks < MOST, "blocks");
  return blocks[n_blocks++] = malloc(n);
}

void *packer_calloc(size_t count, size_t size) {
  MUST_HOLD(n_blocks < MOST, "blocks");
  return blocks[n_blocks++] = calloc(count, size);
}

void *packer_realloc(void *p, size_t n) {
  if (!p) return packer_malloc(n);
  int i = block_of(p);
  return blocks[i] = realloc(p, n);
}

void packer_free(void *p) {
  if (!p) return;
  blocks[block_of(p)] = blocks[n_blocks - 1];
  n_blocks--;
  free(p);
}

static void *mem_alloc(void *ctx, size_t n) {
  (void)ctx;
  return packer_malloc(n);
}

static void mem_release(void *ctx, void *p) {
  (void)ctx;
  packer_free(p);
}

const Mem packer_mem = {mem_alloc, mem_release, 0};

/* What it wrote: the pack, the examples, and what it says. */
typedef struct Written {
  char *s;
  size_t n;
} Written;
static Written pack, examples, said;
FILE *packer_stderr;

FILE *packer_fopen(const char *path, const char *mode) {
  FILE *f = 0;
  if (*mode == 'w') {
    Written *to = strcmp(path, "pack") == 0 ? &pack : &examples;
    f = open_memstream(&to->s, &to->n);
  }
  for (int i = 0; i < FILES && !f; i++)
    if (strcmp(path, names[i]) == 0)
      f = pieces[i].n ? fmemopen((char *)pieces[i].s, (size_t)pieces[i].n, "r")
                      : fopen("/dev/null", "r");
  MUST_HOLD(f, "%s", path);
  return files[n_files++] = f;
}

int packer_fclose(FILE *f) {
  for (int i = 0; i < n_files; i++)
    if (files[i] == f) files[i] = files[--n_files];
  return fclose(f);
}

_Noreturn void packer_exit(int code) {
  longjmp(stopped, code);
}

/* One reader for all runs: opening ICU's breaker takes longer than a run. It cuts phrases, which needs no language. */
bool packer_reader_open(Reader *r, const Lang *lang) {
  *r = *fuzz_reader();
  r->lang = lang;
  return true;
}

void packer_reader_close(Reader *r) {
  (void)r;
}

static void let_go(Written *w) {
  free(w->s);
  *w = (Written){0};
}

/* ---- one run ---- */

/* True: packed. False: refused, with file and line. */
static bool run(void) {
  static char *arguments[] = {"pack",      "pack",    "examples", "irregular.tsv",
                              "words.tsv", "x.rules", 0};
  packer_stderr = open_memstream(&said.s, &said.n);
  int rc = setjmp(stopped);
  if (!rc)
    rc = packer_main(6, arguments);
  else
    rc = -rc;
  while (n_files) packer_fclose(files[0]);
  while (n_blocks) packer_free(blocks[n_blocks - 1]);
  fclose(packer_stderr);
  bool told = false;
  for (int i = 0; i < FILES; i++) {
    size_t n = strlen(names[i]);
    told = told || (said.n > n + 4 && memcmp(said.s, names[i], n) == 0 && said.s[n] == ':');
  }
  MUST_HOLD(rc == 0 ? said.n == 0 : told, "rc %d: %.*s", rc, (int)said.n, said.s);
  let_go(&said);
  return rc == 0;
}

/* At "%%" on a line of its own. */
static void part(Str input) {
  for (int i = 0; i < FILES; i++) {
    int32_t end = 0, next = input.n;
    for (; end < input.n; end++) {
      if ((end && input.s[end - 1] != '\n') ||
          !str_starts(str_sub(input, end, input.n), STR("%%\n")))
        continue;
      next = end + 3;
      break;
    }
    pieces[i] = str_sub(input, 0, end);
    input = str_sub(input, next, input.n);
  }
}

/* Our text, and the data files themselves: their words are all known. */
static void read_with(const struct Pack *words, Str text) {
  Lang lang = *fuzz_reader()->lang;
  lang.pack = words;
  Reader reader = *fuzz_reader();
  reader.lang = &lang;
  Doc doc;
  doc_open(&doc, mem_libc, 0, text);
  doc.published = (Moment){2024, 2, 29, -1, -1, true};
  analyze(&doc, &reader, WANT_ALL);
  MUST_HOLD(doc.rc == DOC_OK, "%s", doc.broken ? doc.broken : "rc");
  doc_close(&doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  static const char text[] =
      "“No,” said Ann Lee on Friday. At least 12 people, $5 million and 3% last year, he told "
      "the ministry on May 5, 2024, according to officials who said that it rose.";
  Str input = {(const char *)data, (int32_t)n};
  part(input);
  if (run()) {
    size_t room = (pack.n + 63) / 64 * 64;
    char *copy = aligned_alloc(64, room);
    size_t size = pack.n;
    memcpy(copy, pack.s, size);
    struct Pack words;
    const char *wrong = pack_open(&words, copy, size);
    MUST_HOLD(!wrong, "%s", wrong);
    read_with(&words, (Str){text, (int32_t)sizeof text - 1});
    read_with(&words, input);
    let_go(&pack);
    let_go(&examples);
    MUST_HOLD(run() && pack.n == size && memcmp(pack.s, copy, size) == 0, "other bytes");
    free(copy);
  }
  let_go(&pack);
  let_go(&examples);
  return 0;
}
