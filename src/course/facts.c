#include "course/facts.h"

#include <stdlib.h>

struct met { str address; const struct node *node; size_t order; };
typedef VEC(struct met) meetings;

static void collect(struct arena *a, const struct node *n, meetings *all)
{
    str href = node_value(n, AT_href);
    if (href.n > 0)
        *vec_push(a, all) = (struct met){ href, n, all->n };
    for (const struct node *c = n->first; c; c = c->next)
        collect(a, c, all);
}

static int by_address(const void *left, const void *right)
{
    const struct met *x = left, *y = right;
    int c = str_cmp(x->address, y->address);
    return c ? c : (x->order > y->order) - (x->order < y->order);
}

static int by_order(const void *left, const void *right)
{
    const struct met *x = left, *y = right;
    return (x->order > y->order) - (x->order < y->order);
}

struct outside_links course_links(struct arena *a, const struct course *c)
{
    meetings all = { 0 }, firsts = { 0 };
    struct outside_links links = { 0 };
    collect(a, c->root, &all);
    if (all.n == 0)
        return links;
    size_t *uses = NEW_N(a, size_t, all.n);
    qsort(all.v, all.n, sizeof *all.v, by_address);
    for (size_t i = 0; i < all.n; i++) {
        bool again = firsts.n && str_eq(firsts.v[firsts.n - 1].address, all.v[i].address);
        if (!again)
            *vec_push(a, &firsts) = all.v[i];
        uses[firsts.v[firsts.n - 1].order]++;
    }
    qsort(firsts.v, firsts.n, sizeof *firsts.v, by_order);
    for (size_t i = 0; i < firsts.n; i++)
        *vec_push(a, &links) = (struct outside_link){ firsts.v[i].address, firsts.v[i].node,
                                                      uses[firsts.v[i].order] };
    return links;
}
