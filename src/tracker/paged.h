/*
 * paged: a long array that grows without ever being copied.
 *
 * For a million small things in an arena: a vector that doubles would leave
 * its former selves behind. Elements are zero at first and never move.
 */
#pragma once

#include "base/arena.h"

struct paged {
    struct arena *arena;
    size_t size;                          /* of an element */
    VEC(char *) pages;
};

enum { PAGED_AT_ONCE = 8192 };            /* elements of a page */

static inline struct paged paged_new(struct arena *a, size_t size)
{
    return (struct paged){ .arena = a, .size = size };
}

/* NULL when nothing near was ever asked for with paged_at(). */
static inline void *paged_look(const struct paged *p, size_t i)
{
    size_t page = i / PAGED_AT_ONCE;
    return page < p->pages.n && p->pages.v[page]
         ? p->pages.v[page] + i % PAGED_AT_ONCE * p->size : NULL;
}

static inline void *paged_at(struct paged *p, size_t i)
{
    size_t page = i / PAGED_AT_ONCE;
    while (p->pages.n <= page)
        *vec_push(p->arena, &p->pages) = NULL;
    if (!p->pages.v[page])
        p->pages.v[page] = arena_get_n(p->arena, PAGED_AT_ONCE, p->size);
    return p->pages.v[page] + i % PAGED_AT_ONCE * p->size;
}
