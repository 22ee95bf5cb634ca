/* quote.c - quotes as they stand in the text. A case shows its rows in order: kind (d m i), "+" if it
** continues a row, "<" if it is part of one, source, cue, words; "-" where there is none. */
#include "../tap.h"
#include "analyze.h"

#include <stdlib.h>
#include <time.h>

static char shown[1 << 14];
static Reader reader;

static int put(int n, const Doc *doc, Range r) {
  if (r.first == NONE) return n + sprintf(shown + n, "-");
  return n + sprintf(shown + n, "%.*s", r.end - r.start, doc->text.s + r.start);
}

static void show(const Doc *doc) {
  int n = 0;
  shown[0] = 0;
  for (int32_t i = 0; i < doc->quotes.n; i++) {
    const Quote *q = &doc->quotes.at[i];
    n += sprintf(shown + n, "%s%c%s%s ", i ? " / " : "", "dmi"[q->kind],
                 q -> continues == NONE ? "" : "+", q->part_of == NONE ? "" : "<");
    n = put(n, doc, q->source);
    n += sprintf(shown + n, "|");
    n = put(n, doc, q->cue);
    n += sprintf(shown + n, "|");
    n = put(n, doc, q->content);
  }
}

static void read(Doc *doc, const char *text) {
  doc_open(doc, mem_libc, 0, (Str){text, (int32_t)strlen(text)});
  analyze(doc, &reader, WANT_QUOTES);
}

static const struct {
  const char *text, *want;
} cases[] = {
    {"\"It is late,\" said the guard.", "d the guard|said|It is late,"},
    {"\"It is late,\" the guard said.", "d the guard|said|It is late,"},
    {"\"Is it late?\" she asked.", "d she|asked|Is it late?"},
    {"\"Is it late?\" Mayor Eva Holm asked on Friday.", "d Mayor Eva Holm|asked|Is it late?"},
    {"\"It,\" he said, \"is late.\"", "d he|said|It, / d+ he|said|is late."},
    {"She wrote: \"It is late.\"", "d She|wrote|It is late."},
    {"\"It is late,\" he said. \"Go home.\"", "d he|said|It is late, / d+ -|-|Go home."},
    {"\"I love it,\" Holm notes.", "d Holm|notes|I love it,"},
    {"He told the court that it was late.", "i He|told|it was late"},
    {"He said it was late.", "i He|said|it was late"},
    {"It was late, he said.", "i he|said|It was late"},
    {"Tom Hale says drivers may not like it, but insists the road will close.",
     "i Tom Hale|says|drivers may not like it / i Tom Hale|insists|the road will close"},
    {"Police reported on Friday the ship had sunk.", "i Police|reported|the ship had sunk"},
    {"Eva Holm, who runs the port, said the ship had sunk.",
     "i Eva Holm, who runs the port|said|the ship had sunk"},
    {"The pilot said the plane was \"shaking like a leaf\".",
     "i The pilot|said|the plane was \"shaking like a leaf\" / m< The pilot|said|shaking like a "
     "leaf"},
    {"The pilot called the plane \"a wreck\".", "m The pilot|called|a wreck"},
    {"The union accused the firm of lying.", "i The union|accused|the firm of lying"},
    {"The ship had sunk, according to the coast guard.",
     "i the coast guard|according to|The ship had sunk"},
    {"According to the coast guard, the ship had sunk.",
     "i the coast guard|According to|the ship had sunk"},
    {"He said he was ill and his wife was tired; the room fell silent.",
     "i He|said|he was ill and his wife was tired"},
    {"He said the shop would close, adding that staff had been told.",
     "i He|said|the shop would close / i He|adding|staff had been told"},
    {"The firm vowed to fight on.", "i The firm|vowed|to fight on"},
    {"She asked whether it was late.", "i She|asked|whether it was late"},
    {"He said \"it is late\" and \"it is cold\".", "d He|said|it is late / d+ He|said|it is cold"},
    {"In the words of the mayor, \"we have lost a friend.\"",
     "d the mayor|In the words of|we have lost a friend."},
    {"In her view, it was late.", "i her|In her view|it was late"},
    {"Many say that it was late.", "i Many|say|it was late"},
    {"People who saw the fire said it was late.", "i People who saw the fire|said|it was late"},
    {"\"It is late,\" said a sailor who knew the coast.",
     "d a sailor who knew the coast|said|It is late,"},
    {"The roads were, the mayor said, closed for weeks.",
     "i the mayor|said|The roads were / i+ the mayor|said|closed for weeks"},
    {"Two boats struck the pier near the fort, according to the coast guard.",
     "i the coast guard|according to|Two boats struck the pier near the fort"},
    {"According to local papers, schools across the county closed their gates.",
     "i local papers|According to|schools across the county closed their gates"},
    {"The judge in that case determined the pilot had lied.",
     "i The judge in that case|determined|the pilot had lied"},
    {"The Herald reports only two of the ships were insured.",
     "i The Herald|reports|only two of the ships were insured"},
    {"The council demanded the agency publish the report.",
     "i The council|demanded|the agency publish the report"},
    {"The council announced classes for pupils, young and old, would be cancelled.",
     "i The council|announced|classes for pupils, young and old, would be cancelled"},
    {"The firm denied closing the pit.", "i The firm|denied|closing the pit"},
    {"The pilots were reported by the Herald to be safe.", "i the Herald|reported|to be safe"},
    {"He said the pier \"was rotten. It fell in May.\" The town wept.",
     "i He|said|the pier \"was rotten. It fell in May.\" / m< He|said|was rotten. It fell in May."},
    {"The minister stated her firm's products place a strong emphasis on safety.",
     "i The minister|stated|her firm's products place a strong emphasis on safety"},
    {"The mayor was quick to add that the plan leaves the bridge alone.",
     "i The mayor|add|the plan leaves the bridge alone"},
    {"They fought over a sale which he says was agreed.", "i he|says|was agreed"},
    {"She answered when asked which pier had fallen.", "i -|asked|which pier had fallen"},
    {"The union accused the mayor of \"a cover-up\".", "m The union|accused|a cover-up"},
    {"The minister indicated no ships were lost and suggested the pilot was drunk.",
     "i The minister|indicated|no ships were lost / i The minister|suggested|the pilot was drunk"},
    {"The minister who led the talks said it was late.",
     "i The minister who led the talks|said|it was late"},
    {"The union accused the mayor of fraud.", ""},
    {"The mayor announced the plan in a letter and left for Rome.", ""},
    {"The union pledged funds and the state is paying the rest.", ""},
    {"Asked whether she was tired, she laughed.", "i -|Asked|whether she was tired"},
    {"She won the vote by promising to build a pier.", "i She|promising|to build a pier"},
    {"He was saying that it was late and insisting that it was cold.",
     "i He|saying|it was late / i He|insisting|it was cold"},
    {"Per the decree, the boats must stay.", "i the decree|Per|the boats must stay"},
    {"The boats were checked, the mayor said, to see whether they would float.",
     "i the mayor|said|The boats were checked / i+ the mayor|said|to see whether they would float"},
    {"The boats were lost, the mayor said, in a letter to the queen.",
     "i the mayor|said|The boats were lost"},
    {"The storm hit the coast, killing at least two according to the mayor.",
     "i the mayor|according to|killing at least two"},
    {"She went on to say that it was late.", "i She|went on to say|it was late"},
    {"They earn more per day.", ""},
    {"The site was said to be safe.", ""},
    {"Idris Bell added a third after the break.", ""},
    {"He began painting boats.", ""},
    {"The song \"Late Again\" was a hit.", ""},
    {"He went home late.", ""},
    {"They found a way to tell us.", ""},
    {"The judge ordered a new trial.", ""},
    {"Mr Said went home, and the clock said nothing.", ""},
};

/* Ten times as much text takes about ten times as long. */
static double seconds(const char *piece, int times) {
  size_t n = strlen(piece);
  char *text = malloc(n * (size_t)times + 1);
  if (!text) return 0;
  for (int i = 0; i < times; i++) memcpy(text + (size_t)i * n, piece, n);
  text[n * (size_t)times] = 0;
  clock_t start = clock();
  Doc doc;
  read(&doc, text);
  double t = (double)(clock() - start) / CLOCKS_PER_SEC;
  doc_close(&doc);
  free(text);
  return t;
}

static bool linear(const char *piece) {
  double small = seconds(piece, 1000), large = seconds(piece, 10000);
  if (large > 14 * small + 0.1) printf("# %.3f s, then %.3f s: %s\n", small, large, piece);
  return large <= 14 * small + 0.1;
}

static const char *const hostile[] = {
    "he said that ", "\"so,\" he said, ", "according to him, ", ", adding that", "\"a b c d e f\" ",
    "Al: ",          "says said ",        "who said "};

int main(void) {
  LangStore store;
  const Lang *lang;
  int n = sizeof cases / sizeof *cases, m = sizeof hostile / sizeof *hostile;
  tap_plan(1 + n + m);
  const char *wrong = lang_en(&store, &lang);
  tap_ok(!wrong && reader_open(&reader, lang), "the language opens%s%s", wrong ? ": " : "",
         wrong ? wrong : "");
  for (int i = 0; i < n; i++) {
    Doc doc;
    read(&doc, cases[i].text);
    show(&doc);
    bool good = !strcmp(shown, cases[i].want) && !doc_check(&doc);
    tap_ok(good, "%s", cases[i].text);
    if (!good) printf("# %s\n", shown);
    doc_close(&doc);
  }
  for (int i = 0; i < m; i++) tap_ok(linear(hostile[i]), "linear: %s", hostile[i]);
  reader_close(&reader);
  return tap_done();
}
