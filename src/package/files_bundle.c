/* What is about to be packed becomes a set of files. */
#include "base/fs.h"
#include "package/files_inside.h"
#include "zip/crc.h"

static bool read_file(const struct files *f, const struct package_file *file, struct arena *a,
                      size_t limit, str *out, struct err *e)
{
    const struct bundle *b = f->from;
    const struct bundle_file *from = &b->files.v[file->index];
    return from->disk.n > 0 ? fs_read(a, from->disk.p, limit, out, e)
                            : bundle_bytes(from, a, out, e);
}

static bool sum(const struct files *f, const struct package_file *file, uint32_t *crc,
                struct err *e)
{
    const struct bundle *b = f->from;
    const struct bundle_file *from = &b->files.v[file->index];
    if (from->disk.n > 0)
        return files_sum_disk(from->disk.p, crc, e);
    struct arena *scratch = arena_new();
    str bytes;
    bool ok = bundle_bytes(from, scratch, &bytes, e);
    *crc = ok ? zip_crc(0, bytes) : 0;
    arena_free(scratch);
    return ok;
}

static const struct files_source source = { .read = read_file, .sum = sum };

struct files *files_of_bundle(struct arena *a, const struct bundle *b, str name, struct err *e)
{
    struct files *f = files_new(a, name, ":", &source);
    f->from = (void *)(uintptr_t)b;
    for (size_t i = 0; i < b->files.n; i++) {
        const struct bundle_file *from = &b->files.v[i];
        uint64_t size;
        if (!bundle_size(from, &size, e))
            return NULL;
        files_add(f, from->path, size, size, i);
        f->size += size;
    }
    files_index(f);
    return f;
}
