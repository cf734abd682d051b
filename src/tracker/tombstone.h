/*
 * tombstone: the keys of persons who were erased, as nobody can read them.
 *
 * What is kept of a key is its HMAC-SHA-256 under the store's own secret
 * (setting "secret"). An import that meets one leaves the row out, so that it
 * brings nobody back.
 */
#pragma once

#include "crypto/sha256.h"
#include "db/db.h"

struct tombstones {
    struct db *db;
    bool any;                             /* false: nobody was erased yet */
    char secret[64];
};

MUST bool tombstones_open(struct tombstones *t, struct db *db, struct err *e);

/* kind, issuer and value_norm as in learner_identity. */
MUST bool tombstone_add(struct tombstones *t, str kind, str issuer, str norm, int64_t batch,
                        struct err *e);
MUST bool tombstone_find(const struct tombstones *t, str kind, str issuer, str norm, bool *found,
                         struct err *e);
