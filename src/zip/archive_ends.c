/*
 * In: the tail of the file. Out: where the directory is and how many entries it is
 * said to have [4.3.14 to 4.3.16]. The end record is looked for from the back, and the
 * one whose comment ends with the file is taken; where another one could be taken as
 * well, readers differ, and that is an error.
 */
#include "zip/inside.h"

#include <string.h>

enum { COMMENT = 65535, TAIL = END_BYTES + COMMENT };

struct end {
    uint32_t disk, directory_disk;
    uint64_t here, total, size, offset;
};

static bool is_end(const unsigned char *p)
{
    return le32(p) == SIG_END;
}

static size_t comment_end(const unsigned char *tail, size_t at)
{
    return at + END_BYTES + le16(tail + at + 20);
}

/* The end record in a tail of n bytes; n when there is none. */
static size_t chosen(const unsigned char *tail, size_t n)
{
    size_t fitting = n, any = n;
    for (size_t at = n - END_BYTES + 1; at-- > 0; ) {
        if (!is_end(tail + at))
            continue;
        size_t end = comment_end(tail, at);
        if (end == n)
            return at;
        if (end < n && fitting == n)
            fitting = at;
        if (any == n)
            any = at;
    }
    return fitting < n ? fitting : any;
}

static void check_rivals(struct tallies *t, const unsigned char *tail, size_t n, size_t at)
{
    for (size_t i = 0; i + END_BYTES <= n; i++)
        if (i != at && is_end(tail + i) && (i > at || comment_end(tail, i) == n)) {
            archive_note(t, ARCHIVE_E1005, NULL, "A second end record %s the first, so that "
                         "programs see different contents (APPNOTE 4.3.16).",
                         i > at ? "is hidden behind" : "stands before");
            return;
        }
}

static void check_behind(struct tallies *t, const unsigned char *tail, size_t n, size_t at)
{
    size_t comment = le16(tail + at + 20), end = comment_end(tail, at);
    if (end > n)
        archive_note(t, ARCHIVE_E1002, NULL, "The comment at the end should have %zu bytes, and "
                     "%zu are there (APPNOTE 4.3.16).", comment, n - at - END_BYTES);
    else if (end < n)
        archive_note(t, ARCHIVE_W1011, NULL, "%zu bytes follow the end of the archive (APPNOTE "
                     "4.3.16).", n - end);
    if (comment > 0)
        archive_note(t, ARCHIVE_N1013, NULL, "The archive carries a comment of %zu bytes "
                     "(APPNOTE 4.4.12).", comment);
}

static struct end end_of(const unsigned char *p)
{
    return (struct end){ le16(p + 4), le16(p + 6), le16(p + 8), le16(p + 10), le32(p + 12),
                         le32(p + 16) };
}

static struct end end64_of(const unsigned char *p)
{
    return (struct end){ le32(p + 16), le32(p + 20), le64(p + 24), le64(p + 32), le64(p + 40),
                         le64(p + 48) };
}

/* A field of the short record is the same or says "look in the long one". */
static bool agrees(uint64_t small, uint64_t large, uint64_t full)
{
    return small == full || small == large;
}

static bool ends_agree(const struct end *small, const struct end *large)
{
    return agrees(small->disk, large->disk, 0xFFFF)
        && agrees(small->directory_disk, large->directory_disk, 0xFFFF)
        && agrees(small->here, large->here, 0xFFFF) && agrees(small->total, large->total, 0xFFFF)
        && agrees(small->size, large->size, 0xFFFFFFFF)
        && agrees(small->offset, large->offset, 0xFFFFFFFF);
}

/* The record the locator before `at` points to; where bytes stand before the archive,
 * straight before the locator. */
static bool read_end64(struct archive *z, struct tallies *t, uint64_t at, uint64_t pointed,
                       unsigned char *record, struct err *e)
{
    uint64_t place = pointed;
    memset(record, 0, END64_BYTES);
    if (place <= at && at - place >= END64_BYTES
        && !archive_bytes_at(z, place, record, END64_BYTES, e))
        return false;
    if (le32(record) != SIG_END64 && at >= END64_BYTES) {
        place = at - END64_BYTES;
        if (!archive_bytes_at(z, place, record, END64_BYTES, e))
            return false;
    }
    if (le32(record) != SIG_END64)
        return err_set(e, ERR_INPUT, "%s: the record that says where its directory is is missing",
                       z->path.p);
    z->end = place;
    z->displaced = place - pointed;
    if (le64(record + 4) != at - place - 12)
        archive_note(t, ARCHIVE_E1006, NULL, "The ZIP64 end record says %llu bytes and has %llu "
                     "(APPNOTE 4.3.14.1).", ull(le64(record + 4)), ull(at - place - 12));
    return true;
}

static bool use_zip64(struct archive *z, struct tallies *t, uint64_t at, struct end *end,
                      struct err *e)
{
    unsigned char locator[LOCATOR_BYTES] = { 0 }, record[END64_BYTES];
    if (at >= LOCATOR_BYTES && !archive_bytes_at(z, at - LOCATOR_BYTES, locator, LOCATOR_BYTES, e))
        return false;
    if (le32(locator) != SIG_LOCATOR) {
        if (end->size == 0xFFFFFFFF || end->offset == 0xFFFFFFFF)
            archive_note(t, ARCHIVE_E1006, NULL, "The end record points to a ZIP64 record and "
                         "there is none (APPNOTE 4.4.1.4).");
        return true;
    }
    if (!read_end64(z, t, at - LOCATOR_BYTES, le64(locator + 8), record, e)) {
        archive_note(t, ARCHIVE_E1006, NULL, "There is no ZIP64 end record where its locator "
                     "points (APPNOTE 4.3.15).");
        return false;
    }
    struct end large = end64_of(record);
    if (!ends_agree(end, &large))
        archive_note(t, ARCHIVE_E1006, NULL, "The end record and the ZIP64 end record say "
                     "different things (APPNOTE 4.4.1.4).");
    if (le32(locator + 4) != 0 || le32(locator + 16) != 1)
        archive_note(t, ARCHIVE_E1004, NULL, "The ZIP64 locator speaks of disk %u of %u (APPNOTE "
                     "4.3.15).", le32(locator + 4), le32(locator + 16));
    *end = large;
    z->is_zip64 = true;
    return true;
}

static bool is_central_at(const struct archive *z, uint64_t at)
{
    unsigned char sig[4];
    struct err ignored = { 0 };
    return at <= z->end && z->end - at >= CENTRAL_BYTES
        && archive_bytes_at(z, at, sig, sizeof sig, &ignored) && le32(sig) == SIG_CENTRAL;
}

static bool lost(struct archive *z, struct tallies *t, const struct end *end, struct err *e)
{
    archive_note(t, ARCHIVE_E1003, NULL, "The directory should begin at byte %llu with %llu "
                 "bytes, and is not there (APPNOTE 4.4.23, 4.4.24).", ull(end->offset),
                 ull(end->size));
    return err_set(e, ERR_INPUT, "%s: its directory is not where the end of the archive says; "
                   "pack the folder again", z->path.p);
}

/* The first entry of a directory at `at` begins where it says, counted from `shift`. */
static bool is_shifted(const struct archive *z, uint64_t at, uint64_t shift)
{
    unsigned char row[CENTRAL_BYTES], sig[4];
    struct err ignored = { 0 };
    return archive_bytes_at(z, at, row, sizeof row, &ignored)
        && archive_bytes_at(z, shift + le32(row + 42), sig, sizeof sig, &ignored)
        && le32(sig) == SIG_LOCAL;
}

/* The directory is not where it is said to be, but straight before the end: all
 * offsets count from what stands before the archive, or this one is wrong. */
static bool found_before_end(struct archive *z, struct tallies *t, const struct end *end,
                             struct err *e)
{
    bool fits = end->size <= z->end && end->offset <= z->end - end->size;
    uint64_t snug = z->end - end->size;
    if (!fits || !(end->size == 0 || is_central_at(z, snug)))
        return lost(z, t, end, e);
    z->directory = snug;
    if (end->size == 0 || is_shifted(z, snug, snug - end->offset)) {
        z->shift = snug - end->offset;
        return true;
    }
    archive_note(t, ARCHIVE_E1003, NULL, "The directory should begin at byte %llu and begins at "
                 "%llu (APPNOTE 4.4.24).", ull(end->offset), ull(snug));
    return true;
}

/* Nothing stands between a directory, its signature included, and the end record. */
static void check_size(struct archive *z, struct tallies *t, uint64_t said)
{
    uint64_t room = z->end - z->directory;
    z->directory_size = room;
    z->directory_said = said;
    if (room < said)
        archive_note(t, ARCHIVE_E1007, NULL, "The end record says that the directory has %llu "
                     "bytes; there is room for %llu (APPNOTE 4.4.23).", ull(said), ull(room));
    else if (room > said)
        archive_note(t, ARCHIVE_E1007, NULL, "The end record says that the directory has %llu "
                     "bytes; %llu stand there, and programs that count back from the end miss it "
                     "(APPNOTE 4.4.23).", ull(said), ull(room));
}

static bool place_directory(struct archive *z, struct tallies *t, const struct end *end,
                            struct err *e)
{
    z->said = end->total;
    z->directory = end->offset;
    if (!is_central_at(z, end->offset) && (end->size > 0 || end->offset != z->end)
        && !found_before_end(z, t, end, e))
        return false;
    check_size(z, t, end->size);
    if (z->is_zip64 && z->displaced != z->shift)
        archive_note(t, ARCHIVE_E1006, NULL, "The ZIP64 locator does not point to the ZIP64 end "
                     "record (APPNOTE 4.3.15).");
    if (z->shift > 0)
        archive_note(t, ARCHIVE_W1010, NULL, "%llu bytes stand before the archive (APPNOTE "
                     "4.1.9).", ull(z->shift));
    return true;
}

static bool read_end(struct archive *z, struct tallies *t, const unsigned char *tail, size_t n,
                     size_t at, struct err *e)
{
    struct end end = end_of(tail + at);
    uint64_t place = z->size - n + at;
    z->end = place;
    check_rivals(t, tail, n, at);
    check_behind(t, tail, n, at);
    if (!use_zip64(z, t, place, &end, e))
        return false;
    if (end.disk != 0 || end.directory_disk != 0 || end.here != end.total)
        archive_note(t, ARCHIVE_E1004, NULL, "The end record speaks of disk %u, and of %llu of "
                     "%llu entries on it (APPNOTE 4.4.19 to 4.4.22).", end.disk, ull(end.here),
                     ull(end.total));
    return place_directory(z, t, &end, e);
}

const char *archive_other_kind(const unsigned char begin[4])
{
    static const struct { const char *begin, *name; } kinds[] = {
        { "Rar!", "RAR" }, { "7z\xBC\xAF", "7-Zip" }, { "\x1F\x8B", "gzip" }, { "BZh", "bzip2" },
        { "\xFD\x37zX", "xz" },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (memcmp(begin, kinds[i].begin, strlen(kinds[i].begin)) == 0)
            return kinds[i].name;
    return NULL;
}

static bool no_end(struct archive *z, struct tallies *t, struct err *e)
{
    unsigned char begin[4] = { 0 };
    if (z->size >= sizeof begin && !archive_bytes_at(z, 0, begin, sizeof begin, e))
        return false;
    if (le32(begin) == SIG_LOCAL) {
        archive_note(t, ARCHIVE_E1002, NULL, "It begins as a zip archive and has no end record "
                     "(APPNOTE 4.3.16).");
        return err_set(e, ERR_INPUT, "%s: the archive is cut short; copy or download it again",
                       z->path.p);
    }
    const char *other = archive_other_kind(begin);
    if (other)
        archive_note(t, ARCHIVE_E1001, NULL, "It is an archive of %s and no zip (APPNOTE 4.3.16): "
                     "unpack it and pack it again.", other);
    else
        archive_note(t, ARCHIVE_E1001, NULL, z->size == 0
                     ? "The file is empty (APPNOTE 4.3.16)."
                     : "It has no end record of a zip archive (APPNOTE 4.3.16).");
    return err_set(e, ERR_INPUT, "%s: this is no zip archive", z->path.p);
}

bool archive_find_end(struct archive *z, struct tallies *t, struct err *e)
{
    if (z->size < END_BYTES)
        return no_end(z, t, e);
    size_t n = z->size < TAIL ? (size_t)z->size : TAIL;
    unsigned char *tail = arena_get(z->arena, n);
    if (!archive_bytes_at(z, z->size - n, tail, n, e))
        return false;
    size_t at = chosen(tail, n);
    return at < n ? read_end(z, t, tail, n, at, e) : no_end(z, t, e);
}
