/*
 * heap: what malloc() does with memory, where that can be told (glibc); elsewhere nothing happens.
 */
#pragma once

#include <stddef.h>

/* For a program that is soon to end: memory that was given back belongs to the system again, and
 * threads share what is left. glibc would keep some MB of both. */
void heap_be_thrifty(void);

/*
 * So many bytes will be asked for in small pieces, by a library that keeps them and looks at them here
 * and there: they shall lie in huge pages (arena.c says why). Nothing is taken before it is asked for.
 */
void heap_expect(size_t bytes);
