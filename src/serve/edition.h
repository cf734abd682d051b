/*
 * edition: a course as it was at one moment, read in all its languages and ready
 * to be shown.
 */
#pragma once

#include "course/course.h"
#include "render/render.h"

struct edition {
    struct arena *arena;
    const struct course *course;          /* in the source's language; NULL: there is none to speak of */
    VEC(const struct course *) courses;   /* that and its translations */
    VEC(const struct render *) renders;   /* of each of them; none: it cannot be shown, */
    struct diags diags;                   /* sorted; with why */
    struct err err;                       /* and this, when nothing could be read */
};

/* Never NULL. */
struct edition *edition_read(const struct course_schema *schema, const char *path);
void edition_free(struct edition *ed);    /* NULL is fine */

static inline bool edition_is_ready(const struct edition *ed) { return ed->renders.n > 0; }

/* As render_file(), of any language. */
MUST bool edition_file(const struct edition *ed, struct arena *a, str path,
                       struct bundle_file *out, struct err *e);
