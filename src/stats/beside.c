/*
 * Pairs of dimensions are taken of each family, which is all questions about the same records.
 */
#include "stats/beside.h"

#include <string.h>

#include "stats/dimension.h"

struct family {
    struct arena *arena;
    const questions *asked;
    const struct question *first;
    VEC(const struct dimension *) dimensions;             /* of all, and of their filters */
    questions *out;
    size_t before;                        /* so many of them are of other families */
};

static bool same_day(bool has, day d, bool other_has, day other)
{
    return has == other_has && (!has || d == other);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Period and way of counting. */
static bool same_way(const struct question *a, const struct question *b)
{
    return same_day(a->has_from, a->from, b->has_from, b->from) && same_day(a->has_to, a->to, b->has_to, b->to)
        && same_day(a->has_as_of, a->as_of, b->has_as_of, b->as_of) && a->basis == b->basis
        && same_text(a->zone, b->zone) && a->associates == b->associates && a->members_only == b->members_only
        && a->primary == b->primary && a->has_horizon == b->has_horizon && a->horizon == b->horizon;
}

static bool same_names(const struct names *a, const struct names *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!str_eq(a->v[i], b->v[i]))
            return false;
    return true;
}

static bool same_filters(const struct question *a, const struct question *b)
{
    return same_names(&a->courses, &b->courses) && same_names(&a->economies, &b->economies)
        && same_names(&a->groups, &b->groups);
}

static bool is_of(const struct family *f, const struct question *q)
{
    return str_eq(q->measure->name, f->first->measure->name) && same_way(q, f->first);
}

/* ---- dimensions -------------------------------------------------------------------- */

static bool same_dimension(const struct dimension *a, const struct dimension *b)
{
    return strcmp(a->id, b->id) == 0;
}

static void note(struct family *f, const struct dimension *d)
{
    for (size_t i = 0; i < f->dimensions.n; i++)
        if (same_dimension(f->dimensions.v[i], d))
            return;
    *vec_push(f->arena, &f->dimensions) = d;
}

/* That the groups a question is limited to are of. */
static const struct dimension *dimension_of_group(struct arena *a, str group)
{
    struct err e = { 0 };
    return dimension_named(a, str_cat(a, S("group:"), str_cut(&group, ':')), &e);
}

static bool filters_by(struct arena *a, const struct question *q, const struct dimension *d)
{
    bool yes = (q->courses.n > 0 && d == &dimension_course) || (q->economies.n > 0 && d == &dimension_economy);
    for (size_t i = 0; i < q->groups.n && !yes; i++) {
        const struct dimension *of = dimension_of_group(a, q->groups.v[i]);
        yes = of != NULL && same_dimension(of, d);
    }
    return yes;
}

static void note_all(struct family *f, const struct question *q)
{
    for (size_t i = 0; i < q->nby; i++)
        note(f, q->by[i]);
    if (q->courses.n > 0)
        note(f, &dimension_course);
    if (q->economies.n > 0)
        note(f, &dimension_economy);
    for (size_t i = 0; i < q->groups.n; i++) {
        const struct dimension *of = dimension_of_group(f->arena, q->groups.v[i]);
        if (of != NULL)
            note(f, of);
    }
}

static bool is_of_courses(const struct dimension *d)
{
    return d == &dimension_course || d == &dimension_version || d == &dimension_module || d == &dimension_activity;
}

static bool are_of_one_kind(const struct dimension *a, const struct dimension *b)
{
    return (a->of_economies && b->of_economies) || (a->last_day != NULL && b->last_day != NULL)
        || (is_of_courses(a) && is_of_courses(b));
}

/* Whether one question by `d` is limited to groups of `filter`, and another is not. */
static bool is_limited(const struct family *f, const struct dimension *d, const struct dimension *filter)
{
    bool with = false, without = false;
    for (size_t i = 0; i < f->asked->n; i++) {
        const struct question *q = f->asked->v[i];
        if (!is_of(f, q) || q->nby == 0 || !same_dimension(q->by[0], d))
            continue;
        bool limited = filters_by(f->arena, q, filter);
        with = with || limited;
        without = without || !limited;
    }
    return with && without;
}

static bool same_by(const struct question *a, const struct question *b)
{
    if (a->nby != b->nby)
        return false;
    for (size_t i = 0; i < a->nby; i++)
        if (!same_dimension(a->by[i], b->by[i]))
            return false;
    return true;
}

/* Of the whole family, once. */
static void add(struct family *f, const struct dimension *const *by, size_t n)
{
    struct question *q = NEW(f->arena, struct question);
    *q = *f->first;
    q->courses = q->economies = q->groups = (struct names){ 0 };
    q->nby = n;
    for (size_t i = 0; i < n; i++)
        q->by[i] = by[i];
    for (size_t i = f->before; i < f->out->n; i++)
        if (same_by(f->out->v[i], q))
            return;
    *vec_push(f->arena, f->out) = q;
}

/* The lines of the question with each line of another dimension of their kind within them. */
static void add_inner(struct family *f, const struct question *q)
{
    const struct dimension *by[BY_MOST];
    for (size_t k = 0; k < f->dimensions.n && q->nby < BY_MOST; k++) {
        bool has = false, related = false;
        for (size_t i = 0; i < q->nby; i++) {
            by[i] = q->by[i];
            has = has || same_dimension(by[i], f->dimensions.v[k]);
            related = related || are_of_one_kind(by[i], f->dimensions.v[k]);
        }
        by[q->nby] = f->dimensions.v[k];
        if (!has && related)
            add(f, by, q->nby + 1);
    }
}

/* Each later dimension first: its lines, of which another answer may tell, are sums of those here. */
static void add_turned(struct family *f, const struct question *q)
{
    for (size_t first = 1; first < q->nby; first++) {
        const struct dimension *by[BY_MOST] = { q->by[first] };
        for (size_t i = 0, n = 1; i < q->nby; i++)
            if (i != first)
                by[n++] = q->by[i];
        add(f, by, q->nby);
    }
}

static void add_pairs(struct family *f)
{
    for (size_t i = 0; i < f->asked->n; i++)
        if (is_of(f, f->asked->v[i]))
            note_all(f, f->asked->v[i]);
    for (size_t i = 0; i < f->dimensions.n; i++)
        for (size_t k = 0; k < f->dimensions.n; k++) {
            const struct dimension *a = f->dimensions.v[i], *b = f->dimensions.v[k];
            if (i != k && (are_of_one_kind(a, b) || is_limited(f, a, b) || is_limited(f, b, a)))
                add(f, (const struct dimension *[]){ a, b }, 2);
        }
    for (size_t i = 0; i < f->asked->n; i++) {
        const struct question *q = f->asked->v[i];
        if (!is_of(f, q) || q->nby < 2 || f->asked->n == 1)
            continue;
        add_inner(f, q);
        add_turned(f, q);
    }
}

questions beside_questions(struct arena *a, const questions *asked)
{
    questions out = { 0 };
    for (size_t i = 0; i < asked->n; i++) {
        struct family f = { .arena = a, .asked = asked, .first = asked->v[i], .out = &out, .before = out.n };
        size_t before = 0;
        while (before < i && !is_of(&f, asked->v[before]))
            before++;
        if (before == i)
            add_pairs(&f);
    }
    return out;
}

/* ---- measures ---------------------------------------------------------------------- */

str beside_name(const struct question *q, size_t stage)
{
    str list = q->measure->same, name = q->measure->name;
    for (size_t i = 0; list.n > 0 && i <= stage; i++)
        name = str_trim(str_cut(&list, ','));
    return name;
}

static bool is_named(str list, str name)
{
    while (list.n > 0)
        if (str_eq(str_trim(str_cut(&list, ',')), name))
            return true;
    return false;
}

/* The measure that a stage is called as; NULL: it is called as none. */
static const struct measure *measure_of(struct arena *a, const struct question *q, size_t stage)
{
    struct err e = { 0 };
    str name = beside_name(q, stage);
    if (str_eq(name, q->measure->name))
        return q->measure;
    struct measure *m = NEW(a, struct measure);
    return measure_named(a, name, m, &e) ? m : NULL;
}

/* What was registered before the period may be completed in it. */
bool beside_is_part(struct arena *a, const struct question *part, size_t stage, const struct question *whole, size_t of)
{
    if (!same_way(part, whole) || !same_filters(part, whole))
        return false;
    const struct measure *m = measure_of(a, part, stage), *w = measure_of(a, whole, of);
    return m != NULL && w != NULL && is_named(m->at_most, w->name)
        && (!part->has_from || str_eq(m->date, w->date));
}
