/*
 * spread: where the middle of many values lies, and how far they reach.
 *
 * Quartiles are those of type 7 of Hyndman and Fan (The American Statistician
 * 50, 1996): at (n - 1) p + 1 of the sorted values, between two of them in
 * proportion. Values that are 0 can be left out; they are counted either way.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct spread {
    size_t n, zeros;                      /* n: of those that the quartiles are of */
    double lower, median, upper;          /* 0 when n is 0 */
};

/* Sorts the values, none of which is negative. */
struct spread spread_of(double *values, size_t n, bool without_zeros);

/* The place p (0 to 1) of sorted values, of type 7; n is not 0. */
double spread_quantile(const double *sorted, size_t n, double p);
