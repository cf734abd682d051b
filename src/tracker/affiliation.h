/*
 * affiliation: the economy of a learner over time, from what rows say about it.
 *
 * Rows say "on that day, this economy". The first economy known holds from the
 * beginning; another one holds from the first day on which it was stated. The
 * rows of one file count in order of their days. Of earlier files the first and
 * the last day of each period are kept: who is said in between to be elsewhere
 * was there again at the latest on the last.
 */
#pragma once

#include "tracker/inside.h"

/* One statement; many of a learner at once, in any order. */
struct sighting {
    day on;
    bool dated;                           /* else: when the file was imported, at least */
    char economy[2];
    uint32_t line;
};

struct sightings { VEC(struct sighting) list; };

/* Adds one unless it is the same as the one before. */
void affiliation_see(struct arena *a, struct sightings *s, struct sighting x);

/* Folds them into what the store has for the learner; rows that changed
 * something are raised to "updated" in the log. */
MUST bool affiliation_fold(struct batch *b, uint32_t learner, struct sightings *s, struct err *e);
