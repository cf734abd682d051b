/*
 * vintage: which state of the store an answer was drawn from.
 *
 * Two stores with the same head of the change log and the same reference data give the same
 * figures. The log speaks of what batches brought; what the program itself brought, economies and the
 * groups they are in, has a digest of its own, scheme by scheme: the SHA-256 of its rows as lines
 * in order, without keys and times of recording.
 */
#pragma once

#include "base/arena.h"
#include "db/db.h"

struct vintage_scheme {
    str code;                             /* "RMO"; "economies": the list of them */
    str digest;                           /* 64 hexadecimal digits */
    int64_t rows, unverified, uncertain;  /* unverified: no source confirms them; uncertain: their dates */
    int64_t sources;                      /* different ones */
};

struct vintage {
    int64_t batch, at;                    /* the last of the log; 0: none */
    str head;                             /* its hash */
    VEC(struct vintage_scheme) schemes;   /* in order of code */
    str digest;                           /* of all of the above but batch and at */
};

MUST bool vintage_read(struct vintage *out, struct arena *a, struct db *db, struct err *e);
