/*
 * lp: the least that a sum of unknowns can be under linear equations.
 *
 * Unknowns are whole numbers that are not negative; an equation is a sum of
 * unknowns with factors that is a number, or is no less. The answers are those of floating
 * point: what must be certain is checked by the caller, on the solution.
 *
 * One problem is open at a time in a thread: what the library holds for a
 * thread is given back when the problem is closed. Nothing is printed, and a
 * mistake or a lack of memory inside the library is an err of ours, after which
 * the problem answers nothing any more.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;

enum {
    LP_UNKNOWNS_MOST = 20000,             /* of a problem */
    LP_TERMS_MOST = 200000,               /* of all its equations together */
    LP_MEGABYTES_MOST = 512,
};

struct lp_term { uint32_t unknown; int factor; };

struct lp_equation {
    const struct lp_term *terms;
    size_t n;
    int64_t sum;
    bool or_more;                         /* than the sum */
};

struct lp;

/* Fails when the problem is too large. An unknown stands once in an equation. */
MUST bool lp_open(struct arena *a, size_t unknowns, const struct lp_equation *equations, size_t n,
                  struct lp **out, struct err *e);
void lp_close(struct lp *p);              /* NULL is fine */

/* From now on the unknown is between these; a negative `most` is no end. */
MUST bool lp_between(struct lp *p, uint32_t unknown, int64_t least, int64_t most, struct err *e);

enum lp_answer {
    LP_FOUND,
    LP_IMPOSSIBLE,                        /* nothing satisfies the equations */
    LP_ENDLESS,                           /* it can be as little as one likes */
    LP_UNDECIDED,                         /* after as many steps as are allowed */
};

/* The least of the sum of cost[i] * unknown i, in whole numbers: it, or after a
 * limited search nearly it. When it is found, *value is it and at[i] the value
 * of unknown i there. */
MUST bool lp_least(struct lp *p, const double *cost, enum lp_answer *answer, double *value,
                   double *at, struct err *e);

/* What all answers took so far, on whatever machine: steps of the simplex method, about. Each takes a time in
 * proportion to the number of equations. */
uint64_t lp_steps(const struct lp *p);
