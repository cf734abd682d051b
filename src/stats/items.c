/*
 * Lists of numbers and their moments; sums run in the order of persons, so that
 * the same marks give the same bits.
 */
#include "stats/items.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static double mean(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return n > 0 ? sum / (double)n : NAN;
}

static double covariance(const double *x, const double *y, size_t n)
{
    double mx = mean(x, n), my = mean(y, n), sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mx) * (y[i] - my);
    return n > 1 ? sum / (double)(n - 1) : NAN;
}

static int rising(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double *sorted(struct arena *a, const double *x, size_t n)
{
    double *copy = NEW_N(a, double, n);
    if (n > 0) {
        memcpy(copy, x, n * sizeof *x);
        qsort(copy, n, sizeof *copy, rising);
    }
    return copy;
}

static double total_of(const struct items *t, size_t person, bool *has_all)
{
    double sum = 0;
    *has_all = true;
    for (size_t q = 0; q < t->questions; q++) {
        double mark = t->marks[person * t->questions + q];
        *has_all = *has_all && !isnan(mark);
        sum += isnan(mark) ? 0 : mark;
    }
    return sum;
}

struct item items_question(const struct items *t, struct arena *scratch, size_t question)
{
    struct arena_mark before = arena_mark(scratch);
    double *own = NEW_N(scratch, double, t->persons), *rest = NEW_N(scratch, double, t->persons);
    struct item out = { 0 };
    for (size_t p = 0; p < t->persons; p++) {
        double mark = t->marks[p * t->questions + question];
        bool has_all;
        if (isnan(mark))
            continue;
        own[out.n] = mark;
        rest[out.n++] = total_of(t, p, &has_all) - mark;
    }
    double together = covariance(own, rest, out.n);
    double v_own = covariance(own, own, out.n), v_rest = covariance(rest, rest, out.n);
    double most = covariance(sorted(scratch, own, out.n), sorted(scratch, rest, out.n), out.n);
    out.facility = mean(own, out.n) / t->most[question];
    out.deviation = sqrt(v_own);
    out.discrimination = v_own > 0 && v_rest > 0 ? together / sqrt(v_own * v_rest) : NAN;
    out.efficiency = v_own > 0 && v_rest > 0 && most > 0 ? together / most : NAN;
    arena_rewind(scratch, before);
    return out;
}

/* The marks of one question by those to whom all was put. */
static double variance_of(const struct items *t, const size_t *who, size_t n, size_t question,
                          double *room)
{
    for (size_t i = 0; i < n; i++)
        room[i] = t->marks[who[i] * t->questions + question];
    return covariance(room, room, n);
}

static double most_of(const struct items *t)
{
    double sum = 0;
    for (size_t q = 0; q < t->questions; q++)
        sum += t->most[q];
    return sum;
}

struct item_test items_test(const struct items *t, struct arena *scratch)
{
    struct arena_mark before = arena_mark(scratch);
    double *totals = NEW_N(scratch, double, t->persons), *room = NEW_N(scratch, double, t->persons);
    size_t *who = NEW_N(scratch, size_t, t->persons);
    struct item_test out = { 0 };
    for (size_t p = 0; p < t->persons; p++) {
        bool has_all;
        totals[out.n] = total_of(t, p, &has_all);
        who[out.n] = p;
        out.n += has_all;
    }
    double variance = covariance(totals, totals, out.n), parts = 0, p = (double)t->questions;
    for (size_t q = 0; q < t->questions; q++)
        parts += variance_of(t, who, out.n, q, room);
    bool known = out.n >= 2 && t->questions >= 2 && variance > 0;
    out.facility = mean(totals, out.n) / most_of(t);
    out.deviation = sqrt(variance);
    out.alpha = known ? p / (p - 1) * (1 - parts / variance) : NAN;
    out.error = known ? out.deviation * sqrt(fmax(0, 1 - out.alpha)) : NAN;
    arena_rewind(scratch, before);
    return out;
}
