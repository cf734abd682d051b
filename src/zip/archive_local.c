/*
 * In: the entries as the directory tells them. Out: where their bytes begin, after
 * each local header [4.3.7] was held against the directory. They are visited in the
 * order in which they lie in the file, so that what lies over another is seen, and
 * no byte is read twice, whatever the directory says.
 */
#include "zip/inside.h"

#include <stdlib.h>
#include <string.h>

enum { GUESS = 512, LONGEST = LOCAL_BYTES + 2 * 65535 };

static int by_header(const void *left, const void *right)
{
    const struct archive_entry *a = *(struct archive_entry *const *)left,
                               *b = *(struct archive_entry *const *)right;
    if (a->header != b->header)
        return a->header < b->header ? -1 : 1;
    return (a > b) - (a < b);
}

static struct archive_entry **in_file_order(struct archive *z)
{
    struct archive_entry **order = NEW_N(z->arena, struct archive_entry *, z->n);
    for (size_t i = 0; i < z->n; i++)
        order[i] = &z->entries[i];
    if (z->n > 0)
        qsort(order, z->n, sizeof *order, by_header);
    return order;
}

/* A local header with its name and fields, in `room`; p NULL when the file ends. */
static bool read_header(const struct archive *z, uint64_t at, unsigned char *room, str *out,
                        struct err *e)
{
    uint64_t left = z->directory - at;
    size_t n = left < GUESS ? (size_t)left : GUESS;
    *out = (str){ 0 };
    if (left < LOCAL_BYTES)
        return true;
    if (!archive_bytes_at(z, at, room, n, e))
        return false;
    size_t whole = LOCAL_BYTES;
    if (le32(room) == SIG_LOCAL)
        whole += (size_t)le16(room + 26) + le16(room + 28);
    if (whole > left)
        return true;
    if (whole > n && !archive_bytes_at(z, at + n, room + n, whole - n, e))
        return false;
    *out = (str){ (const char *)room, whole };
    return true;
}

static bool outside(struct tallies *t, struct archive_entry *entry)
{
    archive_refuse(t, ARCHIVE_E1014, entry, "should begin at byte %llu and have %llu, and the "
                   "directory begins at %llu (APPNOTE 4.4.16).", ull(entry->header),
                   ull(entry->packed), ull(t->z->directory));
    return false;
}

/* What a field of the local header says; with ZIP64 its extra field does [4.5.3]. */
static void local_sizes(str header, uint64_t *size, uint64_t *packed)
{
    const unsigned char *p = (const unsigned char *)header.p;
    size_t name = le16(p + 26);
    str field = archive_extra(str_from(header, LOCAL_BYTES + name), 1);
    *packed = le32(p + 18);
    *size = le32(p + 22);
    if (*size == 0xFFFFFFFF && field.n >= 8) {
        *size = le64((const unsigned char *)field.p);
        field = str_from(field, 8);
    }
    if (*packed == 0xFFFFFFFF && field.n >= 8)
        *packed = le64((const unsigned char *)field.p);
}

static bool contradicts(struct tallies *t, struct archive_entry *entry, const char *what,
                        unsigned long long directory, unsigned long long local)
{
    archive_refuse(t, ARCHIVE_E1018, entry, "has %s %llu in the directory and %llu in its own "
                   "header (APPNOTE 4.3.7).", what, directory, local);
    return false;
}

/* With a descriptor [4.4.4, bit 3] the header may leave sizes and CRC at 0. */
static bool sizes_agree(struct tallies *t, struct archive_entry *entry, str header)
{
    const unsigned char *p = (const unsigned char *)header.p;
    bool later = entry->flags & FLAG_DESCRIPTOR;
    uint64_t size, packed;
    local_sizes(header, &size, &packed);
    if (size != entry->size && !(later && (size == 0 || size == 0xFFFFFFFF)))
        return contradicts(t, entry, "a size of", entry->size, size);
    if (packed != entry->packed && !(later && (packed == 0 || packed == 0xFFFFFFFF)))
        return contradicts(t, entry, "a packed size of", entry->packed, packed);
    if (le32(p + 14) != entry->crc && !(later && le32(p + 14) == 0))
        return contradicts(t, entry, "the CRC", entry->crc, le32(p + 14));
    return true;
}

static void check_header(struct tallies *t, struct archive_entry *entry, str header)
{
    const unsigned char *p = (const unsigned char *)header.p;
    str name = { header.p + LOCAL_BYTES, le16(p + 26) };
    uint16_t differing = (uint16_t)(le16(p + 6) ^ entry->flags);
    if (!archive_extra_fits(str_from(header, LOCAL_BYTES + name.n)))
        archive_note(t, ARCHIVE_E1026, entry, "has in its own header an extra field that is "
                     "longer than all of them (APPNOTE 4.5.1).");
    if (!str_eq(name, entry->raw)) {
        archive_mark(entry, ARCHIVE_E1017);
        archive_note_two(t, ARCHIVE_E1017, entry, "in the directory has in its own header "
                         "(APPNOTE 4.3.7) the name", name);
    }
    if (le16(p + 8) != entry->method)
        contradicts(t, entry, "the method", entry->method, le16(p + 8));
    else if (differing & (FLAG_ENCRYPTED | FLAG_DESCRIPTOR | FLAG_STRONG | FLAG_UTF8))
        contradicts(t, entry, "the flags", entry->flags, le16(p + 6));
    else
        sizes_agree(t, entry, header);
}

/* Where the bytes of an entry end, its descriptor too: one of these lengths, with or
 * without signature, with ZIP64 or not [4.3.9]. */
static uint64_t end_of(const struct archive_entry *entry, uint64_t next)
{
    uint64_t end = entry->data + entry->packed;
    uint64_t behind = next > end ? next - end : 0;
    if ((entry->flags & FLAG_DESCRIPTOR)
        && (behind == 12 || behind == 16 || behind == 20 || behind == 24))
        return next;
    return end;
}

static void check_gap(struct tallies *t, const struct archive_entry *before, uint64_t to)
{
    uint64_t from = before ? end_of(before, to) : t->z->shift;
    if (from >= to)
        return;
    if (before)
        archive_note(t, ARCHIVE_W1012, before, "is followed by %llu bytes that belong to no "
                     "entry (APPNOTE 4.3.6).", ull(to - from));
    else if (t->z->shift == 0)
        archive_note(t, ARCHIVE_W1010, NULL, "%llu bytes stand before the first entry (APPNOTE "
                     "4.1.9).", ull(to - from));
}

static bool read_local(struct archive *z, struct tallies *t, struct archive_entry *entry,
                       unsigned char *room, struct err *e)
{
    str header;
    if (entry->header > z->directory)
        return !outside(t, entry);
    if (!read_header(z, entry->header, room, &header, e))
        return false;
    if (header.p == NULL)
        return !outside(t, entry);
    if (le32(room) != SIG_LOCAL) {
        archive_refuse(t, ARCHIVE_E1016, entry, "should begin at byte %llu, and no entry does "
                       "(APPNOTE 4.3.7).", ull(entry->header));
        return true;
    }
    entry->data = entry->header + header.n;
    if (entry->packed > z->directory - entry->data) {
        outside(t, entry);
        entry->data = 0;
        return true;
    }
    check_header(t, entry, header);
    return true;
}

/* What is between entries is known only when it is known where all of them are. */
static bool all_are_placed(const struct tallies *t)
{
    static const enum archive_rule loose[] = { ARCHIVE_E1003, ARCHIVE_E1006, ARCHIVE_E1007,
                                               ARCHIVE_E1014, ARCHIVE_E1015, ARCHIVE_E1016 };
    for (size_t i = 0; i < sizeof loose / sizeof *loose; i++)
        if (t->of[loose[i]].n > 0)
            return false;
    return t->z->n > 0;
}

static void check_gaps(struct archive *z, struct tallies *t, struct archive_entry **order)
{
    for (size_t i = 0; i < z->n; i++)
        check_gap(t, i ? order[i - 1] : NULL, order[i]->header);
    check_gap(t, order[z->n - 1], z->directory);
}

static void check_over(struct tallies *t, struct archive_entry *before,
                       struct archive_entry *entry)
{
    archive_note_two(t, ARCHIVE_E1015, entry, "shares bytes of the file with", before->name);
    archive_mark(entry, ARCHIVE_E1015);
    archive_mark(before, ARCHIVE_E1015);
}

bool archive_read_locals(struct archive *z, struct tallies *t, struct err *e)
{
    struct archive_entry **order = in_file_order(z), *before = NULL;
    size_t most = z->directory < LONGEST ? (size_t)z->directory : LONGEST;
    unsigned char *room = arena_get(z->arena, most);
    for (size_t i = 0; i < z->n; i++) {
        if (before && order[i]->header < end_of(before, order[i]->header))
            check_over(t, before, order[i]);
        else if (!read_local(z, t, order[i], room, e))
            return false;
        else if (order[i]->data > 0)
            before = order[i];
    }
    if (all_are_placed(t))
        check_gaps(z, t, order);
    return true;
}
