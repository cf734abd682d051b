/*
 * special: measures that are no count of facts along dimensions.
 *
 * "-- answers: NAME" in the head of a measure names a row of answers.def; its
 * functions make the table, from a statement whose columns are theirs. They have no
 * dimensions; periods, courses and the zone apply where the measure's parameters say so.
 */
#pragma once

#include "db/db.h"
#include "stats/question.h"
#include "table/table.h"

struct special {
    const char *name;                     /* "items" */
    /* Columns between "row" and those that the measure declares. May be NULL. */
    void (*add_columns)(struct table *t);
    /* Adds rows and notes. */
    bool (*fill)(struct table *t, struct db *db, const struct question *q, struct err *e);
    /* The statements, where it has several. May be NULL. */
    str (*sql)(struct arena *a);
    /* Adds columns and rows: the records behind a cell (rows.h). */
    bool (*list)(struct table *t, struct db *db, const struct question *q, str cell, struct err *e);
};

/* The answer to a question whose measure is special; asks within one transaction. */
MUST struct table *special_table(struct arena *a, struct db *db, const struct question *q,
                                 struct err *e);

MUST bool special_rows(struct table *t, struct db *db, const struct question *q, str cell,
                       struct err *e);

/* The columns that a measure declares, and one of them. */
void special_measure_columns(struct table *t, const struct measure *m);
void special_measure_column(struct table *t, const struct measure_column *c);

#define ANSWER(name) extern const struct special special_##name;
#include "stats/answers.def"
#undef ANSWER
