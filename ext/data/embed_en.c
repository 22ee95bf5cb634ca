/* embed_en.c - English: the pack as the build made it (PACK_PATH comes from the Makefile), the
** models as they stand in the tree. */
#include "data/lang.h"
#include "data/embed.h"
#include "data/pack.h"

EMBED(news_en_pack, PACK_PATH)
EMBED(news_en_syntax, "ext/lang/en/syntax.model")
EMBED(news_en_names, "ext/lang/en/names.model")

const char *lang_en(LangStore *store, const Lang **lang) {
  Model *m = &store->model;
  *lang = 0;
  store->lang = (Lang){.pack = &store->pack, .model = m};
  const char *wrong = pack_open(&store->pack, news_en_pack, EMBED_SIZE(news_en_pack));
  if (!wrong) wrong = model_file_open(&m->syntax, news_en_syntax, EMBED_SIZE(news_en_syntax));
  if (!wrong) wrong = model_file_open(&m->names, news_en_names, EMBED_SIZE(news_en_names));
  if (!wrong) wrong = model_open(m);
  if (!wrong) *lang = &store->lang;
  return wrong;
}
