/* segment_token.c - words, numbers and marks, cut as in UD English (EWT). */
#include "data/lexicon.h"
#include "read/segment.h"

enum { LONGEST_CUT = 8 /* a word that is cut in two is shorter */ };

typedef struct Cutter {
  Doc *doc;
  Reader *r;
  Str s; /* the text up to the end of the paragraph */
  const SplitTable *splits;
  uint16_t flags; /* TOK_SPACE, TOK_LINE for the next token */
} Cutter;

static Class look(const Cutter *c, int32_t i) {
  int32_t next;
  return class_at(c->s, i, &next);
}

static bool is(const Cutter *c, int32_t i, char ch) {
  return i < c->s.n && c->s.s[i] == ch;
}

static bool ascii_digit(const Cutter *c, int32_t i) {
  return i < c->s.n && c->s.s[i] >= '0' && c->s.s[i] <= '9';
}

/* ---- adding a token ---- */

typedef struct Shape {
  int32_t letters, upper;
  bool digit;
} Shape;

static void shape_add(Shape *h, Str s, int32_t i, Class class) {
  h->digit |= class == C_DIGIT;
  if (class != C_LETTER && class != C_COMPLEX) return;
  h->letters++;
  h->upper += upper_at(s, i);
}

static uint16_t shape_flags(Str s, int32_t start, int32_t end) {
  Shape h = {0};
  int32_t next;
  for (int32_t i = start; i < end; i = next) {
    Class class = class_at(s, i, &next);
    shape_add(&h, s, i, class);
  }
  int flags = 0;
  if (h.letters) flags |= TOK_LETTER;
  if (upper_at(s, start)) flags |= TOK_CAP;
  if (h.letters > 1 && h.upper == h.letters) flags |= TOK_UPPER;
  if (class_at(s, start, &next) == C_DIGIT) flags |= TOK_DIGIT;
  if (!h.letters && !h.digit) flags |= TOK_PUNCT;
  if (h.letters && s.s[end - 1] == '.') {
    flags |= TOK_ABBR;
    if (h.letters == 1 && h.upper && !h.digit) flags |= TOK_INITIAL;
  }
  return (uint16_t)flags;
}

/* A curly apostrophe counts as a straight one. */
uint32_t segment_hash(Str fold) {
  uint32_t h = STR_HASH_SEED;
  for (int32_t i = 0; i < fold.n; i++) {
    if (fold.s[i] == '\xE2' && fold.n - i > 2 && fold.s[i + 1] == '\x80' &&
        fold.s[i + 2] == '\x99') {
      h = str_hash_more(h, "'", 1);
      i += 2;
    } else {
      h = str_hash_more(h, fold.s + i, 1);
    }
  }
  return h;
}

static const Token blank = {.sentence = NONE,
                            .head = NONE,
                            .hit = NONE,
                            .number = NONE,
                            .date = NONE,
                            .mention = NONE,
                            .mark = NONE,
                            .tag = TAG_NONE,
                            .rel = REL_NONE};

static void fill(Token *t, int32_t start, int32_t end, uint32_t hash, int flags) {
  t->start = start;
  t->end = end;
  t->hash = hash;
  t->flags = (uint16_t)flags;
}

Token segment_token(const Doc *doc, int32_t start, int32_t end) {
  Token t = blank;
  fill(&t, start, end, segment_hash(str_sub(doc->fold, start, end)),
       shape_flags(doc->text, start, end));
  return t;
}

/* Filled in where it stands: a copy of what was just written has to wait for it. */
static void add_token(Cutter *c, int32_t start, int32_t end, uint32_t hash, int flags) {
  int32_t t = doc_add(c->doc, &c->doc->tokens, &blank);
  if (t == NONE) return;
  fill(&c->doc->tokens.at[t], start, end, hash, flags | c->flags);
  c->flags = 0;
}

static void add(Cutter *c, int32_t start, int32_t end) {
  add_token(c, start, end, segment_hash(str_sub(c->doc->fold, start, end)),
            shape_flags(c->doc->text, start, end));
}

/* ---- runs ---- */

static int32_t run_of(const Cutter *c, int32_t i, Class a, Class b) {
  int32_t next;
  for (;;) {
    Class class = class_at(c->s, i, &next);
    if (class != a && class != b) return i;
    i = next;
  }
}

/* As long as the same character stands there. */
static int32_t run_same(const Cutter *c, int32_t i) {
  int32_t n, next;
  class_at(c->s, i, &next);
  n = next - i;
  while (next + n <= c->s.n && !memcmp(c->s.s + i, c->s.s + next, (size_t)n)) next += n;
  return next;
}

/* Punctuation that ends a sentence or a clause does not end an address. */
static int32_t trim_address(const Cutter *c, int32_t start, int32_t end) {
  while (end > start + 1) {
    int32_t last = utf8_back(c->s.s, end);
    Class class = look(c, last);
    bool tail = class == C_DOT || class == C_STOP || class == C_APOS || class == C_QUOTE ||
                class == C_CLOSE || class == C_OPEN ||
                (class == C_OTHER && !is(c, last, '/') && !is(c, last, '%') && !is(c, last, '&'));
    if (!tail) break;
    end = last;
  }
  return end;
}

/* A URL from `start` on: to the next white space, quotation mark or angle bracket. */
static int32_t address(const Cutter *c, int32_t start, int32_t i) {
  int32_t next;
  for (;; i = next) {
    Class class = class_at(c->s, i, &next);
    if (class == C_END || class == C_SPACE || class == C_QUOTE || is(c, i, '<') || is(c, i, '>'))
      break;
  }
  return trim_address(c, start, i);
}

/* The domain behind "@": letters, digits, hyphens and inner full stops. */
static int32_t domain(const Cutter *c, int32_t i) {
  for (;;) {
    i = run_of(c, i, C_LETTER, C_DIGIT);
    bool inner = is(c, i, '.') || is(c, i, '-');
    if (!inner || (look(c, i + 1) != C_LETTER && look(c, i + 1) != C_DIGIT)) return i;
    i++;
  }
}

/* ---- words ---- */

static int32_t skip_space(const Cutter *c, int32_t i) {
  int32_t next;
  while (class_at(c->s, i, &next) == C_SPACE) i = next;
  return i;
}

static int split_at(const Cutter *c, int32_t start, int32_t end, SplitClass class) {
  return split_find(c->splits, segment_hash(str_sub(c->doc->fold, start, end)), class);
}

static bool word_class(Class class) {
  return class == C_LETTER || class == C_DIGIT;
}

/* Does the full stop at `dot` join the label that starts at `label` to the one behind it? Yes in
** "U.S", "Ph.D", "x.org", "v2.0", "(HVX.L)"; no in "J.Smith" and where a space is missing ("left.Then"). */
static bool dot_joins(const Cutter *c, int32_t label, int32_t dot) {
  int32_t right = dot + 1, next, end;
  Class class = class_at(c->s, right, &next);
  if (!word_class(class)) return false;
  end = run_of(c, right, C_LETTER, C_DIGIT);
  bool one_left = utf8_back(c->s.s, dot) == label, one_right = next == end;
  if (one_right && is(c, end, '.')) return dot - label <= 2;
  if (one_right && is(c, end, ')')) return upper_at(c->s, utf8_back(c->s.s, dot));
  if (one_left) return one_right || !upper_at(c->s, right);
  return !upper_at(c->s, right) || (!one_right && upper_at(c->s, next));
}

typedef struct Word {
  int32_t start, end;
  int32_t label; /* behind its last inner full stop */
  bool whole;    /* an address or a sign of currency: nothing to cut off */
} Word;

static bool upper_before(const Cutter *c, int32_t i) {
  return upper_at(c->s, utf8_back(c->s.s, i));
}

/* Goes on with a word whose letters end at w->end; false if it ends there. */
static bool word_more(const Cutter *c, Word *w) {
  int32_t e = w->end, next;
  Class class = class_at(c->s, e, &next);
  Class after = look(c, next);
  if (is(c, e, '.') && dot_joins(c, w->label, e)) {
    w->label = next;
  } else if (class == C_APOS) {
    if (after != C_LETTER) return false;
  } else if (is(c, e, '&')) {
    if (!upper_before(c, e) || !upper_at(c->s, next)) return false;
  } else if (is(c, e, '@') && word_class(after)) {
    return w->end = domain(c, next), w->whole = true, false;
  } else if (is(c, e, ':') && is(c, e + 1, '/') && is(c, e + 2, '/')) {
    return w->end = address(c, w->start, e), w->whole = true, false;
  } else if (is(c, e, '/') && w->label > w->start && e - w->label >= 2 &&
             !upper_at(c->s, w->label) && look(c, w->label) == C_LETTER) {
    return w->end = address(c, w->start, e), w->whole = true, false;
  } else if (class == C_MONEY && upper_before(c, e) && e - w->start <= 3 && after != C_LETTER) {
    return w->end = next, w->whole = true, false;
  } else if (is(c, e, '-')) {
    if (after != C_LETTER || !split_at(c, w->start, e, SPLIT_PREFIX)) return false;
  } else if (!is(c, e, '_') || !word_class(after)) {
    return false;
  }
  w->end = next;
  return true;
}

static Word word_at(const Cutter *c, int32_t start, int32_t i) {
  Word w = {.start = start, .end = i, .label = start};
  do w.end = run_of(c, w.end, C_LETTER, C_DIGIT);
  while (word_more(c, &w));
  return w;
}

/* Does a word that begins sentences stand at i? */
static bool starter(const Cutter *c, int32_t i) {
  return upper_at(c->s, i) && split_at(c, i, run_of(c, i, C_LETTER, C_LETTER), SPLIT_STARTER);
}

/* Is the word with its full stop, [start, end), an abbreviation here? */
static bool abbreviation(const Cutter *c, int32_t start, int32_t end) {
  int32_t entry = abbreviation_of(c->doc, c->r, start, end);
  if (entry == NONE) return false;
  Str ends = lex_str(c->r->lang, entry, ABBREVIATION_ENDS);
  return !str_eq(ends, STR("number")) || look(c, skip_space(c, end)) == C_DIGIT;
}

/* Does the full stop behind the word belong to it? */
static bool keeps_stop(const Cutter *c, const Word *w) {
  int32_t behind = w->end + 1, next;
  if (!is(c, w->end, '.') || w->whole) return false;
  Class after = look(c, behind);
  if (after == C_DOT || after == C_STOP) return false;
  class_at(c->s, w->label, &next);
  bool letter = next == w->end && look(c, w->label) == C_LETTER;
  if (letter && w->label > w->start) return true; /* U.S. */
  if (letter && upper_at(c->s, w->label)) {       /* J. Smith, but not "Plan B. The" */
    int32_t name = skip_space(c, behind);
    return is(c, name, ',') || (upper_at(c->s, name) && !starter(c, name));
  }
  return abbreviation(c, w->start, behind);
}

/* Where what stands apart at the end of the word starts ("n't", "'s", "km" behind digits); w->end
** if nothing does. */
static int32_t tail(const Cutter *c, const Word *w) {
  int32_t i = w->end, next, before;
  for (int letters = 0; i > w->start && letters < 4; letters++) {
    before = utf8_back(c->s.s, i);
    Class class = class_at(c->s, before, &next);
    if (class == C_DIGIT && letters) {
      uint32_t hash = str_hash(str_sub(c->s, i, w->end));
      return split_find(c->splits, hash, SPLIT_DIGITS) ? i : w->end;
    }
    i = before;
    if (class != C_APOS) {
      if (class != C_LETTER) break;
      continue;
    }
    before = i > w->start ? utf8_back(c->s.s, i) : i;
    if (split_at(c, before, w->end, SPLIT_TAIL)) return before;
    return split_at(c, i, w->end, SPLIT_TAIL) ? i : w->end;
  }
  return w->end;
}

/* Adds a word in one piece or two; "they'd've" in three. */
static void add_pieces(Cutter *c, Word w) {
  int32_t cut = w.whole ? w.end : tail(c, &w);
  int32_t whole = w.end - w.start < LONGEST_CUT ? split_at(c, w.start, w.end, SPLIT_CUT) : 0;
  if (whole && whole < w.end - w.start) cut = w.start + whole;
  if (cut > w.start && cut < w.end) {
    add_pieces(c, (Word){w.start, cut, w.label, false});
    add(c, cut, w.end);
  } else {
    add(c, w.start, w.end);
  }
}

static int32_t add_word(Cutter *c, Word w) {
  if (keeps_stop(c, &w)) {
    add(c, w.start, w.end + 1);
    return w.end + 1;
  }
  add_pieces(c, w);
  return w.end;
}

/* ---- numbers ---- */

static int32_t digits(const Cutter *c, int32_t i) {
  return run_of(c, i, C_DIGIT, C_DIGIT);
}

/* Inner marks: 1.5, 10:30, 9/11. A comma joins before a group of three (1,234), before an Indian
** group of two that another follows (12,34,567), and behind groups parted by full stops (1.234,5).
*/
static bool number_joins(const Cutter *c, int32_t start, int32_t e) {
  bool comma = is(c, e, ',');
  if (!comma && !is(c, e, '.') && !is(c, e, ':') && !is(c, e, '/')) return false;
  if (!comma || look(c, e + 1) != C_DIGIT) return look(c, e + 1) == C_DIGIT;
  int32_t group = e, next = digits(c, e + 1) - e - 1;
  while (group > start && ascii_digit(c, group - 1)) group--;
  if (e - group > 3) return false;
  if (next == 3) return true;
  if (next == 2 && e - group <= 2 && is(c, e + 3, ',') && look(c, e + 4) == C_DIGIT) return true;
  return e - group == 3 && group > start && c->s.s[group - 1] == '.';
}

/* 555-123-4567 */
static int32_t phone(const Cutter *c, int32_t start, int32_t e) {
  if (e != start + 3 || !is(c, e, '-') || digits(c, e + 1) != e + 4 || !is(c, e + 4, '-')) return e;
  return digits(c, e + 5) == e + 9 ? e + 9 : e;
}

static int32_t add_number(Cutter *c, int32_t start) {
  int32_t e = digits(c, is(c, start, '.') ? start + 1 : start);
  while (number_joins(c, start, e)) e = digits(c, e + 1);
  e = phone(c, start, e);
  Class class = look(c, e);
  if (class == C_LETTER || class == C_APOS || is(c, e, '@') || is(c, e, '_'))
    return add_word(c, word_at(c, start, e));
  add(c, start, e);
  return e;
}

/* ---- everything else ---- */

static int32_t add_complex(Cutter *c, int32_t start) {
  int32_t end = run_of(c, start, C_COMPLEX, C_LETTER), at = start;
  breaker_set(c->r->breaker, c->s, start, end);
  while (at < end) {
    int32_t next = breaker_next(c->r->breaker);
    if (next < end && c->s.s[next] == 0x1A) continue; /* text.c: never within broken bytes */
    if (next > end) next = end;
    if (is(c, next, 0x1A) && next < end) continue; /* never within a broken unit (text.c) */
    if (next > at) add(c, at, next);
    at = next;
  }
  return end;
}

/* "#tag", "@name". */
static bool labelled(const Cutter *c, int32_t i) {
  return (is(c, i, '#') || is(c, i, '@')) && look(c, i + 1) == C_LETTER;
}

/* The end of the mark at i: a run of one character, two single marks for a double one, or alone. */
static int32_t mark_end(const Cutter *c, int32_t i, Class class) {
  int32_t next;
  class_at(c->s, i, &next);
  switch (class) {
  case C_DOT:
  case C_STOP: return run_of(c, i, C_DOT, C_STOP);
  case C_DASH:
  case C_MONEY:
  case C_REPEAT: return run_same(c, i);
  case C_APOS:
  case C_QUOTE: {
    int32_t n = next - i, run = run_same(c, i);
    bool single = class == C_APOS || is(c, i, '`');
    if (run - i > 3 * n) return run; /* a rule drawn with marks */
    return single && run > next ? next + n : next;
  }
  default: return next;
  }
}

/* The end of a word that has an apostrophe in front: "'em", "'90s", a clitic that stands alone; i
** if it is none. */
static int32_t elision(const Cutter *c, int32_t i) {
  int32_t next, end;
  class_at(c->s, i, &next);
  end = run_of(c, next, C_LETTER, C_DIGIT);
  if (ascii_digit(c, next)) { /* '90s, and with a curly one ’98 */
    bool two = ascii_digit(c, next + 1), curly = next > i + 1;
    bool plural = end == next + 3 && !ascii_digit(c, next + 2);
    return two && (plural || (curly && end == next + 2)) ? end : i;
  }
  if (look(c, end) == C_APOS && split_at(c, i, end + 1, SPLIT_WHOLE)) return end + 1; /* 'n' */
  bool whole = split_at(c, i, end, SPLIT_WHOLE) || split_at(c, i, end, SPLIT_TAIL);
  return whole ? end : i;
}

/* A mark of ASCII before a blank goes on with nothing; an apostrophe may be a clitic. */
static bool alone(const Cutter *c, int32_t i, Class class) {
  return (uint8_t)c->s.s[i] < 0x80 && class != C_APOS && look(c, i + 1) <= C_SPACE;
}

static int32_t add_mark(Cutter *c, int32_t i, Class class) {
  if (alone(c, i, class)) {
    add_token(c, i, i + 1, str_hash(str_sub(c->s, i, i + 1)), TOK_PUNCT);
    return i + 1;
  }
  int32_t word = class == C_APOS ? elision(c, i) : i;
  if (word > i) {
    add(c, i, word);
    return word;
  }
  int32_t end = labelled(c, i) ? word_at(c, i, i + 1).end : mark_end(c, i, class);
  add(c, i, end);
  return end;
}

/* Letters that stand apart in front of digits ("EUR|50m"); i if they do not. Behind a sign of
** currency any do ("$A|50"). */
static int32_t front(const Cutter *c, int32_t i) {
  int32_t end = i;
  /* ASCII alone: `end` goes by bytes, and one inside a character is no letter. */
  while (end < i + 4 && end < c->s.n && (uint8_t)c->s.s[end] < 0x80 && upper_at(c->s, end)) end++;
  if (end == i || look(c, end) != C_DIGIT) return i;
  if (i > 0 && is(c, i - 1, '$')) return end;
  return split_find(c->splits, str_hash(str_sub(c->s, i, end)), SPLIT_FRONT) ? end : i;
}

/* Does a word of letters alone end at `end`, with nothing behind that goes on with it or tells where to cut it? */
static bool ends_letters(const Cutter *c, int32_t start, int32_t end) {
  Class class = look(c, end);
  if (class == C_DOT) {
    Word w = {start, end, start, false};
    class = look(c, end + 1);
    return (class == C_SPACE || class == C_END) && !keeps_stop(c, &w);
  }
  return class == C_SPACE || class == C_STOP || class == C_OPEN || class == C_CLOSE ||
         class == C_QUOTE || class == C_END || is(c, end, ',');
}

/* Letters of ASCII: a bit tells their case. */
static bool all_upper(const char *s, int32_t n) {
  for (int32_t i = 0; i < n; i++)
    if (s[i] & 0x20) return false;
  return n > 1;
}

/* Three words of four are letters of ASCII alone before a blank or a comma: nothing to cut or to join but what
** the language cuts itself. One look gives their end and hash. False: not such a word. */
static bool add_plain(Cutter *c, int32_t *i) {
  const char *text = c->s.s, *fold = c->doc->fold.s;
  uint32_t hash = STR_HASH_SEED;
  int32_t start = *i, end = start, most = c->s.n;
  for (; end < most && (unsigned)(fold[end] - 'a') < 26; end++)
    hash = (hash ^ (uint8_t)fold[end]) * STR_HASH_PRIME;
  int32_t letters = end - start;
  if (!letters || !ends_letters(c, start, end)) return false;
  if (letters < LONGEST_CUT && split_find(c->splits, hash, SPLIT_CUT)) return false;
  int flags = TOK_LETTER;
  if (!(text[start] & 0x20)) flags |= TOK_CAP;
  if (all_upper(text + start, letters)) flags |= TOK_UPPER;
  add_token(c, start, end, hash, flags);
  *i = end;
  return true;
}

static int32_t add_letters(Cutter *c, int32_t i) {
  if (add_plain(c, &i)) return i;
  int32_t end = front(c, i);
  if (end == i) return add_word(c, word_at(c, i, i));
  add(c, i, end);
  return end;
}

static int32_t add_next(Cutter *c, int32_t i, Class class) {
  switch (class) {
  case C_LETTER: return add_letters(c, i);
  case C_DIGIT: return add_number(c, i);
  case C_COMPLEX: return add_complex(c, i);
  case C_DOT:
    if (is(c, i, '.') && look(c, i + 1) == C_DIGIT) return add_number(c, i);
    return add_mark(c, i, class);
  default: return add_mark(c, i, class);
  }
}

void segment_tokens(Doc *doc, Reader *r, int32_t from, int32_t to) {
  Cutter c = {doc, r, str_sub(doc->text, 0, to), breaker_splits(r->breaker, r->lang),
              TOK_SPACE | TOK_LINE};
  for (int32_t i = from, next; i < to && doc->rc == DOC_OK;) {
    if ((doc->tokens.n & 4095) == 0 && doc_stop(doc)) return;
    Class class = class_at(c.s, i, &next);
    if (class == C_SPACE) {
      c.flags |= TOK_SPACE;
      if (c.s.s[i] == '\n' || c.s.s[i] == '\r') c.flags |= TOK_LINE;
      i = next;
    } else {
      i = add_next(&c, i, class);
    }
  }
}
