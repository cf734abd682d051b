/*
 * arena: memory that lives as long as one job.
 *
 * One command, one HTTP request, one import is one arena.  Everything the job
 * builds is taken from it, nothing is freed alone, and the job ends with one
 * arena_free().  Running out of memory ends the process: inputs are bounded
 * where they enter (fs.h, the readers), so this is a bug or a full machine, and
 * no caller could do better.
 */
#pragma once

#include <stddef.h>

struct arena;

/* Says so on standard error and ends the process with status 4. */
_Noreturn void out_of_memory(void);

struct arena *arena_new(void);
void arena_free(struct arena *a);         /* NULL is fine */

/* Zeroed, aligned for any type. */
void *arena_get(struct arena *a, size_t size);

/* For characters: not aligned, so that short texts lie close, and not zeroed. */
char *arena_get_text(struct arena *a, size_t size);

/* `old` grown to `size`; in place when `old` was the last thing taken. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t size);

/* A rewind point for scratch work inside a loop; { 0 }: the arena when it was new. */
struct arena_mark { void *block; size_t used, top; };
struct arena_mark arena_mark(struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);

/* `n` elements of `size`; ends the process when the product overflows. */
void *arena_get_n(struct arena *a, size_t n, size_t size);

#define NEW(a, type)         ((type *)arena_get((a), sizeof(type)))
#define NEW_N(a, type, n)    ((type *)arena_get_n((a), (n), sizeof(type)))

/*
 * A growing array: VEC(struct page) pages; *vec_push(a, &pages) = page;
 * Elements move when it grows, so keep indexes, not pointers.
 */
#define VEC(type) struct { type *v; size_t n, cap; }
#define vec_push(a, vec)                                                     \
    ((vec)->n == (vec)->cap                                                  \
         ? (void)((vec)->v = arena_grow((a), (vec)->v,                       \
               (vec)->cap * sizeof *(vec)->v,                                \
               ((vec)->cap ? 2 * (vec)->cap : 8) * sizeof *(vec)->v),        \
             (vec)->cap = (vec)->cap ? 2 * (vec)->cap : 8)                   \
         : (void)0,                                                          \
     &(vec)->v[(vec)->n++])
