/*
 * data: the figures of a chart, taken out of its table: a value, or none, for every
 * series and category, in the order of the table.
 *
 * A chart without a category column has the columns of counts from `value` on as its
 * categories, and its figures from the last row: the stages of a funnel.
 */
#pragma once

#include "base/err.h"
#include "table/chart.h"

enum figure_kind { FIGURE_NONE, FIGURE_HIDDEN, FIGURE_KNOWN };
struct figure { enum figure_kind kind; double value; };

/* Hidden where one of them is; what has no figure adds nothing. */
struct figure figure_sum(struct figure a, struct figure b);

struct item {
    str id, name;
    str column;                           /* what it is a number of, where its name is a small number: "Months to completion" */
};

/* Its name where no heading is in sight: "Months to completion 0". */
str item_told(struct arena *a, const struct item *item);

/* Where there is no room for its name: its id, if that is a code that says the same in all
 * languages ("KE", "2024-01"); else the name, to be cut. */
str item_short(const struct item *item);

struct data {
    const struct chart *chart;
    const struct column *column;          /* of the figures */
    struct manner manner;                 /* how its language writes them */
    VEC(struct item) categories, series;  /* one series without a name where there is no column */
    struct figure *figures;
    double least, most;                   /* of what is known, and 0 */
    size_t known, hidden, none;           /* how many; none: said to have no figure */
};

enum { ITEMS_MOST = 5000 };               /* of each kind */

/* Whether a row speaks of a group, or of anything where nothing is said of it. */
bool chart_draws(const struct table *t, size_t row);

/* Fails with a sentence for tables that no drawing can hold. */
MUST bool data_read(struct data *d, struct arena *a, const struct chart *c, struct err *e);

struct figure data_at(const struct data *d, size_t series, size_t category);

/* A figure as people read it: "1 650", "72.73 %", the mark of a hidden one, "n/a". */
str data_text(struct arena *a, const struct data *d, struct figure f);
/* A round number of a scale: "20 %" for 0.2. */
str data_tick_text(struct arena *a, const struct data *d, double value);

/* The `most` series that are largest all together, by what is known of them, in the order of the table; how many. */
size_t data_largest(const struct data *d, size_t most, size_t *series);

bool data_is_share(const struct data *d);
