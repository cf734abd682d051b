/*
 * filter: which courses, economies and groups a question is about; memberships in groups.
 */
#pragma once

#include "stats/question.h"
#include "stats/world.h"

struct member {
    uint32_t group;                       /* index among the groups of the scheme */
    day from, to;
    bool unverified, used;                /* used: something was counted by it */
};

/* The memberships of all economies in one scheme that count. */
struct members {
    VEC(struct member) list;
    size_t *first;                        /* economy -> index; the next one's ends it */
};

struct world_group { int64_t key; str code, name; };
struct groups { struct world_group *v; size_t n, cap; };      /* in the order of the store */

/* The groups of a scheme; fails with the nearest code when there is no such scheme, unless it is
 * optional: then there are none. */
MUST bool groups_load(struct groups *out, struct arena *a, struct db *db, str scheme, bool optional,
                      struct err *e);

MUST bool members_load(struct members *out, struct arena *a, struct db *db, const struct question *q,
                       const struct world *w, str scheme, const struct groups *groups, struct err *e);

static inline bool member_holds(const struct member *m, day d)
{
    return m->from <= d && d < m->to;
}

struct filter {
    bool *course;                         /* by index + 1; NULL: all */
    bool *economy;                        /* by index; NULL: all */
    VEC(struct { struct members members; uint32_t group; }) groups;       /* in any; none: all */
};

MUST bool filter_open(struct filter *f, struct arena *a, struct db *db, const struct question *q,
                      const struct world *w, struct err *e);

static inline bool filter_has_course(const struct filter *f, uint16_t course)
{
    return f->course == NULL || f->course[course];
}

static inline bool filter_is_of_economies(const struct filter *f)
{
    return f->economy != NULL || f->groups.n > 0;
}

bool filter_has_economy(const struct filter *f, uint16_t economy, day d);
