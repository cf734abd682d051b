/*
 * Any bytes: the CSV reader ends, keeps its promises about places, and says the
 * same whatever the size of its buffer. The first byte chooses the delimiter,
 * the second how the bytes are cut.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "grid/csv.h"
#include "../piecemeal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void put_row(struct buf *b, const struct csv *c, const struct csv_row *row, str in)
{
    must(row->offset + row->raw.n <= in.n);
    must(row->raw.n == 0 || memcmp(row->raw.p, in.p + row->offset, row->raw.n) == 0);
    must(row->trouble < CSV_TROUBLES && row->trouble_at <= row->raw.n);
    struct csv_place at = csv_place(row, row->trouble_at);
    must(at.line >= row->line && at.column >= 1);
    buf_printf(b, "%lld!%d@%zu", (long long)row->line, (int)row->trouble, row->trouble_at);
    bool whole = row->trouble == CSV_GOOD || row->trouble == CSV_FIELDS;
    must(row->trouble != CSV_GOOD || row->n == csv_width(c));
    for (size_t i = 0; i < row->n && whole; i++) {
        must(csv_field_at(c, row, i) <= row->raw.n);
        must(str_utf8_bad(row->fields[i]) == row->fields[i].n);
        buf_byte(b, '|');
        buf_put(b, row->fields[i]);
    }
    buf_byte(b, ';');
}

static str told(struct arena *a, str in, char delimiter, size_t chunk, size_t most)
{
    struct piecemeal m = { in, most };
    struct csv_limits limits = { .chunk = chunk, .row = 300, .field = 100, .fields = 20 };
    struct csv *c = csv_open(a, (struct csv_from){ piecemeal_read, &m }, delimiter, limits);
    struct buf b = buf_new(a);
    struct csv_row row;
    struct err e = { 0 };
    enum csv_step step;
    while ((step = csv_next(c, &row, &e)) == CSV_ROW)
        put_row(&b, c, &row, in);
    must(step == CSV_END && m.rest.n == 0);
    return buf_str(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct arena *a = arena_new();
    char delimiter = ",;\t"[data[0] % 3];
    str in = { (const char *)data + 2, size - 2 };
    must(str_eq(told(a, in, delimiter, 4096, 1000000),
                told(a, in, delimiter, (size_t)data[1] % 64 + 1, (size_t)data[1] / 64 + 1)));
    arena_free(a);
    return 0;
}
