#include "tracker/derived.h"

#include "base/asset.h"
#include "tracker/affiliation.h"
#include "tracker/state.h"

static bool run(struct db *db, str name, struct err *e)
{
    struct asset f;
    return asset_find(name, &f) ? db_script(db, f.bytes, e)
                                : err_set(e, ERR_STORE, STR_FMT " is missing", STR_ARG(name));
}

bool derived_open(struct db *db, struct err *e)
{
    return run(db, S("tracker/derived/touched.sql"), e);
}

static bool touch(struct db *db, str sql, int64_t id, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    stmt_set(q, 1, val_int(id));
    return stmt_run(q, e);
}

bool derived_touch_registration(struct db *db, int64_t registration, struct err *e)
{
    return touch(db, S("INSERT OR IGNORE INTO touched_registration VALUES (?)"), registration, e);
}

bool derived_touch_learner(struct db *db, int64_t learner, struct err *e)
{
    return touch(db, S("INSERT OR IGNORE INTO touched_learner VALUES (?)"), learner, e);
}

bool derived_touch_course(struct db *db, int64_t course, struct err *e)
{
    return touch(db, S("INSERT OR IGNORE INTO touched_registration"
                       " SELECT id FROM registration WHERE course = ?"), course, e);
}

/* One by one costs more than all of them in order, once they are many. */
static bool are_many(struct db *db, str sql, bool *many, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    *many = stmt_row(q) && stmt_int(q, 0);
    return stmt_end(q, e);
}

static bool renew_states(struct db *db, struct arena *a, struct err *e)
{
    struct kin kin;
    bool many;
    if (!are_many(db, S("SELECT count(*) > 10000 AND count(*) * 4 > (SELECT count(*) FROM registration)"
                        " FROM touched_registration"), &many, e))
        return false;
    if (many)
        return state_rebuild(db, e);
    if (!kin_read(&kin, a, db, e))
        return false;
    struct stmt *q = db_stmt(db, S("SELECT id FROM touched_registration"));
    bool ok = true;
    while (ok && stmt_row(q))
        ok = state_renew(db, &kin, stmt_int(q, 0), e);
    struct err second = { 0 };
    return stmt_end(q, ok ? e : &second) && ok;
}

static bool renew_affiliations(struct db *db, struct err *e)
{
    bool many;
    if (!are_many(db, S("SELECT count(*) > 10000 AND count(*) * 4 > (SELECT count(*) FROM learner)"
                        " FROM touched_learner"), &many, e))
        return false;
    if (many)
        return affiliation_rebuild(db, e);
    struct stmt *q = db_stmt(db, S("SELECT id FROM touched_learner"));
    bool ok = true;
    while (ok && stmt_row(q))
        ok = affiliation_refresh(db, stmt_int(q, 0), e);
    struct err second = { 0 };
    return stmt_end(q, ok ? e : &second) && ok;
}

bool derived_refresh(struct db *db, struct err *e)
{
    struct arena *a = arena_new();
    bool ok = run(db, S("tracker/derived/persons.sql"), e) && renew_affiliations(db, e)
           && renew_states(db, a, e);
    arena_free(a);
    return ok;
}

bool derived_rebuild(struct db *db, struct err *e)
{
    return derived_open(db, e)
        && db_script(db, S("INSERT INTO touched_learner SELECT id FROM learner"), e)
        && run(db, S("tracker/derived/persons.sql"), e) && affiliation_rebuild(db, e)
        && state_rebuild(db, e);
}

bool derived_check(struct db *db, int64_t *wrong, struct err *e)
{
    struct asset f;
    *wrong = 0;
    if (!asset_find(S("tracker/derived/wrong.sql"), &f))
        return err_set(e, ERR_STORE, "tracker/derived/wrong.sql is missing");
    struct stmt *q = db_stmt(db, f.bytes);
    if (stmt_row(q))
        *wrong = stmt_int(q, 0);
    return stmt_end(q, e);
}
