#include "package/names.h"

static size_t slot_of(const struct names *t, str name)
{
    size_t i = str_hash(name) & (t->nslots - 1);
    while (t->slots[i].name.p && !str_eq(t->slots[i].name, name))
        i = (i + 1) & (t->nslots - 1);
    return i;
}

static void grow(struct names *t)
{
    const struct names old = *t;
    t->nslots = old.nslots ? 2 * old.nslots : 64;
    t->slots = arena_get_n(t->arena, t->nslots, sizeof *t->slots);
    for (size_t i = 0; i < old.nslots; i++)
        if (old.slots[i].name.p)
            t->slots[slot_of(t, old.slots[i].name)] = old.slots[i];
}

ptrdiff_t names_put(struct names *t, str name, size_t value)
{
    if (2 * (t->n + 1) > t->nslots)
        grow(t);
    size_t i = slot_of(t, name);
    if (t->slots[i].name.p)
        return (ptrdiff_t)t->slots[i].value;
    t->slots[i].name = name.p ? name : S("");
    t->slots[i].value = value;
    t->n++;
    return NAMES_NONE;
}

ptrdiff_t names_find(const struct names *t, str name)
{
    if (t->nslots == 0)
        return NAMES_NONE;
    size_t i = slot_of(t, name);
    return t->slots[i].name.p ? (ptrdiff_t)t->slots[i].value : NAMES_NONE;
}
