/* entity.c - names merged, roles and genders, in articles of a few sentences of our own. */
#include "../tap.h"
#include "analyze.h"

#include <string.h>

static LangStore store;

/* entities: "name=type:gender/role(aliases)" in order of the first mention. */
static const struct {
  const char *text, *entities;
} cases[] = {
    {"Mayor Anna Keller met Tom Berg. Keller spoke for an hour. \"I listened,\" Berg said.",
     "Anna Keller=person:f/Mayor(Keller); Tom Berg=person:m(Berg)"},
    {"Carol Whitman met Joan Whitman. Whitman smiled.",
     "Carol Whitman=person:f; Joan Whitman=person:f(Whitman)"},
    {"Carol Whitman spoke. Whitman met her sister, Joan Whitman. Whitman smiled.",
     "Carol Whitman=person:f(Whitman); Joan Whitman=person:f/sister"},
    {"Robert Lindqvist spoke in London. Later Bob Lindqvist left.",
     "Robert Lindqvist=person:m(Bob Lindqvist); London=place:n"},
    {"The World Health Organization said so. The WHO warned of more.",
     "World Health Organization=organization:n(WHO)"},
    {"The US and the United States are one, and so is America.",
     "United States=place:n(US,America)"},
    {"Hugh Hill, a doctor, spoke in Paris. Its mayor, Anne Moreau, listened.",
     "Hugh Hill=person:m/doctor; Paris=place:n; Anne Moreau=person:f/mayor"},
    {"Peter Marsh is the director of the museum.", "Peter Marsh=person:m/director of the museum"},
    {"the rain fell on the hills", ""},
};

static int32_t name_of(const Doc *doc, int32_t m, char *out, size_t size) {
  Str name = doc_text(doc, doc->mentions.at[m].start, doc->mentions.at[m].end);
  return snprintf(out, size, "%.*s", (int)name.n, name.s);
}

/* The other names, each once, in order. */
static void aliases_of(const Doc *doc, int32_t e, char *out, size_t size) {
  char name[128];
  *out = 0;
  for (int32_t m = 0; m < doc->mentions.n; m++) {
    const Mention *k = &doc->mentions.at[m];
    if (k->entity != e || k->form != FORM_NAME) continue;
    name_of(doc, m, name, sizeof name);
    if (str_eq(doc->entities.at[e].name, (Str){name, (int32_t)strlen(name)})) continue;
    if (strstr(out, name)) continue;
    size_t n = strlen(out);
    snprintf(out + n, size - n, "%s%s", n ? "," : "", name);
  }
}

static void entities_of(const Doc *doc, char *out, size_t size) {
  size_t n = 0;
  char aliases[256];
  *out = 0;
  for (int32_t i = 0; i < doc->entities.n && n < size; i++) {
    const Entity *e = &doc->entities.at[i];
    if (e->unnamed) continue;
    aliases_of(doc, i, aliases, sizeof aliases);
    bool role = !str_none(e->role), more = *aliases != 0;
    n += (size_t)snprintf(out + n, size - n, "%s%.*s=%s:%c%s%.*s%s%s%s", n ? "; " : "",
                          (int)e->name.n, e->name.s, type_name(e->type), "?fmn"[e->gender],
                          role ? "/" : "", role ? (int)e->role.n : 0, role ? e->role.s : "",
                          more ? "(" : "", aliases, more ? ")" : "");
  }
}

int main(void) {
  const Lang *lang;
  Reader reader;
  int n = sizeof cases / sizeof *cases;
  tap_plan(2 * n);
  if (lang_en(&store, &lang) || !reader_open(&reader, lang)) return 1;
  for (int i = 0; i < n; i++) {
    Doc doc;
    char got[1024];
    doc_open(&doc, mem_libc, 0, (Str){cases[i].text, (int32_t)strlen(cases[i].text)});
    analyze(&doc, &reader, WANT_ENTITIES);
    entities_of(&doc, got, sizeof got);
    tap_ok(!strcmp(got, cases[i].entities), "%s: %s", cases[i].text, got);
    tap_ok(!doc_check(&doc), "invariants");
    doc_close(&doc);
  }
  reader_close(&reader);
  return tap_done();
}
