/*
 * keymap: numbers found by text, many and fast.
 *
 * Open addressing; value and text lie side by side in pages, so a key costs
 * its bytes and about thirty more.  Nothing is ever removed.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct keymap_slot { uint32_t tag, entry; };    /* entry 0: free */

struct keymap {
    struct arena *arena, *of_slots;
    struct keymap_slot *slots;
    size_t nslots;                        /* a power of two */
    VEC(char *) pages;
    size_t used;                          /* words of the pages; by the first an entry is known */
    size_t n;
};

/* Room for `expect` keys before it must grow. */
void keymap_open(struct keymap *m, struct arena *a, size_t expect);
void keymap_close(struct keymap *m);      /* all zeros is fine */

/* The value kept for key; `absent` when there is none. */
uint32_t keymap_get(const struct keymap *m, str key, uint32_t absent);

/* The place of the value of key, made with `fresh` when missing; *is_new may
 * be NULL. Valid until the next call. */
uint32_t *keymap_at(struct keymap *m, str key, uint32_t fresh, bool *is_new);

/* Makes that the keys are found faster in a moment: many at once wait for memory together. */
void keymap_warm(const struct keymap *m, const str *keys, size_t n);
