#include "package/repair.h"

#include "base/fs.h"
#include "intl/text.h"
#include "package/files_view.h"
#include "package/inside.h"
#include "xml/mend.h"

enum { LARGEST = 512 * 1024 * 1024 };     /* bytes of a file that is packed again in memory */

/* Rules about archives that packing anew settles. */
static const char *const settled[] = { "W1010", "W1011", "W1012", "N1013", "W1039", "W1044",
                                       "E1007", "E1033", "W1049" };

struct mending {
    struct package *p;
    struct arena *arena;
    repairs *done;
    str folder;                           /* round everything, with "/" behind; empty: none */
    struct names kept;                    /* the new paths */
    struct names listed;                  /* files the manifest names: never taken out */
    bool changed;
};

static void tell(struct mending *m, const struct rule *rule, str text)
{
    *vec_push(m->arena, m->done) = (struct repair){ rule, text };
    m->changed = true;
}

/* ------------------------------------------------------------ names */

/* The folder of the manifest, when all files lie in it. */
static str folder_round(const struct package *p)
{
    str folder = S("");
    for (size_t i = 0; i < p->files->list.n && folder.n == 0; i++) {
        str path = p->files->list.v[i].path;
        if (package_manifest_like(path).n > 0 && !package_is_junk(path))
            folder = str_head(path, path.n - package_name_of(path).n);
    }
    for (size_t i = 0; i < p->files->list.n; i++) {
        str path = p->files->list.v[i].path;
        if (!str_starts(path, folder) && !package_is_junk(path))
            return S("");
    }
    return folder;
}

static bool is_manifest_at_top(str path)
{
    return package_manifest_like(path).n == path.n;
}

static str new_name(struct mending *m, str path)
{
    str inside, composed;
    if (m->folder.n > 0 && str_starts(path, m->folder))
        path = str_from(path, m->folder.n);
    if (!m->p->reader && is_manifest_at_top(path))
        path = package_manifest_like(path);
    if (m->p->files->is_archive && str_find(path, S("\\")) < path.n)
        path = package_with_slashes(m->arena, path);
    if (fs_inside(m->arena, path, &inside))
        path = inside;
    composed = intl_nfc(m->arena, path);
    return names_find(&m->listed, path) == NAMES_NONE ? composed : path;
}

static const struct rule *rule_of_name(const struct mending *m, str old)
{
    return !m->p->reader && is_manifest_at_top(old) ? &package_rule_E1103 : NULL;
}

/* ------------------------------------------------------------ the files */

static void list_files(struct mending *m)
{
    for (size_t i = 0; i < m->p->resources.n; i++) {
        const struct package_resource *r = &m->p->resources.v[i];
        names_put(&m->listed, r->path, 0);
        for (size_t k = 0; k < r->files.n; k++)
            names_put(&m->listed, r->files.v[k].path, 0);
    }
}

static bool is_left_out(const struct mending *m, str path)
{
    return package_is_junk(path) && names_find(&m->listed, path) == NAMES_NONE;
}

static bool take_file(struct mending *m, struct files_view *v, const struct package_file *file,
                      struct err *e)
{
    str path = new_name(m, file->path);
    if (is_left_out(m, file->path)) {
        tell(m, &package_rule_W1130, str_cat(m->arena, S("left out "), file->path));
        return true;
    }
    if (names_put(&m->kept, path, 0) != NAMES_NONE)
        return err_set(e, ERR_INPUT, "two files would be called %s; which of them is meant?",
                       package_shown(m->arena, path));
    files_view_add(v, file, path);
    str old = m->folder.n && str_starts(file->path, m->folder) ? str_from(file->path, m->folder.n)
                                                                : file->path;
    if (!str_eq(path, old))
        tell(m, rule_of_name(m, old), str_cat(m->arena, S("renamed "), old, S(" to "), path));
    return true;
}

/* Then the manifest waits for the next round: what was found about names is not true
 * any more. */
static bool has_other_names(struct mending *m)
{
    for (size_t i = 0; i < m->p->files->list.n; i++) {
        str path = m->p->files->list.v[i].path;
        if (is_left_out(m, path) || !str_eq(new_name(m, path), path))
            return true;
    }
    return false;
}

static bool take_files(struct mending *m, struct files_view *v, str manifest, struct err *e)
{
    for (size_t i = 0; i < m->p->files->list.n; i++) {
        const struct package_file *file = &m->p->files->list.v[i];
        bool is_it = manifest.n > 0 && str_eq(file->path, m->p->manifest);
        if (is_it) {
            names_put(&m->kept, file->path, 0);
            files_view_put(v, file->path, manifest);
        } else if (!take_file(m, v, file, e)) {
            return false;
        }
    }
    return true;
}

/* ------------------------------------------------------------ the manifest */

/* An element's name is two changes and one thing to tell. */
static void tell_edits(struct mending *m, const changes *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct edit *e = c->v[i].edit;
        if (i == 0 || c->v[i - 1].edit->rule != e->rule || c->v[i - 1].edit->at.line != e->at.line)
            tell(m, e->rule, str_format(m->arena, "mended line %d: %s", e->at.line,
                                        e->rule->title));
    }
}

/* Empty: there is nothing to mend in it. */
static str mended_manifest(struct mending *m, const struct diags *d, struct buf *diff)
{
    str source = package_source(m->p), place = m->p->manifest_place;
    if (d->edits.n == 0 || source.n == 0)
        return S("");
    const changes c = mend_changes(m->arena, place, source, d->edits.v, d->edits.n);
    if (c.n == 0)
        return S("");
    if (diff)
        mend_put_diff(diff, place, source, &c);
    tell_edits(m, &c);
    return mend_apply(m->arena, source, &c);
}

static void settle_archive(struct mending *m, const struct diags *d)
{
    for (size_t i = 0; i < d->list.n && m->p->files->is_archive; i++)
        for (size_t k = 0; k < sizeof settled / sizeof *settled; k++)
            if (str_eq(str_of(d->list.v[i].rule->id), str_of(settled[k])))
                tell(m, d->list.v[i].rule, str_cat(m->arena, S("packed anew: "),
                                                   str_of(d->list.v[i].rule->title)));
}

/* Where an archive has two ends or loses entries, nobody can say what was in it. */
static bool is_known(const struct mending *m, const struct diags *d, struct err *e)
{
    static const char *const doubtful[] = { "E1003", "E1005" };
    for (size_t i = 0; i < d->list.n && m->p->files->is_archive; i++)
        for (size_t k = 0; k < sizeof doubtful / sizeof *doubtful; k++)
            if (str_eq(str_of(d->list.v[i].rule->id), str_of(doubtful[k])))
                return err_set(e, ERR_INPUT, "%s, so what belongs in it is not sure; pack the folder "
                               "again", d->list.v[i].rule->title);
    return true;
}

struct files *package_repair(struct package *p, const struct diags *d, str name,
                             repairs *done, struct buf *diff, struct err *e)
{
    struct mending m = { .p = p, .arena = p->arena, .done = done, .kept.arena = p->arena,
                         .listed.arena = p->arena };
    struct files_view *v = files_view_new(p->arena, p->files, name);
    const size_t before = done->n;
    if (!is_known(&m, d, e))
        return NULL;
    m.folder = p->reader || p->files->is_bare ? S("") : folder_round(p);
    if (m.folder.n > 0)
        tell(&m, &package_rule_E1102, str_cat(m.arena, S("took all files out of the folder "),
                                              str_head(m.folder, m.folder.n - 1)));
    list_files(&m);
    settle_archive(&m, d);
    str manifest = has_other_names(&m) ? S("") : mended_manifest(&m, d, diff);
    if (!take_files(&m, v, manifest, e)) {
        done->n = before;
        return NULL;
    }
    if (!m.changed)
        return NULL;
    xml_free(p->xml);
    p->xml = NULL;
    return files_view_done(v);
}

/* ------------------------------------------------------------ to be packed */

struct maker { struct bundle_maker base; const struct files *files; };

static bool make(const struct bundle_maker *m, size_t part, struct arena *a, str *bytes,
                 struct err *e)
{
    const struct maker *mine = (const struct maker *)(const void *)m;
    return files_read(mine->files, &mine->files->list.v[part], a, LARGEST, bytes, e);
}

bool package_bundle(const struct files *f, struct bundle *b, struct err *e)
{
    struct maker *m = NEW(b->arena, struct maker);
    *m = (struct maker){ { make }, f };
    for (size_t i = 0; i < f->list.n; i++) {
        struct bundle_file file = { .path = f->list.v[i].path, .maker = &m->base, .part = i };
        if (f->list.v[i].size > 0 ? !bundle_add(b, file, e)
                                  : !bundle_add(b, (struct bundle_file){ .path = file.path }, e))
            return false;
    }
    return true;
}
