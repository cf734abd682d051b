#include "base/buf.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

struct buf buf_new(struct arena *a)
{
    return (struct buf){ .arena = a };
}

bool buf_ok(const struct buf *b)
{
    return !b->cut;
}

str buf_str(const struct buf *b)
{
    return (str){ b->p ? b->p : "", b->n };
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->cut = false;
}

/* Room for n more bytes, or false when the limit is met. */
static bool room(struct buf *b, size_t n)
{
    size_t limit = b->limit ? b->limit : BUF_LIMIT;
    if (b->cut || n > limit - b->n) {
        b->cut = true;
        return false;
    }
    if (b->cap - b->n >= n)
        return true;
    size_t cap = b->cap ? b->cap : 256;
    while (cap - b->n < n)
        cap *= 2;
    b->p = arena_grow(b->arena, b->p, b->cap, cap);
    b->cap = cap;
    return true;
}

/* Growing by and by leaves every smaller size behind in the arena: of much, twice as much. */
void buf_reserve(struct buf *b, size_t n)
{
    size_t limit = b->limit ? b->limit : BUF_LIMIT;
    if (n > limit - b->n || b->cap - b->n >= n)
        return;
    b->p = arena_grow(b->arena, b->p, b->cap, b->n + n);
    b->cap = b->n + n;
}

void buf_byte(struct buf *b, char c)
{
    if (room(b, 1))
        b->p[b->n++] = c;
}

void buf_put(struct buf *b, str s)
{
    if (s.n == 0 || !room(b, s.n))
        return;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_puts(struct buf *b, const char *cstring)
{
    buf_put(b, str_of(cstring));
}

void buf_fill(struct buf *b, char c, size_t times)
{
    if (times == 0 || !room(b, times))
        return;
    memset(b->p + b->n, c, times);
    b->n += times;
}

void buf_code_point(struct buf *b, uint32_t c)
{
    if (c < 0x80) {
        buf_byte(b, (char)c);
        return;
    }
    static const unsigned char lead[] = { 0, 0xC0, 0xE0, 0xF0 };
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    buf_byte(b, (char)(lead[more] | c >> (6 * more)));
    while (more-- > 0)
        buf_byte(b, (char)(0x80 | (c >> (6 * more) & 0x3F)));
}

void buf_int(struct buf *b, int64_t i)
{
    char digits[20];
    size_t n = 0;
    uint64_t v = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    do
        digits[n++] = (char)('0' + v % 10);
    while (v /= 10);
    if (i < 0)
        buf_byte(b, '-');
    while (n > 0)
        buf_byte(b, digits[--n]);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    /* One more for the NUL that vsnprintf() writes and n does not count. */
    if (n > 0 && room(b, (size_t)n + 1)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}
