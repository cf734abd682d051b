/*
 * csv: RFC 4180, UTF-8 without a byte order mark, lines end with CR LF, the
 * header row holds the columns' ids. Data only: titles and notes are for the
 * formats people read.
 */
#include "table/delimited.h"
#include "format/format.h"

static void put_header(struct buf *out, const struct table *t)
{
    for (size_t c = 0; c < t->columns.n; c++) {
        if (c > 0)
            buf_byte(out, ',');
        delimited_put(out, t->columns.v[c].id, ',');
    }
    buf_put(out, S("\r\n"));
}

static void put_row(struct buf *out, const struct table *t, size_t row, struct buf *cell)
{
    for (size_t c = 0; c < t->columns.n; c++) {
        if (c > 0)
            buf_byte(out, ',');
        buf_clear(cell);
        table_put_raw(cell, &t->columns.v[c], table_at(t, row, c));
        if (t->columns.n == 1 && buf_str(cell).n == 0)
            buf_put(out, S("\"\""));       /* an empty line would be no row to many readers */
        else
            delimited_put(out, buf_str(cell), ',');
    }
    buf_put(out, S("\r\n"));
}

static const struct table *only_table(const struct report *r, struct err *e)
{
    const struct table *found = NULL;
    for (size_t i = 0; i < r->parts.n; i++) {
        const struct table *t = report_table_at(r, i);
        if (t == NULL)
            continue;
        if (found != NULL) {
            err_set(e, ERR_USAGE, "a CSV file holds one table and this result has several; "
                    "use -f json or -f text");
            return NULL;
        }
        found = t;
    }
    if (found == NULL)
        err_set(e, ERR_USAGE, "a CSV file holds a table and this result has none; "
                "use -f json or -f text");
    return found;
}

enum { SAMPLE = 4096 };                   /* rows that tell how long all will be */

static bool csv_write(const struct report *r, const struct write_how *how,
                      struct buf *out, struct err *e)
{
    (void)how;
    const struct table *t = only_table(r, e);
    if (t == NULL)
        return false;
    struct buf cell = buf_new(out->arena);
    put_header(out, t);
    for (size_t row = 0; row < table_rows(t); row++) {
        if (row == SAMPLE)
            buf_reserve(out, (out->n / SAMPLE + 1) * table_rows(t) / 8 * 9);
        put_row(out, t, row, &cell);
    }
    return true;
}

const struct format format_csv = {
    .name = "csv", .suffix = ".csv", .media = "text/csv",
    .help = "one table, comma-separated (RFC 4180), ids as header", .one_table = true,
    .write = csv_write,
};
