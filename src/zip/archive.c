/*
 * In: a path, or bytes. Out: an archive whose entries were held against each other,
 * by the steps of inside.h; or a refusal.
 */
#include "zip/inside.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_all(struct archive *z, struct tallies *t, struct err *e)
{
    if (!archive_find_end(z, t, e) || !archive_read_directory(z, t, e)
        || !archive_read_locals(z, t, e))
        return false;
    archive_check_names(z, t);
    return true;
}

static struct archive *look(struct archive *z, struct diags *d, struct err *e)
{
    struct tallies *t = NEW(z->arena, struct tallies);
    t->z = z;
    t->arena = z->arena;
    bool ok = read_all(z, t, e);
    archive_tell(t, d);
    if (ok)
        return z;
    archive_close(z);
    return NULL;
}

static bool measure(struct archive *z, struct err *e)
{
    struct stat st;
    if (fstat(z->fd, &st) != 0 || !S_ISREG(st.st_mode))
        return err_set(e, ERR_INPUT, "%s: it is not an ordinary file", z->path.p);
    z->size = (uint64_t)st.st_size;
    return true;
}

/* A folder can be opened, and a pipe makes one wait: only regular files are read. */
static bool open_file(struct archive *z, struct err *e)
{
    z->fd = open(z->path.p, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (z->fd < 0)
        return err_system(e, "cannot open %s", z->path.p);
    return measure(z, e);
}

static struct archive *begin(struct arena *a, const char *path)
{
    struct archive *z = NEW(a, struct archive);
    *z = (struct archive){ .arena = a, .path = str_dup(a, str_of(path)), .fd = -1 };
    return z;
}

struct archive *archive_open(struct arena *a, const char *path, struct diags *d, struct err *e)
{
    struct archive *z = begin(a, path);
    if (open_file(z, e))
        return look(z, d, e);
    archive_close(z);
    return NULL;
}

struct archive *archive_of_file(struct arena *a, int file, const char *name, struct diags *d,
                                struct err *e)
{
    struct archive *z = begin(a, name);
    z->fd = file;
    z->borrowed = true;
    return measure(z, e) ? look(z, d, e) : NULL;
}

struct archive *archive_of_bytes(struct arena *a, str bytes, const char *name, struct diags *d,
                                 struct err *e)
{
    struct archive *z = begin(a, name);
    z->bytes = bytes;
    z->size = bytes.n;
    return look(z, d, e);
}

void archive_close(struct archive *z)
{
    if (z && z->fd >= 0 && !z->borrowed)
        close(z->fd);
    if (z)
        z->fd = -1;
}

size_t archive_count(const struct archive *z)
{
    return z->n;
}

const struct archive_entry *archive_at(const struct archive *z, size_t i)
{
    return i < z->n ? &z->entries[i] : NULL;
}

uint64_t archive_bytes(const struct archive *z)
{
    return z->size;
}

const struct archive_entry *archive_find(const struct archive *z, str name)
{
    return archive_named(z, name);
}
