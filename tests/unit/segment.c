/* segment.c - tokens, sentences, paragraphs. A token is shown between spaces, a sentence ends with
** "|", a paragraph with "¶". */
#include "../tap.h"
#include "analyze.h"
#include "read/segment.h"

static char shown[1 << 16];

static void show(const Doc *doc) {
  int n = 0;
  shown[0] = 0;
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    Str s = tok_text(doc, t);
    n += sprintf(shown + n, "%s%.*s", t ? " " : "", s.n, s.s);
    const Sentence *in = &doc->sentences.at[doc->tokens.at[t].sentence];
    if (t + 1 < in->last || t + 1 == doc->tokens.n) continue;
    n += sprintf(shown + n, in[1].paragraph == in->paragraph ? " |" : " ¶");
  }
}

static Reader reader;

static void check(const char *source, const char *expected) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){source, (int32_t)strlen(source)});
  read_text(&doc, &reader);
  read_segment(&doc, &reader);
  show(&doc);
  const char *wrong = doc_check(&doc);
  if (!tap_ok(!wrong && !strcmp(shown, expected), "%s", expected))
    printf("# got: %s %s\n", shown, wrong ? wrong : "");
  doc_close(&doc);
}

static void check_flags(const char *source, int flags) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){source, (int32_t)strlen(source)});
  read_text(&doc, &reader);
  read_segment(&doc, &reader);
  int got = doc.tokens.n ? doc.tokens.at[0].flags & ~(TOK_SPACE | TOK_LINE) : -1;
  tap_ok(got == flags, "flags of %s: %d", source, got);
  doc_close(&doc);
}

static const char *const cases[][2] = {
    {"", ""},
    {" \n\n ", ""},
    {"He didn't say it's theirs.", "He did n't say it 's theirs ."},
    {"We’re sure they haven’t.", "We ’re sure they have n’t ."},
    {"the Smiths' house, O'Hara's", "the Smiths ' house , O'Hara 's"},
    {"a high-profile U.S.-based firm", "a high - profile U.S. - based firm"},
    {"It rose 3.5% to $1,234.5 million.", "It rose 3.5 % to $ 1,234.5 million ."},
    {"US$20 and A$5", "US$ 20 and A$ 5"},
    {"at 10:30 on 9/11, and/or later", "at 10:30 on 9/11 , and / or later"},
    {"In 2020,345 died.", "In 2020 , 345 died ."},
    {"He paused... then -- left", "He paused ... then -- left"},
    {"see https://example.org/a?b=c, or mail j.doe@example.org.",
     "see https://example.org/a?b=c , or mail j.doe@example.org ."},
    {"@handle and #tag, no. #1", "@handle and #tag , no . # 1"},
    {"(He left.) She stayed.", "( He left . ) | She stayed ."},
    {"“Why?” he asked. “No!”", "“ Why ? ” he asked . | “ No ! ”"},
    {"''So,'' he said, ``no.''", "'' So , '' he said , `` no . ''"},
    {"John F. Kennedy and J. Smith came. He left.",
     "John F. Kennedy and J. Smith came . | He left ."},
    {"Gov. Ann Lee met Dr. Smith. He left.", "Gov. Ann Lee met Dr. Smith . | He left ."},
    {"Acme Inc. The firm", "Acme Inc. | The firm"},
    {"Acme Inc. Chairman Bob Lee", "Acme Inc. Chairman Bob Lee"},
    {"in the U.S. Senate", "in the U.S. Senate"},
    {"in the U.S. But he", "in the U.S. | But he"},
    {"the U.S.-Canada border", "the U.S. - Canada border"},
    {"at 5 p.m. Monday", "at 5 p.m. Monday"},
    {"No. 5 won. I said no. Then", "No. 5 won . | I said no . | Then"},
    {"It was Plan B. The end", "It was Plan B . | The end"},
    {"cars, trucks, etc. Nobody came", "cars , trucks , etc. | Nobody came"},
    {"I can't; you cannot; y'all gonna", "I ca n't ; you can not ; y' all gon na"},
    {"they'd've gone", "they 'd 've gone"},
    {"5km, 10am and £1.2bn", "5 km , 10 am and £ 1.2 bn"},
    {"a pro-reform ex-mayor", "a pro-reform ex-mayor"},
    {"'Tis the '90s, rock 'n' roll", "'Tis the '90s , rock 'n' roll"},
    {"Where is it? nobody knew.", "Where is it ? | nobody knew ."},
    {"“Why?” Ann Lee said. “Now!” He left.", "“ Why ? ” Ann Lee said . | “ Now ! ” | He left ."},
    {"Yahoo! said so.", "Yahoo ! said so ."},
    {"He left ... and came back.", "He left ... and came back ."},
    {"He left. \"Why?\" she asked.", "He left . | \" Why ? \" she asked ."},
    {"(He left.) “Yes.” She stayed.", "( He left . ) | “ Yes . ” | She stayed ."},
    {"AT&T and Q&A; M & S", "AT&T and Q&A ; M & S"},
    {"One line\nAnother line", "One line ¶ Another line"},
    {"the 1990s, the 21st", "the 1990s , the 21st"},
    {"call 555-123-4567 now", "call 555-123-4567 now"},
    {"He won 3-2.", "He won 3 - 2 ."},
    {"caf\xE9 \x80\x80 end", "caf\x1A \x1A\x1A end"},
    {"1. Milk is white. 2. Tar is black.", "1 . Milk is white . | 2 . Tar is black ."},
    {"「東京」", "「 東京 」"},
};

#define WRAPPED                                                                                    \
  "The council met on Monday to discuss the budget, and the mayor\n"                               \
  "said that it would not be passed before the summer recess had\nended.\n\nNobody spoke.\n"

/* Plain words and marks are cut by a shorter way: they are what their characters make them all the same. */
static void check_shapes(void) {
  static const char source[] =
      "The U.S. sent 1,200 troops; NATO's chief, Ann O'Neil-Lee, cannot say \"no\" (yet). Éa "
      "fiancé paid $5m? I do! SIR and Sir, e-mail: x@y.org, \x1A\x1A caf\x1A, it’s 'tis ANN’S";
  int different = 0;
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){source, (int32_t)sizeof source - 1});
  analyze(&doc, &reader, WANT_SENTENCES);
  for (int32_t t = 0; t < doc.tokens.n; t++) {
    const Token *k = &doc.tokens.at[t];
    Token whole = segment_token(&doc, k->start, k->end);
    different += k->hash != whole.hash || (k->flags & ~(TOK_SPACE | TOK_LINE)) != whole.flags;
  }
  tap_ok(doc.tokens.n > 40 && !different, "%d tokens of all shapes", doc.tokens.n);
  doc_close(&doc);
}

int main(void) {
  enum { N = sizeof cases / sizeof *cases };
  tap_plan(N + 7);
  LangStore store;
  const Lang *lang;
  if (lang_en(&store, &lang) || !reader_open(&reader, lang)) return 1;
  for (int i = 0; i < N; i++) check(cases[i][0], cases[i][1]);
  check(WRAPPED, "The council met on Monday to discuss the budget , and the mayor said that it "
                 "would not be passed before the summer recess had ended . ¶ Nobody spoke .");
  check_shapes();
  check_flags("NATO", TOK_LETTER | TOK_CAP | TOK_UPPER);
  check_flags("Éa", TOK_LETTER | TOK_CAP);
  check_flags("J. Smith", TOK_LETTER | TOK_CAP | TOK_ABBR | TOK_INITIAL);
  check_flags("21st", TOK_LETTER | TOK_DIGIT);
  check_flags("...", TOK_PUNCT);
  reader_close(&reader);
  return tap_done();
}
