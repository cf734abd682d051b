/*
 * places: on which page a line of a course is shown.
 */
#pragma once

#include "base/diag.h"
#include "course/course.h"
#include "render/render.h"

/* For each finding of `d` (sorted) its page, "intro.html"; empty when its file
 * is none of the course's. Lives in `a`. */
const str *places_of(struct arena *a, const struct course *c, const struct render *r,
                     const struct diags *d);
