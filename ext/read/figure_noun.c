/* figure_noun.c - the noun phrase behind a number, the one around its head, names and their mentions. */
#include "read/figure.h"

#define WINDOW 12 /* tokens looked at around a figure; keeps long sentences linear */

static const Token *token(const Draft *d, int32_t t) {
  return &d->doc->tokens.at[t];
}

static bool modifies(int tag) {
  return tag == TAG_JJ || tag == TAG_JJR || tag == TAG_JJS || tag == TAG_VBN || tag == TAG_VBG ||
         tag == TAG_HYPH || tag == TAG_POS || tag == TAG_CD || tag == TAG_AFX || tag == TAG_FW;
}

/* The noun phrase from token t on, modifiers included; false if none begins there. */
bool figure_noun_at(const Draft *d, int32_t t, int32_t *first, int32_t *last) {
  int32_t noun = NONE, owner = NONE, end = t + WINDOW < d->end ? t + WINDOW : d->end;
  *first = t;
  for (int32_t i = t; i < end; i++) {
    int tag = token(d, i)->tag;
    if (token(d, i)->date != NONE) break;
    bool north = tag == TAG_JJ && noun == i - 1 && i > t && tok_is(d->doc, i, TOK_CAP) &&
                 token(d, noun)->tag == TAG_NNP; /* "North Korean refugees" */
    if (north) continue;
    if (tag == TAG_NNP && noun == i - 1 && i > t && token(d, noun)->tag == TAG_NNS)
      break; /* "two sons, Ann" without the comma */
    if (figure_is_noun(tag))
      noun = i;
    else if (!modifies(tag) || (tag == TAG_CD && noun != NONE))
      break;
    if (tag == TAG_POS) owner = i; /* "the world's listed companies" */
    if (noun > owner && noun < i && tag != TAG_HYPH && tag != TAG_AFX) break;
  }
  if (noun == NONE) return false;
  *last = noun + 1;
  return true;
}

/* Part of a number as written ("million" in "8 million views"). */
bool figure_in_number(const Draft *d, int32_t t) {
  for (int32_t from = t; from >= d->begin && from > t - 5; from--) {
    int32_t n = token(d, from)->number;
    if (n != NONE) return d->doc->numbers.at[n].last > t;
  }
  return false;
}

/* The mention that holds token t, of any form; NONE. Mentions stand in text order. */
int32_t figure_mention(const Draft *d, int32_t t) {
  const Doc *doc = d->doc;
  if (token(d, t)->mention != NONE) return token(d, t)->mention;
  int32_t low = 0, high = doc->mentions.n;
  while (low < high) {
    int32_t mid = low + (high - low) / 2;
    if (doc->mentions.at[mid].first <= t)
      low = mid + 1;
    else
      high = mid;
  }
  return low > 0 && doc->mentions.at[low - 1].last > t ? low - 1 : NONE;
}

/* Inside the latest figure ("10-year" in "the 10-year Treasury yield"). */
static bool told(const Draft *d, int32_t t) {
  int32_t i = d->doc->figures.n - 1;
  return i >= 0 && d->doc->figures.at[i].first <= t && t < d->doc->figures.at[i].last;
}

/* The noun phrase in front of and with its head; of a name, the name. */
void figure_noun(const Draft *d, int32_t head, int32_t *first, int32_t *last) {
  int32_t m = token(d, head)->mention;
  const Mention *name = m == NONE ? 0 : &d->doc->mentions.at[m];
  if (name && name->first >= d->begin && (name->last <= d->first || name->first >= d->last)) {
    *first = name->first;
    *last = name->last;
    return;
  }
  *last = head + 1;
  *first = head;
  while (*first > d->begin && *first > head - WINDOW) {
    int tag = token(d, *first - 1)->tag;
    int rel = token(d, *first - 1)->rel; /* "packing winds of 80 mph" */
    bool verb = (tag == TAG_VBG || tag == TAG_VBN) && rel != REL_AMOD && rel != REL_COMPOUND &&
                rel != REL_NONE;
    if ((!figure_is_noun(tag) && !modifies(tag)) || verb) break;
    if (figure_in_number(d, *first - 1) || told(d, *first - 1)) break;
    (*first)--;
  }
  if (token(d, *first)->tag == TAG_HYPH && *first + 1 < head) *first += 2; /* "a 100-day plan" */
}
