/* namekey.h - one key for the spellings of one name, and whether two names can be one person or
** body.
**
** The key is made by our own frozen table (namekey.c), never by ICU's, so that an index on it stays
** right when libraries change. It may not be changed without a new function name.
*/
#ifndef NEWS_NAMEKEY_H
#define NEWS_NAMEKEY_H

#include "core/str.h"

#define NAME_KEY_SIZE 256

/* Writes the key of a name (UTF-8, need not be valid) to out, at most cap bytes, no NUL; gives its
** length, 0 if nothing is left (no letters or digits). Words stand in the order written, parted by
** single blanks: "Zelenskyy", "Zelenskiy", "Zelensky" and "Зеленський" share "zelensky". */
int32_t name_key(Str name, char *out, int32_t cap);

/* True if the two can name one: equal keys; initials that fit ("V. Zelensky"); a last name alone;
** never two different first names. */
bool same_name(Str a, Str b);

#endif
