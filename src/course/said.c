/* Which elements our own rules spoke about: a set of places, few in most courses. */
#include "course/inside.h"

static size_t slot_of(const struct making *m, const struct spoken *s)
{
    uint64_t hash = str_hash(s->file) + ((uint64_t)s->line << 20) + (uint64_t)s->column;
    size_t i = (size_t)(hash * 0x9E3779B97F4A7C15u >> 20);
    for (i &= m->said.size - 1; m->said.slots[i].line; i = (i + 1) & (m->said.size - 1)) {
        const struct spoken *other = &m->said.slots[i];
        if (other->line == s->line && other->column == s->column && str_eq(other->file, s->file))
            break;
    }
    return i;
}

static void grow_said(struct making *m)
{
    struct spoken *old = m->said.slots;
    size_t n = m->said.size;
    m->said.size = n ? 2 * n : 64;
    m->said.slots = NEW_N(m->scratch, struct spoken, m->said.size);
    for (size_t i = 0; i < n; i++)
        if (old[i].line)
            m->said.slots[slot_of(m, &old[i])] = old[i];
}

static struct spoken spoken_of(struct place at)
{
    return (struct spoken){ at.file, at.line, at.column };
}

static void remember(struct making *m, struct place at)
{
    struct spoken s = spoken_of(at);
    if (2 * m->said.n >= m->said.size)
        grow_said(m);
    size_t i = slot_of(m, &s);
    m->said.n += !m->said.slots[i].line;
    m->said.slots[i] = s;
}

struct place said_at(struct making *m, const struct xml_node *n)
{
    struct place at = xml_place(n);
    remember(m, (struct place){ .file = *file_of(m, at.file), .line = at.line,
                                .column = at.column });
    return at;
}

struct place said_at_node(struct making *m, const struct node *n)
{
    const struct moved *was = n->moved ? (const struct moved *)(const void *)n->file : NULL;
    remember(m, was ? (struct place){ .file = *was->from, .line = was->line,
                                      .column = was->column } : node_place(n));
    return node_place(n);
}

bool was_said(const struct making *m, const struct xml_node *n)
{
    struct spoken s = spoken_of(xml_place(n));
    return m->said.size && m->said.slots[slot_of(m, &s)].line;
}
