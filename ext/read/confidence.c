/* confidence.c - the chance that a quote's row is right: words and speaker. A logistic model over what
** the Doc tells of the row, with weights from odds.tsv (trained by tool/train_odds.c). */
#include "read/confidence.h"

#include "data/lexicon.h"
#include "read/read.h"

static const Token *token(const Doc *doc, int32_t t) {
  return &doc->tokens.at[t];
}

static int32_t words_of(const Doc *doc, Range r) {
  int32_t n = 0;
  for (int32_t t = r.first; t < r.last && n < 25; t++) n += !tok_is(doc, t, TOK_PUNCT);
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

static void source_odds(const Doc *doc, const Quote *q, bool *holds) {
  holds[ODD_UNRESOLVED] = str_none(q->speaker);
  holds[ODD_UNNAMED] = !str_none(q->speaker) && q->entity == NONE;
  holds[ODD_NO_SOURCE] = q->source.first == NONE && q->continues == NONE;
  if (q->source.first == NONE) return;
  for (int32_t t = q->source.first; t < q->source.last; t++)
    holds[ODD_NAME] |= token(doc, t)->mention != NONE;
  int tag = token(doc, q->source.first)->tag;
  holds[ODD_PRONOUN] = tag == TAG_PRP || tag == TAG_WP || tag == TAG_PRPS;
  if (q->cue.first == NONE) return;
  int32_t gap = q->source.first > q->cue.first ? q->source.first - q->cue.last
                                               : q->cue.first - q->source.last;
  holds[ODD_FAR] = gap > 3;
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
  holds[ODD_NOUN] = last == TAG_NN || last == TAG_NNS;
  holds[ODD_BEFORE] = q->content.start < q->cue.start;
  int32_t gap = holds[ODD_BEFORE] ? q->cue.first - q->content.last : q->content.first - q->cue.last;
  holds[ODD_APART] = gap > 6;
}

/* Rows that stand in another follow it closely. */
static bool holds_row(const Doc *doc, int32_t quote) {
  for (int32_t i = quote + 1; i < doc->quotes.n && i < quote + 4; i++)
    if (doc->quotes.at[i].part_of == quote) return true;
  return false;
}

void quote_odds(const Doc *doc, int32_t quote, bool holds[ODD_COUNT]) {
  const Quote *q = &doc->quotes.at[quote];
  memset(holds, 0, ODD_COUNT * sizeof *holds);
  holds[ODD_BIAS] = true;
  holds[ODD_DIRECT] = q->kind == QUOTE_DIRECT;
  holds[ODD_MIXED] = q->kind == QUOTE_MIXED;
  if (q->continues != NONE) {
    bool same = paragraph_of(doc, q) == paragraph_of(doc, &doc->quotes.at[q->continues]);
    holds[same ? ODD_CONTINUES : ODD_FOLLOWS] = true;
  }
  source_odds(doc, q, holds);
  cue_odds(doc, q, holds);
  class_odds(q, holds);
  int32_t words = words_of(doc, q->content);
  holds[ODD_SHORT] = words <= 3;
  holds[ODD_LONG] = words >= 25;
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
    quote_odds(doc, i, holds);
    for (int k = 0; k < ODD_COUNT; k++)
      if (holds[k]) odds += weights[k];
    doc->quotes.at[i].conf = odds_chance(odds);
  }
}
