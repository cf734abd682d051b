/*
 * course_edition: what a package, or a course before it is packed, says of itself to the
 * catalogue: its code, its edition, and the activities that platforms track in it.
 *
 * The ident of an activity is what platforms keep records under (the item of SCORM,
 * the AU of cmi5, what is inside a package of ours by its own id), so it is the same
 * in every edition and records survive one.
 */
#pragma once

#include "base/diag.h"
#include "base/err.h"

struct edition_activity {
    str ident, title;
    const char *kind;                     /* as the table activity has it */
    size_t parent;                        /* index + 1 in the list; 0: the course */
    bool counts;                          /* the course is complete when all that count are */
};

struct course_edition {
    struct arena *arena;
    str code, title, label;               /* label: "1.2"; empty when it does not say */
    str sha256;                           /* of the file, or of all files of the folder */
    str standard, manifest_id, published_on;
    str languages;                        /* "en, fr" */
    double mastery;                       /* 0 to 1; -1: not said */
    VEC(struct edition_activity) activities;
};

/* A package of any kind (a zip, a folder, a manifest), or the folder of a course.
 * What is wrong inside goes to the findings. */
MUST bool course_edition_read(struct arena *a, const char *path, struct course_edition *out, struct diags *d,
                       struct err *e);
