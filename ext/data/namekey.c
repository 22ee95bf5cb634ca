/* namekey.c - a frozen folding of names: Latin marks off, Cyrillic and Greek written in Latin
** letters, then what transliterations differ in (i/y/j behind letters, doubled letters, ph/f, ck/k,
** ue/u) made one. Nothing here may change: keys are stored in people's indexes.
*/
#include "data/namekey.h"

/* U+00C0..U+017F: the base letters; '.' drops the character, upper case stands for two letters
 * below. */
static const char latin[] = "aaaaaaAceeeeiiiidnooooo.ouuuuyTSaaaaaaAceeeeiiiidnooooo.ouuuuyTy"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllllllln"
                            "nnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* U+0410..U+044F (lower half folded onto it) and their Latin, as for Russian and Ukrainian names.
*/
static const char *const cyrillic[32] = {
    "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
    "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya"};

/* U+0391..U+03A9, likewise. */
static const char *const greek[25] = {"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                      "k", "l", "m", "n", "x",  "o",  "p", "r",  "",
                                      "s", "t", "y", "f", "ch", "ps", "o"};

typedef struct Out {
  char *s;
  int32_t n, cap;
} Out;

static bool vowel_like(char c) {
  return c == 'i' || c == 'y' || c == 'j';
}

/* One letter onto the key, folded with what stands before it. */
static void letter(Out *o, char c) {
  char last = o->n ? o->s[o->n - 1] : ' ';
  bool first = last == ' ';
  if (c == 'q') c = 'k';
  if (!first && vowel_like(c)) c = 'y';
  if (c == last && c != ' ') return; /* doubled */
  if (c == 'h' && last == 'p') {
    o->s[o->n - 1] = 'f';
    return;
  }
  if (c == 'k' && last == 'c') {
    o->s[o->n - 1] = 'k';
    return;
  }
  if (c == 'e' && (last == 'u' || last == 'o' || last == 'a') && !first) return;
  if (o->n < o->cap) o->s[o->n++] = c;
}

static void letters(Out *o, const char *s) {
  for (; *s; s++) letter(o, *s);
}

static void gap(Out *o) {
  if (o->n && o->s[o->n - 1] != ' ' && o->n < o->cap) o->s[o->n++] = ' ';
}

static void latin_letter(Out *o, uint32_t u) {
  char c = latin[u - 0xC0];
  if (c >= 'a')
    letter(o, c);
  else if (c == 'A')
    letters(o, "ae");
  else if (c == 'O')
    letters(o, "oe");
  else if (c == 'T')
    letters(o, "th");
  else if (c == 'S')
    letters(o, "ss");
  else if (c == 'I')
    letters(o, "ij");
}

static void other_letter(Out *o, uint32_t u) {
  if (u == 0x401 || u == 0x451 || u == 0x404 || u == 0x454)
    letter(o, 'e'); /* Ё Є */
  else if (u == 0x406 || u == 0x456 || u == 0x407 || u == 0x457)
    letter(o, 'i'); /* І Ї */
  else if (u == 0x490 || u == 0x491)
    letter(o, 'g'); /* Ґ */
  else if (u == 0x408 || u == 0x458)
    letter(o, 'j');
  else if (u >= 0x410 && u <= 0x44F)
    letters(o, cyrillic[(u - 0x410) % 32]);
  else if (u >= 0x391 && u <= 0x3A9)
    letters(o, greek[u - 0x391]);
  else if (u >= 0x3B1 && u <= 0x3C9)
    letters(o, u == 0x3C2 ? "s" : greek[u - 0x3B1]);
  else if (u >= 0x300 && u <= 0x36F)
    return; /* combining marks */
  else if (u >= 0x2010 && u <= 0x2015)
    gap(o);
  else if (u >= 0x2000 && u <= 0x206F)
    return; /* apostrophes, marks */
  else if (u == 0xA0)
    gap(o);
  else if (u > 0x17F && o->n + 4 <= o->cap)
    o->n += utf8_put(o->s + o->n, u); /* other scripts as they are */
}

static void ascii(Out *o, char c) {
  if (c >= 'A' && c <= 'Z')
    letter(o, (char)(c + 32));
  else if (c >= 'a' && c <= 'z')
    letter(o, c);
  else if (c >= '0' && c <= '9')
    o->n < o->cap ? (void)(o->s[o->n++] = c) : (void)0;
  else if (c != '\'' && c != '`')
    gap(o);
}

/* One code point of text that need not be valid; a broken byte counts as a gap. */
static uint32_t next(Str s, int32_t *i) {
  uint8_t c = (uint8_t)s.s[*i];
  int32_t n = c < 0x80                ? 1
              : c >= 0xC2 && c < 0xE0 ? 2
              : c >= 0xE0 && c < 0xF0 ? 3
              : c >= 0xF0 && c < 0xF5 ? 4
                                      : 0;
  bool good = n && n <= s.n - *i;
  for (int32_t k = 1; good && k < n; k++) good = ((uint8_t)s.s[*i + k] & 0xC0) == 0x80;
  if (!good) return (*i)++, ' ';
  return utf8_next(s.s, i);
}

int32_t name_key(Str name, char *out, int32_t cap) {
  Out o = {out, 0, cap};
  for (int32_t i = 0; i < name.n && o.n < cap;) {
    if ((uint8_t)name.s[i] < 0x80) {
      ascii(&o, name.s[i++]);
      continue;
    }
    uint32_t u = next(name, &i);
    if (u < 0x80)
      ascii(&o, (char)u); /* a broken byte */
    else if (u >= 0xC0 && u <= 0x17F)
      latin_letter(&o, u);
    else
      other_letter(&o, u);
  }
  while (o.n && o.s[o.n - 1] == ' ') o.n--;
  return o.n;
}

/* ---- two names ---- */

#define MOST_WORDS 12

typedef struct Key {
  char text[NAME_KEY_SIZE];
  Str word[MOST_WORDS];
  int n;
} Key;

/* "u s" -> "us": compared like "US". Keys themselves stay as they are. */
static int32_t join_letters(char *s, int32_t n) {
  for (int32_t i = 0; i < n; i++)
    if ((i % 2 == 1) != (s[i] == ' ')) return n;
  for (int32_t i = 0; i < n; i += 2) s[i / 2] = s[i];
  return (n + 1) / 2;
}

static void key_of(Str name, Key *k) {
  int32_t n = name_key(name, k->text, NAME_KEY_SIZE);
  n = join_letters(k->text, n);
  k->n = 0;
  for (int32_t from = 0; from < n && k->n < MOST_WORDS;) {
    int32_t to = from;
    while (to < n && k->text[to] != ' ') to++;
    if (to > from) k->word[k->n++] = (Str){k->text + from, to - from};
    from = to + 1;
  }
}

/* First names: equal, or one is the other's initial. */
static bool first_fits(Str a, Str b) {
  return str_eq(a, b) || (a.n == 1 && str_starts(b, a)) || (b.n == 1 && str_starts(a, b));
}

static bool ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The letters of an acronym ("NATO", "U.N."), at most cap; 0 if the name is none. */
static int letters_of(Str name, char *out, int cap) {
  int n = 0;
  for (int32_t i = 0; i < name.n; i++) {
    if (name.s[i] == '.') continue;
    if (name.s[i] < 'A' || name.s[i] > 'Z' || n == cap) return 0;
    out[n++] = name.s[i];
  }
  return n;
}

/* An acronym against first letters, both as written: keys fold doubled ones. Words of up to three letters may be
** left out. */
static bool acronym(Str name, Str full) {
  char letters[16];
  int n = letters_of(name, letters, sizeof letters), at = 0, words = 0;
  for (int32_t i = 0; n > 1 && i < full.n;) {
    int32_t from = i;
    while (i < full.n && full.s[i] != ' ' && full.s[i] != '-') i++;
    char first = from < i && ascii_letter(full.s[from]) ? (char)(full.s[from] & ~32) : 0;
    words += from < i;
    if (at < n && first == letters[at])
      at++;
    else if (i - from > 3)
      return false;
    i++;
  }
  return n > 1 && words > 1 && at == n;
}

bool same_name(Str x, Str y) {
  Key a, b;
  key_of(x, &a);
  key_of(y, &b);
  if (!a.n || !b.n) return false;
  if (acronym(x, y) || acronym(y, x)) return true;
  if (!str_eq(a.word[a.n - 1], b.word[b.n - 1])) return false;
  return a.n == 1 || b.n == 1 || first_fits(a.word[0], b.word[0]);
}
