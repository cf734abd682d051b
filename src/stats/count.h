/*
 * count: how many, at every crossing of the axes.
 *
 * A node is a line of the result: the root is the total, its children are the
 * groups and the lines below them of the first axis, theirs those of the
 * second, and so on. What is counted is called a thing: a fact itself, or all
 * facts of one learner, or of one economy. A thing is counted
 *     once at the root,
 *     once in every group that one of its facts is in,
 *     and only when it is in no group, once on the first of the lines none,
 *     unknown and undated that one of its facts stands on.
 * So at every node, with the sum over its groups,
 *     sum - overlap + none + unknown + undated = count
 * where overlap = sum - any, and any = the things that are in a group at all.
 */
#pragma once

#include "stats/dimension.h"

struct node {
    uint32_t parent;
    uint32_t label;                       /* group of the axis, or its number of groups + line */
    uint32_t depth;
    uint32_t count, any;
    /* The same for things that are done; elsewhere: done, but by none of the
     * facts that put it into a group, or on its line. */
    uint32_t done, any_done, elsewhere;
};

struct count {
    const struct axis *axes;
    size_t naxes;
    VEC(struct node) nodes;               /* the root first */
    uint32_t *table;                      /* hash of (parent, label) -> index + 1 */
    size_t table_size;                    /* a power of two */
    size_t things;                        /* counted another way, on the way in */
};

/* Sorts facts->list when things are not single facts. */
void count_make(struct count *c, struct arena *a, const struct axis *axes, size_t naxes,
                struct facts *facts, enum counts counts, const struct world *w);

/* NULL: nothing was there. */
const struct node *count_child(const struct count *c, const struct node *parent, uint32_t label);

/* The figures of the groups of a node together. */
struct sum { uint64_t count, done; };
struct sum count_sum(const struct count *c, const struct node *n);

/* The identity above at every node; false with a sentence when it does not hold. */
MUST bool count_check(const struct count *c, struct arena *a, struct err *e);
