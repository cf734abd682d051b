/*
 * bundle: a set of named files, in order; each bytes in memory, a file on disk,
 * or bytes that are made when somebody wants them.
 *
 * What rendering makes, what a package target completes, and what is then
 * written as a zip, as a folder, or answered over HTTP. Gigabytes of media are
 * never in memory, nor are all pages at once.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Makes files of a bundle, each the same however often it is made. Several
 * threads ask at once, each with an arena of its own: what is made, and all that
 * is needed for it, is taken from that. Part of what it makes them of, and lives
 * as long as the bundle.
 */
struct bundle_maker {
    bool (*make)(const struct bundle_maker *m, size_t part, struct arena *a, str *bytes,
                 struct err *e);
};

struct bundle_file {                      /* one of the three */
    str path;                             /* "pages/intro.html", no "..": */
    str bytes;                            /* empty when it is another of the three */
    str disk;                             /* a file streamed when written (NUL behind it) */
    const struct bundle_maker *maker;     /* who makes the bytes; NULL: nobody has to */
    size_t part;                          /* which of the maker's files it is */
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

/* The bytes of a file that is not on disk, from the arena when they are made. */
MUST bool bundle_bytes(const struct bundle_file *f, struct arena *a, str *bytes, struct err *e);

/* Of any file; what is made when it is wanted is made for it. */
MUST bool bundle_size(const struct bundle_file *f, uint64_t *size, struct err *e);

void bundle_sort(struct bundle *b);       /* by path, byte order */

/* Files of the same names are replaced, others in the folder left alone. */
MUST bool bundle_write_folder(const struct bundle *b, const char *dir, struct err *e);
