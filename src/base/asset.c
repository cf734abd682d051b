#include "base/asset.h"

/* Written by tools/embed; the last row has no path. */
struct row { const char *path, *bytes; uint64_t size; };
extern const struct row asset_table[];

static struct asset of_row(const struct row *r)
{
    return (struct asset){ str_of(r->path), { r->bytes, (size_t)r->size } };
}

bool asset_next(str prefix, size_t *i, struct asset *out)
{
    for (; asset_table[*i].path; ++*i) {
        if (!str_starts(str_of(asset_table[*i].path), prefix))
            continue;
        *out = of_row(&asset_table[(*i)++]);
        return true;
    }
    return false;
}

bool asset_find(str path, struct asset *out)
{
    for (const struct row *r = asset_table; r->path; r++)
        if (str_eq(str_of(r->path), path)) {
            *out = of_row(r);
            return true;
        }
    return false;
}
