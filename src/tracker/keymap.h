/*
 * keymap: numbers found by text, many and fast.
 *
 * Open addressing over an array of entries; the texts lie in one pool, so a
 * key costs its bytes and about twenty more.  Nothing is ever removed.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct keymap_entry {
    uint64_t text;                        /* offset in the pool */
    uint32_t length, value;
};

struct keymap_slot { uint32_t tag, entry; };    /* entry 0: free, else its index + 1 */

struct keymap {
    struct arena *arena;
    struct keymap_slot *slots;
    size_t nslots;                        /* a power of two */
    VEC(struct keymap_entry) entries;
    char *pool;
    size_t used, cap;
};

/* Room for `expect` keys before it must grow. */
struct keymap keymap_new(struct arena *a, size_t expect);

/* The value kept for key; `absent` when there is none. */
uint32_t keymap_get(const struct keymap *m, str key, uint32_t absent);

/* The place of the value of key, made with `fresh` when missing; *is_new may
 * be NULL. Valid until the next call. */
uint32_t *keymap_at(struct keymap *m, str key, uint32_t fresh, bool *is_new);
