/*
 * In: the bytes of the directory [4.3.12]. Out: the entries as it tells them, with
 * their ZIP64 sizes [4.5.3] and their names in UTF-8. Only as much is taken from
 * memory as there are bytes.
 */
#include "zip/inside.h"

#include "base/buf.h"
#include "intl/charset.h"

enum { NEWEST = 46 };                     /* bzip2; Info-ZIP goes no further */

struct central {
    const unsigned char *p;
    str name, extra, comment;
};

str archive_extra(str fields, uint16_t number)
{
    const unsigned char *p = (const unsigned char *)fields.p;
    for (size_t at = 0; at + 4 <= fields.n; ) {
        size_t n = le16(p + at + 2);
        if (at + 4 + n > fields.n)
            break;
        if (le16(p + at) == number)
            return (str){ fields.p + at + 4, n };
        at += 4 + n;
    }
    return (str){ 0 };
}

bool archive_extra_fits(str fields)
{
    size_t at = 0;
    while (at + 4 <= fields.n)
        at += 4 + (size_t)le16((const unsigned char *)fields.p + at + 2);
    return at <= fields.n;
}

/* ------------------------------------------------------------ names */

/* What programs that know no better take bytes above 127 for [D.1]. */
static str of_cp437(struct arena *a, str raw)
{
    struct err ignored = { 0 };
    struct charset *c = charset_open(a, "IBM437", &ignored);
    size_t cap = 3 * raw.n + 1, n = 0;
    char *out = arena_get(a, cap);
    str in = raw;
    if (!c || !charset_read(c, &in, true, out, cap, &n, &ignored))
        n = 0;
    charset_close(c);
    return (str){ out, n };
}

static str mended(struct arena *a, str raw)
{
    struct buf b = buf_new(a);
    while (raw.n > 0)
        buf_code_point(&b, str_code_point(&raw));
    return buf_str(&b);
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

static str name_of(struct tallies *t, struct archive_entry *entry)
{
    struct arena *a = t->z->arena;           /* names live as long as entries */
    bool flag = entry->flags & FLAG_UTF8, good = str_utf8_bad(entry->raw) == entry->raw.n;
    if (is_ascii(entry->raw))
        return entry->raw;
    entry->name = good ? entry->raw : flag ? mended(a, entry->raw) : of_cp437(a, entry->raw);
    if (flag && !good)
        archive_note(t, ARCHIVE_E1040, entry, "has the UTF-8 flag, and bytes in its name are no "
                     "UTF-8 (APPNOTE 4.4.4, D.2).");
    else if (!flag)
        archive_note(t, ARCHIVE_W1039, entry, "is not ASCII and has no UTF-8 flag (APPNOTE "
                     "4.4.4, D.1).");
    return entry->name;
}

/* ------------------------------------------------------------ one entry */

/* The fields that are full in the short record follow each other in the long one. */
static bool take64(str *rest, bool full, uint64_t *value)
{
    if (!full)
        return true;
    if (rest->n < 8)
        return false;
    *value = le64((const unsigned char *)rest->p);
    *rest = str_from(*rest, 8);
    return true;
}

static void read_zip64(struct tallies *t, struct archive_entry *entry, const struct central *c)
{
    str rest = archive_extra(c->extra, 1);
    bool full = entry->size == 0xFFFFFFFF || entry->packed == 0xFFFFFFFF
             || entry->header == 0xFFFFFFFF;
    if (full && !(take64(&rest, entry->size == 0xFFFFFFFF, &entry->size)
                  && take64(&rest, entry->packed == 0xFFFFFFFF, &entry->packed)
                  && take64(&rest, entry->header == 0xFFFFFFFF, &entry->header)))
        archive_refuse(t, ARCHIVE_E1006, entry, "should have a size or place in a ZIP64 field "
                       "and has not (APPNOTE 4.5.3).");
}

/* Whoever follows the second name unpacks another file than whoever does not. */
static void check_second_name(struct tallies *t, struct archive_entry *entry,
                              const struct central *c)
{
    str field = archive_extra(c->extra, 0x7075);
    if (field.n < 5 || field.p[0] != 1 || str_eq(str_from(field, 5), entry->raw))
        return;
    if (is_ascii(entry->raw) || (entry->flags & FLAG_UTF8))
        archive_note_two(t, ARCHIVE_E1017, entry, "has in its extra field (APPNOTE 4.6.9) the "
                         "name", str_from(field, 5));
}

static void check_kind(struct tallies *t, struct archive_entry *entry, const struct central *c)
{
    enum { KIND = 0170000, REGULAR = 0100000, FOLDER = 0040000, LINK = 0120000, DOS_FOLDER = 0x10 };
    uint32_t attributes = le32(c->p + 38);
    bool unix_like = c->p[5] == 3 || c->p[5] == 19;      /* Unix, Darwin [4.4.2] */
    unsigned kind = unix_like ? attributes >> 16 & KIND : 0;
    bool folder = kind == FOLDER || (kind == 0 && (attributes & DOS_FOLDER));
    if (kind == LINK)
        archive_note(t, ARCHIVE_E1042, entry, "is a symbolic link (APPNOTE 4.4.15).");
    else if (kind != 0 && kind != REGULAR && kind != FOLDER)
        archive_note(t, ARCHIVE_E1043, entry, "is a device or a pipe (APPNOTE 4.4.15).");
    else if (folder && !entry->is_folder && !str_ends(entry->name, S("\\")))
        archive_note(t, ARCHIVE_E1043, entry, "is a folder by its mode, and a file by its name, "
                     "which does not end in \"/\" (APPNOTE 4.4.15).");
    entry->is_link = kind != 0 && kind != REGULAR && kind != FOLDER;
    entry->is_safe &= !entry->is_link;
}

static void check_reading(struct tallies *t, struct archive_entry *entry, const struct central *c)
{
    if (entry->flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED))
        archive_refuse(t, ARCHIVE_E1019, entry, "is encrypted (APPNOTE 4.4.4).");
    else if ((le16(c->p + 6) & 0xFF) > NEWEST)
        archive_refuse(t, ARCHIVE_E1020, entry, "asks for version %u.%u of the format; what is "
                       "stored or deflated needs 4.5 at most (APPNOTE 4.4.3).",
                       (le16(c->p + 6) & 0xFF) / 10, (le16(c->p + 6) & 0xFF) % 10);
    else if ((entry->method != METHOD_STORED && entry->method != METHOD_DEFLATED)
             || (entry->flags & FLAG_PATCH))
        archive_refuse(t, ARCHIVE_E1020, entry, "is packed with method %u; only 0 (stored) and 8 "
                       "(deflate) are read everywhere (APPNOTE 4.4.5).", entry->method);
    else if (entry->method == METHOD_STORED && entry->size != entry->packed)
        archive_refuse(t, ARCHIVE_E1024, entry, "is stored with %llu bytes and says that it has "
                       "%llu (APPNOTE 4.4.8, 4.4.9).", ull(entry->packed), ull(entry->size));
    else if (entry->size > ARCHIVE_BOMB_BYTES && entry->size / ARCHIVE_BOMB_RATIO > entry->packed)
        archive_refuse(t, ARCHIVE_E1021, entry, "unpacks from %llu bytes to %llu.",
                       ull(entry->packed), ull(entry->size));
}

static void read_entry(struct archive *z, struct tallies *t, const struct central *c)
{
    struct archive_entry *entry = &z->entries[z->n++];
    const unsigned char *p = c->p;
    *entry = (struct archive_entry){
        .name = c->name, .raw = c->name, .flags = le16(p + 8), .method = le16(p + 10),
        .crc = le32(p + 16), .packed = le32(p + 20), .size = le32(p + 24), .header = le32(p + 42),
        .is_safe = true,
    };
    entry->name = name_of(t, entry);
    entry->is_folder = str_ends(entry->name, S("/"));
    read_zip64(t, entry, c);
    entry->header += z->shift;
    if (le16(p + 34) != 0 && le16(p + 34) != 0xFFFF)
        archive_refuse(t, ARCHIVE_E1004, entry, "is said to begin on disk %u (APPNOTE 4.4.13).",
                       le16(p + 34));
    check_second_name(t, entry, c);
    check_kind(t, entry, c);
    check_reading(t, entry, c);
    if (!archive_extra_fits(c->extra))
        archive_note(t, ARCHIVE_E1026, entry, "has in the directory an extra field that is "
                     "longer than all of them (APPNOTE 4.5.1).");
}

/* ------------------------------------------------------------ all of them */

/* Takes one entry off the bytes; false when what stands there is none, or is cut. */
static bool next(str *rest, struct central *c)
{
    const unsigned char *p = (const unsigned char *)rest->p;
    if (rest->n < CENTRAL_BYTES || le32(p) != SIG_CENTRAL)
        return false;
    size_t name = le16(p + 28), extra = le16(p + 30), comment = le16(p + 32);
    if (rest->n - CENTRAL_BYTES < name + extra + comment)
        return false;
    *c = (struct central){ p, { rest->p + CENTRAL_BYTES, name },
                           { rest->p + CENTRAL_BYTES + name, extra },
                           { rest->p + CENTRAL_BYTES + name + extra, comment } };
    *rest = str_from(*rest, CENTRAL_BYTES + name + extra + comment);
    return true;
}

static size_t count(str rest)
{
    struct central c;
    size_t n = 0;
    while (n <= ARCHIVE_ENTRIES && next(&rest, &c))
        n++;
    return n;
}

static bool too_much(struct archive *z, struct tallies *t, struct err *e)
{
    archive_note(t, ARCHIVE_E1008, NULL, "The archive has more than %d entries, or a directory "
                 "of more than %d MB.", ARCHIVE_ENTRIES, ARCHIVE_DIRECTORY_BYTES >> 20);
    return err_set(e, ERR_INPUT, "%s: it has more entries than are read (%d); divide it",
                   z->path.p, ARCHIVE_ENTRIES);
}

static void check_count(struct archive *z, struct tallies *t, str rest)
{
    bool is_signed = rest.n >= 4 && le32((const unsigned char *)rest.p) == SIG_SIGNED;
    bool wrapped = !z->is_zip64 && z->said == (z->n & 0xFFFF);
    bool breaks_off = rest.n > 0 && !is_signed && z->directory_size - rest.n < z->directory_said;
    if (breaks_off)
        archive_note(t, ARCHIVE_E1003, NULL, "The directory breaks off after %zu of %llu entries "
                     "(APPNOTE 4.3.12).", z->n, ull(z->said));
    else if (is_signed)
        archive_note(t, ARCHIVE_W1012, NULL, "A signature of %zu bytes ends the directory, which "
                     "many programs do not expect (APPNOTE 4.3.13).", rest.n);
    if (z->said != z->n && !breaks_off)
        archive_note(t, ARCHIVE_E1007, NULL, "The end record says %llu entries, and the "
                     "directory has %zu%s (APPNOTE 4.4.22).", ull(z->said), z->n,
                     wrapped ? ": more than can be said without ZIP64" : "");
}

/* Each may be small enough, and all of them together far too much. */
static void check_total(struct archive *z, struct tallies *t)
{
    uint64_t size = 0, packed = 0;
    for (size_t i = 0; i < z->n; i++) {
        if (z->entries[i].refused)
            continue;
        size += z->entries[i].size;
        packed += z->entries[i].packed;
    }
    if (size <= (uint64_t)ARCHIVE_BOMB_TOTAL || size / ARCHIVE_BOMB_RATIO <= packed)
        return;
    for (size_t i = 0; i < z->n; i++)
        if (z->entries[i].size / ARCHIVE_BOMB_RATIO > z->entries[i].packed)
            archive_mark(&z->entries[i], ARCHIVE_E1021);
    archive_note(t, ARCHIVE_E1021, NULL, "All entries together unpack from %llu bytes to %llu.",
                 ull(packed), ull(size));
}

bool archive_read_directory(struct archive *z, struct tallies *t, struct err *e)
{
    if (z->directory_size > ARCHIVE_DIRECTORY_BYTES)
        return too_much(z, t, e);
    str rest = { NULL, (size_t)z->directory_size };
    char *bytes = arena_get(z->arena, rest.n);
    rest.p = bytes;
    if (!archive_bytes_at(z, z->directory, bytes, rest.n, e))
        return false;
    size_t n = count(rest);
    if (n > ARCHIVE_ENTRIES)
        return too_much(z, t, e);
    z->entries = NEW_N(z->arena, struct archive_entry, n);
    struct central c;
    while (next(&rest, &c))
        read_entry(z, t, &c);
    check_count(z, t, rest);
    check_total(z, t);
    if (n == 0)
        archive_note(t, ARCHIVE_E1009, NULL, "There is no entry in it (APPNOTE 4.3.1).");
    return true;
}
