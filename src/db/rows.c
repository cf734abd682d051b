/*
 * OR FAIL, because SQLite otherwise copies every page that a statement of several rows will
 * change, to take back the first rows when a later one fails: gigabytes for a million rows.
 */
#include "db/rows.h"

#include <string.h>

enum { AT_ONCE = 32 };

struct rows {
    struct db *db;
    struct arena *texts;                  /* of the rows that wait */
    struct arena_mark empty;
    str one, many;                        /* the statements */
    int columns, n;
    struct val *wait;
};

static str statement(struct arena *a, str into, int columns, int times)
{
    struct buf b = buf_new(a);
    buf_puts(&b, "INSERT OR FAIL INTO ");
    buf_put(&b, into);
    buf_puts(&b, " VALUES ");
    for (int i = 0; i < times; i++) {
        buf_puts(&b, i ? ",(?" : "(?");
        for (int c = 1; c < columns; c++)
            buf_puts(&b, ",?");
        buf_byte(&b, ')');
    }
    return buf_str(&b);
}

struct rows *rows_new(struct arena *a, struct db *db, str into, int columns)
{
    struct rows *r = NEW(a, struct rows);
    *r = (struct rows){ .db = db, .texts = arena_new(), .columns = columns };
    r->one = statement(a, into, columns, 1);
    r->many = statement(a, into, columns, AT_ONCE);
    r->wait = NEW_N(a, struct val, (size_t)columns * AT_ONCE);
    (void)arena_get(r->texts, 1);         /* the mark must not be of an empty arena */
    r->empty = arena_mark(r->texts);
    return r;
}

void rows_free(struct rows *r)
{
    if (r)
        arena_free(r->texts);
}

static bool write(struct rows *r, str sql, int first, int n, struct err *e)
{
    struct stmt *q = db_stmt(r->db, sql);
    for (int i = 0; i < n * r->columns; i++) {
        const struct val *v = &r->wait[first * r->columns + i];
        if (v->kind != VAL_NIL)           /* what every parameter is at first */
            stmt_set(q, i + 1, *v);
    }
    return stmt_run(q, e);
}

static void emptied(struct rows *r)
{
    r->n = 0;
    arena_rewind(r->texts, r->empty);
}

bool rows_put(struct rows *r, const struct val *values, struct err *e)
{
    struct val *to = r->wait + r->n++ * r->columns;
    for (int i = 0; i < r->columns; i++) {
        to[i] = values[i];
        if (to[i].kind == VAL_TEXT || to[i].kind == VAL_BLOB)
            to[i].as.s = str_dup(r->texts, to[i].as.s);
    }
    if (r->n < AT_ONCE)
        return true;
    bool ok = write(r, r->many, 0, AT_ONCE, e);
    emptied(r);
    return ok;
}

bool rows_end(struct rows *r, struct err *e)
{
    bool ok = true;
    for (int i = 0; i < r->n && ok; i++)
        ok = write(r, r->one, i, 1, e);
    emptied(r);
    return ok;
}
