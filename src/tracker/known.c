/*
 * In: a store. Out: a temporary one, filled row by row with what was known at the end of the last
 * batch of that time. Of tables with versions those that held then, and what had ended before; of
 * others the rows of those batches.
 */
#include <string.h>

#include "tracker/derived.h"
#include "tracker/inside.h"
#include "tracker/past.h"

/* All of a table (column NULL), or the rows whose column is a batch of that time. */
static const struct { const char *table, *column; } others[] = {
    { "setting", NULL }, { "economy", NULL }, { "economy_alias_ask", NULL }, { "group_scheme", NULL },
    { "economy_group", NULL }, { "import_source", NULL }, { "import_batch", "id" },
    { "import_mapping", "batch" }, { "import_row", "batch" }, { "import_issue", "batch" },
    { "change_log", "batch" }, { "change_log_erased", "batch" }, { "erased_key", "batch" },
    { "duplicate_candidate", "batch" }, { "voiding_person", NULL },
};

struct copy {
    struct db *from, *to;
    struct arena *arena;
    int64_t last;                         /* the last batch that was known */
};

enum { COLUMNS_MOST = 40 };

static bool put_rows(struct stmt *q, struct rows *rows, struct err *e)
{
    bool ok = true;
    struct val v[COLUMNS_MOST];
    while (ok && stmt_row(q)) {
        for (int i = 0; i < stmt_columns(q); i++)
            v[i] = stmt_val(q, i);
        ok = rows_put(rows, v, e);
    }
    struct err second = { 0 };
    ok = stmt_end(q, ok ? e : &second) && ok;
    return rows_end(rows, ok ? e : &second) && ok;
}

/* Columns stand in both stores in one order: they have one schema. */
static bool copy_rows(struct copy *c, str select, str into, struct err *e)
{
    struct stmt *q = db_stmt(c->from, select);
    if (str_find(select, S("?1")) < select.n)
        stmt_set(q, 1, val_int(c->last));
    int columns = stmt_columns(q);
    struct rows *rows = rows_new(c->arena, c->to, into, columns);
    bool ok = put_rows(q, rows, e);
    rows_free(rows);
    return ok;
}

static bool copy_other(struct copy *c, size_t i, struct err *e)
{
    const char *name = others[i].table, *column = others[i].column;
    str where = column ? str_format(c->arena, " WHERE coalesce(%s, 0) <= ?1", column) : S("");
    return db_script(c->to, str_format(c->arena, "DELETE FROM %s", name), e)
        && copy_rows(c, str_format(c->arena, "SELECT * FROM %s" STR_FMT, name, STR_ARG(where)),
                     str_of(name), e);
}

/* What held then, be it still known or in the past by now. */
static bool copy_versions(struct copy *c, const struct past_table *t, struct err *e)
{
    static const char held[] =
        "SELECT @COPIED@ FROM @NAME@ WHERE coalesce(since, batch, 0) <= ?1"
        " UNION ALL SELECT @COPIED@ FROM @NAME@_past WHERE coalesce(since, batch, 0) <= ?1 AND retired_by > ?1";
    static const char ended[] = "SELECT @COPIED@, retired_by FROM @NAME@_past WHERE retired_by <= ?1";
    return db_script(c->to, str_format(c->arena, "DELETE FROM %s", t->name), e)
        && copy_rows(c, past_sql(c->arena, t, str_of(held)),
                     past_sql(c->arena, t, S("@NAME@ (@COPIED@)")), e)
        && copy_rows(c, past_sql(c->arena, t, str_of(ended)),
                     past_sql(c->arena, t, S("@NAME@_past (@COPIED@, retired_by)")), e);
}

static bool forget_decisions(struct copy *c, struct err *e)
{
    struct stmt *q = db_stmt(c->to, S("UPDATE duplicate_candidate SET decision = NULL, decided_by = NULL"
                                      " WHERE decided_by > ?"));
    stmt_set(q, 1, val_int(c->last));
    return stmt_run(q, e);
}

static bool copy_all(struct copy *c, struct err *e)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!copy_other(c, i, e))
            return false;
    for (int p = 0; p < PASTS; p++)
        if (!copy_versions(c, past_table((enum past)p), e))
            return false;
    struct stmt *q = db_stmt(c->to, S("UPDATE import_batch SET undone_by = NULL WHERE undone_by > ?"));
    stmt_set(q, 1, val_int(c->last));
    return stmt_run(q, e) && forget_decisions(c, e) && derived_rebuild(c->to, e);
}

bool tracker_last_batch(struct tracker *t, const instant *at, int64_t *batch, struct err *e)
{
    struct stmt *q = db_stmt(t->db, S("SELECT max(id) FROM import_batch WHERE recorded_at <= coalesce(?1, recorded_at)"));
    stmt_set(q, 1, at ? val_int(*at) : val_nil());
    *batch = stmt_row(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, e);
}

static bool fill(struct tracker *t, struct tracker *into, int64_t last, struct err *e)
{
    struct copy c = { .from = t->db, .to = into->db, .arena = arena_new(), .last = last };
    bool ok = db_begin(t->db, e);
    if (ok) {
        ok = tracker_begin(into, e);
        ok = ok && tracker_end(into, copy_all(&c, e), e);
        ok = db_end(t->db, ok, e);
    }
    memcpy(into->store, t->store, sizeof t->store);
    arena_free(c.arena);
    return ok;
}

struct tracker *tracker_as_known_by(struct tracker *t, int64_t batch, struct err *e)
{
    struct tracker *known = tracker_open(DB_TEMPORARY, TRACKER_TRY, e);
    if (known && fill(t, known, batch, e))
        return known;
    tracker_close(known);
    return NULL;
}

struct tracker *tracker_as_known(struct tracker *t, instant at, struct err *e)
{
    int64_t last;
    return tracker_last_batch(t, &at, &last, e) ? tracker_as_known_by(t, last, e) : NULL;
}

struct tracker *tracker_open_as_known(const char *path, instant at, struct err *e)
{
    struct tracker *t = tracker_open(path, TRACKER_READ, e);
    struct tracker *known = t ? tracker_as_known(t, at, e) : NULL;
    tracker_close(t);
    return known;
}

bool tracker_read_known(str text, instant *at, struct err *e)
{
    struct stamp s;
    bool read = date_read_stamp(text, &s);
    if (!read || s.precision == PRECISION_YEAR || s.precision == PRECISION_MONTH)
        return err_set(e, ERR_USAGE, "--known-as-of needs an instant like 2024-03-31T12:00:00Z or a day, not \""
                       STR_FMT "\"", STR_ARG(text));
    instant now = date_now();
    *at = s.at + (s.precision == PRECISION_DAY ? DAY_MS : s.precision == PRECISION_SECOND ? 1000 : 1) - 1;
    if (date_of_instant(*at) > date_of_instant(now))
        return err_set(e, ERR_USAGE, STR_FMT " is still to come, and nobody knows yet what will be known then; leave "
                       "--known-as-of out for what is known now", STR_ARG(text));
    *at = *at < now ? *at : now;
    return true;
}
