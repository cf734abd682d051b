/*
 * person: what is known of a learner itself: names, gender, language, when the
 * account was made.
 *
 * Field by field the file that came last is right, an empty cell leaves what is
 * there, the token that clears clears. Within one file the first row that states
 * a field counts; another row with something else is told about and leaves it, so
 * that the same file twice is one. What an administrator set by hand stays.
 */
#pragma once

#include "tracker/fields.h"
#include "tracker/inside.h"
#include "tracker/paged.h"

/* What this batch knows of a learner it has met. All zeros: not met yet. */
struct person {
    uint64_t said_digest;                 /* of what the last row said; before one, of what the store has */
    uint32_t line;                        /* the row that spoke first; 0: none yet */
    uint8_t said;                         /* enum person_field this batch has stated */
    bool is_there;                        /* a uid names it, and it was looked up */
};

MUST bool person_add(struct batch *b, const struct record *r, uint32_t learner, struct person *p,
                     str salt, struct err *e);

/* Makes that rows which say of learners (struct person) just what the store has are known by it. */
MUST bool person_read_all(struct batch *b, struct paged *of, struct err *e);

/* *changed is set when the row brought something, else left. */
MUST bool person_see(struct batch *b, const struct record *r, uint32_t learner, struct person *p,
                     bool *changed, struct err *e);

/* Of a learner who is there; empty when it has none. In b->scratch. */
MUST bool person_salt(struct batch *b, uint32_t learner, str *salt, struct err *e);
