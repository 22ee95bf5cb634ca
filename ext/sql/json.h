/* json.h - JSON text: strings and whole articles. */
#ifndef NEWS_JSON_H
#define NEWS_JSON_H

#include "sql/rows.h"

/* s as a JSON string, quoted; control characters escaped, broken UTF-8 replaced by U+FFFD. */
void json_string(sqlite3_str *out, Str s);

/* All tables of an article as one object. */
void json_article(sqlite3_str *out, const Conn *c, Article *a);

#endif
