/*
 * What the kernel tells about folders goes in, "changed" comes out. A folder
 * that appears or goes makes the list of folders anew; the kernel gives a
 * folder that it knows the same number again.
 */
#include "serve/watch.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"

enum { FOLDERS_MOST = 4096, DEPTH_MOST = 32, RETRY_MS = 500 };

static const uint32_t NEWS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE |
                             IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

struct folder { int number; str path; };

struct watch {
    int fd;
    bool lost;                            /* the top folder is not there */
    char *top;
    struct arena *arena;                  /* of the list, as long as it holds */
    VEC(struct folder) folders;
};

/* ------------------------------------------------------------ the list */

static bool is_news(const char *name)
{
    size_t n = strlen(name);
    return n > 0 && name[0] != '.' && name[n - 1] != '~';
}

static bool add_below(struct watch *w, str path, int depth)
{
    int number = inotify_add_watch(w->fd, path.p, NEWS);
    DIR *dir = number >= 0 ? opendir(path.p) : NULL;
    if (number >= 0)
        *vec_push(w->arena, &w->folders) = (struct folder){ number, path };
    if (!dir)
        return number >= 0 || errno == ENOENT || errno == ENOTDIR;
    bool ok = true;
    for (struct dirent *d; ok && (d = readdir(dir)); ) {
        struct stat s;
        if (!is_news(d->d_name))
            continue;
        str below = fs_join(w->arena, path, str_of(d->d_name));
        if (lstat(below.p, &s) != 0 || !S_ISDIR(s.st_mode))
            continue;
        errno = ENOSPC;
        ok = depth < DEPTH_MOST && w->folders.n < FOLDERS_MOST && add_below(w, below, depth + 1);
    }
    closedir(dir);
    return ok;
}

static bool list_again(struct watch *w)
{
    arena_free(w->arena);
    w->arena = arena_new();
    memset(&w->folders, 0, sizeof w->folders);
    bool ok = add_below(w, str_dup(w->arena, str_of(w->top)), 0);
    w->lost = w->folders.n == 0;
    return ok;
}

struct watch *watch_open(const char *folder, struct err *e)
{
    struct watch *w = calloc(1, sizeof *w);
    if (!w)
        out_of_memory();
    w->top = strdup(folder);
    w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (w->top && w->fd >= 0 && list_again(w))
        return w;
    if (errno == ENOSPC)
        err_set(e, ERR_SYSTEM, "%s has more folders than can be watched (fs.inotify.max_user_watches, "
                "and at most %d)", folder, FOLDERS_MOST);
    else
        err_system(e, "cannot watch the folder %s", folder);
    watch_close(w);
    return NULL;
}

void watch_close(struct watch *w)
{
    if (!w)
        return;
    if (w->fd >= 0)
        close(w->fd);
    arena_free(w->arena);
    free(w->top);
    free(w);
}

int watch_fd(const struct watch *w)
{
    return w->fd;
}

int watch_wait(const struct watch *w)
{
    return w->lost ? RETRY_MS : -1;
}

/* ------------------------------------------------------------ what happens */

/* A file that was only made will be written yet; a link is there at once. */
static bool is_whole(const struct watch *w, const struct inotify_event *event)
{
    char path[4096];
    struct stat s;
    if (!(event->mask & IN_CREATE))
        return true;
    for (size_t i = 0; i < w->folders.n; i++)
        if (w->folders.v[i].number == event->wd
            && snprintf(path, sizeof path, "%s/%s", w->folders.v[i].path.p, event->name)
                   < (int)sizeof path)
            return lstat(path, &s) == 0 && (!S_ISREG(s.st_mode) || s.st_nlink > 1);
    return false;
}

static bool is_of_folders(uint32_t mask)
{
    return mask & (IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF | IN_Q_OVERFLOW);
}

static bool counts(const struct watch *w, const struct inotify_event *event)
{
    if (event->mask & IN_IGNORED)
        return false;
    return is_of_folders(event->mask) || (event->len && is_news(event->name) && is_whole(w, event));
}

bool watch_turn(struct watch *w)
{
    _Alignas(struct inotify_event) char events[16 * 1024];
    bool changed = false, was_lost = w->lost, folders = was_lost;
    for (ssize_t n; (n = read(w->fd, events, sizeof events)) > 0; )
        for (char *at = events; at < events + n; ) {
            const struct inotify_event *event = (const void *)at;
            changed |= counts(w, event);
            folders |= is_of_folders(event->mask);
            at += sizeof *event + event->len;
        }
    if (folders)
        (void)!list_again(w);             /* what cannot be watched is looked at with the rest */
    return changed || (was_lost && !w->lost);
}
