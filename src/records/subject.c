#include "records/subject.h"

#include "base/uuids.h"
#include "records/learners.h"
#include "records/person.h"
#include "tracker/uid.h"

static void add_columns(struct table *x, const struct past_table *t)
{
    static const char *const more[] = { "batch", "line", "file", "known_from", "known_until", NULL };
    for (int i = 0; t->columns[i]; i++)
        table_column(x, str_of(t->columns[i]), str_of(t->columns[i]), UNIT_NONE);
    for (int i = 0; more[i]; i++)
        table_column(x, str_of(more[i]), str_of(more[i]), UNIT_NONE);
}

static void put_select(struct buf *b, const struct past_table *t, bool past, str where)
{
    buf_puts(b, "SELECT ");
    past_put_columns(b, t, "");
    buf_printf(b, ", batch, %s AS line, since, %s AS retired_by FROM %s%s" STR_FMT,
               t->has_line ? "line" : "NULL", past ? "retired_by" : "NULL", t->name, past ? "_past" : "",
               STR_ARG(where));
}

/* Times of batches as a reader of the file wants them. */
static str statement(struct arena *a, const struct past_table *t, str where)
{
    struct buf b = buf_new(a);
    buf_puts(&b, "SELECT ");
    past_put_columns(&b, t, "v.");
    buf_puts(&b, ", v.batch, v.line, b.file_name, strftime('%Y-%m-%dT%H:%M:%SZ', s.recorded_at / 1000, 'unixepoch'),"
             " strftime('%Y-%m-%dT%H:%M:%SZ', u.recorded_at / 1000, 'unixepoch') FROM (");
    put_select(&b, t, false, where);
    buf_puts(&b, " UNION ALL ");
    put_select(&b, t, true, where);
    buf_puts(&b, ") v LEFT JOIN import_batch b ON b.id = v.batch"
             " LEFT JOIN import_batch s ON s.id = coalesce(v.since, v.batch)"
             " LEFT JOIN import_batch u ON u.id = v.retired_by ORDER BY ");
    past_put_key(&b, t, "v.");
    buf_puts(&b, ", s.id");
    return buf_str(&b);
}

/* A blob is the id of a statement. */
static struct val outside(struct arena *a, struct val v)
{
    return v.kind == VAL_BLOB ? val_text(uuid_text(a, uuid_of_bytes(v.as.s)))
         : v.kind == VAL_TEXT ? val_text(str_dup(a, v.as.s)) : v;
}

static bool add_table(struct tracker *t, const struct past_table *of, str where, struct report *r,
                      struct err *e)
{
    struct table *x = table_new(r->arena, str_of(of->name));
    struct stmt *q = db_stmt(tracker_db(t), statement(r->arena, of, where));
    add_columns(x, of);
    while (stmt_row(q))
        for (int i = 0; i < stmt_columns(q); i++) {
            struct val v = stmt_val(q, i);
            table_add(x, outside(r->arena, v));
        }
    if (table_rows(x))
        report_table(r, x);
    return stmt_end(q, e);
}

bool subject_export(struct tracker *t, str key, bool one_table, struct report *r, struct err *e)
{
    struct person_found p;
    if (!learners_show(t, key, one_table, r, e) || one_table)
        return one_table && e->kind == ERR_NONE;
    if (!person_found(t, key, &p, e) || !person_gather(t, p.whole, e))
        return false;
    for (int i = 0; i < PASTS; i++) {
        struct buf where = buf_new(r->arena);
        if (person_where(&where, past_table((enum past)i))
            && !add_table(t, past_table((enum past)i), buf_str(&where), r, e))
            return false;
    }
    return true;
}
