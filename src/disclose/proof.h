/*
 * proof: that a small figure could be anything in 1..k-1.
 *
 * By steps of one (search.h), each of them checked (change.h). Where the steps
 * find nothing, whole changes are sought by linear programs (lp), rounded and
 * checked in the same way. An answer proves all numbers that small figures have
 * in it and, as equations are linear, in its multiples that leave nothing too
 * small.
 */
#pragma once

#include "disclose/search.h"

struct proof {
    const struct disclosure *of;
    struct search *search;
    struct change *change;
    struct program *program;              /* of all that is tied to a figure; NULL: none is open */
    uint64_t effort;                      /* of programs, so far */
    uint16_t *shown;                      /* of a small figure: the numbers it had in answers of programs, as bits */
    VEC(uint32_t) needed;                 /* figures that differ from what they are in some step */
};

struct proof proof_new(struct arena *a, const struct disclosure *d);
void proof_close(struct proof *p);

/* Whether answers of programs for other figures prove this one by the way. What these have changed stays hidden. */
bool proof_is_made(const struct proof *p, uint32_t figure);

/* From what the figure is down to 1 and up to k-1, step by step, where figures
 * may change that have a cost. Adds to `needed` what did change. */
bool proof_by_steps(struct proof *p, uint32_t figure, const uint32_t *cost);

/* The same, all figures tied to it at once; *proven says whether. Which figures may change must be
 * the same from one call to the next. When all calls together have taken about a second of a usual
 * processor, told by steps and so at the same figure on every machine, no more is proven. */
MUST bool proof_by_programs(struct proof *p, uint32_t figure, const uint32_t *cost, bool *proven,
                            struct err *e);
