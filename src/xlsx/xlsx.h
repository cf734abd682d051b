/*
 * xlsx: writing a workbook (ECMA-376), row after row. The only folder that includes
 * libxlsxwriter.
 *
 * Rows go to the disk as they come, so memory does not grow with them. Texts are
 * texts, whatever they begin with: nothing is a formula.
 */
#pragma once

#include "base/err.h"
#include "base/val.h"

struct xlsx;

enum { XLSX_ROWS = 1048576, XLSX_TEXT = 32767 };      /* of a sheet; of a cell, in characters */

/* The file is there already (empty); it is whole when xlsx_close() has said so. */
MUST struct xlsx *xlsx_new(struct arena *a, const char *path, struct err *e);
MUST bool xlsx_sheet(struct xlsx *x, str name, struct err *e);
MUST bool xlsx_row(struct xlsx *x, const struct val *cells, size_t n, struct err *e);
MUST bool xlsx_close(struct xlsx *x, struct err *e);

/*
 * A workbook for people, as bytes, the same for the same calls. It has looks, widths and
 * charts; its cells are those of xlsx_row() but for the look, and a day is an integer
 * as in date.h.
 */
MUST struct xlsx *xlsx_new_bytes(struct arena *a, str title, struct err *e);
MUST bool xlsx_close_bytes(struct xlsx *x, struct buf *out, struct err *e);

enum xlsx_look { XLSX_PLAIN, XLSX_HEAD, XLSX_TITLE, XLSX_PROSE, XLSX_COUNT, XLSX_NUMBER, XLSX_SHARE,
                 XLSX_DAY, XLSX_LOOKS };
struct xlsx_cell {
    struct val value;
    enum xlsx_look look;
    bool right;                           /* at the right, a text too */
    bool strong, ruled;                   /* bold; a line above */
};
MUST bool xlsx_cells(struct xlsx *x, const struct xlsx_cell *cells, size_t n, struct err *e);

/* Of the sheet, before its first row: a width in characters; rows at the top that stay. */
void xlsx_width(struct xlsx *x, size_t column, double width);
void xlsx_freeze(struct xlsx *x, size_t rows);
/* Buttons in the first row that filter all below. */
MUST bool xlsx_filter(struct xlsx *x, size_t columns, struct err *e);

/* Figures of the sheet as a picture on it: series in columns 1.., their names in the row
 * `head`, what stands along the axis in column 0 of the rows below. */
enum xlsx_chart_kind { XLSX_BARS, XLSX_STACKED, XLSX_LINES };
struct xlsx_chart {
    enum xlsx_chart_kind kind;
    str sheet, title, description;        /* the description is for who cannot see it */
    size_t head, rows, series;
    bool shares;                          /* the axis is in per cent */
};
MUST bool xlsx_chart(struct xlsx *x, const struct xlsx_chart *c, struct err *e);

void xlsx_drop(struct xlsx *x);           /* NULL is fine; what is in the file is of no use */
