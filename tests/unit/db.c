/* The door to SQLite: what it refuses, transactions within transactions, waiting trouble. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "db/rows.h"

enum { OURS = 0x11223344 };

static char folder[64];
static struct db *db;
static struct err e;

static int begin(void **state)
{
    (void)state;
    e = (struct err){ 0 };
    snprintf(folder, sizeof folder, "unit-db-%ld", (long)getpid());
    return mkdir(folder, 0700) != 0 || chdir(folder) != 0;
}

static int end(void **state)
{
    (void)state;
    db_close(db);
    db = NULL;
    unlink("a.db");
    return chdir("..") != 0 || rmdir(folder) != 0;
}

static void open_new(void)
{
    db = db_open("a.db", DB_CREATE, OURS, &e);
    assert_non_null(db);
    assert_true(db_script(db, S("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT"), &e));
}

static void reopen_and_expect(enum db_mode mode, enum err_kind kind, const char *part)
{
    db_close(db);
    db = db_open("a.db", mode, OURS, &e);
    assert_null(db);
    assert_int_equal(e.kind, kind);
    assert_non_null(strstr(e.text, part));
}

static int64_t count(void)
{
    struct stmt *q = db_stmt(db, S("SELECT count(*) FROM t"));
    int64_t n = stmt_row(q) ? stmt_int(q, 0) : -1;
    assert_true(stmt_end(q, &e));
    return n;
}

static bool add(int64_t a, struct err *why)
{
    struct stmt *q = db_stmt(db, S("INSERT INTO t (a, b) VALUES (:a, 'x')"));
    stmt_bind(q, ":a", val_int(a));
    return stmt_run(q, why);
}

static void test_missing(void **state)
{
    (void)state;
    reopen_and_expect(DB_READ, ERR_STORE, "there is no store at a.db");
    reopen_and_expect(DB_WRITE, ERR_STORE, "there is no store at a.db");
    assert_int_equal(fs_kind("a.db"), FS_ABSENT);
}

static void test_made_for_its_owner(void **state)
{
    (void)state;
    struct stat st;
    mode_t before = umask(0);
    open_new();
    umask(before);
    assert_int_equal(stat("a.db", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(db_begin(db, &e) && add(1, &e));
    assert_int_equal(stat("a.db-journal", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_false(db_end(db, false, &e));
}

static int64_t private_files(void)
{
    static const char *const names[] = { "a.db", "a.db-wal", "a.db-shm", "a.db-journal" };
    struct stat st;
    int64_t n = 0;
    for (size_t i = 0; i < 4; i++)
        if (stat(names[i], &st) == 0) {
            assert_int_equal(st.st_mode & 0777, 0600);
            n++;
        }
    return n;
}

/* Filled by its maker: a rollback journal. From then on: a log, until the last one leaves. */
static void test_log_comes_and_goes(void **state)
{
    (void)state;
    mode_t before = umask(0);
    open_new();
    assert_true(db_bulk(db, 1 << 20, &e) && db_begin(db, &e) && add(1, &e));
    assert_int_equal(fs_kind("a.db-journal"), FS_FILE);
    assert_true(db_end(db, true, &e) && db_usual(db, &e));
    assert_true(db_begin(db, &e) && add(2, &e));
    assert_int_equal(private_files(), 3);
    struct db *reader = db_open("a.db", DB_READ, OURS, &e);
    assert_true(reader && db_end(db, true, &e));
    assert_int_equal(private_files(), 3);
    db_close(db);
    db = NULL;
    assert_int_equal(private_files(), 3);
    db_close(reader);
    umask(before);
    assert_int_equal(private_files(), 1);
    db = db_open("a.db", DB_READ, OURS, &e);
    assert_true(db && count() == 2);
}

/* A writer whose pages do not fit into its cache, and a reader. */
static void test_reader_beside_a_large_change(void **state)
{
    (void)state;
    open_new();
    assert_true(add(1, &e));
    assert_true(db_bulk(db, 64 * 1024, &e) && db_begin(db, &e) && add(2, &e) && db_end(db, true, &e));
    assert_true(db_begin(db, &e));
    assert_true(db_script(db, S("WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n"
                                " LIMIT 2000) INSERT INTO t SELECT i, hex(zeroblob(500)) FROM n"), &e));
    uint64_t log;
    assert_true(fs_size("a.db-wal", &log, &e) && log > 1000000);
    struct db *writer = db;
    db = db_open("a.db", DB_READ, OURS, &e);
    assert_true(db && count() == 2);
    assert_true(db_begin(db, &e) && count() == 2);
    assert_true(db_end(writer, true, &e));
    assert_int_equal(count(), 2);
    assert_true(db_end(db, true, &e));
    assert_int_equal(count(), 2002);
    assert_false(add(9000, &e));
    db_close(writer);
}

static void test_no_database(void **state)
{
    (void)state;
    char words[5000];
    memset(words, 'w', sizeof words);
    assert_true(fs_write("a.db", (str){ words, sizeof words }, FS_PUBLIC, &e));
    reopen_and_expect(DB_READ, ERR_STORE, "not a database");
    reopen_and_expect(DB_CREATE, ERR_STORE, "not a database");
    uint64_t size;
    assert_true(fs_size("a.db", &size, &e) && size == sizeof words);
}

static void test_of_another_program(void **state)
{
    (void)state;
    db = db_open("a.db", DB_CREATE, 77, &e);
    assert_true(db && db_script(db, S("CREATE TABLE theirs (x)"), &e));
    reopen_and_expect(DB_READ, ERR_STORE, "another program");
    reopen_and_expect(DB_CREATE, ERR_STORE, "another program");
}

static void test_abandoned_when_new_only(void **state)
{
    (void)state;
    open_new();
    db_abandon(db);
    assert_int_equal(fs_kind("a.db"), FS_ABSENT);
    open_new();
    db_close(db);
    db = db_open("a.db", DB_CREATE, OURS, &e);
    db_abandon(db);
    db = NULL;
    assert_int_equal(fs_kind("a.db"), FS_FILE);
}

/* Two programs find no store at the same time; one makes it, the other fills it. */
static void test_not_abandoned_when_of_use_to_another(void **state)
{
    (void)state;
    open_new();
    struct db *other = db_open("a.db", DB_WRITE, OURS, &e);
    assert_non_null(other);
    assert_true(db_script(other, S("INSERT INTO t VALUES (1, 'x')"), &e));
    db_abandon(db);
    db = NULL;
    db_close(other);
    assert_int_equal(fs_kind("a.db"), FS_FILE);
    db = db_open("a.db", DB_READ, OURS, &e);
    assert_non_null(db);
    assert_int_equal(count(), 1);
}

/* What is written to a file without a name would be lost without a word. */
static void test_nothing_into_a_removed_file(void **state)
{
    (void)state;
    open_new();
    struct db *other = db_open("a.db", DB_WRITE, OURS, &e);
    assert_non_null(other);
    db_abandon(db);
    db = NULL;
    assert_int_equal(fs_kind("a.db"), FS_ABSENT);
    assert_false(db_begin(other, &e));
    assert_int_equal(e.kind, ERR_STORE);
    assert_non_null(strstr(e.text, "removed"));
    db_close(other);
}

static void test_inner_transaction_takes_back_its_own(void **state)
{
    (void)state;
    open_new();
    assert_true(db_begin(db, &e) && add(1, &e));
    assert_true(db_begin(db, &e) && add(2, &e));
    assert_false(db_end(db, false, &e));
    assert_true(db_begin(db, &e) && add(3, &e) && db_end(db, true, &e));
    assert_true(db_end(db, true, &e));
    assert_int_equal(count(), 2);
    assert_true(db_begin(db, &e) && db_begin(db, &e) && add(4, &e) && db_end(db, true, &e));
    assert_false(db_end(db, false, &e));
    assert_int_equal(count(), 2);
}

static void test_trouble_waits(void **state)
{
    (void)state;
    open_new();
    struct stmt *q = db_stmt(db, S("SELECT nothing FROM t"));
    stmt_bind(q, ":a", val_int(1));
    assert_false(stmt_row(q));
    assert_false(stmt_end(q, &e));
    assert_non_null(strstr(e.text, "nothing"));
    q = db_stmt(db, S("SELECT a FROM t WHERE a = :a"));
    stmt_bind(q, ":b", val_int(1));
    assert_false(stmt_end(q, &e));
    assert_true(add(1, &e));
    struct err why = { 0 };
    assert_false(add(1, &why));
    assert_non_null(strstr(why.text, "UNIQUE"));
    assert_true(add(2, &e));
}

static void test_same_text_within_itself(void **state)
{
    (void)state;
    open_new();
    assert_true(add(1, &e) && add(2, &e) && add(3, &e));
    int pairs = 0;
    struct stmt *outer = db_stmt(db, S("SELECT a FROM t"));
    while (stmt_row(outer)) {
        struct stmt *inner = db_stmt(db, S("SELECT a FROM t"));
        while (stmt_row(inner))
            pairs++;
        assert_true(stmt_end(inner, &e));
    }
    assert_true(stmt_end(outer, &e));
    assert_int_equal(pairs, 9);
}

static void test_rows(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    open_new();
    struct rows *rows = rows_new(a, db, S("t"), 2);
    for (int i = 1; i <= 100; i++) {
        char text[16];
        snprintf(text, sizeof text, "row %d", i);
        assert_true(rows_put(rows, (struct val[]){ val_int(i), val_text(str_of(text)) }, &e));
        memset(text, '?', sizeof text);
    }
    assert_int_equal(count(), 96);
    assert_true(rows_end(rows, &e));
    struct stmt *q = db_stmt(db, S("SELECT count(*) FROM t WHERE b = 'row ' || a"));
    assert_true(stmt_row(q) && stmt_int(q, 0) == 100);
    assert_true(stmt_end(q, &e));
    rows_free(rows);
    arena_free(a);
}

static void test_foreign_keys(void **state)
{
    (void)state;
    open_new();
    assert_true(db_script(db, S("CREATE TABLE u (t INTEGER REFERENCES t)"), &e));
    assert_false(db_script(db, S("INSERT INTO u VALUES (5)"), &e));
    assert_true(db_bulk(db, 1 << 20, &e));
    assert_true(db_script(db, S("INSERT INTO u VALUES (5)"), &e));
    assert_true(db_usual(db, &e));
    assert_false(db_script(db, S("INSERT INTO u VALUES (6)"), &e));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_missing), TEST(test_made_for_its_owner), TEST(test_log_comes_and_goes),
        TEST(test_reader_beside_a_large_change), TEST(test_no_database),
        TEST(test_of_another_program), TEST(test_abandoned_when_new_only),
        TEST(test_not_abandoned_when_of_use_to_another), TEST(test_nothing_into_a_removed_file),
        TEST(test_inner_transaction_takes_back_its_own), TEST(test_trouble_waits),
        TEST(test_same_text_within_itself), TEST(test_rows), TEST(test_foreign_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
