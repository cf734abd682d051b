/*
 * External merge sort: runs of RUN items, a heap of their heads.
 */
#include "tracker/spill.h"

#include <stdlib.h>
#include <unistd.h>

#include "tracker/tape.h"

enum { RUN = 128 * 1024, AHEAD = 1024 };  /* items; 6 MiB and 48 KiB */
enum { DIGIT = 11, DIGIT_MASK = (1 << DIGIT) - 1 };

struct run {
    uint64_t at, end;                     /* items in the file not yet read */
    struct item *buffer;
    size_t i, n;
};

struct spill {
    struct arena *arena;
    const char *beside;
    struct item *run;                     /* being filled; then the only run */
    struct item *room;                    /* as large, for sorting */
    size_t n, cap;
    int fd;                               /* -1: everything fits in memory */
    uint64_t written;
    uint64_t added;
    VEC(struct run) runs;
    struct run **heap;
    size_t nheap;
    struct item out;
};

struct spill *spill_new(struct arena *a, const char *beside)
{
    struct spill *s = NEW(a, struct spill);
    s->arena = a;
    s->beside = beside;
    s->fd = -1;
    return s;
}

void spill_free(struct spill *s)
{
    if (s && s->fd >= 0)
        close(s->fd);
}

static int vagueness(uint8_t precision)
{
    switch (precision) {
    case PRECISION_MS:     return 0;
    case PRECISION_SECOND: return 1;
    case PRECISION_DAY:    return 2;
    case PRECISION_MONTH:  return 3;
    case PRECISION_YEAR:   return 4;
    default:               return 5;
    }
}

#define ORDER(field) if (x->field != y->field) return x->field < y->field ? -1 : 1

static int compare(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    ORDER(learner);
    ORDER(course);
    int vague_x = vagueness(x->registered_precision), vague_y = vagueness(y->registered_precision);
    if (vague_x != vague_y)
        return vague_x - vague_y;
    ORDER(registered);
    ORDER(line);
    ORDER(part);
    return 0;
}

/* By DIGIT bits of the learner, those with the same in the order they had. */
static void sort_by_bits(const struct item *from, struct item *to, size_t n, int shift)
{
    size_t at[(1 << DIGIT) + 1] = { 0 };
    for (size_t i = 0; i < n; i++)
        at[(from[i].learner >> shift & DIGIT_MASK) + 1]++;
    for (size_t d = 0; d < DIGIT_MASK; d++)
        at[d + 1] += at[d];
    for (size_t i = 0; i < n; i++)
        to[at[from[i].learner >> shift & DIGIT_MASK]++] = from[i];
}

/* Of one learner there are few, nearly always. */
static void sort_each_learner(struct item *items, size_t n)
{
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && items[to].learner == items[from].learner;)
            to++;
        if (to - from > 1)
            qsort(items + from, to - from, sizeof *items, compare);
    }
}

/* Numbers of learners are dense and met in any order: two or three passes take a quarter of the time that
 * comparing all items takes. */
static void sort_run(struct spill *s)
{
    uint32_t most = 0;
    if (!s->room)
        s->room = NEW_N(s->arena, struct item, s->cap);
    struct item *from = s->run, *to = s->room;
    for (size_t i = 0; i < s->n; i++)
        most |= from[i].learner;
    for (int shift = 0; shift < 32 && most >> shift; shift += DIGIT) {
        sort_by_bits(from, to, s->n, shift);
        struct item *sorted = to;
        to = from;
        from = sorted;
    }
    s->run = from;
    s->room = to;
    sort_each_learner(s->run, s->n);
}

/* The full run becomes a stretch of the file. */
static bool put_out(struct spill *s, struct err *e)
{
    if (s->fd < 0 && (s->fd = tape_file(s->beside, e)) < 0)
        return false;
    sort_run(s);
    if (!tape_write(s->fd, s->beside, s->run, s->n * sizeof *s->run, e))
        return false;
    *vec_push(s->arena, &s->runs) = (struct run){ .at = s->written, .end = s->written + s->n };
    s->written += s->n;
    s->n = 0;
    return true;
}

uint64_t spill_count(const struct spill *s) { return s->added; }

bool spill_add(struct spill *s, const struct item *item, struct err *e)
{
    s->added++;
    if (s->n == RUN && !put_out(s, e))
        return false;
    if (s->n == s->cap) {
        size_t cap = s->cap ? 2 * s->cap : 1024;
        s->run = arena_grow(s->arena, s->run, s->cap * sizeof *s->run, cap * sizeof *s->run);
        s->cap = cap;
    }
    s->run[s->n++] = *item;
    return true;
}

/* --- merging ------------------------------------------------------------------ */

static bool fill(struct spill *s, struct run *r, struct err *e)
{
    uint64_t left = r->end - r->at;
    r->i = 0;
    r->n = left < AHEAD ? (size_t)left : AHEAD;
    if (!tape_read(s->fd, s->beside, r->at * sizeof *r->buffer, r->buffer, r->n * sizeof *r->buffer, e))
        return false;
    r->at += r->n;
    return true;
}

static void sift_down(struct spill *s, size_t i)
{
    for (;;) {
        size_t least = i;
        for (size_t c = 2 * i + 1; c <= 2 * i + 2 && c < s->nheap; c++)
            if (compare(&s->heap[c]->buffer[s->heap[c]->i],
                        &s->heap[least]->buffer[s->heap[least]->i]) < 0)
                least = c;
        if (least == i)
            return;
        struct run *r = s->heap[i];
        s->heap[i] = s->heap[least];
        s->heap[least] = r;
        i = least;
    }
}

bool spill_sort(struct spill *s, struct err *e)
{
    if (!s->n && s->fd < 0)
        return true;
    if (s->fd < 0) {
        sort_run(s);
        *vec_push(s->arena, &s->runs) = (struct run){ .buffer = s->run, .n = s->n };
    } else if (s->n && !put_out(s, e)) {
        return false;
    }
    s->heap = NEW_N(s->arena, struct run *, s->runs.n);
    for (size_t i = 0; i < s->runs.n; i++) {
        struct run *r = &s->runs.v[i];
        if (!r->buffer) {
            /* the memory of the filled run is no longer needed: it becomes the buffers */
            r->buffer = i < RUN / AHEAD ? s->run + i * AHEAD : NEW_N(s->arena, struct item, AHEAD);
            if (!fill(s, r, e))
                return false;
        }
        if (r->n)
            s->heap[s->nheap++] = r;
    }
    for (size_t i = s->nheap; i-- > 0;)
        sift_down(s, i);
    return true;
}

bool spill_next(struct spill *s, const struct item **item, struct err *e)
{
    *item = NULL;
    if (!s->nheap)
        return true;
    struct run *r = s->heap[0];
    s->out = r->buffer[r->i++];
    if (r->i == r->n && r->at < r->end && !fill(s, r, e))
        return false;
    if (r->i == r->n)
        s->heap[0] = s->heap[--s->nheap];
    sift_down(s, 0);
    *item = &s->out;
    return true;
}
