/* piecemeal: bytes in memory, handed to a reader at most `most` at a time. */
#pragma once

#include <string.h>

#include "base/err.h"
#include "base/str.h"

struct piecemeal { str rest; size_t most; };

static inline bool piecemeal_read(void *self, char *p, size_t cap, size_t *n, struct err *e)
{
    struct piecemeal *m = self;
    (void)e;
    *n = m->rest.n < cap ? m->rest.n : cap;
    if (*n > m->most)
        *n = m->most;
    if (*n > 0)
        memcpy(p, m->rest.p, *n);
    m->rest = str_from(m->rest, *n);
    return true;
}
