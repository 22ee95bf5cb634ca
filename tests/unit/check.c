/* check.c - doc_check finds every kind of damage: a document that is right, one field of it changed at a time. */
#include "../tap.h"
#include "analyze.h"

#include <math.h>

static const char text[] =
    "Mayor Ann Lee said on Friday that the “old” bridge, which cost €5 million, would close. “We "
    "said ‘no’ to it,” she told reporters in Loden.\n\n"
    "At least 12 people, two of them children, were hurt on May 5, said the fire service.";

static Doc doc;

/* One field at a time; put back afterwards. */
#define BREAKS(expected, field, damage)                                                            \
  do {                                                                                             \
    __typeof__(field) *at = &(field), kept = *at;                                                  \
    *at = damage;                                                                                  \
    finds(expected, #field " = " #damage);                                                         \
    *at = kept;                                                                                    \
  } while (0)

static void finds(const char *expected, const char *damage) {
  const char *wrong = doc_check(&doc);
  tap_ok(wrong && strcmp(wrong, expected) == 0, "%s: %s", damage, wrong ? wrong : "nothing found");
}

/* A byte inside a character: the first mark's second. */
static int32_t inside_a_character(void) {
  return (int32_t)(strstr(doc.text.s, "“") - doc.text.s) + 1;
}

static void spoil_tokens(void) {
  Token *t = &doc.tokens.at[1];
  BREAKS("token: span", t->start, -1);
  BREAKS("token: span", t->start, t->end);
  BREAKS("token: span", t->end, t->start - 1);
  BREAKS("token: span", t->end, doc.text.n + 1);
  BREAKS("token: span", t->start, inside_a_character());
  BREAKS("token: span", t->end, inside_a_character());
  BREAKS("token: order", t->start, 0);
  BREAKS("token: sentence", t->sentence, doc.sentences.n);
  BREAKS("token: sentence", t->sentence, -2);
  BREAKS("token: head", t->head, doc.tokens.n);
  BREAKS("token: head", t->head, 1);
  BREAKS("token: reference", t->hit, doc.hits.n);
  BREAKS("token: reference", t->number, doc.numbers.n);
  BREAKS("token: reference", t->date, doc.dates.n);
  BREAKS("token: reference", t->mention, doc.mentions.n);
  BREAKS("token: reference", t->mark, doc.marks.n);
  BREAKS("token: label", t->tag, TAG_COUNT);
  BREAKS("token: label", t->rel, REL_COUNT);
}

static void spoil_sentences(void) {
  Sentence *s = &doc.sentences.at[1];
  BREAKS("sentence: span", s->start, s->end + 1);
  BREAKS("sentence: span", s->start, 0);
  BREAKS("sentence: tokens", s->first, s->first + 1);
  BREAKS("sentence: tokens", s->last, s->first);
  BREAKS("sentence: tokens", s->last, doc.tokens.n + 1);
  BREAKS("sentence: paragraph", s->paragraph, doc.paragraphs.n);
  BREAKS("sentence: all tokens", doc.sentences.at[doc.sentences.n - 1].last, doc.tokens.n - 1);
  Paragraph *p = &doc.paragraphs.at[1];
  BREAKS("paragraph: span", p->end, doc.text.n + 1);
  BREAKS("paragraph: sentences", p->first, 0);
  BREAKS("paragraph: sentences", p->last, p->first - 1);
  BREAKS("paragraph: sentences", p->last, doc.sentences.n + 1);
}

static void spoil_marks(void) {
  MarkSpan *m = &doc.marks.at[2]; /* the inner one */
  BREAKS("mark: span", m->end, m->start - 1);
  BREAKS("mark: span", m->start, 0);
  BREAKS("mark: tokens", m->last, doc.tokens.n + 1);
  BREAKS("mark: tokens", m->first, m->last + 1);
  BREAKS("mark: tokens", m->first, -1);
  BREAKS("mark: marks", m->open, doc.tokens.n);
  BREAKS("mark: marks", m->close, doc.tokens.n);
  BREAKS("mark: continues", m->continues, doc.marks.n);
  BREAKS("mark: continues", m->continues, 2);
  BREAKS("mark: nesting", m->parent, 2);
  BREAKS("mark: nesting", m->parent, 0);
  BREAKS("mark: nesting", doc.marks.at[1].end, m->end - 1);
}

static void spoil_words(void) {
  Hit *h = &doc.hits.at[doc.hits.n - 1];
  BREAKS("hit: span", h->last, doc.tokens.n + 1);
  BREAKS("hit: span", h->last, h->first);
  BREAKS("hit: span", h->first, 0);
  Number *n = &doc.numbers.at[1];
  BREAKS("number: span", n->end, n->start - 1);
  BREAKS("number: span", n->start, 0);
  BREAKS("number: tokens", n->last, doc.tokens.n + 1);
  BREAKS("number: tokens", n->last, n->first);
  double low = n->low;
  n->low = 1;
  BREAKS("number: bounds", n->high, 0);
  n->low = low;
  Date *d = &doc.dates.at[1];
  BREAKS("date: span", d->end, d->start - 1);
  BREAKS("date: span", d->end, d->start);
  BREAKS("date: span", d->start, 0);
  BREAKS("date: tokens", d->last_token, doc.tokens.n + 1);
  BREAKS("date: text", d->first, ((Str){"", 0}));
  BREAKS("date: text", d->last, ((Str){"", 0}));
  BREAKS("date: text", d->timex, ((Str){"", 0}));
  BREAKS("date: text", d->relation, ((Str){"", 0}));
  BREAKS("date: confidence", d->conf, 1.5F);
  BREAKS("date: confidence", d->conf, NAN);
}

static void spoil_names(void) {
  Mention *m = &doc.mentions.at[1];
  BREAKS("mention: span", m->end, m->start - 1);
  BREAKS("mention: span", m->end, m->start);
  BREAKS("mention: span", m->start, 0);
  BREAKS("mention: tokens", m->last, doc.tokens.n + 1);
  BREAKS("mention: tokens", m->head, m->first - 1);
  BREAKS("mention: tokens", m->head, m->last);
  BREAKS("mention: title", m->title, m->first + 1);
  BREAKS("mention: title", m->title, -1);
  BREAKS("mention: entity", m->entity, doc.entities.n);
  BREAKS("mention: text", m->role, ((Str){"", 0}));
  BREAKS("mention: text", m->conf, -0.5F);
  Entity *e = &doc.entities.at[0];
  BREAKS("entity: first", e->first, doc.mentions.n);
  BREAKS("entity: text", e->name, STR_NONE);
  BREAKS("entity: text", e->name.n, 0);
  BREAKS("entity: text", e->role, ((Str){"", 0}));
  BREAKS("entity: confidence", e->conf, 2);
}

static void spoil_quotes(void) {
  int32_t last = doc.quotes.n - 1;
  Quote *q = &doc.quotes.at[last];
  BREAKS("quote: content", q->content, RANGE_NONE);
  BREAKS("quote: content", q->content.start, q->content.end);
  BREAKS("quote: content", q->content.last, doc.tokens.n + 1);
  BREAKS("quote: content", q->content.end, doc.text.n + 1);
  BREAKS("quote: order", q->content.start, 0);
  BREAKS("quote: range", q->source.end, doc.text.n + 1);
  BREAKS("quote: range", q->cue.end, doc.text.n + 1);
  BREAKS("quote: range", q->addressee, ((Range){0, NONE, NONE, NONE}));
  BREAKS("quote: range", q->addressee, ((Range){NONE, 0, NONE, NONE}));
  BREAKS("quote: range", q->addressee, ((Range){NONE, NONE, NONE, 0}));
  BREAKS("quote: reference", q->mark, doc.marks.n);
  BREAKS("quote: reference", q->entity, doc.entities.n);
  BREAKS("quote: reference", q->addressee_entity, doc.entities.n);
  BREAKS("quote: reference", q->date, doc.dates.n);
  BREAKS("quote: continues", q->continues, doc.quotes.n);
  BREAKS("quote: continues", q->continues, last);
  BREAKS("quote: part_of", q->part_of, doc.quotes.n);
  BREAKS("quote: part_of", q->part_of, last);
  BREAKS("quote: nesting", q->part_of, 0);
  BREAKS("quote: nesting", doc.quotes.at[0].part_of, last);
  BREAKS("quote: text", q->speaker, ((Str){"", 0}));
  BREAKS("quote: text", q->role, ((Str){"", 0}));
  BREAKS("quote: text", q->to, ((Str){"", 0}));
  BREAKS("quote: text", q->cue_class, ((Str){"", 0}));
  BREAKS("quote: text", q->medium, ((Str){"", 0}));
  BREAKS("quote: confidence", q->conf, 1.01F);
}

static void spoil_figures(void) {
  Figure *f = &doc.figures.at[1];
  BREAKS("figure: span", f->end, f->start - 1);
  BREAKS("figure: span", f->end, f->start);
  BREAKS("figure: span", f->start, 0);
  BREAKS("figure: tokens", f->last, doc.tokens.n + 1);
  BREAKS("figure: reference", f->number, doc.numbers.n);
  BREAKS("figure: reference", f->date, doc.dates.n);
  BREAKS("figure: reference", f->source_entity, doc.entities.n);
  BREAKS("figure: reference", f->quote, doc.quotes.n);
  BREAKS("figure: link", f->part_of, doc.figures.n);
  BREAKS("figure: link", f->change_of, doc.figures.n);
  BREAKS("figure: link", f->same_as, doc.figures.n);
  BREAKS("figure: bounds", f->high, f->low - 1);
  Str *const words[] = {&f->unit,  &f->unit_text, &f->per,    &f->item, &f->event,
                        &f->place, &f->source,    &f->change, &f->scope};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    BREAKS("figure: text", *words[i], ((Str){"", 0}));
  BREAKS("figure: confidence", f->conf, -1);
}

int main(void) {
  LangStore store;
  Reader reader;
  const Lang *lang;
  tap_plan(126);
  const char *wrong = lang_en(&store, &lang);
  if (wrong || !reader_open(&reader, lang)) return 1;
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)sizeof text - 1});
  doc.published = (Moment){2025, 5, 9, -1, -1, true};
  analyze(&doc, &reader, WANT_ALL);
  tap_ok(!doc_check(&doc), "nothing is wrong");
  spoil_tokens();
  spoil_sentences();
  spoil_marks();
  spoil_words();
  spoil_names();
  spoil_quotes();
  spoil_figures();
  tap_ok(!doc_check(&doc), "nothing is wrong again");
  doc.rc = DOC_STOPPED;
  doc.tokens.at[0].start = -1;
  tap_ok(!doc_check(&doc), "a broken-off analysis promises nothing");
  doc_close(&doc);
  reader_close(&reader);
  return tap_done();
}
