/* package: references, expressions of prerequisites, circles, names of manifests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "package/graph.h"
#include "package/inside.h"
#include "package/prerequisites.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void references_lead_into_the_package(void **state)
{
    (void)state;
    static const struct { const char *base, *href, *path; } cases[] = {
        { "", "index.html", "index.html" },
        { "pages/", "a.html", "pages/a.html" },
        { "pages/", "../a.html", "a.html" },
        { "", "./a/./b.html", "a/b.html" },
        { "", "a.html?x=1#y", "a.html" },
        { "", "my%20page.html", "my page.html" },
        { "", "100%.html", "100%.html" },
        { "", "a%00.html", "a%00.html" },
        { "", "%C3%A9.html", "é.html" },
        { "", "%FF.html", "" },
        { "", "", "" },
        { "", "?x=1", "" },
        { "", "../a.html", "" },
        { "pages/", "../../a.html", "" },
        { "", "/a.html", "" },
        { "", "a\\b.html", "" },
        { "", "https://example.org/a.html", "" },
        { "", "//example.org/a.html", "" },
        { "", "C:/a.html", "" },
        { "https://example.org/", "a.html", "" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        str path;
        bool inside = package_resolve(a, str_of(cases[i].base), str_of(cases[i].href), &path);
        assert_int_equal(inside, cases[i].path[0] != 0);
        assert_string_equal(str_dup(a, path).p, cases[i].path);
    }
    arena_free(a);
}

static void prerequisites_are_understood(void **state)
{
    (void)state;
    static const struct { const char *text, *ids; } cases[] = {   /* NULL: no expression */
        { "a", "a" }, { "a & b|c", "a b c" }, { "~a", "a" }, { "~(a & ~b)", "a b" },
        { "a=\"passed\" & b<>failed", "a b" }, { "2*{a,b,c}", "a b c" }, { "{a , ~b}", "a b" },
        { "S-1.2", "S-1.2" },
        { "", NULL }, { "a &", NULL }, { "a b", NULL }, { "(a", NULL }, { "a)", NULL },
        { "0*{a}", NULL }, { "x*{a}", NULL }, { "{a,}", NULL }, { "a=\"\"", NULL }, { "~", NULL },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        prerequisite_ids ids = { 0 };
        struct buf b = buf_new(a);
        str bad;
        bool ok = prerequisites_read(a, str_of(cases[i].text), &ids, &bad);
        assert_int_equal(ok, cases[i].ids != NULL);
        for (size_t k = 0; k < ids.n; k++)
            buf_printf(&b, "%s" STR_FMT, k ? " " : "", STR_ARG(ids.v[k]));
        if (ok)
            assert_string_equal(str_dup(a, buf_str(&b)).p, cases[i].ids);
    }
    arena_free(a);
}

static void circles_are_found(void **state)
{
    (void)state;
    static const struct { size_t n, edges[8]; bool circle; } cases[] = {  /* pairs, 99: no more */
        { 0, { 99 }, false },
        { 3, { 0, 1, 1, 2, 0, 2, 99 }, false },
        { 1, { 0, 0, 99 }, true },
        { 4, { 0, 1, 1, 2, 2, 1, 99 }, true },
        { 4, { 3, 2, 2, 3, 0, 1, 99 }, true },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        edges e = { 0 };
        size_t *next;
        for (const size_t *p = cases[i].edges; *p != 99; p += 2)
            *vec_push(a, &e) = (struct edge){ p[0], p[1] };
        ptrdiff_t at = graph_circle(a, cases[i].n, &e, &next);
        assert_int_equal(at != GRAPH_NONE, cases[i].circle);
        size_t here = (size_t)at;
        for (size_t k = 0; cases[i].circle && k < cases[i].n && (k == 0 || here != (size_t)at); k++)
            here = next[here];
        if (cases[i].circle)
            assert_int_equal(here, at);
    }
    arena_free(a);
}

static void names_are_known(void **state)
{
    (void)state;
    static const struct { const char *path, *like; bool is, junk; } cases[] = {
        { "imsmanifest.xml", "imsmanifest.xml", true, false },
        { "IMSManifest.xml", "imsmanifest.xml", false, false },
        { "a/CMI5.XML", "cmi5.xml", false, false },
        { "index.html", "", false, false },
        { "__MACOSX/._index.html", "", false, true },
        { "media/Thumbs.db", "", false, true },
        { "__MACOSX", "", false, false },
        { "a/.git/config", "", false, true },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(cases); i++) {
        str path = str_of(cases[i].path);
        assert_string_equal(str_dup(a, package_manifest_like(path)).p, cases[i].like);
        assert_int_equal(package_is_manifest(path), cases[i].is);
        assert_int_equal(package_is_junk(path), cases[i].junk);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_lead_into_the_package),
        cmocka_unit_test(prerequisites_are_understood),
        cmocka_unit_test(circles_are_found),
        cmocka_unit_test(names_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
