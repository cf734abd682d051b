/*
 * log: the chain of what was changed, one entry a batch.
 *
 * hash is the SHA-256 of the entry: prev_hash, batch, at, op, actor, summary and digest, each as
 * "LENGTH:BYTES"; prev_hash is the hash of the entry before, empty in the first.  at, op and actor
 * are those of the batch.  A summary says in words and figures what was done; it names nobody.
 */
#pragma once

#include "base/arena.h"
#include "db/db.h"
#include "tracker/digest.h"

/* The entry of a batch, when all it changes is written. Batches come in rising order. */
MUST bool log_append(struct db *db, int64_t batch, str summary, const struct digest *d,
                     struct err *e);

/*
 * Sentences about what is wrong with the chain: entries that do not follow from each other,
 * batches without one, rows that are not what a batch brought or retired. Batches of a store
 * of schema 1 have none.
 */
typedef VEC(str) log_faults;
MUST bool log_check(struct db *db, struct arena *a, log_faults *faults, struct err *e);
