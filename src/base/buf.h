/*
 * buf: bytes being written.
 *
 * The one thing everything that writes writes to: pages, manifests, CSV,
 * XLSX parts, HTTP bodies.  The buf_* functions do not fail; a buf that would
 * pass its limit stops growing and remembers it, and whoever hands the bytes
 * on asks once with buf_ok().
 */
#pragma once

#include "base/str.h"

struct buf {
    struct arena *arena;
    char *p;
    size_t n, cap;
    size_t limit;                         /* 0: BUF_LIMIT */
    bool cut;                             /* the limit was met */
};

enum { BUF_LIMIT = 256 * 1024 * 1024 };

struct buf buf_new(struct arena *a);
bool buf_ok(const struct buf *b);
str  buf_str(const struct buf *b);        /* valid until the next write */
void buf_clear(struct buf *b);            /* empty again, memory kept */
void buf_reserve(struct buf *b, size_t n);            /* some n bytes more are to come */

void buf_byte(struct buf *b, char c);
void buf_put(struct buf *b, str s);
void buf_puts(struct buf *b, const char *cstring);
void buf_fill(struct buf *b, char c, size_t times);
void buf_code_point(struct buf *b, uint32_t c);       /* as UTF-8 */
void buf_int(struct buf *b, int64_t i);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
