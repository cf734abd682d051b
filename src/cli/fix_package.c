#include "cli/fix_package.h"

#include <stdlib.h>

#include "base/fs.h"
#include "package/repair.h"
#include "zip/zip.h"

enum {
    ROUNDS = 9,                           /* one mend may lay open another */
    OPEN = ROUNDS + 1,
    ROUNDS_BYTES = 16 * 1024 * 1024,      /* of manifests: what is read of them stays in memory */
};

struct fixing {
    struct run *run;
    const struct package_fix *fix;
    struct arena *arena;
    str to;
    struct package *rounds[OPEN];         /* all stay open: each reads from the one before */
    size_t nrounds, bytes;                /* of their manifests */
    repairs done;
    struct buf diff;
};

/* "course.zip" to "course-fixed.zip", a folder likewise; a manifest alone stays XML. */
static str place_of_copy(struct arena *a, const char *path)
{
    char *real = realpath(path, NULL);    /* "." has no name of its own */
    str name = str_ends(str_of(path), S(".")) && real ? str_dup(a, str_of(real)) : str_of(path);
    free(real);
    while (name.n > 1 && str_ends(name, S("/")))
        name.n--;
    str suffix = fs_kind(path) == FS_FOLDER ? S("") : fs_suffix_of(name);
    bool is_xml = str_eq_nocase(suffix, S(".xml"));
    return str_cat(a, str_head(name, name.n - suffix.n), S("-fixed"), is_xml ? suffix : S(".zip"));
}

static bool has_room(const struct fixing *k)
{
    return k->nrounds < OPEN && k->bytes < ROUNDS_BYTES;
}

/* Checks the newest round and mends it; *more: there is another. */
static bool mend_once(struct fixing *k, struct diags *found, bool *more, struct err *e)
{
    struct package *p = k->rounds[k->nrounds - 1];
    *more = false;
    if (!package_check(p, &k->fix->how, found, e))
        return false;
    struct files *f = package_repair(p, found, k->to, &k->done,
                                     k->fix->diff ? &k->diff : NULL, e);
    if (!f)
        return e->kind == ERR_NONE;
    *found = (struct diags){ .arena = found->arena };
    const struct package_file *manifest = files_find(p->files, p->manifest);
    k->bytes += manifest ? (size_t)manifest->size : 0;
    k->rounds[k->nrounds++] = package_of_files(k->arena, f, found);
    *more = true;
    return true;
}

static bool mend_all(struct fixing *k, struct diags *found, struct err *e)
{
    bool more = true;
    k->rounds[0] = package_open(k->arena, k->fix->path, found, e);
    if (!k->rounds[0])
        return false;
    k->nrounds = 1;
    while (more && has_room(k))
        if (!mend_once(k, found, &more, e))
            return false;
    return !more || package_check(k->rounds[k->nrounds - 1], &k->fix->how, found, e);
}

static bool write_copy(struct fixing *k, struct err *e)
{
    struct package *last = k->rounds[k->nrounds - 1];
    struct bundle b = { .arena = k->arena };
    str bytes;
    if (fs_is_same(k->to.p, k->fix->path))
        return err_set(e, ERR_USAGE, "%s is the package itself; name another file for its copy",
                       k->to.p);
    if (last->files->is_bare)
        return files_read(last->files, &last->files->list.v[0], k->arena, FILES_MANIFEST_BYTES,
                          &bytes, e) && fs_write(k->to.p, bytes, FS_PUBLIC, e);
    k->run->progress.what = k->to.p;
    return package_bundle(last->files, &b, e) && zip_write(&b, k->to.p, &k->run->progress, e);
}

static void tell(const struct fixing *k)
{
    for (size_t i = 0; i < k->done.n; i++) {
        const struct repair *one = &k->done.v[i];
        run_note(k->run, "%s: " STR_FMT "%s%s%s", k->fix->path, STR_ARG(one->text),
                 one->rule ? " [" : "", one->rule ? one->rule->id : "", one->rule ? "]" : "");
    }
}

static void put_names(struct fixing *k)
{
    for (size_t i = 0; i < k->done.n; i++)
        if (!str_starts(k->done.v[i].text, S("mended ")))
            buf_printf(k->fix->diff, "# " STR_FMT "\n", STR_ARG(k->done.v[i].text));
    buf_put(k->fix->diff, buf_str(&k->diff));
}

static void keep_findings(struct diags *to, const struct diags *found)
{
    for (size_t i = 0; i < found->list.n; i++)
        diag_add(to, found->list.v[i].rule, found->list.v[i].at, STR_FMT,
                 STR_ARG(found->list.v[i].text));
}

bool fix_package(struct run *r, const struct package_fix *fix, size_t *done, struct err *e)
{
    struct fixing k = { .run = r, .fix = fix, .arena = arena_new() };
    k.to = fix->to ? str_of(fix->to) : place_of_copy(k.arena, fix->path);
    k.diff = buf_new(k.arena);
    struct diags found = { .arena = k.arena };
    bool ok = mend_all(&k, &found, e);
    if (ok && fix->diff)
        put_names(&k);
    else if (ok && k.done.n > 0 && (ok = write_copy(&k, e))) {
        tell(&k);
        run_note(r, "The repaired copy is " STR_FMT ".", STR_ARG(k.to));
    }
    *done = ok ? k.done.n : 0;
    if (ok && k.done.n == 0)
        ok = files_test(k.rounds[0]->files, &found, &r->progress, e);
    if (!fix->diff)
        keep_findings(&r->diags, &found);
    for (size_t i = k.nrounds; i-- > 0;)
        package_close(k.rounds[i]);
    arena_free(k.arena);
    return ok;
}
