#include "base/tsv.h"

#include <string.h>

#include "base/asset.h"

static size_t split(str line, str *cells)
{
    size_t n = 0;
    if (str_ends(line, S("\r")))
        line.n--;
    while (line.p && n < TSV_COLUMNS)
        cells[n++] = str_cut(&line, '\t');
    return n;
}

bool tsv_open(struct tsv *t, str asset, struct err *e)
{
    struct asset a;
    if (!asset_find(asset, &a))
        return err_set(e, ERR_SYSTEM, "this program was built without " STR_FMT, STR_ARG(asset));
    tsv_of(t, a.bytes);
    return true;
}

void tsv_of(struct tsv *t, str bytes)
{
    *t = (struct tsv){ .rest = bytes, .line = 1 };
    t->n = split(str_cut(&t->rest, '\n'), t->heading);
}

bool tsv_next(struct tsv *t)
{
    while (t->rest.p && t->rest.n) {
        str line = str_cut(&t->rest, '\n');
        t->line++;
        if (!line.n)
            continue;
        memset(t->cell, 0, sizeof t->cell);
        split(line, t->cell);
        return true;
    }
    return false;
}

str tsv_cell(const struct tsv *t, str heading)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->heading[i], heading))
            return t->cell[i].p ? t->cell[i] : S("");
    return S("");
}
