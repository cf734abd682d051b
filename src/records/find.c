#include "records/find.h"

#include "base/near.h"
#include "tracker/catalogue.h"
#include "tracker/economy.h"

bool find_number(struct db *db, str sql, const struct val *params, size_t n, int64_t *out,
                 struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    for (size_t i = 0; i < n; i++)
        stmt_set(q, (int)i + 1, params[i]);
    *out = stmt_row(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, e);
}

/* The query gives id and name of all there are; `key` says when two names are one. */
static bool find_named(struct stmt *q, str name, str (*key)(struct arena *, str), int64_t *id,
                       str *near, struct arena *a, struct err *e)
{
    struct near n = near_to(name);
    str asked = key(a, name);
    *id = 0;
    while (!*id && stmt_row(q)) {
        str have = str_dup(a, stmt_str(q, 1));
        if (str_eq(key(a, have), asked))
            *id = stmt_int(q, 0);
        near_offer(&n, have);
    }
    *near = n.best;
    return stmt_end(q, e);
}

static str itself(struct arena *a, str s) { (void)a; return s; }

/* What a query gives id and name of, and how people find out what there is. */
struct kind { const char *what; str (*key)(struct arena *, str); const char *advice; };

static bool find_of(struct stmt *q, const struct kind *k, str name, int64_t *id, struct err *e)
{
    struct arena *a = arena_new();
    str near;
    bool ok = find_named(q, name, k->key, id, &near, a, e)
        && (*id || err_set(e, ERR_INPUT, "there is no %s " STR_FMT "%s" STR_FMT "%s; %s", k->what, STR_ARG(name),
                           near.n ? " (did you mean " : "", STR_ARG(near), near.n ? "?)" : "", k->advice));
    arena_free(a);
    return ok;
}

bool find_course(struct tracker *t, str code, int64_t *id, struct err *e)
{
    static const struct kind course = { "course", catalogue_key, "\"etalon courses\" lists all" };
    return find_of(db_stmt(tracker_db(t), S("SELECT id, code FROM course")), &course, code, id, e);
}

bool find_activity(struct tracker *t, int64_t course, str ident, int64_t *id, struct err *e)
{
    static const struct kind activity = { "activity", itself, "\"etalon courses show\" lists those of the course" };
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT id, ident FROM activity WHERE course = ?"));
    stmt_set(q, 1, val_int(course));
    return find_of(q, &activity, ident, id, e);
}

bool find_initiative(struct tracker *t, str code, int64_t *id, struct err *e)
{
    static const struct kind initiative = { "initiative", catalogue_key, "\"etalon initiatives\" lists all" };
    return find_of(db_stmt(tracker_db(t), S("SELECT id, code FROM initiative")), &initiative, code, id, e);
}

bool find_economy(struct tracker *t, struct arena *a, str spelling, str *code, struct err *e)
{
    struct economies *all = economies_read(tracker_db(t), e);
    if (!all)
        return false;
    struct economy x = economy_resolve(all, S("admin"), spelling);
    bool ok = x.answer == ECONOMY_KNOWN && spelling.n;
    if (ok)
        *code = str_dup(a, x.code);
    else
        (void)err_set(e, ERR_INPUT, "\"" STR_FMT "\" is no economy that is known%s" STR_FMT,
                      STR_ARG(spelling), x.hint.n ? "; it may be " : "", STR_ARG(x.hint));
    economies_close(all);
    return ok;
}
