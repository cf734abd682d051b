#include "tracker/tape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 1024 * 1024 };

struct tape {
    const char *beside;
    char *room;
    size_t n;
    uint64_t written;                     /* what is in the file; the room follows */
    int fd;
};

static bool trouble(const char *what, const char *beside, struct err *e)
{
    return err_system(e, "cannot %s a temporary file beside %s", what, beside);
}

int tape_file(const char *beside, struct err *e)
{
    char name[4096];
    int n = snprintf(name, sizeof name, "%s-import-XXXXXX", beside);
    if (n < 0 || (size_t)n >= sizeof name) {
        err_set(e, ERR_SYSTEM, "the name of the store is too long");
        return -1;
    }
    int fd = mkstemp(name);
    if (fd < 0)
        trouble("make", beside, e);
    else
        unlink(name);
    return fd;
}

bool tape_write(int fd, const char *beside, const void *bytes, size_t n, struct err *e)
{
    for (const char *p = bytes; n;) {
        ssize_t done = write(fd, p, n);
        if (done < 0)
            return trouble("write", beside, e);
        p += done;
        n -= (size_t)done;
    }
    return true;
}

bool tape_read(int fd, const char *beside, uint64_t at, void *bytes, size_t n, struct err *e)
{
    char *p = bytes;
    while (n) {
        ssize_t got = pread(fd, p, n, (off_t)at);
        if (got <= 0)
            return trouble("read", beside, e);
        p += got;
        at += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

struct tape *tape_new(struct arena *a, const char *beside)
{
    struct tape *t = NEW(a, struct tape);
    *t = (struct tape){ .beside = beside, .fd = -1 };
    t->room = arena_get_text(a, ROOM);
    return t;
}

void tape_free(struct tape *t)
{
    if (t && t->fd >= 0)
        close(t->fd);
}

static bool put_out(struct tape *t, struct err *e)
{
    if (t->fd < 0 && (t->fd = tape_file(t->beside, e)) < 0)
        return false;
    bool ok = tape_write(t->fd, t->beside, t->room, t->n, e);
    t->written += t->n;
    t->n = 0;
    return ok;
}

bool tape_put(struct tape *t, str bytes, uint64_t *place, struct err *e)
{
    if (t->n + bytes.n > ROOM && !put_out(t, e))
        return false;
    *place = t->written + t->n;
    if (bytes.n > ROOM) {
        t->written += bytes.n;
        return tape_write(t->fd, t->beside, bytes.p, bytes.n, e);
    }
    if (bytes.n)
        memcpy(t->room + t->n, bytes.p, bytes.n);
    t->n += bytes.n;
    return true;
}

bool tape_get(struct tape *t, struct arena *a, uint64_t place, size_t n, str *out, struct err *e)
{
    if (place >= t->written) {
        *out = (str){ t->room + (place - t->written), n };
        return true;
    }
    char *p = arena_get_text(a, n + 1);
    *out = (str){ p, n };
    return tape_read(t->fd, t->beside, place, p, n, e);
}
