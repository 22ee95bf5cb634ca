/* figure.c - figures of short texts, through all stages: number, unit, bounds, item, event, links.
*/
#include "../tap.h"
#include "analyze.h"

#include <math.h>
#include <string.h>

#define MOST 3

typedef struct Told {
  const char *figure;
  int kind;
  double value;
  int relation;
  const char *unit, *item, *event; /* NULL: none; "?" : not asked */
} Told;

static const struct {
  const char *text;
  int n; /* figures in all; the first MOST at most are told */
  Told want[MOST];
} cases[] = {
    {"The storm killed 14 people and injured more than 60.",
     2,
     {{"14 people", FIGURE_COUNT, 14, RELATION_EQ, 0, "people", "kill"},
      {"more than 60", FIGURE_COUNT, 60, RELATION_GT, 0, "people", "injure"}}},
    {"At least nine miners were rescued.",
     1,
     {{"At least nine miners", FIGURE_COUNT, 9, RELATION_GE, 0, "miners", "rescue"}}},
    {"The ferry was sold for $4.5m.",
     1,
     {{"$4.5m", FIGURE_MONEY, 4.5e6, RELATION_EQ, "USD", "ferry", "sell"}}},
    {"They paid EUR50m for the port.",
     1,
     {{"EUR50m", FIGURE_MONEY, 5e7, RELATION_EQ, "EUR", "?", "pay"}}},
    {"The mine sold 1.2m tons of ore.",
     1,
     {{"?", FIGURE_MEASURE, 1.2e6, RELATION_EQ, "?", "?", "sell"}}},
    {"He swam 8m under the ice.", 1, {{"8m", FIGURE_MEASURE, 8, RELATION_EQ, "m", "?", "swim"}}},
    {"Diesel sells at $3.40 a gallon.", 1, {{"?", FIGURE_RATE, 3.4, RELATION_EQ, "USD", "?", "?"}}},
    {"Prices range from $20 to $45.",
     1,
     {{"from $20 to $45", FIGURE_MONEY, 20, RELATION_BETWEEN, "USD", "?", "?"}}},
    {"Exports rose from 12% to 15%.",
     2,
     {{"12%", FIGURE_PERCENT, 12, RELATION_EQ, "%", "Exports", "rise"},
      {"15%", FIGURE_PERCENT, 15, RELATION_EQ, "%", "Exports", "rise"}}},
    {"The yield grew by .5 percent.",
     1,
     {{"?", FIGURE_PERCENT, 0.5, RELATION_EQ, "%", "yield", "grow"}}},
    {"The club has five- and six-seat boats.",
     2,
     {{"?", FIGURE_COUNT, 5, RELATION_EQ, 0, "seat", "?"}}},
    {"The farmer died aged 71.", 1, {{"71", FIGURE_AGE, 71, RELATION_EQ, "a", "farmer", "die"}}},
    {"Drivers under the age of 17 must wait.",
     1,
     {{"under the age of 17", FIGURE_AGE, 17, RELATION_LT, "a", "Drivers", "?"}}},
    {"The court imposed a fine of $3,000.",
     1,
     {{"$3,000", FIGURE_MONEY, 3000, RELATION_EQ, "USD", "fine", "impose"}}},
    {"Rents are three times the old rate.",
     1,
     {{"three times", FIGURE_MULTIPLE, 3, RELATION_EQ, 0, "?", "?"}}},
    {"She doubled down on her promise.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"It is one of the oldest bridges.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"The S&P 500 fell.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"He was charged with first-degree arson.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"It is the second-largest lake.", 1, {{"?", FIGURE_ORDINAL, 2, RELATION_EQ, 0, "?", "?"}}},
    {"The door is six feet two inches high.",
     1,
     {{"?", FIGURE_MEASURE, 6.1667, RELATION_EQ, "ft", "?", "?"}}},
    {"She is 5ft 3 inches tall.", 1, {{"?", FIGURE_MEASURE, 5.25, RELATION_EQ, "ft", "?", "?"}}},
    {"She won the race in 3:02:10.",
     1,
     {{"?", FIGURE_DURATION, 10930, RELATION_EQ, "s", "?", "?"}}},
    {"The lots cover 300sq m each.", 1, {{"?", FIGURE_MEASURE, 300, RELATION_EQ, "m2", "?", "?"}}},
    {"He paid $A40,500 for the boat.",
     1,
     {{"?", FIGURE_MONEY, 40500, RELATION_EQ, "AUD", "?", "?"}}},
    {"About 20 to 30 boats sank.",
     1,
     {{"?", FIGURE_COUNT, 20, RELATION_ABOUT, 0, "boats", "sink"}}},
    {"Call 555-0188.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"They need 500-1000 men.", 1, {{"?", FIGURE_COUNT, 500, RELATION_BETWEEN, 0, "men", "?"}}},
    {"The shop is at 14 Harbour Lane.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"The probe Tiger 4 was lost.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"Ann Reed, who is nine, won.", 1, {{"nine", FIGURE_AGE, 9, RELATION_EQ, "a", "?", "?"}}},
    {"Police held three men aged 19, 22 and 40 on Monday.",
     4,
     {{"three men", FIGURE_COUNT, 3, RELATION_EQ, 0, "men", "hold"},
      {"19", FIGURE_AGE, 19, RELATION_EQ, "a", "men", "?"},
      {"22", FIGURE_AGE, 22, RELATION_EQ, "a", "men", "?"}}},
    {"The flood forced 500 families to flee.",
     1,
     {{"500 families", FIGURE_COUNT, 500, RELATION_EQ, 0, "families", "flee"}}},
    {"The storm left 3,000 people homeless.",
     1,
     {{"3,000 people", FIGURE_COUNT, 3000, RELATION_EQ, 0, "people", "displace"}}},
    {"Twenty miners are feared dead.",
     1,
     {{"Twenty miners", FIGURE_COUNT, 20, RELATION_EQ, 0, "miners", "die"}}},
    {"The destruction of 40 houses shocked them.",
     1,
     {{"40 houses", FIGURE_COUNT, 40, RELATION_EQ, 0, "houses", "destroy"}}},
    {"A magnitude 5.8 quake struck.",
     1,
     {{"?", FIGURE_INDEX, 5.8, RELATION_EQ, "?", "quake", "?"}}},
    {"There were 12 deaths per 1,000 births.",
     1,
     {{"?", FIGURE_RATE, 12, RELATION_EQ, 0, "deaths", "die"}}},
    {"She stole $2,000 over six years.",
     2,
     {{"$2,000", FIGURE_MONEY, 2000, RELATION_EQ, "USD", "?", "steal"},
      {"six years", FIGURE_DURATION, 6, RELATION_EQ, "a", "?", "?"}}},
    {"The talks lasted over six years.",
     1,
     {{"over six years", FIGURE_DURATION, 6, RELATION_GT, "a", "?", "last"}}},
    {"He wrote a 12 page letter.", 1, {{"?", FIGURE_COUNT, 12, RELATION_EQ, 0, "page", "?"}}},
    {"The 747 was sold.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"The map[3] is new.", 0, {{0, 0, 0, 0, 0, 0, 0}}},
    {"Shares rose 5% to 7,300.",
     2,
     {{"5%", FIGURE_PERCENT, 5, RELATION_EQ, "%", "Shares", "rise"},
      {"7,300", FIGURE_COUNT, 7300, RELATION_EQ, 0, "?", "?"}}},
    {"He slept for an hour.", 1, {{"an hour", FIGURE_DURATION, 1, RELATION_EQ, "h", "?", "sleep"}}},
    {"The number of displaced people has reached 90,000.",
     1,
     {{"90,000", FIGURE_COUNT, 90000, RELATION_EQ, 0, "displaced people", "displace"}}},
    {"The toll rose to 35, with 12 still missing.",
     2,
     {{"35", FIGURE_COUNT, 35, RELATION_EQ, 0, "toll", "die"},
      {"12", FIGURE_COUNT, 12, RELATION_EQ, 0, "?", "miss"}}},
    {"The flood displaced 4,500 families.",
     1,
     {{"4,500 families", FIGURE_COUNT, 4500, RELATION_EQ, 0, "families", "displace"}}},
    {"Nine sailors went missing.",
     1,
     {{"Nine sailors", FIGURE_COUNT, 9, RELATION_EQ, 0, "sailors", "miss"}}},
    {"The council voted 70 to 20.", 1, {{"70 to 20", FIGURE_SCORE, 70, RELATION_EQ, 0, "?", "?"}}},
    {"The 6-foot-4 guard left.",
     1,
     {{"6-foot-4", FIGURE_MEASURE, 6.3333, RELATION_EQ, "ft", "?", "?"}}},
    {"About 400 nurses went on strike.",
     1,
     {{"About 400 nurses", FIGURE_COUNT, 400, RELATION_ABOUT, 0, "nurses", 0}}},
    {"Five of those rescued were children.", 1, {{"?", FIGURE_COUNT, 5, RELATION_EQ, 0, "?", "?"}}},
};

static bool is(Str s, const char *want) {
  if (!want) return str_none(s);
  return !strcmp(want, "?") || str_eq(s, (Str){want, (int32_t)strlen(want)});
}

static bool holds(const Doc *doc, const Figure *f, const Told *w) {
  return is(str_sub(doc->text, f->start, f->end), w->figure) && f->kind == w->kind &&
         fabs(f->value - w->value) < 1e-9 * (1 + w->value) && f->relation == w->relation &&
         is(f->unit, w->unit) && is(f->item, w->item) && is(f->event, w->event);
}

static void tell(const Doc *doc) {
  for (int i = 0; i < doc->figures.n; i++) {
    const Figure *f = &doc->figures.at[i];
    printf("# %.*s: kind %d value %g relation %d unit %.*s item %.*s event %.*s\n",
           f->end - f->start, doc->text.s + f->start, f->kind, f->value, f->relation, f->unit.n,
           f->unit.s, f->item.n, f->item.s, f->event.n, f->event.s);
  }
}

int main(void) {
  LangStore store;
  const Lang *lang;
  Reader reader;
  int n = sizeof cases / sizeof *cases;
  tap_plan(1 + n);
  const char *wrong = lang_en(&store, &lang);
  tap_ok(!wrong && reader_open(&reader, lang), "the language opens%s%s", wrong ? ": " : "",
         wrong ? wrong : "");
  for (int i = 0; i < n; i++) {
    Doc doc;
    doc_open(&doc, mem_libc, 0, (Str){cases[i].text, (int32_t)strlen(cases[i].text)});
    analyze(&doc, &reader, WANT_FIGURES);
    bool good = doc.figures.n == cases[i].n;
    for (int k = 0; good && k < cases[i].n && k < MOST && cases[i].want[k].figure; k++)
      good = holds(&doc, &doc.figures.at[k], &cases[i].want[k]);
    tap_ok(good && !doc_check(&doc), "%s", cases[i].text);
    if (!good) tell(&doc);
    doc_close(&doc);
  }
  reader_close(&reader);
  return tap_done();
}
