/* The ground floor: text, buffers, dates, paths, bundles, findings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/bundle.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/media.h"
#include "base/near.h"
#include "base/say.h"
#include "base/val.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static void assert_str(str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("got \"" STR_FMT "\", want \"%s\"", STR_ARG(got), want);
}

static void test_arena(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char *first = arena_get(a, 3);
    assert_ptr_equal(arena_grow(a, first, 3, 100), first);
    arena_get(a, 1);
    first[2] = 'x';
    char *moved = arena_grow(a, first, 100, 200);
    assert_ptr_not_equal(moved, first);
    assert_int_equal(moved[2], 'x');
    assert_int_equal(moved[199], 0);
    struct arena_mark mark = arena_mark(a);
    memset(arena_get(a, 100000), 'y', 100000);
    arena_rewind(a, mark);
    const char *again = arena_get(a, 100000);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(again[i], 0);
    VEC(int) numbers = { 0 };
    for (int i = 0; i < 1000; i++)
        *vec_push(a, &numbers) = i;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.v[i], i);
    arena_free(a);
}

/* Texts lie close, never in something else, and go with a rewind. */
static void test_arena_text(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char *last = arena_get_text(a, 3);
    assert_ptr_equal(arena_get_text(a, 5), last - 5);
    for (size_t i = 1; i < 3000; i++) {
        memset(arena_get_text(a, i % 61), 'x', i % 61);
        const char *zeros = arena_get(a, i % 97);
        for (size_t k = 0; k < i % 97; k++)
            assert_int_equal(zeros[k], 0);
    }
    struct arena_mark mark = arena_mark(a);
    char *text = arena_get_text(a, 7);
    memset(arena_get_text(a, 50000), 'x', 50000);
    arena_rewind(a, mark);
    assert_ptr_equal(arena_get_text(a, 7), text);
    arena_rewind(a, (struct arena_mark){ 0 });
    assert_int_equal(*(char *)arena_get(a, 1), 0);
    arena_free(a);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct { const char *text; bool ok; int64_t value; } ints[] = {
        { "0", true, 0 }, { "-12", true, -12 }, { "+7", true, 7 }, { "007", true, 7 },
        { "9223372036854775807", true, INT64_MAX }, { "-9223372036854775808", true, INT64_MIN },
        { "9223372036854775808", false, 0 }, { "", false, 0 }, { "-", false, 0 },
        { "1 ", false, 0 }, { "1.0", false, 0 }, { "--1", false, 0 },
    };
    for (size_t i = 0; i < LENGTH(ints); i++) {
        int64_t v = 0;
        assert_int_equal(str_int(str_of(ints[i].text), &v), ints[i].ok);
        assert_true(v == ints[i].value);
    }
    static const struct { const char *text; bool ok; double value; } reals[] = {
        { "0.5", true, 0.5 }, { "-1e3", true, -1000 }, { ".5", true, 0.5 }, { "5.", true, 5 },
        { "0,5", false, 0 }, { "nan", false, 0 }, { "0x10", false, 0 }, { "inf", false, 0 },
        { " 1", false, 0 }, { "1e999", false, 0 }, { "", false, 0 }, { ".", false, 0 },
    };
    for (size_t i = 0; i < LENGTH(reals); i++) {
        double v = 0;
        assert_int_equal(str_real(str_of(reals[i].text), &v), reals[i].ok);
        assert_true(v == reals[i].value);
    }
}

static void test_str(void **state)
{
    (void)state;
    str rest = S("a,,b");
    assert_str(str_cut(&rest, ','), "a");
    assert_str(str_cut(&rest, ','), "");
    assert_str(str_cut(&rest, ','), "b");
    assert_null(rest.p);
    assert_str(str_trim(S(" \t x y \n")), "x y");
    assert_int_equal(str_find(S("ababac"), S("abac")), 2);
    assert_int_equal(str_find(S("abc"), S("x")), 3);
    assert_int_equal(str_find(S("abc"), S("abcd")), 3);
    assert_int_equal(str_distance(S("country"), S("contry"), 3), 1);
    assert_int_equal(str_distance(S("a"), S("wholly other"), 3), 4);
    assert_true(str_cmp(S("a"), S("ab")) < 0);
    assert_true(str_eq_nocase(S("HTML"), S("html")));
}

static void test_utf8(void **state)
{
    (void)state;
    static const struct { const char *bytes; size_t n, bad; } cases[] = {
        { "plain ascii, long enough", 24, 24 }, { "\xC3\xA9t\xC3\xA9", 5, 5 },
        { "ok \xC0\x80", 5, 3 }, { "\xED\xA0\x80", 3, 0 }, { "\xF4\x90\x80\x80", 4, 0 },
        { "\xF0\x9F\x98\x80", 4, 4 }, { "cut \xE2\x82", 6, 4 }, { "12345678\xFF", 9, 8 },
        { "\xE0\x9F\xBF", 3, 0 }, { "a\0b", 3, 3 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(str_utf8_bad((str){ cases[i].bytes, cases[i].n }), cases[i].bad);
    static const uint32_t points[] = { 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF };
    struct arena *a = arena_new();
    struct buf b = buf_new(a);
    for (size_t i = 0; i < LENGTH(points); i++)
        buf_code_point(&b, points[i]);
    str rest = buf_str(&b);
    assert_int_equal(str_utf8_bad(rest), rest.n);
    for (size_t i = 0; i < LENGTH(points); i++)
        assert_int_equal(str_code_point(&rest), points[i]);
    assert_int_equal(rest.n, 0);
    arena_free(a);
}

static void test_buf(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b = buf_new(a);
    b.limit = 10;
    buf_int(&b, INT64_MIN);
    assert_false(buf_ok(&b));
    buf_clear(&b);
    b.limit = 0;
    buf_int(&b, INT64_MIN);
    buf_printf(&b, " %s", "x");
    val_put(&b, val_real(0.1));
    val_put(&b, val_nil());
    val_put(&b, val_int(-3));
    assert_str(buf_str(&b), "-9223372036854775808 x0.1-3");
    arena_free(a);
}

static void test_days(void **state)
{
    (void)state;
    static const struct { const char *text; int32_t day; } days[] = {
        { "1970-01-01", 0 }, { "1969-12-31", -1 }, { "2000-02-29", 11016 },
        { "2024-12-31", 20088 }, { "0001-01-01", -719162 }, { "9999-12-31", 2932896 },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(days); i++) {
        day d;
        assert_true(date_read_day(str_of(days[i].text), &d));
        assert_int_equal(d, days[i].day);
        struct buf b = buf_new(a);
        date_put_day(&b, d);
        assert_str(buf_str(&b), days[i].text);
    }
    for (day d = -719162; d < 2932896; d += 13)
        assert_int_equal(date_of_civil(date_to_civil(d)), d);
    static const char *const no_days[] = {
        "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01",
        "2024-01-01 ", "2024/01/01", "0000-01-01", "",
    };
    for (size_t i = 0; i < LENGTH(no_days); i++) {
        day d;
        assert_false(date_read_day(str_of(no_days[i]), &d));
    }
    arena_free(a);
}

static void test_instants(void **state)
{
    (void)state;
    static const struct { const char *text, *shown; } stamps[] = {
        { "2024-03-31T23:30:00Z", "2024-03-31T23:30:00Z" },
        { "2024-03-31T23:30:00.5+01:00", "2024-03-31T22:30:00.500Z" },
        { "2024-01-01 00:00-00:30", "2024-01-01T00:30:00Z" },
        { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
        { "2024-02", "2024-02" }, { "2024", "2024" }, { "2024-02-29", "2024-02-29" },
        { "2024-02-29T10:00:00", NULL }, { "2024-02-29T24:00:00Z", NULL },
        { "2024-02-29T10:00:60Z", NULL }, { "2024-02-29T10:00:00.Z", NULL },
        { "20240229", NULL }, { "45000", NULL }, { "03/04/2024", NULL },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(stamps); i++) {
        struct stamp s;
        bool ok = date_read_stamp(str_of(stamps[i].text), &s);
        assert_int_equal(ok, stamps[i].shown != NULL);
        if (!ok)
            continue;
        struct buf b = buf_new(a);
        date_put_stamp(&b, s);
        assert_str(buf_str(&b), stamps[i].shown);
    }
    instant t;
    assert_true(date_read_local(S("2024-02-29 23:30"), &t));
    assert_false(date_read_local(S("2024-02-29 23:30Z"), &t));
    assert_int_equal(date_of_instant(-1), -1);
    arena_free(a);
}

static void test_paths(void **state)
{
    (void)state;
    static const struct { const char *path, *inside; } paths[] = {
        { "a/b", "a/b" }, { "a/./b/../c", "a/c" }, { "./x", "x" }, { "a//b/", "a/b" },
        { "..", NULL }, { "a/../../b", NULL }, { "/etc/passwd", NULL }, { "a/..", "" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(paths); i++) {
        str out;
        bool ok = fs_inside(a, str_of(paths[i].path), &out);
        assert_int_equal(ok, paths[i].inside != NULL);
        if (ok)
            assert_str(out, paths[i].inside);
    }
    assert_str(fs_join(a, S("a"), S("b")), "a/b");
    assert_str(fs_join(a, S("a/"), S("/b")), "/b");
    assert_str(fs_folder_of(a, S("a/b/c")), "a/b");
    assert_str(fs_folder_of(a, S("c")), ".");
    assert_str(fs_folder_of(a, S("/c")), "/");
    assert_string_equal(media_of_path(S("x/Y.MP4"))->type, "video/mp4");
    assert_null(media_of_path(S("x.d/y")));
    assert_str(fs_suffix_of(S("a.b/c.tar.gz")), ".gz");
    assert_str(fs_suffix_of(S("a.b/c")), "");
    assert_str(fs_suffix_of(S("a/.b")), ".b");
    assert_str(fs_suffix_of(S("c.")), ".");
    arena_free(a);
}

static bool make_number(const struct bundle_maker *m, size_t part, struct arena *a, str *bytes,
                        struct err *e)
{
    (void)m;
    *bytes = str_format(a, "%zu", part);
    return part != 299 || err_set(e, ERR_INPUT, "299 is too large");
}

/* Every other one is made when it is wanted. */
static struct bundle many_files(struct arena *a)
{
    static const struct bundle_maker maker = { make_number };
    struct err e = { 0 };
    struct bundle b = { .arena = a };
    for (int i = 299; i >= 0; i--) {
        struct bundle_file f = { .path = str_format(a, "d%d/f%03d", i % 7, i), .part = (size_t)i };
        if (i % 2)
            f.bytes = str_format(a, "%d", i);
        else
            f.maker = &maker;
        assert_true(bundle_add(&b, f, &e));
    }
    return b;
}

static void test_bundle(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct err e = { 0 };
    struct bundle b = many_files(a);
    static const char *const refused[] = { "d0/f000", "../x", "/x", "a/../b", "a//b", "" };
    for (size_t i = 0; i < LENGTH(refused); i++)
        assert_false(bundle_add(&b, (struct bundle_file){ .path = str_of(refused[i]) }, &e));
    bundle_sort(&b);
    assert_str(b.files.v[0].path, "d0/f000");
    assert_str(bundle_find(&b, S("d3/f017"))->bytes, "17");
    struct bundle_file made = *bundle_find(&b, S("d4/f018"));
    uint64_t size = 0;
    str bytes;
    assert_true(bundle_bytes(&made, a, &bytes, &e) && bundle_size(&made, &size, &e));
    assert_str(bytes, "18");
    assert_int_equal(size, 2);
    made.part = 299;
    assert_false(bundle_bytes(&made, a, &bytes, &e) || bundle_size(&made, &size, &e));
    assert_null(bundle_find(&b, S("d3/f018")));
    arena_free(a);
}

static void remove_all(struct arena *a, const char *dir, const str *paths, size_t n)
{
    for (size_t i = 0; i < n; i++)
        remove(fs_join(a, str_of(dir), paths[i]).p);
    for (int i = 0; i < 7; i++)
        remove(str_format(a, "%s/d%d", dir, i).p);
    assert_int_equal(remove(dir), 0);
}

static void test_files(void **state)
{
    (void)state;
    char dir[] = "/tmp/etalon-base-XXXXXX";
    assert_non_null(mkdtemp(dir));
    struct arena *a = arena_new();
    struct err e = { 0 };
    struct bundle b = many_files(a);
    assert_true(bundle_write_folder(&b, dir, &e));
    str *paths, bytes;
    size_t n;
    assert_true(fs_list(a, dir, &paths, &n, &e));
    assert_int_equal(n, 300);
    assert_str(paths[0], "d0/f000");
    const char *one = fs_join(a, str_of(dir), S("d2/f100")).p;
    assert_true(fs_read(a, one, 0, &bytes, &e));
    assert_str(bytes, "100");
    assert_false(fs_read(a, dir, 0, &bytes, &e));
    assert_int_equal(e.kind, ERR_SYSTEM);
    assert_false(fs_read(a, one, 2, &bytes, &e));
    assert_int_equal(e.kind, ERR_INPUT);
    struct fs_draft d;
    assert_true(fs_draft_open(&d, one, FS_PUBLIC, &e));
    fputs("half", d.to);
    fs_draft_drop(&d);
    assert_true(fs_read(a, one, 0, &bytes, &e));
    assert_str(bytes, "100");
    struct stat s;
    mode_t mask = umask(022);
    assert_true(fs_write(one, S("mine"), FS_PRIVATE, &e) && stat(one, &s) == 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_true(fs_write(one, S("all"), FS_PUBLIC, &e) && stat(one, &s) == 0);
    assert_int_equal(s.st_mode & 0777, 0644);
    umask(mask);
    const char *pipe = fs_join(a, str_of(dir), S("pipe")).p;
    assert_int_equal(mkfifo(pipe, 0600), 0);          /* what is no file does not become one */
    e = (struct err){ 0 };
    assert_false(fs_write(pipe, S("x"), FS_PUBLIC, &e));
    assert_non_null(strstr(e.text, "not an ordinary file"));
    assert_true(fs_kind(pipe) == FS_OTHER && remove(pipe) == 0);
    remove_all(a, dir, paths, n);
    arena_free(a);
}

static void test_findings(void **state)
{
    (void)state;
    static const struct rule one = { "E001", GRADE_ERROR, "t", "a" };
    static const struct rule two = { "W002", GRADE_WARNING, "t", "a" };
    struct arena *a = arena_new();
    struct diags d = { .arena = a, .limit = 4 };
    assert_true(diag_clean(&d));
    diag_add(&d, &two, (struct place){ S("b"), S(""), 1, 1 }, "later");
    char name[] = "a";                    /* gone before the findings are */
    diag_add(&d, &one, (struct place){ { name, 1 }, S(""), 10, 1 }, "%d", 10);
    name[0] = 'z';
    diag_add(&d, &one, (struct place){ S("a"), S(""), 2, 1 }, "two");
    diag_add(&d, &one, (struct place){ S("a"), S(""), 2, 1 }, "two");
    diag_add(&d, &one, (struct place){ S("a"), S(""), 1, 1 }, "beyond the limit");
    diag_sort(&d);
    assert_int_equal(d.list.n, 3);
    assert_int_equal(d.count[GRADE_ERROR], 3);
    assert_str(d.list.v[0].text, "two");
    assert_str(d.list.v[1].text, "10");
    assert_false(diag_clean(&d));
    arena_free(a);
}

static void test_err(void **state)
{
    (void)state;
    struct err e = { 0 };
    char longer[600];
    memset(longer, 'x', sizeof longer);
    longer[599] = 0;
    err_set(&e, ERR_INPUT, "%s", longer);
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
    memcpy(longer + sizeof e.text - 2, "\xC3\xA9", 2);
    err_set(&e, ERR_INPUT, "%s", longer);
    assert_int_equal(strlen(e.text), sizeof e.text - 2);
    err_set(&e, ERR_INPUT, "why");
    err_in(&e, "where %d", 1);
    assert_string_equal(e.text, "where 1: why");
}

static void test_near(void **state)
{
    (void)state;
    static const char *const names[] = { "participants", "passed", "rmo", "--to", "E201", "NMS" };
    static const struct { const char *typed, *want; } cases[] = {
        { "partcipants", "participants" }, { "Participant", "participants" }, { "pa", "participants" },
        { "pased", "passed" }, { "rmos", "rmo" }, { "orm", "rmo" }, { "E20", "E201" }, { "E102", "E201" },
        { "NM", "NMS" }, { "x", "" }, { "", "" }, { "xyzzy", "" }, { "nms", "NMS" }, { "TO", "" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct near n = near_to(str_of(cases[i].typed));
        for (size_t k = 0; k < LENGTH(names); k++)
            near_offer(&n, str_of(names[k]));
        if (!str_eq(n.best, str_of(cases[i].want)))
            fail_msg("\"%s\" is near \"" STR_FMT "\"", cases[i].typed, STR_ARG(n.best));
    }
}

/* src/format/fr.say is one of the files of sentences. */
static void test_say(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct words *fr = words_of(S("format"), S("fr"));
    assert_non_null(fr);
    assert_ptr_equal(words_of(S("format"), S("fr-CA")), fr);
    assert_null(words_of(S("format"), S("en")));
    assert_null(words_of(S("format"), S("")));
    assert_null(words_of(S("format"), S("../format/fr")));
    assert_str(say(a, fr, "Without room here: {1}."  , S("Row")), "Sans place ici\u00a0: Row.");
    assert_str(say(a, NULL, "Without room here: {1}.", S("{2}")), "Without room here: {2}.");
    const char *unknown = "{2} before {1}, and {2}: {0} {a} {";
    assert_str(say(a, fr, unknown, S("one"), S("two")), "two before one, and two: {0} {a} {");
    arena_free(a);
}

/* Every language that can be asked for has its sentences. */
static void test_say_languages(void **state)
{
    (void)state;
    size_t n = 0;
    assert_str(str_of(say_language(0)), "en");
    for (size_t i = 1; say_language(i); i++, n++)
        assert_non_null(words_of(S("format"), str_of(say_language(i))));
    assert_int_equal(n, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena),
        cmocka_unit_test(test_arena_text),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_str),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_buf),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_instants),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_bundle),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_err),
        cmocka_unit_test(test_near),
        cmocka_unit_test(test_say),
        cmocka_unit_test(test_say_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
