/*
 * A folder of files: written beside its place under another name, and renamed when all of
 * them are whole; or one file.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "records/sink.h"
#include "table/delimited.h"

struct folder {
    str path;                             /* where files are written now */
    struct fs_draft file;
    bool is_open;
    struct buf line;
};

static bool is_free(const char *path, struct err *e)
{
    str *names;
    size_t n = 0;
    struct arena *a = arena_new();
    enum fs_kind kind = fs_kind(path);
    bool ok = kind == FS_ABSENT || (kind == FS_FOLDER && fs_names(a, path, &names, &n, e));
    arena_free(a);
    if (!ok && kind == FS_FOLDER)
        return false;
    return (ok && n == 0)
        || err_set(e, ERR_USAGE, "%s is there and %s; an export makes a folder of its own", path,
                   kind == FS_FOLDER ? "not empty" : "no folder");
}

static bool open_folder(struct sink *s, struct err *e)
{
    struct folder *x = NEW(s->arena, struct folder);
    s->own = x;
    str path = str_of(s->path);
    while (path.n > 1 && str_ends(path, S("/")))
        path.n--;
    s->path = str_dup(s->arena, path).p;
    x->path = s->one ? path : str_format(s->arena, "%s-%ld.part", s->path, (long)getpid());
    x->line = buf_new(s->arena);
    if (s->one)
        return true;
    if (!is_free(s->path, e))
        return false;
    if (mkdir(x->path.p, 0700) != 0)
        return err_system(e, "cannot make the folder " STR_FMT, STR_ARG(x->path));
    return true;
}

static bool write_line(struct folder *x, struct err *e)
{
    buf_puts(&x->line, "\r\n");
    bool ok = fwrite(x->line.p, 1, x->line.n, x->file.to) == x->line.n;
    buf_clear(&x->line);
    return ok || err_system(e, "cannot write %s", x->file.path);
}

static bool begin(struct sink *s, const struct exchange_thing *thing, struct err *e)
{
    struct folder *x = s->own;
    str name = s->one ? x->path : str_format(s->arena, STR_FMT "/%s.csv", STR_ARG(x->path), thing->name);
    if (!fs_draft_open(&x->file, name.p, FS_PRIVATE, e))
        return false;
    x->is_open = true;
    buf_puts(&x->line, s->spreadsheet ? "\xEF\xBB\xBFtable" : "table");
    for (size_t i = 0; thing->columns[i]; i++) {
        buf_byte(&x->line, ',');
        buf_puts(&x->line, thing->columns[i]);
    }
    buf_puts(&x->line, s->spreadsheet ? ",neutralised" : "");
    return write_line(x, e);
}

static bool row(struct sink *s, const struct exchange_thing *thing, const struct val *cells, size_t n,
                struct err *e)
{
    struct folder *x = s->own;
    (void)thing;
    for (size_t i = 0; i < n; i++) {
        struct buf b = buf_new(s->scratch);
        if (i)
            buf_byte(&x->line, ',');
        val_put(&b, cells[i]);
        delimited_put(&x->line, buf_str(&b), ',');
    }
    buf_puts(&x->line, s->spreadsheet ? "," : "");
    return write_line(x, e);
}

static bool end(struct sink *s, struct err *e)
{
    struct folder *x = s->own;
    x->is_open = false;
    return fs_draft_keep(&x->file, e);
}

static void drop(struct sink *s)
{
    struct folder *x = s->own;
    str *names;
    size_t n = 0;
    struct err nobody_asks = { 0 };
    if (x->is_open)
        fs_draft_drop(&x->file);
    if (s->one)
        return;
    if (fs_names(s->arena, x->path.p, &names, &n, &nobody_asks))
        for (size_t i = 0; i < n; i++)
            unlink(fs_join(s->arena, x->path, names[i]).p);
    rmdir(x->path.p);
}

static bool keep(struct sink *s, struct err *e)
{
    struct folder *x = s->own;
    if (s->one)
        return true;
    if (fs_kind(s->path) == FS_FOLDER)
        rmdir(s->path);
    if (rename(x->path.p, s->path) == 0)
        return true;
    err_system(e, "cannot give the export the name %s", s->path);
    drop(s);
    return false;
}

const struct export_format export_csv = {
    .name = "csv", .suffix = "", .open = open_folder, .begin = begin, .row = row, .end = end,
    .keep = keep, .drop = drop,
};
