/*
 * kin: which activities are one, and what makes a course complete.
 *
 * An activity may be the same as another (activity.same_as: what a source calls
 * it, its kin in another edition); facts stay with the activity they were said
 * of, states are of the one at the end of the chain. A course is complete when
 * all activities that count in one of its editions are. Both are few: they are
 * read when work begins and cost nothing where there are none.
 */
#pragma once

#include "base/arena.h"
#include "db/db.h"

struct need { uint32_t course, version, activity; };   /* activity: the end of its chain */

struct kin {
    uint32_t *end;                        /* by activity; only up to the last that is linked */
    size_t n;
    VEC(struct need) needs;               /* by course and version */
};

MUST bool kin_read(struct kin *k, struct arena *a, struct db *db, struct err *e);

static inline uint32_t kin_end(const struct kin *k, uint32_t activity)
{
    return activity < k->n ? k->end[activity] : activity;
}

/* Index of the first need of the course; k->needs.n when it has none. */
size_t kin_needs(const struct kin *k, uint32_t course);
