/*
 * Locks are read from /proc/locks, a line each:
 *     12: POSIX  ADVISORY  WRITE 4711 fe:00:131077 120 120
 * SQLite's writer locks byte 120 of the index of the log (PATH-shm) where there is one, else bytes
 * from 2^30 of the file itself. Such bytes of a file with the same number on another disk are too
 * unlikely to compare the disks, whose numbers POSIX cannot take apart.
 */
#include "db/neighbour.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"

enum { LOG_WRITER = 120, FILE_LOCKS = 0x40000000 };

struct held { unsigned long long inode, first; long process; bool writes; };

bool neighbour_may_write(const char *path)
{
    struct arena *a = arena_new();
    str folder = fs_folder_of(a, str_of(path));
    bool may = access(path, W_OK) == 0 && access(folder.p, W_OK) == 0;
    arena_free(a);
    return may;
}

static bool beside(const char *path, const char *suffix, struct stat *st)
{
    char name[4096];
    int n = snprintf(name, sizeof name, "%s%s", path, suffix);
    return n > 0 && (size_t)n < sizeof name && stat(name, st) == 0;
}

bool neighbour_log(const char *path)
{
    struct stat st;
    return (beside(path, "-wal", &st) && st.st_size > 0)
        || (beside(path, "-journal", &st) && st.st_size > 0);
}

static bool read_lock(const char *line, struct held *h)
{
    char kind[16];
    int n = sscanf(line, "%*s POSIX %*s %15s %ld %*x:%*x:%llu %llu", kind, &h->process, &h->inode,
                   &h->first);
    h->writes = n == 4 && strcmp(kind, "WRITE") == 0;
    return n == 4;
}

/* Who writes comes before who reads: a reader is in the way only of a file without a log. */
static int rank(const struct held *h, const struct stat *file, const struct stat *index)
{
    if (h->process <= 0 || h->process == (long)getpid())
        return 0;
    if (h->writes && ((index && h->inode == index->st_ino && h->first == LOG_WRITER)
                      || (h->inode == file->st_ino && h->first >= FILE_LOCKS)))
        return 2;
    return !index && h->inode == file->st_ino && h->first >= FILE_LOCKS;
}

/* Whoever has a file with a log open holds a lock on the log's index, also at rest. */
bool neighbour_left_log(const char *path)
{
    struct stat file, index;
    struct held h;
    char line[256];
    bool has_index = beside(path, "-shm", &index), held = false;
    FILE *locks = neighbour_log(path) && stat(path, &file) == 0 ? fopen("/proc/locks", "r") : NULL;
    if (!locks)
        return false;
    while (fgets(line, sizeof line, locks))
        held |= read_lock(line, &h) && (h.inode == file.st_ino || (has_index && h.inode == index.st_ino));
    fclose(locks);
    return !held;
}

long neighbour_holder(const char *path)
{
    struct stat file, index;
    FILE *locks = stat(path, &file) == 0 ? fopen("/proc/locks", "r") : NULL;
    bool has_index = beside(path, "-shm", &index);
    char line[256];
    struct held h;
    long found = 0;
    int best = 0;
    while (locks && fgets(line, sizeof line, locks))
        if (read_lock(line, &h) && rank(&h, &file, has_index ? &index : NULL) > best) {
            best = rank(&h, &file, has_index ? &index : NULL);
            found = h.process;
        }
    if (locks)
        fclose(locks);
    return found;
}
