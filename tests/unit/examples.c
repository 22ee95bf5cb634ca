/* examples.c - every + and - line of ext/lang/en, read with the real stages. */
#include "../examples.h"

int main(void) {
  LangStore store;
  const Lang *lang;
  const char *wrong = lang_en(&store, &lang);
  if (wrong) {
    printf("Bail out! %s\n", wrong);
    return 1;
  }
  return examples_main(lang, BUILD "/en.examples", 0, 0);
}
