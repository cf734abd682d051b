/*
 * derived: what follows from the versions that are known now, made again.
 *
 * States of registrations (state.h), economies of persons (affiliation.h), a learner's status and merged_into. They are made anew
 * for those that were touched, or for all of them.
 */
#pragma once

#include "db/db.h"

/* Two empty lists, temp.touched_registration and temp.touched_learner (id). */
MUST bool derived_open(struct db *db, struct err *e);

MUST bool derived_touch_registration(struct db *db, int64_t registration, struct err *e);
MUST bool derived_touch_learner(struct db *db, int64_t learner, struct err *e);
MUST bool derived_touch_course(struct db *db, int64_t course, struct err *e);    /* all its registrations */

/* Of what is in the lists, and of persons all who were merged into one another. */
MUST bool derived_refresh(struct db *db, struct err *e);

/* Of everything. */
MUST bool derived_rebuild(struct db *db, struct err *e);

/* How many learners have another status than follows. */
MUST bool derived_check(struct db *db, int64_t *wrong, struct err *e);
