/*
 * stats: a question answered as a table.
 *
 * Columns: "row" says what a line is (group, overlap, none, unknown, undated,
 * total); then for each dimension DIM and DIM_name, empty where the line is
 * about all of it; then value, and for rates numerator and denominator.
 * With several dimensions the table of the later ones stands inside each line
 * of the earlier ones, with its own lines below and its own total. A measure with stages (a
 * funnel) has a line for each stage, columns stage and stage_name, and the share of the first stage. A line below
 * the groups is always there but where a whole table of zeros would stand in it.
 */
#pragma once

#include "db/db.h"
#include "stats/beside.h"
#include "table/table.h"

MUST struct table *stats_table(struct arena *a, struct db *db, const struct question *q,
                               struct err *e);

/* Of all questions together, which want to be published and are of measures that are counts: no figure of one answer
 * tells what another hides. The largest of their k is that of all. */
MUST bool stats_tables(struct arena *a, struct db *db, const questions *list, struct table **tables, struct err *e);

/* Whether `cell` (cell.h) names a line that the answer has or could have, were there anything on it; fails with the
 * nearest one when not. Of measures that are counts. */
MUST bool stats_has_line(struct arena *a, struct db *db, const struct question *q, str cell, struct err *e);

/* A note of where more is told, for who has the program at hand. */
void stats_pointer(struct table *t, const struct question *q);

/* The exact share rounded half up to `digits` decimals: n and d not negative.
 * Nil when d is 0. */
struct val stats_share(uint64_t n, uint64_t d, int digits);
