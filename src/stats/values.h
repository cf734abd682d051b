/*
 * values: what facts are worth, kept at every node of a count that they come to.
 */
#pragma once

#include "stats/count.h"
#include "stats/spread.h"

struct values {
    const struct facts *facts;
    struct arena *arena;
    struct { struct worth { double *v; size_t n, cap; } *nodes; size_t n; } levels[BY_MOST + 1];
};

/* To be handed to count_make(), which tells it of every fact. */
struct count_watch values_watch(struct values *v, struct arena *a, const struct facts *facts);

struct spread values_spread(struct values *v, struct node at, bool without_zeros);
