/*
 * What was named is looked up once; a fact then costs a look into an array.
 */
#include "stats/filter.h"

#include "base/near.h"

/* ---- groups ------------------------------------------------------------------ */

static bool unknown_scheme(struct arena *a, struct db *db, str scheme, struct err *e)
{
    struct near near = near_to(scheme);
    struct stmt *q = db_stmt(db, S("SELECT code FROM group_scheme ORDER BY code"));
    while (stmt_row(q))
        near_offer(&near, str_dup(a, stmt_str(q, 0)));
    if (!stmt_end(q, e))
        return false;
    return near.best.n > 0
        ? err_set(e, ERR_USAGE, "the store has no scheme of groups \"" STR_FMT "\"; did you mean "
                  STR_FMT "?", STR_ARG(scheme), STR_ARG(near.best))
        : err_set(e, ERR_USAGE, "the store has no scheme of groups \"" STR_FMT "\"; etalon economies "
                  "schemes lists them", STR_ARG(scheme));
}

bool groups_load(struct groups *out, struct arena *a, struct db *db, str scheme, bool optional,
                 struct err *e)
{
    bool there = false;
    struct stmt *q = world_query(db, S("stats/groups.sql"));
    *out = (struct groups){ 0 };
    stmt_bind(q, ":scheme", val_text(scheme));
    while (stmt_row(q)) {
        there = true;
        if (!stmt_nil(q, 0))
            *vec_push(a, out) = (struct world_group){ stmt_int(q, 0), str_dup(a, stmt_str(q, 1)),
                                                      str_dup(a, stmt_str(q, 2)) };
    }
    return stmt_end(q, e) && (there || optional || unknown_scheme(a, db, scheme, e));
}

static uint32_t group_of(const struct groups *groups, int64_t key)
{
    uint32_t i = 0;
    while (groups->v[i].key != key)
        i++;
    return i;
}

bool members_load(struct members *out, struct arena *a, struct db *db, const struct question *q,
                  const struct world *w, str scheme, const struct groups *groups, struct err *e)
{
    size_t next = 0, n = w->economies.n;
    bool ok = true;
    *out = (struct members){ .first = NEW_N(a, size_t, n + 1) };
    struct stmt *rows = world_query(db, S("stats/memberships.sql"));
    stmt_bind(rows, ":scheme", val_text(scheme));
    stmt_bind(rows, ":associates", val_int(q->associates));
    stmt_bind(rows, ":members_only", val_int(q->members_only));
    while (ok && stmt_row(rows)) {
        struct member m = { .group = group_of(groups, stmt_int(rows, 1)),
                            .unverified = stmt_int(rows, 4) != 0 };
        int economy = world_find(w, stmt_str(rows, 0));
        ok = world_period(rows, 2, &m.from, &m.to, e);
        for (; economy >= 0 && next <= (size_t)economy; next++)
            out->first[next] = out->list.n;
        *vec_push(a, &out->list) = m;
    }
    for (; next <= n; next++)
        out->first[next] = out->list.n;
    struct err late = { 0 };
    return stmt_end(rows, ok ? e : &late) && ok;
}

/* ---- what was named ------------------------------------------------------------ */

static bool say_unknown(const char *what, str name, const struct near *near, struct err *e)
{
    if (near->best.n > 0)
        return err_set(e, ERR_USAGE, "the store has no %s \"" STR_FMT "\"; did you mean " STR_FMT "?",
                       what, STR_ARG(name), STR_ARG(near->best));
    return err_set(e, ERR_USAGE, "the store has no %s \"" STR_FMT "\"", what, STR_ARG(name));
}

static bool open_course(struct filter *f, const struct world *w, str code, struct err *e)
{
    struct near near = near_to(code);
    for (size_t i = 0; i < w->courses.n; i++) {
        if (str_eq_nocase(w->courses.v[i].code, code))
            return f->course[i + 1] = true;
        near_offer(&near, w->courses.v[i].code);
    }
    return say_unknown("course", code, &near, e);
}

static bool open_economy(struct filter *f, const struct world *w, str code, struct err *e)
{
    for (size_t i = 0; i < w->economies.n; i++)
        if (str_eq_nocase(w->economies.v[i].code, code))
            return f->economy[i] = true;
    return err_set(e, ERR_USAGE, "there is no economy \"" STR_FMT "\"; economies are named by two letters "
                   "such as DE, and etalon economies lists them", STR_ARG(code));
}

static bool find_group(const struct groups *groups, str code, uint32_t *out, struct err *e)
{
    struct near near = near_to(code);
    for (uint32_t i = 0; i < groups->n; i++) {
        if (str_eq_nocase(groups->v[i].code, code))
            return *out = i, true;
        near_offer(&near, groups->v[i].code);
    }
    return say_unknown("group", code, &near, e);
}

static bool open_group(struct filter *f, struct arena *a, struct db *db, const struct question *q,
                       const struct world *w, str name, struct err *e)
{
    struct groups groups;
    str rest = name, scheme = str_cut(&rest, ':');
    if (!groups_load(&groups, a, db, scheme, false, e))
        return false;
    (void)vec_push(a, &f->groups);
    return find_group(&groups, rest, &f->groups.v[f->groups.n - 1].group, e)
        && members_load(&f->groups.v[f->groups.n - 1].members, a, db, q, w, scheme, &groups, e);
}

bool filter_open(struct filter *f, struct arena *a, struct db *db, const struct question *q,
                 const struct world *w, struct err *e)
{
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
        ok = open_group(f, a, db, q, w, q->groups.v[i], e);
    return ok;
}

static bool is_in(const struct members *m, uint32_t group, uint16_t economy, day d)
{
    for (size_t i = m->first[economy]; i < m->first[economy + 1]; i++)
        if (m->list.v[i].group == group && member_holds(&m->list.v[i], d))
            return true;
    return false;
}

bool filter_has_economy(const struct filter *f, uint16_t economy, day d)
{
    if (f->economy != NULL && !f->economy[economy])
        return false;
    for (size_t i = 0; i < f->groups.n; i++)
        if (is_in(&f->groups.v[i].members, f->groups.v[i].group, economy, d))
            return true;
    return f->groups.n == 0;
}
