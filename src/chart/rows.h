/*
 * rows: charts that have a line for each category: a name at the left, or above on a
 * phone, and room for something that is as long as its figure.
 */
#pragma once

#include "chart/draw.h"
#include "chart/scale.h"

enum { BAR_HEIGHT = 16, ROW_GAP = 8 };

struct rows {
    bool is_above;                        /* names stand above what they name */
    double name_room;                     /* px for a name */
    double left, right;                   /* where bars can be */
    double height;                        /* of a row, with its gap */
};

/* For these names and `beside` px behind the bars. */
struct rows rows_of(const struct draw *d, const struct item *items, size_t n, double beside);

/* The name of a row that begins at d->y; gives the top of its bar. */
double rows_name(struct draw *d, const struct rows *r, str name);

double rows_base(double bar_top);         /* the base line of words beside a bar */

/* What is drawn of `n` others together, by its name; and the notes that say how they are added up,
 * where they are, and that they are not, where some of them are hidden. */
struct item rows_others(struct draw *d, size_t n);
void rows_note_others(struct draw *d, bool summed, bool hidden);
