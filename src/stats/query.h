/*
 * query: what a measure asks the store, for people who read SQL.
 */
#pragma once

#include "stats/measure.h"

/* Its statement, or of a special one (special.h) all it is made of. */
str measure_query(struct arena *a, const struct measure *m);
