/*
 * stored: the registrations of the store, read in step with sorted items.
 *
 * Learners are asked for in rising order. Those that lie near are reached by
 * walking, those far away by looking them up, so that neither a small file
 * into a large store nor a large file of known rows reads more than it must.
 */
#pragma once

#include "base/date.h"
#include "db/db.h"

struct stored_registration {
    int64_t id, seq, batch, by_hand;
    uint32_t learner, course;
    struct stamp at;
    bool withdrawn, has_digest;
    char economy[2];                      /* zero bytes: none */
    str cohort, key;                      /* until the next row; empty: none */
    int64_t digest;
};

struct stored {
    struct db *db;
    struct stmt *q;                       /* NULL: not begun, or at the end */
    bool ended;
    struct stored_registration row;
};

/* Stands on the learner's first registration, if it has any: s->q and s->row.learner say. */
MUST bool stored_seek(struct stored *s, uint32_t learner, struct err *e);
MUST bool stored_next(struct stored *s, struct err *e);
MUST bool stored_end(struct stored *s, struct err *e);

static inline bool stored_is_of(const struct stored *s, uint32_t learner)
{
    return s->q && s->row.learner == learner;
}

/* The columns as they are read here, of a row of any query. */
#define STORED_COLUMNS "id, learner, course, seq, registered_at, precision, withdrawn, economy," \
                       " cohort, by_hand, batch, digest, source_key"
struct stored_registration stored_get(const struct stmt *q);
