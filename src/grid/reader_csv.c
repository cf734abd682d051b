/*
 * Delimited text: each delimiter there is makes a table of its own, and whoever knows
 * the columns says which one it is. csv.h reads.
 */
#include "grid/csv.h"
#include "grid/inside.h"

struct delimited {
    struct csv *csv;
    struct csv_row row;                   /* read last */
};

/* A colon stands in so many values that only a header whose columns are known can
 * prove it: it comes last. */
static const struct { char c; const char *name; } delimiters[] = {
    { ',', "comma between fields" }, { ';', "semicolon between fields" },
    { '\t', "tab between fields" }, { ':', "colon between fields" },
};

/* The id of each trouble, and what helps. */
static const struct { const char *code, *advice; } troubles[CSV_TROUBLES] = {
    [CSV_GOOD]         = { NULL, "" },
    [CSV_FIELDS]       = { "field-count", "look for a delimiter inside a text that has no quotes around it" },
    [CSV_STRAY_QUOTE]  = { "stray-quote", "put quotes around the whole field and double those inside" },
    [CSV_BEHIND_QUOTE] = { "stray-quote", "double the quotes inside a quoted field" },
    [CSV_UNCLOSED]     = { "unclosed-quote", "close it, or double it if it belongs to the text" },
    [CSV_NUL]          = { "zero-byte", "take it out; text has none" },
    [CSV_BARE_CR]      = { "bare-return", "save the file with usual line ends, or put quotes around the field" },
    [CSV_NOT_UTF8]     = { "not-utf8", "" },
    [CSV_LONG_ROW]     = { "long-row", "no record of learning is that long; is it a table at all?" },
    [CSV_LONG_FIELD]   = { "long-field", "shorten it" },
    [CSV_MANY_FIELDS]  = { "many-fields", "no record of learning has that many; is it a table at all?" },
};

static bool knows(const struct grid *g, str head)
{
    (void)head;
    return g->zip == NULL;
}

static bool open_text(struct grid *g, struct err *e)
{
    g->own = NEW(g->arena, struct delimited);
    for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++)
        grid_add_table(g, str_of(delimiters[i].name), i, delimiters[i].c);
    return input_must_be_text(g->in, e);
}

/* What stands before the header need not have as many fields. */
static bool skip_rows(struct delimited *d, size_t skip, struct err *e)
{
    for (; skip > 0; skip--)
        if (csv_next(d->csv, &d->row, e) == CSV_FAILED)
            return false;
    csv_forget_width(d->csv);
    return true;
}

static bool begin(struct grid *g, size_t skip, struct err *e)
{
    struct delimited *d = g->own;
    struct csv_limits limits = { .row = GRID_ROW_BYTES, .field = GRID_FIELD_BYTES,
                                 .fields = GRID_FIELDS };
    d->csv = csv_open(g->reading, input_bytes(g->in), grid_delimiter(g, g->table), limits);
    return input_rewind(g->in, e) && skip_rows(d, skip, e);
}

static bool not_utf8(const struct grid *g, const struct csv_row *row, struct err *e)
{
    struct csv_place at = csv_place(row, row->trouble_at);
    return err_set(e, ERR_INPUT, "%s:%lld:%d: the byte 0x%02X at offset %llu is not UTF-8; if the file "
                   "was saved in another encoding, name it, for example --encoding windows-1252",
                   input_path(g->in), (long long)at.line, at.column,
                   (unsigned)(unsigned char)row->raw.p[row->trouble_at],
                   (unsigned long long)(row->offset + row->trouble_at));
}

/* A trouble of a field that spans lines is told of the row. */
static enum grid_step tell_trouble(struct grid *g, struct row *out, struct err *e)
{
    const struct delimited *d = g->own;
    const struct csv_row *row = &d->row;
    struct csv_place at = csv_place(row, row->trouble_at);
    struct place place = { .line = (int)at.line, .column = at.column };
    if (row->trouble == CSV_NOT_UTF8)
        return (void)not_utf8(g, row, e), GRID_FAILED;
    out->torn = row->trouble != CSV_FIELDS || row->n > csv_width(d->csv);
    if (row->trouble == CSV_FIELDS)
        return grid_trouble(g, out, troubles[row->trouble].code, place,
                            "has %zu %s, the header has %zu; %s", row->n,
                            row->n == 1 ? "field" : "fields", csv_width(d->csv),
                            troubles[CSV_FIELDS].advice);
    return grid_trouble(g, out, troubles[row->trouble].code, place, "%s; %s",
                        csv_trouble_text(row->trouble), troubles[row->trouble].advice);
}

static enum grid_step next(struct grid *g, struct row *out, struct err *e)
{
    struct delimited *d = g->own;
    enum csv_step step = csv_next(d->csv, &d->row, e);
    g->taken = input_taken(g->in);
    if (step != CSV_ROW)
        return step == CSV_END ? GRID_END : GRID_FAILED;
    *out = (struct row){ .fields = d->row.fields, .n = d->row.n, .raw = d->row.raw,
                         .number = d->row.line };
    return d->row.trouble == CSV_GOOD ? GRID_ROW : tell_trouble(g, out, e);
}

static struct place place(const struct grid *g, const struct row *row, int field)
{
    const struct delimited *d = g->own;
    if (field == NO_FIELD)
        return (struct place){ .line = (int)row->number };
    struct csv_place at = csv_place(&d->row, csv_field_at(d->csv, &d->row, (size_t)field));
    return (struct place){ .line = (int)at.line, .column = at.column };
}

const struct grid_reader grid_reader_csv = {
    .title = "delimited text", .by_line = true, .knows = knows, .open = open_text, .begin = begin, .next = next,
    .place = place,
};
