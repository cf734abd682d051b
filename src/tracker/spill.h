/*
 * spill: what the rows say about registrations, put in order of learner.
 *
 * Rows come in any order; everything is decided and written in order of
 * learner and course. Items are sorted in runs that fit in memory; from the
 * second run on they lie in a nameless file beside the store and are merged.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum item_flags {
    ITEM_NEW_LEARNER = 1,                 /* the row brought the learner */
    ITEM_PERSON_CHANGED = 2,              /* it changed one that was there */
    ITEM_WITHDRAWN = 4,
    ITEM_RESULT = 8,                      /* the second half says something */
    ITEM_SCORE = 16,
    ITEM_JOINS = 32,                      /* record.joins */
    ITEM_ASIDE = 64,                      /* a row about something else says this of the person */
    ITEM_PARCEL = 128,                    /* more of the row: at and activity are place and length on the tape */
};

/* A row, or a further result of the same row (part > 0). 48 bytes. */
struct item {
    uint32_t learner;
    uint32_t course;                      /* 0: the row speaks of the person only */
    int64_t registered;
    uint32_t line;
    uint16_t part;
    uint8_t registered_precision, flags;

    int64_t at;
    double score;
    uint32_t activity;                    /* of a row about the person: the organisation */
    uint8_t at_precision;
    uint8_t verdict;                      /* completion * 4 + success */
    char economy[2];                      /* zero bytes: not stated */
};

struct spill;

struct spill *spill_new(struct arena *a, const char *beside);
MUST bool spill_add(struct spill *s, const struct item *item, struct err *e);
uint64_t spill_count(const struct spill *s);          /* items added */

/* In order of learner, course, exactness of the date, date, line, part; the most
 * exact first, the undated last. *item is
 * NULL at the end, and valid until the next call. */
MUST bool spill_sort(struct spill *s, struct err *e);
MUST bool spill_next(struct spill *s, const struct item **item, struct err *e);
void spill_free(struct spill *s);         /* NULL is fine; the file is gone */
