/* embed_en.c - the English pack, as the build made it. PACK_PATH comes from the Makefile. */
#include "data/lang.h"
#include "data/embed.h"
#include "data/pack.h"

EMBED(news_en_pack, PACK_PATH)

const char *lang_en(LangStore *store, const Lang **lang) {
  const char *wrong = pack_open(&store->pack, news_en_pack, EMBED_SIZE(news_en_pack));
  store->lang = (Lang){.pack = wrong ? 0 : &store->pack};
  *lang = wrong ? 0 : &store->lang;
  return wrong;
}
