#include "package/files_inside.h"

#include <stdio.h>

#include "base/fs.h"
#include "zip/crc.h"

struct files *files_new(struct arena *a, str name, const char *joint,
                        const struct files_source *source)
{
    struct files *f = NEW(a, struct files);
    *f = (struct files){ .arena = a, .name = str_dup(a, name), .joint = joint, .source = source };
    return f;
}

void files_add(struct files *f, str path, uint64_t size, uint64_t packed, size_t index)
{
    *vec_push(f->arena, &f->list) = (struct package_file){ path, size, packed, index };
}

/* ------------------------------------------------------------ by name */

static uint64_t loose_hash(str s)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
    }
    return h;
}

static size_t slot_of(const struct files *f, const uint32_t *slots, str path, bool loose)
{
    size_t i = (loose ? loose_hash(path) : str_hash(path)) & (f->nslots - 1);
    for (; slots[i]; i = (i + 1) & (f->nslots - 1)) {
        str there = f->list.v[slots[i] - 1].path;
        if (loose ? str_eq_nocase(there, path) : str_eq(there, path))
            break;
    }
    return i;
}

/* Of two files with one name the first is found. */
void files_index(struct files *f)
{
    f->nslots = 64;
    while (f->nslots < 2 * f->list.n + 2)
        f->nslots *= 2;
    f->slots = NEW_N(f->arena, uint32_t, f->nslots);
    f->loose = NEW_N(f->arena, uint32_t, f->nslots);
    for (size_t i = 0; i < f->list.n; i++) {
        size_t exact = slot_of(f, f->slots, f->list.v[i].path, false);
        size_t loose = slot_of(f, f->loose, f->list.v[i].path, true);
        if (!f->slots[exact])
            f->slots[exact] = (uint32_t)i + 1;
        if (!f->loose[loose])
            f->loose[loose] = (uint32_t)i + 1;
    }
}

const struct package_file *files_find(const struct files *f, str path)
{
    uint32_t i = f->slots[slot_of(f, f->slots, path, false)];
    return i ? &f->list.v[i - 1] : NULL;
}

const struct package_file *files_find_loosely(const struct files *f, str path)
{
    const struct package_file *exact = files_find(f, path);
    uint32_t i = f->loose[slot_of(f, f->loose, path, true)];
    return exact ? exact : i ? &f->list.v[i - 1] : NULL;
}

str files_place(const struct files *f, struct arena *a, str path)
{
    if (path.n == 0 || f->is_bare)
        return f->name;
    if (str_eq(f->name, S(".")))
        return path;
    return str_cat(a, f->name, str_of(f->joint), path);
}

/* ------------------------------------------------------------ their bytes */

bool files_read(const struct files *f, const struct package_file *file, struct arena *a,
                size_t limit, str *out, struct err *e)
{
    if (file->size > limit)
        return err_set(e, ERR_INPUT, STR_FMT " has %llu bytes; at most %zu are read",
                       STR_ARG(files_place(f, a, file->path)), (unsigned long long)file->size,
                       limit);
    return f->source->read(f, file, a, limit, out, e);
}

bool files_test(const struct files *f, struct diags *d, struct progress *p, struct err *e)
{
    return !f->source->test || f->source->test(f, d, p, e);
}

void files_close(struct files *f)
{
    if (f && f->source->close)
        f->source->close(f);
}

/* ------------------------------------------------------------ sums */

bool files_sum_disk(const char *path, uint32_t *crc, struct err *e)
{
    char piece[65536];
    FILE *f = fopen(path, "rb");
    size_t n;
    *crc = 0;
    if (!f)
        return err_system(e, "cannot read %s", path);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        *crc = zip_crc(*crc, (str){ piece, n });
    bool ok = !ferror(f);
    fclose(f);
    return ok || err_system(e, "cannot read %s", path);
}

bool files_sum(const struct files *f, const struct package_file *file, uint32_t *crc,
               struct err *e)
{
    return f->source->sum(f, file, crc, e);
}
