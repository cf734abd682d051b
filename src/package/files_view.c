#include "package/files_view.h"

#include "package/files_inside.h"

struct seen { const struct package_file *file; str bytes; };

struct files_view {
    const struct files *of;
    struct files *files;
    VEC(struct seen) seen;                /* by index of a file */
};

static bool read_file(const struct files *f, const struct package_file *file, struct arena *a,
                      size_t limit, str *out, struct err *e)
{
    const struct files_view *v = f->from;
    const struct seen *s = &v->seen.v[file->index];
    if (s->file)
        return files_read(v->of, s->file, a, limit, out, e);
    *out = s->bytes;
    return true;
}

static const struct files_source source = { .read = read_file };

struct files_view *files_view_new(struct arena *a, const struct files *of, str name)
{
    struct files_view *v = NEW(a, struct files_view);
    *v = (struct files_view){ .of = of, .files = files_new(a, name, of->is_bare ? "/" : ":", &source) };
    v->files->from = v;
    v->files->is_bare = of->is_bare;
    return v;
}

void files_view_add(struct files_view *v, const struct package_file *file, str path)
{
    files_add(v->files, path, file->size, file->packed, v->seen.n);
    *vec_push(v->files->arena, &v->seen) = (struct seen){ .file = file };
    v->files->size += file->size;
}

void files_view_put(struct files_view *v, str path, str bytes)
{
    files_add(v->files, path, bytes.n, bytes.n, v->seen.n);
    *vec_push(v->files->arena, &v->seen) = (struct seen){ .bytes = bytes };
    v->files->size += bytes.n;
}

struct files *files_view_done(struct files_view *v)
{
    files_index(v->files);
    return v->files;
}
