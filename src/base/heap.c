#define _DEFAULT_SOURCE                   /* madvise() */
#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 2 * 1024 * 1024, LARGE = 64 * 1024, MAPPED_MOST = 65536 /* as glibc has it */ };

void heap_be_thrifty(void)
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_TRIM_THRESHOLD, LARGE);
#endif
}

static void in_huge_pages(char *p, size_t bytes)
{
    size_t before = (HUGE_PAGE - (uintptr_t)p % HUGE_PAGE) % HUGE_PAGE;
    if (bytes > before)
        (void)madvise(p + before, bytes - before, MADV_HUGEPAGE);
}

/* A piece of the heap itself, at its end, that is told about and given back: what is asked for
 * next is cut from it. */
void heap_expect(size_t bytes)
{
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, (int)(2 * bytes));
    mallopt(M_MMAP_MAX, 0);
    void *p = malloc(bytes);
    if (p)
        in_huge_pages(p, bytes / HUGE_PAGE * HUGE_PAGE);
    free(p);
    mallopt(M_MMAP_MAX, MAPPED_MOST);
#else
    (void)bytes, (void)in_huge_pages;
#endif
}
