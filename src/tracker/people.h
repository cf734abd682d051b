/*
 * people: who a row speaks of.
 *
 * Keys of persons (e-mail address, account, external id, the latter two within
 * a named source) are in memory while batches run: one look-up a key, none in
 * the store. Names never identify anybody.
 *
 * Within one file the first row that states a name counts; another row with
 * another one is told about and leaves it. So the same file twice is one.
 */
#pragma once

#include "tracker/inside.h"

struct person_key {
    str name;                             /* "e-mail address" */
    str kind;                             /* as the store has it */
    str key;                              /* in memory: kind, issuer, normal form */
    str norm, raw;
    uint32_t learner;                     /* 0: nobody's yet */
};

struct who {
    struct person_key key[3];
    size_t nkeys;
    uint32_t learner;                     /* 0: nobody known */
    bool conflict;                        /* keys of two persons */
};

/* Reads the keys of the store unless they are in memory, and forgets what the
 * batch before knew of names. */
MUST bool people_begin(struct batch *b, struct err *e);
void people_forget(struct tracker *t);

/* Learns which external ids are the same for different people in this file. */
void people_survey(struct batch *b, const struct record *r);

/* False when the row is none that can be taken: the log says why. */
MUST bool people_find(struct batch *b, const struct record *r, struct who *who);

/* Makes the learner, keeps new keys, takes names over; flags are those of an item. */
MUST bool people_admit(struct batch *b, const struct record *r, struct who *who, uint8_t *flags,
                       struct err *e);

/* Writes the keys that people_admit() kept, in their order in the store. */
MUST bool people_flush(struct batch *b, struct err *e);

/* Did this batch make the learner? */
bool people_is_new(const struct batch *b, uint32_t learner);
