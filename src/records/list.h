/*
 * list: the rows of a query as a table.
 *
 * The columns are those of the query: "learners#" is a count, "first_at" with its
 * precision behind it one instant, "title+" is shown where there is room, "uid-" to
 * machines only; the heading is made of the name.
 */
#pragma once

#include "db/db.h"
#include "table/table.h"

/* Runs the asset (a path like "records/courses.sql") with ?1, ?2 ... bound. */
MUST bool list_query(struct table *t, struct db *db, str asset, const struct val *params, size_t n,
                     struct err *e);
#define LIST(t, db, asset, e, ...)                                                        \
    list_query((t), (db), S(asset), (const struct val[]){ __VA_ARGS__ },                  \
               sizeof((const struct val[]){ __VA_ARGS__ }) / sizeof(struct val), (e))
