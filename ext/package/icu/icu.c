/* icu.c - ICU inside the portable build: its data (word breaks alone, 23 KB of 31 MB), and what keeps
** it to itself. Linked into build/package/news.so only, never beside the system's ICU.
*/
#include "data/embed.h"

#include <stddef.h>
#include <unicode/udata.h>

#define EMBED_AS(name, path) EMBED(name, path)
EMBED_AS(ICU_DATA_NAME, ICU_DATA_PATH) /* icudt72_dat: where ICU looks first */

#define HIDDEN __attribute__((visibility("hidden")))

/* No file and no ICU_DATA of the user's environment may change what is read. */
__attribute__((constructor)) static void data_stays_inside(void) {
  UErrorCode rc = U_ZERO_ERROR;
  udata_setFileAccess(UDATA_NO_FILES, &rc);
}

/* Debian's libicuuc.a is compiled for programs, not for libraries: it reads these variables of the C
** library (ICU's default time zone, which news never asks for) in a way that a library cannot link.
** Ours stand in for them. */
HIDDEN long timezone, __timezone;
HIDDEN int daylight, __daylight;
HIDDEN char *tzname[2], *__tzname[2];

/* glibc 2.35 has it, and the C++ library's unwinder asks for it. Without it the library loads from glibc
** 2.34 on. It finds nothing here, so that an exception would end the program: ICU is written without
** exceptions, it reports by codes. */
HIDDEN int _dl_find_object(void *address, void *result);
HIDDEN int _dl_find_object(void *address, void *result) {
  (void)address, (void)result;
  return -1;
}
