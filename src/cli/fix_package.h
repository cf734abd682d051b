/* fix_package: a repaired copy of anybody's package; the original is never written. */
#pragma once

#include "cli/command.h"
#include "package/package.h"

struct package_fix {
    const char *path;
    const char *to;                       /* NULL: NAME-fixed.zip beside it */
    struct package_how how;
    struct buf *diff;                     /* not NULL: only show what would be done */
};

/* Tells what was mended, writes the copy when something was, and leaves the findings
 * of the copy (of the original in a dry run). *done: how many mends. */
MUST bool fix_package(struct run *r, const struct package_fix *fix, size_t *done, struct err *e);
