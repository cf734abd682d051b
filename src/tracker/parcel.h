/*
 * parcel: what a row says that does not fit into an item (spill.h), as bytes:
 * the platform's key of the registration, the id of a statement, a cohort, what is to be cleared, attempts with their answers.
 */
#pragma once

#include "base/buf.h"
#include "tracker/record.h"

struct parcel_attempt {
    uint32_t activity;                    /* as the store counts */
    struct record_attempt said;           /* its activity is empty */
};

struct parcel {
    str key;
    bool has_statement;
    struct uuid statement;
    uint32_t clears;
    str cohort;
    struct parcel_attempt *attempts;
    size_t nattempts;
};

bool parcel_is_needed(const struct record *r);

/* activities: of r->attempts, one each. */
void parcel_put(struct buf *b, const struct record *r, const uint32_t *activities);

/* Texts are borrowed from the bytes; no bytes have no key. */
str parcel_key(str bytes);
void parcel_get(struct arena *a, str bytes, struct parcel *out);
