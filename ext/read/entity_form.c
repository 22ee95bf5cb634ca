/* entity_form.c - two names compared: surnames, first names, initials, acronyms, parts, slips of the pen. */
#include "read/entity.h"
#include "read/noun.h"
#include "read/word.h"

enum { TYPO_LEAST = 5 /* letters of a word in which a slip may be forgiven */ };

/* ---- making a form ---- */

static bool affix_at(const Doc *doc, const Lang *lang, int32_t t, Str role) {
  return lex_hit_is(doc, lang, t, LEX_AFFIX, AFFIX_ROLE, role) != NONE;
}

bool name_of_storm(const Doc *doc, const Lang *lang, const Mention *m) {
  return m->last - m->first > 1 && affix_at(doc, lang, m->last - 2, STR("storm"));
}

/* Tokens that are compared: without articles before, and company or personal suffixes behind. A company's
** tell that it is one, as does its trade. */
static Range core_of(const Doc *doc, const Lang *lang, const Mention *m, uint8_t *type) {
  int32_t first = m->first, last = m->last;
  if (last - first > 1 && affix_at(doc, lang, first, STR("article"))) first++;
  for (; last - first > 1; last--) {
    if (affix_at(doc, lang, last - 1, STR("company")))
      *type = ENTITY_ORGANIZATION;
    else if (!affix_at(doc, lang, last - 1, STR("person")) &&
             !(last - first > 2 && tok_is(doc, last - 1, TOK_PUNCT)))
      break;
  }
  if (last - first > 1 && affix_at(doc, lang, last - 1, STR("trade"))) *type = ENTITY_ORGANIZATION;
  return doc_range(doc, first, last);
}

/* The entry of what every reader knows it as ("UK"); NONE if nothing. */
static int32_t known_as(const Doc *doc, Range r) {
  for (int32_t h = doc->tokens.at[r.first].hit; h != NONE && h < doc->hits.n; h++) {
    const Hit *hit = &doc->hits.at[h];
    if (hit->first != r.first) break;
    if (hit->kind == LEX_ALIAS && hit->last == r.last) return hit->entry;
  }
  return NONE;
}

/* Within a name: "U.S. Embassy" is the United States Embassy. */
static Str expanded(const Doc *doc, const Lang *lang, int32_t t) {
  int32_t e = known_as(doc, (Range){.first = t, .last = t + 1});
  return e == NONE || !tok_is(doc, t, TOK_UPPER) ? tok_text(doc, t) : lex_str(lang, e, ALIAS_NAME);
}

static uint8_t type_named(Str name) {
  for (int t = ENTITY_PERSON; t < ENTITY_GROUP; t++)
    if (str_eq(name, (Str){type_name(t), (int32_t)strlen(type_name(t))})) return (uint8_t)t;
  return ENTITY_NONE;
}

/* "u s a" -> "usa" */
static int32_t join_letters(char *s, int32_t n) {
  for (int32_t i = 0; i < n; i++)
    if ((i % 2 == 1) != (s[i] == ' ')) return n;
  int32_t to = 0;
  for (int32_t i = 0; i < n; i += 2) s[to++] = s[i];
  return to;
}

/* Appends the words of a text's key; those of one token belong to it. */
static void add_words(NameForm *f, Str text, int32_t token) {
  int32_t at = f->bytes ? f->bytes + 1 : 0;
  if (at + 8 >= NAME_KEY_SIZE) return;
  int32_t n = join_letters(f->key + at, name_key(text, f->key + at, NAME_KEY_SIZE - at));
  if (!n) return;
  if (at) f->key[at - 1] = ' ';
  f->bytes = at + n;
  for (int32_t from = at; from < f->bytes && f->n < FORM_WORDS; f->n++) {
    int32_t to = from;
    while (to < f->bytes && f->key[to] != ' ') to++;
    f->token[f->n] = token;
    f->word[f->n].at = (uint16_t)from;
    f->word[f->n].n = (uint16_t)(to - from);
    from = to + 1;
  }
}

const NameForm *name_keep(Doc *doc, const NameForm *f) {
  size_t size = offsetof(NameForm, key) + (size_t)f->bytes;
  void *copy = doc_scratch(doc, size);
  return copy ? memcpy(copy, f, size) : 0;
}

void name_form(const Doc *doc, const Lang *lang, const Mention *m, NameForm *f) {
  f->type = ENTITY_NONE;
  f->n = f->bytes = 0;
  Range core = core_of(doc, lang, m, &f->type);
  int32_t known = known_as(doc, core);
  if (known != NONE) f->type = type_named(lex_str(lang, known, ALIAS_TYPE));
  if (known != NONE) add_words(f, lex_str(lang, known, ALIAS_NAME), NONE);
  for (int32_t t = core.first; known == NONE && t < core.last; t++)
    add_words(f, expanded(doc, lang, t), t);
  bool one = core.last - core.first == 1;
  f->upper = one && tok_is(doc, core.first, TOK_UPPER) && core.end - core.start <= 8;
  const Model *model = lang->model;
  uint32_t lists = model ? words_find(&model->names_model.lists, word_key(doc, core.first)) : 0;
  f->weak = known != NONE || (one && (lists & (LIST_COUNTRY | LIST_PEOPLE)) != 0);
}

/* ---- words ---- */

static bool digit(char c) {
  return c >= '0' && c <= '9';
}

/* One letter changed, added, left out, or two neighbours swapped. */
static bool slip(Str a, Str b) {
  if (a.n > b.n) return slip(b, a);
  if (a.n < TYPO_LEAST || b.n - a.n > 1 || digit(a.s[a.n - 1])) return false;
  int32_t i = 0;
  while (i < a.n && a.s[i] == b.s[i]) i++;
  if (a.n < b.n) return !memcmp(a.s + i, b.s + i + 1, (size_t)(a.n - i));
  if (i == a.n || !memcmp(a.s + i + 1, b.s + i + 1, (size_t)(a.n - i - 1))) return true;
  return i + 1 < a.n && a.s[i] == b.s[i + 1] && a.s[i + 1] == b.s[i] &&
         !memcmp(a.s + i + 2, b.s + i + 2, (size_t)(a.n - i - 2));
}

/* Of two first names, is one a short form of the other? */
static bool long_for(const Doc *doc, const Lang *lang, int32_t shorter, int32_t full) {
  if (shorter == NONE || full == NONE) return false;
  int32_t e = lex_entry(lang, tok_fold(doc, shorter), LEX_NICKNAME);
  return e != NONE && str_eq(lex_str(lang, e, NICKNAME_NAME), tok_fold(doc, full));
}

/* First names of one person: equal, an initial, a short form, a slip. */
static bool first_fits(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b) {
  Str x = name_word(a, 0), y = name_word(b, 0);
  return str_eq(x, y) || ((x.n == 1 || y.n == 1) && x.s[0] == y.s[0]) || slip(x, y) ||
         long_for(doc, lang, a->token[0], b->token[0]) ||
         long_for(doc, lang, b->token[0], a->token[0]);
}

static bool words_at(const NameForm *a, const NameForm *b, int at) {
  for (int i = 0; i < a->n; i++)
    if (!str_eq(name_word(a, i), name_word(b, at + i))) return false;
  return true;
}
static bool begins(const NameForm *a, const NameForm *b) {
  return a->n < b->n && words_at(a, b, 0);
}
static bool ends(const NameForm *a, const NameForm *b) {
  return a->n < b->n && words_at(a, b, b->n - a->n);
}

/* All words of a stand in b, in order. */
static bool within(const NameForm *a, const NameForm *b) {
  int at = 0;
  for (int i = 0; i < b->n && at < a->n; i++) at += str_eq(name_word(a, at), name_word(b, i));
  return at == a->n;
}

/* As many words, all equal but one that differs by a slip. */
static bool one_slip(const NameForm *a, const NameForm *b) {
  int slips = 0;
  if (a->n != b->n || a->n < 2) return false;
  for (int i = 0; i < a->n; i++) {
    if (str_eq(name_word(a, i), name_word(b, i))) continue;
    if (slips++ || !slip(name_word(a, i), name_word(b, i))) return false;
  }
  return true;
}

/* A word of capitals against first letters; short words may be skipped. The letters are those of the text:
** keys fold doubled ones. */
static bool acronym(const Doc *doc, const NameForm *a, const NameForm *full) {
  if (!a->upper || a->token[0] == NONE || full->n < 2) return false;
  Str w = tok_fold(doc, a->token[0]);
  int32_t at = 0;
  for (int i = 0; i < full->n; i++) {
    Str word = full->token[i] == NONE ? name_word(full, i) : tok_fold(doc, full->token[i]);
    while (at < w.n && w.s[at] == '.') at++;
    if (at < w.n && word.s[0] == w.s[at])
      at++;
    else if (full->word[i].n > 3)
      return false;
  }
  return at == w.n || (at + 1 == w.n && w.s[at] == '.');
}

/* ---- people ---- */

static int bare_rank(const NameForm *one, const NameForm *more) {
  Str w = name_word(one, 0), last = name_last(more);
  if (str_eq(w, last)) return RANK_SURNAME;
  if (str_eq(w, name_word(more, 0))) return RANK_FIRST;
  if (slip(w, last)) return RANK_TYPO;
  if (w.n < 4) return RANK_NONE;
  for (int i = 1; i < more->n - 1; i++)
    if (str_eq(w, name_word(more, i))) return RANK_INNER;
  return RANK_NONE;
}

static int person_rank(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b) {
  if (a->n > b->n) return person_rank(doc, lang, b, a);
  if (acronym(doc, a, b)) return RANK_ACRONYM; /* turns of an interview */
  if (b->n == 1) return slip(name_word(a, 0), name_word(b, 0)) ? RANK_TYPO : RANK_NONE;
  if (a->n == 1) return bare_rank(a, b);
  Str last = name_last(a);
  if (ends(a, b)) return RANK_FULL;
  if (str_eq(last, name_last(b)) && first_fits(doc, lang, a, b)) return RANK_FULL;
  if (one_slip(a, b)) return RANK_FULL;
  return begins(a, b) ? RANK_PART : RANK_NONE;
}

/* ---- bodies, places and the rest ---- */

/* Are all words of b behind those of a words that come and go behind places? */
static bool place_tail(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b) {
  for (int i = a->n; i < b->n; i++) {
    if (b->token[i] == NONE) return false;
    if (!affix_at(doc, lang, b->token[i], STR("place"))) return false;
  }
  return true;
}

static bool plural(const NameForm *a, const NameForm *b) {
  Str x = name_whole(a), y = name_whole(b);
  return (x.n + 1 == y.n && str_starts(y, x) && y.s[x.n] == 's') ||
         (y.n + 1 == x.n && str_starts(x, y) && x.s[y.n] == 's');
}

static int place_rank(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b) {
  if (begins(a, b) && place_tail(doc, lang, a, b)) return RANK_SURNAME;
  return ends(a, b) && b->n - a->n > 1 && b->word[b->n - a->n - 1].n <= 3 ? RANK_FIRST : RANK_NONE;
}

/* "the Department", "the Navy": a word for bodies stands for a longer name that holds it anywhere but at its
** beginning. */
static bool is_body(const Doc *doc, const Lang *lang, int32_t t) {
  int32_t e = t == NONE ? NONE : noun_at(doc, t, t, 0);
  return noun_is(lang, e, STR("body")) || noun_is(lang, e, STR("people"));
}

/* The last words stand for the whole ("the Commission"), unless a small word binds them to what is before:
** the Assembly of the Council is not the Council. */
static int thing_rank(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b,
                      int type) {
  if (a->n > b->n) return thing_rank(doc, lang, b, a, type);
  if (acronym(doc, a, b)) return RANK_ACRONYM;
  if (one_slip(a, b)) return RANK_FULL;
  if (type == ENTITY_PLACE) return place_rank(doc, lang, a, b);
  if (plural(a, b)) return RANK_FULL;
  if (a->weak) return RANK_NONE;
  if (a->n == 1 && is_body(doc, lang, a->token[0]))
    return within(a, b) && !(begins(a, b) && b->word[1].n > 3) ? RANK_INNER : RANK_NONE;
  if (begins(a, b)) return RANK_SURNAME;
  if (ends(a, b)) return b->word[b->n - a->n - 1].n <= 3 ? RANK_NONE : RANK_FIRST;
  return a->n > 1 && within(a, b) ? RANK_PART : RANK_NONE;
}

/* "Justice Department" and "U.S. Department of Justice": the word before "of" last, what stands behind it first. */
static bool turned(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b) {
  for (int of = 1; of + 1 < b->n; of++) {
    int rest = b->n - of - 1;
    if (a->n != rest + 1 || b->token[of] == NONE ||
        !str_eq(name_word(a, rest), name_word(b, of - 1)))
      continue;
    if (lex_hit_is(doc, lang, b->token[of], LEX_JOIN, JOIN_ROLE, STR("of")) == NONE) continue;
    int same = 0;
    while (same < rest && str_eq(name_word(a, same), name_word(b, of + 1 + same))) same++;
    if (same == rest) return true;
  }
  return false;
}

int name_rank(const Doc *doc, const Lang *lang, const NameForm *a, const NameForm *b, int type) {
  if (!a->n || !b->n) return RANK_NONE;
  if (str_eq(name_whole(a), name_whole(b))) return RANK_SAME;
  if (type == ENTITY_PERSON) return person_rank(doc, lang, a, b);
  if (type == ENTITY_ORGANIZATION && (turned(doc, lang, a, b) || turned(doc, lang, b, a)))
    return RANK_FULL;
  return thing_rank(doc, lang, a, b, type);
}
