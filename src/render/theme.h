/*
 * theme: how the pages of a course look.
 *
 * A theme is a folder with some of
 *
 *     colours.css     the colours, proved to be legible (colours.h)
 *     theme.css       style that comes behind that of every course
 *     frame.html      what stands round every page (mould.h)
 *     logo.svg, logo.png     shown in the bar
 *     other files     fonts, images: they go into the package beside theme.css
 *
 * What it does not have is taken from the theme "calm".
 */
#pragma once

#include "base/bundle.h"
#include "course/course.h"
#include "render/colours.h"
#include "render/mould.h"

struct theme {
    str name;
    struct colours colours;
    str css;                              /* its own, "" when it has none */
    struct mould frame;
    str logo;                             /* its path in the package; "" */
    VEC(struct bundle_file) files;        /* "etalon/...", the logo among them */
};

/* Of the course, by its settings. What is wrong goes to the findings, and calm
 * stands in for it; NULL: there is no such theme (found), or the system said no (e). */
MUST const struct theme *theme_of_course(struct arena *a, const struct course *c,
                                         struct diags *d, struct err *e);

/* One that comes with the program, else the folder at this path (ERR_USAGE when
 * there is neither). */
MUST const struct theme *theme_named(struct arena *a, const char *name, struct diags *d,
                                     struct err *e);

/* The names of those that come with the program; NULL behind the last. */
const char *theme_at(size_t i);

/* The style sheet of a package: colours, the style of every course, the theme's. */
void theme_put_css(struct buf *to, const struct theme *t);
