/*
 * attempts: what a platform tells of single attempts and the answers in them.
 *
 * An attempt is known by its registration, its activity and its number; what a row
 * leaves empty stays, what it says otherwise is a new version. An answer is the
 * one to the same question of the same attempt at the same time; one without a time
 * is the first, second, ... as the row has them.
 */
#pragma once

#include "tracker/inside.h"
#include "tracker/parcel.h"

/* Who the registration is of, and what row speaks. */
struct attempts_of {
    int64_t registration;
    uint32_t learner, line;
};

/* An answer, and whether it came with the row. */
struct answered { uint32_t activity, question; struct stamp at; bool is_new; };

/* *changed is set when the row brought something, else left; *last gets the last answer, if there is any. */
MUST bool attempts_take(struct batch *b, const struct attempts_of *of, const struct parcel *p,
                        bool *changed, struct answered *last, struct err *e);

void attempts_close(struct batch *b);
