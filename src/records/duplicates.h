/*
 * duplicates: pairs of persons who may be one, by rules with scores. Nobody is ever
 * merged by them: an administrator merges, or says that the two are different.
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"

/* The likeliest first. */
MUST bool duplicates_list(struct tracker *t, struct report *r, struct err *e);

/* The two are different persons, and no longer listed. */
MUST bool duplicates_different(struct tracker *t, str a, str b, const struct by_hand *by, struct report *r,
                               struct err *e);
