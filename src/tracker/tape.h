/*
 * tape: bytes that are put away in order and read again by their place.
 *
 * The first of them stay in memory; what is more lies in a nameless file
 * beside the store.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct tape;

struct tape *tape_new(struct arena *a, const char *beside);
MUST bool tape_put(struct tape *t, str bytes, uint64_t *place, struct err *e);
MUST bool tape_get(struct tape *t, struct arena *a, uint64_t place, size_t n, str *out, struct err *e);
void tape_free(struct tape *t);           /* NULL is fine; the file is gone */

/* A file that nobody can name, for what does not fit in memory; -1: e says why. */
int tape_file(const char *beside, struct err *e);
MUST bool tape_write(int fd, const char *beside, const void *bytes, size_t n, struct err *e);
MUST bool tape_read(int fd, const char *beside, uint64_t at, void *bytes, size_t n, struct err *e);
