/* name.c - names of people, bodies, places, events and works, with the titles before people. */
#include "read/memo.h"
#include "read/name_features.h"
#include "read/name_path.h"
#include "read/noun.h"
#include "read/read.h"

#include "data/lexicon.h"

enum { TITLE_MOST = 8 /* tokens before a name */ };

typedef struct Namer {
  Doc *doc;
  const Lang *lang;
  const NameModel *model;
  NameCounts counts;
  NameWord *words;
  NamePath *path;
  Memos *memos;
} Namer;

static const uint8_t types[NAME_TYPES] = {ENTITY_PERSON, ENTITY_ORGANIZATION, ENTITY_PLACE,
                                          ENTITY_EVENT,  ENTITY_WORK,         ENTITY_NONE};

/* ---- titles and gender ---- */

static bool modifies(const Doc *doc, int32_t t) {
  const Token *k = &doc->tokens.at[t];
  bool word = k->tag == TAG_JJ || k->tag == TAG_NN || k->tag == TAG_NNP || k->tag == TAG_HYPH;
  return word && k->date == NONE && k->mark == doc->tokens.at[t + 1].mark;
}

/* A title that ends before token `last`: its first token; else `last`. */
static int32_t title_before(const Namer *n, int32_t last, int32_t least, uint8_t *gender) {
  enum { WORDS = 4 };
  int32_t h = lex_hit_before(n->doc, last, LEX_TITLE, last > least + WORDS ? last - WORDS : least);
  if (h == NONE) return last;
  const Hit *hit = &n->doc->hits.at[h];
  Str sex = lex_str(n->lang, hit->entry, TITLE_GENDER);
  if (sex.n) *gender = sex.s[0] == 'f' ? GENDER_FEMALE : GENDER_MALE;
  return hit->first;
}

/* Where the titles before a person begin: known ones, or a common noun; what modifies them as well. */
static int32_t titles_of(const Namer *n, const Mention *m, int32_t least, uint8_t *gender) {
  const Doc *doc = n->doc;
  int32_t t = m->first, next;
  if (least < m->first - TITLE_MOST) least = m->first - TITLE_MOST;
  while ((next = title_before(n, t, least, gender)) < t) t = next;
  bool noun =
      t == m->first && t > least && doc->tokens.at[t - 1].tag == TAG_NN && modifies(doc, t - 1);
  if (t == m->first && !noun) return t;
  while (t > least && modifies(doc, t - 1)) t--;
  int32_t name = doc->tokens.at[t].mention; /* "Associated | Press writer Ann Lee": not cut */
  return name != NONE && doc->mentions.at[name].first >= least ? doc->mentions.at[name].first : t;
}

static uint8_t gender_of(const Namer *n, const Mention *m) {
  uint32_t bits = words_find(&n->model->lists, word_key(n->doc, m->first));
  if (bits & LIST_COUNTRY || m->last - m->first < 2) return GENDER_UNKNOWN;
  bits &= LIST_FEMALE | LIST_MALE;
  return bits == LIST_FEMALE ? GENDER_FEMALE : bits == LIST_MALE ? GENDER_MALE : GENDER_UNKNOWN;
}

/* Titles that the model took into the name stand before it. */
static void strip_titles(const Namer *n, Mention *m) {
  for (int32_t last = m->first + 1; last < m->last && last <= m->first + 4; last++) {
    uint8_t gender = m->gender;
    if (title_before(n, last, m->first, &gender) != m->first) continue;
    m->gender = gender;
    m->first = last;
    m->start = n->doc->tokens.at[last].start;
  }
}

static void read_person(const Namer *n, Mention *m, int32_t least) {
  uint8_t gender = GENDER_UNKNOWN;
  strip_titles(n, m);
  m->title = titles_of(n, m, least, &gender);
  if (gender != GENDER_UNKNOWN) m->gender = gender;
  if (m->gender == GENDER_UNKNOWN) m->gender = gender_of(n, m);
  m->head = m->last - 1;
  while (m->head > m->first && tok_is(n->doc, m->head, TOK_PUNCT | TOK_ABBR)) m->head--;
}

/* ---- labels ---- */

static float sureness(const Namer *n, int32_t lead) {
  int32_t margin = lead / NAME_MARGIN;
  if (margin >= NAME_MARGINS) margin = NAME_MARGINS - 1;
  return (float)(n->model->sure ? n->model->sure[margin] : margin) / 100;
}

static bool in_office(const Doc *doc, int32_t t) {
  int tag = doc->tokens.at[t].tag;
  return tok_is(doc, t, TOK_CAP) && (tag == TAG_NNP || tag == TAG_NN || tag == TAG_JJ);
}

/* "Tarn County | Sheriff's | Office" is one body: where it begins. What ends before `first` must be a person's role, and
** no person's name; else `first`. */
static int32_t office_begin(const Namer *n, int32_t first, int32_t least) {
  const Doc *doc = n->doc;
  int32_t t = first - 2;
  if (t < least || doc->tokens.at[first - 1].tag != TAG_POS || !in_office(doc, t)) return first;
  if (!noun_is(n->lang, noun_at(doc, t, least, 0), STR("person"))) return first;
  while (t > least && in_office(doc, t - 1)) t--;
  if (!doc->mentions.n) return t;
  const Mention *b = &doc->mentions.at[doc->mentions.n - 1];
  if (b->last <= t) return t;
  return b->type == ENTITY_PERSON ? first : b->first;
}

/* "Rev. James Mills": no place, whatever its words are. */
static bool is_titled(const Namer *n, int32_t first, int32_t last) {
  uint8_t gender;
  return last - first > 1 && tok_is(n->doc, first, TOK_ABBR) &&
         title_before(n, first + 1, first, &gender) == first;
}

/* The marks around a name, if they hold the title of a work: a few words, the first and last with a capital, behind a
** word for works (the film "The Last Harbor"). */
static const MarkSpan *title_around(const Namer *n, int32_t token) {
  enum { WORDS = 8 };
  const Doc *doc = n->doc;
  int32_t m = doc->tokens.at[token].mark;
  const MarkSpan *s = m == NONE ? 0 : &doc->marks.at[m];
  if (!s || s->open < 1 || s->close == NONE || s->last - s->first > WORDS) return 0;
  if (lex_hit_is(doc, n->lang, s->open - 1, LEX_AFFIX, AFFIX_ROLE, STR("work")) == NONE) return 0;
  int32_t end = s->last;
  while (end > s->first && tok_is(doc, end - 1, TOK_PUNCT)) end--;
  bool whole =
      end > s->first && doc->tokens.at[s->first].sentence == doc->tokens.at[end - 1].sentence;
  bool title = whole && tok_is(doc, s->first, TOK_CAP) && tok_is(doc, end - 1, TOK_CAP);
  return title ? s : 0;
}

/* "The Spaniard", "the Republican": a person called by a people or party has no name there (but The Republican may be a
** paper, where the noun is not one always written with a capital). */
static bool describes(const Namer *n, int32_t first, int32_t last, int type) {
  int32_t noun = NONE, entry = noun_at(n->doc, last - 1, first, &noun);
  if (noun != first || !str_eq(lex_str(n->lang, entry, NOUN_SORT), STR("last"))) return false;
  char letter = lex_phrase(n->lang, entry).s[0];
  if (types[type] == ENTITY_ORGANIZATION && (letter < 'A' || letter > 'Z')) return false;
  return lex_hit_is(n->doc, n->lang, first - 1, LEX_DETERMINER, DETERMINER_SORT, STR("definite")) !=
         NONE;
}

/* "Will | Lee": a first name that begins the sentence, which the model takes for the word that it is elsewhere. */
static int32_t with_first(const Namer *n, int32_t first) {
  const Doc *doc = n->doc;
  int32_t t = first - 1;
  if (t < 0 || t != doc->sentences.at[doc->tokens.at[first].sentence].first) return first;
  uint32_t lists = words_find(&n->model->lists, word_key(doc, t));
  bool name = lists & LIST_GIVEN && doc->tokens.at[t].tag == TAG_NNP;
  return name && lex_hit(doc, t, LEX_TITLE) == NONE ? t : first;
}

static void add_name(Namer *n, int32_t first, int32_t last, int type, int32_t lead) {
  Doc *doc = n->doc;
  const MarkSpan *title = title_around(n, first);
  if (title) {
    bool again = doc->mentions.n && doc->mentions.at[doc->mentions.n - 1].first == title->first;
    if (again) return;
    first = title->first, last = title->last, type = NAME_WORK;
    while (tok_is(doc, last - 1, TOK_PUNCT)) last--;
  }
  if (types[type] == ENTITY_NONE) return;
  if (types[type] == ENTITY_PLACE && is_titled(n, first, last)) type = 0; /* types[0]: a person */
  if (first > 0 && describes(n, first, last, type)) return;
  if (types[type] == ENTITY_PERSON) first = with_first(n, first);
  if (types[type] == ENTITY_ORGANIZATION)
    first = office_begin(n, first, doc->sentences.at[doc->tokens.at[first].sentence].first);
  while (doc->mentions.n && doc->mentions.at[doc->mentions.n - 1].first >= first) doc->mentions.n--;
  int32_t least = doc->sentences.at[doc->tokens.at[first].sentence].first;
  if (doc->mentions.n && doc->mentions.at[doc->mentions.n - 1].last > least &&
      doc->mentions.at[doc->mentions.n - 1].type == ENTITY_PERSON)
    least = doc->mentions.at[doc->mentions.n - 1].last;
  Range r = doc_range(doc, first, last);
  Mention m = {.start = r.start, .end = r.end, .first = first, .last = last, .head = last - 1};
  m.title = first;
  m.sentence = doc->tokens.at[first].sentence;
  m.entity = NONE;
  m.role = STR_NONE;
  m.form = FORM_NAME;
  m.type = types[type];
  m.gender = m.type == ENTITY_PERSON ? GENDER_UNKNOWN : GENDER_NEUTER;
  m.conf = sureness(n, lead);
  if (m.type == ENTITY_PERSON) read_person(n, &m, least);
  int32_t index = doc_add(doc, &doc->mentions, &m);
  for (int32_t t = m.first; t < m.last; t++) doc->tokens.at[t].mention = index;
}

/* Columns of a table, and what stood between names and is lost: no name goes over three spaces in a line. */
static bool gaps(const Doc *doc, int32_t t) {
  int32_t from = doc->tokens.at[t - 1].end, to = doc->tokens.at[t].start;
  return to - from >= 3 && !memchr(doc->text.s + from, '\n', (size_t)(to - from));
}

/* Those of tokens begin to end - 1 of a run, which begins with token `first`. */
static void add_names(Namer *n, int32_t first, int begin, int end) {
  const NamePath *p = n->path;
  for (int i = begin; i < end; i++) {
    if (p->label[i] == NAME_OUT) continue;
    int from = i;
    int32_t lead = p->lead[i];
    while (i + 1 < end && !gaps(n->doc, first + i + 1) &&
           (name_place(p->label[i]) == NAME_BEGIN || name_place(p->label[i]) == NAME_INSIDE))
      if (p->lead[++i] < lead) lead = p->lead[i];
    add_name(n, first + from, first + i + 1, name_type(p->label[from]), lead);
  }
}

/* ---- scores ---- */

/* What a word weighs by itself follows from this key: what lists and clusters tell does too. */
static void ask_word(const Namer *n, const NameWord *w, Ask *a) {
  const Word *o = &w->word;
  uint32_t key[] = {o->key, o->tail, o->head | w->tag << 24, o->shape | w->article << 24};
  ask_memo(a, n->memos, key);
  if (!a->known) a->n_own = name_own_features(w, a->own);
  a->n_near = name_near_features(w, a->near);
  ask_fetch(a, &n->model->rows);
}

static void sum_word(const Namer *n, const Ask *a, int32_t score[NAME_LABELS]) {
  int16_t sums[ROW_WIDTH];
  const int16_t *own = ask_own(a, &n->model->rows);
  rows_sums_of(&n->model->rows, a->near, a->n_near, sums);
  for (int l = 0; l < NAME_LABELS; l++) score[l] = sums[l] + own[l];
}

/* Of the words that may be part of a name: one is asked for, the one before is looked at, the one before that summed. */
static void score_words(const Namer *n, const NameWord *words, int count) {
  enum { ASKS = 4 };
  Ask ask[ASKS];
  uint16_t open[NAME_RUN];
  int opens = 0;
  for (int i = 0; i < count; i++)
    if (words[i].open) open[opens++] = (uint16_t)i;
  for (int i = 0; i < opens + 2; i++) {
    if (i < opens) ask_word(n, &words[open[i]], &ask[i % ASKS]);
    if (i > 0 && i <= opens) ask_look(&ask[(i - 1) % ASKS], &n->model->rows);
    if (i > 1) sum_word(n, &ask[(i - 2) % ASKS], n->path->score[open[i - 2]]);
  }
}

/* ---- runs ---- */

/* A word that cannot be part of a name cuts every path at the same place: what stands between two of them, an island, has
** its best path by itself. A third of the time of this stage was spent on paths across. */
static void read_run(Namer *n, const Model *m, int32_t first, int count) {
  const NameWord *words = n->words + NAME_EDGE;
  name_words(n->doc, m, &n->counts, first, first + count, n->words);
  score_words(n, words, count);
  for (int i = 0, end; i < count; i = end) {
    for (end = i; end < count && words[end].open; end++) continue;
    NameEdges edge = {i ? NAME_OUT : NAME_NONE, end < count ? NAME_OUT : NAME_NONE};
    if (end == i) {
      end++;
      continue;
    }
    name_path(n->path, &n->model->steps, i, end, edge);
    name_leads(n->path, &n->model->steps, i, end, edge);
    add_names(n, first, i, end);
  }
}

void read_name(Doc *doc, Reader *r) {
  const Model *m = r->lang ? r->lang->model : 0;
  if (!m || !m->names_model.rows.count || !doc->tokens.n) return;
  Namer n = {.doc = doc, .lang = r->lang, .model = &m->names_model};
  n.counts.size = name_counts_size(doc->tokens.n);
  n.counts.at = doc_alloc(doc, n.counts.size * sizeof *n.counts.at);
  n.words = doc_scratch(doc, (NAME_RUN + 2 * NAME_EDGE) * sizeof *n.words);
  n.path = doc_scratch(doc, sizeof *n.path);
  n.memos = reader_memos(doc, r, MEMO_NAMES, &n.model->rows);
  if (!n.counts.at || !n.words || !n.path || !n.memos) return;
  name_count(doc, &n.counts);
  for (int32_t i = 0; i < doc->sentences.n; i++) {
    const Sentence *s = &doc->sentences.at[i];
    for (int32_t t = s->first; t < s->last; t += NAME_RUN) {
      if (t % 4096 < NAME_RUN && doc_stop(doc)) return;
      read_run(&n, m, t, s->last - t < NAME_RUN ? s->last - t : NAME_RUN);
    }
  }
}
