/*
 * rows: the records behind a figure, one by one.
 *
 * A cell is named by the ids of its line in the order of the dimensions, "rmo=SIM,year=2024"; a later
 * dimension may be left out, for the total of the earlier. Lines below the groups have
 * their ids too (none, unknown, undated, ZZ), and "overlap" is by how much the groups
 * exceed those in any. Without a cell: the total.
 *
 * Every record says what it adds to the figure, so that the column adds up to the cell: of
 * the records of one learner the first adds 1 and the others nothing. Records of rates and funnels have a
 * column for each of their figures.
 *
 * Persons are called by their uid. Where the measure is special (special.h) it is its own
 * function that lists.
 */
#pragma once

#include "stats/special.h"

/* cell: empty for the total. Without dimensions in the question those of the cell are taken. */
MUST struct table *stats_rows(struct arena *a, struct db *db, const struct question *q, str cell,
                              struct err *e);
