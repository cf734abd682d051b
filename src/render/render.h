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
#include "render/theme.h"

struct render_how {
    const char *store;                    /* whose store-NAME.js is taken: "scorm12" */
    bool by_module;                       /* the platform launches and tracks every module, and the
                                           * final test, by itself */
    const struct theme *theme;            /* theme_of_course(), theme_named() */
    bool completed;                       /* report completed whatever the course says */
    struct editions editions;             /* the languages of the package: pages of all but the
                                           * first are called X.LANG.html */
    bool places;                          /* say of every block where it is written:
                                           * data-place="course.xml:12" */
};

/* The course must be free of findings of grade error; it is the first of
 * how->editions, all of which are rendered. Pages are made when somebody asks the
 * bundle for them, so all that `how` names must live as long as it does. */
MUST bool render_course(const struct course *c, const struct render_how *how,
                        struct bundle *out, struct err *e);

/* Whether the pages' own texts are there in a language; else they are English. */
bool render_speaks(str lang);

/*
 * A course, one of how->editions or the only one, made ready to be rendered
 * file by file, for whoever wants only some of them. Lives in the arena; the course must live as long.
 */
struct render;
MUST struct render *render_open(struct arena *a, const struct course *c,
                                const struct render_how *how, struct err *e);

/* One file of those that render_course() makes, by its path in the bundle:
 * "intro.html", "etalon/data.js", "media/chain.svg". No other file is made for
 * it. out->path is empty when there is none of that path. */
MUST bool render_file(const struct render *r, struct arena *a, str path,
                      struct bundle_file *out, struct err *e);

/* "intro.html#figure-1": the path of the page that shows an element of the
 * course, and where on it. */
str render_place(const struct render *r, struct arena *a, const struct node *n);

/* Characters of the longest state a learner can reach (README.md, "State") in a
 * package of these languages; none: in that of the course. by_module: that of
 * the unit with the longest. */
size_t render_state_longest(const struct course *c, struct editions all, bool by_module);
