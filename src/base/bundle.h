/*
 * bundle: a set of named files, in order; each bytes in memory or a file on disk.
 *
 * What rendering makes, what a package target completes, and what is then
 * written as a zip, as a folder, or answered over HTTP.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct bundle_file {
    str path;                             /* "pages/intro.html", no "..": */
    str bytes;                            /* empty when disk is set */
    str disk;                             /* a file streamed when written (NUL behind it) */
};

struct bundle {
    struct arena *arena;
    VEC(struct bundle_file) files;
    uint32_t *slots;                      /* of a hash table of paths: index + 1 */
    size_t nslots;
};

/* Refuses a path that is absolute, has "..", or is in the bundle already. */
MUST bool bundle_add(struct bundle *b, struct bundle_file f, struct err *e);
const struct bundle_file *bundle_find(const struct bundle *b, str path);

void bundle_sort(struct bundle *b);       /* by path, byte order */

/* Files of the same names are replaced, others in the folder left alone. */
MUST bool bundle_write_folder(const struct bundle *b, const char *dir, struct err *e);
