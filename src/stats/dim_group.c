/*
 * By the groups of a scheme (RMO, BIPM status): a fact is in every group its
 * economy is a member of on the day. The row of the dimension names the scheme.
 */
#include "stats/dimension.h"

struct member { uint32_t group; day from, to; bool unverified, used; };

struct own {
    int64_t *keys;                        /* of the groups, in the store */
    size_t *first;                        /* economy -> index; the next one's ends it */
    VEC(struct member) members;
};

static bool load_groups(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    struct own *own = x->own;
    VEC(int64_t) keys = { 0 };
    struct stmt *q = db_stmt(db, S("SELECT id, code, name FROM economy_group "
                                   "WHERE scheme = :scheme ORDER BY id"));
    stmt_bind(q, ":scheme", val_text(str_of(x->dimension->detail)));
    while (stmt_row(q)) {
        *vec_push(a, &keys) = stmt_int(q, 0);
        str name = str_dup(a, stmt_str(q, 2));
        *vec_push(a, &x->groups) = (struct group){ .id = str_dup(a, stmt_str(q, 1)),
                                                   .name = say(a, question_words(x->question), name.p),
                                                   .always = true };
    }
    own->keys = keys.v;
    if (!stmt_end(q, e))
        return false;
    return x->groups.n <= GROUPS_MOST
        || err_set(e, ERR_STORE, "the scheme %s has more than %d groups", x->dimension->detail,
                   GROUPS_MOST);
}

static uint32_t group_of(const struct axis *x, int64_t key)
{
    const struct own *own = x->own;
    uint32_t i = 0;
    while (own->keys[i] != key)
        i++;
    return i;
}

static bool load_members(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    struct own *own = x->own;
    size_t next = 0, n = x->world->economies.n;
    bool ok = true;
    own->first = NEW_N(a, size_t, n + 1);
    struct stmt *q = world_query(db, S("stats/memberships.sql"));
    stmt_bind(q, ":scheme", val_text(str_of(x->dimension->detail)));
    stmt_bind(q, ":associates", val_int(x->question->associates));
    while (ok && stmt_row(q)) {
        struct member m = { .group = group_of(x, stmt_int(q, 1)),
                            .unverified = stmt_int(q, 4) != 0 };
        int economy = world_find(x->world, stmt_str(q, 0));
        ok = world_period(q, 2, &m.from, &m.to, e);
        for (; economy >= 0 && next <= (size_t)economy; next++)
            own->first[next] = own->members.n;
        *vec_push(a, &own->members) = m;
    }
    for (; next <= n; next++)
        own->first[next] = own->members.n;
    struct err late = { 0 };
    return stmt_end(q, ok ? e : &late) && ok;
}

static bool prepare(struct axis *x, struct arena *a, struct db *db, const struct facts *facts,
                    struct err *e)
{
    (void)facts;
    x->own = NEW(a, struct own);
    return load_groups(x, a, db, e) && load_members(x, a, db, e);
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    const struct own *own = x->own;
    day d = fact_day(f, x->question);
    size_t n = 0;
    *line = f->economy == x->world->unknown ? LINE_UNKNOWN : LINE_NONE;
    for (size_t i = own->first[f->economy]; i < own->first[f->economy + 1]; i++) {
        struct member *m = &own->members.v[i];
        if (d < m->from || d >= m->to || (n > 0 && in[n - 1] == m->group))
            continue;
        m->used = true;
        in[n++] = m->group;
    }
    return n;
}

static bool is_remarkable(const struct member *m)
{
    return m->used && m->unverified;
}

/* The unverified memberships of one group that were counted: "APMP: BD, MV". */
static void remark_group(const struct axis *x, uint32_t group, struct buf *b)
{
    const struct own *own = x->own;
    bool any = false;
    for (size_t economy = 0; economy < x->world->economies.n; economy++)
        for (size_t i = own->first[economy]; i < own->first[economy + 1]; i++) {
            const struct member *m = &own->members.v[i];
            if (m->group != group || !is_remarkable(m))
                continue;
            if (any)
                buf_put(b, S(", "));
            else
                buf_printf(b, "%s" STR_FMT " ", b->n > 0 ? "; " : "",
                           STR_ARG(x->groups.v[group].id));
            buf_put(b, x->world->economies.v[economy].code);
            any = true;
        }
}

static void remark(const struct axis *x, struct arena *a, struct buf *sentences)
{
    struct buf list = buf_new(a);
    for (uint32_t g = 0; g < x->groups.n; g++)
        remark_group(x, g, &list);
    if (list.n > 0)
        buf_put(sentences, say(a, question_words(x->question), "Memberships counted here that no "
                               "source confirms: {1}.", buf_str(&list)));
}

const struct dimension dimension_rmo = {
    .name = "rmo", .id = "rmo", .noun = TO_SAY("RMO"),
    .title = TO_SAY("RMO"), .name_title = TO_SAY("Name"),
    .help = "Regional Metrology Organization of the economy on the day; some are in two",
    .shows_id = true, .overlaps = true,
    .lines = { [LINE_NONE] = TO_SAY("no RMO"), [LINE_UNKNOWN] = TO_SAY("unknown economy") },
    .detail = "RMO",
    .prepare = prepare, .place = place, .remark = remark,
};

const struct dimension dimension_bipm_status = {
    .name = "bipm-status", .id = "bipm_status", .noun = TO_SAY("BIPM status"),
    .title = TO_SAY("Status"), .name_title = TO_SAY("BIPM status"),
    .help = "Member State, Associate or covered by one, on the day",
    .lines = { [LINE_NONE] = TO_SAY("neither"), [LINE_UNKNOWN] = TO_SAY("unknown economy") },
    .detail = "BIPM",
    .prepare = prepare, .place = place, .remark = remark,
};
