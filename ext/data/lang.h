/* lang.h - a language: words, rules and models, const and shared.
**
** A LangStore holds the views that opening makes; whoever opens a language keeps it (a connection,
** a test). The data itself is const and shared by all. Opening checks every offset once; after that
** lookups need no checks. A damaged pack or model gives an error text, never a crash.
*/
#ifndef NEWS_LANG_H
#define NEWS_LANG_H

#include "core/doc.h"
#include "data/model.h"
#include "data/pack.h"

typedef struct Pack Pack; /* data/pack.h: words and rules */

typedef struct Lang {
  const Pack *pack;
  const Model *model; /* NULL: none, the stages that need it do nothing */
} Lang;

typedef struct LangStore {
  Lang lang;
  struct Pack pack;
  Model model;
} LangStore;

/* Opens the embedded English into *store and sets *lang to it. NULL if all is well, else a static
** text that says what is wrong (then *lang is NULL). */
const char *lang_en(LangStore *store, const Lang **lang);

/* "figures.rules:41" into the buffer, NUL-terminated; "" for 0. Returns buffer. */
#define WHY_SIZE 64
const char *lang_why(const Lang *lang, Why why, char buffer[WHY_SIZE]);

#endif
