/* namekey.c - keys for spellings of one name; which names can be one. */
#include "../tap.h"
#include "data/namekey.h"

#include <string.h>

static const char *const alike[][2] = {
    {"Zelensky", "Zelenskyy"},
    {"Zelenskyy", "Zelenskiy"},
    {"Zelensky", "Зеленський"},
    {"Müller", "Mueller"},
    {"MÜLLER", "muller"},
    {"Gaël", "Gael"},
    {"Al-Assad", "al Assad"},
    {"O'Neill", "O’Neill"},
    {"Łukasz", "Lukasz"},
    {"Чехов", "Chekhov"},
    {"Mohammed", "Mohamed"},
    {"Steffen", "Stefen"},
    {"Jean-Luc Picard", "Jean Luc  Picard"},
    {"Óscar Íñiguez", "Oscar Iniguez"},
    {"Ångström", "Angstrom"},
    {"Šarūnas", "Sarunas"},
    {"Đoković", "Dokovic"},
    {"Þóra", "Thora"},
    {"Strauß", "Strauss"},
    {"Ødegaard", "Odegaard"},
    {"Œuvre", "OEUVRE"},
    {"Ёлкин", "Елкин"},
    {"Київ", "Kyiv"},
    {"Ґалаґан", "Galagan"},
    {"Јелена", "Jelena"},
    {"Παπας", "Papas"},
    {"ΠΑΠΑΣ", "papas"},
    {"Ame\xCC\x81lie", "Amelie"},
    {"Ann\xC2\xA0Lee", "Ann Lee"},
    {"Lee 2", "lee 2"},
};
static const char *const unlike[][2] = {
    {"Smith", "Schmidt"}, {"Anna", "Ana Maria"}, {"Lee", "Li"}, {"Moon", "Man"}};
static const struct {
  const char *a, *b;
  bool same;
} pairs[] = {
    {"V. Zelensky", "Volodymyr Zelenskyy", true},
    {"Zelensky", "Volodymyr Zelenskyy", true},
    {"Anna Berg", "Peter Berg", false},
    {"NATO", "North Atlantic Treaty Organization", true},
    {"Anna", "Anna Berg", false},
    {"", "Berg", false},
    {"World Health Organization", "WHO", true},
    {"U.S.", "United States", true},
    {"SSC", "Supreme Security Council", true},
    {"who", "World Health Organization", false},
    {"Berg", "berg", true},
    {"A. Berg", "Anna Berg", true},
    {"Anna Berg", "A Berg", true},
    {"B. Berg", "Anna Berg", false},
    {"Anna Maria Berg", "Anna Berg", true},
    {"--", "Berg", false},
    {"UN", "United Nations", true},
    {"UNO", "United Nations", false},
    {"BBC", "Big-Bang Company", true},
    {"DoJ", "Department of Justice", false},
    {"DJ", "Department of Justice", true},
    {"X", "Xerox Works", false},
};

static bool keys_equal(const char *a, const char *b) {
  char x[NAME_KEY_SIZE], y[NAME_KEY_SIZE];
  int32_t n = name_key((Str){a, (int32_t)strlen(a)}, x, NAME_KEY_SIZE);
  int32_t m = name_key((Str){b, (int32_t)strlen(b)}, y, NAME_KEY_SIZE);
  return n == m && n > 0 && memcmp(x, y, (size_t)n) == 0;
}

int main(void) {
  int n_alike = sizeof alike / sizeof *alike, n_unlike = sizeof unlike / sizeof *unlike;
  int n_pairs = sizeof pairs / sizeof *pairs;
  char key[NAME_KEY_SIZE], small[4];
  tap_plan(n_alike + n_unlike + n_pairs + 4);
  for (int i = 0; i < n_alike; i++)
    tap_ok(keys_equal(alike[i][0], alike[i][1]), "%s and %s share a key", alike[i][0], alike[i][1]);
  for (int i = 0; i < n_unlike; i++)
    tap_ok(!keys_equal(unlike[i][0], unlike[i][1]), "%s and %s do not", unlike[i][0], unlike[i][1]);
  for (int i = 0; i < n_pairs; i++) {
    Str a = {pairs[i].a, (int32_t)strlen(pairs[i].a)},
        b = {pairs[i].b, (int32_t)strlen(pairs[i].b)};
    tap_ok(same_name(a, b) == pairs[i].same, "%s, %s: %s", pairs[i].a, pairs[i].b,
           pairs[i].same ? "can be one" : "cannot");
  }
  tap_ok(name_key(STR("--"), key, NAME_KEY_SIZE) == 0, "nothing left: no key");
  tap_ok(name_key(STR("Wolfeschlegelstein"), small, 4) == 4, "a key is cut at the buffer's end");
  tap_ok(name_key(STR("\xFF\xC3\x28 ok"), key, NAME_KEY_SIZE) > 0, "broken UTF-8 is no error");
  int32_t n = name_key((Str){"Зеленський", 20}, key, NAME_KEY_SIZE);
  tap_ok(n == 8 && memcmp(key, "zelensky", 8) == 0, "the key itself is frozen: %.*s", (int)n, key);
  return tap_done();
}
