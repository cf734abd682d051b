#include "xlsx/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/fs.h"

struct xlsx {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    const char *path;
    struct arena *scratch;
    uint32_t row;
    bool is_own;                          /* a file of ours, removed at the end */
    lxw_format *looks[XLSX_LOOKS][2][2][2];           /* right, strong, ruled */
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

/* The library writes to a name; 1980 is where the times of a zip begin. */
struct xlsx *xlsx_new_bytes(struct arena *a, str title, struct err *e)
{
    const char *folder = getenv("TMPDIR");
    str path = str_format(a, "%s/etalon-XXXXXX", folder && folder[0] ? folder : "/tmp");
    int fd = mkstemp((char *)path.p);
    if (fd < 0) {
        err_set(e, ERR_SYSTEM, "no file can be made in %s, where workbooks are put together; TMPDIR names "
                "another folder", folder && folder[0] ? folder : "/tmp");
        return NULL;
    }
    close(fd);
    struct xlsx *x = xlsx_new(a, path.p, e);
    if (x == NULL) {
        unlink(path.p);
        return NULL;
    }
    lxw_doc_properties properties = { .title = (char *)str_dup(x->scratch, title).p,
                                      .created = 315532800 };
    x->is_own = true;
    workbook_set_properties(x->book, &properties);
    return x;
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

static lxw_error put(struct xlsx *x, uint16_t column, struct val v, lxw_format *look)
{
    switch (v.kind) {
    case VAL_INT:
        /* beyond 2^53 a number of a sheet is another one */
        if (v.as.i > -(INT64_C(1) << 53) && v.as.i < INT64_C(1) << 53)
            return worksheet_write_number(x->sheet, x->row, column, (double)v.as.i, look);
        break;
    case VAL_REAL:
        if (!fits(v.as.r))
            break;
        return worksheet_write_number(x->sheet, x->row, column, v.as.r, look);
    case VAL_NIL:
        return look ? worksheet_write_blank(x->sheet, x->row, column, look) : LXW_NO_ERROR;
    case VAL_TEXT:
    case VAL_BLOB:
    case VAL_HIDDEN:
        break;
    }
    struct buf b = buf_new(x->scratch);
    val_put(&b, v);
    if (b.n == 0)
        return look ? worksheet_write_blank(x->sheet, x->row, column, look) : LXW_NO_ERROR;
    return worksheet_write_string(x->sheet, x->row, column, str_dup(x->scratch, buf_str(&b)).p, look);
}

static bool has_room(const struct xlsx *x, struct err *e)
{
    return x->row < XLSX_ROWS
        || err_set(e, ERR_INPUT, "a sheet holds no more than %d rows; write it as csv or json", XLSX_ROWS);
}

bool xlsx_row(struct xlsx *x, const struct val *cells, size_t n, struct err *e)
{
    struct arena_mark mark = arena_mark(x->scratch);
    lxw_error why = LXW_NO_ERROR;
    if (!has_room(x, e))
        return false;
    for (size_t i = 0; i < n && why == LXW_NO_ERROR; i++)
        why = put(x, (uint16_t)i, cells[i], NULL);
    x->row++;
    arena_rewind(x->scratch, mark);
    return why == LXW_NO_ERROR || failed(x, why, e);
}

/* ---- for people ---------------------------------------------------------- */

static lxw_format *new_look(struct xlsx *x, const struct xlsx_cell *c)
{
    static const char *const numbers[XLSX_LOOKS] = {
        [XLSX_COUNT] = "#,##0", [XLSX_NUMBER] = "#,##0.###", [XLSX_SHARE] = "0.00%",
        [XLSX_DAY] = "yyyy-mm-dd",
    };
    lxw_format *f = workbook_add_format(x->book);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (numbers[c->look])
        format_set_num_format(f, numbers[c->look]);
    if (c->right)
        format_set_align(f, LXW_ALIGN_RIGHT);
    if (c->strong || c->look == XLSX_HEAD || c->look == XLSX_TITLE)
        format_set_bold(f);
    if (c->look == XLSX_HEAD)
        format_set_bottom(f, LXW_BORDER_THIN);
    if (c->look == XLSX_HEAD || c->look == XLSX_PROSE || c->look == XLSX_TITLE)
        format_set_text_wrap(f);
    if (c->look == XLSX_TITLE)
        format_set_font_size(f, 14);
    if (c->ruled)
        format_set_top(f, LXW_BORDER_THIN);
    return f;
}

static lxw_format *look_of(struct xlsx *x, const struct xlsx_cell *c)
{
    lxw_format **at = &x->looks[c->look][c->right][c->strong][c->ruled];
    bool plain = c->look == XLSX_PLAIN && !c->right && !c->strong && !c->ruled;
    if (*at == NULL && !plain)
        *at = new_look(x, c);
    return *at;
}

/* Sheets count days from 1899-12-30, and before March 1900 differently from each other. */
static struct val serial_of(struct xlsx *x, struct val v)
{
    enum { EPOCH = 25569, FIRST = 61 };
    if (v.kind != VAL_INT || v.as.i + EPOCH >= FIRST)
        return v.kind == VAL_INT ? val_int(v.as.i + EPOCH) : v;
    struct buf b = buf_new(x->scratch);
    date_put_day(&b, (day)v.as.i);
    return val_text(buf_str(&b));
}

bool xlsx_cells(struct xlsx *x, const struct xlsx_cell *cells, size_t n, struct err *e)
{
    struct arena_mark mark = arena_mark(x->scratch);
    lxw_error why = LXW_NO_ERROR;
    if (!has_room(x, e))
        return false;
    for (size_t i = 0; i < n && why == LXW_NO_ERROR; i++) {
        struct val v = cells[i].look == XLSX_DAY ? serial_of(x, cells[i].value) : cells[i].value;
        why = put(x, (uint16_t)i, v, look_of(x, &cells[i]));
    }
    x->row++;
    arena_rewind(x->scratch, mark);
    return why == LXW_NO_ERROR || failed(x, why, e);
}

void xlsx_width(struct xlsx *x, size_t column, double width)
{
    worksheet_set_column(x->sheet, (lxw_col_t)column, (lxw_col_t)column, width, NULL);
}

void xlsx_freeze(struct xlsx *x, size_t rows)
{
    worksheet_freeze_panes(x->sheet, (lxw_row_t)rows, 0);
    worksheet_repeat_rows(x->sheet, 0, (lxw_row_t)rows - 1);
    worksheet_fit_to_pages(x->sheet, 1, 0);
}

bool xlsx_filter(struct xlsx *x, size_t columns, struct err *e)
{
    if (columns == 0 || x->row < 2)
        return true;
    lxw_error why = worksheet_autofilter(x->sheet, 0, 0, x->row - 1, (lxw_col_t)(columns - 1));
    return why == LXW_NO_ERROR || failed(x, why, e);
}

static void add_series(lxw_chart *chart, const struct xlsx_chart *c, const char *sheet, size_t column)
{
    lxw_row_t head = (lxw_row_t)c->head, last = (lxw_row_t)(c->head + c->rows);
    lxw_col_t at = (lxw_col_t)(column + 1);
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    chart_series_set_categories(s, sheet, head + 1, 0, last, 0);
    chart_series_set_values(s, sheet, head + 1, at, last, at);
    chart_series_set_name_range(s, sheet, head, at);
}

bool xlsx_chart(struct xlsx *x, const struct xlsx_chart *c, struct err *e)
{
    static const lxw_chart_type types[] = { [XLSX_BARS] = LXW_CHART_BAR,
                                            [XLSX_STACKED] = LXW_CHART_BAR_STACKED,
                                            [XLSX_LINES] = LXW_CHART_LINE };
    lxw_chart *chart = workbook_add_chart(x->book, (uint8_t)types[c->kind]);
    const char *sheet = str_dup(x->scratch, c->sheet).p;
    lxw_chart_options how = { .x_scale = 1.5, .y_scale = 1.5,
                              .description = (char *)str_dup(x->scratch, c->description).p };
    for (size_t i = 0; i < c->series; i++)
        add_series(chart, c, sheet, i);
    chart_title_set_name(chart, str_dup(x->scratch, c->title).p);
    if (c->series == 1)
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    bool upright = c->kind == XLSX_LINES;             /* the library turns its axes with the bars */
    if (!upright)
        chart_axis_set_reverse(chart->y_axis);        /* the first above, as in the table */
    if (c->shares)
        chart_axis_set_num_format(upright ? chart->y_axis : chart->x_axis, "0%");
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    lxw_error why = worksheet_insert_chart_opt(x->sheet, (lxw_row_t)c->head, (lxw_col_t)(c->series + 2),
                                               chart, &how);
    return why == LXW_NO_ERROR || failed(x, why, e);
}

bool xlsx_close_bytes(struct xlsx *x, struct buf *out, struct err *e)
{
    struct arena *a = arena_new();
    lxw_error why = workbook_close(x->book);
    str bytes = { 0 };
    bool ok = (why == LXW_NO_ERROR || failed(x, why, e)) && fs_read(a, x->path, BUF_LIMIT, &bytes, e);
    buf_put(out, bytes);
    arena_free(a);
    unlink(x->path);
    arena_free(x->scratch);
    return ok;
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
    if (x->is_own)
        unlink(x->path);
    arena_free(x->scratch);
}
