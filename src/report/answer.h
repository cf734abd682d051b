/*
 * answer: what the store says to the questions of one report.
 *
 * The same question is put to the store once. Tables and texts live as long as the arena.
 */
#pragma once

#include "report/asked.h"
#include "report/question.h"
#include "stats/reading.h"

struct answers {
    struct arena *arena;
    struct reading *reading;
    const settings *values, *common;      /* parameters as they are now; options of the command */
    day today;
    const instant *known_as_of;           /* may be NULL */
    struct progress *progress;            /* may be NULL */
    struct measures measures;
    VEC(struct kept { str key; struct table *table; }) kept;
};

/* The measures of a question as a table; several stand side by side (join.h). */
MUST struct table *answer_table(struct answers *s, const struct asked *asked, struct err *e);

/* One figure, or a list of names. */
struct figure {
    struct val value;                     /* nil: nothing to divide by, or no figure is meant */
    bool is_share;
    VEC(str) names;
    str unit;                             /* "learners" */
};
MUST bool answer_figure(struct answers *s, const struct asked *asked, struct figure *out, struct err *e);
