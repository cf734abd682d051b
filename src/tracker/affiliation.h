/*
 * affiliation: the economy of a person over time, from what was said about it.
 *
 * Said is "on that day, this economy": by registrations with a date, and by
 * learner_sighting. The first economy known holds from the beginning, another
 * one from the first day on which it was said. Of two on one day the later
 * batch is right; within a batch what has a date goes before what has none (which
 * counts on the day of import), then the economy first in the alphabet. What an
 * administrator set holds from its first day to before its last, whatever
 * is said of days between; of two such the later.
 *
 * learner_affiliation is made from these: for the learner at the end of a chain
 * of merges, from what was said of all who lead to it.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "db/db.h"

struct sighting {
    day on, until;                        /* until: of what was set by hand; DAY_OPEN: for good */
    bool dated, by_hand;
    char economy[2];                      /* zero bytes: says nothing of it */
    uint32_t organisation;                /* likewise 0 */
    int64_t batch;
    int64_t n;                            /* in learner_sighting; else 0 */
    uint32_t line;
};

enum { DAY_OPEN = INT32_MAX };

typedef VEC(struct sighting) sightings;

struct affiliation { char economy[2]; day from, to; };    /* [from, to); INT32_MIN, DAY_OPEN: open */

typedef VEC(struct affiliation) affiliations;

/* Sorts the list, and leaves in it what speaks of an economy. */
void affiliation_derive(struct arena *a, sightings *said, affiliations *out);

/* Of the person the learner is, and of nobody who leads to it. */
MUST bool affiliation_refresh(struct db *db, int64_t learner, struct err *e);

/* Of everybody. */
MUST bool affiliation_rebuild(struct db *db, struct err *e);

/* How many persons have others in the table than follow. */
MUST bool affiliation_check(struct db *db, int64_t *wrong, struct err *e);

/* The row of learner_affiliation: learner, n, economy, valid_from, valid_to. */
enum { AFFILIATION_COLUMNS = 5 };
void affiliation_vals(struct arena *a, int64_t learner, int64_t n, const struct affiliation *x,
                      struct val *out);
