/*
 * The slots hold 32 bits of the hash beside the entry, so that nearly every
 * miss is decided without touching the texts, and all slots can move without
 * them. In a large map each look at a slot or an entry is one at slow memory.
 */
#include "base/keymap.h"

#include <string.h>

enum { WORD = 8, PAGE_WORDS = 8192 };

struct entry { uint32_t value, length; char text[]; };

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
    *m = (struct keymap){ .arena = a };
    slots_make(m, n);
}

void keymap_close(struct keymap *m)
{
    arena_free(m->of_slots);
    *m = (struct keymap){ 0 };
}

static struct entry *entry_at(const struct keymap *m, uint32_t entry)
{
    return (struct entry *)(void *)(m->pages.v[entry / PAGE_WORDS] + (size_t)(entry % PAGE_WORDS) * WORD);
}

static uint32_t tag_of(str key)
{
    uint64_t hash = str_hash(key);
    return (uint32_t)(hash ^ hash >> 32);
}

static bool is_key(const struct entry *e, str key)
{
    return str_eq((str){ e->text, e->length }, key);
}

/* The slot that has the key, or the free one it would take. */
static struct keymap_slot *find(const struct keymap *m, str key, uint32_t tag)
{
    for (size_t i = tag & (m->nslots - 1);; i = (i + 1) & (m->nslots - 1)) {
        struct keymap_slot *s = &m->slots[i];
        if (!s->entry || (s->tag == tag && is_key(entry_at(m, s->entry), key)))
            return s;
    }
}

static void grow(struct keymap *m)
{
    struct arena *old = m->of_slots;
    const struct keymap_slot *slots = m->slots;
    size_t n = m->nslots;
    slots_make(m, n * 2);
    for (size_t i = 0; i < n; i++) {
        size_t to = slots[i].tag & (m->nslots - 1);
        while (slots[i].entry && m->slots[to].entry)
            to = (to + 1) & (m->nslots - 1);
        if (slots[i].entry)
            m->slots[to] = slots[i];
    }
    arena_free(old);
}

/* So many words one behind the other; a long text takes pages that are. */
static uint32_t room_for(struct keymap *m, size_t words)
{
    if (m->used + words > m->pages.n * PAGE_WORDS) {
        size_t pages = (words + PAGE_WORDS) / PAGE_WORDS;
        char *room = arena_get_n(m->arena, pages * PAGE_WORDS, WORD);
        m->used = m->pages.n * PAGE_WORDS;
        for (size_t i = 0; i < pages; i++)
            *vec_push(m->arena, &m->pages) = room + i * PAGE_WORDS * WORD;
        m->used += m->used == 0;          /* 0 is the free slot's */
    }
    m->used += words;
    return (uint32_t)(m->used - words);
}

static uint32_t keep(struct keymap *m, str key, uint32_t value)
{
    uint32_t at = room_for(m, (sizeof(struct entry) + key.n + WORD - 1) / WORD);
    struct entry *e = entry_at(m, at);
    *e = (struct entry){ value, (uint32_t)key.n };
    if (key.n)
        memcpy(e->text, key.p, key.n);
    m->n++;
    return at;
}

uint32_t keymap_get(const struct keymap *m, str key, uint32_t absent)
{
    const struct keymap_slot *s = find(m, key, tag_of(key));
    return s->entry ? entry_at(m, s->entry)->value : absent;
}

uint32_t *keymap_at(struct keymap *m, str key, uint32_t fresh, bool *is_new)
{
    uint32_t tag = tag_of(key);
    struct keymap_slot *s = find(m, key, tag);
    if (is_new)
        *is_new = !s->entry;
    if (!s->entry && (m->n + 1) * 4 > m->nslots * 3) {
        grow(m);
        s = find(m, key, tag);
    }
    if (!s->entry)
        *s = (struct keymap_slot){ tag, keep(m, key, fresh) };
    return &entry_at(m, s->entry)->value;
}

void keymap_warm(const struct keymap *m, const str *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(&m->slots[tag_of(keys[i]) & (m->nslots - 1)]);
    for (size_t i = 0; i < n; i++) {
        uint32_t entry = m->slots[tag_of(keys[i]) & (m->nslots - 1)].entry;
        if (!entry)
            continue;
        const struct entry *x = entry_at(m, entry);
        __builtin_prefetch(x);
        __builtin_prefetch(x->text + keys[i].n);      /* it may lie across two lines of memory */
    }
}
