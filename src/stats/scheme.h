/*
 * scheme: the groups of a scheme and who is in them, as a question counts members.
 */
#pragma once

#include "stats/question.h"
#include "stats/reading.h"

struct member {
    uint32_t group;                       /* index among the groups of the scheme */
    day from, to;
    bool unverified;
};

struct world_group { int64_t key; str code, name; };

struct scheme {
    str code;
    bool associates, members_only;        /* as in the question */
    VEC(struct world_group) groups;       /* in the order of the store */
    VEC(struct member) members;           /* that count, in order of economy, then of group */
    size_t *first;                        /* economy -> its first member; the next one's ends them */
};

/* Fails with the nearest code when there is no such scheme, unless it is optional: then it has no groups. */
MUST const struct scheme *scheme_load(struct reading *r, const struct question *q, str code, bool optional,
                                      struct err *e);

static inline bool member_holds(const struct member *m, day d)
{
    return m->from <= d && d < m->to;
}
