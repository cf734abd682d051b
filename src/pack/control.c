/* In: the name of a set. Out: its files in a package. */
#include "pack/control.h"

#include "base/asset.h"

bool control_add(const char *set, struct bundle *site, struct err *e)
{
    struct asset document;
    str prefix = str_format(site->arena, "control/%s/", set);
    for (size_t i = 0; asset_next(prefix, &i, &document); ) {
        struct bundle_file f = { .path = str_from(document.path, prefix.n),
                                 .bytes = document.bytes };
        if (!bundle_add(site, f, e))
            return false;
    }
    return true;
}
