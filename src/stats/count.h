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
 *
 * Things go through stages: all are in stage 0; in a later one is a thing with a fact that is (the
 * numerator of a rate is stage 1). There the identity has one more term, `elsewhere`: things
 * that reached the stage by none of the facts that put them into a group, or on their line.
 *
 * Shared out (question.h, fractional), figures are in parts of COUNT_WHOLE, and a thing in m groups
 * of an axis that overlaps gives an m-th to each, so that overlap is 0.
 *
 * Children of a node lie behind each other, one for every group and line, in the array of their
 * level; a node that nothing came to has none.
 */
#pragma once

#include "stats/dimension.h"

enum { COUNT_WHOLE = 720720 };            /* divisible by 1 to 16 */

struct level {
    size_t width;                         /* children of a node of the level above */
    size_t n, cap;
    uint64_t *count, *any, *elsewhere;    /* index * stages + stage; the last level has no any */
    uint64_t *names;                      /* likewise, of questions side by side: of what is counted, added up */
    uint32_t *children;                   /* where those of a node begin in the next level; 0: none */
};

struct count {
    const struct axis *axes;
    size_t naxes;
    size_t stages;
    bool fractional;
    struct level levels[BY_MOST + 1];
    uint64_t things;                      /* counted another way, on the way in */
    bool too_many;                        /* nodes: it was given up */
};

/* Index 0 at a depth above 0: nothing is there. */
struct node { uint32_t depth, index; };

/* Sees every thing that is one fact, at every node it comes to. */
struct count_watch {
    void (*see)(void *self, struct node at, const struct fact *x);
    void *self;
};

/* `watch` may be NULL. Fails when there would be too many nodes. */
MUST bool count_make(struct count *c, struct arena *a, const struct axis *axes, size_t naxes,
                     const struct facts *facts, const struct count_watch *watch, struct err *e);

static inline struct node count_root(void) { return (struct node){ 0, 0 }; }
static inline bool node_is_there(struct node n) { return n.depth == 0 || n.index > 0; }

/* By its group, or the number of groups + line. The child of what is not there is not there. */
struct node count_child(const struct count *c, struct node parent, uint32_t label);

/* Figures of a node; 0 where nothing is. */
uint64_t count_of(const struct count *c, struct node n, size_t stage);
uint64_t count_any(const struct count *c, struct node n, size_t stage);
uint64_t count_elsewhere(const struct count *c, struct node n, size_t stage);

/* Of questions side by side: the same when, and only when, the same things are counted. */
uint64_t count_names(const struct count *c, struct node n, size_t stage);

/* The figures of the groups of a node together. */
uint64_t count_sum(const struct count *c, struct node n, size_t stage);

/* The identity above at every node; false with a sentence when it does not hold. */
MUST bool count_check(const struct count *c, struct err *e);
