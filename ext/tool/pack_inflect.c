/* pack_inflect.c - forms of verbs and nouns, by rule; irregular.tsv has the others. Build time
 * only. */
#include "tool/pack.h"

#include <stdlib.h>

static bool vowel(char c) {
  return c && strchr("aeiou", c);
}

/* irregular.tsv: v<tab>go<tab>goes<tab>went<tab>gone<tab>going ("-" = regular), n<tab>man<tab>men.
*/
void inflect_load(Builder *b, const char *path) {
  char line[512];
  FILE *f = fopen(path, "r");
  b->file = path;
  if (!f) {
    perror(path);
    exit(1);
  }
  for (b->line = 1; fgets(line, sizeof line, f); b->line++) {
    if (line[0] == '#' || line[0] == '\n') continue;
    Irregular x = {.verb = line[0] == 'v'};
    char *save, *word = strtok_r(line, "\t\n", &save);
    word = strtok_r(0, "\t\n", &save);
    if (!word || strlen(word) > 31) fail(b, "irregular: a word of at most 31 letters");
    memcpy(x.word, word, strlen(word) + 1);
    for (char *form; x.n < MOST_FORMS && (form = strtok_r(0, "\t\n", &save)); x.n++) {
      if (strlen(form) > 31) fail(b, "irregular: a form of at most 31 letters");
      memcpy(x.forms[x.n], form, strlen(form) + 1);
    }
    push(&b->irregular, x);
  }
  fclose(f);
}

static const Irregular *irregular(const Builder *b, const char *word, bool verb) {
  for (uint32_t i = 0; i < b->irregular.n; i++) {
    const Irregular *x = &b->irregular.at[i];
    if (x->verb == verb && strcmp(x->word, word) == 0) return x;
  }
  return 0;
}

/* stop -> stopp: one vowel group, one consonant behind a single vowel. Longer words are in the
 * table. */
static bool doubles(const char *w, size_t n) {
  if (n < 3 || vowel(w[n - 1]) || strchr("wxy", w[n - 1]) || !vowel(w[n - 2])) return false;
  int groups = 0;
  for (size_t i = 0; i < n; i++) groups += vowel(w[i]) && !(i && vowel(w[i - 1]));
  return groups == 1 &&
         !(n > 2 && vowel(w[n - 3]) && !(n > 3 && w[n - 3] == 'u' && w[n - 4] == 'q'));
}

static void ending_s(const char *w, char *out, size_t size) {
  size_t n = strlen(w);
  bool es = strchr("sxz", w[n - 1]) || w[n - 1] == 'o' ||
            (n > 1 && w[n - 1] == 'h' && strchr("cs", w[n - 2]));
  if (n > 1 && w[n - 1] == 'y' && !vowel(w[n - 2]))
    snprintf(out, size, "%.*sies", (int)n - 1, w);
  else
    snprintf(out, size, "%s%s", w, es ? "es" : "s");
}

static void ending_ed(const char *w, char *out, size_t size) {
  size_t n = strlen(w);
  if (w[n - 1] == 'e')
    snprintf(out, size, "%sd", w);
  else if (n > 1 && w[n - 1] == 'y' && !vowel(w[n - 2]))
    snprintf(out, size, "%.*sied", (int)n - 1, w);
  else if (doubles(w, n))
    snprintf(out, size, "%s%ced", w, w[n - 1]);
  else
    snprintf(out, size, "%sed", w);
}

static void ending_ing(const char *w, char *out, size_t size) {
  size_t n = strlen(w);
  bool ie = n > 2 && w[n - 1] == 'e' && w[n - 2] == 'i';
  bool silent = n > 2 && w[n - 1] == 'e' && !strchr("eoy", w[n - 2]);
  if (ie)
    snprintf(out, size, "%.*sying", (int)n - 2, w);
  else if (silent)
    snprintf(out, size, "%.*sing", (int)n - 1, w);
  else if (doubles(w, n))
    snprintf(out, size, "%s%cing", w, w[n - 1]);
  else
    snprintf(out, size, "%sing", w);
}

static void plural(const char *w, char *out, size_t size) {
  size_t n = strlen(w);
  if (n > 3 && strcmp(w + n - 3, "man") == 0)
    snprintf(out, size, "%.*smen", (int)n - 3, w);
  else
    ending_s(w, out, size);
}

typedef void (*Rule)(const char *word, char *out, size_t size);

void inflect(Builder *b, Str phrase, char how, void (*give)(Builder *b, Str form, void *ctx),
             void *ctx) {
  static const Rule verb[] = {ending_s, ending_ed, ending_ed, ending_ing};
  static const Rule noun[] = {plural};
  char word[64], form[96], all[640];
  int32_t from = 0, to = phrase.n;
  if (how == 'v') {
    for (to = 0; to < phrase.n && phrase.s[to] != ' ';) to++;
  } else {
    for (from = phrase.n; from > 0 && phrase.s[from - 1] != ' ';) from--;
  }
  give(b, phrase, ctx);
  if (from == to) fail(b, "a blank where the word to inflect should be");
  if (to - from > 40 || phrase.n > 400) fail(b, "a phrase to inflect is too long");
  snprintf(word, sizeof word, "%.*s", (int)(to - from), phrase.s + from);
  const Irregular *odd = irregular(b, word, how == 'v');
  int forms = how == 'v' ? 4 : 1;
  for (int i = 0; i < forms; i++) {
    bool told = odd && i < odd->n && strcmp(odd->forms[i], "-") != 0;
    if (told)
      snprintf(form, sizeof form, "%s", odd->forms[i]);
    else
      (how == 'v' ? verb : noun)[i](word, form, sizeof form);
    int n = snprintf(all, sizeof all, "%.*s%s%.*s", (int)from, phrase.s, form, (int)(phrase.n - to),
                     phrase.s + to);
    give(b, (Str){all, n}, ctx);
  }
  for (int i = forms; odd && i < odd->n; i++) { /* further forms: was, were */
    int n = snprintf(all, sizeof all, "%.*s%s%.*s", (int)from, phrase.s, odd->forms[i],
                     (int)(phrase.n - to), phrase.s + to);
    give(b, (Str){all, n}, ctx);
  }
}
