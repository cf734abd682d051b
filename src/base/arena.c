/*
 * Blocks in a chain, each twice as large as the one before up to 8 MiB; a
 * request larger than that gets a block of its own size. Texts are taken from
 * the end of a block, everything else from its beginning.
 */
#define _DEFAULT_SOURCE                   /* madvise() */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ALIGN = 16 };

struct block {
    struct block *before;
    size_t size, used, top;               /* free is what lies between used and top */
    _Alignas(ALIGN) char bytes[];
};

/* With their heads large blocks are a number of huge pages. */
enum {
    HUGE_PAGE = 2 * 1024 * 1024,
    FIRST = 8 * 1024 - sizeof(struct block),
    LARGEST = 4 * HUGE_PAGE - sizeof(struct block),
};

struct arena { struct block *last, *spare; };

_Noreturn void out_of_memory(void)
{
    fputs("etalon: the machine has no more memory to give\n", stderr);
    exit(4);
}

struct arena *arena_new(void)
{
    struct arena *a = calloc(1, sizeof *a);
    if (!a)
        out_of_memory();
    return a;
}

static void pop(struct arena *a)
{
    struct block *b = a->last;
    a->last = b->before;
    free(b);
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    while (a->last)
        pop(a);
    free(a->spare);
    free(a);
}

static size_t rounded(size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory();
    return (size + ALIGN - 1) / ALIGN * ALIGN;
}

/* Reading here and there in tables of some MiB takes twice as long in pages of 4 KiB: where each
 * of them lies must be looked up again and again. */
static struct block *large_block(size_t *size)
{
    size_t all = (sizeof(struct block) + *size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    struct block *b = aligned_alloc(HUGE_PAGE, all);
    if (b)
        (void)madvise(b, all, MADV_HUGEPAGE);
    *size = all - sizeof *b;
    return b;
}

static struct block *block_of(struct arena *a, size_t *size)
{
    struct block *b = a->spare;
    if (b && b->size >= *size) {
        a->spare = NULL;
        *size = b->size;
        return b;
    }
    b = *size > HUGE_PAGE / 2 ? large_block(size) : malloc(sizeof *b + *size);
    if (!b)
        out_of_memory();
    return b;
}

static void push(struct arena *a, size_t least)
{
    size_t size = a->last ? a->last->size * 2 : FIRST;
    if (size > LARGEST)
        size = LARGEST;
    if (size < least)
        size = least;
    struct block *b = block_of(a, &size);
    *b = (struct block){ .before = a->last, .size = size, .top = size };
    a->last = b;
}

static void *take(struct arena *a, size_t size)
{
    if (!a->last || a->last->top - a->last->used < size)
        push(a, size);
    void *p = a->last->bytes + a->last->used;
    a->last->used += size;
    return p;
}

void *arena_get(struct arena *a, size_t size)
{
    size = rounded(size ? size : 1);
    return memset(take(a, size), 0, size);
}

char *arena_get_text(struct arena *a, size_t size)
{
    if (!a->last || a->last->top - a->last->used < size)
        push(a, rounded(size));
    return a->last->bytes + (a->last->top -= size);
}

void *arena_get_n(struct arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        out_of_memory();
    return arena_get(a, n * size);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t size)
{
    if (!old)
        return arena_get(a, size);
    size_t had = rounded(old_size ? old_size : 1), want = rounded(size ? size : 1);
    if (want <= had)
        return old;
    struct block *b = a->last;
    char *end = (char *)old + had;
    if (end == b->bytes + b->used && b->top - b->used >= want - had) {
        memset(end, 0, want - had);
        b->used += want - had;
        return old;
    }
    char *grown = take(a, want);
    memcpy(grown, old, had);
    memset(grown + had, 0, want - had);
    return grown;
}

struct arena_mark arena_mark(struct arena *a)
{
    const struct block *b = a->last;
    return b ? (struct arena_mark){ a->last, b->used, b->top } : (struct arena_mark){ 0 };
}

/* When all of it goes, the newest block stays: whoever rewinds in a loop needs it
 * again. */
static void empty(struct arena *a)
{
    struct block *keep = a->last;
    if (!keep)
        return;
    a->last = keep->before;
    keep->before = NULL;
    keep->used = 0;
    keep->top = keep->size;
    while (a->last)
        pop(a);
    a->last = keep;
}

/* A loop whose mark stands near the end of a block needs the next one in every round. */
static void put_by(struct arena *a)
{
    struct block *b = a->last;
    if (b->size > LARGEST || (a->spare && a->spare->size >= b->size)) {
        pop(a);
        return;
    }
    a->last = b->before;
    free(a->spare);
    a->spare = b;
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
    if (!mark.block) {
        empty(a);
        return;
    }
    while (a->last != mark.block)
        put_by(a);
    a->last->used = mark.used;
    a->last->top = mark.top;
}
