/*
 * people: who a row speaks of.
 *
 * Keys of persons (uid, e-mail address, account, external id, the latter two
 * within a named source) are in memory while batches run: one look-up a key,
 * none in the store. Names never identify anybody. A key belongs to the learner
 * who had it first; learners who were merged stay apart here (what comes by the
 * key of one is stored with that one) but are one person, so that keys of both
 * in a row are no contradiction.
 *
 * What is said about the person itself (person.h) is taken over with the row.
 */
#pragma once

#include "tracker/inside.h"

struct person_key {
    str name;                             /* "e-mail address" */
    str kind, issuer;                     /* as the store has them */
    str key;                              /* in memory: kind, issuer, normal form */
    str norm, raw;
    uint32_t learner;                     /* 0: nobody's yet */
};

struct who {
    struct person_key key[4];
    size_t nkeys;
    uint32_t learner;                     /* 0: nobody known */
    str shared;                           /* an external id that several people have */
    bool conflict;                        /* keys of two persons */
    bool erased;                          /* a key of somebody who was erased */
};

/* Reads the keys of the store unless they are in memory, and forgets what the
 * batch before knew of names. */
MUST bool people_begin(struct batch *b, struct err *e);

/* Whoever changes people, keys or merges by other ways must call this. */
void people_forget(struct tracker *t);

/* Learns which external ids are the same for different people in this file. */
void people_survey(struct batch *b, const struct record *r);

/* Records that people_find() is asked for one by one, until people_flush(). */
void people_expect(struct batch *b, const struct record *records, size_t n);

/* *ok false when the row is none that can be taken: the log says why. */
MUST bool people_find(struct batch *b, const struct record *r, struct who *who, bool *ok,
                      struct err *e);

/* The learner whom the e-mail address or the account with its issuer names, 0: nobody; nothing is said about the row. */
MUST bool people_look(struct batch *b, const struct record *r, int64_t *learner, struct err *e);

/* Makes the learner, keeps new keys, takes over what is said; flags are those of an item. */
MUST bool people_admit(struct batch *b, const struct record *r, struct who *who, uint8_t *flags,
                       struct err *e);

/* Writes the keys that people_admit() kept, in their order in the store. */
MUST bool people_flush(struct batch *b, struct err *e);

/* Did this batch make the learner? */
bool people_is_new(const struct batch *b, uint32_t learner);

const struct persons *people_persons(const struct batch *b);
