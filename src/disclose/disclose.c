/*
 * The small figures first, in the order of their numbers: each is proven with
 * what is hidden already or, where that is not enough, with more. Then once
 * more from the last to the first, to show again what nobody needs.
 */
#include "disclose/disclose.h"

#include <assert.h>
#include <string.h>

#include "base/progress.h"
#include "disclose/proof.h"

struct disclosure *disclosure_new(struct arena *a, int k)
{
    assert(k >= DISCLOSE_LEAST && k <= DISCLOSE_MOST);
    struct disclosure *d = NEW(a, struct disclosure);
    d->arena = a;
    d->k = k;
    return d;
}

uint32_t disclosure_figure(struct disclosure *d, struct figure f)
{
    assert(f.least >= 0 && f.value >= f.least);
    *vec_push(d->arena, &d->figures) = f;
    return (uint32_t)d->figures.n - 1;
}

void disclosure_again(struct disclosure *d, uint32_t figure, struct figure f)
{
    struct figure *have = &d->figures.v[figure];
    assert(have->value == f.value && f.value >= f.least);
    have->personal = have->personal || f.personal;
    have->unseen = have->unseen && f.unseen;
    have->covered = have->covered || f.covered;
    have->known = have->known || f.known;
    have->weight = f.weight > have->weight ? f.weight : have->weight;
    have->least = f.least > have->least ? f.least : have->least;
}

int64_t disclosure_least(const struct disclosure *d, uint32_t figure) { return least_of(d, figure); }

void disclosure_raise(struct disclosure *d, uint32_t figure, int64_t least)
{
    struct figure *f = &d->figures.v[figure];
    assert(f->value >= least);
    f->least = least > f->least ? least : f->least;
}

static void add_term(struct disclosure *d, uint32_t figure, int sign)
{
    assert(figure < d->figures.n);
    *vec_push(d->arena, &d->terms) = (struct term){ figure, sign };
}

void disclosure_plus(struct disclosure *d, uint32_t figure) { add_term(d, figure, 1); }
void disclosure_minus(struct disclosure *d, uint32_t figure) { add_term(d, figure, -1); }

/* Of the terms since the last end. */
static int64_t sum_of_open(const struct disclosure *d)
{
    size_t from = first_term(d, (uint32_t)d->equations.n);
    int64_t sum = 0;
    for (size_t i = from; i < d->terms.n; i++)
        sum += d->terms.v[i].sign * d->figures.v[d->terms.v[i].figure].value;
    return sum;
}

void disclosure_end(struct disclosure *d)
{
    assert(sum_of_open(d) == 0);
    *vec_push(d->arena, &d->equations) = (struct equation){ d->terms.n, NOTHING };
}

uint32_t disclosure_sum(struct disclosure *d, bool personal)
{
    uint32_t sum = disclosure_figure(d, (struct figure){
        .value = sum_of_open(d), .personal = personal, .unseen = true });
    disclosure_minus(d, sum);
    *vec_push(d->arena, &d->equations) = (struct equation){ d->terms.n, sum };
    return sum;
}

static bool is_small(const struct disclosure *d, const struct figure *f)
{
    return f->personal && f->value > 0 && f->value < d->k;
}

void disclosure_share(struct disclosure *d, uint32_t part, uint32_t whole)
{
    disclosure_plus(d, whole);
    disclosure_minus(d, part);
    uint32_t rest = disclosure_sum(d, d->figures.v[whole].personal);
    if (is_small(d, &d->figures.v[rest]))
        d->figures.v[part].covered = true;
}

/* ---- ready ------------------------------------------------------------------- */

/* Adds the uses in equations that define something, or in the others. */
static void add_uses(struct disclosure *d, bool defining, size_t *next)
{
    uint32_t t = 0;
    for (uint32_t q = 0; q < d->equations.n; q++)
        for (; t < d->equations.v[q].end; t++)
            if ((d->equations.v[q].defines != NOTHING) == defining)
                d->uses[next[d->terms.v[t].figure]++] = (struct use){
                    .equation = q, .term = t, .sign = d->terms.v[t].sign };
}

static void index_uses(struct disclosure *d)
{
    size_t n = d->figures.n;
    d->first_use = NEW_N(d->arena, size_t, n + 1);
    d->first_tie = NEW_N(d->arena, size_t, n + 1);
    d->uses = NEW_N(d->arena, struct use, d->terms.n + 1);
    for (size_t t = 0; t < d->terms.n; t++)
        d->first_use[d->terms.v[t].figure + 1]++;
    for (size_t i = 0; i < n; i++)
        d->first_use[i + 1] += d->first_use[i];
    size_t *next = NEW_N(d->arena, size_t, n + 1);
    memcpy(next, d->first_use, n * sizeof *next);
    add_uses(d, false, next);
    memcpy(d->first_tie, next, n * sizeof *next);
    add_uses(d, true, next);
}

static void hide_small(struct disclosure *d)
{
    d->hidden = NEW_N(d->arena, bool, d->figures.n + 1);
    d->small = NEW_N(d->arena, bool, d->figures.n + 1);
    for (size_t i = 0; i < d->figures.n; i++) {
        const struct figure *f = &d->figures.v[i];
        d->small[i] = is_small(d, f);
        d->hidden[i] = d->small[i] || f->covered || f->unseen;
    }
}

/* ---- what it costs to change a figure ----------------------------------------- */

enum { COST_HIDDEN = COST_LEAST, COST_ONCE_MORE = 8 };

/* Zeros are often zeros because nothing else is thinkable. */
static uint32_t cost_to_hide(const struct figure *f)
{
    enum { ZERO_IS_DEARER = 8 };
    uint32_t weight = f->weight > 0 ? f->weight : 1;
    return !f->personal || f->known ? COST_BARRED : COST_ONCE_MORE * weight * (f->value == 0 ? ZERO_IS_DEARER : 1);
}

static uint32_t cost_when_hidden(const struct figure *f) { return f->known ? COST_BARRED : COST_HIDDEN; }

struct costs {
    uint32_t *hidden;                     /* what is hidden, and no other */
    uint32_t *all;                        /* what can be hidden */
};

static struct costs costs_of(struct disclosure *d)
{
    struct costs c = { NEW_N(d->arena, uint32_t, d->figures.n + 1),
                       NEW_N(d->arena, uint32_t, d->figures.n + 1) };
    for (size_t i = 0; i < d->figures.n; i++) {
        const struct figure *f = &d->figures.v[i];
        c.hidden[i] = d->hidden[i] ? cost_when_hidden(f) : COST_BARRED;
        c.all[i] = d->hidden[i] ? cost_when_hidden(f) : cost_to_hide(f);
    }
    return c;
}

static void hide(struct disclosure *d, struct costs *c, uint32_t figure)
{
    d->hidden[figure] = true;
    c->hidden[figure] = c->all[figure] = COST_HIDDEN;
}

/* ---- one small figure after the other ------------------------------------------ */

struct make {
    struct disclosure *of;
    struct costs costs;
    struct proof proof;
    bool *pinned;                         /* hidden for a proof that is not made again */
    bool *settled;                        /* proven by nothing but what is hidden in any case, or pinned */
    bool *given_up;                       /* hidden with all that is tied to it: proofs would change nothing */
    bool all;                             /* some were given up */
};

/* All that is personal and tied to it. */
static void hide_all(struct make *m, uint32_t figure)
{
    const struct disclosure *d = m->of;
    VEC(uint32_t) todo = { 0 };
    m->all = m->given_up[figure] = true;
    *vec_push(d->arena, &todo) = figure;
    for (size_t i = 0; i < todo.n; i++) {
        struct uses u = all_uses_of(d, todo.v[i]);
        for (size_t k = 0; k < u.n; k++) {
            struct terms t = terms_of(d, u.v[k].equation);
            for (size_t j = 0; j < t.n; j++) {
                uint32_t other = t.v[j].figure;
                if (m->given_up[other] || m->costs.all[other] == COST_BARRED)
                    continue;
                m->given_up[other] = true;
                *vec_push(d->arena, &todo) = other;
                hide(m->of, &m->costs, other);
            }
        }
    }
}

static void hide_needed(struct make *m, bool pin)
{
    for (size_t i = 0; i < m->proof.needed.n; i++) {
        hide(m->of, &m->costs, m->proof.needed.v[i]);
        m->pinned[m->proof.needed.v[i]] |= pin;
    }
}

static bool is_always_hidden(const struct make *m, uint32_t figure)
{
    const struct figure *f = &m->of->figures.v[figure];
    return m->of->small[figure] || f->covered || f->unseen || m->pinned[figure];
}

static bool needs_nothing(const struct make *m)
{
    for (size_t i = 0; i < m->proof.needed.n; i++)
        if (!is_always_hidden(m, m->proof.needed.v[i]))
            return false;
    return true;
}

static bool protect(struct make *m, uint32_t figure, struct err *e)
{
    struct proof *p = &m->proof;
    bool proven;
    m->settled[figure] = proof_is_made(p, figure);
    if (m->settled[figure])
        return true;
    p->needed.n = 0;
    if (proof_by_steps(p, figure, m->costs.hidden)) {
        m->settled[figure] = needs_nothing(m);
        return true;
    }
    p->needed.n = 0;
    if (proof_by_steps(p, figure, m->costs.all)) {
        hide_needed(m, false);
        return true;
    }
    p->needed.n = 0;
    if (!proof_by_programs(p, figure, m->costs.all, &proven, e))
        return false;
    m->settled[figure] = proven;
    if (proven)
        hide_needed(m, true);
    else
        hide_all(m, figure);
    return true;
}

/* ---- what nobody needs --------------------------------------------------------- */

/* What is hidden for others has its cost again until somebody needs it. False
 * when a figure that was proven is not this time. */
static bool find_needed(struct make *m, bool *needed)
{
    const struct disclosure *d = m->of;
    uint32_t *cost = NEW_N(d->arena, uint32_t, d->figures.n + 1);
    for (size_t i = 0; i < d->figures.n; i++) {
        const struct figure *f = &d->figures.v[i];
        needed[i] = d->hidden[i] && is_always_hidden(m, (uint32_t)i);
        cost[i] = needed[i] ? cost_when_hidden(f) : d->hidden[i] ? cost_to_hide(f) : COST_BARRED;
    }
    for (size_t i = d->figures.n; i-- > 0;) {
        m->proof.needed.n = 0;
        if (d->small[i] && !m->settled[i] && !proof_by_steps(&m->proof, (uint32_t)i, cost))
            return false;
        for (size_t k = 0; k < m->proof.needed.n; k++) {
            needed[m->proof.needed.v[k]] = true;
            cost[m->proof.needed.v[k]] = COST_HIDDEN;
        }
    }
    return true;
}

static void show_again(struct make *m)
{
    bool *needed = NEW_N(m->of->arena, bool, m->of->figures.n + 1);
    if (m->all || !find_needed(m, needed))
        return;
    for (size_t i = 0; i < m->of->figures.n; i++)
        m->of->hidden[i] = needed[i];
}

static struct disclosed sum_of(const struct make *m)
{
    struct disclosed sum = { .all = m->all };
    for (size_t i = 0; i < m->of->figures.n; i++) {
        bool seen = m->of->hidden[i] && !m->of->figures.v[i].unseen;
        sum.small += seen && (m->of->small[i] || m->of->figures.v[i].covered);
        sum.others += seen && !m->of->small[i] && !m->of->figures.v[i].covered;
    }
    return sum;
}

bool disclosure_make(struct disclosure *d, struct disclosed *out, struct err *e)
{
    index_uses(d);
    hide_small(d);
    struct make m = { .of = d, .costs = costs_of(d), .proof = proof_new(d->arena, d),
                      .pinned = NEW_N(d->arena, bool, d->figures.n + 1),
                      .settled = NEW_N(d->arena, bool, d->figures.n + 1),
                      .given_up = NEW_N(d->arena, bool, d->figures.n + 1) };
    bool ok = true;
    for (uint32_t i = 0; i < d->figures.n && ok; i++)
        ok = progress_step(NULL, 0, e) && (!d->small[i] || m.given_up[i] || protect(&m, i, e));
    proof_close(&m.proof);
    if (!ok)
        return false;
    show_again(&m);
    *out = sum_of(&m);
    return true;
}

bool disclosure_hides(const struct disclosure *d, uint32_t figure)
{
    return d->hidden[figure];
}
