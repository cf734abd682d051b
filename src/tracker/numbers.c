#include "tracker/numbers.h"

#include "base/arena.h"
#include "base/buf.h"

static bool one(struct db *db, str sql, int64_t *out, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    if (stmt_row(q))
        *out = stmt_int(q, 0);
    return stmt_end(q, e);
}

bool number_next(struct db *db, const char *table, int64_t *out, struct err *e)
{
    struct arena *a = arena_new();
    bool ok = one(db, str_format(a, "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM %s),"
                                 " (SELECT coalesce(max(id), 0) FROM %s_past))", table, table),
                  out, e);
    arena_free(a);
    return ok;
}

bool number_clock(struct db *db, instant *out, struct err *e)
{
    int64_t after = 0;
    if (!one(db, S("SELECT coalesce(max(recorded_at), 0) + 1 FROM import_batch"), &after, e))
        return false;
    *out = date_now();
    if (*out < after)
        *out = after;
    return true;
}
