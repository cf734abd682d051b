/*
 * unit: what a platform launches and tracks by itself: the whole course, or
 * every module and the final test of it.
 */
#pragma once

#include "base/bundle.h"
#include "course/course.h"

struct pack_unit {
    str id;                               /* of the item, the same in every edition of the course:
                                           * "scales.item"; by module "reading" */
    str href;                             /* where it begins: "index.html", "first.html" */
    const struct node *title;             /* the element whose title it bears */
    const struct module *module;          /* NULL: the whole course or the final test */
    size_t pages;                         /* lessons, and quizzes that are pages of their own */
    int points;                           /* what one learner can have in it */
    VEC(const struct objective *) objectives;  /* with an id, tested by graded questions in it */
    VEC(const struct module *) done;      /* whose being done it can tell */
    VEC(const struct pack_unit *) needs;       /* to be done before, none that follows from another;
                                           * only where the platform has to see to it */
};

/* What a target makes a package of. */
struct packing {
    const struct course *course;          /* in the language the package begins in */
    struct editions editions;             /* at least the course */
    bool by_module;
    bool platform_judges;                 /* SCORM 1.2: the pass mark is given to the platform */
    bool moodle;                          /* for a Moodle with its default settings */
    const struct pack_unit *units;
    size_t nunits;
};

/* Fills in the units; course, editions and by_module are given. */
void packing_units(struct arena *a, struct packing *p);

/* The unit that a page of the package belongs to; NULL: what all share. */
const struct pack_unit *packing_owner(const struct packing *p, str path);

