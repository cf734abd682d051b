/*
 * edition: a course as it was at one moment, read and ready to be shown.
 */
#pragma once

#include "course/course.h"
#include "render/render.h"

struct edition {
    struct arena *arena;
    const struct course *course;          /* NULL: there is none to speak of, */
    const struct render *render;          /* NULL: it cannot be shown */
    struct diags diags;                   /* sorted; with why */
    struct err err;                       /* and this, when nothing could be read */
};

/* Never NULL. */
struct edition *edition_read(const struct course_schema *schema, const char *path);
void edition_free(struct edition *ed);    /* NULL is fine */
