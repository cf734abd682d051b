/*
 * quality: the checks of the measure "quality", one file stats/quality/NAME.sql each.
 *
 * Its head has a title and advice: the command that shows or mends what it finds.
 */
#pragma once

#include "stats/measure.h"
#include "stats/world.h"

/* Columns of a check's statement. */
enum { QUALITY_ENTITY, QUALITY_LEARNER, QUALITY_COURSE, QUALITY_WHAT, QUALITY_BATCH, QUALITY_LINE,
       QUALITY_N };

/* False for a row about somebody who only tests the platform. */
bool quality_counts(const struct stmt *q, const struct world *w);

/* All checks in order of name: begin with *i 0; false behind the last. */
bool quality_next(struct arena *a, struct measure *check, size_t *i);

/* Fails with the nearest name when there is none. */
MUST bool quality_named(struct arena *a, str name, struct measure *check, struct err *e);
