/*
 * Any bytes as a zip: opening ends with a reason or an archive, whose entries
 * can be found by their names and read within bounds; what is said about it can be
 * shown, and nothing is said twice.
 */
#include <stdlib.h>
#include <string.h>

#include "zip/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LIMIT = 1 << 20 };

static void must(bool ok)
{
    if (!ok)
        abort();
}

static bool is_shown(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
            return false;
    return s.n > 0 && str_utf8_bad(s) == s.n;
}

static void check_findings(const struct diags *d)
{
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *f = &d->list.v[i];
        must(is_shown(f->text) && is_shown(f->at.file) && f->at.line == 0);
        must(str_starts(f->at.file, S("a.zip")));
        for (size_t k = 0; k < i; k++)
            must(d->list.v[k].rule != f->rule);
    }
}

/* What is refused says why, what is read has the size it says, and no name leads to
 * another entry. */
static void check_entry(const struct archive *z, const struct archive_entry *entry)
{
    struct arena *a = arena_new();
    struct err e = { 0 };
    str bytes;
    const struct archive_entry *found = archive_find(z, entry->name);
    must(str_utf8_bad(entry->name) == entry->name.n);
    must(found && str_eq(found->name, entry->name) && found <= entry);
    must(!entry->is_safe || !(entry->refused || entry->is_link));
    bool ok = archive_read(z, entry, a, LIMIT, &bytes, &e);
    must(ok == (e.kind == ERR_NONE));
    must(!ok || (bytes.n == entry->size && bytes.n <= LIMIT && !entry->refused));
    must(!ok || bytes.p[bytes.n] == 0);
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct diags opened = { .arena = a }, tested = { .arena = a };
    struct err e = { 0 };
    struct archive *z = archive_of_bytes(a, (str){ (const char *)data, size }, "a.zip", &opened, &e);
    must(z ? e.kind == ERR_NONE : e.text[0] && !diag_clean(&opened));
    for (size_t i = 0; z && i < archive_count(z) && i < 300; i++)
        check_entry(z, archive_at(z, i));
    must(!z || archive_test(z, &tested, NULL, &e));
    check_findings(&opened);
    check_findings(&tested);
    archive_close(z);
    arena_free(a);
    return 0;
}
