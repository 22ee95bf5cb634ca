/* confidence.c - the chance that a quote's row is right: words and speaker. A logistic model over what
** the Doc tells of the row, with weights from odds.tsv (trained by tool/train_odds.c). */
#include "read/confidence.h"
#include "read/read.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

static int32_t words_of(const Doc *doc, Range r) {
  int32_t n = 0;
  for (int32_t t = r.first; t < r.last && n < 4; t++) n += !tok_is(doc, t, TOK_PUNCT);
  return n;
}

static int32_t paragraph_of(const Doc *doc, const Quote *q) {
  return doc->sentences.at[q->sentence].paragraph;
}

static void class_odds(const Quote *q, bool *holds) {
  static const struct {
    Str class;
    int odd;
  } classes[] = {
      {STR("say"), ODD_SAY},         {STR("claim"), ODD_CLAIM},   {STR("show"), ODD_SHOW},
      {STR("ask"), ODD_ASK},         {STR("order"), ODD_ORDER},   {STR("promise"), ODD_PROMISE},
      {STR("accuse"), ODD_ACCUSE},   {STR("call"), ODD_CALL},     {STR("write"), ODD_WRITE},
      {STR("predict"), ODD_PREDICT}, {STR("praise"), ODD_ACCUSE}, {STR("add"), ODD_SAY}};
  if (str_none(q->cue_class)) return;
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (str_eq(classes[i].class, q->cue_class)) {
      holds[classes[i].odd] = true;
      return;
    }
  holds[ODD_OTHER] = true;
}

static void speaker_odds(const Doc *doc, const Quote *q, bool *holds) {
  holds[ODD_UNRESOLVED] = str_none(q->speaker);
  holds[ODD_UNNAMED] = !str_none(q->speaker) && q->entity == NONE;
  if (q->entity == NONE) return;
  const Entity *e = &doc->entities.at[q->entity];
  holds[ODD_PERSON] = e->type == ENTITY_PERSON && !e->unnamed;
}

/* "They" finds the right one in half of all cases, "she" in nine of ten. */
static void pronoun_odds(const Doc *doc, const Lang *lang, int32_t t, bool *holds) {
  int tag = token(doc, t)->tag;
  holds[ODD_RELATIVE] = tag == TAG_WP || tag == TAG_WDT || tag == TAG_WPS;
  holds[ODD_PRONOUN] = tag == TAG_PRP || tag == TAG_WP || tag == TAG_PRPS;
  int32_t h = holds[ODD_PRONOUN] ? lex_hit(doc, t, LEX_PRONOUN) : NONE;
  if (h == NONE) return;
  int32_t entry = doc->hits.at[h].entry;
  holds[ODD_IT] = str_eq(lex_str(lang, entry, PRONOUN_GENDER), STR("neuter"));
  holds[ODD_THEY] = str_eq(lex_str(lang, entry, PRONOUN_NUMBER), STR("many"));
}

static void source_odds(const Doc *doc, const Lang *lang, const Quote *q, bool *holds) {
  holds[ODD_NO_SOURCE] = q->source.first == NONE && q->continues == NONE;
  if (q->source.first == NONE) return;
  for (int32_t t = q->source.first; t < q->source.last; t++) {
    holds[ODD_NAME] |= token(doc, t)->mention != NONE;
    holds[ODD_JOINED] |= token(doc, t)->tag == TAG_CC;
  }
  pronoun_odds(doc, lang, q->source.first, holds);
}

static void cue_odds(const Doc *doc, const Quote *q, bool *holds) {
  if (q->cue.first == NONE) {
    holds[ODD_NO_CUE] = q->continues == NONE;
    return;
  }
  int tag = token(doc, q->cue.first)->tag, last = token(doc, q->cue.last - 1)->tag;
  holds[ODD_FRAME] = !q->why;
  holds[ODD_PHRASE] = last == TAG_IN || last == TAG_TO;
  holds[ODD_PARTICIPLE] = !holds[ODD_PHRASE] && (tag == TAG_VBG || tag == TAG_VBN);
  holds[ODD_BASE] = tag == TAG_VB || last == TAG_VB;
  holds[ODD_PRESENT] = tag == TAG_VBZ || tag == TAG_VBP;
  holds[ODD_NOUN] = last == TAG_NN || last == TAG_NNS;
  holds[ODD_BEFORE] = q->content.start < q->cue.start;
}

/* Rows that stand in another follow it closely. */
static bool holds_row(const Doc *doc, int32_t quote) {
  for (int32_t i = quote + 1; i < doc->quotes.n && i < quote + 4; i++)
    if (doc->quotes.at[i].part_of == quote) return true;
  return false;
}

void quote_odds(const Doc *doc, const Lang *lang, int32_t quote, bool holds[ODD_COUNT]) {
  const Quote *q = &doc->quotes.at[quote];
  memset(holds, 0, ODD_COUNT * sizeof *holds);
  holds[ODD_BIAS] = true;
  holds[ODD_DIRECT] = q->kind == QUOTE_DIRECT;
  holds[ODD_MIXED] = q->kind == QUOTE_MIXED;
  holds[ODD_CONTINUES] = q->continues != NONE &&
                         paragraph_of(doc, q) == paragraph_of(doc, &doc->quotes.at[q->continues]);
  speaker_odds(doc, q, holds);
  source_odds(doc, lang, q, holds);
  cue_odds(doc, q, holds);
  class_odds(q, holds);
  holds[ODD_SHORT] = words_of(doc, q->content) <= 3;
  int32_t sentence = token(doc, q->content.last - 1)->sentence;
  holds[ODD_TO_END] = q->content.last + 2 >= doc->sentences.at[sentence].last;
  holds[ODD_PART] = q->part_of != NONE;
  holds[ODD_HOLDS] = holds_row(doc, quote);
  holds[ODD_NEGATED] = q->negated;
}

float odds_chance(int32_t odds) {
  /* 1 / (1 + exp(-x)) for x = 0, 0.25 … 4 */
  static const float chance[] = {0.5f,    0.5622f, 0.6225f, 0.6792f, 0.7311f, 0.7773f,
                                 0.8176f, 0.8520f, 0.8808f, 0.9047f, 0.9241f, 0.9399f,
                                 0.9526f, 0.9627f, 0.9707f, 0.9770f, 0.9820f};
  enum { STEP = 25, LAST = sizeof chance / sizeof *chance - 1 };
  int32_t i = ((odds < 0 ? -odds : odds) + STEP / 2) / STEP;
  float p = chance[i < LAST ? i : LAST];
  return odds < 0 ? 1 - p : p;
}

static void read_weights(const Lang *lang, int32_t weights[ODD_COUNT]) {
  static const Str names[] = {
#define ODD(id, name) STR(name),
#include "read/confidence.def"
#undef ODD
  };
  for (int i = 0; i < ODD_COUNT; i++) {
    int32_t entry = lex_entry(lang, names[i], LEX_ODDS);
    weights[i] = entry == NONE ? 0 : lex_int(lang, entry, ODDS_WEIGHT);
  }
}

void read_confidence(Doc *doc, Reader *r) {
  int32_t weights[ODD_COUNT];
  bool holds[ODD_COUNT];
  read_weights(r->lang, weights);
  for (int32_t i = 0; i < doc->quotes.n; i++) {
    int32_t odds = 0;
    quote_odds(doc, r->lang, i, holds);
    for (int k = 0; k < ODD_COUNT; k++)
      if (holds[k]) odds += weights[k];
    doc->quotes.at[i].conf = odds_chance(odds);
  }
}
