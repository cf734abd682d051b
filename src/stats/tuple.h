/*
 * tuple: what a measure's statement gives, in numbers: who counts, days of a zone, economies and courses of
 * the world. What a question makes of it is fact.h.
 *
 * A job of several questions keeps the rows of a statement when they are not too many, and those who
 * ask it for the same columns in the same zone are given them again.
 */
#pragma once

#include "stats/reading.h"

enum known { KNOWN_NOT, KNOWN_YEAR, KNOWN_MONTH, KNOWN_DAY };

struct when { day date; enum known known; };

/* Columns of measures that not every question needs: measure.h says what they are. */
enum detail {
    DETAIL_NONE,
    DETAIL_VERSION, DETAIL_ACTIVITY, DETAIL_INITIATIVE, DETAIL_PROVIDER,
    DETAIL_KEY,                           /* of the record that is the fact; the last of the keys */
    DETAIL_LANG, DETAIL_COHORT, DETAIL_KIND,                                  /* texts */
    DETAIL_ECONOMY,                       /* index in the world */
    DETAIL_ELAPSED,                       /* whether and when it ended */
    DETAIL_N, DETAIL_VALUE,
    DETAILS,
};

struct tuple {
    uint32_t person;                      /* who counts; 0: nobody */
    uint16_t course;                      /* index + 1 in the world; 0: none */
    uint8_t stages;                       /* a set */
    bool of_nobody;                       /* it speaks of no learner at all */
    bool done, ended;
    struct when at, done_at, ended_at;
    /* Where they are wanted: */
    int economy;                          /* that the row itself carries; -1: none */
    uint32_t keys[DETAIL_KEY + 1];
    str texts[DETAIL_KIND - DETAIL_LANG + 1];     /* by detail - DETAIL_LANG */
    int64_t n;
    double value;
};

/* Columns of a fact's row that say where it comes from; nil where the measure has none. */
enum origin { ORIGIN_ENTITY, ORIGIN_KEY, ORIGIN_THING, ORIGIN_LEARNER, ORIGIN_AT, ORIGIN_PRECISION,
              ORIGIN_BATCH, ORIGIN_LINE, ORIGINS };

/*
 *     struct tuples *rows = tuples_of(reading, a, measure->sql);
 *     tuples_want(rows, DETAIL_KIND);
 *     if (!tuples_begin(rows, zone, NULL, false, e)) ...
 *     while ((row = tuples_next(rows)) != NULL) ...
 *     return tuples_end(rows, ok, e);
 * The memory of it is a's; rows live until the next one.
 */
struct tuples *tuples_of(struct reading *r, struct arena *a, str sql);

/* Whether the statement has the column; if so, rows will tell it. */
bool tuples_want(struct tuples *r, enum detail d);

/*
 * `zone` NULL: UTC. A statement that says how things stand on the as-of day has parameters: things were so then that
 * have no day, or one before ?2 (of UTC), or an instant before ?1; NULL: as they are now.
 */
MUST bool tuples_begin(struct tuples *r, const char *zone, const day *as_of, bool with_origin, struct err *e);
const struct tuple *tuples_next(struct tuples *r);

/* With the origin: the row of the store; *column is the first that tells it. */
const struct stmt *tuples_origin(const struct tuples *r, int *column);

/* Whatever way it went; false with a sentence when reading failed, and when ok is false. */
MUST bool tuples_end(struct tuples *r, bool ok, struct err *e);
