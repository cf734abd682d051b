/*
 * The slots hold 32 bits of the hash beside the entry, so that nearly every
 * miss is decided without touching the texts.
 */
#include "tracker/keymap.h"

#include <string.h>

static void slots_make(struct keymap *m, size_t n)
{
    m->slots = NEW_N(m->arena, struct keymap_slot, n);
    m->nslots = n;
}

struct keymap keymap_new(struct arena *a, size_t expect)
{
    struct keymap m = { .arena = a };
    size_t n = 64;
    while (n * 3 < expect * 4)
        n *= 2;
    slots_make(&m, n);
    return m;
}

static str entry_text(const struct keymap *m, const struct keymap_entry *e)
{
    return (str){ m->pool + e->text, e->length };
}

static uint32_t tag_of(uint64_t hash) { return (uint32_t)(hash >> 32); }

/* The slot that has the key, or the free one it would take. */
static struct keymap_slot *find(const struct keymap *m, str key, uint64_t hash)
{
    for (size_t i = hash & (m->nslots - 1);; i = (i + 1) & (m->nslots - 1)) {
        struct keymap_slot *s = &m->slots[i];
        if (!s->entry
            || (s->tag == tag_of(hash) && str_eq(entry_text(m, &m->entries.v[s->entry - 1]), key)))
            return s;
    }
}

static void grow(struct keymap *m)
{
    slots_make(m, m->nslots * 2);
    for (size_t i = 0; i < m->entries.n; i++) {
        str text = entry_text(m, &m->entries.v[i]);
        uint64_t hash = str_hash(text);
        *find(m, text, hash) = (struct keymap_slot){ tag_of(hash), (uint32_t)i + 1 };
    }
}

static uint64_t pool_add(struct keymap *m, str key)
{
    if (m->cap - m->used < key.n) {
        size_t cap = 2 * m->cap + key.n + 4096;
        m->pool = arena_grow(m->arena, m->pool, m->cap, cap);
        m->cap = cap;
    }
    if (key.n)
        memcpy(m->pool + m->used, key.p, key.n);
    m->used += key.n;
    return m->used - key.n;
}

uint32_t keymap_get(const struct keymap *m, str key, uint32_t absent)
{
    const struct keymap_slot *s = find(m, key, str_hash(key));
    return s->entry ? m->entries.v[s->entry - 1].value : absent;
}

uint32_t *keymap_at(struct keymap *m, str key, uint32_t fresh, bool *is_new)
{
    uint64_t hash = str_hash(key);
    struct keymap_slot *s = find(m, key, hash);
    if (is_new)
        *is_new = !s->entry;
    if (s->entry)
        return &m->entries.v[s->entry - 1].value;
    if ((m->entries.n + 1) * 4 > m->nslots * 3) {
        grow(m);
        s = find(m, key, hash);
    }
    struct keymap_entry *e = vec_push(m->arena, &m->entries);
    *e = (struct keymap_entry){ pool_add(m, key), (uint32_t)key.n, fresh };
    *s = (struct keymap_slot){ tag_of(hash), (uint32_t)m->entries.n };
    return &e->value;
}
