/*
 * ODS: each table of the document is a table (OpenDocument 1.3 part 3, 9). Rows and cells
 * that are alike are written once and counted; here they are told again and again, and
 * nothing is laid out before it is asked for. A cell says by itself what its value is.
 */
#include "grid/cells.h"
#include "grid/sheet.h"
#include "grid/value.h"

#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

enum {
    SHEETS = 1000,
    ROWS = 1 << 24,                       /* more than any program has */
    ROWS_ALIKE = 1000,                    /* that are not empty */
};

struct document {
    const struct archive_entry *content;
    struct arena *arena;
    VEC(str) hidden;                      /* styles of tables that are not shown */
    bool scanning;                        /* for the names of the tables */
    struct grid *grid;

    struct office_part *part;             /* being read */
    struct sheet sheet;

    /* Where the parser is. */
    str style;                            /* whose properties come */
    int tables;                           /* of the document so far */
    int depth;                            /* of tables in cells of tables */
    int in_cell, skipping;                /* how many elements are open in them; 0: not there */
    bool wanted, in_row;
    int64_t row, column, rows_alike, cells_alike;
    bool typed;                           /* the cell's tag says its value: text below is only shown */
    bool covered;
    size_t paragraphs;
    struct buf text;
};

/* ------------------------------------------------------------ cells */

static int64_t count_of(const struct xml_attributes *attributes, const char *name)
{
    int64_t n = 1;
    str s = xml_attribute(attributes, name);
    return s.n > 0 && str_int(s, &n) && n >= 1 && n <= ROWS ? n : 1;
}

static void put(struct document *d, str text)
{
    cells_put(d->sheet.cells, d->column, d->cells_alike, text, false);
}

static void put_number(struct document *d, str text)
{
    struct buf *out = sheet_value(&d->sheet);
    if (value_put_number(out, text))
        put(d, buf_str(out));
    else
        cells_fault(d->sheet.cells, d->column, CELL_UNREADABLE);
}

static void put_moment(struct document *d, str text)
{
    struct buf *out = sheet_value(&d->sheet);
    value_put_moment(out, text);
    put(d, buf_str(out));
}

static void put_duration(struct document *d, str text)
{
    struct buf *out = sheet_value(&d->sheet);
    put(d, value_put_duration(out, text) ? buf_str(out) : text);
}

static void put_boolean(struct document *d, str text)
{
    put(d, str_eq(text, S("true")) ? S("TRUE") : S("FALSE"));
}

/* The kinds of value (19.387), in which attribute each is, and how it is put. */
static const struct {
    const char *type, *attribute;
    void (*put)(struct document *d, str text);
} types[] = {
    { "float", "value", put_number }, { "percentage", "value", put_number },
    { "currency", "value", put_number }, { "date", "date-value", put_moment },
    { "time", "time-value", put_duration }, { "boolean", "boolean-value", put_boolean },
};

/* LibreOffice says of an error that it is a text, in its own namespace what it is. */
static bool is_error(const struct xml_attributes *attributes)
{
    static const char *const theirs[] = {
        "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        "urn:org:documentfoundation:names:experimental:calcext:1.0",
    };
    for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++)
        if (str_eq(xml_attribute_in(attributes, theirs[i], "value-type"), S("error")))
            return true;
    return false;
}

/* "of:=SUM([.A1])" that was never computed. */
static void put_formula(struct document *d, str formula)
{
    size_t at = str_find(formula, S("="));
    put(d, str_from(formula, at < formula.n ? at : 0));
    cells_fault(d->sheet.cells, d->column, CELL_FORMULA);
    d->typed = true;
}

static void put_typed(struct document *d, const struct xml_attributes *attributes)
{
    str type = xml_attribute_in(attributes, OFFICE, "value-type");
    str formula = xml_attribute(attributes, "formula");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq(type, str_of(types[i].type))) {
            types[i].put(d, xml_attribute_in(attributes, OFFICE, types[i].attribute));
            d->typed = true;
        }
    str text = xml_attribute_in(attributes, OFFICE, "string-value");
    if (is_error(attributes)) {
        cells_fault(d->sheet.cells, d->column, CELL_ERROR);
        d->typed = true;
    } else if (!d->typed && text.n > 0) {
        put(d, text);
        d->typed = true;
    } else if (type.n == 0 && formula.n > 0) {
        put_formula(d, formula);
    }
}

static void begin_cell(struct document *d, const struct xml_attributes *attributes, bool covered)
{
    d->in_cell = 1;
    d->covered = covered;
    d->typed = false;
    d->paragraphs = 0;
    d->cells_alike = count_of(attributes, "number-columns-repeated");
    buf_clear(&d->text);
    if (!covered)
        put_typed(d, attributes);
    if (xml_attribute(attributes, "torn").n > 0)
        cells_fault(d->sheet.cells, d->column, CELL_TORN);
}

static void end_cell(struct document *d)
{
    if (d->text.n > GRID_FIELD_BYTES)
        cells_fault(d->sheet.cells, d->column, CELL_LONG);
    else if (!d->typed && !d->covered)
        put(d, buf_str(&d->text));
    d->column += d->column < ROWS ? d->cells_alike : 0;
    d->in_cell = 0;
}

/* In a cell: paragraphs with what stands in a line; comments and drawings are none. */
static void open_in_cell(struct document *d, str name, const struct xml_attributes *attributes)
{
    d->in_cell++;
    if (d->skipping > 0 || (d->in_cell == 2 && !str_eq(name, S("p")))) {
        d->skipping++;
    } else if (str_eq(name, S("p"))) {
        if (d->paragraphs++ > 0)
            buf_byte(&d->text, '\n');
    } else if (str_eq(name, S("s")) && d->text.n <= GRID_FIELD_BYTES) {
        int64_t blanks = count_of(attributes, "c");
        buf_fill(&d->text, ' ', blanks <= GRID_FIELD_BYTES ? (size_t)blanks : GRID_FIELD_BYTES + 1);
    } else if (str_eq(name, S("tab"))) {
        buf_byte(&d->text, '\t');
    } else if (str_eq(name, S("line-break"))) {
        buf_byte(&d->text, '\n');
    } else if (str_eq(name, S("annotation"))) {
        d->skipping = 1;
    }
}

/* ------------------------------------------------------------ rows and tables */

static void begin_row(struct document *d, const struct xml_attributes *attributes)
{
    d->in_row = true;
    d->column = 0;
    d->rows_alike = count_of(attributes, "number-rows-repeated");
    cells_row(d->sheet.cells, d->row + 1);
}

static void end_row(struct document *d)
{
    d->in_row = false;
    d->row += d->rows_alike;
    if (d->row > ROWS)
        sheet_fail(&d->sheet, "the sheet has more rows than any program can show");
    if (cells_end(d->sheet.cells, d->rows_alike) && d->rows_alike > ROWS_ALIKE)
        sheet_fail(&d->sheet, "the sheet has the same row more than a thousand times, which is no table "
                   "of records; delete them");
}

static bool is_hidden(const struct document *d, str style)
{
    for (size_t i = 0; i < d->hidden.n; i++)
        if (str_eq(d->hidden.v[i], style))
            return true;
    return false;
}

static void begin_table(struct document *d, const struct xml_attributes *attributes)
{
    int i = d->tables++;
    d->row = 0;
    if (!d->scanning)
        d->wanted = (size_t)i == d->grid->tables.v[d->grid->table].own;
    else if (i < SHEETS && !is_hidden(d, xml_attribute(attributes, "style-name")))
        grid_add_table(d->grid, str_dup(d->arena, xml_attribute(attributes, "name")), (size_t)i, ',');
}

static void note_style(struct document *d, str name, const struct xml_attributes *attributes)
{
    if (str_eq(name, S("style")))
        d->style = str_dup(d->grid->reading, xml_attribute(attributes, "name"));
    else if (str_eq(name, S("table-properties")) && d->hidden.n < SHEETS
             && str_eq(xml_attribute(attributes, "display"), S("false")))
        *vec_push(d->arena, &d->hidden) = str_dup(d->arena, d->style);
}

static void on_open(void *self, str name, const struct xml_attributes *attributes)
{
    struct document *d = self;
    bool table = str_eq(name, S("table"));
    if (d->in_cell > 0) {
        open_in_cell(d, name, attributes);
    } else if (table) {
        if (d->depth++ == 0)
            begin_table(d, attributes);
    } else if (d->scanning) {
        note_style(d, name, attributes);
    } else if (d->wanted && d->in_row && str_eq(name, S("table-cell"))) {
        begin_cell(d, attributes, false);
    } else if (d->wanted && d->in_row && str_eq(name, S("covered-table-cell"))) {
        begin_cell(d, attributes, true);
    } else if (d->wanted && !d->in_row && str_eq(name, S("table-row"))) {
        begin_row(d, attributes);
    }
}

static void on_text(void *self, str text)
{
    struct document *d = self;
    if (d->in_cell > 1 && d->skipping == 0 && d->text.n <= GRID_FIELD_BYTES)
        buf_put(&d->text, text);
}

static void on_close(void *self, str name)
{
    struct document *d = self;
    if (d->in_cell > 1) {
        d->in_cell--;
        d->skipping -= d->skipping > 0;
    } else if (d->in_cell == 1) {
        end_cell(d);
    } else if (d->in_row && str_eq(name, S("table-row"))) {
        end_row(d);
    } else if (str_eq(name, S("table"))) {
        d->depth--;
        d->wanted = d->wanted && d->depth > 0;
    }
}

/* ------------------------------------------------------------ the reader */

static struct xml_listener listener_of(struct document *d)
{
    return (struct xml_listener){ d, on_open, on_text, on_close };
}

static bool knows(const struct grid *g, str head)
{
    static const str spreadsheet = { "application/vnd.oasis.opendocument.spreadsheet", 46 };
    const struct archive_entry *entry = g->zip != NULL ? archive_find(g->zip, S("mimetype")) : NULL;
    struct err ignored;
    (void)head;
    return entry != NULL && archive_find(g->zip, S("content.xml")) != NULL
        && archive_read(g->zip, entry, g->said, 200, &head, &ignored) && str_starts(head, spreadsheet);
}

static bool is_encrypted(const struct grid *g)
{
    const struct archive_entry *entry = archive_find(g->zip, S("META-INF/manifest.xml"));
    str manifest;
    struct err ignored;
    return entry != NULL && archive_read(g->zip, entry, g->said, 1024 * 1024, &manifest, &ignored)
        && str_find(manifest, S("encryption-data")) < manifest.n;
}

static bool open_document(struct grid *g, struct err *e)
{
    struct document *d = NEW(g->arena, struct document);
    *d = (struct document){ .content = archive_find(g->zip, S("content.xml")), .arena = g->arena,
                            .grid = g, .scanning = true };
    struct xml_listener l = listener_of(d);
    g->own = d;
    if (is_encrypted(g))
        return err_set(e, ERR_INPUT, "%s has a password; open it and save it without one",
                       input_path(g->in));
    if (!office_read(g, d->content, &l, true, e))
        return false;
    return g->tables.n > 0 || err_set(e, ERR_INPUT, "%s has no sheet that is shown", input_path(g->in));
}

static void close_document(struct grid *g)
{
    struct document *d = g->own;
    office_close(d->part);
    d->part = NULL;
}

static bool begin(struct grid *g, size_t skip, struct err *e)
{
    struct document *d = g->own;
    close_document(g);
    *d = (struct document){ .content = d->content, .arena = d->arena, .grid = g,
                            .text = buf_new(g->reading) };
    struct xml_listener l = listener_of(d);
    sheet_begin(&d->sheet, g);
    d->part = office_open(g, d->content, &l, e);
    if (d->part == NULL)
        return false;
    office_mend(d->part);
    return sheet_skip(&d->sheet, d->part, skip, e);
}

static enum grid_step next(struct grid *g, struct row *row, struct err *e)
{
    struct document *d = g->own;
    return sheet_next(&d->sheet, d->part, row, e);
}

const struct grid_reader grid_reader_ods = {
    .title = "ODS", .sheets = true, .knows = knows, .open = open_document, .close = close_document,
    .begin = begin, .next = next, .place = sheet_place,
};
