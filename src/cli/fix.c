#include "cli/fix.h"

#include "base/fs.h"
#include "xml/mend.h"

static void tell(struct run *r, const struct change *c)
{
    const struct edit *e = c->edit;
    const struct place *at = &e->at;
    if (e->how == MEND_ADD)
        run_note(r, STR_FMT ":%d:%d: added " STR_FMT " [%s]", STR_ARG(at->file), at->line, at->column,
                 STR_ARG(e->new), e->rule->id);
    else if (e->new.n == 0 && str_trim(e->old).n == 0)
        run_note(r, STR_FMT ":%d:%d: took out blanks [%s]", STR_ARG(at->file), at->line,
                 at->column, e->rule->id);
    else if (e->new.n == 0)
        run_note(r, STR_FMT ":%d:%d: took out \"" STR_FMT "\" [%s]", STR_ARG(at->file), at->line,
                 at->column, STR_ARG(str_trim(e->old)), e->rule->id);
    else
        run_note(r, STR_FMT ":%d:%d: wrote \"" STR_FMT "\" for \"" STR_FMT "\" [%s]",
                 STR_ARG(at->file), at->line, at->column, STR_ARG(e->new), STR_ARG(e->old),
                 e->rule->id);
}

/* An element's name is two changes and one thing to tell. */
static size_t tell_all(struct run *r, const changes *c, bool aloud)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        bool again = false;
        for (size_t k = 0; k < i && c->v[i].edit->how == MEND_ELEMENT; k++)
            again |= c->v[k].edit == c->v[i].edit;
        if (again)
            continue;
        n++;
        if (aloud)
            tell(r, &c->v[i]);
    }
    return n;
}

static bool fix_file(struct run *r, str name, size_t first, struct buf *diff, size_t *done)
{
    struct arena *a = arena_new();
    str bytes;
    bool ok = fs_read(a, name.p, 0, &bytes, &r->err);
    if (ok) {
        const changes c = mend_changes(a, name, bytes, r->diags.edits.v + first,
                                       r->diags.edits.n - first);
        if (diff)
            mend_put_diff(diff, name, bytes, &c);
        else if (c.n > 0)
            ok = fs_write(name.p, mend_apply(a, bytes, &c), FS_SAME, &r->err);
        if (ok)
            *done += tell_all(r, &c, !diff);
    }
    arena_free(a);
    return ok;
}

bool fix_files(struct run *r, size_t first, struct buf *diff, size_t *done)
{
    const struct edit *edits = r->diags.edits.v;
    *done = 0;
    for (size_t i = first; i < r->diags.edits.n; i++) {
        bool again = false;
        for (size_t k = first; k < i && !again; k++)
            again = edits[k].at.file.p == edits[i].at.file.p
                    || str_eq(edits[k].at.file, edits[i].at.file);
        if (!again && !fix_file(r, str_dup(r->arena, edits[i].at.file), first, diff, done))
            return false;
    }
    return true;
}
