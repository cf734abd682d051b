/*
 * sighting: what rows say of where a learner is, into the store.
 *
 * A registration keeps the economy of its day itself. All else that is said
 * becomes a row of learner_sighting: with a day unless it says nothing new of
 * that day; without one (the day of import) unless the newest without a day and
 * the newest of all both say the same already. Of several that one file says
 * without a day the economy first in the alphabet stands.
 */
#pragma once

#include "tracker/affiliation.h"
#include "tracker/inside.h"

struct whereabouts {
    sightings said;                       /* by rows of this batch, for learner_sighting */
    sightings told;                       /* by rows of this batch, for warnings only */
    sightings known;                      /* by registrations, as they are to be */
    bool moved;                           /* what registrations say has changed */
};

/* Writes what is new of the learner, and the affiliations that follow; rows that
 * brought something are raised to "updated". kin: others are the same person. */
MUST bool sighting_fold(struct batch *b, uint32_t learner, bool kin, struct whereabouts *w,
                        struct err *e);
