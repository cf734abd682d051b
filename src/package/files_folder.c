/* A folder on disk, or one file of it alone, becomes a set of files. */
#include <string.h>

#include "base/fs.h"
#include "package/files_inside.h"

static str path_of(const struct files *f, const struct package_file *file, struct arena *a)
{
    return fs_join(a, f->is_bare ? fs_folder_of(a, f->name) : f->name, file->path);
}

static bool read_file(const struct files *f, const struct package_file *file, struct arena *a,
                      size_t limit, str *out, struct err *e)
{
    return fs_read(a, path_of(f, file, a).p, limit, out, e);
}

static bool sum(const struct files *f, const struct package_file *file, uint32_t *crc,
                struct err *e)
{
    struct arena *scratch = arena_new();
    bool ok = files_sum_disk(path_of(f, file, scratch).p, crc, e);
    arena_free(scratch);
    return ok;
}

static const struct files_source source = { .read = read_file, .sum = sum };

struct files *files_open_folder(struct arena *a, const char *path, struct err *e)
{
    str *paths, name = str_of(path);
    size_t n;
    while (name.n > 1 && str_ends(name, S("/")))
        name.n--;
    if (!fs_list(a, path, &paths, &n, e))
        return NULL;
    struct files *f = files_new(a, name, "/", &source);
    for (size_t i = 0; i < n; i++) {
        uint64_t size = 0;
        if (!fs_size(fs_join(a, name, paths[i]).p, &size, e))
            return NULL;
        files_add(f, paths[i], size, size, i);
        f->size += size;
    }
    files_index(f);
    return f;
}

struct files *files_open_bare(struct arena *a, const char *path, struct err *e)
{
    const char *slash = strrchr(path, '/');
    uint64_t size = 0;
    if (!fs_size(path, &size, e))
        return NULL;
    struct files *f = files_new(a, str_of(path), "/", &source);
    f->is_bare = true;
    f->size = size;
    files_add(f, str_dup(a, str_of(slash ? slash + 1 : path)), size, size, 0);
    files_index(f);
    return f;
}
