#include "import/rejects.h"

#include "base/buf.h"
#include "base/fs.h"
#include "table/delimited.h"

/* Which field an issue is about: by the tracker's name for it, by the header's. */
static int field_of(const struct reader *r, str name)
{
    for (size_t i = 0; i < r->roles.n; i++)
        if (str_eq(name, str_of(r->roles.v[i].name)))
            return (int)r->roles.v[i].field;
    return name.n > 0 ? header_find(r->header, name) : NO_FIELD;
}

static void put_place(const struct reader *r, struct import_issue *x, int field, struct place at)
{
    x->line = at.line;
    x->column = at.column;
    x->sheet = at.sheet;
    if (field != NO_FIELD)
        x->field = r->header->names[field];
}

/* Of the row that was read last. */
static void place_issue(const struct reader *r, struct import_issue *x)
{
    int field = field_of(r, x->field);
    bool troubled = r->row.trouble != NULL && str_eq(x->code, str_of(r->row.trouble));
    put_place(r, x, field, troubled ? r->row.at : grid_place(r->grid, &r->row, field));
}

/* By the number of a row and the field. False: they do not say it, as of a line of text that is
 * no good row. */
static bool place_from_afar(struct import_file *f, const struct reader *r)
{
    struct place at;
    bool sheets = grid_has_sheets(r->grid);
    if (r->troubled && !sheets)
        return false;
    for (size_t i = 0; i < f->issues.n; i++) {
        struct import_issue *x = &f->issues.v[i];
        int field = field_of(r, x->field);
        if (!grid_far_place(r->grid, x->row, field, &at))
            return false;
        if (field == NO_FIELD && sheets)
            at.column = x->column;
        put_place(r, x, field, at);
    }
    return true;
}

/* Spreadsheet programs take a file for UTF-8 only with its mark. */
static void put_header(struct buf *b, const struct reader *r, bool mark)
{
    char delimiter = grid_delimiter(r->grid, r->table);
    if (mark)
        buf_puts(b, "\xEF\xBB\xBF");
    for (size_t i = 0; i < r->header->n; i++) {
        delimited_put(b, r->header->names[i], delimiter);
        buf_byte(b, delimiter);
    }
    buf_puts(b, "etalon:line");
    buf_byte(b, delimiter);
    buf_puts(b, "etalon:reason\n");
}

static void put_row(struct buf *b, const struct reader *r, str reason)
{
    char delimiter = grid_delimiter(r->grid, r->table);
    for (size_t i = 0; i < r->header->n; i++) {
        str text = !r->row.torn ? (i < r->row.n ? r->row.fields[i] : S("")) : i == 0 ? r->row.raw : S("");
        delimited_put(b, text, delimiter);
        buf_byte(b, delimiter);
    }
    buf_int(b, grid_place(r->grid, &r->row, NO_FIELD).line);
    buf_byte(b, delimiter);
    delimited_put(b, reason, delimiter);
    buf_byte(b, '\n');
}

struct writer { struct fs_draft draft; bool open; struct buf line; };

static bool flush(struct writer *w, struct err *e)
{
    str s = buf_str(&w->line);
    bool ok = fwrite(s.p, 1, s.n, w->draft.to) == s.n;
    buf_clear(&w->line);
    return ok || err_system(e, "cannot write %s", w->draft.final);
}

static bool write_row(struct writer *w, const struct import_file *f, const struct reader *r,
                      const char *path, str reason, struct err *e)
{
    if (!w->open) {
        if (!fs_draft_open(&w->draft, path, FS_PRIVATE, e))
            return false;
        w->open = true;
        put_header(&w->line, r, input_has_mark(f->in) || grid_has_sheets(f->grid)
                                || !str_eq(str_of(input_encoding(f->in)), S("UTF-8")));
    }
    put_row(&w->line, r, reason);
    return flush(w, e);
}

/* Issues come by line, as rows do: *at walks along. The sentences about a row
 * that is refused. */
static str walk_issues(struct import_file *f, const struct reader *r, struct arena *a, size_t *at)
{
    struct buf reason = buf_new(a);
    while (*at < f->issues.n && f->issues.v[*at].row < r->row.number)
        ++*at;
    for (; *at < f->issues.n && f->issues.v[*at].row == r->row.number; ++*at) {
        struct import_issue *x = &f->issues.v[*at];
        place_issue(r, x);
        if (!x->warning)
            buf_printf(&reason, "%s" STR_FMT "%s" STR_FMT, reason.n > 0 ? "; " : "",
                       STR_ARG(x->field), x->field.n > 0 ? ": " : "", STR_ARG(x->text));
    }
    if (reason.n == 0)
        buf_puts(&reason, "refused; there were too many to keep every reason");
    return buf_str(&reason);
}

static bool is_refused(const struct batch *b, int64_t line)
{
    enum outcome o = batch_outcome(b, line);
    return o == OUTCOME_REJECTED || o == OUTCOME_CONFLICT;
}

static bool walk(struct import_file *f, struct pass *p, const struct batch *b, const char *path,
                 struct writer *w, struct err *e)
{
    size_t at = 0;
    enum pass_step step;
    struct reader *r = p->reader;
    while ((step = pass_next(p, e)) == PASS_ROW) {
        if (path == NULL && at == f->issues.n)
            return true;
        struct arena_mark mark = arena_mark(r->scratch);
        str reason = walk_issues(f, r, r->scratch, &at);
        bool ok = path == NULL || !is_refused(b, r->row.number)
               || write_row(w, f, r, path, reason, e);
        arena_rewind(r->scratch, mark);
        if (!ok)
            return false;
    }
    return step == PASS_END;
}

bool rejects_write(struct import_file *f, struct reader *r, const struct batch *b,
                   const char *path, struct err *e)
{
    struct pass p;
    if (path == NULL && place_from_afar(f, r))
        return true;
    struct arena *a = arena_new();
    struct writer w = { .line = buf_new(a) };
    bool ok = pass_begin(&p, r, NULL, e) && walk(f, &p, b, path, &w, e);
    if (w.open && ok)
        ok = fs_draft_keep(&w.draft, e);
    else if (w.open)
        fs_draft_drop(&w.draft);
    if (ok && w.open)
        f->rejects = str_of(path);
    arena_free(a);
    return ok;
}
