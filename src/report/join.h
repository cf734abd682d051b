/*
 * join: several tables about the same groups as one, a column for each.
 *
 * Lines are one when their kind and the ids of their groups are; a measure that
 * does not speak of a line has nothing there, or nothing to divide by. Machines
 * also get numerator and denominator of rates.
 */
#pragma once

#include "table/table.h"

struct joint_part { str id; const struct table *table; };    /* id: of the measure */

struct joint {
    struct arena *arena;
    VEC(struct joint_part) parts;
};

/* One table is a copy of itself under the title (empty: its own). */
struct table *join_tables(const struct joint *j, str title);
