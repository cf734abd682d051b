#include "report/built_in.h"

#include "base/near.h"

static const str folder = { "report/reports/", 15 };

bool built_in_next(size_t *i, str *name)
{
    struct asset file;
    while (asset_next(folder, i, &file))
        if (str_ends(file.path, S(".en.report"))) {
            *name = str_head(str_from(file.path, folder.n), file.path.n - folder.n - S(".en.report").n);
            return true;
        }
    return false;
}

static bool find(struct arena *a, str name, str lang, struct asset *file)
{
    str path = str_format(a, STR_FMT STR_FMT "." STR_FMT ".report", STR_ARG(folder), STR_ARG(name), STR_ARG(lang));
    if (!asset_find(path, file))
        return false;
    file->path = str_from(path, folder.n);
    return true;
}

bool built_in_named(struct arena *a, str name, str lang, struct asset *file, struct err *e)
{
    str other, language = lang;
    struct near near = near_to(name);
    if (find(a, name, str_cut(&language, '-'), file) || find(a, name, S("en"), file))
        return true;
    for (size_t i = 0; built_in_next(&i, &other);)
        near_offer(&near, other);
    if (near.best.n)
        return err_set(e, ERR_USAGE, "there is no report \"" STR_FMT "\"; did you mean " STR_FMT "?",
                       STR_ARG(name), STR_ARG(near.best));
    return err_set(e, ERR_USAGE, "there is no report \"" STR_FMT "\" and no file of this name; etalon report "
                   "--list tells which there are", STR_ARG(name));
}
