/* tap.h - the Test Anything Protocol for C: a plan first, a line a check, details behind '#'. */
#ifndef NEWS_TAP_H
#define NEWS_TAP_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static int tap_run_, tap_failed_, tap_planned_;

__attribute__((unused)) static void tap_plan(int n) {
  tap_planned_ = n;
  printf("1..%d\n", n);
}

__attribute__((format(printf, 2, 3), unused)) static int tap_ok(int good, const char *format, ...) {
  va_list args;
  va_start(args, format);
  printf("%sok %d - ", good ? "" : "not ", ++tap_run_);
  vprintf(format, args);
  putchar('\n');
  va_end(args);
  fflush(stdout);
  if (!good) tap_failed_++;
  return good;
}

/* Exit status for main: 0 only if all planned checks ran and passed. */
__attribute__((unused)) static int tap_done(void) {
  if (tap_run_ != tap_planned_) printf("# planned %d, ran %d\n", tap_planned_, tap_run_);
  return tap_failed_ || tap_run_ != tap_planned_;
}

#endif
