/*
 * In: files of a bundle. Out: what each is deflated, in order.
 *
 * The window is a ring of slots. A slot belongs to the worker that took its file
 * until it is ready, and then to the taker until the next file is asked for.
 */
#define _GNU_SOURCE                       /* sched_getaffinity() */
#include "zip/packer.h"

#include <libdeflate.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>

#include "base/fs.h"

enum { WINDOW = 32 };

struct slot {
    struct arena *arena;                  /* of what is packed in it */
    struct packed packed;
    bool ready;
};

struct packer {
    const struct bundle *bundle;
    const size_t *which;
    size_t n;
    pthread_mutex_t lock;                 /* of all below, but slots in work */
    pthread_cond_t ready, room;
    size_t next;                          /* the first that no worker took */
    size_t done;                          /* so many the taker has done with */
    bool stop;
    struct slot slots[WINDOW];
    pthread_t workers[PACKER_WORKERS];
    size_t nworkers;
};

/* ------------------------------------------------------------ one file */

static bool bytes_of(const struct bundle_file *f, struct arena *a, str *bytes, struct err *e)
{
    uint64_t size = 0;
    if (f->disk.n == 0)
        return bundle_bytes(f, a, bytes, e);
    if (!fs_read(a, f->disk.p, PACKER_MOST, bytes, e) || !fs_size(f->disk.p, &size, e))
        return false;
    return size == bytes->n
           || err_set(e, ERR_SYSTEM, "%s changed while it was being packed; pack again", f->disk.p);
}

static void pack(const struct bundle_file *f, struct libdeflate_compressor *c,
                 struct arena *scratch, struct slot *slot)
{
    struct packed *p = &slot->packed;
    str bytes;
    *p = (struct packed){ .size = 0 };
    if (!bytes_of(f, scratch, &bytes, &p->err))
        return;
    size_t most = libdeflate_deflate_compress_bound(c, bytes.n);
    char *to = arena_get(scratch, most);
    size_t n = libdeflate_deflate_compress(c, bytes.p, bytes.n, to, most);
    p->size = bytes.n;
    p->crc = libdeflate_crc32(0, bytes.p, bytes.n);
    p->bytes = str_dup(slot->arena, (str){ to, n });
}

/* ------------------------------------------------------------ workers */

/* The next file there is room for; false when there is nothing more to do. */
static bool take_next(struct packer *p, size_t *i)
{
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->next < p->n && p->next >= p->done + WINDOW)
        pthread_cond_wait(&p->room, &p->lock);
    bool more = !p->stop && p->next < p->n;
    *i = p->next;
    p->next += more;
    pthread_mutex_unlock(&p->lock);
    return more;
}

static void hand_over(struct packer *p, struct slot *slot)
{
    pthread_mutex_lock(&p->lock);
    slot->ready = true;
    pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->lock);
}

static void *work(void *packer)
{
    struct packer *p = packer;
    struct arena *scratch = arena_new();
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(PACKER_LEVEL);
    if (!c)
        out_of_memory();
    for (size_t i; take_next(p, &i); ) {
        struct slot *slot = &p->slots[i % WINDOW];
        pack(&p->bundle->files.v[p->which[i]], c, scratch, slot);
        arena_rewind(scratch, (struct arena_mark){ 0 });
        hand_over(p, slot);
    }
    libdeflate_free_compressor(c);
    arena_free(scratch);
    return NULL;
}

static size_t processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n > 0 ? (size_t)n : 1;
}

static bool start_workers(struct packer *p, size_t wanted, struct err *e)
{
    size_t most = wanted ? wanted : processors();
    if (most > PACKER_WORKERS)
        most = PACKER_WORKERS;
    if (most > p->n)
        most = p->n;
    while (p->nworkers < most
           && pthread_create(&p->workers[p->nworkers], NULL, work, p) == 0)
        p->nworkers++;
    return p->nworkers > 0 || p->n == 0
           || err_set(e, ERR_SYSTEM, "the system does not let the program start a thread");
}

/* ------------------------------------------------------------ the door */

struct packer *packer_open(struct arena *a, const struct bundle *b, const size_t *which, size_t n,
                           size_t workers, struct err *e)
{
    struct packer *p = NEW(a, struct packer);
    p->bundle = b;
    p->which = which;
    p->n = n;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->ready, NULL);
    pthread_cond_init(&p->room, NULL);
    for (size_t i = 0; i < WINDOW; i++)
        p->slots[i].arena = arena_new();
    if (start_workers(p, workers, e))
        return p;
    packer_close(p);
    return NULL;
}

const struct packed *packer_take(struct packer *p, size_t i)
{
    struct slot *slot = &p->slots[i % WINDOW];
    pthread_mutex_lock(&p->lock);
    if (i > 0) {
        struct slot *before = &p->slots[(i - 1) % WINDOW];
        arena_rewind(before->arena, (struct arena_mark){ 0 });
        before->ready = false;
        p->done = i;
        pthread_cond_broadcast(&p->room);
    }
    while (!slot->ready)
        pthread_cond_wait(&p->ready, &p->lock);
    pthread_mutex_unlock(&p->lock);
    return &slot->packed;
}

void packer_close(struct packer *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->room);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->nworkers; i++)
        pthread_join(p->workers[i], NULL);
    for (size_t i = 0; i < WINDOW; i++)
        arena_free(p->slots[i].arena);
    pthread_cond_destroy(&p->room);
    pthread_cond_destroy(&p->ready);
    pthread_mutex_destroy(&p->lock);
}
