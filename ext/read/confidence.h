/* confidence.h - what the confidence of a quote is estimated from. */
#ifndef NEWS_CONFIDENCE_H
#define NEWS_CONFIDENCE_H

#include "data/lexicon.h"

enum Odd {
#define ODD(id, name) ODD_##id,
#include "read/confidence.def"
#undef ODD
  ODD_COUNT
};

/* Marks in holds[] the features of a quote, once its speaker is resolved. */
void quote_odds(const Doc *doc, const Lang *lang, int32_t quote, bool holds[ODD_COUNT]);

/* The chance that log-odds in hundredths stand for: from a table, the same on every machine. */
float odds_chance(int32_t odds);

#endif
