/* lang.h - a language: words, rules and models, const and shared by all connections.
**
** lang_en() opens the pack and the model embedded in the library. Opening checks every offset once;
*after
** that lookups need no checks. A damaged pack or model gives NULL and an error text, never a crash.
*/
#ifndef NEWS_LANG_H
#define NEWS_LANG_H

#include "core/doc.h"

typedef struct Pack Pack;   /* data/pack.h: words and rules */
typedef struct Model Model; /* data/model.h: tagger, parser, names */

typedef struct Lang {
  const Pack *pack;
  const Model *model; /* NULL: none, the stages that need it do nothing */
} Lang;

/* "figures.rules:41" into the buffer, NUL-terminated; "" for 0. Returns buffer. */
#define WHY_SIZE 64
const char *lang_why(const Lang *lang, Why why, char buffer[WHY_SIZE]);

#endif
