/*
 * One query per kind of thing (canonical/N-thing.sql), already in order; a
 * column whose name ends in _at is an instant, the one behind it its precision.
 */
#include "base/asset.h"
#include "base/date.h"
#include "tracker/inside.h"
#include "tracker/state.h"

static void put_escaped(struct buf *b, str s)
{
    for (size_t i = 0; i < s.n; i++)
        switch (s.p[i]) {
        case '\t': buf_puts(b, "\\t"); break;
        case '\n': buf_puts(b, "\\n"); break;
        case '\r': buf_puts(b, "\\r"); break;
        case '\\': buf_puts(b, "\\\\"); break;
        default:   buf_byte(b, s.p[i]);
        }
}

static void put_line(struct buf *out, const struct stmt *q)
{
    for (int i = 0; i < stmt_columns(q); i++) {
        struct val v = stmt_val(q, i);
        if (i)
            buf_byte(out, '\t');
        if (str_ends(stmt_name(q, i), S("_at")))
            date_put_stamp(out, stamp_get(q, i++));
        else if (v.kind == VAL_TEXT)
            put_escaped(out, v.as.s);
        else
            val_put(out, v);
    }
    buf_byte(out, '\n');
}

static bool put_rows(struct tracker *t, str sql, struct buf *line, tracker_line *put, void *self,
                     struct err *e)
{
    bool ok = true;
    struct stmt *q = db_stmt(t->db, sql);
    while (ok && stmt_row(q)) {
        buf_clear(line);
        put_line(line, q);
        ok = put(self, buf_str(line), e);
    }
    struct err second = { 0 };
    return stmt_end(q, ok ? e : &second) && ok;
}

static bool put_all(struct tracker *t, tracker_line *put, void *self, struct err *e)
{
    struct asset f;
    struct arena *a = arena_new();
    struct buf line = buf_new(a);
    bool ok = true;
    for (size_t i = 0; ok && asset_next(S("tracker/canonical/"), &i, &f);)
        ok = put_rows(t, f.bytes, &line, put, self, e);
    arena_free(a);
    return ok;
}

/* In one transaction: an import meanwhile is in all of it or in none. */
bool tracker_canonical_lines(struct tracker *t, tracker_line *put, void *self, struct err *e)
{
    return db_begin(t->db, e) && db_end(t->db, put_all(t, put, self, e), e);
}

static bool into_buf(void *self, str line, struct err *e)
{
    struct buf *out = self;
    buf_put(out, line);
    return buf_ok(out) || err_set(e, ERR_SYSTEM, "the store is too large to be written as one text");
}

bool tracker_canonical(struct tracker *t, struct buf *out, struct err *e)
{
    return tracker_canonical_lines(t, into_buf, out, e);
}
