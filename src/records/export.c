/* From the rows of the store to a sink, one at a time, within one transaction. */
#include "records/export.h"

#include "base/fs.h"
#include "records/sink.h"

static const struct export_format *const formats[] = { &export_csv, &export_jsonl, &export_xlsx };
enum { FORMATS = sizeof formats / sizeof *formats };

const char *export_format_name(size_t i)
{
    return i < FORMATS ? formats[i]->name : NULL;
}

const struct export_format *export_format_of(str name, str path)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (name.n ? str_eq(name, str_of(formats[i]->name)) : formats[i]->suffix[0] && str_ends(path, str_of(formats[i]->suffix)))
            return formats[i];
    return name.n ? NULL : &export_csv;
}

struct val sink_harmless(const struct sink *s, struct val v)
{
    if (!s->spreadsheet || v.kind != VAL_TEXT)
        return v;
    str rest = v.as.s;
    while (rest.n && rest.p[0] == '\'')
        rest = str_from(rest, 1);
    if (!rest.n || str_find(S("=+-@\t\r"), str_head(rest, 1)) == 6)
        return v;
    return val_text(str_cat(s->scratch, S("'"), v.as.s));
}

static bool put_row(struct sink *s, const struct export_format *f, const struct exchange_thing *thing,
                    const struct stmt *q, struct err *e)
{
    struct val cells[1 + EXCHANGE_COLUMNS];
    size_t n = 1;
    cells[0] = val_text(str_of(thing->name));
    exchange_cells(q, s->scratch, cells + 1);
    for (; thing->columns[n - 1]; n++)
        cells[n] = sink_harmless(s, cells[n]);
    return f->row(s, thing, cells, n, e);
}

static bool put_thing(struct sink *s, const struct export_format *f, struct tracker *t, size_t i,
                      struct progress *p, int64_t *rows, struct err *e)
{
    const struct exchange_thing *thing = exchange_at(i);
    if (!f->begin(s, thing, e))
        return false;
    bool ok = true;
    struct stmt *q = exchange_rows(t, i);
    while (ok && stmt_row(q)) {
        struct arena_mark mark = arena_mark(s->scratch);
        ok = put_row(s, f, thing, q, e) && (++*rows % 1000 || progress_step(p, 1000, e));
        arena_rewind(s->scratch, mark);
    }
    struct err second = { 0 };
    return stmt_end(q, ok ? e : &second) && ok && f->end(s, e);
}

static bool put_all(struct sink *s, const struct export_format *f, struct tracker *t,
                    const struct export_how *how, struct progress *p, int64_t *rows, struct err *e)
{
    bool ok = exchange_open(t, &how->part, e);
    for (size_t i = 0; ok && exchange_at(i); i++)
        if (!how->table.n || str_eq(how->table, str_of(exchange_at(i)->name)))
            ok = put_thing(s, f, t, i, p, rows, e);
    return ok;
}

bool export_write(struct tracker *t, const char *path, const struct export_format *f,
                  const struct export_how *how, struct progress *p, int64_t *rows, struct err *e)
{
    struct arena *a = arena_new();
    struct sink s = { .arena = a, .scratch = arena_new(), .path = path, .spreadsheet = how->spreadsheet,
                      .one = how->table.n > 0 };
    *rows = 0;
    bool ok = f->open(&s, e);
    if (ok) {
        ok = db_begin(tracker_db(t), e) && db_end(tracker_db(t), put_all(&s, f, t, how, p, rows, e), e);
        if (!ok)
            f->drop(&s);
        else
            ok = f->keep(&s, e);
    }
    arena_free(s.scratch);
    arena_free(a);
    return ok;
}
