/* What is asked of a unit. */
#include "xliff/xliff.h"

const struct xliff_code *xliff_code(const struct xliff_unit *u, str id)
{
    for (size_t i = 0; i < u->codes.n; i++)
        if (str_eq(u->codes.v[i].id, id))
            return &u->codes.v[i];
    return NULL;
}

const struct xliff_note *xliff_note(const struct xliff_unit *u, const char *category)
{
    for (size_t i = 0; i < u->notes.n; i++)
        if (str_eq(u->notes.v[i].category, str_of(category)))
            return &u->notes.v[i];
    return NULL;
}

bool xliff_translated(const struct xliff_unit *u)
{
    return !pieces_empty(&u->target) && u->state >= XLIFF_TRANSLATED;
}

bool xliff_stale(const struct xliff_unit *u, str *was)
{
    bool is = u->state == XLIFF_INITIAL && str_eq(u->substate, S(XLIFF_STALE))
              && !pieces_empty(&u->target);
    const struct xliff_note *n = is && was ? xliff_note(u, XLIFF_STALE) : NULL;
    if (was)
        *was = n ? n->text : S("");
    return is;
}
