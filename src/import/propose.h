/*
 * propose: a mapping for a table that nobody knows, from its headings and its values.
 *
 * Says what follows from them and leaves the rest open, with what it could be ("?"): nothing is
 * guessed. The text holds no names and no addresses: it is kept in the store.
 */
#pragma once

#include "grid/grid.h"
#include "tracker/tracker.h"

struct propose_how {
    const char *path;                     /* of the file: the mapping is named after it */
    const char *rows;                     /* their kind; NULL: found out */
    const char *encoding, *sheet;         /* as they were told; may be NULL */
};

struct proposal {
    str text;                             /* a mapping file */
    VEC(str) open;                        /* a sentence for each question in it */
};

/* The tracker knows the spellings of countries. */
MUST bool propose(struct arena *a, struct tracker *t, struct grid *g, const struct propose_how *how,
                  struct proposal *out, struct err *e);
