/*
 * filter: which courses, economies and groups a question is about.
 */
#pragma once

#include "stats/scheme.h"

struct filter {
    bool *course;                         /* by index + 1; NULL: all */
    bool *economy;                        /* by index; NULL: all */
    VEC(struct { const struct scheme *scheme; uint32_t group; }) groups;  /* in any; none: all */
};

MUST bool filter_open(struct filter *f, struct arena *a, struct reading *r, const struct question *q,
                      struct err *e);

static inline bool filter_has_course(const struct filter *f, uint16_t course)
{
    return f->course == NULL || f->course[course];
}

static inline bool filter_is_of_economies(const struct filter *f)
{
    return f->economy != NULL || f->groups.n > 0;
}

bool filter_has_economy(const struct filter *f, uint16_t economy, day d);
