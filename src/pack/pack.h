/*
 * pack: a course into the package of a target, ready to be written.
 */
#pragma once

#include "pack/target.h"
#include "render/theme.h"

struct pack_how {
    const struct theme *theme;
    bool completed;                       /* report completed whatever the course says */
    struct editions editions;             /* the languages of the package; the course is the first */
};

/* False without an err when the target cannot take the course: findings say
 * why. The files are sorted. */
MUST bool pack_course(const struct course *c, const struct target *t, const struct pack_how *how,
                      struct bundle *out, struct diags *d, struct err *e);
