/*
 * The table of formats, made from formats.def.
 */
#include "format/format.h"

static const struct format *const formats[] = {
#define FORMAT(name) &format_##name,
#include "format/formats.def"
#undef FORMAT
};

enum { N_FORMATS = sizeof formats / sizeof formats[0] };

const struct format *format_next(const struct format *previous)
{
    for (size_t i = 0; previous != NULL && i < N_FORMATS; i++)
        if (formats[i] == previous)
            return i + 1 < N_FORMATS ? formats[i + 1] : NULL;
    return formats[0];
}

const struct format *format_named(str name)
{
    for (size_t i = 0; i < N_FORMATS; i++)
        if (str_eq(str_of(formats[i]->name), name))
            return formats[i];
    return NULL;
}

const struct format *format_of_path(str path)
{
    for (size_t i = 0; i < N_FORMATS; i++)
        if (str_ends(path, str_of(formats[i]->suffix)))
            return formats[i];
    return NULL;
}
