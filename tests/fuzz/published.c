/* published.c - any bytes as `published`: a day of the calendar or none; and dates told against it keep all
** invariants.
*/
#include "fuzz.h"
#include "read/calendar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  static const char text[] =
      "last Thursday, in three weeks, two years ago, at 5 p.m., this quarter, next month, the day "
      "after tomorrow, a century ago, on Christmas, on May 31, in the 1990s";
  Reader *r = fuzz_reader();
  Moment m = moment_read(r->lang, (Str){(const char *)data, (int32_t)n});
  Doc doc;
  if (m.known) {
    MUST_HOLD(m.month >= 1 && m.month <= 12 && m.day >= 1, "month, day");
    MUST_HOLD(m.day <= month_days(m.year, m.month), "day");
    MUST_HOLD(m.hour >= -1 && m.hour < 24 && m.minute >= -1 && m.minute < 60, "time");
  }
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)sizeof text - 1});
  doc.published = m;
  analyze(&doc, r, WANT_DATES);
  MUST_HOLD(doc.rc == DOC_OK, "%s", doc.broken ? doc.broken : "rc");
  doc_close(&doc);
  return 0;
}
