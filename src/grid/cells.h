/*
 * cells: rows of a sheet on their way from a parser that pushes to somebody who pulls.
 *
 * The parser tells cells by their column in rising order; rows without any text are no
 * rows. Whoever pulls gets one row at a time, as wide as the first. Memory is that of
 * the rows of one piece of the file, texts that are repeated are there once.
 */
#pragma once

#include "grid/inside.h"

/* What keeps a row from being read; in what it says the cell is named by the place. */
enum cell_fault {
    CELL_GOOD,
    CELL_ERROR,                           /* #N/A */
    CELL_NOT_COMPUTED,                    /* a formula without its value and words */
    CELL_OUT_OF_ORDER,                    /* its column is not behind the one before */
    CELL_UNREADABLE,                      /* a value that is none: no number, no shared text */
    CELL_LONG,                            /* more than GRID_FIELD_BYTES */
    CELL_MANY,                            /* beyond GRID_FIELDS columns */
    CELL_LONG_ROW,                        /* more than GRID_ROW_BYTES */
    CELL_WARNINGS,                        /* the row is taken in spite of those behind this: */
    CELL_TORN,                            /* its tag breaks off */
    CELL_FORMULA,                         /* a formula without its value, taken as text */
    CELL_UNTITLED,                        /* beyond the header */
    CELL_FAULTS
};

struct cells;

struct cells *cells_new(struct arena *a);

/* A row begins; `number` must be above that of the row before. */
void cells_row(struct cells *c, int64_t number);

/* A text in columns [column, column + times) of it, from 0. `text` is copied, or with
 * `kept` lives as long as the cells. */
void cells_put(struct cells *c, int64_t column, int64_t times, str text, bool kept);

/* Of several the first refusal counts, else the first warning. */
void cells_fault(struct cells *c, int64_t column, enum cell_fault fault);

/* The row is complete, and so are the `times` - 1 rows behind it that are like it. False:
 * there is no text in it, it is gone. */
bool cells_end(struct cells *c, int64_t times);

/* The next complete row; false when more is needed. Texts and fields are valid until
 * the next call of any function here. */
bool cells_next(struct cells *c, struct row *row, enum cell_fault *fault, int64_t *fault_column);

/* The row that comes next says how wide all are. */
void cells_forget_width(struct cells *c);
