/* digits.h - what a token of digits is worth: groups, decimals, what is glued behind. */
#ifndef NEWS_DIGITS_H
#define NEWS_DIGITS_H

#include "core/doc.h"

typedef struct Digits {
  double value;
  int32_t rest;  /* bytes in front of what is glued to the digits ("12km": 2); 0 = nothing is */
  bool good;     /* it is one number: "1.2.3" and "12,5,7" are none */
  bool grouped;  /* thousands were marked */
  bool decimals; /* has a fraction */
} Digits;

/* Groups by comma (1,234.5), Indian ones (12,34,567), European ones only where no other reading is
** left (1.234.567; 1.234,5; 3,75). "1,234" is one thousand. */
Digits digits_read(Str token);

/* A value times a scale; a whole number where only the last bits of 4.1 x 1e9 keep it from being one. */
double digits_scaled(double value, double scale);

/* Groups of three parted by single blanks, from token t on ("12 500"): the value, *behind moves
** behind them; 0 if there are none. The first group has one to three digits: "2022 345 people" is
** not one.
*/
double digits_groups(const Doc *doc, int32_t t, int32_t end, int32_t *behind);

/* h:mm:ss, h:mm:ss.f or m:ss.f in seconds. */
bool digits_clock(Str token, double *seconds);

#endif
