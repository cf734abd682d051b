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

/* ------------------------------------------------------------ threads */

/* Makes pages of a size and a look that depend on their number alone. */
static bool make_page(const struct bundle_maker *m, size_t part, struct arena *a, str *bytes,
                      struct err *e)
{
    size_t n = 200 + part * 7919 % 40000;
    char *p = arena_get(a, n);
    (void)m, (void)e;
    for (size_t i = 0; i < n; i++)
        p[i] = "<p>abcdefgh \n"[(i * i / 31 + part + i / 7) % 13];
    *bytes = (str){ p, n };
    return true;
}

static bool refuse_page(const struct bundle_maker *m, size_t part, struct arena *a, str *bytes,
                        struct err *e)
{
    return part == 77 ? err_set(e, ERR_SYSTEM, "page 77 cannot be made")
                      : make_page(m, part, a, bytes, e);
}

static const struct bundle_maker pages = { make_page }, refusing = { refuse_page };

static struct bundle many_files(const struct bundle_maker *maker, size_t n)
{
    struct bundle b = some_bundle();
    struct err e = { 0 };
    for (size_t i = 0; i < n; i++) {
        struct bundle_file f = { .path = str_format(arena, "pages/%zu.html", i), .maker = maker,
                                 .part = i };
        assert_true(bundle_add(&b, f, &e));
    }
    write_file("large.txt", "");
    assert_int_equal(truncate("large.txt", 3000000), 0);
    add_disk(&b, "large.txt", "large.txt");              /* too large to be packed in one piece */
    return b;
}

static void the_same_bytes_by_any_number_of_threads(void **state)
{
    (void)state;
    static const size_t threads[] = { 2, 4, 16, 100, 0 };
    struct bundle b = many_files(&pages, 300);
    struct err e = { 0 };
    assert_true(zip_write_by(&b, "first.zip", 1, NULL, &e));
    str first = str_dup(arena, read_file("first.zip"));
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        assert_true(zip_write_by(&b, "again.zip", threads[i], NULL, &e));
        if (!str_eq(first, read_file("again.zip")))
            fail_msg("other bytes with %zu threads", threads[i]);
    }
}

static void what_is_made_is_read_back(void **state)
{
    (void)state;
    struct bundle b = many_files(&pages, 300);
    struct progress p = { .what = "writing" };
    struct err e = { 0 };
    assert_true(zip_write_by(&b, "a.zip", 3, &p, &e));
    assert_int_equal(p.done, p.total);
    zip_t *z = zip_open("a.zip", ZIP_CHECKCONS | ZIP_RDONLY, NULL);
    assert_non_null(z);
    assert_int_equal(zip_get_num_entries(z, 0), b.files.n);
    for (size_t i = 0; i < b.files.n; i++) {
        str want;
        static char got[50000];
        if (b.files.v[i].disk.n > 0)
            continue;
        assert_true(bundle_bytes(&b.files.v[i], arena, &want, &e));
        zip_file_t *f = zip_fopen_index(z, i, 0);
        assert_int_equal(zip_fread(f, got, sizeof got), want.n);
        assert_memory_equal(got, want.p, want.n);
        assert_int_equal(zip_fclose(f), 0);              /* compares the CRC */
    }
    zip_discard(z);
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

static void a_page_that_cannot_be_made_is_told(void **state)
{
    (void)state;
    struct bundle b = many_files(&refusing, 300);
    trouble_leaves_the_old_file_and_nothing_else(&b, "page 77 cannot be made");
}

/* While it is written another process makes it longer or shorter, for as long as it
 * takes to meet it. */
static void a_medium_that_is_saved_meanwhile_is_named(void **state)
{
    (void)state;
    static const off_t sizes[] = { 40000000, 80000000 };
    struct bundle b = { .arena = arena };
    write_file("talk.mp4", "");
    assert_int_equal(truncate("talk.mp4", sizes[1]), 0);
    add_disk(&b, "talk.mp4", "talk.mp4");
    pid_t child = fork();
    if (child == 0)
        for (size_t i = 0; ; i++)
            if (truncate("talk.mp4", sizes[i % 2]) != 0)
                _exit(1);
    bool met = false;
    for (int i = 0; i < 50 && !met; i++) {
        struct err e = { 0 };
        met = !zip_write(&b, "out.zip", NULL, &e) && strstr(e.text, "talk.mp4 changed");
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_true(met);
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

static void stop_half_way(struct progress *p)
{
    if (p->done > p->total / 2)
        progress_stop();
}

/* In processes of their own: there is no way back from a stop. */
static void a_stop_leaves_nothing(void **state)
{
    (void)state;
    struct bundle b = many_files(&pages, 300);
    size_t before = files_here();
    for (int half_way = 0; half_way < 2; half_way++) {
        pid_t child = fork();
        if (child == 0) {
            struct progress p = { .show = half_way ? stop_half_way : NULL };
            struct err e = { 0 };
            if (!half_way)
                progress_stop();
            _exit(zip_write_by(&b, "out.zip", 3, &p, &e) ? 1 : e.kind == ERR_SYSTEM ? 0 : 2);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        assert_int_equal(files_here(), before);
    }
}

/* Behind 65 535 the end of the directory is told twice, the second time at length
 * (APPNOTE 4.3.14). */
static void more_files_than_16_bits_count(void **state)
{
    (void)state;
    enum { FILES = 65600 };
    struct bundle b = { .arena = arena };
    struct err e = { 0 };
    for (size_t i = 0; i < FILES; i++)
        add(&b, str_format(arena, "%05zu.txt", i).p, i % 2 ? "odd" : "even");
    assert_true(zip_write(&b, "a.zip", NULL, &e));
    str all = read_file("a.zip");
    str end = str_from(all, all.n - 22 - 20 - 56);
    assert_memory_equal(end.p, "PK\6\6", 4);
    assert_memory_equal(end.p + 56, "PK\6\7", 4);
    assert_memory_equal(end.p + 76, "PK\5\6\0\0\0\0\xff\xff\xff\xff", 12);
    zip_t *z = zip_open("a.zip", ZIP_RDONLY, NULL);
    assert_non_null(z);
    assert_int_equal(zip_get_num_entries(z, 0), FILES);
    assert_string_equal(zip_get_name(z, FILES - 1, 0), "65599.txt");
    zip_discard(z);
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
        TEST(the_same_bytes_by_any_number_of_threads),
        TEST(what_is_made_is_read_back),
        TEST(a_missing_medium_is_named),
        TEST(a_medium_that_cannot_be_read_is_named),
        TEST(a_medium_that_changes_is_named),
        TEST(a_page_that_cannot_be_made_is_told),
        TEST(a_medium_that_is_saved_meanwhile_is_named),
        TEST(nothing_is_no_archive),
        TEST(a_full_disk_leaves_nothing),
        TEST(a_stop_leaves_nothing),
        TEST(more_files_than_16_bits_count),
        TEST(progress_counts_the_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
