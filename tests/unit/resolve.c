/* resolve.c - who descriptions and pronouns mean, and who said it, in articles of our own. */
#include "../tap.h"
#include "analyze.h"

#include <string.h>

static LangStore store;

/* means: "words=entity" of descriptions and pronouns, in order; said: "speaker:type>addressee" of quotes. */
static const struct {
  const char *text, *means, *said;
} cases[] = {
    {"Mayor Anna Keller met Tom Berg. She thanked him.", "She=Anna Keller; him=Tom Berg", ""},
    {"Mayor Anna Keller spoke first. The mayor was brief.", "The mayor=Anna Keller", ""},
    {"Olga Brandt and her husband, Jan Brandt, own the mill.",
     "her husband=Jan Brandt; her=Olga Brandt", 0},
    {"Harbour Bank lost money. The bank closed its branch in Lisse.",
     "The bank=Harbour Bank; its=Harbour Bank", 0},
    {"Officials closed the road. The officials gave no reason.",
     "Officials=Officials; The officials=Officials", 0},
    {"\"I am tired,\" Anna Keller told reporters. \"My knees hurt,\" she said.",
     "I=Anna Keller; reporters=reporters; My=Anna Keller; she=Anna Keller",
     "Anna Keller:person>reporters; Anna Keller:person>reporters"},
    {"\"We will sell,\" said a spokesman, Neil Forde. He gave no date.", "*", "Neil Forde:person>"},
    {"The road is closed, police said.", "police=police", "police:group>"},
    {"Anna Keller and Tom Berg said that the road was closed.", "*",
     "Anna Keller and Tom Berg:person>"},
    {"President Anna Keller thanked Lars Holm. She told the Danish president that the ferry would "
     "run.",
     "She=Anna Keller; the Danish president=Lars Holm", "Anna Keller:person>Lars Holm"},
    {"Eva Holm told Radio Tarn the mayor had left.", "*", "Eva Holm:person>Radio Tarn"},
    {"A report by Harbour Bank said that prices fell.", "*", "Harbour Bank:organization>"},
};

static size_t put(char *out, size_t n, size_t size, const char *between, Str s) {
  if (n >= size) return n;
  return n + (size_t)snprintf(out + n, size - n, "%s%.*s", between, str_none(s) ? 0 : (int)s.n,
                              str_none(s) ? "" : s.s);
}

static void means(const Doc *doc, char *out, size_t size) {
  size_t n = 0;
  *out = 0;
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    const Mention *m = &doc->mentions.at[i];
    if (m->form == FORM_NAME || m->entity == NONE) continue;
    n = put(out, n, size, n ? "; " : "", doc_text(doc, m->start, m->end));
    n = put(out, n, size, "=", doc->entities.at[m->entity].name);
  }
}

static void said(const Doc *doc, char *out, size_t size) {
  size_t n = 0;
  *out = 0;
  for (int32_t i = 0; i < doc->quotes.n; i++) {
    const Quote *q = &doc->quotes.at[i];
    const char *type = type_name(q->speaker_type);
    n = put(out, n, size, n ? "; " : "", q->speaker);
    n = put(out, n, size, ":", type ? (Str){type, (int32_t)strlen(type)} : STR_NONE);
    n = put(out, n, size, ">", q->to);
  }
}

static bool as_told(const char *got, const char *want) {
  return !want || !strcmp(want, "*") || !strcmp(got, want);
}

/* Names keep their tokens; counts and firsts are those of the mentions. */
static bool counted(const Doc *doc) {
  int32_t all = 0, merged = 0;
  for (int32_t i = 0; i < doc->entities.n; i++) all += doc->entities.at[i].mentions;
  for (int32_t i = 0; i < doc->mentions.n; i++) {
    const Mention *m = &doc->mentions.at[i];
    merged += m->entity != NONE;
    if (m->form == FORM_NAME && doc->tokens.at[m->first].mention != i) return false;
    if (m->entity != NONE && doc->entities.at[m->entity].first > i) return false;
  }
  return all == merged;
}

int main(void) {
  const Lang *lang;
  Reader reader;
  int n = sizeof cases / sizeof *cases;
  tap_plan(3 * n);
  if (lang_en(&store, &lang) || !reader_open(&reader, lang)) return 1;
  for (int i = 0; i < n; i++) {
    Doc doc;
    char got[1024];
    doc_open(&doc, mem_libc, 0, (Str){cases[i].text, (int32_t)strlen(cases[i].text)});
    analyze(&doc, &reader, WANT_QUOTES);
    means(&doc, got, sizeof got);
    tap_ok(as_told(got, cases[i].means), "%s: %s", cases[i].text, got);
    said(&doc, got, sizeof got);
    tap_ok(as_told(got, cases[i].said), "%s: said %s", cases[i].text, got);
    tap_ok(!doc_check(&doc) && counted(&doc), "invariants");
    doc_close(&doc);
  }
  reader_close(&reader);
  return tap_done();
}
