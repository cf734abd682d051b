/*
 * persons: which learners are one person (learner_merge). They are few, so all of
 * them are in memory.
 */
#pragma once

#include "base/arena.h"
#include "db/db.h"

struct person_pair { uint32_t learner, person; };

struct persons {
    VEC(struct person_pair) by_learner, by_person;           /* in order of the one, of both */
};

MUST bool persons_load(struct persons *k, struct arena *a, struct db *db, struct err *e);

/* The learner at the end of the chain; the learner itself when nobody merged it. */
uint32_t person_of(const struct persons *k, uint32_t learner);

/* The other learners that are the same person; mostly none. */
size_t person_others(const struct persons *k, struct arena *a, uint32_t learner, uint32_t **out);
