/*
 * side: one of two things to be compared: a package as it is, or a course, packed
 * in memory as what the other is.
 */
#pragma once

#include "cli/command.h"
#include "package/package.h"

struct side {
    const char *path;
    struct package *package;              /* NULL: a course that is not packed yet */
    struct bundle bundle;                 /* of a course */
};

/* False when it is neither. Findings about a package are not shown. */
MUST bool side_open(struct run *r, const char *path, struct side *s);

/* Packs what is a course for the target and in the languages of the other (NULL:
 * scorm12, the language of the source). A course with mistakes is refused. */
MUST bool side_pack(struct run *r, struct side *s, const struct package *other);

void side_close(struct side *s);
