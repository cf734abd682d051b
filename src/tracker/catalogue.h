/*
 * catalogue: the courses and activities a batch speaks of.
 *
 * Course codes are one code in upper and lower case. An activity is known by
 * its course and what the source calls it; one that nobody linked to ours is
 * kept as "source:title".
 */
#pragma once

#include "db/db.h"
#include "tracker/keymap.h"

struct catalogue {
    struct arena *arena;
    struct db *db;
    struct keymap courses, activities;    /* folded code; course id and ident */
    VEC(str) codes;
};

MUST bool catalogue_open(struct catalogue *c, struct arena *a, struct db *db, struct err *e);
void catalogue_close(struct catalogue *c);              /* all zeros is fine */

/* 0: not there. */
uint32_t catalogue_course(const struct catalogue *c, struct arena *scratch, str code);
MUST bool catalogue_add_course(struct catalogue *c, str code, int64_t batch, uint32_t *out,
                               struct err *e);

/* "NMS, NMS-2": the codes nearest to what was asked, may be empty. */
str catalogue_near(const struct catalogue *c, struct arena *scratch, str code);

/* Made when missing; *is_new says so. */
MUST bool catalogue_activity(struct catalogue *c, struct arena *scratch, uint32_t course, str source,
                             str title, int64_t batch, uint32_t *out, bool *is_new, struct err *e);
