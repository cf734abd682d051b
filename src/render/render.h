/*
 * render: a course into pages.
 *
 * What comes out is described in README.md beside this file: HTML pages side by
 * side, a style sheet, a script and its data, the author's media as paths on
 * disk. The same course gives the same bytes.
 */
#pragma once

#include "base/bundle.h"
#include "course/course.h"

struct render_how {
    const char *target;                   /* whose store-TARGET.js is taken, "scorm12" */
    bool completed;                       /* report completed whatever the course says */
};

/* The course must be free of findings of grade error. *words (may be NULL) is
 * the language of the pages' own texts: English where the course's is not there. */
MUST bool render_course(const struct course *c, const struct render_how *how,
                        struct bundle *out, str *words, struct err *e);

/* Characters of the longest state a learner can reach (README.md, "State"). */
size_t render_state_longest(const struct course *c);
