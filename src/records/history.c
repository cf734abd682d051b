#include "records/history.h"

#include "records/list.h"
#include "records/person.h"

/* Batches that brought or retired anything of the person gathered, into temp.person_batch. */
static bool gather_batches(struct db *db, struct arena *a, struct err *e)
{
    for (int p = 0; p < PASTS; p++) {
        struct buf where = buf_new(a);
        const struct past_table *t = past_table((enum past)p);
        if (!person_where(&where, t))
            continue;
        str sql = str_format(a, "INSERT OR IGNORE INTO person_batch SELECT coalesce(since, batch) FROM %s" STR_FMT
                             " UNION SELECT coalesce(since, batch) FROM %s_past" STR_FMT
                             " UNION SELECT retired_by FROM %s_past" STR_FMT, t->name,
                             STR_ARG(buf_str(&where)), t->name, STR_ARG(buf_str(&where)), t->name,
                             STR_ARG(buf_str(&where)));
        if (!db_script(db, sql, e))
            return false;
    }
    return true;
}

static bool gather(struct tracker *t, str key, struct arena *a, struct err *e)
{
    struct person_found p;
    struct db *db = tracker_db(t);
    if (key.n && (!person_found(t, key, &p, e) || !person_gather(t, p.whole, e)))
        return false;
    return db_scratch(db, true, e)
        && db_script(db, S("CREATE TEMP TABLE IF NOT EXISTS person_batch (batch INTEGER PRIMARY KEY);"
                           "DELETE FROM person_batch"), e)
        && (!key.n || gather_batches(db, a, e)) && db_scratch(db, false, e);
}

bool history_list(struct tracker *t, const struct history_asked *asked, struct report *r,
                  struct err *e)
{
    struct table *x = table_new(r->arena, S("Changes"));
    struct db *db = tracker_db(t);
    if (!gather(t, asked->learner, r->arena, e)
        || !LIST(x, db, "records/log.sql", e, asked->from, asked->to, asked->batch, asked->op,
                 asked->actor, asked->learner.n ? val_int(1) : val_nil()))
        return false;
    if (!table_rows(x))
        table_note(x, S("Nothing was changed."));
    report_table(r, x);
    return true;
}
