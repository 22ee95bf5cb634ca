/* mark.c - spans in quotation marks. A case shows its spans in order, each behind one ">" for every
** span around it, "+" if it continues an earlier one, "~" behind it if it was never closed. */
#include "../tap.h"
#include "analyze.h"

#include <time.h>

static char shown[1 << 16];
static Reader reader;

static void show(const Doc *doc) {
  int n = 0;
  shown[0] = 0;
  for (int32_t i = 0; i < doc->marks.n; i++) {
    const MarkSpan *m = &doc->marks.at[i];
    if (i) n += sprintf(shown + n, " / ");
    for (int32_t p = m->parent; p != NONE; p = doc->marks.at[p].parent)
      n += sprintf(shown + n, ">");
    n += sprintf(shown + n, "%s%.*s%s", m->continues == NONE ? "" : "+", m->end - m->start,
                 doc->text.s + m->start, m->close == NONE ? "~" : "");
  }
}

/* Every token knows the innermost span that holds it. */
static bool tokens_agree(const Doc *doc) {
  for (int32_t t = 0; t < doc->tokens.n; t++) {
    int32_t innermost = NONE;
    for (int32_t i = 0; i < doc->marks.n; i++)
      if (doc->marks.at[i].first <= t && t < doc->marks.at[i].last) innermost = i;
    if (doc->tokens.at[t].mark != innermost) return false;
  }
  return true;
}

static void read(Doc *doc, const char *source) {
  doc_open(doc, mem_libc, 0, (Str){source, (int32_t)strlen(source)});
  read_text(doc, &reader);
  read_segment(doc, &reader);
  read_mark(doc, &reader);
}

static void check(const char *source, const char *expected) {
  Doc doc;
  read(&doc, source);
  show(&doc);
  const char *wrong = doc_check(&doc);
  if (!tap_ok(!wrong && tokens_agree(&doc) && !strcmp(shown, expected), "%s", expected))
    printf("# of  %s\n# got %s %s\n", source, shown, wrong ? wrong : "");
  doc_close(&doc);
}

static const char *const cases[][2] = {
    /* the styles */
    {"“We won,” she said.", "We won,"},
    {"\"We won,\" she said. \"At last.\"", "We won, / At last."},
    {"„Wir kommen“, sagte er.", "Wir kommen"},
    {"„Come in”, he said.", "Come in"},
    {"«Oui», dit-il; « non » aussi.", "Oui / non"},
    {"»Ja«, sagte er, ›nein‹ nicht.", "Ja / nein"},
    {"‹one› and ‘two’ and 'three'", "one / two / three"},
    {"''We won,'' he said. ``At last.''", "We won, / At last."},
    {"`Fine,' she wrote.", "Fine,"},
    {"「東京」", "東京"},
    /* mixed, shifted */
    {"“We won,\" she said.", "We won,"},
    {"\"We won,” she said.", "We won,"},
    {"“We won,“ she said.", "We won,"},
    {"”We won,” she said.", "We won,"},
    {"He said\"no\"to it.", "no"},
    {"He said \" no \" to it.", "no"},
    /* nested */
    {"“He told me ‘no’ twice,” she said.", "He told me ‘no’ twice, / >no"},
    {"'He told me \"no\" twice,' she said.", "He told me \"no\" twice, / >no"},
    {"\"He told me 'no' twice,\" she said.", "He told me 'no' twice, / >no"},
    {"“‘No’ is what he said.”", "‘No’ is what he said. / >No"},
    {"\"He said \"no\" twice,\" she said.", "He said \"no\" twice, / >no"},
    {"“Read «Le Monde».”", "Read «Le Monde». / >Le Monde"},
    /* singles and apostrophes */
    {"'We don't know,' said Mr O'Hara.", "We don't know,"},
    {"'the Smiths' house is big,' he said", "the Smiths' house is big,"},
    {"The Smiths' house and James's car", ""},
    {"The boys' and the girls' teams", ""},
    {"‘The players’ union is wrong,’ he said.", "The players’ union is wrong,"},
    {"He called it 'fake' and left the workers' union.", "fake"},
    {"James' friend said 'yes' to it.", "yes"},
    {"“The boys’ team won,” he said of the girls’ team.", "The boys’ team won,"},
    {"‘I saw the “star” of the show,’ he said.", "I saw the “star” of the show, / >star"},
    {"the '90s and the ’80s", ""},
    /* beside other things */
    {"(“Never.”) [\"Yes\"]", "Never. / Yes"},
    {"He paused—“well…”—and left.", "well…"},
    {"“… and so it ended,” he said.", "… and so it ended,"},
    {"\"I think--\" he began. \"--no.\"", "I think-- / --no."},
    {"She is 5'10\" tall and 6\" wide.", ""},
    {"\"She is 6'2\" tall,\" he said.", "She is 6'2\" tall,"},
    {"\"It was in 2020\" he said.", "It was in 2020"},
    /* unbalanced */
    {"“We won, she said. He left.", "We won, she said. He left.~"},
    {"We won,” she said.", ""},
    {"“We won, he said. “At last,” he said.", "We won, he said.~ / At last,"},
    {"“We ‘won,” she said.", "We ‘won,"},
    {"“One.\n“Two.”\n“Three.”", "One.~ / +Two. / Three."},
    {"“One,” he said. “Two.\n“Three.\n“Four,” he said.", "One, / Two.~ / +Three.~ / +Four,"},
    {"“One.\nTwo,” he said.", "One.~ / +Two,"},
    {"'One.\n'Two,' he said.", "One.~ / +Two,"},
    {"“One.\nTwo.\n“Three.”", "One.~ / Three."},
    {"\"\" and “”", ""},
    {"''''''''''''''''", ""},
};

/* Seconds that `n` copies of `unit` take. */
static double seconds(const char *unit, int n) {
  size_t size = strlen(unit);
  char *text = malloc(size * (size_t)n + 1);
  for (int i = 0; i < n; i++) memcpy(text + size * (size_t)i, unit, size);
  text[size * (size_t)n] = 0;
  clock_t start = clock();
  Doc doc;
  read(&doc, text);
  if (doc_check(&doc)) printf("# %s: %s\n", unit, doc_check(&doc));
  doc_close(&doc);
  free(text);
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static const char *const hostile[] = {"\"",  "“",    "”",  "\"a", "“a ",  "a\" ",
                                      "'a ", "“a\n", "‘“", "s' ", "1\" ", "\"'"};

int main(void) {
  enum { N = sizeof cases / sizeof *cases, H = sizeof hostile / sizeof *hostile };
  tap_plan(N + H);
  LangStore store;
  const Lang *lang;
  if (lang_en(&store, &lang) || !reader_open(&reader, lang)) return 1;
  for (int i = 0; i < N; i++) check(cases[i][0], cases[i][1]);
  for (int i = 0; i < H; i++) {
    double small = seconds(hostile[i], 20000), large = seconds(hostile[i], 200000);
    tap_ok(large < 20 * small + 0.05, "linear time, case %d", i + 1);
  }
  reader_close(&reader);
  return tap_done();
}
