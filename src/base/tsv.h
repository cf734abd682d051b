/*
 * tsv: the reference tables, tab-separated assets with a row of headings.
 *
 *     struct tsv t;
 *     if (!tsv_open(&t, S("schemas/data/si_units.tsv"), e))
 *         return false;
 *     while (tsv_next(&t))
 *         use(tsv_cell(&t, S("symbol")));
 *
 * Cells borrow from the asset and live as long as the program. There is no
 * quoting; empty lines are passed over.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

enum { TSV_COLUMNS = 16 };

struct tsv {
    str rest;
    str heading[TSV_COLUMNS], cell[TSV_COLUMNS];
    size_t n;                             /* headings */
    int64_t line;                         /* of the present row, from 1; 1: the headings */
};

/* False when the program has no such asset. */
MUST bool tsv_open(struct tsv *t, str asset, struct err *e);
void tsv_of(struct tsv *t, str bytes);    /* a table of somebody's own, with its headings */
bool tsv_next(struct tsv *t);

/* Of the present row; "" when it is empty, or there is no such column. */
str tsv_cell(const struct tsv *t, str heading);
