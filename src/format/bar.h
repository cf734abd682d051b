/*
 * bar: figures as bars of a terminal, in eighths of a cell (Unicode, Block Elements).
 */
#pragma once

#include "base/buf.h"
#include "table/table.h"

/* Which figures of a table have bars: those of its groups in the column "value". */
struct bars {
    size_t column, kind;                  /* "value" and "row" */
    double most;                          /* of the figures; 0: there is nothing to draw */
};

struct bars bars_of(const struct table *t);

/* As long as the figure of the row is of `cells`, where there is something to draw; nothing for rows that are no group, and for
 * what is hidden or none. */
void bars_put(struct buf *b, const struct bars *s, const struct table *t, size_t row, size_t cells);
