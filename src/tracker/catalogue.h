/*
 * catalogue: the courses and activities a batch speaks of.
 *
 * Course codes are one code in upper and lower case. What a source calls a course may
 * be linked to one of ours (course_alias). An activity is known by
 * its course and what the source calls it; it is kept as "source:title", and
 * where somebody linked it, is the same as one of ours (activity.same_as).
 */
#pragma once

#include "base/keymap.h"
#include "tracker/book.h"

struct catalogue {
    struct arena *arena;
    struct db *db;
    struct book *book;                    /* of the batch, for what it adds */
    int64_t next_course, next_activity;
    struct keymap courses, aliases, activities;   /* key; source and key; course id and ident */
    struct keymap asked;                  /* names as they were written, of one source */
    str asked_by;                         /* that source */
    VEC(str) codes;
};

MUST bool catalogue_open(struct catalogue *c, struct arena *a, struct db *db, struct book *k,
                         struct err *e);
void catalogue_close(struct catalogue *c);              /* all zeros is fine */

/* What two names of a course or an activity must have in common to be one: HTML
 * unescaped, NFC, blanks folded. */
str catalogue_title(struct arena *a, str s);
/* The key of a course by its name: the same, and ASCII letters in lower case. */
str catalogue_key(struct arena *a, str s);
/* What the activities of a source are called in the store: "moodle:Quiz 1"; without a
 * source they are called so already. */
str catalogue_ident(struct arena *a, str source, str title);

/* By what the source calls it, else by its code; 0: not there. */
uint32_t catalogue_course(struct catalogue *c, struct arena *scratch, str source, str name);
MUST bool catalogue_add_course(struct catalogue *c, str code, uint32_t *out, struct err *e);

/* Somebody else made it. */
void catalogue_know(struct catalogue *c, str code, uint32_t id);

/* "NMS, NMS-2": the codes nearest to what was asked, may be empty. */
str catalogue_near(const struct catalogue *c, struct arena *scratch, str code);

/* Made when missing; *is_new says so. */
MUST bool catalogue_activity(struct catalogue *c, struct arena *scratch, uint32_t course, str source,
                             str title, uint32_t *out, bool *is_new, struct err *e);
