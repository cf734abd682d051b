/*
 * number: a decimal number as somebody wrote it.
 *
 * Digits of a measured value mean something: 2.50 is not 2.5. So a number is
 * kept as its digits, and the double beside it is for comparing only.
 */
#pragma once

#include "base/str.h"

struct number {
    bool negative;
    str whole, fraction;                  /* digits before and behind the point, borrowed */
    int exponent;                         /* "e" and what follows; 0 when not given */
    bool has_exponent;
    int digits;                           /* significant ones, trailing zeros behind the point too */
    int place;                            /* power of ten of the last digit: -2 of "2.50" */
    double value;
};

enum { NUMBER_DIGITS = 40, NUMBER_EXPONENT = 99 };    /* at most */

/* "-12.50e-3": an optional sign, digits, at most one point between digits, an
 * optional power of ten. False when it is anything else, or too long. */
bool number_read(str text, struct number *out);
