/* In: a place in the file. Out: the bytes there, from disk or from memory. */
#include "zip/inside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool read_at(int fd, void *to, size_t n, uint64_t at)
{
    char *p = to;
    while (n > 0) {
        ssize_t got = pread(fd, p, n, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = ESTALE;               /* it was longer when it was opened */
        if (got <= 0)
            return false;
        p += got;
        at += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

bool archive_bytes_at(const struct archive *z, uint64_t at, void *to, size_t n, struct err *e)
{
    if (at > z->size || n > z->size - at)
        return err_set(e, ERR_INPUT, "%s: it ends before byte %llu", z->path.p, ull(at) + n);
    if (n > 0 && z->fd < 0)
        memcpy(to, z->bytes.p + at, n);
    else if (n > 0 && !read_at(z->fd, to, n, at))
        return err_system(e, "cannot read %s", z->path.p);
    return true;
}
