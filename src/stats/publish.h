/*
 * publish: which figures of an answer may be told to everybody.
 *
 * The figures of a count and what everybody knows of them (the identity of count.h at every
 * node, later stages being parts of earlier ones, no group having more than all groups
 * together, no line being there for nobody) are handed to disclose.h. What is published must
 * not be shifted by days either: the difference of two tables would tell of a few; so periods
 * begin and end with quarters.
 */
#pragma once

#include "disclose/disclose.h"
#include "stats/count.h"

struct publish {
    struct disclosure *disclosure;        /* NULL: nothing is hidden */
    uint32_t *figures[BY_MOST + 1];       /* by depth: index * stages + stage */
    uint32_t *overlaps[BY_MOST];
    size_t stages;
    size_t hidden;                        /* how many figures of the answer are */
    bool all;                             /* somewhere nothing less than all would do */
};

/* Whether what is asked may be published at all; the sentence says what to ask instead. */
MUST bool publish_check(const struct question *q, struct err *e);

/* Whether it counts persons, or what each of them did. */
bool publish_is_personal(const struct question *q);

/*
 * The figures of answers that are published at one time, `together` when there are several: then what counts the same
 * persons or records is one figure, hidden everywhere or nowhere, and what beside.h knows of the answers is taken into
 * account. Questions that are together are side_by_side (question.h).
 */
struct publication *publication_new(struct arena *a, int k, bool together);

/* Adds the answer, which lives as long as the publication. What is not shown is counted for what it tells of others.
 * Hides nothing when nothing is counted that is personal. */
void publication_add(struct publication *p, struct publish *out, const struct question *q, const struct count *c,
                     bool shown);

/* Decides on all that was added. */
MUST bool publication_make(struct publication *p, struct err *e);

/* Never of nodes that are not there: they are zero. */
bool publish_hides(const struct publish *p, struct node n, size_t stage);
bool publish_hides_overlap(const struct publish *p, struct node n, size_t stage);

/* The nearest multiple of what the question wants figures rounded to. */
uint64_t publish_round(const struct question *q, uint64_t n);

/*
 * Whether quartiles of n values would tell what single persons did. Quartiles are values of the file, or lie between two
 * of them. So offices ask of a quantile what they ask of a cell: that each part of the values that it cuts off has as many
 * as a cell must have (the output rules of the DataLab of the Australian Bureau of Statistics speak of "minimum contributors
 * for quantiles" beside their rule of 10). Quartiles cut off a fourth: 4 k values. With rounding that follows from the
 * rounded n, so that what is hidden tells no more than what is shown.
 */
bool publish_hides_quartiles(const struct question *q, size_t n);

/* To whole percents or days, so that it is nobody's own value. */
double publish_quartile(const struct question *q, double value);
