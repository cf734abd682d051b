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

static const struct dimension *of_scheme(struct arena *a, str scheme)
{
    const struct dimension *d;
    for (size_t i = 0; (d = dimension_at(i)) != NULL; i++)
        if (d->of_economies && d->detail != NULL && str_eq_nocase(str_of(d->detail), scheme))
            return d;
    struct dimension *made = NEW(a, struct dimension);
    *made = dimension_of_scheme(a, scheme);
    return made;
}

static bool is_in_capitals(str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!(name.p[i] >= 'A' && name.p[i] <= 'Z') && !(name.p[i] >= '0' && name.p[i] <= '9')
            && name.p[i] != '-' && name.p[i] != '_')
            return false;
    return name.n > 0;
}

const struct dimension *dimension_named(struct arena *a, str name, struct err *e)
{
    struct near near = near_to(name);
    const struct dimension *d;
    for (size_t i = 0; (d = dimension_at(i)) != NULL; i++) {
        if (str_eq(name, str_of(d->name)) || str_eq(name, str_of(d->id)))
            return d;
        near_offer(&near, str_of(d->name));
    }
    if (str_starts(name, S("group:")) && name.n > S("group:").n)
        return of_scheme(a, str_from(name, S("group:").n));
    if (is_in_capitals(name))
        return of_scheme(a, name);
    if (near.best.n > 0)
        err_set(e, ERR_USAGE, "nothing can be counted by \"" STR_FMT "\"; did you mean " STR_FMT
                "?", STR_ARG(name), STR_ARG(near.best));
    else
        err_set(e, ERR_USAGE, "nothing can be counted by \"" STR_FMT "\"; etalon stats lists what "
                "--by takes", STR_ARG(name));
    return NULL;
}

bool question_asks_economies(const struct question *q)
{
    bool asks = q->measure->counts == COUNTS_ECONOMIES || q->economies.n > 0 || q->groups.n > 0;
    for (size_t i = 0; i < q->nby; i++)
        asks = asks || q->by[i]->of_economies;
    return asks;
}

bool axis_open(struct axis *x, struct arena *a, struct db *db, const struct dimension *d,
               const struct facts *facts, struct err *e)
{
    *x = (struct axis){ .dimension = d, .question = facts->question, .world = facts->world,
                        .facts = facts, .overlaps = d->overlaps };
    for (size_t l = 0; l < LINES; l++) {
        x->has_line[l] = d->lines[l] != NULL;
        if (x->has_line[l])
            x->lines[l] = say(a, question_words(facts->question), d->lines[l]);
    }
    return d->prepare(x, a, db, e);
}

const char *line_name(enum line l)
{
    static const char *const names[LINES] = { "none", "unknown", "undated" };
    return names[l];
}
