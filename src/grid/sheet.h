/*
 * sheet: what pulling rows from the parts of XLSX and ODS has in common.
 */
#pragma once

#include "grid/cells.h"
#include "grid/office.h"

struct sheet {
    struct grid *grid;
    struct cells *cells;
    struct buf value;
    bool ended;                           /* the part was read to its end */
    struct err trouble;                   /* the reader's, while it is told of tags */
};

void sheet_begin(struct sheet *s, struct grid *g);

/* Nothing more can be read of the sheet; for a reader in its listener. */
void sheet_fail(struct sheet *s, const char *why);

/* An empty buffer for the value of one cell. */
struct buf *sheet_value(struct sheet *s);

MUST bool sheet_skip(struct sheet *s, struct office_part *part, size_t rows, struct err *e);
enum grid_step sheet_next(struct sheet *s, struct office_part *part, struct row *row, struct err *e);
struct place sheet_place(const struct grid *g, const struct row *row, int field);
