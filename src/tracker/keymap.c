/*
 * The slots hold 32 bits of the hash beside the entry, so that nearly every
 * miss is decided without touching the texts.
 */
#include "tracker/keymap.h"

#include <string.h>

enum { ROOM = 64 * 1024 };

struct entry { const char *text; uint32_t length, value; };

static void slots_make(struct keymap *m, size_t n)
{
    m->of_slots = arena_new();
    m->slots = NEW_N(m->of_slots, struct keymap_slot, n);
    m->nslots = n;
}

void keymap_open(struct keymap *m, struct arena *a, size_t expect)
{
    size_t n = 64;
    while (n * 3 < expect * 4)
        n *= 2;
    *m = (struct keymap){ .arena = a, .entries = paged_new(a, sizeof(struct entry)) };
    slots_make(m, n);
}

void keymap_close(struct keymap *m)
{
    arena_free(m->of_slots);
    *m = (struct keymap){ 0 };
}

static struct entry *entry_at(const struct keymap *m, uint32_t entry)
{
    return paged_look(&m->entries, entry - 1);
}

static str entry_text(const struct entry *e)
{
    return (str){ e->text, e->length };
}

static uint32_t tag_of(uint64_t hash) { return (uint32_t)(hash >> 32); }

/* The slot that has the key, or the free one it would take. */
static struct keymap_slot *find(const struct keymap *m, str key, uint64_t hash)
{
    for (size_t i = hash & (m->nslots - 1);; i = (i + 1) & (m->nslots - 1)) {
        struct keymap_slot *s = &m->slots[i];
        if (!s->entry
            || (s->tag == tag_of(hash) && str_eq(entry_text(entry_at(m, s->entry)), key)))
            return s;
    }
}

static void grow(struct keymap *m)
{
    struct arena *old = m->of_slots;
    slots_make(m, m->nslots * 2);
    arena_free(old);
    for (uint32_t i = 1; i <= m->n; i++) {
        str text = entry_text(entry_at(m, i));
        uint64_t hash = str_hash(text);
        *find(m, text, hash) = (struct keymap_slot){ tag_of(hash), i };
    }
}

static const char *keep(struct keymap *m, str key)
{
    if (m->left < key.n) {
        m->left = key.n < ROOM / 4 ? ROOM : key.n;
        m->room = arena_get(m->arena, m->left);
    }
    char *text = m->room;
    if (key.n)
        memcpy(text, key.p, key.n);
    m->room += key.n;
    m->left -= key.n;
    return text;
}

uint32_t keymap_get(const struct keymap *m, str key, uint32_t absent)
{
    const struct keymap_slot *s = find(m, key, str_hash(key));
    return s->entry ? entry_at(m, s->entry)->value : absent;
}

uint32_t *keymap_at(struct keymap *m, str key, uint32_t fresh, bool *is_new)
{
    uint64_t hash = str_hash(key);
    struct keymap_slot *s = find(m, key, hash);
    if (is_new)
        *is_new = !s->entry;
    if (s->entry)
        return &entry_at(m, s->entry)->value;
    if ((m->n + 1) * 4 > m->nslots * 3) {
        grow(m);
        s = find(m, key, hash);
    }
    struct entry *e = paged_at(&m->entries, m->n++);
    *e = (struct entry){ keep(m, key), (uint32_t)key.n, fresh };
    *s = (struct keymap_slot){ tag_of(hash), (uint32_t)m->n };
    return &e->value;
}
