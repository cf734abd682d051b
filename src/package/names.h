/* names: which number has a name; for ids of manifests, which may be a hundred thousand. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct names {
    struct arena *arena;
    struct { str name; size_t value; } *slots;
    size_t nslots, n;
};

enum { NAMES_NONE = -1 };

/* The value that stands there already (and stays), or NAMES_NONE: it stands there now. */
ptrdiff_t names_put(struct names *t, str name, size_t value);
ptrdiff_t names_find(const struct names *t, str name);        /* NAMES_NONE: it is not there */
