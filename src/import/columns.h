/*
 * columns: what the cells of a column look like, for somebody who has to say what it is.
 *
 * Facts that follow from the values alone: a date order is proven by a value that can
 * be read in one order only, never by what is usual.
 */
#pragma once

#include "base/arena.h"
#include "grid/grid.h"

enum { ORDER_DMY = 1, ORDER_MDY = 2, ORDER_YMD = 4, ORDERS = 7 };

enum { COLUMN_VALUES = 300, COLUMN_SAMPLE = 5000 };

struct column_value { str text; int64_t times; };

struct column_look {
    int64_t filled;                       /* cells with something in them */
    int64_t emails;
    int64_t isos;                         /* dates as YYYY-MM-DD, with or without a time */
    int64_t dates;                        /* others, in some order */
    int64_t times;                        /* of both, with a time and without a zone */
    int64_t two_digits;                   /* years of */
    int64_t numbers, points, commas, percents;
    int64_t serials;                      /* numbers that a spreadsheet could mean as a day */
    double largest;
    unsigned orders;                      /* those in which all dates can be read */
    unsigned proof;                       /* what a single value proves: the orders it leaves, or-ed */
    struct { str text; int64_t number; } proofs[3];   /* of DMY, MDY, YMD: the first value, its row */
    struct column_value *values;          /* different ones, by first appearance */
    size_t n;
    bool many;                            /* more than COLUMN_VALUES */
};

/* Looks at the first COLUMN_SAMPLE rows behind the header, which is the row behind `skip`
 * others; out has one look for each of `n` columns. *all: there are no other rows. */
MUST bool columns_look(struct arena *a, struct grid *g, size_t table, size_t skip, size_t n,
                       struct column_look *out, int64_t *rows, bool *all, struct err *e);

/* At least nine of ten. */
bool column_is_mostly(const struct column_look *x, int64_t n);
