/*
 * measure: a question to the tracker with a name and a definition.
 *
 * One .sql file in stats/measures/ per measure and nothing else. The comment at its
 * top declares
 *
 *     -- title:      Participants
 *     -- counts:     learners            see enum counts
 *     -- definition: Whole sentences.
 *     -- date:       the day of registration
 *     -- parameters: from, to, as-of, course, zone
 *     -- column:     value, learners, Participants
 *     -- stage:      0, registered, Registered
 *     -- firsts:     yes                 of each thing its first fact counts alone
 *     -- zeros:      left out            of a spread
 *     -- at-most:    registrations, ...  measures that on no line have less, where the period has no beginning or
 *                             the date is theirs too
 *     -- same:       registrations, completions       measures whose figures its own are, by stage, or of a rate
 *                             the denominator and the numerator
 *     -- base:       economies           of a rate: rows that are not done are the base, what could be
 *                             reached: of no course and no period; groups are those of the as-of day
 *
 * a key may stand several times (column, stage) and its text may go on in lines that
 * are indented further. title, definition, date, column and stage stand in other languages
 * too ("title.fr"; of a column or stage its id and title). "-- statement: NAME" takes the statement
 * of another measure, which counts the same facts another way. "-- answers: NAME" says that the
 * measure is no count of facts but what a row of answers.def makes (special.h), from a
 * statement of its own. Else the statement below gives one row per fact:
 *
 *     learner                 of whom it speaks; NULL: of nobody (heads, initiatives)
 *     course                  NULL: of no course
 *     at, precision           when; NULL: not known
 *     done, done_at, done_precision     for rates: whether the fact is in the
 *                             numerator, and since when
 *
 * and where there is something to say
 *
 *     stage                   a set of stages as bits; bit 0: it is counted at all. With "stage" in
 *                             the head each is a line of the answer (a funnel)
 *     economy                 a code, which the fact carries itself (a list of attendance)
 *     version, activity, initiative, provider     keys of course_version, activity,
 *                             initiative, organisation
 *     lang, cohort, kind      texts
 *     ended, ended_at, ended_precision  whether, and when, what begins with it was completed
 *     n                       how many it stands for (heads)
 *     value                   a real (days, a score): for spreads
 *     thing                   what the record is about beside its learner and its course
 *     key, batch, line, entity          where it comes from
 *
 * Only columns that a question needs are asked for: the statement is wrapped in another SELECT, so
 * more of them cost nothing. It takes no parameters: courses, economies, groups, periods, zones,
 * which learners are one person and who is a test are the business of tuple.h, fact.h and
 * dimension.h, the same for every measure.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum counts {
    COUNTS_REGISTRATIONS,                 /* facts themselves, so called */
    COUNTS_PARTICIPATIONS,                /* likewise */
    COUNTS_HEADS,                         /* the sum of n */
    COUNTS_LEARNERS,                      /* distinct */
    COUNTS_ECONOMIES,                     /* distinct, that count as such */
    COUNTS_COURSES,
    COUNTS_INITIATIVES,
    COUNTS,
};

/* "learners"; "learner" */
str counts_things(enum counts c);
str counts_thing(enum counts c);

/* One thing can be in several facts, and then on several lines. */
static inline bool counts_distinct(enum counts c) { return c >= COUNTS_LEARNERS; }

enum { STAGES_MOST = 7 };                 /* bits of a fact (fact.c) */

struct measure_column { str id, unit, title; };
struct measure_stage { str id, title; };
struct measure_said { str key, text; };   /* "title.fr" */

struct measure {
    str name, title, definition, date, parameters;
    str statement;                        /* the measure whose statement this one takes; empty: its own */
    str head, sql;                        /* as they stand in the files; parameters: tuple.h */
    str answers;                          /* empty: facts are counted */
    str same;                             /* names, with commas */
    str at_most;                          /* names, with commas */
    str advice;                           /* of a check of quality.h */
    enum counts counts;
    bool is_rate;                         /* has the columns numerator and denominator */
    bool is_spread;                       /* of values, has the columns lower, upper, n, zeros */
    bool firsts;                          /* of each thing its first fact, whatever the period, counts alone */
    bool has_base;                        /* rows that are not done are of no course and no period */
    bool without_zeros;                   /* of a spread: zeros are in no quartile */
    VEC(struct measure_column) columns;
    VEC(struct measure_stage) stages;     /* of a funnel, in order of their bits */
    VEC(struct measure_said) said;        /* in other languages */
    size_t next;                          /* where measure_next() goes on */
};

/* What all measures have in common, for people. */
str measure_common(void);

/* All measures in order of name: begin with a zeroed m; false behind the last. */
bool measure_next(struct arena *a, struct measure *m);

/* Fails with the nearest name when there is none. */
MUST bool measure_named(struct arena *a, str name, struct measure *m, struct err *e);

/* Title, definition, date, columns and stages in this language ("fr") from now on, where the head has them. */
void measure_speak(struct measure *m, str lang);

/* Another file whose head is written like this (stats/quality/). */
void measure_read(struct arena *a, struct measure *m, str name, str file);

bool measure_takes(const struct measure *m, str parameter);

/* Whether the statement says how things stand on the as-of day (tuple.h), and so without one how they stand now. */
bool measure_stands(const struct measure *m);
