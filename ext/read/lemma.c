/* lemma.c - lemmas: what a form loses and gains at its end, by its tag and itself, or else by its longest
** known ending (train_lemma.c learns which).
*/
#include "read/read.h"
#include "read/word.h"

static const LemmaScript *script_of(const Model *m, const Token *t, Str fold) {
  uint32_t found = words_find(&m->lemmas, lemma_key(t->tag, LEMMA_WHOLE, t->hash));
  int32_t n = fold.n < LEMMA_WHOLE ? fold.n : LEMMA_WHOLE - 1;
  for (; !found && n >= 0; n--)
    found = words_find(&m->lemmas, lemma_key(t->tag, (uint32_t)n, ending_of(fold, n)));
  return found ? &m->scripts[found - 1] : 0;
}

/* A script may meet a form that it does not fit: fingerprints of words are short. */
static bool fits(const LemmaScript *s, Str form) {
  int32_t at = form.n - s->cut;
  if (at < 0 || at + s->n == 0) return false;
  return at == form.n || ((uint8_t)form.s[at] & 0xC0) != 0x80;
}

/* Lemmas are written with straight apostrophes. */
static Str straight(Doc *doc, Str form) {
  if (form.n < 3 || !memchr(form.s, '\xE2', (size_t)form.n)) return form;
  char *to = doc_alloc(doc, (size_t)form.n);
  if (!to) return form;
  int32_t n = 0;
  for (int32_t i = 0; i < form.n; i++) {
    bool curly = str_starts(str_sub(form, i, form.n), STR("\xE2\x80\x99"));
    to[n++] = curly ? '\'' : form.s[i];
    if (curly) i += 2;
  }
  return (Str){to, n};
}

Str lemma_of(Doc *doc, const Lang *lang, int32_t token) {
  const Token *t = &doc->tokens.at[token];
  Str form = straight(doc, tok_fold(doc, token));
  const Model *m = lang ? lang->model : 0;
  const LemmaScript *s = m && m->lemmas.mask ? script_of(m, t, form) : 0;
  if (!s || !fits(s, form)) return form;
  if (s->keep) form = straight(doc, tok_text(doc, token));
  int32_t kept = form.n - s->cut;
  if (!s->n) return str_sub(form, 0, kept);
  char *lemma = doc_alloc(doc, (size_t)kept + s->n);
  if (!lemma) return form;
  memcpy(lemma, form.s, (size_t)kept);
  memcpy(lemma + kept, s->add, s->n);
  return (Str){lemma, kept + s->n};
}
