/* Archives read back: what zip_write() makes is without a finding, entries are found and
 * read within limits, and the file and its bytes in memory say the same. Odd archives are
 * in tests/hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"
#include "zip/archive.h"
#include "zip/zip.h"

static char folder[] = "/tmp/etalon-archive-XXXXXX";
static struct arena *arena;
static struct err failed;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    failed = (struct err){ 0 };
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") != 0 || system(command) != 0;
}

/* 3 MB of words that do not repeat at once, so that deflate does not make a bomb of them. */
static str long_text(void)
{
    struct buf b = buf_new(arena);
    for (unsigned i = 0, x = 1; i < 300000; i++, x = x * 1664525u + 1013904223u)
        buf_printf(&b, "%09u ", x);
    return buf_str(&b);
}

static void write_archive(str page)
{
    struct bundle b = { .arena = arena };
    const struct bundle_file files[] = {
        { .path = S("a.html"), .bytes = page },
        { .path = S("b/film.mp4"), .bytes = page },
        { .path = S("th\xC3\xA9orie.txt"), .bytes = S("short") },
        { .path = S("z.txt"), .bytes = S("") },
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(bundle_add(&b, files[i], &failed));
    assert_true(zip_write(&b, "a.zip", NULL, &failed));
}

static struct archive *opened(struct diags *d)
{
    *d = (struct diags){ .arena = arena };
    struct archive *z = archive_open(arena, "a.zip", d, &failed);
    assert_non_null(z);
    return z;
}

static void ours_are_clean(void **state)
{
    (void)state;
    struct diags d;
    write_archive(long_text());
    struct archive *z = opened(&d);
    struct progress p = { 0 };
    assert_true(archive_test(z, &d, &p, &failed));
    assert_int_equal(d.list.n, 0);
    assert_true(p.done == p.total && p.done > 3000000);
    assert_int_equal(archive_count(z), 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(archive_at(z, i)->is_safe && !archive_at(z, i)->is_folder);
    assert_null(archive_at(z, 4));
    archive_close(z);
}

static void entries_are_found_and_read(void **state)
{
    (void)state;
    struct diags d;
    str page = long_text(), out;
    write_archive(page);
    struct archive *z = opened(&d);
    static const char *const names[] = { "a.html", "b/film.mp4" };
    for (size_t i = 0; i < 2; i++) {
        const struct archive_entry *entry = archive_find(z, str_of(names[i]));
        assert_non_null(entry);
        assert_true(archive_read(z, entry, arena, 0, &out, &failed));
        assert_true(str_eq(out, page) && out.p[out.n] == 0);
    }
    assert_true(archive_read(z, archive_find(z, S("z.txt")), arena, 0, &out, &failed));
    assert_int_equal(out.n, 0);
    assert_null(archive_find(z, S("b")));
    assert_null(archive_find(z, S("")));
    struct place at = archive_place(z, archive_find(z, S("th\xC3\xA9orie.txt")), arena);
    assert_true(str_eq(at.file, S("a.zip:th\xC3\xA9orie.txt")));
    archive_close(z);
}

static void limits_hold(void **state)
{
    (void)state;
    struct diags d;
    str out;
    write_archive(long_text());
    struct archive *z = opened(&d);
    assert_false(archive_read(z, archive_at(z, 0), arena, 1000, &out, &failed));
    assert_int_equal(failed.kind, ERR_INPUT);
    assert_non_null(strstr(failed.text, "a.zip:a.html"));
    archive_close(z);
}

static bool has(const struct diags *d, const char *rule)
{
    for (size_t i = 0; i < d->list.n; i++)
        if (strcmp(d->list.v[i].rule->id, rule) == 0)
            return true;
    return false;
}

static void memory_says_the_same(void **state)
{
    (void)state;
    str bytes, out;
    write_archive(S("<p>Weigh, then weigh again.</p>"));
    assert_true(fs_read(arena, "a.zip", 0, &bytes, &failed));
    struct diags d = { .arena = arena };
    struct archive *z = archive_of_bytes(arena, bytes, "a.zip", &d, &failed);
    assert_non_null(z);
    assert_true(archive_test(z, &d, NULL, &failed));
    assert_int_equal(d.list.n, 0);
    assert_int_equal(archive_bytes(z), bytes.n);
    ((char *)bytes.p)[archive_at(z, 1)->data + 3] ^= 1;
    assert_false(archive_read(z, archive_at(z, 1), arena, 0, &out, &failed));
    assert_true(archive_test(z, &d, NULL, &failed));
    assert_true(d.list.n == 1 && has(&d, "E1022"));
    archive_close(z);
}

static void others_are_refused(void **state)
{
    (void)state;
    static const struct { const char *path; enum err_kind kind; } table[] = {
        { "none.zip", ERR_SYSTEM }, { "/tmp", ERR_INPUT }, { "/dev/null", ERR_INPUT },
        { "text.zip", ERR_INPUT },
    };
    assert_true(fs_write("text.zip", S("This is no archive, whatever its name says."), FS_PUBLIC,
                         &failed));
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct diags d = { .arena = arena };
        struct err e = { 0 };
        assert_null(archive_open(arena, table[i].path, &d, &e));
        assert_int_equal(e.kind, table[i].kind);
        assert_non_null(strstr(e.text, table[i].path));
    }
}

static void findings_count(void **state)
{
    (void)state;
    struct bundle b = { .arena = arena };
    struct diags d;
    for (int i = 0; i < 9; i++) {
        struct bundle_file f = { .path = str_format(arena, "%d/con.html", i), .bytes = S("x") };
        assert_true(bundle_add(&b, f, &failed));
    }
    assert_true(zip_write(&b, "a.zip", NULL, &failed));
    archive_close(opened(&d));
    assert_int_equal(d.list.n, 1);
    assert_true(str_eq(d.list.v[0].at.file, S("a.zip:0/con.html")));
    assert_true(str_eq(d.list.v[0].text, S("\"0/con.html\" cannot be had on Windows. "
                                           "The same is true of 8 more: \"1/con.html\", \"2/con.html\", \"3/con.html\", ...")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ours_are_clean, setup, teardown),
        cmocka_unit_test_setup_teardown(entries_are_found_and_read, setup, teardown),
        cmocka_unit_test_setup_teardown(limits_hold, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_says_the_same, setup, teardown),
        cmocka_unit_test_setup_teardown(others_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(findings_count, setup, teardown),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
