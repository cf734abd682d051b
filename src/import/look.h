/*
 * look: what the values of a column have in common, whatever it is called.
 */
#pragma once

#include "base/str.h"

struct look {
    size_t filled;                        /* of these are, beside those that are "-" */
    size_t emails;
    size_t codes;                         /* two capital letters */
    size_t wholes;                        /* 0, 17 */
    size_t numbers;                       /* 17, 57.96, 57,96 */
    size_t shares;                        /* 57.96 % */
    size_t times;                         /* seconds since 1970, of these decades */
    size_t dates;                         /* a word, a year of four digits and a time of day */
    size_t states;                        /* "passed", as SCORM writes it */
    size_t addresses;                     /* 127.0.0.1 */
    double most;                          /* of the numbers */
};

void look_at(struct look *l, str value);

/* Filled, and all of it of that kind. */
static inline bool look_all(const struct look *l, size_t of) { return l->filled > 0 && of == l->filled; }
