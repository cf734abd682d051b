#include "tracker/since.h"

#include "tracker/past.h"

/* Every version that began with the batch and was ended by another, by whom. */
static str query(struct arena *a)
{
    struct buf sql = buf_new(a);
    buf_puts(&sql, "SELECT x.by, sum(x.n), b.file_name, b.op FROM (");
    for (int p = 0; p < PASTS; p++)
        buf_printf(&sql, "%sSELECT retired_by AS by, count(*) AS n FROM %s_past WHERE coalesce(since, batch) = ?1"
                   " AND retired_by > ?1 GROUP BY retired_by", p ? " UNION ALL " : "", past_table((enum past)p)->name);
    buf_puts(&sql, ") x JOIN import_batch b ON b.id = x.by GROUP BY x.by ORDER BY x.by");
    return buf_str(&sql);
}

bool since_batch(struct tracker *t, struct arena *a, int64_t batch, struct since *out, struct err *e)
{
    *out = (struct since){ 0 };
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT recorded_at, actor FROM import_batch WHERE id = ?"));
    stmt_set(q, 1, val_int(batch));
    if (stmt_row(q)) {
        out->recorded = stmt_int(q, 0);
        out->actor = str_dup(a, stmt_str(q, 1));
    }
    if (!stmt_end(q, e))
        return false;
    q = db_stmt(tracker_db(t), query(a));
    stmt_set(q, 1, val_int(batch));
    while (stmt_row(q)) {
        *vec_push(a, &out->by) = (struct since_by){ stmt_int(q, 0), stmt_int(q, 1), str_dup(a, stmt_str(q, 2)),
                                                    str_dup(a, stmt_str(q, 3)) };
        out->changes += stmt_int(q, 1);
    }
    return stmt_end(q, e);
}
