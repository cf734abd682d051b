/* Which elements our own rules spoke about: a set of nodes, few in most courses. */
#include "course/inside.h"

static size_t slot_of(const struct making *m, const struct xml_node *n)
{
    size_t i = ((uintptr_t)n >> 4) * 0x9E3779B97F4A7C15u >> 20;
    for (i &= m->said.size - 1; m->said.slots[i] && m->said.slots[i] != n; )
        i = (i + 1) & (m->said.size - 1);
    return i;
}

static void grow_said(struct making *m)
{
    const struct xml_node **old = m->said.slots;
    size_t n = m->said.size;
    m->said.size = n ? 2 * n : 64;
    m->said.slots = NEW_N(m->arena, const struct xml_node *, m->said.size);
    for (size_t i = 0; i < n; i++)
        if (old[i])
            m->said.slots[slot_of(m, old[i])] = old[i];
}

static void remember(struct making *m, const struct xml_node *n)
{
    if (2 * m->said.n >= m->said.size)
        grow_said(m);
    size_t i = slot_of(m, n);
    m->said.n += !m->said.slots[i];
    m->said.slots[i] = n;
}

struct place said_at(struct making *m, const struct xml_node *n)
{
    remember(m, n);
    return xml_place(n);
}

bool was_said(const struct making *m, const struct xml_node *n)
{
    return m->said.size && m->said.slots[slot_of(m, n)];
}
