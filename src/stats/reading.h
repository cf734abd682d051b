/*
 * reading: what is read of the store for all questions of one job, each thing once: the world, the
 * memberships of schemes (scheme.h), and what measures give, row after row (tuple.h).
 *
 * A job is a question, or a report. All of it is read in one transaction, which the caller has open.
 */
#pragma once

#include "stats/world.h"

struct scheme;
struct kept;

struct reading {
    struct arena *arena;                  /* of the job */
    struct db *db;
    const struct world *world;
    VEC(const struct scheme *) schemes;
    struct arena *own;                    /* of the rows that are kept; NULL: for one question none is */
    VEC(struct kept *) kept;
    size_t room;                          /* for so many more of them */
};

/* For one question. */
MUST struct reading *reading_new(struct arena *a, struct db *db, struct err *e);

/* For several; to be closed. */
MUST struct reading *reading_open(struct arena *a, struct db *db, struct err *e);
void reading_close(struct reading *r);    /* NULL is fine */
