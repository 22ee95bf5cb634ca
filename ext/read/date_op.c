/* date_op.c - from the op of a rule to its function. */
#include "read/date.h"

bool date_read(Dating *x) {
  static const struct {
    Str name;
    bool (*read)(Dating *);
  } ops[] = {
#define DATE_OP(text, function) {{text, sizeof text - 1}, function},
#include "read/dateops.def"
#undef DATE_OP
  };
  Str op = GIVEN(x, "op");
  for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
    if (str_eq(op, ops[i].name)) return ops[i].read(x);
  return false;
}
