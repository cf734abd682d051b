/*
 * keymap: numbers found by text, many and fast.
 *
 * Open addressing over an array of entries; the texts lie in blocks of their
 * own, so a key costs its bytes and about thirty more.  Nothing is ever
 * removed.
 */
#pragma once

#include "base/str.h"
#include "tracker/paged.h"

struct keymap_slot { uint32_t tag, entry; };    /* entry 0: free, else its index + 1 */

struct keymap {
    struct arena *arena, *of_slots;
    struct keymap_slot *slots;
    size_t nslots;                        /* a power of two */
    struct paged entries;
    size_t n;
    char *room;                           /* for texts to come */
    size_t left;
};

/* Room for `expect` keys before it must grow. */
void keymap_open(struct keymap *m, struct arena *a, size_t expect);
void keymap_close(struct keymap *m);      /* all zeros is fine */

/* The value kept for key; `absent` when there is none. */
uint32_t keymap_get(const struct keymap *m, str key, uint32_t absent);

/* The place of the value of key, made with `fresh` when missing; *is_new may
 * be NULL. Valid until the next call. */
uint32_t *keymap_at(struct keymap *m, str key, uint32_t fresh, bool *is_new);
