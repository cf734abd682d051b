#include "grid/sheet.h"

static const struct { const char *code, *why; } faults[CELL_FAULTS] = {
    [CELL_ERROR]        = { "cell-error", "holds an error of the spreadsheet; correct its formula, or empty "
                                          "the cell" },
    [CELL_NOT_COMPUTED] = { "not-computed", "has a formula whose value was not saved; open the file in a "
                                            "spreadsheet program and save it again" },
    [CELL_OUT_OF_ORDER] = { "cell-order", "has cells out of order; open the file in a spreadsheet program "
                                          "and save it again" },
    [CELL_UNREADABLE]   = { "bad-cell", "has a value that cannot be read; open the file in a spreadsheet "
                                        "program and save it again" },
    [CELL_LONG]         = { "long-field", "has a text longer than the limit for a field; shorten it" },
    [CELL_MANY]         = { "many-fields", "goes beyond the columns a table of records may have; is it a "
                                           "table at all?" },
    [CELL_LONG_ROW]     = { "long-row", "is longer than the limit for a row; no record of learning is that "
                                        "long" },
    [CELL_TORN]         = { "torn-cell", "has a cell that the program that wrote the file left unfinished, and "
                                         "its value is not there; Moodle does so to texts that begin with "
                                         "\"=\", but not in CSV or XLSX" },
    [CELL_FORMULA]      = { "not-computed", "has a formula without a value; what it says is taken as a text" },
    [CELL_UNTITLED]     = { "untitled-cell", "has something where the header has no title; it is left out" },
};

void sheet_begin(struct sheet *s, struct grid *g)
{
    *s = (struct sheet){ .grid = g, .cells = cells_new(g->reading), .value = buf_new(g->reading) };
}

void sheet_fail(struct sheet *s, const char *why)
{
    if (s->trouble.kind == ERR_NONE)
        (void)err_set(&s->trouble, ERR_INPUT, "%s: %s; open the file in a spreadsheet program and save it "
                      "again", input_path(s->grid->in), why);
}

struct buf *sheet_value(struct sheet *s)
{
    buf_clear(&s->value);
    return &s->value;
}

static struct place at(const struct grid *g, int64_t row, int64_t column)
{
    return (struct place){ .sheet = g->tables.v[g->table].name, .line = (int)row, .column = (int)column };
}

struct place sheet_place(const struct grid *g, const struct row *row, int field)
{
    return at(g, row->number, field == NO_FIELD ? 0 : field + 1);
}

static bool read_on(struct sheet *s, struct office_part *part, struct err *e)
{
    bool more;
    if (!office_step(part, &more, e))
        return false;
    s->ended = !more;
    s->grid->taken = office_taken(part);
    if (s->trouble.kind != ERR_NONE)
        *e = s->trouble;
    return s->trouble.kind == ERR_NONE;
}

enum grid_step sheet_next(struct sheet *s, struct office_part *part, struct row *row, struct err *e)
{
    enum cell_fault fault;
    int64_t column;
    while (!cells_next(s->cells, row, &fault, &column)) {
        if (s->ended)
            return GRID_END;
        if (!read_on(s, part, e))
            return GRID_FAILED;
    }
    if (fault == CELL_GOOD)
        return GRID_ROW;
    row->taken = fault > CELL_WARNINGS;
    return grid_trouble(s->grid, row, faults[fault].code, at(s->grid, row->number, column + 1), "%s",
                        faults[fault].why);
}

bool sheet_skip(struct sheet *s, struct office_part *part, size_t rows, struct err *e)
{
    struct row row;
    enum grid_step step = GRID_ROW;
    for (; rows > 0 && step == GRID_ROW; rows--)
        step = sheet_next(s, part, &row, e);
    cells_forget_width(s->cells);
    return step != GRID_FAILED;
}
