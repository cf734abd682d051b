#include "package/graph.h"

/* Nodes that wait for nobody are taken out until none is left, or only such as
 * lead into a circle. */
static void take_out(struct arena *a, size_t n, const edges *e, size_t *waits)
{
    size_t *begin = NEW_N(a, size_t, n + 2), *by_to = NEW_N(a, size_t, e->n + 1);
    size_t *queue = NEW_N(a, size_t, n + 1), head = 0, tail = 0;
    for (size_t i = 0; i < e->n; i++) {
        waits[e->v[i].from]++;
        begin[e->v[i].to + 2]++;
    }
    for (size_t i = 2; i < n + 2; i++)
        begin[i] += begin[i - 1];
    for (size_t i = 0; i < e->n; i++)
        by_to[begin[e->v[i].to + 1]++] = e->v[i].from;
    for (size_t i = 0; i < n; i++)
        if (waits[i] == 0)
            queue[tail++] = i;
    for (; head < tail; head++)
        for (size_t k = begin[queue[head]]; k < begin[queue[head] + 1]; k++)
            if (--waits[by_to[k]] == 0)
                queue[tail++] = by_to[k];
}

ptrdiff_t graph_circle(struct arena *a, size_t n, const edges *e, size_t **next)
{
    size_t *waits = NEW_N(a, size_t, n + 1), at = 0;
    *next = NEW_N(a, size_t, n + 1);
    take_out(a, n, e, waits);
    for (size_t i = 0; i < e->n; i++)
        if (waits[e->v[i].to] > 0)
            (*next)[e->v[i].from] = e->v[i].to;
    while (at < n && waits[at] == 0)
        at++;
    if (at == n)
        return GRAPH_NONE;
    for (size_t i = 0; i < n; i++)
        at = (*next)[at];
    return (ptrdiff_t)at;
}
