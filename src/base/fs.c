#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum fs_kind fs_kind(const char *path)
{
    struct stat s;
    if (stat(path, &s) != 0)
        return FS_ABSENT;
    return S_ISREG(s.st_mode) ? FS_FILE : S_ISDIR(s.st_mode) ? FS_FOLDER : FS_OTHER;
}

bool fs_is_same(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool fs_is_below(const char *path, const char *folder)
{
    char *real = realpath(path, NULL), *top = realpath(folder, NULL);
    size_t n = top ? strlen(top) : 0;
    bool below = real && top && strncmp(real, top, n) == 0 && (real[n] == '/' || top[n - 1] == '/');
    free(real);
    free(top);
    return below;
}

/* Opens a regular file; a folder or a pipe gets its own sentence. */
static int open_file(const char *path, uint64_t *size, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat s;
    if (fd < 0) {
        err_system(e, "cannot read %s", path);
        return -1;
    }
    if (fstat(fd, &s) != 0)
        err_system(e, "cannot read %s", path);
    else if (S_ISDIR(s.st_mode))
        err_set(e, ERR_SYSTEM, "cannot read %s: it is a folder", path);
    else if (!S_ISREG(s.st_mode))
        err_set(e, ERR_SYSTEM, "cannot read %s: it is not an ordinary file", path);
    else {
        *size = (uint64_t)s.st_size;
        return fd;
    }
    close(fd);
    return -1;
}

static bool read_fully(int fd, char *to, size_t n, size_t *got)
{
    *got = 0;
    while (*got < n) {
        ssize_t k = read(fd, to + *got, n - *got);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return false;
        if (k == 0)
            break;
        *got += (size_t)k;
    }
    return true;
}

bool fs_read(struct arena *a, const char *path, size_t limit, str *out, struct err *e)
{
    uint64_t size;
    int fd = open_file(path, &size, e);
    if (fd < 0)
        return false;
    if (limit == 0)
        limit = FS_LIMIT;
    bool ok = size <= limit;
    if (!ok)
        err_set(e, ERR_INPUT, "%s has %llu MB; at most %zu MB are read", path,
                (unsigned long long)(size >> 20), limit >> 20);
    char *bytes = ok ? arena_get(a, (size_t)size + 1) : NULL;
    size_t got = 0;
    if (ok && !read_fully(fd, bytes, (size_t)size, &got))
        ok = err_system(e, "cannot read %s", path);
    close(fd);
    if (ok)
        *out = (str){ bytes, got };
    return ok;
}

bool fs_size(const char *path, uint64_t *out, struct err *e)
{
    int fd = open_file(path, out, e);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

bool fs_draft_open(struct fs_draft *d, const char *path, enum fs_privacy privacy,
                   struct err *e)
{
    memset(d, 0, sizeof *d);
    /* The neighbour of a link is made beside what the link points at. */
    if (!realpath(path, d->final)
        && snprintf(d->final, sizeof d->final, "%s", path) >= (int)sizeof d->final)
        return err_set(e, ERR_SYSTEM, "the path %.60s... is too long", path);
    enum fs_kind kind = fs_kind(d->final);
    if (kind == FS_FOLDER || kind == FS_OTHER)            /* a device would become a file */
        return err_set(e, ERR_SYSTEM, "cannot write %s: it is %s", path,
                       kind == FS_FOLDER ? "a folder" : "not an ordinary file");
    if (snprintf(d->path, sizeof d->path, "%.*s.XXXXXX", (int)sizeof d->path - 8, d->final) >=
        (int)sizeof d->path)
        return err_set(e, ERR_SYSTEM, "the path %.60s... is too long", path);
    int fd = mkstemp(d->path);
    if (fd < 0) {
        d->path[0] = 0;
        return err_system(e, "cannot write %s", path);
    }
    struct stat before;
    bool same = privacy == FS_SAME && stat(d->final, &before) == 0;
    if (privacy != FS_PRIVATE) {
        mode_t mask = umask(0);
        umask(mask);
        fchmod(fd, same ? before.st_mode & 0777 : 0666 & ~mask);
    }
    d->to = fdopen(fd, "wb");
    if (d->to)
        return true;
    err_system(e, "cannot write %s", path);
    close(fd);
    fs_draft_drop(d);
    return false;
}

void fs_draft_drop(struct fs_draft *d)
{
    if (d->to)
        fclose(d->to);
    if (d->path[0])
        unlink(d->path);
    d->to = NULL;
    d->path[0] = 0;
}

/* Whoever looks after a power cut finds the new name. Some file systems cannot do it. */
static void sync_folder(const char *path)
{
    struct arena *a = arena_new();
    int fd = open(fs_folder_of(a, str_of(path)).p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    arena_free(a);
}

static bool finish(struct fs_draft *d, struct err *e)
{
    bool ok = fflush(d->to) == 0 && !ferror(d->to) && fsync(fileno(d->to)) == 0;
    if (!ok)
        err_system(e, "cannot write %s", d->final);
    if (fclose(d->to) != 0 && ok)
        ok = err_system(e, "cannot write %s", d->final);
    d->to = NULL;
    return ok;
}

bool fs_draft_keep(struct fs_draft *d, struct err *e)
{
    bool ok = finish(d, e);
    if (ok && rename(d->path, d->final) != 0)
        ok = err_system(e, "cannot write %s", d->final);
    if (ok)
        d->path[0] = 0;
    fs_draft_drop(d);
    return ok;
}

/* A second name, then the first goes: unlike renaming that fails when the name is taken. */
bool fs_draft_keep_new(struct fs_draft *d, struct err *e)
{
    bool ok = finish(d, e);
    if (ok && link(d->path, d->final) != 0)
        ok = errno == EEXIST
            ? err_set(e, ERR_USAGE, "%s is there already; nothing was written over it", d->final)
            : err_system(e, "cannot write %s", d->final);
    if (ok)
        sync_folder(d->final);
    fs_draft_drop(d);
    return ok;
}

static bool put(FILE *to, str bytes)
{
    return fwrite(bytes.p, 1, bytes.n, to) == bytes.n;
}

bool fs_write(const char *path, str bytes, enum fs_privacy privacy, struct err *e)
{
    if (strcmp(path, "-") == 0)
        return (put(stdout, bytes) && fflush(stdout) == 0)
               || err_system(e, "cannot write to standard output");
    struct fs_draft d;
    if (!fs_draft_open(&d, path, privacy, e))
        return false;
    if (put(d.to, bytes))
        return fs_draft_keep(&d, e);
    err_system(e, "cannot write %s", path);
    fs_draft_drop(&d);
    return false;
}

static bool copy_bytes(int from, const char *name, FILE *to, struct err *e)
{
    char piece[64 * 1024];
    size_t got;
    do {
        if (!read_fully(from, piece, sizeof piece, &got))
            return err_system(e, "cannot read %s", name);
        if (!put(to, (str){ piece, got }))
            return err_system(e, "cannot write the copy of %s", name);
    } while (got == sizeof piece);
    return true;
}

bool fs_copy(const char *from, const char *to, struct err *e)
{
    uint64_t size;
    struct fs_draft d;
    int fd = open_file(from, &size, e);
    if (fd < 0)
        return false;
    bool ok = fs_draft_open(&d, to, FS_PUBLIC, e);
    if (ok) {
        ok = copy_bytes(fd, from, d.to, e);
        if (ok)
            ok = fs_draft_keep(&d, e);
        else
            fs_draft_drop(&d);
    }
    close(fd);
    return ok;
}

bool fs_make_folder(const char *path, struct err *e)
{
    char part[PATH_MAX];
    size_t n = strlen(path);
    if (n >= sizeof part)
        return err_set(e, ERR_SYSTEM, "the path %.60s... is too long", path);
    memcpy(part, path, n + 1);
    for (size_t i = 1; i <= n; i++) {
        if (part[i] != '/' && part[i] != 0)
            continue;
        part[i] = 0;
        if (fs_kind(part) != FS_FOLDER && mkdir(part, 0777) != 0)
            return err_system(e, "cannot make the folder %s", part);
        part[i] = path[i];
    }
    return true;
}

struct listing {
    struct arena *arena;
    const char *root;
    VEC(str) paths;
};

static bool list_below(struct listing *l, str below, struct err *e);

static bool list_entry(struct listing *l, str below, const char *name, struct err *e)
{
    struct stat s;
    str path = below.n ? fs_join(l->arena, below, str_of(name)) : str_dup(l->arena, str_of(name));
    str full = fs_join(l->arena, str_of(l->root), path);
    if (lstat(full.p, &s) != 0)
        return err_system(e, "cannot look at %s", full.p);
    if (S_ISDIR(s.st_mode))
        return list_below(l, path, e);
    if (S_ISREG(s.st_mode))
        *vec_push(l->arena, &l->paths) = path;
    return true;
}

static bool list_below(struct listing *l, str below, struct err *e)
{
    str full = below.n ? fs_join(l->arena, str_of(l->root), below) : str_of(l->root);
    DIR *dir = opendir(full.p);
    if (!dir)
        return err_system(e, "cannot look into the folder %s", full.p);
    bool ok = true;
    for (struct dirent *d; ok && (d = readdir(dir)); )
        if (d->d_name[0] != '.')
            ok = list_entry(l, below, d->d_name, e);
    closedir(dir);
    return ok;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

bool fs_list(struct arena *a, const char *dir, str **paths, size_t *n, struct err *e)
{
    struct listing l = { .arena = a, .root = dir };
    if (!list_below(&l, S(""), e))
        return false;
    if (l.paths.n)
        qsort(l.paths.v, l.paths.n, sizeof *l.paths.v, by_bytes);
    *paths = l.paths.v;
    *n = l.paths.n;
    return true;
}

bool fs_names(struct arena *a, const char *path, str **names, size_t *n, struct err *e)
{
    VEC(str) list = { 0 };
    DIR *dir = opendir(path);
    if (!dir)
        return err_system(e, "cannot look into the folder %s", path);
    for (struct dirent *d; (d = readdir(dir)); )
        if (d->d_name[0] != '.')
            *vec_push(a, &list) = str_dup(a, str_of(d->d_name));
    closedir(dir);
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, by_bytes);
    *names = list.v;
    *n = list.n;
    return true;
}

str fs_join(struct arena *a, str folder, str name)
{
    if (folder.n == 0 || str_starts(name, S("/")))
        return str_dup(a, name);
    const char *slash = str_ends(folder, S("/")) ? "" : "/";
    return str_format(a, STR_FMT "%s" STR_FMT, STR_ARG(folder), slash, STR_ARG(name));
}

str fs_folder_of(struct arena *a, str path)
{
    while (path.n > 0 && path.p[path.n - 1] != '/')
        path.n--;
    if (path.n == 0)
        return S(".");
    return str_dup(a, path.n > 1 ? str_head(path, path.n - 1) : path);
}

str fs_suffix_of(str path)
{
    for (size_t i = path.n; i > 0 && path.p[i - 1] != '/'; i--)
        if (path.p[i - 1] == '.')
            return str_from(path, i - 1);
    return S("");
}

bool fs_inside(struct arena *a, str path, str *out)
{
    char *to = arena_get(a, path.n + 1);
    size_t n = 0;
    if (str_starts(path, S("/")))
        return false;
    for (str rest = path; rest.p; ) {
        str part = str_cut(&rest, '/');
        if (part.n == 0 || str_eq(part, S(".")))
            continue;
        if (str_eq(part, S(".."))) {
            if (n == 0)
                return false;
            while (n > 0 && to[--n] != '/')
                ;
            continue;
        }
        if (n > 0)
            to[n++] = '/';
        memcpy(to + n, part.p, part.n);
        n += part.n;
    }
    to[n] = 0;
    *out = (str){ to, n };
    return true;
}
