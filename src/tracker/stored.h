/*
 * stored: the registrations of the store, read in step with sorted items.
 *
 *     stored_open(&s, a, db, all)
 *     stored_seek(&s, learner, e), stored_next(&s, e)
 *     stored_end(&s, e)
 *
 * Learners are asked for in rising order. Those that lie near are reached by
 * walking, those far away by looking them up, so that neither a small file
 * into a large store nor a large file of known rows reads more than it must.
 * Where most will be wanted, another thread walks ahead.
 */
#pragma once

#include "base/ahead.h"
#include "base/date.h"
#include "db/db.h"

struct stored_registration {
    int64_t id, seq, batch, by_hand;
    uint32_t learner, course;
    struct stamp at;
    bool withdrawn, has_digest;
    char economy[2];                      /* zero bytes: none */
    str cohort, key;                      /* borrowed; empty: none */
    int64_t digest;
};

enum { STORED_BLOCKS = 3 };

struct stored_block {
    struct arena *arena;                  /* of its texts */
    struct stored_registration *rows;
    size_t n;
};

struct stored {
    struct db *db;
    struct stmt *q;                       /* NULL: not begun, or at the end; while ahead, of the thread */
    struct db *beside;                    /* what it reads from; NULL: rows are read when they are asked for */
    struct ahead *ahead;
    struct stored_block blocks[STORED_BLOCKS], *block;
    size_t at;                            /* the next of the block */
    bool stands, ended;
    struct stored_registration row;       /* while it stands; its texts until the next */
};

/* all: most learners will be asked for, and nobody has changed a registration since the last commit. */
void stored_open(struct stored *s, struct arena *a, struct db *db, bool all);

/* Stands on the learner's first registration, if it has any: stored_is_of() says. */
MUST bool stored_seek(struct stored *s, uint32_t learner, struct err *e);
MUST bool stored_next(struct stored *s, struct err *e);
MUST bool stored_end(struct stored *s, struct err *e);

static inline bool stored_is_of(const struct stored *s, uint32_t learner)
{
    return s->stands && s->row.learner == learner;
}

/* The columns as they are read here, of a row of any query. */
#define STORED_COLUMNS "id, learner, course, seq, registered_at, precision, withdrawn, economy," \
                       " cohort, by_hand, batch, digest, source_key"
struct stored_registration stored_get(const struct stmt *q);
