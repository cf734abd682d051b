#include "tracker/mappings.h"

static struct mapping_kept kept_of(struct arena *a, const struct stmt *q)
{
    return (struct mapping_kept){
        .name = str_dup(a, stmt_str(q, 0)), .version = stmt_int(q, 1), .sha256 = str_dup(a, stmt_str(q, 2)),
        .batch = stmt_int(q, 3), .recorded = stmt_int(q, 4) };
}

static bool find(struct tracker *t, struct arena *a, str name, int64_t version,
                 struct mapping_kept *out, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t),
        S("SELECT m.name, m.version, m.sha256, m.batch, b.recorded_at, m.spec"
          " FROM import_mapping m LEFT JOIN import_batch b ON b.id = m.batch"
          " WHERE m.name = ? AND (m.version = ?2 OR ?2 = 0) ORDER BY m.version DESC LIMIT 1"));
    *out = (struct mapping_kept){ 0 };
    stmt_set(q, 1, val_text(name));
    stmt_set(q, 2, val_int(version));
    while (stmt_row(q)) {
        *out = kept_of(a, q);
        out->text = str_dup(a, stmt_str(q, 5));
    }
    return stmt_end(q, e);
}

bool mapping_find(struct tracker *t, struct arena *a, str called, struct mapping_kept *out,
                  struct err *e)
{
    int64_t version = 0;
    str rest = called, name = str_cut(&rest, ':');
    if (rest.p != NULL && (!str_int(rest, &version) || version < 1))
        return err_set(e, ERR_USAGE, "the version of a mapping is a number: " STR_FMT ":2", STR_ARG(name));
    if (!find(t, a, name, version, out, e))
        return false;
    return out->version > 0
        || err_set(e, ERR_INPUT, "the store has no mapping " STR_FMT "; \"etalon map --list\" lists those it "
                   "has", STR_ARG(called));
}

bool mapping_list(struct tracker *t, struct arena *a, struct mapping_kept **list, size_t *n,
                  struct err *e)
{
    VEC(struct mapping_kept) all = { 0 };
    struct stmt *q = db_stmt(tracker_db(t),
        S("SELECT m.name, m.version, m.sha256, m.batch, b.recorded_at"
          " FROM import_mapping m LEFT JOIN import_batch b ON b.id = m.batch"
          " ORDER BY m.name, m.version"));
    while (stmt_row(q))
        *vec_push(a, &all) = kept_of(a, q);
    *list = all.v;
    *n = all.n;
    return stmt_end(q, e);
}

/* The version that has this text, 0: none; and the newest of all. */
static bool find_text(struct tracker *t, str name, str sha256, int64_t *same, int64_t *newest,
                      struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t),
        S("SELECT coalesce(max(CASE WHEN sha256 = ? THEN version END), 0), coalesce(max(version), 0)"
          " FROM import_mapping WHERE name = ?"));
    *same = *newest = 0;
    stmt_set(q, 1, val_text(sha256));
    stmt_set(q, 2, val_text(name));
    while (stmt_row(q)) {
        *same = stmt_int(q, 0);
        *newest = stmt_int(q, 1);
    }
    return stmt_end(q, e);
}

bool mapping_keep(struct tracker *t, str name, str text, str sha256, int64_t *version,
                  struct err *e)
{
    int64_t same, newest;
    if (!find_text(t, name, sha256, &same, &newest, e))
        return false;
    *version = same > 0 ? same : newest + 1;
    if (same > 0)
        return true;
    struct stmt *q = db_stmt(tracker_db(t),
        S("INSERT INTO import_mapping (name, version, spec, sha256) VALUES (?, ?, ?, ?)"));
    stmt_set(q, 1, val_text(name));
    stmt_set(q, 2, val_int(*version));
    stmt_set(q, 3, val_text(text));
    stmt_set(q, 4, val_text(sha256));
    return stmt_run(q, e);
}

bool mapping_used(struct tracker *t, str name, int64_t version, int64_t batch, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t),
        S("UPDATE import_mapping SET batch = ? WHERE name = ? AND version = ? AND batch IS NULL"));
    stmt_set(q, 1, val_int(batch));
    stmt_set(q, 2, val_text(name));
    stmt_set(q, 3, val_int(version));
    return stmt_run(q, e);
}

bool source_settings(struct tracker *t, struct arena *a, str source, struct source_settings *out,
                     struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT zone, mapping FROM import_source WHERE name = ?"));
    *out = (struct source_settings){ 0 };
    stmt_set(q, 1, val_text(source));
    while (stmt_row(q))
        *out = (struct source_settings){ str_dup(a, stmt_str(q, 0)), str_dup(a, stmt_str(q, 1)) };
    return stmt_end(q, e);
}

static struct val text_or_nil(str s)
{
    return s.n > 0 ? val_text(s) : val_nil();
}

bool source_keep(struct tracker *t, str source, struct source_settings s, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t),
        S("UPDATE import_source SET zone = coalesce(?, zone), mapping = coalesce(?, mapping) WHERE name = ?"));
    stmt_set(q, 1, text_or_nil(s.zone));
    stmt_set(q, 2, text_or_nil(s.mapping));
    stmt_set(q, 3, val_text(source));
    return stmt_run(q, e);
}
