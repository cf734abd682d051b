/* Archives: the same bytes everywhere, whole or not at all. Read back with
 * libzip's own eyes and, where it hides things, by the bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

#include "base/fs.h"
#include "zip/zip.h"

static char folder[] = "/tmp/etalon-zip-XXXXXX";
static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
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

static void add(struct bundle *b, const char *path, const char *bytes)
{
    struct err e = { 0 };
    struct bundle_file f = { .path = str_of(path), .bytes = str_of(bytes) };
    assert_true(bundle_add(b, f, &e));
}

static void add_disk(struct bundle *b, const char *path, const char *disk)
{
    struct err e = { 0 };
    struct bundle_file f = { .path = str_of(path), .disk = str_of(disk) };
    assert_true(bundle_add(b, f, &e));
}

static void write_file(const char *path, const char *bytes)
{
    struct err e = { 0 };
    assert_true(fs_write(path, str_of(bytes), FS_PUBLIC, &e));
}

static str read_file(const char *path)
{
    struct err e = { 0 };
    str out = { 0 };
    if (!fs_read(arena, path, 0, &out, &e))
        fail_msg("%s", e.text);
    return out;
}

static size_t files_here(void)
{
    struct err e = { 0 };
    str *paths;
    size_t n;
    assert_true(fs_list(arena, ".", &paths, &n, &e));
    return n;
}

static struct bundle some_bundle(void)
{
    struct bundle b = { .arena = arena };
    write_file("talk.mp4", "not really a film, but an honest sequence of bytes");
    add(&b, "index.html", "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>");
    add(&b, "empty.txt", "");
    add_disk(&b, "media/talk.mp4", "talk.mp4");
    add(&b, "media/\xc3\xa9talon.txt", "bytes bytes bytes bytes");
    add(&b, "PICTURE.JPG", "jpegjpegjpegjpegjpegjpegjpegjpeg");
    return b;
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    static const struct { const char *name; int method; const char *bytes; } expected[] = {
        { "index.html", ZIP_CM_DEFLATE,
          "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>" },
        { "empty.txt", ZIP_CM_DEFLATE, "" },
        { "media/talk.mp4", ZIP_CM_STORE, "not really a film, but an honest sequence of bytes" },
        { "media/\xc3\xa9talon.txt", ZIP_CM_DEFLATE, "bytes bytes bytes bytes" },
        { "PICTURE.JPG", ZIP_CM_STORE, "jpegjpegjpegjpegjpegjpegjpegjpeg" },
    };
    struct bundle b = some_bundle();
    struct err e = { 0 };
    assert_true(zip_write(&b, "a.zip", NULL, &e));
    zip_t *z = zip_open("a.zip", ZIP_CHECKCONS | ZIP_RDONLY, NULL);
    assert_non_null(z);
    assert_int_equal(zip_get_num_entries(z, 0), sizeof expected / sizeof *expected);
    for (zip_uint64_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        zip_stat_t st;
        assert_int_equal(zip_stat_index(z, i, ZIP_FL_ENC_STRICT, &st), 0);
        assert_string_equal(st.name, expected[i].name);
        assert_int_equal(st.comp_method, expected[i].method);
        char bytes[200] = "";
        zip_file_t *f = zip_fopen_index(z, i, 0);
        assert_int_equal(zip_fread(f, bytes, sizeof bytes), strlen(expected[i].bytes));
        assert_string_equal(bytes, expected[i].bytes);
        assert_int_equal(zip_fclose(f), 0);
        zip_uint8_t system_id;
        zip_uint32_t attributes;
        assert_int_equal(zip_file_get_external_attributes(z, i, 0, &system_id, &attributes), 0);
        assert_int_equal(system_id, ZIP_OPSYS_UNIX);
        assert_int_equal(attributes >> 16, 0100644);
        assert_int_equal(zip_file_extra_fields_count(z, i, ZIP_FL_LOCAL), 0);
        assert_int_equal(zip_file_extra_fields_count(z, i, ZIP_FL_CENTRAL), 0);
    }
    zip_discard(z);
}

/* Every local header: signature PK\3\4, flags at 6, time at 10, date at 12. */
static void stamps_are_fixed_and_names_say_utf8(void **state)
{
    (void)state;
    struct bundle b = some_bundle();
    struct err e = { 0 };
    assert_true(zip_write(&b, "a.zip", NULL, &e));
    str all = read_file("a.zip");
    size_t headers = 0;
    for (size_t at = 0; at + 30 < all.n; at++) {
        if (memcmp(all.p + at, "PK\3\4", 4) != 0)
            continue;
        const unsigned char *h = (const unsigned char *)all.p + at;
        assert_int_equal(h[10] | h[11] << 8, 12 << 11);
        assert_int_equal(h[12] | h[13] << 8, 33);
        bool ascii = memchr(h + 30, 0xc3, h[26]) == NULL;
        assert_int_equal((h[7] & 8) != 0, !ascii);
        headers++;
    }
    assert_int_equal(headers, b.files.n);
}

static void the_same_bytes_in_any_zone_and_under_any_mask(void **state)
{
    (void)state;
    static const struct { const char *zone; mode_t mask; } places[] = {
        { "UTC", 022 }, { "Pacific/Kiritimati", 077 }, { "America/Sao_Paulo", 0 },
        { "Asia/Kathmandu", 022 }, { "Africa/Monrovia", 022 }, { "Antarctica/Troll", 027 },
        { "Europe/Dublin", 022 }, { "AAA+24BBB,J1/0,J365/23", 022 }, { "right/UTC", 022 },
    };
    struct bundle b = some_bundle();
    struct err e = { 0 };
    assert_true(zip_write(&b, "first.zip", NULL, &e));
    str first = str_dup(arena, read_file("first.zip"));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        setenv("TZ", places[i].zone, 1);
        tzset();
        mode_t before = umask(places[i].mask);
        assert_true(zip_write(&b, "again.zip", NULL, &e));
        umask(before);
        if (!str_eq(first, read_file("again.zip")))
            fail_msg("other bytes in %s", places[i].zone);
    }
    unsetenv("TZ");
    tzset();
}

static void trouble_leaves_the_old_file_and_nothing_else(struct bundle *b, const char *sentence)
{
    struct err e = { 0 };
    write_file("out.zip", "the old one");
    size_t before = files_here();
    assert_false(zip_write(b, "out.zip", NULL, &e));
    assert_int_equal(e.kind, ERR_SYSTEM);
    if (strstr(e.text, sentence) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", sentence, e.text);
    assert_int_equal(files_here(), before);
    assert_true(str_eq(read_file("out.zip"), S("the old one")));
}

static void a_missing_medium_is_named(void **state)
{
    (void)state;
    struct bundle b = some_bundle();
    add_disk(&b, "media/gone.mp3", "gone.mp3");
    trouble_leaves_the_old_file_and_nothing_else(&b, "cannot read gone.mp3: No such file");
}

static void a_medium_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    struct bundle b = some_bundle();
    assert_int_equal(mkdir("folder", 0777), 0);
    add_disk(&b, "media/folder.txt", "folder");
    trouble_leaves_the_old_file_and_nothing_else(&b, "cannot read folder: Is a directory");
}

/* Says it has no bytes and gives some. */
static void a_medium_that_changes_is_named(void **state)
{
    (void)state;
    struct bundle b = some_bundle();
    add_disk(&b, "version.txt", "/proc/version");
    trouble_leaves_the_old_file_and_nothing_else(&b, "/proc/version changed");
}

static void nothing_is_no_archive(void **state)
{
    (void)state;
    struct bundle b = { .arena = arena };
    struct err e = { 0 };
    assert_false(zip_write(&b, "out.zip", NULL, &e));
    assert_int_equal(files_here(), 0);
}

/* A limit on the size of files is as good as a full disk. */
static void a_full_disk_leaves_nothing(void **state)
{
    (void)state;
    struct rlimit before, tight = { 0 };
    struct bundle b = some_bundle();
    char *noise = arena_get(arena, 600001);
    for (size_t i = 0; i < 600000; i++)
        noise[i] = "abcdefgh"[(i * i * 31 + i / 7) % 8];
    add(&b, "media/noise.jpg", noise);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = 300000;
    setrlimit(RLIMIT_FSIZE, &tight);
    trouble_leaves_the_old_file_and_nothing_else(&b, "cannot write out.zip: File too large");
    setrlimit(RLIMIT_FSIZE, &before);
}

/* In a process of its own: there is no way back from a stop. */
static void a_stop_leaves_nothing(void **state)
{
    (void)state;
    struct bundle b = some_bundle();
    pid_t child = fork();
    if (child == 0) {
        struct progress p = { 0 };
        struct err e = { 0 };
        progress_stop();
        _exit(zip_write(&b, "out.zip", &p, &e) ? 1 : e.kind == ERR_SYSTEM ? 0 : 2);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(files_here(), 1);    /* talk.mp4 */
}

static void progress_counts_the_bytes(void **state)
{
    (void)state;
    struct bundle b = some_bundle();
    struct progress p = { .done = 77 };
    struct err e = { 0 };
    assert_true(zip_write(&b, "a.zip", &p, &e));
    assert_int_equal(p.total, 69 + 0 + 50 + 23 + 32);
    assert_int_equal(p.done, p.total);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_is_read_back),
        TEST(stamps_are_fixed_and_names_say_utf8),
        TEST(the_same_bytes_in_any_zone_and_under_any_mask),
        TEST(a_missing_medium_is_named),
        TEST(a_medium_that_cannot_be_read_is_named),
        TEST(a_medium_that_changes_is_named),
        TEST(nothing_is_no_archive),
        TEST(a_full_disk_leaves_nothing),
        TEST(a_stop_leaves_nothing),
        TEST(progress_counts_the_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
