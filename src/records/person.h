/*
 * person: a learner by what people know of them: "7KQ2MB-12" (the uid), an e-mail
 * address, "external:SOURCE:ID", "account:SOURCE:NAME".
 *
 * A key belongs to one learner; who was merged is the person at the end of the
 * chain, to whom all belong that lead there.
 */
#pragma once

#include "tracker/past.h"
#include "tracker/tracker.h"

struct person_found {
    int64_t learner;                      /* whose key it is */
    int64_t whole;                        /* the end of the chain: the person */
    bool erased;
};

/* A key nobody has is a sentence with the nearest ones. */
MUST bool person_found(struct tracker *t, str key, struct person_found *out, struct err *e);

/* What a learner is called in sentences and tables: its first e-mail address, other key, or uid. */
MUST bool person_called(struct tracker *t, struct arena *a, int64_t learner, str *out, struct err *e);

/*
 * All that is the person's: temp.person_learner (id) with the learner and all who lead to
 * it, temp.person_registration (id) with their registrations, known or taken back.
 */
MUST bool person_gather(struct tracker *t, int64_t whole, struct err *e);

/* " WHERE ...": the rows of a table, or of its past, that speak of the person gathered.
 * False for tables that speak of nobody. */
bool person_where(struct buf *b, const struct past_table *t);
