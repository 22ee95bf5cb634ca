/* text.c - repair of broken UTF-8, folding. */
#include "../tap.h"
#include "read/read.h"

static void check(const char *source, const char *text, const char *fold, const char *what) {
  Doc doc;
  Reader r = {0};
  doc_open(&doc, mem_libc, 0, (Str){source, (int32_t)strlen(source)});
  read_text(&doc, &r);
  bool good = str_eq(doc.text, (Str){text, (int32_t)strlen(text)}) &&
              str_eq(doc.fold, (Str){fold, (int32_t)strlen(fold)});
  if (!tap_ok(good, "%s", what))
    printf("# text %.*s fold %.*s\n", doc.text.n, doc.text.s, doc.fold.n, doc.fold.s);
  doc_close(&doc);
}

/* Eight bytes are folded at once: all of ASCII, beginning anywhere, is what byte by byte gives. */
static void check_ascii(void) {
  int different = 0;
  for (int from = 1; from < 128; from++) {
    char source[128], fold[128];
    int n = 0;
    for (int c = from; c < 128; c++, n++) {
      source[n] = (char)c;
      fold[n] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    Doc doc;
    Reader r = {0};
    doc_open(&doc, mem_libc, 0, (Str){source, n});
    read_text(&doc, &r);
    different += !str_eq(doc.text, (Str){source, n}) || !str_eq(doc.fold, (Str){fold, n});
    doc_close(&doc);
  }
  tap_ok(!different, "ASCII, wherever it begins");
}

int main(void) {
  tap_plan(11);
  check_ascii();
  check("eight byte\xC3s and more", "eight byte\x1As and more", "eight byte\x1As and more",
        "a broken byte among whole words");
  check("", "", "", "empty");
  check("The ÉLAN of Łódź", "The ÉLAN of Łódź", "the élan of łódź", "lower case beyond ASCII");
  check("İstanbul", "İstanbul", "İstanbul", "another length in lower case: the letter stays");
  check("a\xC3", "a\x1A", "a\x1A", "cut off at the end");
  check("caf\xE9 X", "caf\x1A X", "caf\x1A x", "a byte of Latin-1");
  check("\x80Z", "\x1AZ", "\x1Az", "a stray byte alone");
  check("\xC3\xA9\x80Z", "\x1A\x1A\x1AZ", "\x1A\x1A\x1Az",
        "a stray byte behind a character: one unit for SQLite");
  check("\xED\xA0\x80\xC0\xAF", "\x1A\x1A\x1A\x1A\x1A", "\x1A\x1A\x1A\x1A\x1A",
        "surrogates and overlong forms");
  check("\xF4\x90\x80\x80 \xF0\x9F\x98\x80", "\x1A\x1A\x1A\x1A \xF0\x9F\x98\x80",
        "\x1A\x1A\x1A\x1A \xF0\x9F\x98\x80", "above U+10FFFF; an emoji is none of it");
  return tap_done();
}
