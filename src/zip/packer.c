/*
 * In: files of a bundle. Out: what each is deflated, in order.
 *
 * The window is a ring of slots. A slot belongs to the thread that took its file
 * until it is ready, and then to the taker until the next file is asked for. The
 * taker packs too instead of waiting, so there are as many threads as processors,
 * and on one processor none but itself.
 */
#define _GNU_SOURCE                       /* sched_getaffinity() */
#include "zip/packer.h"

#include <libdeflate.h>
#include <pthread.h>
#include <sched.h>

#include "base/fs.h"

enum { WINDOW = 32 };

struct slot {
    struct arena *arena;                  /* of what is packed in it */
    struct packed packed;
    bool ready;
};

struct tools {                            /* of one thread */
    struct arena *scratch;
    struct libdeflate_compressor *compressor;
};

struct packer {
    const struct bundle *bundle;
    const size_t *which;
    size_t n;
    struct tools tools;                   /* of the taker */
    pthread_mutex_t lock;                 /* of all below, but slots in work */
    pthread_cond_t ready, room;
    size_t next;                          /* the first that nobody took to pack it */
    size_t done;                          /* the taker has done with those before this one */
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

static void deflate_into(struct slot *slot, str bytes, struct tools *t)
{
    size_t most = libdeflate_deflate_compress_bound(t->compressor, bytes.n);
    char *to = arena_get(t->scratch, most);
    size_t n = libdeflate_deflate_compress(t->compressor, bytes.p, bytes.n, to, most);
    slot->packed.size = bytes.n;
    slot->packed.crc = libdeflate_crc32(0, bytes.p, bytes.n);
    slot->packed.bytes = str_dup(slot->arena, (str){ to, n });
}

static void pack(const struct bundle_file *f, struct slot *slot, struct tools *t)
{
    str bytes;
    slot->packed = (struct packed){ .size = 0 };
    if (bytes_of(f, t->scratch, &bytes, &slot->packed.err))
        deflate_into(slot, bytes, t);
    arena_rewind(t->scratch, (struct arena_mark){ 0 });
}

/* ------------------------------------------------------------ all threads */

static struct tools tools_new(void)
{
    struct tools t = { arena_new(), libdeflate_alloc_compressor(PACKER_LEVEL) };
    if (!t.compressor)
        out_of_memory();
    return t;
}

static void tools_free(struct tools *t)
{
    libdeflate_free_compressor(t->compressor);
    arena_free(t->scratch);
}

static bool has_room(const struct packer *p)
{
    return p->next < p->n && p->next < p->done + WINDOW;
}

/* Takes the next file and packs it. Called with the lock, and returns with it. */
static void pack_next(struct packer *p, struct tools *t)
{
    size_t i = p->next++;
    struct slot *slot = &p->slots[i % WINDOW];
    pthread_mutex_unlock(&p->lock);
    pack(&p->bundle->files.v[p->which[i]], slot, t);
    pthread_mutex_lock(&p->lock);
    slot->ready = true;
    if (i == p->done)                     /* the one that is waited for, if any is */
        pthread_cond_signal(&p->ready);
}

static void *work(void *packer)
{
    struct packer *p = packer;
    struct tools t = tools_new();
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->next < p->n) {
        if (has_room(p))
            pack_next(p, &t);
        else
            pthread_cond_wait(&p->room, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    tools_free(&t);
    return NULL;
}

static size_t processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n > 0 ? (size_t)n : 1;
}

/* Where the system allows fewer threads, those do it. */
static void start_workers(struct packer *p, size_t threads)
{
    size_t most = (threads ? threads : processors()) - 1;
    if (most > PACKER_WORKERS)
        most = PACKER_WORKERS;
    if (most > p->n)
        most = p->n;
    while (p->nworkers < most
           && pthread_create(&p->workers[p->nworkers], NULL, work, p) == 0)
        p->nworkers++;
}

/* ------------------------------------------------------------ the door */

struct packer *packer_open(struct arena *a, const struct bundle *b, const size_t *which, size_t n,
                           size_t threads)
{
    struct packer *p = NEW(a, struct packer);
    p->bundle = b;
    p->which = which;
    p->n = n;
    p->tools = tools_new();
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->ready, NULL);
    pthread_cond_init(&p->room, NULL);
    for (size_t i = 0; i < WINDOW; i++)
        p->slots[i].arena = arena_new();
    start_workers(p, threads);
    return p;
}

/* Workers that found no room wait until half of it is free, and then go on for long. */
static void release(struct packer *p, size_t i)
{
    struct slot *slot = &p->slots[i % WINDOW];
    arena_rewind(slot->arena, (struct arena_mark){ 0 });
    slot->ready = false;
    p->done = i + 1;
    if (p->next < p->done + WINDOW / 2)
        pthread_cond_broadcast(&p->room);
}

const struct packed *packer_take(struct packer *p, size_t i)
{
    struct slot *slot = &p->slots[i % WINDOW];
    pthread_mutex_lock(&p->lock);
    if (i > 0)
        release(p, i - 1);
    while (!slot->ready) {
        if (has_room(p))
            pack_next(p, &p->tools);
        else
            pthread_cond_wait(&p->ready, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return &slot->packed;
}

void packer_close(struct packer *p)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->room);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->nworkers; i++)
        pthread_join(p->workers[i], NULL);
    for (size_t i = 0; i < WINDOW; i++)
        arena_free(p->slots[i].arena);
    tools_free(&p->tools);
    pthread_cond_destroy(&p->room);
    pthread_cond_destroy(&p->ready);
    pthread_mutex_destroy(&p->lock);
}
