/*
 * pack: a course into the package of a target, ready to be written.
 */
#pragma once

#include "pack/target.h"
#include "render/theme.h"

struct pack_how {
    const struct theme *theme;
    bool moodle;                          /* report completed whatever the course says, and let
                                           * nobody but the course judge */
    bool by_module;                       /* one unit a module; else the course is one */
    struct editions editions;             /* the languages of the package; the course is the first */
};

/* What the target gets: the course in its units. */
struct packing pack_plan(struct arena *a, const struct course *c, const struct target *t,
                         const struct pack_how *how);

/* False without an err when the target cannot take the course: findings say
 * why. The files are sorted. */
MUST bool pack_course(const struct course *c, const struct target *t, const struct pack_how *how,
                      struct bundle *out, struct diags *d, struct err *e);
