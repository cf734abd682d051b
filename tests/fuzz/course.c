/*
 * Any bytes as course.xml, and behind a line "%%%" as the module.xml it may
 * include: loading ends, says something about what it refuses, and every place
 * it names exists.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "course/course.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void put_file(const char *path, str bytes)
{
    FILE *f = fopen(path, "wb");
    must(f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fclose(f) == 0);
}

static int lines(str s)
{
    int n = 1;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

static void check_findings(const struct diags *d, str course, str module)
{
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *f = &d->list.v[i];
        bool included = str_ends(f->at.file, S("module.xml"));
        must(f->text.n > 0 && str_utf8_bad(f->text) == f->text.n);
        must(f->at.line <= lines(included ? module : course));
        must((f->at.line > 0) == (f->at.column > 0));
    }
}

static size_t check_tree(const struct node *n, const struct node *parent)
{
    size_t count = 1;
    must(n->parent == parent && n->element < EL_COUNT && n->line > 0 && n->file->n > 0);
    must(n->element == EL_chars || n->text.n == 0);
    for (size_t i = 0; i < n->nattrs; i++)
        must(n->attrs[i].name < AT_COUNT);
    for (const struct node *c = n->first; c; c = c->next)
        count += check_tree(c, n);
    return count;
}

/* Without a finding of grade error it can be packed: nothing is missing then. */
static void check_whole(const struct course *c)
{
    must(c->id.n > 0 && c->version.n > 0 && c->lang.n > 0 && c->title.n > 0 && c->modules.n > 0);
    for (size_t i = 0; i < c->lessons.n; i++)
        must(course_find(c, c->lessons.v[i]->id) == c->lessons.v[i]->node);
    for (size_t i = 0; i < c->questions.n; i++)
        must(c->questions.v[i]->answers.n >= 2 && c->questions.v[i]->points > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char folder[] = "/tmp/etalon-fuzz-XXXXXX", path[64], second[64];
    static struct course_schema *schema;
    struct err e = { 0 };
    if (!schema) {
        must(mkdtemp(folder) && (schema = course_schema_open(&e)));
        snprintf(path, sizeof path, "%s/course.xml", folder);
        snprintf(second, sizeof second, "%s/module.xml", folder);
    }
    str all = { (const char *)data, size };
    size_t cut = str_find(all, S("\n%%%\n"));
    str course = str_head(all, cut), module = cut < all.n ? str_from(all, cut + 5) : S("");
    put_file(path, course);
    put_file(second, module);
    struct arena *a = arena_new();
    struct diags d = { .arena = a };
    const struct course *c = course_load(a, schema, folder, &d, &e);
    check_findings(&d, course, module);
    must(c ? e.kind == ERR_NONE : e.kind == ERR_INPUT && d.list.n > 0);
    if (c)
        must(check_tree(c->root, NULL) > 0);
    if (c && diag_clean(&d))
        check_whole(c);
    arena_free(a);
    return 0;
}
