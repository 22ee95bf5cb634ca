/* read.h - the stages, in the order of ext/analyze.c. Each reads what earlier ones wrote into the
** Doc and adds its own records; none includes another. Each is linear in the text.
*/
#ifndef NEWS_READ_H
#define NEWS_READ_H

#include "core/doc.h"
#include "data/lang.h"

/* What a thread of work needs beside the Doc: const data and reusable scratch. One per connection
 * or worker. */
typedef struct Reader {
  const Lang *lang;
  struct Breaker
      *breaker; /* read/segment.c: ICU's word iterator, opened once (5 us a time otherwise) */
  struct Memos
      *memos; /* read/memo.h: what words weigh by themselves; NULL: each document has its own */
} Reader;

/* Interface to code in text.c: valid UTF-8 of the same length, folded copy. */
void read_text(Doc *doc, Reader *r);

/* Interface to code in segment.c: paragraphs, tokens, sentences. */
void read_segment(Doc *doc, Reader *r);
struct Breaker *breaker_open(void); /* NULL without memory */
void breaker_close(struct Breaker *b);

/* Interface to code in lookup.c: lexicon hits. */
void read_lookup(Doc *doc, Reader *r);

/* Interface to code in mark.c: spans in quotation marks. */
void read_mark(Doc *doc, Reader *r);

/* Interface to code in tag.c: Penn tags. */
void read_tag(Doc *doc, Reader *r);

/* Interface to code in lemma.c: "pushed" -> "push". Needs tags; names keep their capitals. */
Str lemma_of(Doc *doc, const Lang *lang, int32_t token);

/* Interface to code in parse.c: heads and relations. */
void read_parse(Doc *doc, Reader *r);

/* Interface to code in number.c: numbers as written. */
void read_number(Doc *doc, Reader *r);
/* news_number(): the number that the whole text spells, NAN if it is none. The document was
** analysed with WANT_NUMBERS. */
double number_of(const Doc *doc);

/* Interface to code in date.c: time expressions, resolved against doc->published. */
void read_date(Doc *doc, Reader *r);
/* Lenient reading of `published` (ISO 8601, RFC 2822, "April 25, 2025", unix seconds); known =
** false if it cannot be read. */
Moment moment_read(const Lang *lang, Str s);

/* Interface to code in name.c: mentions of form name, with titles. */
void read_name(Doc *doc, Reader *r);

/* Interface to code in entity.c: names merged into entities, with roles and genders. */
void read_entity(Doc *doc, Reader *r);

/* Interface to code in attribute.c: quotes with source, cue and addressee as they stand in the
 * text. */
void read_attribute(Doc *doc, Reader *r);

/* Interface to code in resolve.c: descriptions and pronouns; speakers and addressees resolved. */
void read_resolve(Doc *doc, Reader *r);

/* Interface to code in confidence.c: how far each quote can be trusted. */
void read_confidence(Doc *doc, Reader *r);

/* Interface to code in figure.c: figures with unit, item, event, place, date, source. */
void read_figure(Doc *doc, Reader *r);

/* Interface to code in oneline.c: what people, bodies and things are called, without line breaks. */
void read_oneline(Doc *doc, Reader *r);

#endif
