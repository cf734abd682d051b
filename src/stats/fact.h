/*
 * fact: what a measure counts, one row of its statement each, ready to be placed.
 *
 * Facts of test learners, outside the period or after the as-of day are left
 * out on the way in. Days are those of the question's time zone; a fact known
 * to the day or less keeps the date it has. A date known to the year or month
 * only stands for its first day.
 */
#pragma once

#include "stats/question.h"
#include "stats/world.h"

enum known { KNOWN_NOT, KNOWN_YEAR, KNOWN_MONTH, KNOWN_DAY };

struct fact {
    uint32_t person, course;              /* keys in the store; course 0: none */
    day date;
    uint16_t economy;                     /* index in world, on the day that counts */
    uint8_t known;                        /* enum known: how far `date` is */
    bool done;                            /* in the numerator of a rate */
};

struct facts {
    VEC(struct fact) list;                /* as they came */
    size_t undated;                       /* of them, without a date */
    size_t year_only;                     /* of them, with a date known to the year */
    size_t undated_left_out;              /* because there is a period or a horizon */
    size_t young;                         /* left out: the horizon is not over for them */
    day first, last;                      /* of those with a date; first > last: none */
};

MUST bool facts_read(struct facts *out, struct arena *a, struct db *db, const struct question *q,
                     const struct world *w, struct err *e);

/* The day on which the fact's economy and its memberships count. */
day fact_day(const struct fact *f, const struct question *q);
