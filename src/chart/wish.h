/*
 * wish: the chart that shows a table of figures well.
 *
 * Tables of stats are known by the ids of their columns: "row", then DIM and DIM_name for
 * each dimension, then "value". Of other tables the first column of words is drawn along
 * the first of figures.
 */
#pragma once

#include "base/err.h"
#include "table/chart.h"

/* "auto", then the kinds; NULL behind the last. */
const char *chart_choice(size_t i);

/*
 * kind: one of chart_choice(). "auto" takes a map for economies, lines for time (small
 * multiples of many), a triangle for cohorts, a funnel for stages, stacked bars for two
 * dimensions of counts, and bars. Fails with a sentence when the table does not suit the
 * kind. Title and language are those of the table; the description says the main figures.
 */
MUST const struct chart *chart_wish(struct arena *a, const struct table *t, str kind,
                                    struct err *e);
