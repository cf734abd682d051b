#include "stats/cell.h"

#include "base/near.h"

/* Where the piece ends: before a comma with a name and "=" behind it. */
static size_t piece_end(str s)
{
    for (size_t i = 0; i < s.n; i++) {
        str behind = str_from(s, i + 1 < s.n ? i + 1 : s.n);
        if (s.p[i] == ',' && str_find(behind, S("=")) < str_find(behind, S(","))
            && str_find(behind, S("=")) < behind.n)
            return i;
    }
    return s.n;
}

bool cell_next(str *rest, str *name, str *id)
{
    if (rest->n == 0)
        return false;
    size_t n = piece_end(*rest);
    *id = str_head(*rest, n);
    *name = str_trim(str_cut(id, '='));
    *id = str_trim(*id);
    *rest = str_from(*rest, n < rest->n ? n + 1 : n);
    return true;
}

bool cell_dimensions(struct question *q, struct arena *a, str text, struct err *e)
{
    str name, id;
    if (q->nby > 0)
        return true;
    while (cell_next(&text, &name, &id)) {
        if (q->nby == BY_MOST)
            return err_set(e, ERR_USAGE, "--cell names more than %d dimensions", BY_MOST);
        q->by[q->nby] = dimension_named(a, name, e);
        if (q->by[q->nby++] == NULL)
            return false;
    }
    return true;
}

/* The line that is so called; the store's own word for unknown goes before a group of that name. */
static bool find_line(const struct axis *x, str id, bool own_words, uint32_t *out)
{
    for (int line = 0; line < LINES; line++) {
        const char *own = line == LINE_UNKNOWN ? x->dimension->unknown_id : NULL;
        const char *word = own_words ? own : line_name((enum line)line);
        if (word == NULL || !str_eq(id, str_of(word)))
            continue;
        *out = (uint32_t)x->groups.n + (uint32_t)line;
        return true;
    }
    return false;
}

static bool find_group(const struct axis *x, str id, struct near *near, uint32_t *out)
{
    for (*out = 0; *out < x->groups.n; ++*out) {
        if (str_eq(x->groups.v[*out].id, id))
            return true;
        near_offer(near, x->groups.v[*out].id);
    }
    return false;
}

static bool find_label(const struct axis *x, str id, uint32_t *out, struct err *e)
{
    struct near near = near_to(id);
    if (find_line(x, id, true, out) || find_group(x, id, &near, out) || find_line(x, id, false, out))
        return true;
    if (near.best.n > 0)
        return err_set(e, ERR_USAGE, "no line of the answer has the %s \"" STR_FMT "\"; did you mean "
                       STR_FMT "?", x->dimension->name, STR_ARG(id), STR_ARG(near.best));
    return err_set(e, ERR_USAGE, "no line of the answer has the %s \"" STR_FMT "\"; -f csv shows the ids "
                   "of all", x->dimension->name, STR_ARG(id));
}

static bool is_called(const struct dimension *d, str name)
{
    return str_eq(name, str_of(d->name)) || str_eq(name, str_of(d->id));
}

static bool read(struct cell *c, str text, const struct axis *axes, size_t naxes, bool or_could_be, struct err *e)
{
    str name, id;
    *c = (struct cell){ 0 };
    while (cell_next(&text, &name, &id)) {
        const struct axis *x = &axes[c->depth];
        if (c->depth == naxes || c->is_overlap || !is_called(x->dimension, name))
            return err_set(e, ERR_USAGE, "--cell names " STR_FMT " where there is no such dimension: it "
                           "goes along --by, as --by rmo,year --cell rmo=SIM,year=2024",
                           STR_ARG(name));
        bool empty = or_could_be && x->dimension->could_be && x->dimension->could_be(id);
        if (str_eq(id, S("overlap")))
            c->is_overlap = true;
        else if (!empty && !find_label(x, id, &c->label[c->depth], e))
            return false;
        c->depth += !c->is_overlap;
    }
    return true;
}

bool cell_read(struct cell *c, str text, const struct axis *axes, size_t naxes, struct err *e)
{
    return read(c, text, axes, naxes, false, e);
}

bool cell_check(str text, const struct axis *axes, size_t naxes, struct err *e)
{
    struct cell c;
    return read(&c, text, axes, naxes, true, e);
}
