/*
 * The table of dimensions, made from dimensions.def.
 */
#include "stats/dimension.h"

#include "base/near.h"

static const struct dimension *const dimensions[] = {
#define DIMENSION(name) &dimension_##name,
#include "stats/dimensions.def"
#undef DIMENSION
};

const struct dimension *dimension_at(size_t i)
{
    return i < sizeof dimensions / sizeof dimensions[0] ? dimensions[i] : NULL;
}

const struct dimension *dimension_named(str name, struct err *e)
{
    struct near near = near_to(name);
    const struct dimension *d;
    for (size_t i = 0; (d = dimension_at(i)) != NULL; i++) {
        if (str_eq(name, str_of(d->name)) || str_eq(name, str_of(d->id)))
            return d;
        near_offer(&near, str_of(d->name));
    }
    if (near.best.n > 0)
        err_set(e, ERR_USAGE, "nothing can be counted by \"" STR_FMT "\"; did you mean " STR_FMT
                "?", STR_ARG(name), STR_ARG(near.best));
    else
        err_set(e, ERR_USAGE, "nothing can be counted by \"" STR_FMT "\"; etalon stats lists what "
                "--by takes", STR_ARG(name));
    return NULL;
}

bool axis_open(struct axis *x, struct arena *a, struct db *db, const struct dimension *d,
               const struct question *q, const struct world *w, const struct facts *facts,
               struct err *e)
{
    *x = (struct axis){ .dimension = d, .question = q, .world = w };
    for (size_t l = 0; l < LINES; l++) {
        x->has_line[l] = d->lines[l] != NULL;
        if (x->has_line[l])
            x->lines[l] = say(a, question_words(q), d->lines[l]);
    }
    return d->prepare(x, a, db, facts, e);
}

const char *line_name(enum line l)
{
    static const char *const names[LINES] = { "none", "unknown", "undated" };
    return names[l];
}
