/*
 * disclose: which figures must be hidden so that a table gives nobody away.
 *
 * A disclosure is a set of figures (whole numbers, not negative) and of
 * equations between them (sums with the signs + and -, that are zero). It
 * knows nothing of rows and columns. From it follows which figures are hidden:
 *
 * - first those that are personal and in 1..k-1. Zero tells of nobody and is
 *   shown;
 * - then others, until whoever knows all that is shown, all equations and
 *   the least that every figure can be cannot exclude one of 1..k-1 for any of
 *   the first, but what is below its own least. Proof, for each and for every
 *   such number: a set of whole numbers in place of all hidden figures, with
 *   this number there, that satisfies all equations. Such sets are made and
 *   checked in integers. A number of which there is no such set even with all
 *   personal figures hidden is no secret.
 *
 * Of the ways to do that one is taken that loses little, by the weights of the
 * figures; it depends on the input alone. Where no way is found, or only after
 * longer than anybody would wait, all personal figures that equations tie to such a
 * one are hidden.
 *
 * This is cell suppression as statistical offices know it (primary and
 * complementary, over linked tables). It knows nothing of tables that it was
 * not told of, so what is published side by side should be one disclosure.
 */
#pragma once

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { DISCLOSE_LEAST = 3, DISCLOSE_USUAL = 5, DISCLOSE_MOST = 10 };   /* k */

struct figure {
    int64_t value;
    bool personal;                        /* counts persons or what each of them did */
    bool unseen;                          /* is nowhere shown, but can be worked out */
    uint32_t weight;                      /* what is lost when it is hidden; from 1 */
    bool covered;                         /* hidden whatever it is */
    bool known;                           /* to everybody, shown or not */
    int64_t least;                        /* everybody knows that it is no less, as what it counts has a line */
};

struct disclosure;

struct disclosure *disclosure_new(struct arena *a, int k);

/* The number of the figure, from 0. */
uint32_t disclosure_figure(struct disclosure *d, struct figure f);

/* The same figure stands at another place too: it is seen when it is at any, and has the greater weight and least. */
void disclosure_again(struct disclosure *d, uint32_t figure, struct figure f);

/* Everybody knows that the figure is no less. */
int64_t disclosure_least(const struct disclosure *d, uint32_t figure);
void disclosure_raise(struct disclosure *d, uint32_t figure, int64_t least);

/* Terms of a sum. A figure stands in a sum at most once. */
void disclosure_plus(struct disclosure *d, uint32_t figure);
void disclosure_minus(struct disclosure *d, uint32_t figure);

/* The sum of the terms since the last end is zero, and everybody knows it. */
void disclosure_end(struct disclosure *d);

/* The sum of the terms since the last end is a figure of its own, which is
 * nowhere shown; everybody knows that it is not negative. Personal: it is
 * protected like others. Terms that should rather stay as they are come first. */
uint32_t disclosure_sum(struct disclosure *d, bool personal);

/* The share of the part in the whole is told: what is left of the whole is as
 * personal as the part, and hides the part when it is small. */
void disclosure_share(struct disclosure *d, uint32_t part, uint32_t whole);

struct disclosed {
    size_t small;                         /* seen figures hidden for being in 1..k-1 */
    size_t others;                        /* seen figures hidden to protect these */
    bool all;                             /* somewhere nothing less than all would do */
};

/* Fails when there is no memory for a proof, or the user wants out. */
MUST bool disclosure_make(struct disclosure *d, struct disclosed *out, struct err *e);

bool disclosure_hides(const struct disclosure *d, uint32_t figure);
