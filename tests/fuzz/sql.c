/* sql.c - any bytes through the tables and functions: each span is what substr() gives, news_json() is JSON with as
** many rows as the tables, news_html() is well-formed, escaped, and says what the text says.
*/
#include "database.h"

/* table, what must be so of each row */
static const char *const spans[] = {
    "SELECT count(*) FROM news_quotes(?1, ?2) WHERE substr(?1, start, length) IS NOT quote OR "
    "quote = ''"
    " OR substr(?1, speaker_start, speaker_length) IS NOT speaker_text OR substr(?1, cue_start, "
    "cue_length) IS NOT cue"
    " OR speaker = '' OR role = '' OR cue = '' OR addressee = '' OR continues = quote_id OR "
    "part_of = quote_id"
    " OR confidence NOT BETWEEN 0 AND 1",
    "SELECT count(*) FROM news_entities(?1, ?2) WHERE length(substr(?1, start, length)) < 1 OR "
    "name = '' OR"
    " NOT json_valid(aliases) OR mentions < 1",
    "SELECT count(*) FROM news_mentions(?1, ?2) WHERE substr(?1, start, length) IS NOT mention OR "
    "mention = ''",
    "SELECT count(*) FROM news_figures(?1, ?2) WHERE substr(?1, start, length) IS NOT figure OR "
    "figure = ''"
    " OR low > high OR unit = '' OR item = '' OR event = '' OR place = '' OR source = ''",
    "SELECT count(*) FROM news_dates(?1, ?2) WHERE substr(?1, start, length) IS NOT expression OR "
    "expression = ''"
    " OR first > last",
    "SELECT count(*) FROM news_sentences(?1) WHERE length(substr(?1, start, length)) <> length"
    " OR length < 1",
    "SELECT count(*) FROM news_tokens(?1) WHERE substr(?1, start, length) IS NOT token OR lemma = "
    "''",
    "SELECT NOT json_valid(news_json(?1, ?2)) OR (SELECT count(*) FROM news_quotes(?1, ?2)) <>"
    " json_array_length(news_json(?1, ?2), '$.quotes') FROM (SELECT 1) WHERE news_json(?1, ?2) IS "
    "NOT NULL",
};

/* ---- news_html, parsed back ---- */

typedef struct Html {
  const char *at;
  int depth;
  char open[64][8];
  char *text; /* what stands in class news-text */
  size_t n;
  int sup, inside;
} Html;

static void entity(Html *h) {
  static const char *const known[][2] = {
      {"amp;", "&"}, {"lt;", "<"},   {"gt;", ">"},  {"quot;", "\""},
      {"#39;", "'"}, {"#10;", "\n"}, {"#x1A;", ""}, {"#xFFFD;", "\xEF\xBF\xBD"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    size_t n = strlen(known[i][0]);
    if (strncmp(h->at + 1, known[i][0], n)) continue;
    size_t length = strlen(known[i][1]);
    memcpy(h->text + h->n, known[i][1], length);
    h->n += length;
    h->at += n + 1;
    return;
  }
  MUST_HOLD(0, "a bare & in %.40s", h->at);
}

static void attributes(Html *h) {
  while (*h->at == ' ') {
    const char *equals = strstr(h->at, "=\"");
    size_t n = equals ? (size_t)(equals - h->at) : 0;
    MUST_HOLD(n == 6 || n == 5, "attribute at %.40s", h->at);
    MUST_HOLD(!strncmp(h->at, " class", n) || !strncmp(h->at, " title", n), "attribute %.40s",
              h->at);
    h->inside += !strncmp(h->at, " class=\"news-text\"", 18);
    size_t was = h->n;
    for (h->at = equals + 2; *h->at != '"';) {
      MUST_HOLD(*h->at && *h->at != '<' && *h->at != '>', "in an attribute: %.40s", h->at);
      if (*h->at == '&')
        entity(h);
      else
        h->at++;
    }
    h->n = was;
    h->at++;
  }
}

static void close_tag(Html *h) {
  char name[8] = {0};
  h->at += 2;
  for (int i = 0; i < 7 && *h->at != '>'; i++) name[i] = *h->at++;
  MUST_HOLD(*h->at++ == '>' && h->depth > 0, "end of %s", name);
  MUST_HOLD(!strcmp(h->open[--h->depth], name), "%s ends, %s is open", name, h->open[h->depth]);
  if (!strcmp(name, "sup")) h->sup = 0;
  if (h->inside && h->depth == 1) h->inside = 0;
}

static void open_tag(Html *h) {
  char name[8] = {0};
  h->at++;
  for (int i = 0; i < 7 && *h->at >= 'a' && *h->at <= 'z'; i++) name[i] = *h->at++;
  MUST_HOLD(strstr(" div mark u b sup br ul li style ", name), "tag <%s", name);
  attributes(h);
  MUST_HOLD(*h->at++ == '>' && h->depth < 64, "tag <%s", name);
  if (!strcmp(name, "br")) return;
  if (!strcmp(name, "sup")) h->sup = 1;
  strcpy(h->open[h->depth++], name);
}

static void parse(Html *h) {
  while (*h->at) {
    if (!strncmp(h->at, "</", 2)) {
      close_tag(h);
    } else if (*h->at == '<') {
      open_tag(h);
    } else {
      size_t was = h->n;
      MUST_HOLD(*h->at != '>' || !strcmp(h->open[h->depth - 1], "style"), "a bare > in %.40s",
                h->at);
      if (*h->at == '&')
        entity(h);
      else
        h->text[h->n++] = *h->at++;
      if (h->sup || !h->inside) h->n = was;
    }
  }
  MUST_HOLD(!h->depth, "%s is not ended", h->open[h->depth - 1]);
}

static bool plain(Str s) {
  Doc doc;
  doc_open(&doc, mem_libc, 0, s);
  analyze(&doc, fuzz_reader(), WANT_SENTENCES);
  bool same = str_eq(doc.text, s);
  doc_close(&doc);
  for (int32_t i = 0; i < s.n; i++)
    same = same && ((uint8_t)s.s[i] >= ' ' || strchr("\n\t\r", s.s[i])) && s.s[i] != 0x7F;
  return same;
}

static void html(Str text) {
  sqlite3_stmt *stmt = 0;
  sqlite3_prepare_v2(fuzz_db(), "SELECT news_html(?1, '2024-02-29')", -1, &stmt, 0);
  sqlite3_bind_text(stmt, 1, text.s, text.n, SQLITE_STATIC);
  MUST_HOLD(sqlite3_step(stmt) == SQLITE_ROW, "%s", sqlite3_errmsg(fuzz_db()));
  const char *out = (const char *)sqlite3_column_text(stmt, 0);
  MUST_HOLD(out, "NULL");
  Html h = {.at = out, .text = malloc(strlen(out) + 1)};
  parse(&h);
  MUST_HOLD(!plain(text) || str_eq(text, (Str){h.text, (int32_t)h.n}),
            "the text is another one: %.*s", (int)h.n, h.text);
  free(h.text);
  sqlite3_finalize(stmt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  const char *nul = memchr(data, 0, n);
  Str text = {(const char *)data, (int32_t)(nul ? (size_t)((const uint8_t *)nul - data) : n)};
  if (text.n == 0) return 0;
  const char *when = (data[0] + text.n) % 2 ? "2024-02-29" : 0;
  Str published = {when, when ? 10 : 0};
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
    sqlite3_int64 wrong = fuzz_ask(spans[i], text, published);
    MUST_HOLD(wrong <= 0, "%s: %d rows", spans[i], (int)wrong);
  }
  html(text);
  fuzz_ask("SELECT length(news_ansi(?1)) + length(news_name_key(?1)) + news_same_name(?1, ?2) + "
           "length(news_date(?1, ?2))"
           " + news_number(?1)",
           text, published);
  return 0;
}
