/*
 * files: a set of named files that can be read, wherever they come from.
 *
 * A zip, an unpacked folder, a manifest alone, or a bundle in memory. The rules
 * of packages know only this, so they cannot tell these apart. Names are paths
 * from the root of the package with "/" between the parts; folders are no files.
 * They stand in the order of the archive, or by name. Reading is bounded.
 */
#pragma once

#include "base/arena.h"
#include "base/bundle.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/progress.h"

enum { FILES_MANIFEST_BYTES = 8 * 1024 * 1024 };

struct package_file {
    str path;
    uint64_t size, packed;                /* bytes; packed: in the archive, else the same */
    size_t index;                         /* of its source */
};

struct files;

/* How one kind of source does it. */
struct files_source {
    bool (*read)(const struct files *f, const struct package_file *file, struct arena *a,
                 size_t limit, str *out, struct err *e);
    bool (*test)(const struct files *f, struct diags *d, struct progress *p, struct err *e);
    bool (*sum)(const struct files *f, const struct package_file *file, uint32_t *crc,
                struct err *e);
    void (*close)(struct files *f);
};

struct files {
    struct arena *arena;
    str name;                             /* of the whole, as it stands in places */
    const char *joint;                    /* what stands between it and a path: ":" of a zip, "/" */
    bool is_bare;                         /* a manifest alone: nothing can be said of other files */
    bool is_archive;
    uint64_t size;                        /* of the archive; else the sum */
    VEC(struct package_file) list;
    uint32_t *slots;                      /* hash tables of paths, exact and in any case: index + 1 */
    uint32_t *loose;
    size_t nslots;
    const struct files_source *source;
    void *from;                           /* the source's own */
};

/* NULL and e when the path is none of these; findings about the container itself. */
MUST struct files *files_open(struct arena *a, const char *path, struct diags *d, struct err *e);
MUST struct files *files_of_bundle(struct arena *a, const struct bundle *b, str name,
                                   struct err *e);
void files_close(struct files *f);        /* NULL is fine */

const struct package_file *files_find(const struct files *f, str path);
/* Also when upper and lower case differ (ASCII letters); the exact one first. */
const struct package_file *files_find_loosely(const struct files *f, str path);

/* The whole file; refused when it is larger than `limit`. */
MUST bool files_read(const struct files *f, const struct package_file *file, struct arena *a,
                     size_t limit, str *out, struct err *e);

/* The CRC-32 of a file: what the archive says it is, else of the bytes, which are streamed. */
MUST bool files_sum(const struct files *f, const struct package_file *file, uint32_t *crc,
                    struct err *e);

/* Reads every byte of an archive and compares the check sums; nothing to do for others. */
MUST bool files_test(const struct files *f, struct diags *d, struct progress *p, struct err *e);

/* "course.zip:imsmanifest.xml": a file of the set in a place; empty path: the whole. */
str files_place(const struct files *f, struct arena *a, str path);
