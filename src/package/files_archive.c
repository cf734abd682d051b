/* A zip becomes a set of files: all entries but folders, by name as the archive has them. */
#include "package/files_inside.h"
#include "zip/archive.h"

static bool read_file(const struct files *f, const struct package_file *file, struct arena *a,
                      size_t limit, str *out, struct err *e)
{
    const struct archive *z = f->from;
    return archive_read(z, archive_at(z, file->index), a, limit, out, e);
}

static bool test(const struct files *f, struct diags *d, struct progress *p, struct err *e)
{
    return archive_test(f->from, d, p, e);
}

static bool sum(const struct files *f, const struct package_file *file, uint32_t *crc,
                struct err *e)
{
    (void)e;
    *crc = archive_at(f->from, file->index)->crc;
    return true;
}

static void close_archive(struct files *f)
{
    archive_close(f->from);
    f->from = NULL;
}

static const struct files_source source = {
    .read = read_file, .test = test, .sum = sum, .close = close_archive,
};

struct files *files_open_archive(struct arena *a, const char *path, struct diags *d,
                                 struct err *e)
{
    struct archive *z = archive_open(a, path, d, e);
    if (!z)
        return NULL;
    struct files *f = files_new(a, str_of(path), ":", &source);
    f->from = z;
    f->is_archive = true;
    f->size = archive_bytes(z);
    for (size_t i = 0; i < archive_count(z); i++) {
        const struct archive_entry *entry = archive_at(z, i);
        if (!entry->is_folder)
            files_add(f, entry->name, entry->size, entry->packed, i);
    }
    files_index(f);
    return f;
}
