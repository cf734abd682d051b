/*
 * contents: what a package of etalon's own tells of the course in it.
 *
 * It stands in etalon/data.js as JSON behind "var etalonData =" (render/README.md);
 * that is read, never run. The words of questions are taken from the pages.
 */
#pragma once

#include "package/package.h"

struct contents_page {
    str id, key, module, title;
    str file;                             /* path in the package; empty: it is not there */
    uint64_t article;                     /* a hash of what learners see in it; 0: unread */
};

struct contents_quiz {
    str id, key, page;
    str module;                           /* of the page */
    bool graded;
    int64_t pass;
};

struct contents_question {
    str id, key, type;
    size_t quiz;                          /* index */
    int64_t points;
    str right;                            /* what is right, as one text; to be compared only */
    str answers;                          /* the letters of answers that are kept, in order */
    str words;                            /* all that learners read of it; empty: unread */
};

struct contents_module { str id, title; };

struct contents {
    str id, version, lang, title, policy;
    int64_t format, pass;
    bool is_split;                        /* every module is launched by itself */
    VEC(str) languages;                   /* the one it begins in first */
    VEC(struct contents_module) modules;
    VEC(struct contents_page) pages;
    VEC(struct contents_quiz) quizzes;
    VEC(struct contents_question) questions;
};

enum {
    CONTENTS_DATA_BYTES = 32 * 1024 * 1024,
    CONTENTS_PAGE_BYTES = 4 * 1024 * 1024,         /* of one page */
    CONTENTS_PAGES_BYTES = 256 * 1024 * 1024,      /* of all that are read */
    CONTENTS_WORDS = 10000,                        /* bytes kept of a question */
};

/* NULL when it is no package of ours, or one whose data cannot be read. */
struct contents *contents_read(struct arena *a, const struct package *p);

/* Reads the pages of its first language too: articles and the words of questions.
 * What cannot be read stays unread. */
void contents_read_pages(struct arena *a, const struct package *p, struct contents *e);

/* The program a package was made with, by what lies in it: "etalon", "Adapt" ...;
 * empty when it does not tell. */
str package_maker(const struct package *p);
