#include "stats/values.h"

#include <string.h>

static struct worth *worth_at(struct values *v, struct node at)
{
    enum { LEAST = 64 };
    size_t have = v->levels[at.depth].n, need = have > 0 ? have : LEAST;
    if (at.index < have)
        return &v->levels[at.depth].nodes[at.index];
    while (need <= at.index)
        need *= 2;
    struct worth *more = NEW_N(v->arena, struct worth, need);
    if (have > 0)
        memcpy(more, v->levels[at.depth].nodes, have * sizeof *more);
    v->levels[at.depth].nodes = more;
    v->levels[at.depth].n = need;
    return &more[at.index];
}

static void see(void *self, struct node at, const struct fact *x)
{
    struct values *v = self;
    *vec_push(v->arena, worth_at(v, at)) = facts_value(v->facts, x);
}

struct count_watch values_watch(struct values *v, struct arena *a, const struct facts *facts)
{
    *v = (struct values){ .facts = facts, .arena = a };
    return (struct count_watch){ see, v };
}

struct spread values_spread(struct values *v, struct node at, bool without_zeros)
{
    if (!node_is_there(at) || at.index >= v->levels[at.depth].n)
        return (struct spread){ 0 };
    struct worth *w = worth_at(v, at);
    return spread_of(w->v, w->n, without_zeros);
}
