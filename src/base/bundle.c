#include "base/bundle.h"

#include <stdlib.h>

#include "base/fs.h"

/* The slot where `path` stands or would stand. */
static size_t slot_of(const struct bundle *b, str path)
{
    size_t i = str_hash(path) & (b->nslots - 1);
    while (b->slots[i] && !str_eq(b->files.v[b->slots[i] - 1].path, path))
        i = (i + 1) & (b->nslots - 1);
    return i;
}

static void index_files(struct bundle *b, size_t nslots)
{
    b->nslots = nslots;
    b->slots = NEW_N(b->arena, uint32_t, nslots);
    for (size_t i = 0; i < b->files.n; i++)
        b->slots[slot_of(b, b->files.v[i].path)] = (uint32_t)i + 1;
}

const struct bundle_file *bundle_find(const struct bundle *b, str path)
{
    if (!b->nslots)
        return NULL;
    uint32_t i = b->slots[slot_of(b, path)];
    return i ? &b->files.v[i - 1] : NULL;
}

bool bundle_add(struct bundle *b, struct bundle_file f, struct err *e)
{
    str inside;
    if (f.path.n == 0 || !fs_inside(b->arena, f.path, &inside) || !str_eq(inside, f.path))
        return err_set(e, ERR_INPUT, "\"" STR_FMT "\" cannot be the name of a file in a package",
                       STR_ARG(f.path));
    if (bundle_find(b, f.path))
        return err_set(e, ERR_INPUT, "two files of the package would be called " STR_FMT,
                       STR_ARG(f.path));
    if (2 * (b->files.n + 1) > b->nslots)
        index_files(b, b->nslots ? 2 * b->nslots : 64);
    *vec_push(b->arena, &b->files) = f;
    b->slots[slot_of(b, f.path)] = (uint32_t)b->files.n;
    return true;
}

bool bundle_bytes(const struct bundle_file *f, struct arena *a, str *bytes, struct err *e)
{
    if (f->maker)
        return f->maker->make(f->maker, f->part, a, bytes, e);
    *bytes = f->bytes;
    return true;
}

bool bundle_size(const struct bundle_file *f, uint64_t *size, struct err *e)
{
    if (f->disk.n > 0)
        return fs_size(f->disk.p, size, e);
    struct arena *scratch = arena_new();
    str bytes = { 0 };
    bool ok = bundle_bytes(f, scratch, &bytes, e);
    *size = bytes.n;
    arena_free(scratch);
    return ok;
}

static int by_path(const void *left, const void *right)
{
    const struct bundle_file *a = left, *b = right;
    return str_cmp(a->path, b->path);
}

void bundle_sort(struct bundle *b)
{
    if (b->files.n == 0)
        return;
    qsort(b->files.v, b->files.n, sizeof *b->files.v, by_path);
    index_files(b, b->nslots);
}

static bool write_file(const struct bundle_file *f, struct arena *a, const char *to, struct err *e)
{
    str bytes;
    if (f->disk.n > 0)
        return fs_copy(f->disk.p, to, e);
    return bundle_bytes(f, a, &bytes, e) && fs_write(to, bytes, FS_PUBLIC, e);
}

bool bundle_write_folder(const struct bundle *b, const char *dir, struct err *e)
{
    struct arena *a = arena_new();
    bool ok = fs_make_folder(dir, e);
    for (size_t i = 0; ok && i < b->files.n; i++) {
        const struct bundle_file *f = &b->files.v[i];
        struct arena_mark mark = arena_mark(a);
        str to = fs_join(a, str_of(dir), f->path);
        ok = fs_make_folder(fs_folder_of(a, to).p, e) && write_file(f, a, to.p, e);
        arena_rewind(a, mark);
    }
    arena_free(a);
    return ok;
}
