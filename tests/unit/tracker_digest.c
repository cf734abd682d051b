/* Digests of versions, the store's own name, and the marks of erased persons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "crypto/random.h"
#include "tracker/digest.h"
#include "tracker/numbers.h"
#include "tracker/tombstone.h"
#include "tracker/uid.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;
static struct err e;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    e = (struct err){ 0 };
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static str text_of(struct digest d) { return digest_text(arena, d); }

/* The text that digest.h describes, written out by hand and hashed by itself. */
static void test_format(void **state)
{
    (void)state;
    const struct val v[] = { val_int(258), val_nil(), val_text(S("An")), val_real(0.5), val_real(2) };
    static const char bytes[] =
        "saltresult\0" "i\2\1\0\0\0\0\0\0" "n" "t\2\0\0\0An" "r\0\0\0\0\0\0\xe0\x3f"
        "i\2\0\0\0\0\0\0\0";
    struct sha256 want = sha256_of((str){ bytes, sizeof bytes - 1 });
    struct digest d = digest_of_row(S("result"), S("salt"), v, LENGTH(v));
    for (size_t i = 0; i < 32; i++)
        assert_int_equal(d.part[i / 8] >> 8 * (i % 8) & 255, want.bytes[i]);
}

static void test_a_sum(void **state)
{
    (void)state;
    struct digest sum = { 0 }, none = { 0 }, read;
    struct val v[2] = { val_int(0), val_text(S("x")) };
    for (int i = 0; i < 300; i++) {
        v[0] = val_int(i);
        digest_add(&sum, digest_of_row(S("t"), S(""), v, 2));
    }
    assert_true(digest_read(text_of(sum), &read) && memcmp(&read, &sum, sizeof sum) == 0);
    for (int i = 299; i >= 0; i--) {
        v[0] = val_int(i);
        digest_take(&sum, digest_of_row(S("t"), S(""), v, 2));
    }
    assert_memory_equal(&sum, &none, sizeof sum);
    digest_take(&sum, (struct digest){ { 1 } });          /* borrows through all parts */
    assert_true(str_eq(text_of(sum), S("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")));
    digest_add(&sum, (struct digest){ { 1 } });           /* and carries */
    assert_memory_equal(&sum, &none, sizeof sum);
    assert_false(digest_read(S("00"), &read));
}

static void test_versions_that_differ(void **state)
{
    (void)state;
    struct buf longer = buf_new(arena);
    buf_fill(&longer, 'a', 5000);
    const struct { const char *table, *salt; struct val v[2]; } rows[] = {
        { "t", "", { val_text(S("ab")), val_text(S("c")) } },
        { "t", "", { val_text(S("a")), val_text(S("bc")) } },
        { "u", "", { val_text(S("ab")), val_text(S("c")) } },
        { "t", "s", { val_text(S("ab")), val_text(S("c")) } },
        { "t", "", { val_blob(S("ab")), val_text(S("c")) } },
        { "t", "", { val_nil(), val_text(S("c")) } },
        { "t", "", { val_text(S("")), val_text(S("c")) } },
        { "t", "", { val_text(buf_str(&longer)), val_text(S("c")) } },
        { "t", "", { val_text(str_from(buf_str(&longer), 1)), val_text(S("c")) } },
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (size_t k = 0; k < i; k++) {
            struct digest x = digest_of_row(str_of(rows[i].table), str_of(rows[i].salt), rows[i].v, 2);
            struct digest y = digest_of_row(str_of(rows[k].table), str_of(rows[k].salt), rows[k].v, 2);
            if (memcmp(&x, &y, sizeof x) == 0)
                fail_msg("rows %zu and %zu have one digest", k, i);
        }
}

/* RFC 4231, cases 1, 2 and 6. */
static void test_keyed(void **state)
{
    (void)state;
    struct buf key = buf_new(arena);
    buf_fill(&key, '\x0b', 20);
    assert_true(str_eq(sha256_hex(arena, sha256_keyed(buf_str(&key), S("Hi There"))),
        S("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")));
    assert_true(str_eq(sha256_hex(arena, sha256_keyed(S("Jefe"), S("what do ya want for nothing?"))),
        S("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")));
    buf_clear(&key);
    buf_fill(&key, '\xaa', 131);
    assert_true(str_eq(sha256_hex(arena, sha256_keyed(buf_str(&key),
                       S("Test Using Larger Than Block-Size Key - Hash Key First"))),
        S("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")));
}

static void test_random(void **state)
{
    (void)state;
    unsigned char a[1000] = { 0 }, b[1000] = { 0 };
    int same = 0;
    assert_true(random_bytes(a, sizeof a, &e) && random_bytes(b, sizeof b, &e));
    for (size_t i = 0; i < sizeof a; i++)
        same += a[i] == b[i];
    assert_true(same < 100);
}

static struct tracker *store(void)
{
    struct tracker *t = tracker_open("no-such-file.db", TRACKER_TRY, &e);
    if (!t)
        fail_msg("%s", e.text);
    return t;
}

static void test_uid(void **state)
{
    (void)state;
    struct tracker *t = store(), *other = store();
    char name[UID_STORE + 1], have[UID_STORE + 1];
    int64_t learner = -1;
    assert_true(uid_store(tracker_db(t), name, &e));
    assert_int_equal(strlen(name), UID_STORE);
    assert_true(uid_draw(tracker_db(t), &e) && uid_store(tracker_db(t), have, &e));
    assert_string_equal(name, have);      /* drawn once */
    str uid = tracker_uid(t, arena, 1234);
    assert_true(tracker_uid_read(t, uid, have, &learner));
    assert_int_equal(learner, 1234);
    assert_string_equal(name, have);
    assert_true(tracker_uid_read(other, uid, have, &learner));
    assert_int_equal(learner, 0);
    assert_string_equal(name, have);
    static const char *const none[] = { "", "7KQ2MB", "7KQ2MB-", "7KQ2MB-x", "7KQ2MB-0", "7KQ2MB--1",
                                        "7KQ2U!-1", "KQ2MB-12", "7KQ2MB 12" };
    for (size_t i = 0; i < LENGTH(none); i++)
        assert_false(tracker_uid_read(t, str_of(none[i]), have, &learner));
    assert_true(tracker_uid_read(t, S(" oil2mb-7 "), have, &learner));
    assert_string_equal(have, "0112MB");
    tracker_close(t);
    tracker_close(other);
}

static void test_tombstones(void **state)
{
    (void)state;
    struct tracker *t = store();
    struct tombstones s;
    bool found;
    assert_true(tombstones_open(&s, tracker_db(t), &e));
    assert_false(s.any);
    assert_true(db_script(tracker_db(t), S("INSERT INTO import_batch (id, kind, file_name, file_sha256,"
        " parameters, actor, recorded_at) VALUES (1, '', '', '', '', '', 0)"), &e));
    assert_true(tombstone_add(&s, S("email"), S(""), S("a@example.org"), 1, &e));
    assert_true(tombstones_open(&s, tracker_db(t), &e) && s.any);
    assert_true(tombstone_find(&s, S("email"), S(""), S("a@example.org"), &found, &e) && found);
    assert_true(tombstone_find(&s, S("email"), S(""), S("b@example.org"), &found, &e) && !found);
    assert_true(tombstone_find(&s, S("account"), S(""), S("a@example.org"), &found, &e) && !found);
    tracker_close(t);
}

static void test_numbers(void **state)
{
    (void)state;
    struct tracker *t = store();
    struct db *db = tracker_db(t);
    int64_t n;
    instant first, second;
    assert_true(number_next(db, "learner", &n, &e));
    assert_int_equal(n, 1);
    assert_true(number_clock(db, &first, &e));
    assert_true(db_script(db, S("INSERT INTO import_batch (id, kind, file_name, file_sha256, parameters,"
        " actor, recorded_at) VALUES (1, '', '', '', '', '', 99999999999999);"
        "INSERT INTO learner (id) VALUES (3);"
        "INSERT INTO learner_past (id, is_test, by_hand, retired_by) VALUES (7, 0, 0, 1)"), &e));
    assert_true(number_next(db, "learner", &n, &e));
    assert_int_equal(n, 8);
    assert_true(number_clock(db, &second, &e));
    assert_true(second == 100000000000000 && second > first);
    tracker_close(t);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_format), TEST(test_a_sum), TEST(test_versions_that_differ), TEST(test_keyed),
        TEST(test_random), TEST(test_uid), TEST(test_tombstones), TEST(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
