/*
 * answer: what the store says to the questions of one report.
 *
 * The same question is put to the store once. Tables and texts live as long as the arena.
 */
#pragma once

#include "report/asked.h"
#include "report/question.h"
#include "stats/reading.h"

/* What the store said, by what was asked. */
struct kept_answers { VEC(struct kept_answer { str key; struct table *table; }) list; };

struct kept_answers *answers_kept_new(struct arena *a);

struct answers {
    struct arena *arena;
    struct reading *reading;
    const settings *values, *common;      /* parameters as they are now; options of the command */
    day today;
    const instant *known_as_of;           /* may be NULL */
    struct progress *progress;            /* may be NULL */
    struct measures measures;
    struct kept_answers *kept;
    questions to_publish;                 /* noted and not asked yet, and their keys */
    VEC(str) to_publish_keys;
};

/*
 * Everything that is to be published must be noted, with the parameters of that moment, before anything is
 * answered: it is asked and protected together. What cannot be asked is not noted; it fails where it is asked by itself.
 */
void answers_note(struct answers *s, const struct asked *asked);
MUST bool answers_publish(struct answers *s, struct err *e);

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
