/*
 * What the files of this room share: a disclosure, and how it is walked over.
 *
 * All equations are sums that are zero. One that defines an unseen figure has
 * it as its last term, with a minus: the figure follows when the others change.
 * Uses of a figure are in order, those in equations that define nothing first.
 */
#pragma once

#include "disclose/disclose.h"

enum { NOTHING = UINT32_MAX };            /* no figure, no equation */

struct term { uint32_t figure; int sign; };

struct use { uint32_t equation, term; int sign; };     /* of a figure */

struct equation { size_t end; uint32_t defines; };     /* its end in terms; a figure or NOTHING */

struct disclosure {
    struct arena *arena;
    int k;
    VEC(struct figure) figures;
    VEC(struct term) terms;                            /* of all equations */
    VEC(struct equation) equations;
    /* From here on made by disclosure_make(). */
    size_t *first_use, *first_tie;                     /* of figure i; first_use[i + 1] ends them */
    struct use *uses;
    bool *hidden;
    bool *small;                                       /* to be protected */
};

struct terms { const struct term *v; size_t n; };
struct uses { const struct use *v; size_t n; };

static inline size_t first_term(const struct disclosure *d, uint32_t equation)
{
    return equation > 0 ? d->equations.v[equation - 1].end : 0;
}

static inline struct terms terms_of(const struct disclosure *d, uint32_t equation)
{
    size_t from = first_term(d, equation);
    return (struct terms){ d->terms.v + from, d->equations.v[equation].end - from };
}

static inline int64_t least_of(const struct disclosure *d, uint32_t figure) { return d->figures.v[figure].least; }

/* Where something else must give way when the figure changes. */
static inline struct uses uses_of(const struct disclosure *d, uint32_t figure)
{
    size_t from = d->first_use[figure];
    return (struct uses){ d->uses + from, d->first_tie[figure] - from };
}

/* The equations that define what follows from the figure, or the figure itself. */
static inline struct uses ties_of(const struct disclosure *d, uint32_t figure)
{
    size_t from = d->first_tie[figure];
    return (struct uses){ d->uses + from, d->first_use[figure + 1] - from };
}

static inline struct uses all_uses_of(const struct disclosure *d, uint32_t figure)
{
    size_t from = d->first_use[figure];
    return (struct uses){ d->uses + from, d->first_use[figure + 1] - from };
}

/* The equation that defines the figure, or NOTHING. */
static inline uint32_t definition_of(const struct disclosure *d, uint32_t figure)
{
    struct uses t = ties_of(d, figure);
    for (size_t i = 0; i < t.n; i++)
        if (d->equations.v[t.v[i].equation].defines == figure)
            return t.v[i].equation;
    return NOTHING;
}
