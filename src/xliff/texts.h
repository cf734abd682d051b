/*
 * texts: which number belongs to a text; the first one put counts.
 */
#pragma once

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct texts {
    struct arena *arena;
    struct name { str text; size_t number; bool taken; } *slots;
    size_t size, n;
};

#define NO_NAME SIZE_MAX

/* False when the text is there already. It is borrowed. */
bool texts_put(struct texts *x, str text, size_t number);
size_t texts_find(const struct texts *x, str text);   /* NO_NAME: it is not there */
