/*
 * The slots are a ring: those from `used` on are ready, up to `made`; the one before `used` is the
 * user's.
 */
#include "base/ahead.h"

#include <pthread.h>
#include <string.h>

struct ahead {
    bool (*make)(void *self, void *slot);
    void *self, **slots;
    size_t n;
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;                 /* of all below */
    pthread_cond_t changed;
    size_t made, used;
    bool ended, stop;                     /* nothing more comes; nothing more is wanted */
};

static void *work(void *self)
{
    struct ahead *a = self;
    pthread_mutex_lock(&a->lock);
    while (!a->ended && !a->stop) {
        if (a->made - a->used + 1 >= a->n) {
            pthread_cond_wait(&a->changed, &a->lock);
            continue;
        }
        void *slot = a->slots[a->made % a->n];
        pthread_mutex_unlock(&a->lock);
        bool more = a->make(a->self, slot);
        pthread_mutex_lock(&a->lock);
        a->made += more;
        a->ended = !more;
        pthread_cond_signal(&a->changed);
    }
    pthread_mutex_unlock(&a->lock);
    return NULL;
}

struct ahead *ahead_begin(struct arena *arena, bool (*make)(void *self, void *slot), void *self, void **slots,
                          size_t n)
{
    struct ahead *a = NEW(arena, struct ahead);
    *a = (struct ahead){ .make = make, .self = self, .slots = NEW_N(arena, void *, n), .n = n };
    memcpy(a->slots, slots, n * sizeof *slots);
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    a->threaded = n > 1 && pthread_create(&a->thread, NULL, work, a) == 0;
    return a;
}

static void *make_now(struct ahead *a)
{
    a->ended = a->ended || !a->make(a->self, a->slots[0]);
    return a->ended ? NULL : a->slots[0];
}

void *ahead_next(struct ahead *a)
{
    if (!a->threaded)
        return make_now(a);
    pthread_mutex_lock(&a->lock);
    while (a->used == a->made && !a->ended)
        pthread_cond_wait(&a->changed, &a->lock);
    void *slot = a->used < a->made ? a->slots[a->used++ % a->n] : NULL;
    pthread_cond_signal(&a->changed);
    pthread_mutex_unlock(&a->lock);
    return slot;
}

void ahead_end(struct ahead *a)
{
    if (a->threaded) {
        pthread_mutex_lock(&a->lock);
        a->stop = true;
        pthread_cond_signal(&a->changed);
        pthread_mutex_unlock(&a->lock);
        pthread_join(a->thread, NULL);
    }
    pthread_cond_destroy(&a->changed);
    pthread_mutex_destroy(&a->lock);
}
