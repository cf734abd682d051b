/*
 * In: the names of all entries. Out: what will happen with them where the package is
 * unpacked: on Windows, on macOS, on a platform that puts them into a database.
 */
#include "zip/inside.h"

#include <stdlib.h>

#include "intl/text.h"

enum { KEY = 1000 };                      /* bytes; longer names are looked at by themselves only */

/* ------------------------------------------------------------ one name */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool has_control(str name)
{
    while (name.n > 0)
        if (archive_is_control(str_code_point(&name)))
            return true;
    return false;
}

static bool has(str name, const char *set)
{
    for (size_t i = 0; i < name.n; i++)
        for (const char *c = set; *c; c++)
            if (name.p[i] == *c)
                return true;
    return false;
}

static bool is_device(str part)
{
    static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", "CLOCK$" };
    str stem = str_cut(&part, '.');
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (str_eq_nocase(stem, str_of(devices[i])))
            return true;
    if (stem.n != 4 || stem.p[3] < '1' || stem.p[3] > '9')
        return false;
    stem = str_head(stem, 3);
    return str_eq_nocase(stem, S("COM")) || str_eq_nocase(stem, S("LPT"));
}

struct parts {                            /* what is wrong with any part of a path */
    bool climbs, roundabout, windows, long_name;
};

static struct parts look_at_parts(str name)
{
    struct parts found = { 0 };
    str rest = name;
    while (rest.p && rest.n > 0) {
        str part = str_cut(&rest, '/');
        bool dots = str_eq(part, S(".")) || str_eq(part, S(".."));
        found.climbs |= str_eq(part, S(".."));
        found.roundabout |= part.n == 0 || str_eq(part, S("."));
        found.long_name |= part.n > ARCHIVE_NAME;
        found.windows |= !dots && part.n > 0
                      && (part.p[part.n - 1] == '.' || part.p[part.n - 1] == ' '
                          || is_device(part) || has(part, "<>:\"|?*"));
    }
    return found;
}

/* "/" and "\" are the same to whoever unpacks on Windows. */
static str slashed(struct arena *a, str name)
{
    if (!has(name, "\\"))
        return name;
    char *p = (char *)str_dup(a, name).p;
    for (size_t i = 0; i < name.n; i++)
        if (p[i] == '\\')
            p[i] = '/';
    return (str){ p, name.n };
}

static void unsafe(struct tallies *t, enum archive_rule rule, struct archive_entry *entry,
                   const char *what)
{
    archive_note(t, rule, entry, "%s (APPNOTE 4.4.17).", what);
    entry->is_safe = false;
}

static void doubtful(struct tallies *t, enum archive_rule rule, const struct archive_entry *entry,
                     const char *what)
{
    archive_note(t, rule, entry, "%s.", what);
}

static void check_danger(struct tallies *t, struct archive_entry *entry, str name,
                         struct parts parts)
{
    if (parts.climbs)
        unsafe(t, ARCHIVE_E1030, entry, "leads out of the package");
    if (name.n > 0 && name.p[0] == '/')
        unsafe(t, ARCHIVE_E1031, entry, "begins at the root of the disk");
    if (name.n > 1 && is_letter(name.p[0]) && name.p[1] == ':')
        unsafe(t, ARCHIVE_E1032, entry, "begins with a drive letter");
    if (has(entry->name, "\\"))
        unsafe(t, ARCHIVE_E1033, entry, "is written with backslashes");
    if (has_control(name))
        unsafe(t, ARCHIVE_E1034, entry, "holds control characters");
    if (name.n == 0)
        unsafe(t, ARCHIVE_E1035, entry, "has no name");
}

static void check_name(struct tallies *t, struct archive_entry *entry, struct arena *scratch)
{
    str name = slashed(scratch, entry->name);
    struct parts parts = look_at_parts(name);
    bool drive = name.n > 1 && is_letter(name.p[0]) && name.p[1] == ':';
    check_danger(t, entry, name, parts);
    if (parts.roundabout && name.p[0] != '/')
        doubtful(t, ARCHIVE_W1049, entry, "has empty parts or \".\" in it");
    if (parts.windows && !drive)
        doubtful(t, ARCHIVE_W1045, entry, "cannot be had on Windows");
    if (parts.long_name)
        doubtful(t, ARCHIVE_W1047, entry, "has a part of more than 255 bytes");
    else if (name.n > ARCHIVE_PATH)
        doubtful(t, ARCHIVE_N1046, entry, "has more than 100 bytes");
    if (entry->is_folder && entry->size > 0)
        archive_note(t, ARCHIVE_W1044, entry, "is a folder and holds %llu bytes itself (APPNOTE "
                     "4.3.8).", ull(entry->size));
}

/* ------------------------------------------------------------ names together */

struct key { str text; uint32_t entry; };

static int by_key(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int c = str_cmp(a->text, b->text);
    return c ? c : (a->entry > b->entry) - (a->entry < b->entry);
}

static str composed(struct arena *a, str name)
{
    return name.n <= KEY ? intl_nfc(a, name) : name;
}

static str folded(struct arena *a, str name)
{
    return name.n <= KEY ? intl_name_key(a, name) : name;
}

typedef str key_of(struct arena *a, str name);

/* The keys of all names, sorted; what making one costs is given back at once. */
static struct key *keys_of(const struct archive *z, key_of *key, struct arena *a)
{
    struct key *keys = NEW_N(a, struct key, z->n);
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < z->n; i++) {
        struct arena_mark mark = arena_mark(scratch);
        str name = z->entries[i].name, text = key ? key(scratch, name) : name;
        keys[i] = (struct key){ text.p == name.p ? text : str_dup(a, text), (uint32_t)i };
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    if (z->n > 0)
        qsort(keys, z->n, sizeof *keys, by_key);
    return keys;
}

static bool is_same(str a, str b, key_of *key)
{
    struct arena *scratch = arena_new();
    bool same = str_eq(a, b) || (key && str_eq(key(scratch, a), key(scratch, b)));
    arena_free(scratch);
    return same;
}

/* Entries whose keys are equal, and not by the finer key already. */
static void check_alike(const struct archive *z, struct tallies *t, key_of *key, key_of *finer,
                        enum archive_rule rule, const char *how)
{
    struct arena *a = arena_new();
    struct key *keys = keys_of(z, key, a);
    for (size_t i = 1; i < z->n; i++) {
        const struct archive_entry *first = &z->entries[keys[i - 1].entry],
                                   *second = &z->entries[keys[i].entry];
        if (str_eq(keys[i].text, keys[i - 1].text) && !is_same(first->name, second->name, finer))
            archive_note_two(t, rule, second, how, first->name);
    }
    arena_free(a);
}

static void sort_names(struct archive *z, struct tallies *t)
{
    struct arena *a = arena_new();
    struct key *keys = keys_of(z, NULL, a);
    z->by_name = NEW_N(z->arena, uint32_t, z->n);
    for (size_t i = 0; i < z->n; i++) {
        z->by_name[i] = keys[i].entry;
        if (i > 0 && str_eq(keys[i].text, keys[i - 1].text))
            archive_note(t, ARCHIVE_E1036, &z->entries[keys[i].entry], "is there more than "
                         "once.");
    }
    arena_free(a);
}

const struct archive_entry *archive_named(const struct archive *z, str name)
{
    size_t low = 0, high = z->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(z->entries[z->by_name[middle]].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == z->n || !str_eq(z->entries[z->by_name[low]].name, name))
        return NULL;
    return &z->entries[z->by_name[low]];
}

/* "a" and "a/b". */
static void check_in_the_way(const struct archive *z, struct tallies *t,
                             const struct archive_entry *entry)
{
    for (size_t i = 1; i + 1 < entry->name.n && entry->name.n <= KEY; i++) {
        if (entry->name.p[i] != '/')
            continue;
        const struct archive_entry *file = archive_named(z, str_head(entry->name, i));
        if (file) {
            archive_note_two(t, ARCHIVE_E1048, file, "is a file, and so cannot hold",
                             entry->name);
            return;
        }
    }
}

static void check_composed(struct tallies *t, const struct archive_entry *entry,
                           struct arena *scratch)
{
    if (!str_eq(composed(scratch, entry->name), entry->name))
        doubtful(t, ARCHIVE_W1041, entry, "is not in the normal form NFC");
}

void archive_check_names(struct archive *z, struct tallies *t)
{
    struct arena *scratch = arena_new();
    sort_names(z, t);
    for (size_t i = 0; i < z->n; i++) {
        struct arena_mark mark = arena_mark(scratch);
        check_name(t, &z->entries[i], scratch);
        check_composed(t, &z->entries[i], scratch);
        check_in_the_way(z, t, &z->entries[i]);
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    check_alike(z, t, folded, composed, ARCHIVE_W1037, "differs only in case from");
    check_alike(z, t, composed, NULL, ARCHIVE_W1038, "differs only in how accents are written from");
}
