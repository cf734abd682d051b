/*
 * Any bytes as a translation of a small course: reading, merging and loading
 * the course with it end, what is refused is said at a place that exists, and
 * what is written can be read again and says the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "translate/translate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char COURSE[] =
    "<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1' xml:lang='en'>"
    "<title>T</title><summary><p>One <em>two</em> three.<cite ref='s'/></p></summary>"
    "<module id='m'><title>M</title><lesson id='l'><title>L</title>"
    "<p>A <term ref='e'>b <strong>c</strong></term> <quantity value='1' unit='metre'/>.</p>"
    "<list><item>I <em>i</em><p>P p</p></item></list></lesson></module>"
    "<glossary><entry id='e'><term>t</term><text>x</text></entry></glossary>"
    "<bibliography><source id='s'><title>S s</title></source></bibliography></course>";

static char path[64], folder[] = "etalon-fuzz-XXXXXX", translation[64];
static struct course_schema *schema;

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void put_file(const char *name, str bytes)
{
    FILE *f = fopen(name, "wb");
    must(f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fclose(f) == 0);
}

static void begin(void)
{
    struct err e = { 0 };
    char sub[64];
    if (schema)
        return;
    must(mkdtemp(folder) && (schema = course_schema_open(&e)));
    snprintf(path, sizeof path, "%s/course.xml", folder);
    snprintf(sub, sizeof sub, "%s/translations", folder);
    snprintf(translation, sizeof translation, "%s/fr.xlf", sub);
    must(fs_make_folder(sub, &e));
    put_file(path, str_of(COURSE));
}

static int lines(str s)
{
    int n = 1;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

static void check_findings(const struct diags *d, str bytes)
{
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *f = &d->list.v[i];
        must(f->text.n > 0 && str_utf8_bad(f->text) == f->text.n);
        must(!str_ends(f->at.file, S("fr.xlf")) || f->at.line <= lines(bytes));
    }
}

static str written(const struct xliff *x)
{
    struct buf b = buf_new(x->arena);
    xliff_put(&b, x);
    must(buf_ok(&b));
    return buf_str(&b);
}

/* Written, read and refreshed again it has the same bytes. */
static void check_stable(struct arena *a, const struct course *c, const struct xliff *x)
{
    struct diags d = { .arena = a };
    struct err e = { 0 };
    struct extracted told;
    str first = written(x);
    put_file(translation, first);
    const struct xliff *again = xliff_read(a, translation, &d, &e);
    must(again && d.list.n == 0);
    struct xliff *fresh = translate_extract(a, schema, c, S("fr"), again, false, &told);
    must(str_eq(written(translate_again(a, schema, c, fresh)), written(fresh)));
    must(str_eq(written(fresh), first));
}

static void merge(struct arena *a, const struct course *c, str bytes)
{
    struct diags d = { .arena = a };
    struct err e = { 0 };
    struct extracted ignored;
    struct merged told;
    struct xliff *back = xliff_read(a, translation, &d, &e);
    must(back ? e.kind == ERR_NONE : e.kind == ERR_INPUT && d.list.n > 0);
    if (!back)
        return;
    struct xliff *kept = translate_extract(a, schema, c, S("fr"), NULL, false, &ignored);
    if (translate_merge(kept, c, back, &d, &told))
        check_stable(a, c, translate_again(a, schema, c, kept));
    else
        must(!diag_clean(&d));
    check_findings(&d, bytes);
}

static void load(struct arena *a, str bytes)
{
    struct diags d = { .arena = a };
    struct err e = { 0 };
    put_file(translation, bytes);
    const struct course *c = course_load_in(a, schema, folder, S("fr"), &d, &e);
    must(c || e.kind == ERR_INPUT);
    if (c)
        must(c->title.n > 0 && str_eq(c->source_lang, S("en")));
    check_findings(&d, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str bytes = { (const char *)data, size };
    struct arena *a = arena_new();
    struct diags d = { .arena = a };
    struct err e = { 0 };
    begin();
    load(a, bytes);
    put_file(translation, bytes);
    const struct course *c = course_load(a, schema, folder, &d, &e);
    must(c && diag_clean(&d));
    merge(a, c, bytes);
    arena_free(a);
    return 0;
}
