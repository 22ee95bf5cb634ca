/* resolve.c - descriptions and pronouns join their entities; quotes get their speakers. */
#include "read/resolve.h"
#include "read/read.h"

void resolve_touch(Resolver *r, int32_t ref, int32_t entity, int sure) {
  Ref *f = &r->refs.at[ref];
  f->entity = entity;
  f->sure = (uint8_t)(sure < 0 ? 0 : sure > 100 ? 100 : sure);
  r->ents.at[entity].last = ref;
  r->ents.at[entity].seen++;
  /* the parse may take the title for the head of the source */
  int32_t first = f->kind == REF_NAME ? r->doc->mentions.at[f->name].title : f->first;
  for (int32_t t = first; t < f->last; t++)
    if (r->source[t]) r->speaker = entity;
}

static bool open_resolver(Resolver *r) {
  Doc *doc = r->doc;
  lex_entries(r->lang, LEX_NOUN, &r->noun_first, &r->noun_last);
  size_t nouns = (size_t)(r->noun_last - r->noun_first), tokens = (size_t)doc->tokens.n;
  r->noted = doc_alloc(doc, nouns * sizeof *r->noted);
  r->told = doc_alloc(doc, tokens * sizeof *r->told);
  r->source = doc_alloc(doc, tokens);
  r->speaker = NONE;
  if (!r->noted || !r->told || !r->source) return false;
  for (size_t i = 0; i < nouns; i++) r->noted[i] = NONE;
  for (size_t i = 0; i < tokens; i++) r->told[i] = NONE;
  for (int32_t i = 0; i < doc->entities.n; i++) {
    Ent e = {.last = NONE};
    if (doc_add(doc, &r->ents, &e) == NONE) return false;
  }
  return true;
}

/* ---- first what the reporter says, then what stands in marks ---- */

static bool in_marks(const Ref *f) {
  return f->mark != NONE;
}

static void resolve_reported(Resolver *r) {
  for (int32_t i = 0; i < r->refs.n; i++) {
    const Ref *f = &r->refs.at[i];
    if (f->kind == REF_NAME && f->entity != NONE)
      resolve_touch(r, i, f->entity, 100);
    else if (resolve_is_text(r, f))
      resolve_text(r, i);
    else if (f->kind == REF_DESCRIPTION)
      resolve_noun(r, i);
    else if (f->kind == REF_PRONOUN && !in_marks(f) &&
             str_eq(lex_str(r->lang, f->entry, PRONOUN_WHO), STR("other")))
      resolve_pronoun(r, i, NONE);
    if ((i & 1023) == 0 && doc_stop(r->doc)) return;
  }
}

/* "I" is the speaker, "we" too if that is a body or a group, "you" the addressee. */
static int32_t in_speech(const Resolver *r, const Ref *f, const Quote *q) {
  Str who = lex_str(r->lang, f->entry, PRONOUN_WHO);
  if (str_eq(who, STR("addressee"))) return q->addressee_entity;
  if (!str_eq(who, STR("speaker")) || q->entity == NONE) return NONE;
  return !f->plural || r->doc->entities.at[q->entity].type != ENTITY_PERSON ? q->entity : NONE;
}

static void resolve_spoken(Resolver *r) {
  const Doc *doc = r->doc;
  int32_t *quote_of = doc_alloc(r->doc, (size_t)doc->marks.n * sizeof *quote_of);
  if (!quote_of) return;
  for (int32_t i = 0; i < doc->marks.n; i++) quote_of[i] = NONE;
  for (int32_t i = 0; i < doc->quotes.n; i++)
    if (doc->quotes.at[i].mark != NONE) quote_of[doc->quotes.at[i].mark] = i;
  for (int32_t i = 0; i < r->refs.n; i++) {
    const Ref *f = &r->refs.at[i];
    if (f->kind != REF_PRONOUN || f->entity != NONE || !in_marks(f)) continue;
    int32_t q = quote_of[f->mark];
    if (str_eq(lex_str(r->lang, f->entry, PRONOUN_WHO), STR("other"))) {
      resolve_pronoun(r, i, q == NONE ? NONE : doc->quotes.at[q].entity);
      continue;
    }
    int32_t e = q == NONE ? NONE : in_speech(r, f, &doc->quotes.at[q]);
    if (e != NONE) resolve_touch(r, i, e, 90);
  }
}

/* ---- the records ---- */

static Mention mention_of(const Resolver *r, const Ref *f) {
  const Entity *e = &r->doc->entities.at[f->entity];
  Range range = doc_range(r->doc, f->first, f->last);
  return (Mention){.start = range.start,
                   .end = range.end,
                   .first = f->first,
                   .last = f->last,
                   .head = f->head,
                   .title = f->first,
                   .sentence = f->sentence,
                   .entity = f->entity,
                   .role = STR_NONE,
                   .form = f->kind == REF_PRONOUN ? FORM_PRONOUN : FORM_DESCRIPTION,
                   .type = e->type,
                   .gender = e->gender,
                   .plural = f->plural,
                   .conf = (float)f->sure / 100};
}

static bool stands_behind(const Mention *a, const Mention *b) {
  return a->start > b->start || (a->start == b->start && a->end < b->end);
}

/* Into the order of starts, longer ones first: what stands inside a phrase was added before it. */
static void sink(Doc *doc) {
  int32_t i = doc->mentions.n - 1;
  Mention m = doc->mentions.at[i];
  for (; i > 0 && stands_behind(&doc->mentions.at[i - 1], &m); i--)
    doc->mentions.at[i] = doc->mentions.at[i - 1];
  doc->mentions.at[i] = m;
}

static void add_mentions(Resolver *r) {
  Doc *doc = r->doc;
  const Mention *names = doc->mentions.at;
  doc->mentions.at = 0;
  doc->mentions.n = doc->mentions.cap = 0;
  for (int32_t i = 0; i < r->refs.n; i++) {
    const Ref *f = &r->refs.at[i];
    if (f->kind == REF_PAIR || (f->kind != REF_NAME && f->entity == NONE)) continue;
    Mention m = f->kind == REF_NAME ? names[f->name] : mention_of(r, f);
    if (doc_add(doc, &doc->mentions, &m) == NONE) return;
    sink(doc);
  }
}

static void count_mentions(Doc *doc) {
  for (int32_t i = 0; i < doc->entities.n; i++) {
    doc->entities.at[i].first = NONE;
    doc->entities.at[i].mentions = 0;
  }
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    const Mention *m = &doc->mentions.at[i];
    for (int32_t t = m->first; m->form == FORM_NAME && t < m->last; t++)
      doc->tokens.at[t].mention = i;
    if (m->entity == NONE) continue;
    Entity *e = &doc->entities.at[m->entity];
    if (e->first == NONE) e->first = i;
    e->mentions++;
  }
}

void read_resolve(Doc *doc, Reader *reader) {
  Resolver r = {.doc = doc, .lang = reader->lang};
  if (!r.lang || !doc->tokens.n || !open_resolver(&r)) return;
  resolve_points(&r);
  resolve_notes(&r);
  resolve_refs(&r);
  resolve_sources(&r);
  resolve_reported(&r);
  if (doc->rc != DOC_OK) return;
  resolve_quotes(&r);
  if (doc_stop(doc)) return;
  resolve_spoken(&r);
  if (doc_stop(doc)) return;
  add_mentions(&r);
  if (doc_stop(doc)) return;
  count_mentions(doc);
}
