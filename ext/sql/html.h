/* html.h - an article as an HTML fragment with its quotes, entities and figures marked. */
#ifndef NEWS_HTML_H
#define NEWS_HTML_H

#include "sql/rows.h"

void html_article(sqlite3_str *out, const Article *a);

#endif
