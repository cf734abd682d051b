/*
 * mould: the frame of a theme, read once and filled for every page.
 *
 * frame.html is XML with <body> as its root and slots in it, written {{name}}:
 *
 *     main contents      the page and the table of contents; each once
 *     course version publisher rights languages     texts of the course
 *     home logo          addresses, for href and src
 *     page.skip page.contents page.overview page.glossary page.bibliography
 *                        interface texts
 *
 * A line with a slot that has nothing to say (no logo, no publisher) is left
 * out. An element with class "bar" must be there: the script puts the progress
 * into it.
 */
#pragma once

#include "base/diag.h"
#include "base/err.h"

enum slot {
    SLOT_NONE,                            /* markup of the theme */
    SLOT_MAIN, SLOT_CONTENTS,
    SLOT_COURSE, SLOT_VERSION, SLOT_PUBLISHER, SLOT_RIGHTS, SLOT_LANGUAGES,
    SLOT_HOME, SLOT_LOGO,
    SLOT_WORDS,                           /* an interface text: its key is in `text` */
    SLOTS
};

struct mould_part {
    enum slot slot;
    str text;
    int line;                             /* parts of one line share it */
};

struct mould {
    VEC(struct mould_part) parts;
    size_t main;                          /* index of that part */
};

/* What is wrong with it goes to the findings, `file` in their places. False
 * when it cannot be used. */
bool mould_read(struct arena *a, str html, str file, struct mould *out, struct diags *d);
