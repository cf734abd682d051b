/*
 * A term that comes twice is added up before disclose is told. One that is left twice with the same
 * sign goes in a second time under another name, which is defined to be the same.
 */
#include "stats/sums.h"

#include <stdlib.h>

#include "base/hash.h"

struct slot { uint64_t key; uint32_t value; bool used; };
struct times { uint32_t figure; int n; };             /* how often, with its sign */

struct sums {
    struct arena *arena;
    struct disclosure *disclosure;
    size_t figures;
    struct slot *slots;
    size_t size, used;
    VEC(struct times) open;               /* of the sum that is being said */
    VEC(uint32_t) place;                  /* of a figure in it, from 1 */
};

struct sums *sums_new(struct arena *a, int k)
{
    struct sums *s = NEW(a, struct sums);
    *s = (struct sums){ .arena = a, .disclosure = disclosure_new(a, k) };
    return s;
}

struct disclosure *sums_disclosure(struct sums *s) { return s->disclosure; }

size_t sums_figures(const struct sums *s) { return s->figures; }

/* ---- slots ------------------------------------------------------------------------ */

static struct slot *slot_of(const struct sums *s, uint64_t key)
{
    size_t i = (size_t)key & (s->size - 1);
    while (s->slots[i].used && s->slots[i].key != key)
        i = (i + 1) & (s->size - 1);
    return &s->slots[i];
}

static void grow(struct sums *s)
{
    struct slot *old = s->slots;
    size_t n = s->size;
    s->size = n > 0 ? 2 * n : 256;
    s->slots = NEW_N(s->arena, struct slot, s->size);
    for (size_t i = 0; i < n; i++)
        if (old[i].used)
            *slot_of(s, old[i].key) = old[i];
}

uint32_t *sums_slot(struct sums *s, uint64_t key)
{
    if (2 * s->used >= s->size)
        grow(s);
    struct slot *slot = slot_of(s, key);
    s->used += !slot->used;
    slot->used = true;
    slot->key = key;
    return &slot->value;
}

/* ---- figures ---------------------------------------------------------------------- */

static uint32_t new_figure(struct sums *s, struct figure f)
{
    *vec_push(s->arena, &s->place) = 0;
    s->figures++;
    return disclosure_figure(s->disclosure, f);
}

uint32_t sums_figure(struct sums *s, uint64_t name, struct figure f)
{
    if (name == 0)
        return new_figure(s, f);
    uint32_t *known = sums_slot(s, hash_next(name, (uint64_t)f.value));
    if (*known == 0)
        *known = new_figure(s, f) + 1;
    else
        disclosure_again(s->disclosure, *known - 1, f);
    return *known - 1;
}

/* ---- sums ------------------------------------------------------------------------- */

static void add(struct sums *s, uint32_t figure, int sign)
{
    uint32_t *place = &s->place.v[figure];
    if (*place == 0) {
        *vec_push(s->arena, &s->open) = (struct times){ figure, 0 };
        *place = (uint32_t)s->open.n;
    }
    s->open.v[*place - 1].n += sign;
}

void sums_plus(struct sums *s, uint32_t figure) { add(s, figure, 1); }
void sums_minus(struct sums *s, uint32_t figure) { add(s, figure, -1); }

/* Another name of the figure. */
static uint32_t alias_of(struct sums *s, uint32_t figure)
{
    disclosure_plus(s->disclosure, figure);
    *vec_push(s->arena, &s->place) = 0;
    s->figures++;
    return disclosure_sum(s->disclosure, false);
}

/* Makes aliases first, as each is a sum by itself. False when nothing is left. */
static bool say(struct sums *s)
{
    bool any = false;
    size_t n = s->open.n;
    for (size_t i = 0; i < n; i++) {
        struct times t = s->open.v[i];
        s->place.v[t.figure] = 0;
        for (int more = abs(t.n); more > 1; more--)
            *vec_push(s->arena, &s->open) = (struct times){ alias_of(s, t.figure), t.n < 0 ? -1 : 1 };
    }
    for (size_t i = 0; i < s->open.n; i++) {
        struct times t = s->open.v[i];
        if (t.n != 0)
            (t.n > 0 ? disclosure_plus : disclosure_minus)(s->disclosure, t.figure);
        any = any || t.n != 0;
    }
    s->open.n = 0;
    return any;
}

void sums_end(struct sums *s)
{
    if (say(s))
        disclosure_end(s->disclosure);
}

uint32_t sums_sum(struct sums *s)
{
    if (!say(s))
        return SUMS_NOTHING;
    *vec_push(s->arena, &s->place) = 0;
    s->figures++;
    return disclosure_sum(s->disclosure, false);
}

/* ---- of two figures --------------------------------------------------------------- */

static bool was_said(struct sums *s, uint64_t kind, uint32_t part, uint32_t whole)
{
    uint32_t *slot = sums_slot(s, hash_next(hash_next(kind, part), whole));
    bool said = *slot != 0;
    *slot = 1;
    return said;
}

void sums_share(struct sums *s, uint32_t part, uint32_t whole)
{
    if (part == whole || was_said(s, 1, part, whole))
        return;
    *vec_push(s->arena, &s->place) = 0;
    s->figures++;
    disclosure_share(s->disclosure, part, whole);
}

void sums_at_most(struct sums *s, uint32_t part, uint32_t whole)
{
    if (part == whole || was_said(s, 2, part, whole))
        return;
    sums_plus(s, whole);
    sums_minus(s, part);
    (void)sums_sum(s);
}
