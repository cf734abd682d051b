/* Units of a course: what is told apart, what each is worth, what comes before what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fs.h"
#include "pack/pack.h"
#include "pack/scorm.h"

static struct arena *arena;
static struct diags diags;
static struct err err;
static char folder[64];

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    diags = (struct diags){ .arena = arena };
    err = (struct err){ 0 };
    snprintf(folder, sizeof folder, "/tmp/etalon-pack-XXXXXX");
    return mkdtemp(folder) ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    unlink(fs_join(arena, str_of(folder), S("course.xml")).p);
    rmdir(folder);
    arena_free(arena);
    return 0;
}

static void assert_str(str s, const char *expected)
{
    assert_string_equal(str_dup(arena, s).p, expected);
}

#define COURSE "<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1' xml:lang='en'>" \
               "<title>T</title><summary><p>S</p><p>U</p></summary><objectives><objective id='o'>O" \
               "</objective></objectives>"
#define MODULE(id, needs, rest) "<module id='" id "'><title>M</title>" needs "<lesson id='l-" id "'>" \
               "<title>L</title><p>x</p></lesson>" rest "</module>"
#define QUIZ(id, points, graded) "<quiz id='" id "' graded='" graded "'><title>Q</title><true-false id='t-" id \
               "' points='" points "' objectives='o'><prompt><p>?</p></prompt><answer id='t' correct='true'>" \
               "<text>Yes</text><feedback>So.</feedback></answer><answer id='f'><text>No</text><feedback>So." \
               "</feedback></answer></true-false></quiz>"
#define NEEDS(id) "<prerequisite ref='" id "'/>"

static struct packing plan(const char *course, bool by_module)
{
    assert_true(fs_write(fs_join(arena, str_of(folder), S("course.xml")).p, str_of(course), FS_PUBLIC, &err));
    const struct course **one = NEW_N(arena, const struct course *, 1);
    one[0] = course_load(arena, NULL, folder, &diags, &err);
    assert_non_null(one[0]);
    assert_true(diag_clean(&diags));
    struct pack_how how = { .by_module = by_module, .editions = { one, 1 } };
    return pack_plan(arena, one[0], target_named(S("cmi5")), &how);
}

static const char four[] = COURSE
    MODULE("a", "", QUIZ("qa", "2", "true"))
    MODULE("b", NEEDS("a"), QUIZ("qb", "5", "false"))
    MODULE("d", NEEDS("a") NEEDS("b"), "")
    MODULE("e", NEEDS("a") NEEDS("b") NEEDS("d"), "")
    QUIZ("last", "3", "true") "</course>";

static void a_course_is_one_unit(void **state)
{
    (void)state;
    struct packing p = plan(four, false);
    assert_int_equal(p.nunits, 1);
    assert_str(p.units[0].id, "c.item");
    assert_str(p.units[0].href, "index.html");
    assert_int_equal(p.units[0].points, 5);
    assert_int_equal(p.units[0].pages, 7);
    assert_int_equal(p.units[0].done.n, 4);
    assert_int_equal(p.units[0].needs.n, 0);
    assert_int_equal(p.units[0].objectives.n, 1);
    assert_ptr_equal(packing_owner(&p, S("media/x.png")), &p.units[0]);
}

static void modules_and_the_final_test_are_units(void **state)
{
    static const struct { const char *id, *href; int points; size_t pages, objectives; } expected[] = {
        { "a", "l-a.html", 2, 2, 1 }, { "b", "l-b.html", 0, 2, 0 }, { "d", "l-d.html", 0, 1, 0 },
        { "e", "l-e.html", 0, 1, 0 }, { "last", "last.html", 3, 1, 1 },
    };
    (void)state;
    struct packing p = plan(four, true);
    assert_int_equal(p.nunits, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < p.nunits; i++) {
        assert_str(p.units[i].id, expected[i].id);
        assert_str(p.units[i].href, expected[i].href);
        assert_int_equal(p.units[i].points, expected[i].points);
        assert_int_equal(p.units[i].pages, expected[i].pages);
        assert_int_equal(p.units[i].objectives.n, expected[i].objectives);
    }
    assert_int_equal(p.units[4].done.n, 0);
}

/* "d" needs "a" only through "b", "e" both only through "d". */
static void needs_that_follow_from_others_go(void **state)
{
    static const struct { const char *need; } expected[] = { { NULL }, { "a" }, { "b" }, { "d" }, { NULL } };
    (void)state;
    struct packing p = plan(four, true);
    for (size_t i = 0; i < p.nunits; i++) {
        assert_int_equal(p.units[i].needs.n, expected[i].need ? 1 : 0);
        if (expected[i].need)
            assert_str(p.units[i].needs.v[0]->id, expected[i].need);
    }
}

static void pages_belong_to_their_unit(void **state)
{
    static const struct { const char *path; int unit; } expected[] = {
        { "l-a.html", 0 }, { "qa.html", 0 }, { "l-b.fr.html", 1 }, { "last.html", 4 }, { "last.zh-Hans.html", 4 },
        { "index.html", -1 }, { "glossary.html", -1 }, { "media/l-a.html", -1 }, { "etalon/data.js", -1 },
        { "o.html", -1 },
    };
    (void)state;
    struct packing p = plan(four, true);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_ptr_equal(packing_owner(&p, str_of(expected[i].path)),
                         expected[i].unit < 0 ? NULL : &p.units[expected[i].unit]);
}

static void texts_are_cut_at_characters(void **state)
{
    static const struct { const char *text; size_t most; const char *expected; } cases[] = {
        { "short", 5, "short" }, { "longer", 5, "long…" }, { "été là-bas", 4, "été…" }, { "量子力学", 3, "量子…" },
        { "", 3, "" }, { "a b c", 4, "a b…" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(texts_cut(arena, str_of(cases[i].text), cases[i].most), cases[i].expected);
    struct packing p = plan(four, false);
    struct texts all = texts_of(arena, &p, node_child(p.course->root, EL_summary), 100);
    assert_int_equal(all.n, 1);
    assert_str(all.v[0].lang, "en");
    assert_str(all.v[0].text, "S U");
    assert_int_equal(texts_of(arena, &p, NULL, 100).n, 0);
}

static void fractions_have_four_decimals(void **state)
{
    static const struct { double x; const char *expected; } cases[] = {
        { 0, "0.0" }, { 1, "1.0" }, { 0.7, "0.7" }, { 1 / 3.0, "0.3333" }, { 0.255, "0.255" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(scorm_fraction(arena, cases[i].x), cases[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_course_is_one_unit, begin, end),
        cmocka_unit_test_setup_teardown(modules_and_the_final_test_are_units, begin, end),
        cmocka_unit_test_setup_teardown(needs_that_follow_from_others_go, begin, end),
        cmocka_unit_test_setup_teardown(pages_belong_to_their_unit, begin, end),
        cmocka_unit_test_setup_teardown(texts_are_cut_at_characters, begin, end),
        cmocka_unit_test_setup_teardown(fractions_have_four_decimals, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
