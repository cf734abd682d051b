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
 * are indented further. title, definition, date and column stand in other languages
 * too ("title.fr"; of a column its id and title). "-- answers: NAME" says that the
 * measure is no count of facts but what a row of answers.def makes (special.h), from a
 * statement of its own. Else the statement below gives one row per fact:
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
struct measure_said { str key, text; };   /* "title.fr" */

struct measure {
    str name, title, definition, date, parameters;
    str answers;                          /* empty: facts are counted */
    str advice;                           /* of a check of quality.h */
    str head, sql;                        /* as they stand in the file */
    enum counts counts;
    bool is_rate;                         /* has the columns numerator and denominator */
    VEC(struct measure_column) columns;
    VEC(struct measure_said) said;        /* in other languages */
    size_t next;                          /* where measure_next() goes on */
};

/* What all measures have in common, for people. */
str measure_common(void);

/* All measures in order of name: begin with a zeroed m; false behind the last. */
bool measure_next(struct arena *a, struct measure *m);

/* Fails with the nearest name when there is none. */
MUST bool measure_named(struct arena *a, str name, struct measure *m, struct err *e);

/* Title, definition, date and columns in this language ("fr") from now on, where the head has them. */
void measure_speak(struct measure *m, str lang);

/* Another file whose head is written like this (stats/quality/). */
void measure_read(struct arena *a, struct measure *m, str name, str file);

bool measure_takes(const struct measure *m, str parameter);
