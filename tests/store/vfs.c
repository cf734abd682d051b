/*
 * Wraps the system's own disk. For a power cut it keeps of every file that has a name what is surely
 * on the disk (`durable`) and what was written since, in order.
 */
#include "vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct change { struct change *next; sqlite3_int64 at; int n; char bytes[]; };   /* n -1: cut off at `at` */

struct kept {
    struct kept *next;
    char *path;
    char *durable;
    sqlite3_int64 size;
    struct change *first, **last;
};

struct file {
    sqlite3_file base;
    struct kept *kept;                    /* NULL: nobody looks after a crash */
    sqlite3_file *real;
};

static sqlite3_vfs *real, ours;
static struct kept *all;
static struct fault fault;
static int count;
static bool happened, dead;

/* --- faults ----------------------------------------------------------------------------------- */

/* SQLITE_OK: go on. */
static int pass(int kind)
{
    if (dead)
        return SQLITE_IOERR;
    if (!(fault.kinds & kind))
        return SQLITE_OK;
    count++;
    if (fault.at && count == fault.at) {
        happened = true;
        if (fault.how == FAULT_KILL)
            kill(getpid(), SIGKILL);
        dead = fault.how == FAULT_CUT;
    }
    bool fails = fault.at && (count == fault.at || (fault.how == FAULT_STAYS && count > fault.at));
    return !fails ? SQLITE_OK : fault.how == FAULT_CUT ? SQLITE_IOERR : fault.code;
}

static void forget_changes(struct kept *k)
{
    for (struct change *c = k->first, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    k->first = NULL;
    k->last = &k->first;
}

static void forget_all(void)
{
    for (struct kept *k = all, *next; k; k = next) {
        next = k->next;
        forget_changes(k);
        free(k->durable);
        free(k->path);
        free(k);
    }
    all = NULL;
}

void vfs_set(struct fault f)
{
    forget_all();
    fault = f;
    count = 0;
    happened = dead = false;
}

int vfs_count(void) { return count; }
bool vfs_happened(void) { return happened; }

/* --- what the disk keeps --------------------------------------------------------------------------- */

static void grow(struct kept *k, sqlite3_int64 size)
{
    if (size <= k->size)
        return;
    k->durable = realloc(k->durable, (size_t)size);
    memset(k->durable + k->size, 0, (size_t)(size - k->size));
    k->size = size;
}

static void apply(struct kept *k, const struct change *c, int n)
{
    if (c->n < 0) {
        k->size = c->at < k->size ? c->at : k->size;
        return;
    }
    grow(k, c->at + n);
    memcpy(k->durable + c->at, c->bytes, (size_t)n);
}

static void note(struct kept *k, sqlite3_int64 at, const void *bytes, int n)
{
    if (!k || fault.how != FAULT_CUT)
        return;
    struct change *c = malloc(sizeof *c + (n > 0 ? (size_t)n : 0));
    *c = (struct change){ .at = at, .n = n };
    if (n > 0)
        memcpy(c->bytes, bytes, (size_t)n);
    *k->last = c;
    k->last = &c->next;
}

static void all_is_durable(struct kept *k)
{
    for (struct change *c = k ? k->first : NULL; c; c = c->next)
        apply(k, c, c->n);
    if (k)
        forget_changes(k);
}

static struct kept *keep(const char *path)
{
    struct kept *k = all;
    while (k && strcmp(k->path, path) != 0)
        k = k->next;
    if (k)
        return k;
    k = calloc(1, sizeof *k);
    k->path = strdup(path);
    k->last = &k->first;
    FILE *f = fopen(path, "rb");
    if (f && fseek(f, 0, SEEK_END) == 0) {
        grow(k, ftell(f));
        rewind(f);
        if (k->size > 0 && fread(k->durable, 1, (size_t)k->size, f) != (size_t)k->size)
            abort();
    }
    if (f)
        fclose(f);
    k->next = all;
    return all = k;
}

static void write_back(const struct kept *k)
{
    FILE *f = fopen(k->path, "wb");
    bool empty = k->size == 0;
    if (f == NULL || (!empty && fwrite(k->durable, 1, (size_t)k->size, f) != (size_t)k->size) || fclose(f) != 0)
        abort();
}

void vfs_after_cut(unsigned seed)
{
    for (struct kept *k = all; k; k = k->next) {
        for (struct change *c = k->first; c; c = c->next) {
            seed = seed * 1103515245u + 12345u;
            unsigned luck = seed >> 16 & 3;
            if (luck)
                apply(k, c, luck == 1 && c->n > 0 ? c->n / 2 : c->n);
        }
        if (access(k->path, F_OK) == 0)
            write_back(k);
    }
    forget_all();
    dead = false;
    fault = (struct fault){ 0 };
}

/* --- a file -------------------------------------------------------------------------------------- */

#define REAL(f) (((struct file *)(f))->real)
#define KEPT(f) (((struct file *)(f))->kept)

static int f_close(sqlite3_file *f)
{
    int rc = REAL(f)->pMethods ? REAL(f)->pMethods->xClose(REAL(f)) : SQLITE_OK;
    sqlite3_free(REAL(f));
    return rc;
}

static int f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    int rc = pass(CALL_READ);
    return rc ? SQLITE_IOERR_READ : REAL(f)->pMethods->xRead(REAL(f), to, n, at);
}

static int f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    int rc = pass(CALL_WRITE);
    if (rc)
        return rc == SQLITE_IOERR ? SQLITE_IOERR_WRITE : rc;
    note(KEPT(f), at, from, n);
    return REAL(f)->pMethods->xWrite(REAL(f), from, n, at);
}

static int f_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    int rc = pass(CALL_TRUNCATE);
    if (rc)
        return SQLITE_IOERR_TRUNCATE;
    note(KEPT(f), size, NULL, -1);
    return REAL(f)->pMethods->xTruncate(REAL(f), size);
}

static int f_sync(sqlite3_file *f, int flags)
{
    int rc = pass(CALL_SYNC);
    if (rc)
        return SQLITE_IOERR_FSYNC;
    (void)flags;                          /* the real disk keeps its power */
    if (fault.how == FAULT_CUT)
        all_is_durable(KEPT(f));
    return SQLITE_OK;
}

static int f_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return REAL(f)->pMethods->xFileSize(REAL(f), size);
}

static int f_lock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int f_unlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }

static int f_reserved(sqlite3_file *f, int *out)
{
    return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out);
}

static int f_control(sqlite3_file *f, int what, void *arg)
{
    return REAL(f)->pMethods->xFileControl(REAL(f), what, arg);
}

static int f_sector(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int f_device(sqlite3_file *f) { return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f)); }

static int f_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    int rc = pass(CALL_SHARED);
    return rc ? SQLITE_IOERR_SHMMAP : REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, out);
}

static int f_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return REAL(f)->pMethods->xShmLock(REAL(f), offset, n, flags);
}

static void f_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int f_unmap(sqlite3_file *f, int drop) { return REAL(f)->pMethods->xShmUnmap(REAL(f), drop); }

static const sqlite3_io_methods methods = {
    .iVersion = 2, .xClose = f_close, .xRead = f_read, .xWrite = f_write, .xTruncate = f_truncate,
    .xSync = f_sync, .xFileSize = f_size, .xLock = f_lock, .xUnlock = f_unlock,
    .xCheckReservedLock = f_reserved, .xFileControl = f_control, .xSectorSize = f_sector,
    .xDeviceCharacteristics = f_device, .xShmMap = f_map, .xShmLock = f_shm_lock,
    .xShmBarrier = f_barrier, .xShmUnmap = f_unmap,
};

/* --- the disk ---------------------------------------------------------------------------------------- */

static int v_open(sqlite3_vfs *v, sqlite3_filename name, sqlite3_file *file, int flags, int *out)
{
    (void)v;
    struct file *f = (struct file *)file;
    file->pMethods = NULL;
    if (pass(CALL_OPEN))
        return SQLITE_CANTOPEN;
    struct kept *k = name && fault.how == FAULT_CUT ? keep(name) : NULL;
    f->real = sqlite3_malloc(real->szOsFile);
    memset(f->real, 0, (size_t)real->szOsFile);
    int rc = real->xOpen(real, name, f->real, flags, out);
    if (rc != SQLITE_OK) {
        sqlite3_free(f->real);
        return rc;
    }
    f->kept = k;
    file->pMethods = &methods;
    return SQLITE_OK;
}

static int v_delete(sqlite3_vfs *v, const char *name, int sync)
{
    (void)v;
    if (pass(CALL_DELETE))
        return SQLITE_IOERR_DELETE;
    for (struct kept *k = all; k; k = k->next)
        if (strcmp(k->path, name) == 0) {
            forget_changes(k);
            k->size = 0;
        }
    return real->xDelete(real, name, sync);
}

static int v_access(sqlite3_vfs *v, const char *name, int flags, int *out)
{
    (void)v;
    return dead ? SQLITE_IOERR_ACCESS : real->xAccess(real, name, flags, out);
}

void vfs_begin(void)
{
    real = sqlite3_vfs_find(NULL);
    ours = *real;
    ours.pNext = NULL;
    ours.zName = "faulty";
    ours.szOsFile = sizeof(struct file);
    ours.xOpen = v_open;
    ours.xDelete = v_delete;
    ours.xAccess = v_access;
    if (sqlite3_vfs_register(&ours, 1) != SQLITE_OK)
        abort();
}
