#include "stats/spread.h"

#include <stdlib.h>

static int rising(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

double spread_quantile(const double *sorted, size_t n, double p)
{
    double place = (double)(n - 1) * p;
    size_t below = (size_t)place;
    size_t above = below + 1 < n ? below + 1 : below;
    return sorted[below] + (place - (double)below) * (sorted[above] - sorted[below]);
}

struct spread spread_of(double *values, size_t n, bool without_zeros)
{
    struct spread s = { 0 };
    if (n > 0)
        qsort(values, n, sizeof *values, rising);
    while (s.zeros < n && !(values[s.zeros] > 0))
        s.zeros++;
    const double *from = without_zeros ? values + s.zeros : values;
    s.n = without_zeros ? n - s.zeros : n;
    if (s.n > 0) {
        s.lower = spread_quantile(from, s.n, 0.25);
        s.median = spread_quantile(from, s.n, 0.5);
        s.upper = spread_quantile(from, s.n, 0.75);
    }
    return s;
}
