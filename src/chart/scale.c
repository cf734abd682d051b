/* Round steps. */
#include "chart/scale.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static double power_of_ten(int exponent)
{
    double p = 1;
    for (int i = 0; i < abs(exponent); i++)
        p *= 10;
    return exponent < 0 ? 1 / p : p;
}

/* The largest of 1, 2, 5 times a power of ten that is no more than v, or the smallest
 * that is no less. */
static double round_number(double v, bool up)
{
    static const double steps[] = { 1, 2, 5, 10 };
    double base = power_of_ten((int)floor(log10(v)));
    if (base > v)                         /* log10 is not exact */
        base /= 10;
    size_t i = 0;
    const double near = 1e-9;             /* 3 * 0.1 is no less than 0.3 */
    if (up)
        while (i < 3 && steps[i] * base < v * (1 - near))
            i++;
    else
        while (i < 3 && steps[i + 1] * base <= v * (1 + near))
            i++;
    return steps[i] * base;
}

struct ticks ticks_of(double least, double most, size_t wanted, bool whole)
{
    if (most <= least)
        most = least + 1;
    double step = round_number((most - least) / (double)(wanted > 1 ? wanted - 1 : 1), true);
    if (whole && step < 1)
        step = 1;
    const double near = 1e-9;
    double first = floor(least / step + near), last = ceil(most / step - near);
    return (struct ticks){ first * step, step, (size_t)(last - first) + 1 };
}

static int by_size(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static struct classes of_shares(double most)
{
    struct classes c = { { 0, 0.2, 0.4, 0.6, 0.8 }, 1 };
    while (c.n < CLASSES_MOST && c.from[c.n] <= most)
        c.n++;
    return c;
}

struct classes classes_of(double *values, size_t n, bool shares)
{
    struct classes c = { { 0 }, 1 };
    if (n == 0)
        return c;
    qsort(values, n, sizeof *values, by_size);
    if (shares)
        return of_shares(values[n - 1]);
    c.from[0] = round_number(values[0], false);
    for (size_t k = 1; k < CLASSES_MOST; k++) {
        double bound = round_number(values[k * n / CLASSES_MOST], false);
        if (bound > c.from[c.n - 1] && bound > values[0])
            c.from[c.n++] = bound;
    }
    return c;
}

size_t class_of(const struct classes *c, double v)
{
    size_t i = 0;
    while (i + 1 < c->n && c->from[i + 1] <= v)
        i++;
    return i;
}
