/*
 * In: an entry. Out: its bytes in order. One byte more than the entry says it has may
 * come out of deflate: so it is seen that there is more.
 */
#include "zip/pull.h"

#include <libdeflate.h>
#include <zlib.h>

#include "zip/inside.h"

enum { PIECE = 64 * 1024 };

struct archive_pull {
    struct arena *arena;
    const struct archive *z;
    const struct archive_entry *entry;
    z_stream zlib;
    bool inflating;                       /* zlib is open */
    bool ended;                           /* of what is packed */
    uint64_t taken, given;
    uint32_t crc;
    unsigned char packed[PIECE];
};

struct archive_pull *archive_pull_open(const struct archive *z, const struct archive_entry *entry,
                                       struct err *e)
{
    if (entry->refused) {
        (void)archive_fails(z, entry, entry->refused->title, e);
        return NULL;
    }
    struct arena *a = arena_new();
    struct archive_pull *p = NEW(a, struct archive_pull);
    p->arena = a;
    p->z = z;
    p->entry = entry;
    if (entry->method == METHOD_DEFLATED) {
        p->inflating = inflateInit2(&p->zlib, -MAX_WBITS) == Z_OK;
        if (!p->inflating) {
            (void)err_set(e, ERR_SYSTEM, "not enough memory to unpack %s", z->path.p);
            arena_free(a);
            return NULL;
        }
    }
    return p;
}

void archive_pull_close(struct archive_pull *p)
{
    if (!p)
        return;
    if (p->inflating)
        inflateEnd(&p->zlib);
    arena_free(p->arena);
}

static bool fails(const struct archive_pull *p, enum archive_rule rule, struct err *e)
{
    return archive_fails(p->z, p->entry, archive_rule(rule)->title, e);
}

static bool take(struct archive_pull *p, void *to, size_t cap, size_t *n, struct err *e)
{
    uint64_t left = p->entry->packed - p->taken;
    *n = left < cap ? (size_t)left : cap;
    if (!archive_bytes_at(p->z, p->entry->data + p->taken, to, *n, e))
        return false;
    p->taken += *n;
    return true;
}

static bool copy(struct archive_pull *p, char *to, size_t cap, size_t *n, struct err *e)
{
    if (!take(p, to, cap, n, e))
        return false;
    p->ended = *n == 0;
    return true;
}

static bool refill(struct archive_pull *p, struct err *e)
{
    size_t n;
    if (!take(p, p->packed, sizeof p->packed, &n, e))
        return false;
    p->zlib.next_in = p->packed;
    p->zlib.avail_in = (uInt)n;
    return n > 0 || fails(p, ARCHIVE_E1023, e);
}

static bool inflate_some(struct archive_pull *p, char *to, size_t cap, size_t *n, struct err *e)
{
    *n = 0;
    while (*n == 0 && !p->ended) {
        if (p->zlib.avail_in == 0 && !refill(p, e))
            return false;
        p->zlib.next_out = (unsigned char *)to;
        p->zlib.avail_out = cap < UINT32_MAX ? (uInt)cap : UINT32_MAX;
        int code = inflate(&p->zlib, Z_NO_FLUSH);
        *n = (size_t)((char *)p->zlib.next_out - to);
        p->ended = code == Z_STREAM_END;
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return fails(p, ARCHIVE_E1023, e);
        if (p->given + *n > p->entry->size)
            return fails(p, ARCHIVE_E1024, e);
    }
    return true;
}

static bool check_end(const struct archive_pull *p, struct err *e)
{
    if (p->given != p->entry->size || p->taken - p->zlib.avail_in != p->entry->packed)
        return fails(p, ARCHIVE_E1024, e);
    return p->crc == p->entry->crc || fails(p, ARCHIVE_E1022, e);
}

bool archive_pull_read(struct archive_pull *p, char *to, size_t cap, size_t *n, struct err *e)
{
    *n = 0;
    if (p->ended)
        return true;
    if (!(p->inflating ? inflate_some : copy)(p, to, cap, n, e))
        return false;
    p->given += *n;
    p->crc = libdeflate_crc32(p->crc, to, *n);
    return !p->ended || check_end(p, e);
}

uint64_t archive_pull_taken(const struct archive_pull *p)
{
    return p->taken;
}
