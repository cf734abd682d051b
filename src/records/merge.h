/*
 * merge: two learners are one person.
 *
 * A merge is a view: registrations, keys and all else stay with the learner who has
 * them, and whoever asks for the person gets those of all who lead to the end of the chain. So
 * unmerging is exact.
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"

/* From now on `key` is the person that `into` is. Refused when they are one already. */
MUST bool merge_learners(struct tracker *t, str key, str into, const struct by_hand *by,
                         struct report *r, struct err *e);

/* The learner with this key is a person of its own again, with whoever was merged into it. */
MUST bool merge_undo(struct tracker *t, str key, const struct by_hand *by, struct report *r,
                     struct err *e);
