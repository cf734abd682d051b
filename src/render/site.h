/*
 * site: what all pages of one course have in common.
 */
#pragma once

#include "base/bundle.h"
#include "course/course.h"
#include "intl/locale.h"
#include "render/theme.h"
#include "render/words.h"
#include "si/si.h"

struct sheet {                            /* a page that is read in order */
    const struct module *module;          /* NULL: the final test of the course */
    const struct lesson *lesson;          /* NULL: the quiz of the module or the course */
    const struct quiz *quiz;              /* of the page; NULL: none */
    str id, href;                         /* "intro", "intro.html" */
    const struct node *title;
};

struct site {
    struct arena *arena;
    const struct course *course;
    const struct theme *theme;
    struct words words;
    struct editions editions;             /* the languages of the package */
    str infix;                            /* ".fr" in "intro.fr.html"; "" of the first language */
    bool right_to_left;
    char decimal;                         /* mark of the language */
    struct quotes quotes;
    const struct si *si;
    bool borrows_words;                   /* `words` are of another language */
    bool places;                          /* blocks say where they are written */
    VEC(struct sheet) sheets;
    size_t *first;                        /* sheets of course->modules.v[i]: from first[i] up to first[i + 1] */
    const struct entry **glossary;        /* course->glossary in the order of the terms */
    str *media;                           /* the path in the package of each of course->media */
};

/* `theme` must outlive the site. */
MUST bool site_open(struct site *s, struct arena *a, const struct course *c,
                    struct editions editions, const struct theme *theme, struct err *e);

/* "intro.html", in the second language of a package "intro.fr.html". */
str site_page(const struct site *s, struct arena *a, str id);

/* The same page in another language of the package. */
str site_page_in(const struct site *s, struct arena *a, str id, size_t edition);

/* "media/figures/chain.svg": ASCII, lower case, at most 99 characters. */
str site_media(const struct site *s, const struct media *m);

/* Where an element is shown: "intro.html#figure-1", "index.html#module-1". */
str site_place(const struct site *s, struct arena *a, const struct node *n);
