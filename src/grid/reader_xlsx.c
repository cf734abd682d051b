/*
 * XLSX: each sheet is a table. The rows of a sheet (ECMA-376 part 1, 18.3.1.73) name
 * their number and their cells; what they leave out is empty. A formula counts as the
 * value that was computed when the file was saved. Moodle writes texts that begin with
 * "=" as formulas: one without a value, or with words that no program knows (#NAME?), is
 * the text that somebody typed.
 */
#include "grid/cells.h"
#include "grid/sheet.h"
#include "grid/xlsx.h"

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_BOOLEAN, TYPE_ERROR, TYPE_DATE };
enum inside { IN_NOTHING, IN_VALUE, IN_FORMULA };

struct workbook {
    struct xlsx_book *book;
    struct office_part *part;             /* being read */
    struct sheet sheet;

    /* Where the parser is. */
    bool in_data, in_row, in_cell, in_sound;
    enum inside inside;
    int64_t row;
    int64_t column;
    enum cell_type type;
    int64_t style;
    bool has_formula, has_value;
    struct buf text, formula;             /* of the cell */
};

/* ------------------------------------------------------------ cells */

/* Names of one letter come by the million. */
static bool is_letter(str name, char letter)
{
    return name.n == 1 && name.p[0] == letter;
}

/* "C17" is column 2; -1: it is no name of a cell. */
static int64_t column_of(str reference)
{
    int64_t column = 0;
    size_t i = 0;
    for (; i < reference.n && i < 4 && reference.p[i] >= 'A' && reference.p[i] <= 'Z'; i++)
        column = column * 26 + (reference.p[i] - 'A' + 1);
    return i == reference.n || i == 0 ? -1 : column - 1;
}

static enum cell_type type_of(str name)
{
    if (is_letter(name, 's'))
        return TYPE_SHARED;
    static const struct { const char *name; enum cell_type type; } types[] = {
        { "inlineStr", TYPE_TEXT }, { "str", TYPE_TEXT },
        { "b", TYPE_BOOLEAN }, { "e", TYPE_ERROR }, { "d", TYPE_DATE },
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq(name, str_of(types[i].name)))
            return types[i].type;
    return TYPE_NUMBER;
}

static void begin_row(struct workbook *w, const struct xml_attributes *attributes)
{
    str number = xml_attribute(attributes, "r");
    int64_t row = w->row + 1;
    if (number.n > 0 && (!str_int(number, &row) || row <= w->row))
        return sheet_fail(&w->sheet, "the rows of the sheet are out of order");
    w->row = row;
    w->column = -1;
    w->in_row = true;
    cells_row(w->sheet.cells, row);
}

static void begin_cell(struct workbook *w, const struct xml_attributes *attributes)
{
    int64_t column = w->column + 1;
    str name, value;
    w->type = TYPE_NUMBER;
    w->style = 0;
    for (int i = 0; xml_attribute_at(attributes, i, &name, &value); i++) {
        if (is_letter(name, 'r'))
            column = column_of(value);
        else if (is_letter(name, 't'))
            w->type = type_of(value);
        else if (is_letter(name, 's') && !str_int(value, &w->style))
            w->style = -1;
    }
    if (column <= w->column) {
        cells_fault(w->sheet.cells, w->column + 1, CELL_OUT_OF_ORDER);
        return;
    }
    w->column = column;
    w->in_cell = true;
    w->has_formula = w->has_value = false;
    buf_clear(&w->text);
    buf_clear(&w->formula);
}

static void put_shared(struct workbook *w)
{
    int64_t i;
    if (str_int(str_trim(buf_str(&w->text)), &i) && i >= 0 && (size_t)i < w->book->text.n)
        cells_put(w->sheet.cells, w->column, 1, w->book->text.v[i], true);
    else
        cells_fault(w->sheet.cells, w->column, CELL_UNREADABLE);
}

static enum value_kind kind_of(const struct workbook *w)
{
    return w->style >= 0 && (size_t)w->style < w->book->style.n
         ? (enum value_kind)w->book->style.v[w->style] : VALUE_NUMBER;
}

static void put_number(struct workbook *w)
{
    enum value_kind kind = kind_of(w);
    struct buf *out = sheet_value(&w->sheet);
    str text = buf_str(&w->text);
    if ((kind != VALUE_NUMBER && value_put_date(out, text, kind, w->book->from_1904))
        || value_put_number(out, text))
        cells_put(w->sheet.cells, w->column, 1, buf_str(out), false);
    else
        cells_fault(w->sheet.cells, w->column, CELL_UNREADABLE);
}

/* A moment written out (18.18.11), of which midnight is a day. */
static void put_date(struct workbook *w)
{
    str text = str_trim(buf_str(&w->text)), midnight = S("T00:00:00");
    if (kind_of(w) != VALUE_DAY_AND_TIME && str_ends(text, midnight))
        text = str_head(text, text.n - midnight.n);
    cells_put(w->sheet.cells, w->column, 1, text, false);
}

static void put_text(struct workbook *w)
{
    xlsx_unescape(&w->text);
    cells_put(w->sheet.cells, w->column, 1, buf_str(&w->text), false);
}

static void put_formula(struct workbook *w)
{
    struct buf *out = sheet_value(&w->sheet);
    buf_byte(out, '=');
    buf_put(out, buf_str(&w->formula));
    if (w->formula.n > 0)
        cells_put(w->sheet.cells, w->column, 1, buf_str(out), false);
    cells_fault(w->sheet.cells, w->column, w->formula.n > 0 ? CELL_FORMULA : CELL_NOT_COMPUTED);
}

static void put_cell(struct workbook *w)
{
    bool unknown = w->type == TYPE_ERROR && w->formula.n > 0 && str_eq(buf_str(&w->text), S("#NAME?"));
    if (w->has_formula && (!w->has_value || unknown))
        return put_formula(w);
    if (w->text.n == 0)
        return;
    if (w->text.n > GRID_FIELD_BYTES)
        return cells_fault(w->sheet.cells, w->column, CELL_LONG);
    switch (w->type) {
    case TYPE_SHARED:  put_shared(w); break;
    case TYPE_NUMBER:  put_number(w); break;
    case TYPE_TEXT:    put_text(w); break;
    case TYPE_DATE:    put_date(w); break;
    case TYPE_ERROR:   cells_fault(w->sheet.cells, w->column, CELL_ERROR); break;
    case TYPE_BOOLEAN: cells_put(w->sheet.cells, w->column, 1,
                                 str_eq(buf_str(&w->text), S("1")) ? S("TRUE") : S("FALSE"), true);
                       break;
    }
}

/* ------------------------------------------------------------ the parser's calls */

static void on_open(void *self, str name, const struct xml_attributes *attributes)
{
    struct workbook *w = self;
    if (w->in_cell) {
        if (is_letter(name, 'v')) {
            w->inside = IN_VALUE;
            w->has_value = true;
        } else if (is_letter(name, 't') && !w->in_sound) {
            w->inside = IN_VALUE;
        } else if (is_letter(name, 'f')) {
            w->inside = IN_FORMULA;
            w->has_formula = true;
        } else if (str_eq(name, S("rPh"))) {
            w->in_sound = true;
        }
    } else if (w->in_row && is_letter(name, 'c')) {
        begin_cell(w, attributes);
    } else if (w->in_data && !w->in_row && str_eq(name, S("row"))) {
        begin_row(w, attributes);
    } else if (str_eq(name, S("sheetData"))) {
        w->in_data = true;
    }
}

static void on_text(void *self, str text)
{
    struct workbook *w = self;
    struct buf *to = w->inside == IN_FORMULA ? &w->formula : &w->text;
    if (w->inside != IN_NOTHING && to->n <= GRID_FIELD_BYTES)
        buf_put(to, text);
}

static void on_close(void *self, str name)
{
    struct workbook *w = self;
    w->inside = IN_NOTHING;
    if (w->in_cell && is_letter(name, 'c')) {
        put_cell(w);
        w->in_cell = w->in_sound = false;
    } else if (w->in_sound && str_eq(name, S("rPh"))) {
        w->in_sound = false;
    } else if (w->in_row && str_eq(name, S("row"))) {
        (void)cells_end(w->sheet.cells, 1);
        w->in_row = false;
    } else if (str_eq(name, S("sheetData"))) {
        w->in_data = false;
    }
}

/* ------------------------------------------------------------ the reader */

/* Some programs number the part of the workbook. */
static bool knows(const struct grid *g, str head)
{
    (void)head;
    if (g->zip == NULL || archive_find(g->zip, S("[Content_Types].xml")) == NULL)
        return false;
    for (size_t i = 0; archive_at(g->zip, i) != NULL; i++) {
        str name = archive_at(g->zip, i)->name;
        if (str_starts(name, S("xl/workbook")) && str_ends(name, S(".xml")))
            return true;
    }
    return false;
}

/* What nobody sees is not meant, unless there is nothing else. */
static bool add_sheets(struct grid *g, const struct xlsx_book *b, bool hidden)
{
    for (size_t i = 0; i < b->sheets.n; i++)
        if (b->sheets.v[i].entry != NULL && b->sheets.v[i].hidden == hidden)
            grid_add_table(g, b->sheets.v[i].name, i, ',');
    return g->tables.n > 0;
}

static bool open_book(struct grid *g, struct err *e)
{
    struct workbook *w = NEW(g->arena, struct workbook);
    g->own = w;
    w->text = buf_new(g->arena);
    w->formula = buf_new(g->arena);
    w->book = xlsx_book_open(g, e);
    if (w->book == NULL)
        return false;
    return add_sheets(g, w->book, false) || add_sheets(g, w->book, true)
        || err_set(e, ERR_INPUT, "%s has no sheet with cells", input_path(g->in));
}

static void close_book(struct grid *g)
{
    struct workbook *w = g->own;
    office_close(w->part);
    w->part = NULL;
}

static bool begin(struct grid *g, size_t skip, struct err *e)
{
    struct workbook *w = g->own;
    struct xml_listener l = { w, on_open, on_text, on_close };
    close_book(g);
    if (!xlsx_book_load(w->book, e))
        return false;
    *w = (struct workbook){ .book = w->book, .text = w->text, .formula = w->formula };
    sheet_begin(&w->sheet, g);
    w->part = office_open(g, w->book->sheets.v[g->tables.v[g->table].own].entry, &l, e);
    return w->part != NULL && sheet_skip(&w->sheet, w->part, skip, e);
}

static enum grid_step next(struct grid *g, struct row *row, struct err *e)
{
    struct workbook *w = g->own;
    return sheet_next(&w->sheet, w->part, row, e);
}

const struct grid_reader grid_reader_xlsx = {
    .title = "XLSX", .sheets = true, .knows = knows, .open = open_book, .close = close_book,
    .begin = begin, .next = next, .place = sheet_place,
};
