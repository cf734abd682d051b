/*
 * In: an entry. Out: its bytes, or what is wrong with them. What is small is unpacked
 * whole by libdeflate, what is large piece by piece by zlib; neither gets more room
 * than the entry says it needs, and what it says is believed up to what deflate can do.
 */
#include "zip/inside.h"

#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

enum {
    WHOLE = 1024 * 1024,                  /* at most this is unpacked in one piece */
    PIECE = 256 * 1024,
    DEFLATE_RATIO = 1032,                 /* what it can make of one byte, and a little more */
};

/* Who reads, and where to: a whole entry into `to`, or one after the other over each
 * other into `plain`. */
struct reader {
    const struct archive *z;
    const struct archive_entry *entry;
    struct libdeflate_decompressor *whole;
    unsigned char *packed, *plain, *to;
    struct progress *progress;
    struct err *e;
    uint64_t size;                        /* what came out so far */
    uint32_t crc;
};

static bool open_reader(struct reader *r, struct arena *a, size_t packed, size_t plain)
{
    r->whole = libdeflate_alloc_decompressor();
    if (!r->whole)
        return err_set(r->e, ERR_SYSTEM, "not enough memory to unpack %s", r->z->path.p);
    r->packed = arena_get(a, packed);
    r->plain = arena_get(a, plain);
    return true;
}

static bool read_packed(struct reader *r, uint64_t at, void *to, size_t n)
{
    return archive_bytes_at(r->z, r->entry->data + at, to, n, r->e)
        && progress_step(r->progress, n, r->e);
}

static void came_out(struct reader *r, const void *bytes, size_t n)
{
    r->size += n;
    r->crc = libdeflate_crc32(r->crc, bytes, n);
}

/* Each of the three gives back false when the file cannot be read, else what is wrong. */

static bool copy(struct reader *r, enum archive_rule *wrong)
{
    *wrong = ARCHIVE_RULES;
    for (uint64_t left = r->entry->packed; left > 0; ) {
        size_t n = left < PIECE ? (size_t)left : PIECE;
        unsigned char *to = r->to ? r->to + r->size : r->packed;
        if (!read_packed(r, r->entry->packed - left, to, n))
            return false;
        came_out(r, to, n);
        left -= n;
    }
    return true;
}

static bool inflate_whole(struct reader *r, enum archive_rule *wrong)
{
    size_t packed = (size_t)r->entry->packed, used, size;
    unsigned char *to = r->to ? r->to : r->plain;
    if (!read_packed(r, 0, r->packed, packed))
        return false;
    enum libdeflate_result result = libdeflate_deflate_decompress_ex(
        r->whole, r->packed, packed, to, (size_t)r->entry->size, &used, &size);
    *wrong = result == LIBDEFLATE_INSUFFICIENT_SPACE ? ARCHIVE_E1024
           : result != LIBDEFLATE_SUCCESS ? ARCHIVE_E1023
           : used != packed ? ARCHIVE_E1024 : ARCHIVE_RULES;
    if (*wrong == ARCHIVE_RULES)
        came_out(r, to, size);
    return true;
}

/* Unpacks until the piece is used up. One byte more than the entry says it has may
 * come out: so it is seen that there is more. */
static int inflate_piece(struct reader *r, z_stream *s, unsigned char *spare)
{
    int code = Z_OK;
    while (code == Z_OK) {
        uint64_t left = r->entry->size - r->size;
        s->next_out = left == 0 ? spare : r->to ? r->to + r->size : r->plain;
        s->avail_out = left == 0 ? 1 : left < PIECE ? (uInt)left : PIECE;
        unsigned char *from = s->next_out;
        code = inflate(s, Z_NO_FLUSH);
        size_t n = (size_t)(s->next_out - from);
        if (left == 0 && n > 0)
            return Z_MEM_ERROR;
        came_out(r, from, n);
        if (code == Z_OK && s->avail_in == 0 && s->avail_out > 0)
            return Z_OK;
    }
    return code == Z_BUF_ERROR ? Z_OK : code;
}

static bool inflate_pieces(struct reader *r, z_stream *s, enum archive_rule *wrong)
{
    unsigned char spare[1];
    int code = Z_OK;
    uint64_t left = r->entry->packed;
    while (code == Z_OK && left > 0) {
        size_t n = left < PIECE ? (size_t)left : PIECE;
        if (!read_packed(r, r->entry->packed - left, r->packed, n))
            return false;
        left -= n;
        s->next_in = r->packed;
        s->avail_in = (uInt)n;
        code = inflate_piece(r, s, spare);
    }
    *wrong = code == Z_MEM_ERROR || (code == Z_STREAM_END && left + s->avail_in > 0) ? ARCHIVE_E1024
           : code == Z_STREAM_END ? ARCHIVE_RULES : ARCHIVE_E1023;
    return true;
}

static bool inflate_stream(struct reader *r, enum archive_rule *wrong)
{
    z_stream s = { 0 };
    if (inflateInit2(&s, -MAX_WBITS) != Z_OK)
        return err_set(r->e, ERR_SYSTEM, "not enough memory to unpack %s", r->z->path.p);
    bool ok = inflate_pieces(r, &s, wrong);
    inflateEnd(&s);
    return ok;
}

static bool can_be(const struct archive_entry *entry)
{
    return entry->size <= DEFLATE_RATIO
        || (entry->size - DEFLATE_RATIO) / DEFLATE_RATIO <= entry->packed;
}

/* ARCHIVE_RULES in *wrong: nothing. */
static bool unpack(struct reader *r, const struct archive_entry *entry, enum archive_rule *wrong)
{
    r->entry = entry;
    r->size = 0;
    r->crc = 0;
    bool stored = entry->method == METHOD_STORED;
    bool small = entry->packed <= WHOLE && entry->size <= WHOLE;
    if (!stored && !can_be(entry))
        return *wrong = ARCHIVE_E1024, true;
    if (!(stored ? copy : small ? inflate_whole : inflate_stream)(r, wrong))
        return false;
    if (*wrong == ARCHIVE_RULES && r->size != entry->size)
        *wrong = ARCHIVE_E1024;
    if (*wrong == ARCHIVE_RULES && r->crc != entry->crc)
        *wrong = ARCHIVE_E1022;
    return true;
}

/* ------------------------------------------------------------ one entry */

bool archive_fails(const struct archive *z, const struct archive_entry *entry, const char *why,
                   struct err *e)
{
    struct arena *a = arena_new();
    err_set(e, ERR_INPUT, STR_FMT ": it cannot be read: %s",
            STR_ARG(archive_place(z, entry, a).file), why);
    arena_free(a);
    return false;
}

static bool read_into(struct reader *r, const struct archive_entry *entry, struct arena *a)
{
    enum archive_rule wrong;
    size_t packed = entry->packed <= WHOLE ? (size_t)entry->packed : PIECE;
    if (!open_reader(r, a, packed, 1))
        return false;
    bool ok = unpack(r, entry, &wrong);
    libdeflate_free_decompressor(r->whole);
    return ok && (wrong == ARCHIVE_RULES
                  || archive_fails(r->z, entry, archive_rule(wrong)->title, r->e));
}

bool archive_read(const struct archive *z, const struct archive_entry *entry, struct arena *a,
                  size_t limit, str *out, struct err *e)
{
    struct reader r = { .z = z, .e = e };
    if (entry->refused)
        return archive_fails(z, entry, entry->refused->title, e);
    if (entry->size > (limit ? limit : ARCHIVE_BOMB_BYTES))
        return archive_fails(z, entry, "it is too large", e);
    if (entry->method == METHOD_DEFLATED && !can_be(entry))
        return archive_fails(z, entry, archive_rule(ARCHIVE_E1024)->title, e);
    r.to = arena_get(a, (size_t)entry->size + 1);
    struct arena *scratch = arena_new();
    bool ok = read_into(&r, entry, scratch);
    arena_free(scratch);
    *out = (str){ (const char *)r.to, ok ? (size_t)entry->size : 0 };
    return ok;
}

/* ------------------------------------------------------------ all entries */

static bool is_descriptor(const struct archive_entry *entry, const unsigned char *p, size_t n)
{
    bool short_one = n >= 12 && le32(p + 4) == (uint32_t)entry->packed
                  && le32(p + 8) == (uint32_t)entry->size;
    bool long_one = n >= 20 && le64(p + 4) == entry->packed && le64(p + 12) == entry->size;
    return le32(p) == entry->crc && (short_one || long_one);
}

/* With or without a signature in front [4.3.9.3]. */
static bool check_descriptor(struct tallies *t, const struct archive_entry *entry, struct err *e)
{
    unsigned char p[24] = { 0 };
    uint64_t end = entry->data + entry->packed, left = t->z->size - end;
    size_t n = left < sizeof p ? (size_t)left : sizeof p;
    if (!(entry->flags & FLAG_DESCRIPTOR))
        return true;
    if (!archive_bytes_at(t->z, end, p, n, e))
        return false;
    if (!is_descriptor(entry, p, n)
        && !(le32(p) == SIG_DESCRIPTOR && n > 4 && is_descriptor(entry, p + 4, n - 4)))
        archive_note(t, ARCHIVE_E1025, entry, "should be followed by a descriptor with its CRC "
                     "and sizes (APPNOTE 4.3.9).");
    return true;
}

static void tell(struct tallies *t, const struct archive_entry *entry, enum archive_rule wrong,
                 const struct reader *r)
{
    switch (wrong) {
    case ARCHIVE_E1022:
        archive_note(t, wrong, entry, "has the CRC %08x, and should have %08x (APPNOTE 4.4.7).",
                     r->crc, entry->crc);
        break;
    case ARCHIVE_E1023:
        archive_note(t, wrong, entry, "breaks off or holds what deflate does not know, after "
                     "%llu of %llu bytes (APPNOTE 4.4.5).", ull(r->size), ull(entry->size));
        break;
    case ARCHIVE_E1024:
        archive_note(t, wrong, entry, "says that it unpacks from %llu bytes to %llu, and does "
                     "not (APPNOTE 4.4.8, 4.4.9).", ull(entry->packed), ull(entry->size));
        break;
    default:
        break;
    }
}

static bool test_all(struct reader *r, struct tallies *t)
{
    for (size_t i = 0; i < r->z->n; i++) {
        const struct archive_entry *entry = &r->z->entries[i];
        enum archive_rule wrong;
        if (entry->refused)
            continue;
        if (!unpack(r, entry, &wrong) || !check_descriptor(t, entry, r->e))
            return false;
        tell(t, entry, wrong, r);
    }
    return true;
}

struct extent { uint64_t packed, piece; };

/* How much is to be read, and how large a piece of it can be. */
static struct extent extent_of(const struct archive *z)
{
    struct extent all = { 0, 1 };
    for (size_t i = 0; i < z->n; i++) {
        const struct archive_entry *entry = &z->entries[i];
        uint64_t larger = entry->size > entry->packed ? entry->size : entry->packed;
        if (entry->refused)
            continue;
        all.packed += entry->packed;
        all.piece = larger > all.piece ? larger : all.piece;
    }
    all.piece = all.piece < WHOLE ? all.piece : WHOLE;
    return all;
}

bool archive_test(const struct archive *z, struct diags *d, struct progress *p, struct err *e)
{
    struct arena *a = arena_new();
    struct reader r = { .z = z, .progress = p, .e = e };
    struct tallies *t = NEW(a, struct tallies);
    t->z = z;
    t->arena = a;
    struct extent all = extent_of(z);
    progress_begin(p, p ? p->what : NULL, "bytes", all.packed);
    bool ok = open_reader(&r, a, all.piece, all.piece) && test_all(&r, t);
    archive_tell(t, d);
    libdeflate_free_decompressor(r.whole);
    arena_free(a);
    return ok;
}
