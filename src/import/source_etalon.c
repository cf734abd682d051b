/*
 * Our own export (tracker/exchange.h): the column "table" says of each row what it is; a
 * file holds one kind of thing, or as JSON Lines all of them. The spreadsheet profile
 * tells by a column of its own that texts were made harmless, and this is undone.
 */
#include "base/buf.h"
#include "import/source.h"
#include "tracker/exchange.h"

enum { THINGS_MOST = 32 };

struct etalon {
    int columns[THINGS_MOST][EXCHANGE_COLUMNS];   /* fields of the row */
    int table;
    bool neutralised;
};

static bool has_all(const struct header *h, const struct exchange_thing *t)
{
    for (size_t i = 0; t->columns[i]; i++)
        if (header_find(h, str_of(t->columns[i])) == NO_FIELD)
            return false;
    return true;
}

static size_t columns_of(const struct exchange_thing *t)
{
    size_t n = 0;
    while (t->columns[n])
        n++;
    return n;
}

/* The kind with the most columns among those that are all there; -1: none is. */
static int kind_of(const struct header *h)
{
    int best = -1;
    for (size_t i = 0; exchange_at(i); i++)
        if (has_all(h, exchange_at(i))
            && (best < 0 || columns_of(exchange_at(i)) > columns_of(exchange_at((size_t)best))))
            best = (int)i;
    return best;
}

static bool is_ours(str name)
{
    for (size_t i = 0; exchange_at(i); i++)
        for (size_t c = 0; exchange_at(i)->columns[c]; c++)
            if (str_eq(name, str_of(exchange_at(i)->columns[c])))
                return true;
    return str_eq(name, S("table")) || str_eq(name, S("neutralised"));
}

/* JSON leaves out what is not known, and so perhaps a member in all rows of every kind. */
static bool are_ours(const struct header *h)
{
    for (size_t i = 0; i < h->n; i++)
        if (!is_ours(h->names[i]))
            return false;
    return true;
}

static enum fit fits(const struct header *h, struct buf *why)
{
    if (header_find(h, S("table")) == NO_FIELD || (kind_of(h) < 0 && !are_ours(h)))
        return FITS_NOT;
    buf_puts(why, "it has the column table and those of an export");
    return FITS;
}

static bool begin(struct reader *r, struct err *e)
{
    struct etalon *x = NEW(r->arena, struct etalon);
    (void)e;
    r->own = x;
    x->table = header_find(r->header, S("table"));
    x->neutralised = header_find(r->header, S("neutralised")) != NO_FIELD;
    for (size_t i = 0; exchange_at(i); i++)
        for (size_t c = 0; exchange_at(i)->columns[c]; c++) {
            str name = str_of(exchange_at(i)->columns[c]);
            x->columns[i][c] = header_find(r->header, name);
            if (x->columns[i][c] != NO_FIELD)
                reader_role(r, exchange_at(i)->columns[c], x->columns[i][c]);
        }
    return true;
}

/* What stands in the field, blanks too; of JSON a member may be missing. */
static str cell(struct reader *r, const struct etalon *x, int field)
{
    if (field == NO_FIELD || (size_t)field >= r->row.n)
        return S("");
    str s = str_dup(r->scratch, r->row.fields[field]);
    size_t signs = 0;
    while (signs < s.n && s.p[signs] == '\'')
        signs++;
    bool was = x->neutralised && signs > 0 && signs < s.n && str_find(S("=+-@\t\r"), str_head(str_from(s, signs), 1)) < 6;
    return was ? str_from(s, 1) : s;
}

static bool read(struct reader *r, struct record *out, struct err *e)
{
    const struct etalon *x = r->own;
    str name = reader_text(r, x->table);
    (void)e;
    const struct exchange_thing *t = exchange_named(name, &out->thing);
    if (!t) {
        reader_refuse(r, x->table, "unknown-table", "an export has no table \"" STR_FMT "\"", STR_ARG(name));
        return true;
    }
    str *cells = NEW_N(r->scratch, str, EXCHANGE_COLUMNS);
    for (size_t c = 0; t->columns[c]; c++)
        cells[c] = cell(r, x, x->columns[out->thing][c]);
    out->kind = RECORD_EXCHANGE;
    out->cells = cells;
    return true;
}

const struct source source_etalon = {
    .name = "etalon", .title = "an export of etalon's own", .order = -1, .rank = kind_of,
    .every_sheet = true,
    .fits = fits, .begin = begin, .read = read,
};
