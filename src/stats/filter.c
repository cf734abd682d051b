/*
 * What was named is looked up once; a fact then costs a look into an array.
 */
#include "stats/filter.h"

#include "base/near.h"

static bool say_unknown(const char *what, str name, const struct near *near, const char *lists, struct err *e)
{
    if (near->best.n > 0)
        return err_set(e, ERR_INPUT, "the store has no %s \"" STR_FMT "\"; did you mean " STR_FMT "?",
                       what, STR_ARG(name), STR_ARG(near->best));
    return err_set(e, ERR_INPUT, "the store has no %s \"" STR_FMT "\"; %s lists them", what, STR_ARG(name), lists);
}

static bool open_course(struct filter *f, const struct world *w, str code, struct err *e)
{
    struct near near = near_to(code);
    for (size_t i = 0; i < w->courses.n; i++) {
        if (str_eq_nocase(w->courses.v[i].code, code))
            return f->course[i + 1] = true;
        near_offer(&near, w->courses.v[i].code);
    }
    return say_unknown("course", code, &near, "etalon courses", e);
}

static bool open_economy(struct filter *f, const struct world *w, str code, struct err *e)
{
    for (size_t i = 0; i < w->economies.n; i++)
        if (str_eq_nocase(w->economies.v[i].code, code))
            return f->economy[i] = true;
    return err_set(e, ERR_INPUT, "the store has no economy \"" STR_FMT "\"; economies are named by two letters "
                   "such as DE, and etalon economies lists them", STR_ARG(code));
}

static bool find_group(const struct scheme *s, str code, uint32_t *out, struct err *e)
{
    struct near near = near_to(code);
    for (uint32_t i = 0; i < s->groups.n; i++) {
        if (str_eq_nocase(s->groups.v[i].code, code))
            return *out = i, true;
        near_offer(&near, s->groups.v[i].code);
    }
    return say_unknown("group", code, &near, "etalon economies schemes", e);
}

static bool open_group(struct filter *f, struct arena *a, struct reading *r, const struct question *q,
                       str name, struct err *e)
{
    uint32_t group = 0;
    str rest = name, code = str_cut(&rest, ':');
    const struct scheme *scheme = scheme_load(r, q, code, false, e);
    if (scheme == NULL || !find_group(scheme, rest, &group, e))
        return false;
    (void)vec_push(a, &f->groups);
    f->groups.v[f->groups.n - 1].scheme = scheme;
    f->groups.v[f->groups.n - 1].group = group;
    return true;
}

bool filter_open(struct filter *f, struct arena *a, struct reading *r, const struct question *q, struct err *e)
{
    const struct world *w = r->world;
    *f = (struct filter){ 0 };
    bool ok = true;
    if (q->courses.n > 0)
        f->course = NEW_N(a, bool, w->courses.n + 1);
    for (size_t i = 0; ok && i < q->courses.n; i++)
        ok = open_course(f, w, q->courses.v[i], e);
    if (q->economies.n > 0)
        f->economy = NEW_N(a, bool, w->economies.n);
    for (size_t i = 0; ok && i < q->economies.n; i++)
        ok = open_economy(f, w, q->economies.v[i], e);
    for (size_t i = 0; ok && i < q->groups.n; i++)
        ok = open_group(f, a, r, q, q->groups.v[i], e);
    return ok;
}

static bool is_in(const struct scheme *s, uint32_t group, uint16_t economy, day d)
{
    for (size_t i = s->first[economy]; i < s->first[economy + 1]; i++)
        if (s->members.v[i].group == group && member_holds(&s->members.v[i], d))
            return true;
    return false;
}

bool filter_has_economy(const struct filter *f, uint16_t economy, day d)
{
    if (f->economy != NULL && !f->economy[economy])
        return false;
    for (size_t i = 0; i < f->groups.n; i++)
        if (is_in(f->groups.v[i].scheme, f->groups.v[i].group, economy, d))
            return true;
    return f->groups.n == 0;
}
