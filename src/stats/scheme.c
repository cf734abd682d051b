#include "stats/scheme.h"

#include "base/near.h"

static bool unknown_scheme(struct reading *r, str code, struct err *e)
{
    struct near near = near_to(code);
    struct stmt *q = db_stmt(r->db, S("SELECT code FROM group_scheme ORDER BY code"));
    while (stmt_row(q))
        near_offer(&near, str_dup(r->arena, stmt_str(q, 0)));
    if (!stmt_end(q, e))
        return false;
    return near.best.n > 0
        ? err_set(e, ERR_INPUT, "the store has no scheme of groups \"" STR_FMT "\"; did you mean "
                  STR_FMT "?", STR_ARG(code), STR_ARG(near.best))
        : err_set(e, ERR_INPUT, "the store has no scheme of groups \"" STR_FMT "\"; etalon economies "
                  "schemes lists them", STR_ARG(code));
}

static bool load_groups(struct scheme *s, struct reading *r, bool optional, struct err *e)
{
    bool there = false;
    struct stmt *q = world_query(r->db, S("stats/groups.sql"));
    stmt_bind(q, ":scheme", val_text(s->code));
    while (stmt_row(q)) {
        there = true;
        if (!stmt_nil(q, 0))
            *vec_push(r->arena, &s->groups) = (struct world_group){
                stmt_int(q, 0), str_dup(r->arena, stmt_str(q, 1)), str_dup(r->arena, stmt_str(q, 2)) };
    }
    return stmt_end(q, e) && (there || optional || unknown_scheme(r, s->code, e));
}

static uint32_t group_of(const struct scheme *s, int64_t key)
{
    uint32_t i = 0;
    while (s->groups.v[i].key != key)
        i++;
    return i;
}

static bool load_members(struct scheme *s, struct reading *r, struct err *e)
{
    size_t next = 0, n = r->world->economies.n;
    bool ok = true;
    s->first = NEW_N(r->arena, size_t, n + 1);
    struct stmt *rows = world_query(r->db, S("stats/memberships.sql"));
    stmt_bind(rows, ":scheme", val_text(s->code));
    stmt_bind(rows, ":associates", val_int(s->associates));
    stmt_bind(rows, ":members_only", val_int(s->members_only));
    while (ok && stmt_row(rows)) {
        struct member m = { .group = group_of(s, stmt_int(rows, 1)), .unverified = stmt_int(rows, 4) != 0 };
        int economy = world_find(r->world, stmt_str(rows, 0));
        ok = world_period(rows, 2, &m.from, &m.to, e);
        for (; economy >= 0 && next <= (size_t)economy; next++)
            s->first[next] = s->members.n;
        *vec_push(r->arena, &s->members) = m;
    }
    for (; next <= n; next++)
        s->first[next] = s->members.n;
    struct err late = { 0 };
    return stmt_end(rows, ok ? e : &late) && ok;
}

const struct scheme *scheme_load(struct reading *r, const struct question *q, str code, bool optional,
                                 struct err *e)
{
    for (size_t i = 0; i < r->schemes.n; i++) {
        const struct scheme *s = r->schemes.v[i];
        if (str_eq(s->code, code) && s->associates == q->associates && s->members_only == q->members_only)
            return s;
    }
    struct scheme *s = NEW(r->arena, struct scheme);
    *s = (struct scheme){ .code = str_dup(r->arena, code), .associates = q->associates,
                          .members_only = q->members_only };
    if (!load_groups(s, r, optional, e) || !load_members(s, r, e))
        return NULL;
    *vec_push(r->arena, &r->schemes) = s;
    return s;
}
