/* inspect: what is in a package, told to people and to programs. */
#pragma once

#include "package/contents.h"
#include "package/sequencing.h"
#include "json/json.h"
#include "table/report.h"

struct inspected {
    struct arena *arena;
    const char *path;
    struct package *package;
    const struct contents *contents;      /* NULL: not of our making */
    const struct sequencing *sequencing;  /* NULL: none */
    uint64_t unpacked, packed;            /* bytes of all files */
    size_t errors, warnings;              /* of what opening it found */
};

enum { INSPECT_LARGEST = 5 };

/* The indexes of the largest files, the largest first; how many there are. */
size_t inspect_largest(const struct inspected *i, size_t out[INSPECT_LARGEST]);

/* "SCORM 2004 4th Edition", "cmi5 1.0", "no package that is known". */
str inspect_standard(const struct inspected *i);

void inspect_put_report(const struct inspected *i, struct report *to);
struct json *inspect_json(const struct inspected *i);
