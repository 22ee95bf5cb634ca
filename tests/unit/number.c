/* number.c - numbers as written, through the real reading of a text. */
#include "../tap.h"
#include "analyze.h"

#include <math.h>
#include <string.h>

static const struct {
  const char *text;
  double value; /* of the whole text; NAN: it is no one number */
} wholes[] = {
    {"7", 7},
    {"1,234.5", 1234.5},
    {"12,34,567", 1234567},
    {"1.234,5", 1234.5},
    {"1 234 567", 1234567},
    {"-5", -5},
    {"minus forty", -40},
    {"1.2 million", 1200000},
    {"2.5bn", 2.5e9},
    {"twenty one", 21},
    {"twenty-one", 21},
    {"two hundred and five", 205},
    {"nineteen thousand four hundred and twelve", 19412},
    {"three million two hundred thousand", 3200000},
    {"a hundred", 100},
    {"half a million", 500000},
    {"two and a half million", 2500000},
    {"2 and a half", 2.5},
    {"two-and-a-half", 2.5},
    {"three lakh crore", 3e12},
    {"a quarter million", 250000},
    {"3 million and a half", 3500000},
    {"two thirds of a million", 666666.6667},
    {"the two hundredth", NAN},
    {"two hundredth", 200},
    {"two hundredths", 0.02},
    {"a dozen", 12},
    {"three dozen", 36},
    {"half a dozen", 6},
    {"two-thirds", 0.6667},
    {"three quarters", 0.75},
    {"1/2", 0.5},
    {"2 1/4", 2.25},
    {"three point five", 3.5},
    {"twenty-first", 21},
    {"21st", 21},
    {"five lakh", 500000},
    {"zero", 0},
    {"1.2.3", NAN},
    {"2:14:04", NAN}, /* a number with a unit, seconds */
    {"9/11", NAN},
    {"word", NAN},
    {"", NAN},
    {"dozens", NAN},
    {"2 5", NAN},
    {"3, 75", NAN},
};

static const struct {
  const char *text;
  int n;
  double values[3]; /* NAN: no value, though a number */
} runs[] = {
    {"The club sold 40 shirts and two scarves.", 2, {40, 2}},
    {"In 2022 345 people came.", 2, {2022, 345}},
    {"Dozens of boats and thousands of swimmers", 2, {NAN, NAN}},
    {"They paid $5\xE2\x80\x93"
     "8 million.",
     2,
     {5, 8000000}},
    {"A 12km walk", 1, {12}},
    {"the 4x4 broke down", 0, {0}},
};

static bool same(double a, double b) {
  return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9 * (1 + fabs(b));
}

int main(void) {
  LangStore store;
  const Lang *lang;
  Reader reader;
  int n_wholes = sizeof wholes / sizeof *wholes, n_runs = sizeof runs / sizeof *runs;
  tap_plan(1 + n_wholes + n_runs);
  const char *wrong = lang_en(&store, &lang);
  tap_ok(!wrong && reader_open(&reader, lang), "the language opens%s%s", wrong ? ": " : "",
         wrong ? wrong : "");
  for (int i = 0; i < n_wholes; i++) {
    Doc doc;
    doc_open(&doc, mem_libc, 0, (Str){wholes[i].text, (int32_t)strlen(wholes[i].text)});
    analyze(&doc, &reader, WANT_NUMBERS);
    double got = number_of(&doc);
    tap_ok(same(got, wholes[i].value), "'%s' is %g (got %g)", wholes[i].text, wholes[i].value, got);
    doc_close(&doc);
  }
  for (int i = 0; i < n_runs; i++) {
    Doc doc;
    doc_open(&doc, mem_libc, 0, (Str){runs[i].text, (int32_t)strlen(runs[i].text)});
    analyze(&doc, &reader, WANT_NUMBERS);
    bool good = doc.numbers.n == runs[i].n;
    for (int k = 0; good && k < runs[i].n; k++) {
      const Number *n = &doc.numbers.at[k];
      good = same(n->has_value ? n->value : NAN, runs[i].values[k]);
    }
    tap_ok(good && !doc_check(&doc), "%d numbers in '%s'", runs[i].n, runs[i].text);
    doc_close(&doc);
  }
  reader_close(&reader);
  return tap_done();
}
