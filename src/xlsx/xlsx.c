#include "xlsx/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "base/arena.h"

struct xlsx {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    const char *path;
    struct arena *scratch;
    uint32_t row;
};

static bool failed(struct xlsx *x, lxw_error why, struct err *e)
{
    return err_set(e, why == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED ? ERR_INPUT : ERR_SYSTEM,
                   "%s cannot be written: %s", x->path, lxw_strerror(why));
}

struct xlsx *xlsx_new(struct arena *a, const char *path, struct err *e)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    struct xlsx *x = NEW(a, struct xlsx);
    x->path = path;
    x->scratch = arena_new();
    x->book = workbook_new_opt(path, &options);
    if (x->book)
        return x;
    arena_free(x->scratch);
    err_set(e, ERR_SYSTEM, "%s cannot be written", path);
    return NULL;
}

bool xlsx_sheet(struct xlsx *x, str name, struct err *e)
{
    x->row = 0;
    x->sheet = workbook_add_worksheet(x->book, str_dup(x->scratch, name).p);
    return x->sheet || err_set(e, ERR_SYSTEM, "%s cannot be written: no sheet " STR_FMT, x->path, STR_ARG(name));
}

/* The library writes 16 digits; a number that needs 17 is written as a text. */
static bool fits(double r)
{
    char text[40];
    snprintf(text, sizeof text, "%.16g", r);
    double back = strtod(text, NULL);
    return back <= r && back >= r;
}

static lxw_error put(struct xlsx *x, uint16_t column, struct val v)
{
    switch (v.kind) {
    case VAL_INT:
        /* beyond 2^53 a number of a sheet is another one */
        if (v.as.i > -(INT64_C(1) << 53) && v.as.i < INT64_C(1) << 53)
            return worksheet_write_number(x->sheet, x->row, column, (double)v.as.i, NULL);
        break;
    case VAL_REAL:
        if (!fits(v.as.r))
            break;
        return worksheet_write_number(x->sheet, x->row, column, v.as.r, NULL);
    case VAL_NIL:
        return LXW_NO_ERROR;
    case VAL_TEXT:
    case VAL_BLOB:
    case VAL_HIDDEN:
        break;
    }
    struct buf b = buf_new(x->scratch);
    val_put(&b, v);
    return b.n ? worksheet_write_string(x->sheet, x->row, column, str_dup(x->scratch, buf_str(&b)).p, NULL)
               : LXW_NO_ERROR;
}

bool xlsx_row(struct xlsx *x, const struct val *cells, size_t n, struct err *e)
{
    struct arena_mark mark = arena_mark(x->scratch);
    lxw_error why = LXW_NO_ERROR;
    if (x->row >= XLSX_ROWS)
        return err_set(e, ERR_INPUT, "a sheet holds no more than %d rows; write the export as csv or jsonl",
                       XLSX_ROWS);
    for (size_t i = 0; i < n && why == LXW_NO_ERROR; i++)
        why = put(x, (uint16_t)i, cells[i]);
    x->row++;
    arena_rewind(x->scratch, mark);
    return why == LXW_NO_ERROR || failed(x, why, e);
}

bool xlsx_close(struct xlsx *x, struct err *e)
{
    lxw_error why = workbook_close(x->book);
    arena_free(x->scratch);
    return why == LXW_NO_ERROR || failed(x, why, e);
}

void xlsx_drop(struct xlsx *x)
{
    if (!x)
        return;
    (void)workbook_close(x->book);        /* the library frees in no other way */
    arena_free(x->scratch);
}
