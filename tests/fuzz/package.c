/*
 * Any bytes as the manifest of a package: it is recognised or not, its model keeps
 * its promises, checking ends, and what is said about it has a place that exists. The
 * first byte chooses what the manifest is called, the second the platform.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "package/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const str names[] = { { "imsmanifest.xml", 15 }, { "cmi5.xml", 8 }, { "tincan.xml", 10 },
                             { "course.crs", 10 } };

static void must(bool ok)
{
    if (!ok)
        abort();
}

static int lines(str s)
{
    int n = 1;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

static void check_findings(const struct diags *d, str manifest)
{
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *f = &d->list.v[i];
        must(f->text.n > 0 && str_utf8_bad(f->text) == f->text.n);
        must(str_starts(f->at.file, S("a.zip")) && f->at.line <= lines(manifest));
    }
}

static void check_texts(const package_texts *texts)
{
    for (size_t i = 0; i < texts->n; i++)
        must(str_utf8_bad(texts->v[i].text) == texts->v[i].text.n
             && str_utf8_bad(texts->v[i].lang) == texts->v[i].lang.n);
}

static void check_tree(struct package_item *top)
{
    size_t n = 0;
    for (struct package_item *item = NULL; (item = package_item_next(top, item)); n++) {
        const str texts[] = { item->id, item->title, item->href, item->resource };
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            must(str_utf8_bad(texts[i]) == texts[i].n);
        must(item == top || item->parent);
        check_texts(&item->titles);
    }
    must(n < 100000);
}

static void check_model(const struct package *p)
{
    struct arena *a = arena_new();
    must(p->kind < PACKAGE_KINDS && (p->kind == PACKAGE_UNKNOWN || p->reader));
    check_texts(&p->titles);
    for (size_t i = 0; i < p->organizations.n; i++)
        check_tree(p->organizations.v[i]);
    for (size_t i = 0; i < p->resources.n; i++) {
        str inside, path = p->resources.v[i].path;
        must(path.n == 0 || (fs_inside(a, path, &inside) && str_eq(inside, path)));
    }
    arena_free(a);
}

static void put(struct bundle *b, str path, str bytes)
{
    struct err e = { 0 };
    must(bundle_add(b, (struct bundle_file){ .path = path, .bytes = bytes }, &e));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct arena *a = arena_new();
    struct diags d = { .arena = a };
    struct err e = { 0 };
    struct bundle b = { .arena = a };
    str manifest = { (const char *)data + 2, size - 2 };
    const struct package_how how = { .platform = data[1] & 1 ? PLATFORM_MOODLE : PLATFORM_ANY };
    put(&b, names[data[0] % 4], manifest);
    put(&b, S("index.html"), S("<!DOCTYPE html><title>A</title><script>API</script>"));
    put(&b, S("course.au"), manifest);
    put(&b, S("course.des"), manifest);
    struct package *p = package_of_bundle(a, &b, S("a.zip"), &d, &e);
    must(p && e.kind == ERR_NONE);
    check_model(p);
    must(package_check(p, &how, &d, &e));
    check_findings(&d, manifest);
    package_close(p);
    arena_free(a);
    return 0;
}
