/*
 * grid: a file as rows of fields, whatever its format.
 *
 * The floor between bytes and sources of records. A file holds one or more tables
 * (the sheets of a spreadsheet; of delimited text one for each delimiter it may have);
 * whoever knows the columns says which is meant. The first row of a table is its header.
 *
 *     g = grid_open(a, input, sheet, e)
 *     grid_begin(g, table, skip, e)             as often as wanted, always from the front
 *     while (grid_next(g, &row, e) == GRID_ROW) ...
 *     grid_close(g)
 *
 * Nothing is guessed: what is not the format is a trouble of its row with its place,
 * and reading goes on behind it where it can. Memory does not grow with the number
 * of rows. Each format is one reader_NAME.c and one row in readers.def.
 */
#pragma once

#include "base/buf.h"
#include "base/diag.h"
#include "grid/input.h"

enum { NO_FIELD = -1 };

/* Texts are valid until the next grid_next(). */
struct row {
    const str *fields;                    /* UTF-8 */
    size_t n;
    str raw;                              /* as it stands in the file, where that is text */
    int64_t number;                       /* rising; by it the store knows the row: the line it begins on or
                                           * the row of a sheet; where several begin on a line, as in
                                           * dense JSON, which one it is, from 1 */
    const char *trouble;                  /* "field-count"; NULL: it is well formed */
    str why;                              /* a sentence that begins with "this row", and what helps */
    bool taken;                           /* the trouble is a warning: the row can be used */
    bool torn;                            /* the fields are not what the row says: only raw is */
    struct place at;                      /* of the trouble; column 0: the whole row */
};

struct grid;

/* Recognises the format by what the file holds; what no reader reads is refused with
 * a sentence that says what to do. `sheet`: the name of the only table wanted, or NULL. */
MUST struct grid *grid_open(struct arena *a, struct input *in, const char *sheet, struct err *e);
void grid_close(struct grid *g);          /* NULL is fine; the input stays open */

const char *grid_format(const struct grid *g);        /* "delimited text", "XLSX" */

size_t grid_tables(const struct grid *g);
/* Of a sheet its name; what else tells it apart: "comma between fields". */
str grid_table(const struct grid *g, size_t table);
char grid_delimiter(const struct grid *g, size_t table);      /* for rows of it written as text */
bool grid_has_sheets(const struct grid *g);           /* tables have names that --sheet may say */

/* From the first row of the table but `skip`; the next row says how many fields each
 * row behind it must have. */
MUST bool grid_begin(struct grid *g, size_t table, size_t skip, struct err *e);

enum grid_step { GRID_ROW, GRID_END, GRID_FAILED };    /* FAILED: e says why nothing more comes */
enum grid_step grid_next(struct grid *g, struct row *row, struct err *e);

/* Where a field of the row that was read last stands, or with NO_FIELD the row (its
 * column is 0). Of a spreadsheet `sheet` is set, and columns are those of the sheet. */
struct place grid_place(const struct grid *g, const struct row *row, int field);

/* The same of any row without a trouble by its number, without reading: of a spreadsheet, and of
 * a row as a whole that is known by its line. False: only reading says it. */
bool grid_far_place(const struct grid *g, int64_t number, int field, struct place *out);

uint64_t grid_taken(const struct grid *g);            /* bytes of the file since grid_begin() */

/* "3:17", "Users!C17" */
void grid_put_place(struct buf *b, struct place at);
