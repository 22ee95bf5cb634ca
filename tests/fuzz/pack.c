/* pack.c - a language pack with words changed at will and a checksum that fits: it is refused, or reading with it
** keeps all invariants.
*/
#include "fuzz.h"

static const char text[] =
    "“No,” said Ann Lee on Friday. At least 12 people, $5 million and 3% last year, he told "
    "the ministry on May 5, 2024, according to officials who said that it rose.";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  const Pack *whole = fuzz_reader()->lang->pack;
  size_t size = whole->head->size;
  char *copy = aligned_alloc(64, (size + 63) / 64 * 64);
  memcpy(copy, whole->head, size);
  for (; n >= 8; data += 8, n -= 8) {
    uint32_t at, value;
    memcpy(&at, data, 4);
    memcpy(&value, data + 4, 4);
    /* Every other change hits the head: offsets and counts. */
    at = at & 1 ? at / 2 % (sizeof(PackHead) / 4) : at / 2 % (uint32_t)(size / 4);
    /* Columns that are numbers mean what the data files say: no offset, no index. */
    uint32_t field = whole->head->fields.offset / 4;
    bool number = at >= field && at < field + whole->head->fields.count * sizeof(PackField) / 4;
    if (at != 2 && at != 3 && !number) memcpy(copy + 4 * (size_t)at, &value, 4);
  }
  PackHead head;
  memcpy(&head, copy, sizeof head);
  head.checksum = str_checksum(copy + sizeof head, size - sizeof head);
  memcpy(copy, &head, sizeof head);
  struct Pack pack;
  if (!pack_open(&pack, copy, size)) {
    Lang lang = *fuzz_reader()->lang;
    lang.pack = &pack;
    Reader reader = *fuzz_reader();
    reader.lang = &lang;
    Doc doc;
    doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)sizeof text - 1});
    doc.published = (Moment){2024, 2, 29, -1, -1, true};
    analyze(&doc, &reader, WANT_ALL);
    MUST_HOLD(doc.rc == DOC_OK, "%s", doc.broken ? doc.broken : "rc");
    doc_close(&doc);
  }
  free(copy);
  return 0;
}
