/*
 * cell: a line of an answer, named by the ids that it has there: "rmo=SIM,year=2024".
 *
 * Ids stand in the order of the dimensions; a later dimension may be left out, for the total of
 * the earlier ones. A comma begins the next id where "NAME=" stands behind it.
 */
#pragma once

#include "stats/dimension.h"

struct cell {
    uint32_t label[BY_MOST];              /* group of the axis, or its number of groups + line */
    size_t depth;                         /* how many there are; the rest is the total */
    bool is_overlap;                      /* of the axis at that depth */
};

/* "rmo" and "SIM", and goes on behind them; false at the end. */
bool cell_next(str *rest, str *name, str *id);

/* Gives a question without dimensions those that the cell names. */
MUST bool cell_dimensions(struct question *q, struct arena *a, str text, struct err *e);

MUST bool cell_read(struct cell *c, str text, const struct axis *axes, size_t naxes, struct err *e);

/* Whether what it names is a line of the answer, or one that it lacks because nothing is there; else as cell_read(). */
MUST bool cell_check(str text, const struct axis *axes, size_t naxes, struct err *e);
