#include "disclose/change.h"

struct change *change_new(struct arena *a, const struct disclosure *d)
{
    struct change *c = NEW(a, struct change);
    c->arena = a;
    c->of = d;
    c->value = NEW_N(a, int64_t, d->figures.n + 1);
    c->sum = NEW_N(a, int64_t, d->equations.n + 1);
    for (size_t i = 0; i < d->figures.n; i++)
        c->value[i] = d->figures.v[i].value;
    return c;
}

static void add(struct change *c, uint32_t figure, int64_t by)
{
    struct uses u = all_uses_of(c->of, figure);
    c->value[figure] += by;
    for (size_t i = 0; i < u.n; i++) {
        int64_t *sum = &c->sum[u.v[i].equation], before = *sum;
        *sum += u.v[i].sign * by;
        c->upset += (*sum != 0) - (before != 0);
    }
}

void change_add(struct change *c, uint32_t figure, int64_t by)
{
    *vec_push(c->arena, &c->journal) = (struct entry){ figure, by };
    add(c, figure, by);
    struct uses ties = ties_of(c->of, figure);
    for (size_t i = 0; i < ties.n; i++) {
        uint32_t defined = c->of->equations.v[ties.v[i].equation].defines;
        if (defined != figure)
            change_add(c, defined, ties.v[i].sign * by);
    }
}

void change_rewind(struct change *c, size_t journal)
{
    while (c->journal.n > journal) {
        struct entry last = c->journal.v[--c->journal.n];
        add(c, last.figure, -last.by);
    }
}

uint32_t change_too_small(const struct change *c, size_t from)
{
    for (size_t i = from; i < c->journal.n; i++)
        if (c->value[c->journal.v[i].figure] < least_of(c->of, c->journal.v[i].figure))
            return c->journal.v[i].figure;
    return NOTHING;
}

bool change_holds(const struct change *c, size_t from)
{
    return c->upset == 0 && change_too_small(c, from) == NOTHING;
}
