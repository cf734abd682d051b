/* JSON Lines: an object a line, "table" first; what is nil is not there. */
#include <stdio.h>

#include "base/fs.h"
#include "json/json.h"
#include "records/sink.h"

static bool open_file(struct sink *s, struct err *e)
{
    struct fs_draft *d = NEW(s->arena, struct fs_draft);
    s->own = d;
    return fs_draft_open(d, s->path, FS_PRIVATE, e);
}

static bool begin(struct sink *s, const struct exchange_thing *thing, struct err *e)
{
    (void)s, (void)thing, (void)e;
    return true;
}

static void put_text(struct buf *b, str s)
{
    json_put(b, json_of_text(s), JSON_DENSE);
}

/* Numbers as exactly as they are known: the library rounds them. */
static void put_member(struct buf *b, const char *name, struct val v)
{
    buf_byte(b, b->n ? ',' : '{');
    put_text(b, str_of(name));
    buf_byte(b, ':');
    if (v.kind == VAL_TEXT)
        put_text(b, v.as.s);
    else
        val_put(b, v);
}

static bool row(struct sink *s, const struct exchange_thing *thing, const struct val *cells, size_t n,
                struct err *e)
{
    struct fs_draft *d = s->own;
    struct buf line = buf_new(s->scratch);
    put_member(&line, "table", cells[0]);
    for (size_t i = 1; i < n; i++)
        if (cells[i].kind != VAL_NIL)
            put_member(&line, thing->columns[i - 1], cells[i]);
    if (s->spreadsheet)
        put_member(&line, "neutralised", val_int(1));
    buf_puts(&line, "}\n");
    return fwrite(line.p, 1, line.n, d->to) == line.n || err_system(e, "cannot write %s", d->path);
}

static bool end(struct sink *s, struct err *e)
{
    (void)s, (void)e;
    return true;
}

static bool keep(struct sink *s, struct err *e)
{
    return fs_draft_keep(s->own, e);
}

static void drop(struct sink *s)
{
    fs_draft_drop(s->own);
}

const struct export_format export_jsonl = {
    .name = "jsonl", .suffix = ".jsonl", .open = open_file, .begin = begin, .row = row, .end = end,
    .keep = keep, .drop = drop,
};
