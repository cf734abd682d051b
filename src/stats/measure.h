/*
 * measure: a question to the tracker with a name and a definition.
 *
 * One .sql file in stats/measures/ per measure and nothing else. The comment at its
 * top declares
 *
 *     -- title:      Participants
 *     -- counts:     learners            or registrations, economies
 *     -- definition: Whole sentences.
 *     -- date:       the day of registration
 *     -- parameters: from, to, as-of, course, zone
 *     -- column:     value, learners, Participants
 *
 * a key may stand several times (column) and its text may go on in lines that
 * are indented further. The statement below gives one row per fact:
 *
 *     learner                 of whom it speaks
 *     course                  NULL: of no course
 *     at, precision           when; NULL: not known
 *     done, done_at, done_precision     for rates: whether the fact is in the
 *                             numerator, and since when
 *
 * and takes :course, the key of a course or NULL for all. Which learners are
 * one person, who is a test, economies, groups, periods and zones are the
 * business of fact.h and dimension.h, the same for every measure.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum counts { COUNTS_REGISTRATIONS, COUNTS_LEARNERS, COUNTS_ECONOMIES };

struct measure_column { str id, unit, title; };

struct measure {
    str name, title, definition, date, parameters;
    str head, sql;                        /* as they stand in the file */
    enum counts counts;
    bool is_rate;                         /* has the columns numerator and denominator */
    VEC(struct measure_column) columns;
    size_t next;                          /* where measure_next() goes on */
};

/* What all measures have in common, for people. */
str measure_common(void);

/* All measures in order of name: begin with a zeroed m; false behind the last. */
bool measure_next(struct arena *a, struct measure *m);

/* Fails with the nearest name when there is none. */
MUST bool measure_named(struct arena *a, str name, struct measure *m, struct err *e);

bool measure_takes(const struct measure *m, str parameter);
