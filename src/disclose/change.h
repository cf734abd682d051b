/*
 * change: other numbers that could stand where the figures are hidden.
 *
 * Begins with the figures as they are, and keeps a journal, so that what turns
 * out wrong can be taken back.
 */
#pragma once

#include "disclose/inside.h"

struct entry { uint32_t figure; int64_t by; };

struct change {
    struct arena *arena;
    const struct disclosure *of;
    int64_t *value;                       /* of each figure, by now */
    int64_t *sum;                         /* of each equation, by now */
    size_t upset;                         /* equations whose sum is not zero */
    VEC(struct entry) journal;
};

struct change *change_new(struct arena *a, const struct disclosure *d);

/* And with it all that is defined by the figure. */
void change_add(struct change *c, uint32_t figure, int64_t by);

void change_rewind(struct change *c, size_t journal);  /* to when the journal was so long */

static inline bool change_differs(const struct change *c, uint32_t figure)
{
    return c->value[figure] != c->of->figures.v[figure].value;
}

/* The first figure in the journal from there on that is less than it can be; NOTHING: none. */
uint32_t change_too_small(const struct change *c, size_t from);

/* Exactly: nothing that is in the journal from there on is less than it can be and
 * every equation holds. */
bool change_holds(const struct change *c, size_t from);
